/** A slice of the fuzzer of sources; `npm run fuzz -- sources 10000` compares as many as one likes. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { before, test } from "node:test";
import { SourceFuzzer } from "../../tools/fuzz/sources.ts";

const skip = !existsSync("dist/lib.taipan") && "the library is not built";
let fuzzer: SourceFuzzer;

before(async () => {
  if (skip === false) fuzzer = await SourceFuzzer.make();
});

test("damaged sources", { skip }, () => {
  assert.deepEqual(fuzzer.compare(fuzzer.sources(11, 0, 400)), []);
});
