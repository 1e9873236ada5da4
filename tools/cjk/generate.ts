/**
 * Writes src/kernel/codecs/multibyte/generated/: the tables of the East Asian codecs as compact text. CPython 3.14 (Pyodide) is
 * asked for every sequence and every code point; what a table adds to those it rests on is written, and where it deviates.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";
import {
  CharTable,
  type Layer,
  TABLE_LIMIT,
  type TableText,
  TOKEN_GAP,
  TOKEN_RUN,
  TOKEN_STEP,
} from "../../src/kernel/codecs/multibyte/char-table.ts";
import { TABLE_PLANS, type TablePlan } from "../../src/kernel/codecs/multibyte/plans.ts";
import { encodeNumbers } from "../unicode/encode.ts";

/** Flat lists of key and value, code point and key. */
interface TableFacts {
  decode: number[];
  encode: number[] | null;
}
interface Facts {
  tables: Record<string, TableFacts>;
  /** First code point and sequence number of each run of four-byte sequences. */
  gb18030: number[];
}

const OUT = fileURLToPath(new URL("../../src/kernel/codecs/multibyte/generated/", import.meta.url));
const DOUBLE = 0x100;
const ASCII = 0x80;
/** Below the space all codecs agree, and the facts say nothing of encoding. */
const SPACE = 0x20;
/** Shorter runs are not worth their token. */
const MIN_RUN = 3;

/** Of character sets ASCII is no part. */
function firstOf(real: ReadonlyMap<number, number>): number {
  return real.has(1) ? 1 : ASCII;
}

function pairsOf(flat: readonly number[]): Map<number, number> {
  const map = new Map<number, number>();
  for (let i = 0; i < flat.length; i += 2) map.set(flat[i], flat[i + 1]);
  return map;
}

/** The tokens of the values that `keys` lack in `base`. */
function addedText(base: CharTable, added: ReadonlyMap<number, number>): string {
  if (added.size === 0) return encodeNumbers([0, 0, 0]);
  const keys = [...added.keys()].sort((a, b) => a - b);
  const trails = keys.map((key) => key & 0xff);
  const [firstTrail, lastTrail] = [Math.min(...trails), Math.max(...trails)];
  const firstLead = keys[0] >> 8;
  const width = lastTrail - firstTrail + 1;
  const cells = new Map(keys.map((key) => [((key >> 8) - firstLead) * width + (key & 0xff) - firstTrail, key]));
  const out = [firstLead, firstTrail, lastTrail];
  const last = Math.max(...cells.keys());
  let code = 0;
  for (let cell = 0; cell <= last; ) {
    const gap = count(cell, (at) => at <= last && !cells.has(at));
    if (gap > 0) out.push(TOKEN_GAP, gap);
    cell += gap;
    if (cell > last) break;
    let next = code;
    const run = count(cell, (at) => {
      next = base.nextFree(next);
      return cells.has(at) && added.get(cells.get(at)!) === next;
    });
    if (run >= MIN_RUN) {
      out.push(TOKEN_RUN, run);
      code = added.get(cells.get(cell + run - 1)!)!;
      cell += run;
    } else {
      const value = added.get(cells.get(cell++)!)!;
      out.push(TOKEN_STEP + zigzag(value - code));
      code = value;
    }
  }
  return encodeNumbers(out);
}

/** How many numbers from `start` on satisfy the test. */
function count(start: number, test: (at: number) => boolean): number {
  let at = start;
  while (test(at)) at++;
  return at - start;
}

function zigzag(n: number): number {
  return n < 0 ? -n * 2 - 1 : n * 2;
}

function deviations(real: ReadonlyMap<number, number>, ours: ArrayLike<number>, from: number): string {
  const out: number[] = [];
  let last = 0;
  for (let at = from; at < ours.length; at++) {
    const value = real.get(at) ?? 0;
    if (value === ours[at]) continue;
    out.push(at - last, value);
    last = at;
  }
  return encodeNumbers(out);
}

