/**
 * The symbol tables of every library file against CPython's `_symtable.symtable`: blocks, their symbols with all flags, in order.
 *
 *   npx tsx tools/parity/symtable.ts [name-part]
 */
import { symtableOf } from "../../src/compiler/compile.ts";
import type { SymtableEntry } from "../../src/compiler/symtable/entry.ts";
import { parse } from "../../src/parser/parse.ts";
import { libraryFiles } from "./library.ts";
import { loadOracle } from "./pyodide.ts";
import { report } from "./report.ts";

const SETUP = `
import _symtable, json, warnings
warnings.simplefilter("ignore")
def block(e):
    return [e.type, e.name, e.lineno, int(e.nested), ordered(e.symbols.items()), e.varnames, [block(c) for c in e.children]]
FREE = 4 << 12
def ordered(symbols):
    known = [list(s) for s in symbols if s[1] != FREE]
    return known + sorted([list(s) for s in symbols if s[1] == FREE])
def table(data, name):
    return json.dumps(block(_symtable.symtable(data.to_bytes().decode(), name, "exec")))
`;

const FREE = 4 << 12;

/** Free variables that a block passes on to inner ones come last, in the order of a set of strings: that of their hashes. */
function ordered(symbols: ReadonlyMap<string, number>): [string, number][] {
  const known = [...symbols].filter(([, flags]) => flags !== FREE);
  const free = [...symbols].filter(([, flags]) => flags === FREE);
  return [...known, ...free.sort(([a], [b]) => (a < b ? -1 : 1))];
}

function block(entry: SymtableEntry): unknown[] {
  const { type, name, loc, nested, symbols, varnames, children } = entry;
  return [type, name, loc.lineno, nested ? 1 : 0, ordered(symbols), varnames, children.map(block)];
}

async function main(): Promise<void> {
  const oracle = await loadOracle();
  oracle.run(SETUP);
  const table = oracle.callable<[Uint8Array, string], string>("table");
  const files = libraryFiles().filter(({ name }) => name.includes(process.argv[2] ?? ""));
  let compared = 0;
  let different = 0;
  for (const { name, data } of files) {
    let text: string;
    try {
      text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
    } catch {
      continue; // in another encoding
    }
    compared++;
    const ours = JSON.stringify(block(symtableOf(parse(text, { filename: name, mode: "exec" }), name, 0).top));
    const theirs = JSON.stringify(JSON.parse(table(new Uint8Array(data), name)));
    if (ours === theirs) continue;
    different++;
    let at = 0;
    while (ours[at] === theirs[at]) at++;
    console.log(`${name}\n  CPython ${theirs.slice(at - 60, at + 60)}\n  ours    ${ours.slice(at - 60, at + 60)}`);
  }
  report("symbol tables of the library", compared, different);
}

await main();
