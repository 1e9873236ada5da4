import assert from "node:assert/strict";
import { test } from "node:test";
import { compareFiles } from "../../tools/parity/code.ts";

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
