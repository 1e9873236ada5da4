/** The iterator over a tuple. Source: CPython Objects/tupleobject.c (tupleiter_*). */

import { chargeFor } from "../../kernel/interrupt.ts";
import { builtin } from "../abstract/builtin.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import { reduceEmptyTuple, selfIter } from "../iterators/common.ts";
import { asSsize } from "../iterators/ssize.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { PyTuple } from "./tuple.ts";

export class TupleIter implements PyObject {
  static {
    inheritPyObject(TupleIter);
  }
  type: PyType;
  /** The tuple; undefined once exhausted. */
  tuple: PyTuple | undefined;
  index: number;

  constructor(tuple: PyTuple) {
    this.type = tupleIterType;
    this.tuple = tuple;
    this.index = 0;
  }
}

export const tupleIterType: PyType = defineType<TupleIter>({
  name: "tuple_iterator",
  basicsize: 32,
  doc: null,
  flags: ["disallow_instantiation", "gc"],
  slots: { tp_iter: selfIter, tp_iternext: tupleIterNext },
  rest: tupleIterRest,
  methods: {
    __length_hint__: method([], "Return an estimate of how many items are left.", (self: TupleIter) =>
      self.tuple === undefined ? 0 : self.tuple.items.length - self.index,
    ),
    __reduce__: method([], "Return state information for pickling.", (self: TupleIter) => {
      const iter = builtin("iter"); // looked up first: the lookup may run code that exhausts the iterator
      return self.tuple === undefined ? reduceEmptyTuple() : new PyTuple([iter, new PyTuple([self.tuple]), self.index]);
    }),
    __setstate__: method(
      [posOnly("object", object)],
      "Set state information for unpickling.",
      (self: TupleIter, state) => {
        const index = asSsize(state);
        if (self.tuple !== undefined) self.index = Math.min(Math.max(0, index), self.tuple.items.length);
        return null;
      },
    ),
  },
});

export function tupleIterNext(self: TupleIter): PyValue | undefined {
  const tuple = self.tuple;
  if (tuple === undefined) return undefined;
  const { items } = tuple;
  if (self.index < items.length) return items[self.index++];
  self.tuple = undefined;
  return undefined;
}

function tupleIterRest(self: TupleIter): PyValue[] {
  const { tuple, index } = self;
  if (tuple === undefined) return [];
  self.tuple = undefined;
  chargeFor(tuple.items.length);
  return tuple.items.slice(index);
}
