/**
 * Every program of this folder and of examples/ prints, on every engine, what real CPython 3.14 printed (see tools/record-programs.ts).
 * Those of expected-failures.txt must still differ: whoever mends one takes it off the list.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { beyondPyodide, inputOf, programs, readReasons, show, TAIPAN } from "../../tools/programs.ts";

/**
 * The options that choose the engines: as users run it, and the definitions of the instructions one by one. $TAIPAN_ENGINES, names
 * separated by commas, leaves the others out.
 */
const ENGINES: Readonly<Record<string, readonly string[]>> = {
  default: [],
  reference: ["--tier=reference"],
  soon: ["--stress=jit-soon"],
  compiled: ["--stress=jit-now"],
  stressed: ["--stress=jit-now,exit-often,suspend-often"],
  rerun: ["--stress=rerun-often"],
};

/** Compiling everything at first sight takes seconds: these programs stand for all. */
const COMPILED = new Set<string>(
  `balanced_trees class_machinery compiled_code compiled_handlers collections_tour contextlib_patterns coroutine_scheduler enum_flags graph_algorithms
  float_behaviour hand_driven_coroutines hot_loops huffman_lz machine_coroutines machine_exceptions machine_frames machine_generators machine_tracing matrix_class
  number_words puzzles scopes_and_closures sequences_and_sorting state_machines tiny_vm typing_runtime`.split(/\s+/),
);
const STRESSED = new Set<string>(
  "compiled_handlers machine_coroutines machine_exceptions machine_frames machine_generators machine_tracing sequences_and_sorting".split(" "),
);
/** Programs full of special methods: what is done only where recursion is deep is done everywhere. */
const RERUN = new Set<string>(
  "class_machinery machine_exceptions operator_methods special_methods_in_a_chain truth_and_size_methods".split(" "),
);

/** Whether a program runs on an engine. What the fuzzer has found runs on all. */
function runsOn(engine: string, name: string): boolean {
  if (name.startsWith("fuzzed_")) return true;
  if (engine === "compiled") return COMPILED.has(name);
  if (engine === "rerun") return RERUN.has(name);
  return engine !== "stressed" || STRESSED.has(name);
}

const engines = process.env["TAIPAN_ENGINES"]?.split(",") ?? Object.keys(ENGINES);

const skip = existsSync(TAIPAN[1]) ? false : "no command line yet";

test("programs print what CPython prints", { skip, concurrency: 2 }, async (t) => {
  const pending: Promise<void>[] = [];
  const expectedFailures = readReasons("expected-failures.txt");
  for (const program of programs()) {
    const { folder, name, file } = program;
    const expected = readFileSync(program.expected, "utf8");
    const reason = expectedFailures.get(name);
    for (const [engine, options] of Object.entries(ENGINES)) {
      if (!engines.includes(engine) || !runsOn(engine, name)) continue;
      const title = `${name}, ${engine}${reason === undefined ? "" : ` (differs: ${reason})`}`;
      pending.push(
        t.test(title, async () => {
          const actual = await show([...TAIPAN, ...options, file], folder, inputOf(program));
          if (reason === undefined) assert.equal(actual, expected);
          else assert.notEqual(actual, expected, `${name} passes now: take it off expected-failures.txt`);
        }),
      );
    }
  }
  await Promise.all(pending);
});

test("the lists of programs name programs", () => {
  const names = new Set(programs().map(({ name }) => name));
  const named = [...readReasons("expected-failures.txt").keys(), ...beyondPyodide().keys(), ...COMPILED, ...STRESSED];
  assert.deepEqual(
    named.filter((name) => !names.has(name)),
    [],
  );
});
