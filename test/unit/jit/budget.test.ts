/** Much code that is compiled in a short time makes what comes after it wait; time makes up for it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Budget } from "../../../src/jit/budget.ts";
import { CHARACTERS_PER_HEAT, CHARACTERS_PER_SECOND, FREE_CHARACTERS } from "../../../src/jit/limits.ts";

test("what is compiled beyond the budget has to be hotter, for a while", () => {
  let now = 5000;
  const budget = new Budget(() => now);
  assert.equal(budget.thrift(), 1);
  budget.spend(FREE_CHARACTERS);
  assert.equal(budget.thrift(), 1);
  budget.spend(CHARACTERS_PER_SECOND);
  assert.equal(budget.thrift(), 1 + CHARACTERS_PER_SECOND / CHARACTERS_PER_HEAT);
  now += 500;
  assert.equal(budget.thrift(), 1 + CHARACTERS_PER_SECOND / 2 / CHARACTERS_PER_HEAT);
  now += 1000;
  assert.equal(budget.thrift(), 1);
});
