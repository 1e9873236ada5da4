import assert from "node:assert/strict";
import { test } from "node:test";
import { strFromJs } from "../../../src/kernel/str.ts";
import { repr } from "../../../src/objects/abstract/repr.ts";
import { PyComplex } from "../../../src/objects/complex/complex-object.ts";
import { PyDict } from "../../../src/objects/dict/dict.ts";
import { PyFloat } from "../../../src/objects/float/float-object.ts";
import { PyIntSub } from "../../../src/objects/int/int-object.ts";
import { PyList } from "../../../src/objects/list/list.ts";
import { PyStrSub } from "../../../src/objects/str/str-object.ts";
import { PyTuple } from "../../../src/objects/tuple/tuple.ts";
import { bootTypes } from "./machine.ts";

bootTypes();

test("numbers that are equal are one key, which stays the first one's", () => {
  const dict = new PyDict();
  dict.set(true, "a");
  dict.set(1, "b");
  dict.set(new PyFloat(1), "c");
  dict.set(new PyIntSub(1), "d");
  dict.set(new PyComplex(1, 0), "e");
  assert.equal(repr(dict), "{True: 'e'}");
  dict.set(new PyFloat(2 ** 70), 0);
  assert.equal(dict.get(2n ** 70n), 0);
  dict.set(new PyFloat(-0), "zero");
  assert.equal(dict.get(0), "zero");
  assert.equal(dict.get(false), "zero");
  dict.set(new PyFloat(2.5), 1);
  assert.equal(dict.get(new PyFloat(2.5)), 1);
});

test("a key that is not direct finds a direct one and the other way round", () => {
  const dict = new PyDict();
  dict.set(new PyComplex(3, 0), "z");
  assert.equal(dict.get(3), "z");
  assert.equal(dict.delete(new PyFloat(3)), true);
  assert.equal(dict.size, 0);
  for (let i = 0; i < 20; i++) dict.set(i, i);
  assert.equal(dict.get(new PyComplex(17, 0)), 17);
  dict.delete(17);
  assert.equal(dict.get(new PyComplex(17, 0)), undefined);
  dict.set(17, "again");
  assert.equal(dict.get(new PyComplex(17, 0)), "again");
});

test("NaN is found by identity only", () => {
  const dict = new PyDict();
  const nan = new PyFloat(Number.NaN);
  dict.set(nan, 1);
  assert.equal(dict.get(nan), 1);
  assert.equal(dict.get(new PyFloat(Number.NaN)), undefined);
});

test("texts of all representations", () => {
  const dict = new PyDict();
  dict.set(strFromJs("😀"), 1);
  dict.set("\ud83d", 2);
  dict.set(new PyStrSub("plain"), 3);
  assert.equal(dict.get(strFromJs("😀")), 1);
  assert.equal(dict.get("\ud83d"), 2);
  assert.equal(dict.getStr("plain"), 3);
  assert.equal(dict.get(new PyStrSub("plain")), 3);
});

test("tuples hash by value", () => {
  const dict = new PyDict();
  for (let i = 0; i < 100; i++) dict.set(new PyTuple([i, `${i}`]), i);
  for (let i = 0; i < 100; i++) assert.equal(dict.get(new PyTuple([new PyFloat(i), `${i}`])), i);
  for (let i = 0; i < 100; i += 2) assert.equal(dict.delete(new PyTuple([i, `${i}`])), true);
  assert.equal(dict.size, 50);
  for (let i = 200; i < 300; i++) dict.set(new PyTuple([i]), i);
  assert.equal(dict.get(new PyTuple([99, "99"])), 99);
  assert.equal(dict.get(new PyTuple([98, "98"])), undefined);
});

test("order survives deletions and compaction", () => {
  const dict = new PyDict();
  const model = new Map<string, number>();
  let seed = 1;
  for (let i = 0; i < 5000; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const key = `k${(seed >>> 8) % 60}`;
    if (seed % 3 === 0) {
      assert.equal(dict.delete(key), model.delete(key));
    } else {
      dict.set(key, i);
      model.set(key, i);
    }
    assert.equal(dict.size, model.size);
  }
  assert.deepEqual(dict.keysArray(), [...model.keys()]);
  assert.deepEqual(dict.valuesArray(), [...model.values()]);
  assert.ok(dict.keys.length <= 200);
  assert.deepEqual(dict.popLast(), [...model].at(-1));
});

test("a copy is independent", () => {
  const dict = new PyDict();
  for (let i = 0; i < 12; i++) dict.set(i % 2 ? `s${i}` : new PyTuple([i]), i);
  const copy = dict.copy();
  dict.clear();
  copy.set("s1", "new");
  assert.equal(copy.size, 12);
  assert.equal(copy.get(new PyTuple([4])), 4);
  assert.equal(dict.size, 0);
});

test("cells mirror a namespace", () => {
  const dict = new PyDict();
  const cell = dict.cell("x");
  assert.equal(cell.v, undefined);
  dict.setStr("x", 1);
  assert.equal(cell.v, 1);
  dict.set(new PyStrSub("x"), null);
  assert.equal(cell.v, null);
  dict.delete("x");
  assert.equal(cell.v, undefined);
  dict.setDefault("x", 5);
  assert.equal(dict.cell("x"), cell);
  assert.equal(cell.v, 5);
  dict.clear();
  assert.equal(cell.v, undefined);
});

test("unhashable keys are reported in the dict's words, on small dicts too", () => {
  const dict = new PyDict();
  const message = (error: unknown) => (error as { args: PyTuple }).args.items[0];
  const key = new PyTuple([new PyList([])]);
  for (const action of [() => dict.get(key), () => dict.set(key, 1), () => dict.has(key)]) {
    assert.throws(action, (e) => message(e) === "cannot use 'tuple' as a dict key (unhashable type: 'list')");
  }
  assert.equal(dict.pop(key), undefined);
});

test("ints that count up need no index, and anything else ends that", () => {
  const dict = new PyDict();
  for (let i = 0; i < 100; i++) dict.set(i, -i);
  assert.equal(dict.index, null);
  assert.equal(dict.get(99), -99);
  for (const absent of [100, -1, new PyFloat(1.5), "1", null, 2n ** 70n]) assert.equal(dict.get(absent), undefined);
  assert.equal(dict.get(new PyFloat(7)), -7);
  assert.equal(dict.get(new PyComplex(8, 0)), -8);
  dict.delete(5);
  assert.equal(dict.get(5), undefined);
  dict.set(5, "again");
  assert.equal(dict.get(5), "again");
  assert.equal(dict.get(98), -98);
  assert.deepEqual(dict.keysArray().slice(-2), [99, 5]);
  dict.setStr("s", 1);
  assert.equal(dict.getStr("s"), 1);
  const small = new PyDict();
  small.set(0, "zero");
  small.set(new PyFloat(1), "one");
  assert.equal(small.get(1), "one");
  assert.equal(small.getStr("x"), undefined);
});
