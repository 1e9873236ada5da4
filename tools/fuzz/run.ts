/**
 * Fuzzing by hand:
 *
 *   npm run fuzz -- expressions [count] [--seed=1] [--from=0]
 *   npm run fuzz -- sources [count] [--seed=1] [--from=0]
 *   npm run fuzz -- programs [count] [--seed=1] [--from=0] [--case=N] [--engines=soon,now,…] [--differences=5] [--whole]
 *   npm run fuzz -- pyc [count] [--seed=1] [--from=0] [--case=N [--write=file]]
 *
 * Cases are numbered; a failing one is run again alone by its number, and its marshal stream can be written to a file. Ends with status 1 when a case failed.
 */
import { writeFileSync } from "node:fs";
import { PythonError } from "../../src/apps/embed/node.ts";
import { ExpressionFuzzer } from "./expressions.ts";
import { firstDifference, type ProgramDifference, ProgramFuzzer } from "./programs.ts";
import { PycFuzzer } from "./pyc.ts";
import { SourceFuzzer } from "./sources.ts";
import { watch } from "./watchdog.ts";

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const option = (name: string, otherwise: number): number => {
  const found = process.argv.find((word) => word.startsWith(`--${name}=`));
  return found === undefined ? otherwise : Number(found.slice(name.length + 3));
};
const [kind = "", count = "10000"] = words;
const seed = option("seed", 1);
const only = option("case", -1);
const from = only >= 0 ? only : option("from", 0);
const to = only >= 0 ? only + 1 : from + Number(count);

const kinds: Readonly<Record<string, () => number | Promise<number>>> = {
  pyc: fuzzPyc,
  expressions: fuzzExpressions,
  sources: fuzzSources,
  programs: fuzzPrograms,
};
if (kinds[kind] === undefined) {
  console.error("usage: npm run fuzz -- pyc|expressions|sources|programs [count] [--seed=1] [--from=0] [--case=N]");
  process.exit(2);
}
/** Programs under way, so that each engine always has the next before it. */
const AT_ONCE = 16;
const failures = await kinds[kind]();
process.exit(failures > 0 ? 1 : 0);

/** Long work says how far it is: `done` cases, of which `step` were the last. */
function progress(done: number, step: number, every: number, noun: string): void {
  if (done % every < step) console.log(`${done} ${noun}`);
}

async function fuzzExpressions(): Promise<number> {
  const fuzzer = new ExpressionFuzzer();
  const alive = watch(120);
  let differences = 0;
  for (let at = from; at < to; at += 500) {
    alive(at);
    for (const { source, taipan, cpython } of await fuzzer.compare(fuzzer.sources(seed, at, Math.min(at + 500, to)))) {
      differences++;
      console.log(`${source}\n  taipan:  ${taipan}\n  cpython: ${cpython}`);
    }
    progress(at + 500 - from, 500, 10_000, "expressions");
  }
  alive(-1);
  await fuzzer.close();
  console.log(`${to - from} expressions, ${differences} differences`);
  return differences;
}

/** Each difference is made smaller before it is printed. */
async function fuzzSources(): Promise<number> {
  const fuzzer = await SourceFuzzer.make();
  const alive = watch(300);
  let differences = 0;
  for (let at = from; at < to; at += 200) {
    alive(at);
    for (const difference of fuzzer.compare(fuzzer.sources(seed, at, Math.min(at + 200, to)))) {
      differences++;
      const { source, taipan, cpython } = fuzzer.reduce(difference);
      console.log(`${JSON.stringify(source)}\n  taipan:  ${taipan}\n  cpython: ${cpython}`);
    }
    progress(at + 200 - from, 200, 1000, "sources");
  }
  alive(-1);
  console.log(`${to - from} sources, ${differences} differences`);
  return differences;
}

/** Each difference is made smaller before it is printed, unless programs are to stay whole; it ends after a few. */
async function fuzzPrograms(): Promise<number> {
  const chosen = process.argv
    .find((word) => word.startsWith("--engines="))
    ?.slice(10)
    .split(",");
  const fuzzer = new ProgramFuzzer();
  const most = option("differences", 5);
  let differences = 0;
  let index = from;
  const running: { source: string; found: Promise<ProgramDifference[]> }[] = [];
  for (let next = from; index < to && differences < most; index++) {
    while (next < to && running.length < AT_ONCE) {
      const source = fuzzer.source(seed, next);
      running.push({ source, found: fuzzer.compare(source, chosen ?? ProgramFuzzer.enginesFor(next)) });
      next++;
    }
    const { source, found: promise } = running.shift()!;
    if (only >= 0) console.log(source);
    const found = await promise;
    progress(index + 1 - from, 1, 500, "programs");
    if (found.length === 0) continue;
    differences++;
    const [first] = found;
    console.log(`case ${index}: ${found.map(({ engine }) => engine).join(", ")}`);
    console.log(firstDifference(first));
    if (process.argv.includes("--whole")) continue;
    const reduced = await fuzzer.reduce(source, first.engine);
    if (reduced === null) console.log("  (does not show again in the same interpreter)");
    else console.log(`${reduced.source}${firstDifference(reduced.difference)}`);
  }
  await fuzzer.close();
  console.log(`${index - from} programs, ${differences} differences`);
  return differences;
}

function fuzzPyc(): number {
  const fuzzer = new PycFuzzer("test/fuzz/pyc");
  const file = process.argv.find((word) => word.startsWith("--write="))?.slice(8);
  if (file !== undefined) writeFileSync(file, fuzzer.stream(seed, from));
  const alive = watch(150);
  const seen = new Map<string, number>();
  let failures = 0;
  for (let index = from; index < to; index++) {
    alive(index);
    progress(index + 1 - from, 1, 500, "cases");
    try {
      fuzzer.run(seed, index);
    } catch (error) {
      failures++;
      const text = describe(error, only >= 0 ? 40 : 4);
      const key = text.replace(/\d+/g, "N");
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (seen.get(key) === 1) console.log(`case ${index}: ${text}`);
    }
  }
  alive(-1);
  const outcomes = [...fuzzer.outcomes].sort((a, b) => b[1] - a[1]).map(([name, n]) => `${name} ${n}`);
  console.log(`${outcomes.join(", ")}\n${to - from} cases, ${failures} failures`);
  return failures;
}

/** A Python error's traceback or a JavaScript error's stack, cut to so many lines. */
function describe(error: unknown, lines: number): string {
  if (error instanceof PythonError) return error.traceback.split("\n").slice(-lines).join("\n");
  return error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, lines).join("\n") : String(error);
}
