/** Iterators over a list, forward and backward. Source: CPython Objects/listobject.c (listiter_*, listreviter_*). */

import { chargeFor } from "../../kernel/interrupt.ts";
import { builtin } from "../abstract/builtin.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import { reduceEmpty, selfIter } from "../iterators/common.ts";
import { asSsize } from "../iterators/ssize.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { PyList } from "./list.ts";

export class ListIter implements PyObject {
  static {
    inheritPyObject(ListIter);
  }
  type: PyType;
  /** The list; undefined once exhausted. */
  list: PyList | undefined;
  index: number;

  constructor(list: PyList) {
    this.type = listIterType;
    this.list = list;
    this.index = 0;
  }
}

export class ListReverseIter implements PyObject {
  static {
    inheritPyObject(ListReverseIter);
  }
  type: PyType;
  list: PyList | undefined;
  index: number;

  constructor(list: PyList) {
    this.type = listReverseIterType;
    this.list = list;
    this.index = list.items.length - 1;
  }
}

export const listIterType: PyType = defineType<ListIter>({
  name: "list_iterator",
  basicsize: 32,
  doc: null,
  flags: ["disallow_instantiation", "gc"],
  slots: { tp_iter: selfIter, tp_iternext: listIterNext },
  rest: listIterRest,
  methods: {
    __length_hint__: method([], "Return an estimate of how many items are left.", (self: ListIter) =>
      self.list === undefined ? 0 : Math.max(0, self.list.items.length - self.index),
    ),
    __reduce__: method([], "Return state information for pickling.", (self: ListIter) => {
      const iter = builtin("iter"); // looked up first: the lookup may run code that exhausts the iterator
      return self.list === undefined ? reduceEmpty() : new PyTuple([iter, new PyTuple([self.list]), self.index]);
    }),
    __setstate__: method(
      [posOnly("object", object)],
      "Set state information for unpickling.",
      (self: ListIter, state) => {
        const index = asSsize(state);
        if (self.list !== undefined) self.index = Math.min(Math.max(0, index), self.list.items.length);
        return null;
      },
    ),
  },
});

export const listReverseIterType: PyType = defineType<ListReverseIter>({
  name: "list_reverseiterator",
  basicsize: 32,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: listReverseIterNext },
  rest: listReverseIterRest,
  methods: {
    __length_hint__: method([], "Return an estimate of how many items are left.", (self: ListReverseIter) =>
      self.list === undefined || self.list.items.length <= self.index ? 0 : self.index + 1,
    ),
    __reduce__: method([], "Return state information for pickling.", (self: ListReverseIter) => {
      const reversed = builtin("reversed");
      if (self.list === undefined || self.index < 0) return new PyTuple([reversed, new PyTuple([new PyList([])])]);
      return new PyTuple([reversed, new PyTuple([self.list]), self.index]);
    }),
    __setstate__: method(
      [posOnly("object", object)],
      "Set state information for unpickling.",
      (self: ListReverseIter, state) => {
        const index = asSsize(state);
        if (self.list !== undefined) self.index = Math.min(Math.max(-1, index), self.list.items.length - 1);
        return null;
      },
    ),
  },
});

export function listIterNext(self: ListIter): PyValue | undefined {
  const list = self.list;
  if (list === undefined) return undefined;
  const { items } = list;
  if (self.index < items.length) return items[self.index++];
  self.list = undefined;
  return undefined;
}

function listIterRest(self: ListIter): PyValue[] {
  const { list, index } = self;
  if (list === undefined) return [];
  self.list = undefined;
  chargeFor(list.items.length);
  return list.items.slice(index);
}

function listReverseIterRest(self: ListReverseIter): PyValue[] {
  const { list, index } = self;
  self.index = -1;
  self.list = undefined;
  if (list === undefined || index < 0 || index >= list.items.length) return [];
  chargeFor(index);
  return list.items.slice(0, index + 1).reverse();
}

function listReverseIterNext(self: ListReverseIter): PyValue | undefined {
  const list = self.list;
  if (list === undefined) return undefined;
  const { index } = self;
  if (index >= 0 && index < list.items.length) {
    self.index = index - 1;
    return list.items[index];
  }
  self.index = -1;
  self.list = undefined;
  return undefined;
}
