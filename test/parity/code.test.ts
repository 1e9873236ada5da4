import assert from "node:assert/strict";
import { test } from "node:test";
import { compareFiles, randomFiles } from "../../tools/parity/code.ts";

for (const optimize of [0, 1, 2]) {
  test(`every library file has CPython's code objects at optimization level ${optimize}`, async () => {
    const { compared, differences } = await compareFiles(optimize);
    assert.ok(compared > 500);
    assert.deepEqual(
      differences.map(({ name, difference }) => `${name}: ${difference.kind}\n${difference.text}`),
      [],
    );
  });
}

test("programs made by chance have CPython's code objects", async () => {
  const { differences } = await compareFiles(0, randomFiles(500, 1));
  assert.deepEqual(
    differences.map(({ name, difference }) => `${name}: ${difference.kind}\n${difference.text}`),
    [],
  );
});
