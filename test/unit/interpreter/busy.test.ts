/** When a program counts as busy: what it spends and how long it works, but for imports. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Busyness } from "../../../src/interpreter/busy.ts";

const MS = 1_000_000n;

function awaited(): { busyness: Busyness; told: () => number; looping: () => number } {
  let told = 0;
  let looping = 0;
  const busyness = new Busyness();
  busyness.begin(100n * MS);
  busyness.await(
    () => told++,
    () => looping++,
  );
  return { busyness, told: () => told, looping: () => looping };
}

test("much fuel makes a program busy, and that is told once", () => {
  const { busyness, told } = awaited();
  busyness.look(101n * MS, 1000, false);
  assert.equal(told(), 0);
  busyness.look(102n * MS, 100_000, false);
  busyness.look(103n * MS, 1000, false);
  assert.equal(told(), 1);
});

test("long work of built-ins makes a program busy", () => {
  const { busyness, told } = awaited();
  busyness.look(140n * MS, 0, false);
  assert.equal(told(), 0);
  busyness.look(160n * MS, 0, false);
  assert.equal(told(), 1);
});

test("imports, nested ones too, are no work", () => {
  const { busyness, told } = awaited();
  busyness.beginImport(110n * MS);
  busyness.beginImport(200n * MS);
  busyness.look(300n * MS, 0, false);
  busyness.endImport(400n * MS);
  busyness.look(500n * MS, 0, false);
  busyness.endImport(600n * MS);
  busyness.look(630n * MS, 0, false);
  assert.equal(told(), 0);
  busyness.look(645n * MS, 0, false);
  assert.equal(told(), 1);
});

test("what imports do in the loop is over sooner than it is optimized", () => {
  const { busyness, looping } = awaited();
  busyness.look(101n * MS, 100_000, true);
  busyness.beginImport(102n * MS);
  busyness.look(500n * MS, 1000, true);
  assert.equal(looping(), 0);
  busyness.endImport(510n * MS);
  busyness.look(520n * MS, 1000, true);
  assert.equal(busyness.look(740n * MS, 1000, true), false);
  assert.equal(busyness.look(800n * MS, 1000, true), true);
  assert.equal(looping(), 0, "it is to be trained first");
  busyness.trained();
  assert.equal(looping(), 1);
});

test("where nobody waits a little fuel is enough", () => {
  const busyness = new Busyness();
  busyness.begin(0n);
  assert.equal(busyness.look(MS, 1000, false), false);
  assert.equal(busyness.look(2n * MS, 6000, false), true);
});

test("what an interpreter does to start makes nothing busy", () => {
  const busyness = new Busyness();
  assert.equal(busyness.look(100n * MS, 100_000, true), false);
  busyness.begin(101n * MS);
  assert.equal(busyness.look(102n * MS, 1000, true), false);
  assert.equal(busyness.look(103n * MS, 6000, true), true);
});

test("what a busy program does in the loop is told when it is much; compiled code and what came before do not count", () => {
  const { busyness, looping } = awaited();
  busyness.look(400n * MS, 100_000, true);
  busyness.look(460n * MS, 1000, true);
  assert.equal(busyness.look(960n * MS, 1000, false), false);
  assert.equal(looping(), 0);
  assert.equal(busyness.look(1160n * MS, 1000, true), true);
  busyness.trained();
  busyness.look(1900n * MS, 1000, true);
  busyness.trained();
  assert.equal(looping(), 1);
});

test("with code as long as the loop, that is optimized as soon as the program is busy", () => {
  const { busyness, looping } = awaited();
  busyness.madeLong();
  assert.equal(busyness.look(101n * MS, 1000, false), false);
  assert.equal(busyness.look(400n * MS, 100_000, false), true);
  busyness.trained();
  assert.equal(looping(), 1);
});
