/**
 * Built-in types, functions and modules against CPython: what they declare (describe.py), and what wrong calls of them say
 * (calls.py makes the calls from the tables of subjects.py).
 *
 *   npm run parity:builtins                   everything, on real CPython 3.14 and on dist/taipan.js
 *   npm run parity:builtins -- --seed 7       other arguments
 *   npm run parity:builtins -- --record       also writes CPython's answers into test/parity/, for `npm test`
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { report } from "../report.ts";
import { ACCEPTED_CALLS, ACCEPTED_DECLARATIONS, type Accepted } from "./accepted.ts";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");
const RECORDED_DECLARATIONS = join(root, "test/parity/builtins.json");
const RECORDED_CALLS = join(root, "test/parity/calls.txt");
/** How many calls `npm test` replays. */
const RECORDED_COUNT = 4000;
const SEED = "1";

type Members = Record<string, string>;
interface Declarations {
  readonly modules: Record<string, Members | null>;
  readonly types: Record<string, Members>;
}
/** Where, what CPython has, what Taipan has. */
export type Difference = readonly [subject: string, cpython: string, taipan: string];
const ABSENT = "absent";

function run(program: "cpython" | "taipan", script: string, args: readonly string[]): string {
  // Which engine runs the scripts is none of their business; each has tests of its own.
  const command =
    program === "cpython"
      ? [join(root, "tools/oracle/python.mjs")]
      : [join(root, "dist/taipan.js"), "--tier=interpreter"];
  return execFileSync(process.execPath, [...command, join(here, script), ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
}

function describe(program: "cpython" | "taipan", modules: readonly string[]): Declarations {
  return JSON.parse(run(program, "describe.py", modules)) as Declarations;
}

function* declarationDifferences(cpython: Declarations, taipan: Declarations): Generator<Difference> {
  for (const part of ["modules", "types"] as const) {
    for (const name of new Set([...Object.keys(cpython[part]), ...Object.keys(taipan[part])])) {
      const [theirs, ours] = [cpython[part][name], taipan[part][name]];
      if (!theirs || !ours) {
        if (theirs || ours) yield [name, theirs ? part : ABSENT, ours ? part : ABSENT];
        continue;
      }
      for (const member of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
        if (theirs[member] !== ours[member])
          yield [`${name} ${member}`, theirs[member] ?? ABSENT, ours[member] ?? ABSENT];
      }
    }
  }
}

function* callDifferences(cpython: string, taipan: string): Generator<Difference> {
  const outcomes = new Map(taipan.split("\n").map((line) => line.split("\t") as [string, string]));
  for (const line of cpython.split("\n")) {
    const [expression, outcome] = line.split("\t");
    if (outcome !== undefined && outcomes.get(expression) !== outcome) {
      yield [expression, outcome, outcomes.get(expression) ?? ABSENT];
    }
  }
}

function accepts({ pattern, absent }: Accepted, [subject, cpython, taipan]: Difference): boolean {
  return pattern.test(subject) && (!absent || (absent === "cpython" ? cpython : taipan) === ABSENT);
}

function unexpected(differences: Iterable<Difference>, accepted: readonly Accepted[]): Difference[] {
  return [...differences].filter((difference) => !accepted.some((entry) => accepts(entry, difference)));
}

function memberCount(declarations: Declarations): number {
  return Object.values(declarations.types).reduce((sum, members) => sum + Object.keys(members).length, 0);
}

/** Declarations of the recorded modules, and of types that belong to none of those that were added since, against the record. */
export function recordedDeclarations(): { compared: number; differences: Difference[] } {
  const cpython = JSON.parse(readFileSync(RECORDED_DECLARATIONS, "utf8")) as Declarations;
  const taipan = describe("taipan", Object.keys(cpython.modules));
  const known = new Set(Object.keys(cpython.modules));
  for (const name of Object.keys(taipan.types)) {
    const module = name.slice(0, name.lastIndexOf("."));
    if (cpython.types[name] === undefined && module !== "builtins" && !known.has(module)) delete taipan.types[name];
  }
  return {
    compared: memberCount(cpython),
    differences: unexpected(declarationDifferences(cpython, taipan), ACCEPTED_DECLARATIONS),
  };
}

/** The recorded calls. */
export function recordedCalls(): { compared: number; differences: Difference[] } {
  const cpython = readFileSync(RECORDED_CALLS, "utf8");
  const taipan = run("taipan", "calls.py", ["replay", RECORDED_CALLS]);
  const compared = cpython.split("\n").length - 1;
  return { compared, differences: unexpected(callDifferences(cpython, taipan), ACCEPTED_CALLS) };
}

/** Compares everything and reports it. */
function compareAll(seed: string, record: boolean): void {
  const modules = run("taipan", "modules.py", []).trim().split(" ");
  const described = describe("cpython", modules);
  const declarations = unexpected(
    declarationDifferences(described, describe("taipan", modules)),
    ACCEPTED_DECLARATIONS,
  );
  const folder = mkdtempSync(join(tmpdir(), "parity-"));
  const calls = run("cpython", "calls.py", ["make", seed, "1000000"]);
  const file = join(folder, "calls.txt");
  writeFileSync(file, calls);
  const called = unexpected(callDifferences(calls, run("taipan", "calls.py", ["replay", file])), ACCEPTED_CALLS);
  rmSync(folder, { recursive: true });
  for (const [subject, cpython, taipan] of [...declarations, ...called]) {
    console.log(`${subject}\n    ${cpython}\n    ${taipan}`);
  }
  report("declarations of built-in types and modules", memberCount(described), declarations.length);
  report("wrong and right calls of built-ins", calls.split("\n").length - 1, called.length);
  if (record) {
    writeFileSync(RECORDED_DECLARATIONS, `${JSON.stringify(described, null, 0).replaceAll('","', '",\n"')}\n`);
    writeFileSync(RECORDED_CALLS, run("cpython", "calls.py", ["make", SEED, String(RECORDED_COUNT)]));
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2);
  const seed = args.includes("--seed") ? args[args.indexOf("--seed") + 1] : SEED;
  compareAll(seed, args.includes("--record"));
}
