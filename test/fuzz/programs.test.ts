/**
 * A slice of the fuzzer of programs on the engines that differ most; `npm run fuzz -- programs 10000` compares as many as one likes. Programs that once
 * differed are in test/programs/fuzzed_*.py, made small.
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, test } from "node:test";
import { Python } from "../../src/apps/embed/node.ts";
import { ProgramFuzzer } from "../../tools/fuzz/programs.ts";
import { reduce } from "../../tools/fuzz/reduce.ts";

const skip = !existsSync("dist/lib.taipan") && "the library is not built";
const fuzzer = new ProgramFuzzer();

after(() => fuzzer.close());

test("random programs print what CPython prints", { skip }, async () => {
  for (let index = 0; index < 40; index++) {
    const source = fuzzer.source(11, index);
    assert.deepEqual(await fuzzer.compare(source, ["soon", "stressed"]), [], `seed 11, case ${index}`);
  }
});

test("nearly all random programs can be compiled", { skip }, () => {
  const python = new Python();
  python.run("import warnings; warnings.simplefilter('ignore')");
  let wrong = 0;
  for (let index = 0; index < 100; index++) {
    python.globals.set("source", fuzzer.source(12, index));
    const compiled = python.run(
      "try: compile(source, '<p>', 'exec')\nexcept SyntaxError as e: r = str(e)\nelse: r = None\nr",
    );
    if (compiled !== null) wrong++;
  }
  assert.ok(wrong <= 2, `${wrong} of 100`);
});

test("a failing program becomes small", async () => {
  const source =
    "a = 1\nfor i in range(3):\n    if i > 0:\n        b = [i, f(7, i)]\n    else:\n        pass\nprint(a)\n";
  const reduced = await reduce(source, async (program) => program.includes("f(7"));
  assert.ok(reduced.length < 16, reduced);
});
