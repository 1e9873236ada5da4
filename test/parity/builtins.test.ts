import assert from "node:assert/strict";
import { test } from "node:test";
import { recordedCalls, recordedDeclarations } from "../../tools/parity/builtins/compare.ts";

test("built-in types and modules declare what CPython's do", () => {
  const { compared, differences } = recordedDeclarations();
  assert.ok(compared > 5000);
  assert.deepEqual(differences, []);
});

test("wrong calls of built-ins fail in CPython's words", () => {
  const { compared, differences } = recordedCalls();
  assert.ok(compared > 3000);
  assert.deepEqual(differences, []);
});
