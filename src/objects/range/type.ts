/** range: the type and its methods. Source: CPython Objects/rangeobject.c. */

import { TupleHash } from "../../kernel/hash.ts";
import { intAdd, intFloorDiv, intMod, intMul, intNeg, intSub } from "../../kernel/int.ts";
import type { Str } from "../../kernel/str.ts";
import { equal, hash } from "../abstract/compare.ts";
import { iterNext } from "../abstract/iterate.ts";
import { hasIndex, index } from "../abstract/number.ts";
import { object } from "../converters.ts";
import { defineType, member, method, posOnly } from "../declare.ts";
import { indexError, overflowError, typeError, valueError } from "../errors.ts";
import { noKeywords } from "../new-helpers.ts";
import type { Int, KwNames, PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { PySlice, sliceLongIndices } from "../slice.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../slots.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { rangeIter, rangeReverseIter } from "./iterators.ts";
import { PyRange } from "./range.ts";

export const rangeType: PyType = defineType<PyRange>({
  name: "range",
  basicsize: 48,
  doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nA sequence of integers from start (inclusive) to stop (exclusive) by step.\nstart defaults to 0; a negative step counts down and stop is its lower end.",
  flags: ["sequence"],
  slots: {
    tp_repr: rangeRepr,
    tp_hash: rangeHash,
    tp_richcompare: rangeRichCompare,
    tp_iter: rangeIter,
    tp_new: rangeNew,
    nb_bool: (self) => (self as PyRange).length !== 0,
    sq_length: rangeLength,
    sq_item: rangeItem,
    sq_contains: rangeContains,
    mp_length: rangeLength,
    mp_subscript: rangeSubscript,
  },
  methods: {
    __reversed__: method([], "Return a reverse iterator.", rangeReverseIter),
    __reduce__: method(
      [],
      null,
      (self: PyRange) => new PyTuple([self.type, new PyTuple([self.start, self.stop, self.step])]),
    ),
    count: method(
      [posOnly("object", object)],
      "rangeobject.count(value) -> integer -- return number of occurrences of value",
      rangeCount,
    ),
    index: method(
      [posOnly("object", object)],
      "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.",
      rangeIndex,
    ),
  },
  members: { start: member("start"), stop: member("stop"), step: member("step") },
});

function rangeNew(_type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  if (kwnames !== null) noKeywords("range", kwnames);
  switch (args.length) {
    case 1:
      return new PyRange(0, index(args[0]), 1);
    case 2:
      return new PyRange(index(args[0]), index(args[1]), 1);
    case 3: {
      const start = index(args[0]);
      const stop = index(args[1]);
      const step = index(args[2]);
      if (step === 0) throw valueError("range() arg 3 must not be zero");
      return new PyRange(start, stop, step);
    }
    case 0:
      throw typeError("range expected at least 1 argument, got 0");
    default:
      throw typeError(`range expected at most 3 arguments, got ${args.length}`);
  }
}

function rangeRepr(self: PyRange): Str {
  return self.step === 1 ? `range(${self.start}, ${self.stop})` : `range(${self.start}, ${self.stop}, ${self.step})`;
}

/** Equal ranges hash alike: by length, then first item, then step where they matter. */
function rangeHash(self: PyRange): Int {
  const { length } = self;
  const state = new TupleHash();
  state.add(hash(length));
  state.add(hash(length === 0 ? null : self.start));
  state.add(hash(length === 0 || length === 1 ? null : self.step));
  return state.result(3);
}

function rangeRichCompare(self: PyRange, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PyRange) || (op !== Py_EQ && op !== Py_NE)) return NOT_IMPLEMENTED;
  return rangesEqual(self, other) === (op === Py_EQ);
}

function rangesEqual(a: PyRange, b: PyRange): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  if (a.length === 0) return true;
  return a.start === b.start && (a.length === 1 || a.step === b.step);
}

function rangeLength(self: PyRange): number {
  if (typeof self.length === "number") return self.length;
  if (self.length > 0x7fffffffffffffffn) throw overflowError("Python int too large to convert to C ssize_t");
  return Number(self.length);
}

function rangeItem(self: PyRange, at: number): PyValue {
  if (at < 0 || at >= self.length) throw indexError("range object index out of range");
  return self.item(at);
}

function rangeSubscript(self: PyRange, key: PyValue): PyValue {
  if (key instanceof PySlice) {
    const [start, stop, step] = sliceLongIndices(key, self.length);
    return new PyRange(beyond(self, start), beyond(self, stop), intMul(self.step, step));
  }
  if (!hasIndex(key)) throw typeError(`range indices must be integers or slices, not ${typeName(key)}`);
  let at = index(key);
  if (at < 0) at = intAdd(at, self.length);
  if (at < 0 || at >= self.length) throw indexError("range object index out of range");
  return self.item(at);
}

/** The item at an index that may lie outside the range. */
function beyond(self: PyRange, at: Int): Int {
  return intAdd(self.start, intMul(at, self.step));
}

/** Whether an exact int is in the range. */
function holds(self: PyRange, value: Int): boolean {
  const { start, stop, step } = self;
  if (step > 0 ? value < start || value >= stop : value > start || value <= stop) return false;
  return step === 1 || intMod(intSub(value, start), step) === 0;
}

function exactInt(value: PyValue): Int | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  return typeof value === "boolean" ? (value ? 1 : 0) : undefined;
}

function rangeContains(self: PyRange, value: PyValue): boolean {
  const int = exactInt(value);
  return int !== undefined ? holds(self, int) : searchRange(self, value) !== undefined;
}

/** The index of a value that is not an int, found by comparing with every item. */
function searchRange(self: PyRange, value: PyValue): Int | undefined {
  const iterator = rangeIter(self);
  for (let at: Int = 0; ; at = intAdd(at, 1)) {
    const item = iterNext(iterator);
    if (item === undefined) return undefined;
    if (equal(item, value)) return at;
  }
}

function rangeCount(self: PyRange, value: PyValue): PyValue {
  const int = exactInt(value);
  if (int !== undefined) return holds(self, int) ? 1 : 0;
  const iterator = rangeIter(self);
  let count = 0;
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return count;
    if (equal(item, value)) count++;
  }
}

function rangeIndex(self: PyRange, value: PyValue): PyValue {
  const int = exactInt(value);
  if (int === undefined) {
    const at = searchRange(self, value);
    if (at === undefined) throw valueError("sequence.index(x): x not in sequence");
    return at;
  }
  if (!holds(self, int)) throw valueError("range.index(x): x not in range");
  const distance = intSub(int, self.start);
  return self.step === 1 ? distance : self.step === -1 ? intNeg(distance) : intFloorDiv(distance, self.step);
}
