/**
 * Our .pyc files in CPython: what `marshal.loads` makes there of our bytes equals what CPython compiles itself.
 * (That ours reads CPython's is part of code.ts.)
 *
 *   npx tsx tools/parity/pyc.ts [name-part]
 */
import { dumpConst } from "../../src/bytecode/marshal.ts";
import { compile } from "../../src/compiler/compile.ts";
import { parse } from "../../src/parser/parse.ts";
import { libraryFiles } from "./library.ts";
import { loadOracle } from "./pyodide.ts";
import { report } from "./report.ts";

const SETUP = `
import marshal, warnings
warnings.simplefilter("ignore")
FIELDS = "filename", "qualname", "stacksize", "varnames", "cellvars", "freevars"  # what equality leaves out
def same(a, b):
    if any(getattr(a, "co_" + field) != getattr(b, "co_" + field) for field in FIELDS):
        return False
    return all(same(x, y) for x, y in zip(a.co_consts, b.co_consts) if type(x) is type(a))
def check(data, source, name):
    try:
        ours = marshal.loads(data.to_bytes())
        theirs = compile(source.to_bytes(), name, "exec", dont_inherit=True, optimize=0)
        return "" if ours == theirs and same(ours, theirs) else "differs"
    except Exception as e:
        return f"{type(e).__name__}: {e}"
`;

async function main(): Promise<void> {
  const oracle = await loadOracle();
  oracle.run(SETUP);
  const check = oracle.callable<[Uint8Array, Uint8Array, string], string>("check");
  const files = libraryFiles().filter(({ name }) => name.includes(process.argv[2] ?? ""));
  let different = 0;
  for (const { name, data } of files) {
    const tree = parse(data, { filename: name, mode: "exec" });
    const unit = compile(tree, { filename: name, flags: 0, optimize: 0, warn: () => true });
    const answer = check(new Uint8Array(dumpConst(unit, { refs: "shared" })), new Uint8Array(data), name);
    if (answer === "") continue;
    different++;
    console.log(`${name}: ${answer}`);
  }
  report(".pyc files of the library, read by CPython", files.length, different);
}

await main();
