/** What a `yield` need not write back: variables that are in the frame as they were read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ANY, FLOAT, INT, type Type, UNBOUND } from "../../../src/jit/types.ts";
import { withoutUnchanged } from "../../../src/jit/unchanged.ts";

/** Two locals, `a` and `b`, and one value on the stack: what is left of a body. */
function left(body: readonly string[], a: Type, b: Type = ANY): string[] {
  const stack = [{ type: ANY, text: "s0" }];
  return withoutUnchanged(body, ["_a", "_b"], { locals: [a, b], stack, facts: new Set() });
}

test("what nothing assigns to is not written back", () => {
  assert.deepEqual(left(["stack[base + 0] = _a;", "stack[base + 2] = s0;"], INT), []);
  assert.deepEqual(left(["  stack[base + 0] = new PyFloat(_a$);"], FLOAT), []);
  assert.deepEqual(left(["stack[base + 0] = undefined;"], UNBOUND), []);
});

test("what has changed is", () => {
  for (const [change, line] of [
    ["_a = t0;", "stack[base + 0] = _a;"],
    ["s0.left--; if ((s0 = t1) !== undefined) break;", "stack[base + 2] = s0;"],
    ["  _a$ = t0;", "stack[base + 0] = new PyFloat(_a$);"],
    ["_a++;", "stack[base + 0] = _a;"],
  ]) {
    assert.deepEqual(left([change, line], change.includes("$") ? FLOAT : INT), [change, line]);
  }
});

test("a variable in another's place, of another type, or deleted is", () => {
  for (const line of ["stack[base + 0] = _b;", "stack[base + 0] = undefined;", "stack[base + 0] = t1;"]) {
    assert.deepEqual(left([line], INT), [line]);
  }
  assert.deepEqual(left(["stack[base + 3] = s1;"], INT), ["stack[base + 3] = s1;"]);
  assert.deepEqual(left(["if (_a === t1) t2 = _a;", "stack[base + 0] = _a;"], INT), ["if (_a === t1) t2 = _a;"]);
});
