/** slice, and the arithmetic of slicing that all sequences share. Source: CPython Objects/sliceobject.c. */

import { TupleHash } from "../kernel/hash.ts";
import { intAdd, intFloorDiv, intNeg, intSub } from "../kernel/int.ts";
import type { Str } from "../kernel/str.ts";
import { hash, richCompare } from "./abstract/compare.ts";
import { clampIndex, hasIndex, index } from "./abstract/number.ts";
import { repr } from "./abstract/repr.ts";
import { object } from "./converters.ts";
import { defineType, member, method, posOnly } from "./declare.ts";
import { typeError, valueError } from "./errors.ts";
import { itemsBy } from "./list/items.ts";
import { noKeywords } from "./new-helpers.ts";
import { type Int, inheritPyObject, type KwNames, type PyObject, type PyValue } from "./object.ts";
import { TextBuilder } from "./repr-guard.ts";
import { NOT_IMPLEMENTED } from "./singletons.ts";
import { type CompareOp, Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT, Py_NE } from "./slots.ts";
import { PyTuple } from "./tuple/tuple.ts";
import type { PyType } from "./type-object.ts";

export class PySlice implements PyObject {
  static {
    inheritPyObject(PySlice);
  }
  type: PyType;
  readonly start: PyValue;
  readonly stop: PyValue;
  readonly step: PyValue;

  constructor(start: PyValue, stop: PyValue, step: PyValue) {
    this.type = sliceType;
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

export const sliceType: PyType = defineType<PySlice>({
  name: "slice",
  basicsize: 40,
  flags: ["gc"],
  doc: "slice(stop)\nslice(start, stop[, step])\n\nMake a slice object: the bounds and the step of an extended slicing such as a[0:10:2].",
  slots: { tp_repr: sliceRepr, tp_hash: sliceHash, tp_richcompare: sliceRichCompare, tp_new: sliceNew },
  methods: {
    indices: method(
      [posOnly("object", object)],
      "S.indices(len) -> (start, stop, stride)\n\nReturn the bounds and the stride that the slice has on a sequence of length len.",
      sliceIndicesMethod,
    ),
    __reduce__: method(
      [],
      "Return state information for pickling.",
      (self: PySlice) => new PyTuple([self.type, new PyTuple([self.start, self.stop, self.step])]),
    ),
  },
  members: { start: member("start"), stop: member("stop"), step: member("step") },
});

function sliceNew(_type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  noKeywords("slice", kwnames);
  if (args.length === 0) throw typeError("slice expected at least 1 argument, got 0");
  if (args.length > 3) throw typeError(`slice expected at most 3 arguments, got ${args.length}`);
  if (args.length === 1) return new PySlice(null, args[0], null);
  return new PySlice(args[0], args[1], args.length > 2 ? args[2] : null);
}

function sliceRepr(self: PySlice): Str {
  const text = new TextBuilder();
  text.add("slice(");
  text.add(repr(self.start));
  text.add(", ");
  text.add(repr(self.stop));
  text.add(", ");
  text.add(repr(self.step));
  text.add(")");
  return text.finish();
}

function sliceHash(self: PySlice): Int {
  const state = new TupleHash();
  state.add(hash(self.start));
  state.add(hash(self.stop));
  state.add(hash(self.step));
  return state.result(0);
}

/** Slices compare as the tuples of their parts. */
function sliceRichCompare(self: PySlice, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PySlice)) return NOT_IMPLEMENTED;
  if (self === other) return op === Py_EQ || op === Py_LE || op === Py_GE;
  if (op === Py_LT || op === Py_LE || op === Py_GT || op === Py_GE || op === Py_EQ || op === Py_NE) {
    return richCompare(
      new PyTuple([self.start, self.stop, self.step]),
      new PyTuple([other.start, other.stop, other.step]),
      op,
    );
  }
  return NOT_IMPLEMENTED;
}

// ---- slicing sequences whose length is a JavaScript number ----------------------------------------------------------

/** A slice applied to a length: `count` items from `start`, `step` apart. */
export interface SliceRange {
  start: number;
  stop: number;
  step: number;
  count: number;
}

