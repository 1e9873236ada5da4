/** Whole programs: steady state and whole process under every implementation, as ratios of Taipan's time to theirs. */
import { readdirSync } from "node:fs";
import { type Implementation, programs, run } from "./implementations.ts";
import type { Options } from "./options.ts";
import { geometricMean, steady } from "./statistics.ts";
import { milliseconds, ratio, table } from "./table.ts";

interface Result {
  readonly best: number;
  readonly median: number;
  /** Seconds of a process that calls `main` as often as CPython does in `--whole` seconds. */
  readonly whole: number | undefined;
  /** KB of memory that such a process needs at most. */
  readonly memory: number | undefined;
}

/** What is compared, in the order of the columns. */
const KINDS: readonly (keyof Result)[] = ["best", "median", "whole", "memory"];

export interface ProgramResult {
  readonly program: string;
  readonly results: Readonly<Record<string, Result>>;
}

export function programNames(words: readonly string[]): string[] {
  return readdirSync(programs)
    .filter((file) => file.endsWith(".py"))
    .map((file) => file.slice(0, -3))
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
    .sort();
}

/** Runs the programs; the implementations take turns within each round. */
export function runPrograms(words: readonly string[], chosen: readonly Implementation[], options: Options): unknown {
  const all: ProgramResult[] = [];
  for (const program of programNames(words)) {
    const result = runProgram(program, chosen, options);
    all.push(result);
    process.stderr.write(`${programLine(result, chosen)}\n`);
  }
  console.log(summary(all, chosen));
  return all;
}

function runProgram(program: string, chosen: readonly Implementation[], options: Options): ProgramResult {
  const runs = new Map<string, { times: number[][]; walls: number[]; peaks: number[] }>();
  let checksum: string | undefined;
  for (let round = 0; round < options.rounds; round++) {
    for (const implementation of chosen) {
      const repeated = run(implementation, program, String(options.seconds), options.clock);
      if (repeated === undefined) continue;
      checksum ??= repeated.checksum;
      if (repeated.checksum !== checksum)
        throw new Error(`${program}: ${implementation.name} says ${repeated.checksum}, not ${checksum}`);
      const mine = runs.get(implementation.name) ?? { times: [], walls: [], peaks: [] };
      runs.set(implementation.name, mine);
      mine.times.push([...repeated.times]);
    }
    if (options.whole === 0) continue;
    // Without CPython there is nobody to say what a second's work is.
    const once = steady(runs.get("cpython")?.times[0] ?? [options.whole]).best;
    const calls = `${Math.max(1, Math.round(options.whole / once))}x`;
    for (const implementation of chosen) {
      const mine = runs.get(implementation.name);
      if (mine === undefined) continue;
      const { wall, peak } = run(implementation, program, calls, "wall")!;
      mine.walls.push(wall);
      if (peak > 0) mine.peaks.push(peak);
    }
  }
  const results: Record<string, Result> = {};
  for (const [name, { times, walls, peaks }] of runs) {
    const rounds = times.map(steady);
    results[name] = {
      best: Math.min(...rounds.map(({ best }) => best)),
      median: Math.min(...rounds.map(({ median }) => median)),
      whole: walls.length === 0 ? undefined : Math.min(...walls),
      memory: peaks.length === 0 ? undefined : Math.min(...peaks),
    };
  }
  return { program, results };
}

function programLine({ program, results }: ProgramResult, chosen: readonly Implementation[]): string {
  const parts = chosen.map(({ name }) => `${name} ${milliseconds(results[name]?.best)}`);
  return `  ${program.padEnd(20)} ${parts.join("  ")}`;
}

/** Taipan's time divided by the other's; below 1 Taipan is faster. */
function relative(result: ProgramResult, first: string, other: string, what: keyof Result): number | undefined {
  const [a, b] = [result.results[first]?.[what], result.results[other]?.[what]];
  return a === undefined || b === undefined ? undefined : a / b;
}

function summary(all: readonly ProgramResult[], chosen: readonly Implementation[]): string {
  const names = chosen.map(({ name }) => name);
  const first = names[0]!;
  const others = names.slice(1);
  const rows = all.map((result) => [
    result.program,
    ...names.map((name) => milliseconds(result.results[name]?.best)),
    ...KINDS.flatMap((kind) => others.map((other) => ratio(relative(result, first, other, kind)))),
  ]);
  const mean = (what: keyof Result) => (other: string) => {
    const ratios = all.map((result) => relative(result, first, other, what)).filter((value) => value !== undefined);
    return ratios.length === 0 ? "" : ratio(geometricMean(ratios));
  };
  rows.push([
    `geometric mean (${all.length})`,
    ...names.map(() => ""),
    ...KINDS.flatMap((kind) => others.map(mean(kind))),
  ]);
  const head = ["program", ...names.map((name) => `${name} ms`)];
  for (const kind of KINDS) head.push(...others.map((other) => `${kind} /${other}`));
  return `${table(head, rows)}\nratios: time of ${first} / time of the other; below 1 ${first} is faster`;
}
