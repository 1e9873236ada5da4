/** When a program counts as busy: what it spends and how long it works, but for imports. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Busyness } from "../../../src/interpreter/busy.ts";

const MS = 1_000_000n;

function awaited(): { busyness: Busyness; told: () => number } {
  let told = 0;
  const busyness = new Busyness(0n);
  busyness.await(100n * MS, () => told++);
  return { busyness, told: () => told };
}

test("much fuel makes a program busy, and that is told once", () => {
  const { busyness, told } = awaited();
  assert.equal(busyness.look(101n * MS, 1000), false);
  assert.equal(busyness.look(102n * MS, 100_000), true);
  assert.equal(busyness.look(103n * MS, 1000), true);
  assert.equal(told(), 1);
});

test("long work of built-ins makes a program busy", () => {
  const { busyness, told } = awaited();
  assert.equal(busyness.look(140n * MS, 0), false);
  assert.equal(busyness.look(160n * MS, 0), true);
  assert.equal(told(), 1);
});

test("imports, nested ones too, are no work", () => {
  const { busyness, told } = awaited();
  busyness.beginImport(110n * MS);
  busyness.beginImport(200n * MS);
  assert.equal(busyness.look(300n * MS, 0), false);
  busyness.endImport(400n * MS);
  assert.equal(busyness.look(500n * MS, 0), false);
  busyness.endImport(600n * MS);
  assert.equal(busyness.look(630n * MS, 0), false);
  assert.equal(busyness.look(645n * MS, 0), true);
  assert.equal(told(), 1);
});

test("where nobody waits a little fuel is enough", () => {
  const busyness = new Busyness(0n);
  assert.equal(busyness.look(MS, 1000), false);
  assert.equal(busyness.look(2n * MS, 6000), true);
});
