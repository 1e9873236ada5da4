/**
 * Compares the code objects of every library file with real CPython's, field by field and as marshal streams, at the three
 * optimization levels.
 *
 *   npx tsx tools/parity/code.ts [--optimize=0] [--verbose=5] [--dir=folder | --source=text | --random=count [--seed=1]] [name-part]
 *
 * CPython's code objects are kept under build/parity; delete that folder after a change of the `pyodide` package.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CodeUnit } from "../../src/bytecode/codeunit.ts";
import { dumpConst, loadConst } from "../../src/bytecode/marshal.ts";
import { compile } from "../../src/compiler/compile.ts";
import { SourceError, SourceFailure } from "../../src/parser/errors.ts";
import { parse } from "../../src/parser/parse.ts";
import { compareUnits, type Difference } from "./code-diff.ts";
import { libraryFiles, type SourceFile } from "./library.ts";
import { stripRefs } from "./marshal.ts";
import { ProgramGenerator } from "./programs.ts";
import { loadOracle } from "./pyodide.ts";
import { report } from "./report.ts";

const CACHE = "build/parity";

const SETUP = `
import marshal, warnings
warnings.simplefilter("ignore")
def dump(source, name, optimize):
    try:
        return marshal.dumps(compile(source.to_bytes(), name, "exec", dont_inherit=True, optimize=optimize))
    except Exception as e:
        return f"{type(e).__name__}: {getattr(e, 'msg', e)}"
`;

function folderFiles(folder: string): SourceFile[] {
  if (folder === "") return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".py"))
    .sort()
    .map((name) => ({ name, data: readFileSync(join(folder, name)) }));
}

/** CPython's answer for each file: a marshal stream, or an error as text. */
async function oracleDumps(files: readonly SourceFile[], optimize: number): Promise<(Uint8Array | string)[]> {
  const oracle = await loadOracle();
  oracle.run(SETUP);
  const dump = oracle.callable<[Uint8Array, string, number], unknown>("dump");
  return files.map((file) => {
    // Pyodide does not know Node's Buffer.
    const result = dump(new Uint8Array(file.data), file.name, optimize);
    if (typeof result === "string") return result;
    const proxy = result as { toJs(): Uint8Array; destroy(): void };
    const bytes = proxy.toJs();
    proxy.destroy();
    return bytes;
  });
}

/** The library's dumps, from the cache if they are there: sizes as JSON, then the streams one after the other. */
async function libraryDumps(files: readonly SourceFile[], optimize: number): Promise<(Uint8Array | string)[]> {
  const path = join(CACHE, `code-${optimize}`);
  if (!existsSync(`${path}.bin`)) {
    const dumps = await oracleDumps(files, optimize);
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(`${path}.json`, JSON.stringify(dumps.map((dump) => (typeof dump === "string" ? dump : dump.length))));
    writeFileSync(`${path}.bin`, Buffer.concat(dumps.filter((dump) => typeof dump !== "string")));
  }
  const bytes = readFileSync(`${path}.bin`);
  let at = 0;
  const sizes: (number | string)[] = JSON.parse(readFileSync(`${path}.json`, "utf8"));
  return sizes.map((size) => (typeof size === "string" ? size : bytes.subarray(at, (at += size))));
}

/** Our answer: the code unit, or an error as text. */
function ourCode(file: SourceFile, optimize: number): CodeUnit | string {
  try {
    const tree = parse(file.data, { filename: file.name, mode: "exec" });
    return compile(tree, { filename: file.name, flags: 0, optimize, warn: () => true });
  } catch (error) {
    if (error instanceof SourceError || error instanceof SourceFailure)
      return `${error.type}: ${error instanceof SourceError ? error.msg : error.message}`;
    return `internal error: ${(error as Error).stack ?? String(error)}`;
  }
}

function compareFile(file: SourceFile, optimize: number, dump: Uint8Array | string): Difference | undefined {
  const ours = ourCode(file, optimize);
  if (typeof ours === "string" || typeof dump === "string") {
    if (ours === dump) return undefined;
    const [a, b] = [ours, dump].map((side) => (typeof side === "string" ? side : "code"));
    return { kind: `error ${a.slice(0, 60)} | ${b.slice(0, 60)}`, text: `${a}\n${b}` };
  }
  const theirs = loadConst(dump) as CodeUnit;
  const difference = compareUnits(ours, theirs);
  if (difference !== undefined) return difference;
  if (Buffer.compare(stripRefs(dumpConst(ours)), stripRefs(dump)) === 0) return undefined;
  return { kind: "marshal stream", text: "equal fields, different streams" };
}

function option(name: string, fallback: string): string {
  const argument = process.argv.find((text) => text.startsWith(`--${name}=`));
  return argument === undefined ? fallback : argument.slice(name.length + 3);
}

/** Programs made by chance, named by their seeds. */
export function randomFiles(count: number, seed: number): SourceFile[] {
  return Array.from({ length: count }, (_, i) => {
    const source = new ProgramGenerator(seed + i).program();
    return { name: `seed ${seed + i}`, data: Buffer.from(source) };
  });
}

export interface Report {
  readonly compared: number;
  /** Each difference, with the file it is in. */
  readonly differences: readonly { readonly name: string; readonly difference: Difference }[];
}

/** Compares `given` files, or else the library's whose name contains `part`. */
export async function compareFiles(optimize: number, given: readonly SourceFile[] = [], part = ""): Promise<Report> {
  const files = given.length > 0 ? given : libraryFiles();
  const dumps = await (given.length > 0 ? oracleDumps(files, optimize) : libraryDumps(files, optimize));
  const differences: { name: string; difference: Difference }[] = [];
  let compared = 0;
  files.forEach((file, i) => {
    if (!file.name.includes(part)) return;
    compared++;
    const difference = compareFile(file, optimize, dumps[i]);
    if (difference !== undefined) differences.push({ name: file.name, difference });
  });
  return { compared, differences };
}

async function main(): Promise<void> {
  const folder = option("dir", "");
  const source = option("source", "");
  const part = process.argv.slice(2).find((text) => !text.startsWith("--")) ?? "";
  let verbose = Number(option("verbose", "5"));
  const random = randomFiles(Number(option("random", "0")), Number(option("seed", "1")));
  const given = source !== "" ? [{ name: "<source>", data: Buffer.from(source) }] : [...folderFiles(folder), ...random];
  for (const optimize of option("optimize", "0,1,2").split(",").map(Number)) {
    const start = performance.now();
    const { compared, differences } = await compareFiles(optimize, given, part);
    const kinds = new Map<string, string[]>();
    for (const { name, difference } of differences) {
      kinds.set(difference.kind, [...(kinds.get(difference.kind) ?? []), name]);
      if (verbose-- > 0) console.log(`\n${name} (optimize=${optimize}): ${difference.kind}\n${difference.text}`);
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`\noptimize=${optimize}: ${compared - differences.length} of ${compared} files equal (${seconds} s)`);
    for (const [kind, names] of [...kinds].sort((a, b) => b[1].length - a[1].length).slice(0, 25)) {
      console.log(`  ${String(names.length).padStart(4)}  ${kind}   ${names.slice(0, 3).join(" ")}`);
    }
    report(
      `code objects of ${given.length > 0 ? "programs" : "the library"}, -O${optimize}`,
      compared,
      differences.length,
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