function tableText({ decode, encode }: TableFacts, layers: Layer[], fallback: Layer | undefined) {
  const real = pairsOf(decode);
  const first = firstOf(real);
  if (fallback !== undefined) dropFallback(real, layers, fallback);
  const base = new CharTable(undefined, layers);
  const added = new Map([...real].filter(([key]) => key >= DOUBLE && base.toCode[key] === 0));
  const text = { added: addedText(base, added), decode: "", encode: "" };
  const built = (rest?: Layer): CharTable => new CharTable(lazily(text), layers, rest);
  text.decode = deviations(real, built().toCode, first);

  if (encode !== null) text.encode = deviations(pairsOf(encode), built(fallback).toKey, Math.max(first, SPACE));
  return { text, table: built(fallback) };
}

/** Forgets the sequences that the fallback explains. */
function dropFallback(real: Map<number, number>, layers: Layer[], { table, place }: Layer): void {
  const base = new CharTable(undefined, layers);
  for (let key = ASCII; key < table.toCode.length; key++) {
    const target = table.toCode[key] === 0 ? 0 : place(key);
    if (target !== 0 && base.toCode[target] === 0 && real.get(target) === table.toCode[key]) real.delete(target);
  }
}

function lazily(text: Record<keyof TableText, string>): TableText {
  return { added: () => text.added, decode: () => text.decode, encode: () => text.encode };
}

async function main(): Promise<void> {
  const python = await loadPyodide();
  const script = readFileSync(new URL("./facts.py", import.meta.url), "utf8");
  const facts = JSON.parse(python.runPython(script) as string) as Facts;
  const tables = new Map<string, CharTable>();
  const lines = [
    "// Generated by tools/cjk/generate.ts from CPython's East Asian codecs; do not edit.",
    'import type { TableText } from "../char-table.ts";',
    "",
    "/** What each table adds and where it deviates. */",
    "export const TABLE_TEXTS: Readonly<Record<string, TableText>> = {",
  ];
  for (const [name, plan] of Object.entries(TABLE_PLANS) as [string, TablePlan][]) {
    const layerOf = ([rest, place]: NonNullable<TablePlan["fallback"]>): Layer => ({ table: tables.get(rest)!, place });
    const { text, table } = tableText(
      facts.tables[name],
      (plan.layers ?? []).map(layerOf),
      plan.fallback && layerOf(plan.fallback),
    );
    tables.set(name, table);
    verify(name, table, facts.tables[name]);
    lines.push(`  ${name}: {`);
    for (const [part, value] of Object.entries(text)) lines.push(`    ${part}: () => ${JSON.stringify(value)},`);
    lines.push("  },");
    console.log(name, ...Object.values(text).map((part) => part.length));
  }
  lines.push(
    "};",
    "",
    "/** Four-byte sequences of the BMP in GB18030: first code point and number of each run. */",
    `export const GB18030_RANGES = () => ${JSON.stringify(encodeNumbers(facts.gb18030))};`,
    "",
  );
  mkdirSync(OUT, { recursive: true });
  writeFileSync(`${OUT}tables.ts`, lines.join("\n"));
}

function verify(name: string, table: CharTable, { decode, encode }: TableFacts): void {
  const real = pairsOf(decode);
  for (let key = firstOf(real); key < table.toCode.length; key++) {
    if ((real.get(key) ?? 0) !== table.toCode[key]) throw new Error(`${name}: key ${key.toString(16)} comes out wrong`);
  }
  const keys = pairsOf(encode ?? []);
  for (let code = Math.max(firstOf(real), SPACE); encode !== null && code < TABLE_LIMIT; code++) {
    if ((keys.get(code) ?? 0) !== table.toKey[code])
      throw new Error(`${name}: code ${code.toString(16)} comes out wrong`);
  }
}

await main();
