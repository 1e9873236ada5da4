/** How long the shortest programs take: whole processes, taking turns, compared with a Node that does nothing. */
import { spawnSync } from "node:child_process";
import type { Implementation } from "./implementations.ts";
import type { Options } from "./options.ts";
import { median } from "./statistics.ts";
import { milliseconds, ratio, table } from "./table.ts";

const PROGRAMS: Readonly<Record<string, string>> = {
  pass: "pass",
  imports: "import re, json, dataclasses, typing, asyncio",
};

export function startupSuite(_words: readonly string[], chosen: readonly Implementation[], options: Options): unknown {
  const commands = new Map<string, readonly string[]>([["node -e 0", [process.execPath, "-e", "0"]]]);
  for (const { name, python } of chosen) {
    if (python === undefined || name === "pyodide") continue;
    for (const [title, program] of Object.entries(PROGRAMS))
      commands.set(`${name} ${title}`, [...python, "-c", program]);
  }
  const times = new Map([...commands.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < Math.max(options.rounds, 10); round++) {
    for (const [name, [file, ...args]] of commands) times.get(name)!.push(seconds(file!, args));
  }
  const baseline = Math.min(...times.get("node -e 0")!);
  const rows = [...times].map(([name, each]) => [
    name,
    milliseconds(Math.min(...each)),
    milliseconds(median(each)),
    ratio(Math.min(...each) / baseline),
  ]);
  console.log(table(["start-up", "best ms", "median ms", "/ node -e 0"], rows));
  return Object.fromEntries(times);
}

function seconds(file: string, args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(file, args, { stdio: "ignore" });
  if (status !== 0) throw new Error(`${file} ${args.join(" ")} failed`);
  return (performance.now() - start) / 1000;
}
