/** The iterators of bytes and bytearray. Source: CPython Objects/bytesobject.c (striter_*), bytearrayobject.c (bytearrayiter_*). */

import { chargeFor } from "../../kernel/interrupt.ts";
import { builtin } from "../abstract/builtin.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly, type TypeSpec } from "../declare.ts";
import { reduceEmptyTuple, selfIter } from "../iterators/common.ts";
import { asSsize } from "../iterators/ssize.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import type { PyByteArray } from "./bytearray-object.ts";
import type { PyBytes } from "./bytes-object.ts";

class BytesIter implements PyObject {
  static {
    inheritPyObject(BytesIter);
  }
  type: PyType;
  /** null once exhausted. */
  source: PyBytes | PyByteArray | null;
  index = 0;
  constructor(type: PyType, source: PyBytes | PyByteArray) {
    this.type = type;
    this.source = source;
  }
}

export const bytesIteratorType: PyType = defineType<BytesIter>(spec("bytes_iterator"));
export const bytearrayIteratorType: PyType = defineType<BytesIter>(spec("bytearray_iterator"));

export function bytesIter(self: PyBytes): PyValue {
  return new BytesIter(bytesIteratorType, self);
}

export function bytearrayIter(self: PyByteArray): PyValue {
  return new BytesIter(bytearrayIteratorType, self);
}

function spec(name: string): TypeSpec<BytesIter> {
  return {
    name,
    basicsize: 32,
    doc: null,
    flags: ["disallow_instantiation", "gc"],
    slots: { tp_iter: selfIter, tp_iternext: next },
    rest,
    methods: {
      __length_hint__: method([], "Return an estimate of how many items are left.", lengthHint),
      __reduce__: method([], "Return state information for pickling.", reduce),
      __setstate__: method([posOnly("object", object)], "Set state information for unpickling.", setState),
    },
  };
}

function next(self: BytesIter): PyValue | undefined {
  const { source } = self;
  if (source === null) return undefined;
  const { data } = source;
  if (self.index < data.length) return data[self.index++];
  self.source = null;
  return undefined;
}

function rest(self: BytesIter): PyValue[] | undefined {
  const { source } = self;
  if (source === null) return undefined;
  self.source = null;
  const { data } = source;
  chargeFor(data.length - self.index);
  const items: PyValue[] = [];
  for (let i = self.index; i < data.length; i++) items.push(data[i]);
  return items;
}

function lengthHint(self: BytesIter): PyValue {
  return self.source === null ? 0 : Math.max(self.source.data.length - self.index, 0);
}

function reduce(self: BytesIter): PyValue {
  const iter = builtin("iter");
  return self.source === null ? reduceEmptyTuple() : new PyTuple([iter, new PyTuple([self.source]), self.index]);
}

function setState(self: BytesIter, state: PyValue): PyValue {
  const index = asSsize(state);
  if (self.source !== null) self.index = Math.max(Math.min(index, self.source.data.length), 0);
  return null;
}
