/** range_iterator over small ints and longrange_iterator over all others. Source: CPython Objects/rangeobject.c (rangeiter_*, longrangeiter_*). */

import { intAdd, intMul, intSub } from "../../kernel/int.ts";
import { charge, checkpoint } from "../../kernel/interrupt.ts";
import { builtin } from "../abstract/builtin.ts";
import { index } from "../abstract/number.ts";
import { clong, object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import { selfIter } from "../iterators/common.ts";
import { type Int, inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { PyRange } from "./range.ts";

export class RangeIter implements PyObject {
  static {
    inheritPyObject(RangeIter);
  }
  type: PyType;
  /** The next value. */
  next: number;
  readonly step: number;
  /** Values still to come. */
  left: number;

  constructor(start: number, step: number, length: number) {
    this.type = rangeIterType;
    this.next = start;
    this.step = step;
    this.left = length;
  }
}

export class LongRangeIter implements PyObject {
  static {
    inheritPyObject(LongRangeIter);
  }
  type: PyType;
  next: Int;
  readonly step: Int;
  left: Int;

  constructor(start: Int, step: Int, length: Int) {
    this.type = longRangeIterType;
    this.next = start;
    this.step = step;
    this.left = length;
  }
}

const LENGTH_DOC = "Return how many items are left.";
const REDUCE_DOC = "Return state information for pickling.";
const STATE_DOC = "Set state information for unpickling.";

export const rangeIterType: PyType = defineType<RangeIter>({
  name: "range_iterator",
  basicsize: 40,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: rangeIterNext },
  rest: rangeIterRest,
  methods: {
    __length_hint__: method([], LENGTH_DOC, (self: RangeIter) => self.left),
    __reduce__: method([], REDUCE_DOC, (self: RangeIter) => reduceRest(self.next, self.step, self.left)),
    __setstate__: method([posOnly("object", object)], STATE_DOC, (self: RangeIter, state) => {
      const skip = Math.min(Math.max(0, Number(clong(state))), self.left);
      self.next += skip * self.step;
      self.left -= skip;
      return null;
    }),
  },
});

export const longRangeIterType: PyType = defineType<LongRangeIter>({
  name: "longrange_iterator",
  basicsize: 40,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: longRangeIterNext },
  methods: {
    __length_hint__: method([], LENGTH_DOC, (self: LongRangeIter) => self.left),
    __reduce__: method([], REDUCE_DOC, (self: LongRangeIter) => reduceRest(self.next, self.step, self.left)),
    __setstate__: method([posOnly("object", object)], STATE_DOC, (self: LongRangeIter, state) => {
      let skip = index(state);
      if (skip < 0) skip = 0;
      else if (skip > self.left) skip = self.left;
      self.next = intAdd(self.next, intMul(skip, self.step));
      self.left = intSub(self.left, skip);
      return null;
    }),
  },
});

export function rangeIterNext(self: RangeIter): number | undefined {
  if (self.left <= 0) return undefined;
  checkpoint();
  self.left--;
  const value = self.next;
  self.next = value + self.step;
  return value;
}

/** So many ints are made without a look at what is periodic. */
const MOST_AT_ONCE = 1_000_000;

function rangeIterRest(self: RangeIter): PyValue[] | undefined {
  const { left, step } = self;
  if (left > MOST_AT_ONCE) return undefined;
  charge(left);
  const ints: PyValue[] = [];
  let value = self.next;
  for (let i = 0; i < left; i++) {
    ints.push(value);
    value += step;
  }
  self.next = value;
  self.left = 0;
  return ints;
}

function longRangeIterNext(self: LongRangeIter): Int | undefined {
  if (self.left <= 0) return undefined;
  checkpoint();
  self.left = intSub(self.left, 1);
  const value = self.next;
  self.next = intAdd(value, self.step);
  return value;
}

function reduceRest(next: Int, step: Int, left: Int): PyValue {
  const rest = new PyRange(next, intAdd(next, intMul(left, step)), step);
  return new PyTuple([builtin("iter"), new PyTuple([rest]), null]);
}

/** `iter(range)`. */
export function rangeIter(range: PyRange): PyValue {
  if (range.small) return new RangeIter(range.start as number, range.step as number, range.length as number);
  return new LongRangeIter(range.start, range.step, range.length);
}

/** `reversed(range)`. */
export function rangeReverseIter(range: PyRange): PyValue {
  const last = intAdd(range.start, intMul(intSub(range.length, 1), range.step));
  const step = intSub(0, range.step);
  if (range.small && typeof last === "number") return new RangeIter(last, step as number, range.length as number);
  return new LongRangeIter(last, step, range.length);
}
