/** The implementations that run side by side, each a way to start a process that reports JSON on its last line of output. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");
export const programs = join(root, "bench/programs");
export const javascript = join(root, "bench/javascript");

export interface Implementation {
  readonly name: string;
  /** The command that runs a Python script; absent for JavaScript. */
  readonly python?: readonly string[];
}

/** What one process reported, and how long it lived. */
export interface Run {
  readonly checksum: string;
  /** Seconds of each call of `main`. */
  readonly times: readonly number[];
  readonly wall: number;
  /** The most memory that the process has had, in KB; 0: unknown. */
  readonly peak: number;
}

/** Native pythons in the order of preference when none is named. */
const NATIVE = ["3.14", "3.13"];

/** Finds a native CPython: the named one, the newest of pyenv, or the PATH's. */
export function nativePython(named: string | undefined): string | undefined {
  if (named !== undefined) return named;
  for (const version of NATIVE) {
    for (const path of [`${homedir()}/.pyenv/versions/${version}.0/bin/python3`, `/usr/local/bin/python${version}`]) {
      if (existsSync(path)) return path;
    }
  }
  return spawnSync("python3", ["-c", ""]).status === 0 ? "python3" : undefined;
}

/** The chosen implementations, in the order in which they take turns. */
export function implementations(
  wanted: readonly string[],
  options: readonly string[],
  native?: string,
): Implementation[] {
  const cpython = nativePython(native);
  const all: Implementation[] = [
    { name: "taipan", python: [process.execPath, join(root, "dist/taipan.cjs"), ...options] },
    ...(cpython === undefined ? [] : [{ name: "cpython", python: [cpython] }]),
    { name: "pyodide", python: [process.execPath, join(root, "tools/oracle/python.mjs")] },
    { name: "javascript" },
  ];
  return all.filter(({ name }) => wanted.includes(name));
}

/** SIZE of a program, for its twin. */
export function sizeOf(program: string): string {
  const found = /^SIZE = ([\d_]+)$/m.exec(readFileSync(join(programs, `${program}.py`), "utf8"));
  if (found === null) throw new Error(`${program}.py does not say SIZE = …`);
  return found[1]!.replaceAll("_", "");
}

/** Runs a program for some seconds, or so many times ("20x"); undefined when this implementation does not have it. */
export function run(implementation: Implementation, program: string, limit: string, clock: string): Run | undefined {
  const { python } = implementation;
  if (python !== undefined)
    return measured(python, [join(root, "bench/driver.py"), programs, program, limit, clock], implementation.name);
  if (!existsSync(join(javascript, `${program}.mjs`))) return undefined;
  const args = [join(root, "bench/driver.mjs"), javascript, program, limit, clock, sizeOf(program)];
  return measured([process.execPath], args, implementation.name);
}

function measured(command: readonly string[], args: readonly string[], name: string): Run {
  const { value, wall } = report(command, args, name);
  return { ...(value as Pick<Run, "checksum" | "times" | "peak">), wall };
}

/** Runs a command and reads the JSON of its last line. */
export function report(
  command: readonly string[],
  args: readonly string[],
  name: string,
): { value: unknown; wall: number } {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command[0]!, [...command.slice(1), ...args], {
    encoding: "utf8",
    timeout: 300_000,
    maxBuffer: 1 << 26,
  });
  const wall = (performance.now() - start) / 1000;
  const last = stdout?.trimEnd().split("\n").at(-1);
  if (status !== 0 || last === undefined) throw new Error(`${name} failed (${status}): ${stderr?.slice(-500)}`);
  return { value: JSON.parse(last), wall };
}
