import assert from "node:assert/strict";
import { test } from "node:test";
import { repr } from "../../../src/objects/abstract/repr.ts";
import { PyList } from "../../../src/objects/list/list.ts";
import type { PyValue } from "../../../src/objects/object.ts";
import { makeSet, setDifference, setSymmetricDifference, setUnion, setUpdate } from "../../../src/objects/set/ops.ts";
import { frozensetType, setType } from "../../../src/objects/set/type.ts";
import { bootTypes } from "./machine.ts";

bootTypes();

const setOf = (...items: PyValue[]) => makeSet(setType, new PyList(items));

test("small ints come out in CPython's order", () => {
  assert.equal(repr(setOf(8, 1)), "{8, 1}");
  assert.equal(repr(setOf(1, 2, 8)), "{8, 1, 2}");
  assert.equal(repr(setOf(9, 17, 1, 33)), "{9, 33, 17, 1}");
  assert.equal(repr(makeSet(frozensetType, new PyList([16, 8, 0]))), "frozenset({16, 8, 0})");
  assert.equal(repr(setUnion(setOf(5, 3), setOf(100, 7, 9))), "{3, 100, 5, 7, 9}");
  assert.equal(repr(setSymmetricDifference(setOf(9, 17, 1, 33), setOf(1, 2))), "{2, 33, 9, 17}");
});

test("removed members leave their mark on the order", () => {
  const range = (from: number, to: number, step = 1) => {
    const out: number[] = [];
    for (let i = from; i < to; i += step) out.push(i);
    return out;
  };
  const set = setOf(...range(0, 100));
  for (const i of range(0, 90, 2)) set.delete(i);
  setUpdate(set, new PyList([1000, 2000, 3000, 64, 128]));
  const expected = [...range(1, 73, 2), 64, ...range(73, 90, 2), ...range(90, 100), 128, 3000, 2000, 1000];
  assert.equal(repr(set), `{${expected.join(", ")}}`);
  assert.deepEqual([set.pop(), set.pop(), set.pop()], [1, 3, 5]);
  assert.equal(repr(setDifference(setOf(...range(0, 20)), setOf(...range(3, 18)))), "{0, 1, 2, 18, 19}");
});

test("a set with text keeps the order of insertion", () => {
  const set = setOf(9, "b", 1, "a");
  assert.equal(repr(set), "{9, 'b', 1, 'a'}");
  set.delete(9);
  set.add(9);
  assert.equal(repr(set), "{'b', 1, 'a', 9}");
});

test("a set that is used as a stack leaves no gaps, and its order is still CPython's", () => {
  for (const { pair, shown } of [
    { pair: [8, 1], shown: "{1, 8}" },
    { pair: ["a", "b"], shown: "{'a', 'b'}" },
  ]) {
    const set = setOf();
    for (let i = 0; i < 100; i++) {
      for (const key of pair) set.add(key);
      for (const key of pair) set.delete(key);
    }
    assert.equal(set.keys.length, 0);
    for (const key of pair) set.add(key);
    assert.equal(set.keys.length, 2);
    assert.equal(repr(set), shown);
  }
});
