/** A slice of the .pyc fuzzer; `npm run fuzz -- pyc 10000` runs as many cases as one likes. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";
import { PycFuzzer } from "../../tools/fuzz/pyc.ts";

test("mutated bytecode gives exceptions or runs", { skip: !existsSync("dist/lib.taipan") && "no library" }, () => {
  const fuzzer = new PycFuzzer("test/fuzz/pyc");
  for (let index = 0; index < 120; index++) fuzzer.run(7, index);
  const outcomes = [...fuzzer.outcomes.keys()];
  assert.ok(outcomes.includes("SystemError") && outcomes.length > 3, outcomes.join());
});
