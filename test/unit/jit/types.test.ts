/** The lattice of what the compiler knows of values. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ANY,
  BOXED,
  FLOAT,
  INT,
  join,
  LIST,
  MAYBE,
  MAYBE_FLOAT,
  STR,
  sameType,
  type Type,
  UNBOUND,
} from "../../../src/jit/types.ts";

const ALL: readonly Type[] = [ANY, BOXED, FLOAT, INT, LIST, MAYBE, MAYBE_FLOAT, STR, UNBOUND];

test("raw floats stay raw where boxed ones, or none, come along", () => {
  assert.equal(join(FLOAT, BOXED), FLOAT);
  assert.equal(join(UNBOUND, FLOAT), MAYBE_FLOAT);
  assert.equal(join(MAYBE_FLOAT, BOXED), MAYBE_FLOAT);
  assert.equal(join(FLOAT, INT), ANY);
});

test("joining does not depend on the order, and grows only", () => {
  for (const a of ALL) {
    for (const b of ALL) {
      const both = join(a, b);
      assert.ok(sameType(both, join(b, a)), `${a.kind} and ${b.kind}`);
      assert.ok(sameType(join(both, a), both), `${a.kind} again after ${b.kind}`);
    }
  }
});