/** `slice.start` and friends when given (_PyEval_SliceIndex): out-of-range ints are clamped. */
function part(value: PyValue): number {
  if (typeof value === "number") return value;
  if (!hasIndex(value)) throw typeError("slice indices must be integers or None or have an __index__ method");
  return clampIndex(value);
}

/** Converter for the bounds of `index(value, start, stop)` (_PyEval_SliceIndexNotNone). */
export function sliceIndex(value: PyValue): number {
  if (typeof value === "number") return value;
  if (!hasIndex(value)) throw typeError("slice indices must be integers or have an __index__ method");
  return clampIndex(value);
}

const MAX = Number.MAX_SAFE_INTEGER;

/** PySlice_Unpack: step, start and stop as numbers, in the order CPython converts them; not yet fitted to a length. */
export function sliceUnpack({ start, stop, step }: PySlice): SliceRange {
  return unpackParts(start, stop, step);
}

/** `sliceUnpack` of a slice that is not made. */
export function unpackParts(start: PyValue, stop: PyValue, step: PyValue): SliceRange {
  const by = step === null ? 1 : part(step);
  if (by === 0) throw valueError("slice step cannot be zero");
  const from = start === null ? (by < 0 ? MAX : 0) : part(start);
  const to = stop === null ? (by < 0 ? -MAX : MAX) : part(stop);
  return { start: from, stop: to, step: by, count: 0 };
}

/** PySlice_AdjustIndices, in place. */
export function sliceAdjust(range: SliceRange, length: number): SliceRange {
  const { step } = range;
  range.start = fit(range.start, length, step);
  range.stop = fit(range.stop, length, step);
  if (step < 0) range.count = range.stop < range.start ? Math.floor((range.start - range.stop - 1) / -step) + 1 : 0;
  else range.count = range.start < range.stop ? Math.floor((range.stop - range.start - 1) / step) + 1 : 0;
  return range;
}

function fit(bound: number, length: number, step: number): number {
  if (bound < 0) {
    bound += length;
    return bound < 0 ? (step < 0 ? -1 : 0) : bound;
  }
  return bound >= length ? (step < 0 ? length - 1 : length) : bound;
}

/** A slice applied to a sequence of the given length. */
export function sliceRange(slice: PySlice, length: number): SliceRange {
  return sliceAdjust(sliceUnpack(slice), length);
}

/** The items that an adjusted slice selects. */
export function sliceItems(items: readonly PyValue[], range: SliceRange): PyValue[] {
  const { start, step, count } = range;
  return count <= 0 ? [] : itemsBy(items, start, step, count);
}

// ---- slicing with ints of any size --------------------------------------------------------------------------------

function bigPart(value: PyValue): Int {
  if (!hasIndex(value)) throw typeError("slice indices must be integers or None or have an __index__ method");
  return index(value);
}

/** _PySlice_GetLongIndices: start, stop and step on a length of any size. */
export function sliceLongIndices(slice: PySlice, length: Int): [start: Int, stop: Int, step: Int] {
  const step = slice.step === null ? 1 : bigPart(slice.step);
  if (step === 0) throw valueError("slice step cannot be zero");
  const negative = step < 0;
  const lower: Int = negative ? -1 : 0;
  const upper: Int = negative ? intSub(length, 1) : length;
  const bound = (value: PyValue, fallback: Int): Int => {
    if (value === null) return fallback;
    let at = bigPart(value);
    if (at < 0) {
      at = intAdd(at, length);
      return at < lower ? lower : at;
    }
    return at > upper ? upper : at;
  };
  const start = bound(slice.start, negative ? upper : lower);
  const stop = bound(slice.stop, negative ? lower : upper);
  return [start, stop, step];
}

function sliceIndicesMethod(self: PySlice, length: PyValue): PyValue {
  const size = index(length);
  if (size < 0) throw valueError("length should not be negative");
  return new PyTuple(sliceLongIndices(self, size));
}

/** The number of steps from start to stop. */
export function stepCount(start: Int, stop: Int, step: Int): Int {
  if (step > 0) return start < stop ? intAdd(intFloorDiv(intSub(intSub(stop, start), 1), step), 1) : 0;
  return stop < start ? intAdd(intFloorDiv(intSub(intSub(start, stop), 1), intNeg(step)), 1) : 0;
}
