/** A slice of the fuzzer of expressions, and what it has found; `npm run fuzz -- expressions 200000` compares as many as one likes. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, test } from "node:test";
import { ExpressionFuzzer } from "../../tools/fuzz/expressions.ts";

const skip = !existsSync("dist/lib.taipan") && "the library is not built";
const fuzzer = skip === false ? new ExpressionFuzzer() : null;

after(() => fuzzer?.close());

test("expressions that once differed", { skip }, async () => {
  const sources = readFileSync("test/fuzz/expressions.txt", "utf8").split("\n").slice(0, -1);
  assert.deepEqual(await fuzzer!.compare(sources), []);
});

test("random expressions", { skip }, async () => {
  assert.deepEqual(await fuzzer!.compare(fuzzer!.sources(11, 0, 400)), []);
});
