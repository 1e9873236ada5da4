/** hamt: the persistent mapping that CPython keeps contexts in (Python/hamt.c), to its interface: every change makes a new one. */
import { equal } from "../../objects/abstract/compare.ts";
import { object } from "../../objects/converters.ts";
import { defineType, method, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { keyError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../../objects/slots.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";

class Hamt extends PyObject {
  readonly dict: PyDict;
  constructor(dict: PyDict) {
    super(hamtType);
    this.dict = dict;
  }
}

export const hamtType: PyType = defineType<Hamt>({
  name: "hamt",
  doc: null,
  flags: ["weakref"],
  slots: {
    tp_iter: (self) => new HamtIterator(self.dict.keysArray()),
    tp_richcompare: hamtCompare,
    tp_hash: null,
    mp_length: (self) => self.dict.size,
    mp_subscript: (self, key) => {
      const value = self.dict.get(key);
      if (value === undefined) throw keyError(key);
      return value;
    },
    sq_contains: (self, key) => self.dict.get(key) !== undefined,
  },
  new: method([], "", () => new Hamt(new PyDict())),
  methods: {
    set: method([posOnly("key", object), posOnly("value", object)], null, hamtSet),
    get: method(
      [posOnly("key", object), posOnly("default", object, null)],
      null,
      (self: Hamt, key: PyValue, fallback: PyValue) => {
        const value = self.dict.get(key);
        return value === undefined ? fallback : value;
      },
      { signature: null },
    ),
    delete: method([posOnly("key", object)], null, hamtDelete),
    items: method([], null, (self: Hamt) => {
      const values = self.dict.valuesArray();
      return new HamtIterator(self.dict.keysArray().map((key, i) => new PyTuple([key, values[i]])));
    }),
    keys: method([], null, (self: Hamt) => new HamtIterator(self.dict.keysArray())),
    values: method([], null, (self: Hamt) => new HamtIterator(self.dict.valuesArray())),
  },
});

/** Keys, values or items; its length is that of the mapping. */
class HamtIterator extends PyObject {
  readonly entries: readonly PyValue[];
  index = 0;
  constructor(entries: readonly PyValue[]) {
    super(hamtIteratorType);
    this.entries = entries;
  }
}

const hamtIteratorType: PyType = defineType<HamtIterator>({
  name: "hamt_iterator",
  doc: null,
  flags: ["disallow_instantiation"],
  slots: {
    tp_iter: (self) => self,
    tp_iternext: (self) => self.entries[self.index++],
    mp_length: (self) => self.entries.length,
  },
});

function hamtSet(self: Hamt, key: PyValue, value: PyValue): PyValue {
  if (self.dict.get(key) === value) return self;
  const dict = self.dict.copy();
  dict.set(key, value);
  return new Hamt(dict);
}

function hamtDelete(self: Hamt, key: PyValue): PyValue {
  if (self.dict.get(key) === undefined) return self;
  const dict = self.dict.copy();
  dict.delete(key);
  return new Hamt(dict);
}

function hamtCompare(self: Hamt, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof Hamt) || (op !== Py_EQ && op !== Py_NE)) return NOT_IMPLEMENTED;
  return sameItems(self.dict, other.dict) === (op === Py_EQ);
}

function sameItems(left: PyDict, right: PyDict): boolean {
  if (left.size !== right.size) return false;
  return left.keysArray().every((key) => {
    const value = right.get(key);
    return value !== undefined && equal(left.get(key)!, value);
  });
}
