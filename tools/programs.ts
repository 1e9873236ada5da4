/**
 * The programs of test/programs/ and examples/, and how they are run: in their own folder, in an environment that is always the same,
 * reading NAME.stdin if there is such a file. NAME.expected is what CPython showed then.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");
/** Where programs lie whose output is what they are for. */
export const testPrograms = join(root, "test/programs");
/** The command that runs Taipan's command line as it was built, and the one that runs real CPython 3.14 (Pyodide). */
export const TAIPAN: readonly string[] = [process.execPath, join(root, "dist/taipan.js")];
export const ORACLE: readonly string[] = [process.execPath, join(root, "tools/oracle/python.mjs")];

const TIMEOUT = 60_000;

export interface Program {
  readonly folder: string;
  readonly name: string;
  /** The source's file name in the folder. */
  readonly file: string;
  /** The path of what CPython showed. */
  readonly expected: string;
}

/** All programs, in the order of their names; `folders` are the tests and the examples. */
export function programs(folders: readonly string[] = [testPrograms, join(root, "examples")]): Program[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".py"))
      .sort()
      .map((file) => {
        const name = file.slice(0, -".py".length);
        return { folder, name, file, expected: join(folder, `${name}.expected`) };
      }),
  );
}

/** What a program reads from standard input. */
export function inputOf({ folder, name }: Program): string {
  const path = join(folder, `${name}.stdin`);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/**
 * What a command shows in a folder: standard output; if it writes to standard error or fails, a part for each follows. Paths below the
 * folder are shown relative to it.
 */
export function show(command: readonly string[], folder: string, input = ""): Promise<string> {
  return new Promise((resolve) => {
    const [executable, ...args] = command;
    // Without a seed, how often CPython's dicts ask a key that has the hash of a str whether it is equal is chance.
    const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", COLUMNS: "80", PYTHONHASHSEED: "0" };
    const child = spawn(executable, args, { cwd: folder, env });
    const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    // A program need not read what it is given.
    child.stdin.on("error", () => {}).end(input);
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      let text = stdout;
      if (stderr !== "") text += `--- stderr\n${stderr}`;
      if (status !== 0) text += `--- exit ${signal === null ? status : `after ${TIMEOUT / 1000} s`}\n`;
      resolve(text.replaceAll(`${folder}/`, "./"));
    });
  });
}

/** The names and reasons of a list in test/programs: `name: reason` a line; lines that start with "#" are remarks. */
export function readReasons(file: string): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const line of readFileSync(join(testPrograms, file), "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [, name, reason] = /^(\w+): (.+)$/.exec(line) ?? [];
    if (name === undefined || reason === undefined) throw new Error(`${file}: ${line}`);
    reasons.set(name, reason);
  }
  return reasons;
}

/** Programs that Pyodide cannot run, or not as CPython does on Linux, and why. */
export function beyondPyodide(): Map<string, string> {
  return readReasons("beyond-pyodide.txt");
}
