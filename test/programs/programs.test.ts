/**
 * Every program of this folder and of examples/ prints, on every engine, what real CPython 3.14 printed (see tools/record-programs.mjs).
 * Those of expected-failures.txt must still differ: whoever mends one takes it off the list.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const taipan = join(root, "dist/taipan.js");
const TIMEOUT = 60_000;

/**
 * The options that choose the engines: as users run it, and the definitions of the instructions one by one. $TAIPAN_ENGINES, names
 * separated by commas, leaves the others out.
 */
const ENGINES: Readonly<Record<string, readonly string[]>> = {
  default: [],
  reference: ["--tier=reference"],
  compiled: ["--stress=jit-now"],
  stressed: ["--stress=jit-now,exit-often,suspend-often"],
};

/** Compiling everything at first sight takes seconds: these programs stand for all. */
const COMPILED = new Set<string>(
  `balanced_trees class_machinery compiled_code compiled_handlers collections_tour contextlib_patterns coroutine_scheduler enum_flags graph_algorithms
  hand_driven_coroutines hot_loops huffman_lz machine_coroutines machine_exceptions machine_frames machine_generators machine_tracing matrix_class
  number_words puzzles scopes_and_closures state_machines tiny_vm`.split(/\s+/),
);
const STRESSED = new Set<string>(
  "compiled_handlers machine_coroutines machine_exceptions machine_frames machine_generators machine_tracing".split(" "),
);

/** Whether a program runs on an engine. What the fuzzer has found runs on all. */
function runsOn(engine: string, name: string): boolean {
  if (name.startsWith("fuzzed_")) return true;
  if (engine === "compiled") return COMPILED.has(name);
  return engine !== "stressed" || STRESSED.has(name);
}

const engines = process.env["TAIPAN_ENGINES"]?.split(",") ?? Object.keys(ENGINES);

/** `name: reason` a line; lines that start with "#" are remarks. */
const expectedFailures = new Map<string, string>();
for (const line of readFileSync(join(here, "expected-failures.txt"), "utf8").split("\n")) {
  const [, name, reason] = /^(\w+): (.+)$/.exec(line) ?? [];
  if (name !== undefined && reason !== undefined) expectedFailures.set(name, reason);
  else assert.ok(line === "" || line.startsWith("#"), `expected-failures.txt: ${line}`);
}

function run(folder: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve) => {
    const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", COLUMNS: "80" };
    const child = spawn(process.execPath, [taipan, ...args], { cwd: folder, env });
    const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (data: string) => (stdout += data));
    child.stderr.setEncoding("utf8").on("data", (data: string) => (stderr += data));
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

test("programs print what CPython prints", { skip: !existsSync(taipan) && "no command line yet", concurrency: 2 }, async (t) => {
  const pending: Promise<void>[] = [];
  const unused = new Set(expectedFailures.keys());
  for (const folder of [here, join(root, "examples")]) {
    for (const file of readdirSync(folder).sort()) {
      const name = file.replace(/\.py$/, "");
      if (name === file) continue;
      const expected = readFileSync(join(folder, `${name}.expected`), "utf8");
      const stdin = join(folder, `${name}.stdin`);
      const input = existsSync(stdin) ? readFileSync(stdin, "utf8") : "";
      const reason = expectedFailures.get(name);
      unused.delete(name);
      for (const [engine, options] of Object.entries(ENGINES)) {
        if (!engines.includes(engine) || !runsOn(engine, name)) continue;
        const title = `${name}, ${engine}${reason === undefined ? "" : ` (differs: ${reason})`}`;
        pending.push(
          t.test(title, async () => {
            const actual = await run(folder, [...options, file], input);
            if (reason === undefined) assert.equal(actual, expected);
            else assert.notEqual(actual, expected, `${name} passes now: take it off expected-failures.txt`);
          }),
        );
      }
    }
  }
  await Promise.all(pending);
  assert.deepEqual([...unused], [], "expected-failures.txt names programs that do not exist");
});
