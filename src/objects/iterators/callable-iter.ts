/** iter(callable, sentinel). Source: CPython Objects/iterobject.c (calliter). */

import { builtin } from "../abstract/builtin.ts";
import { call0 } from "../abstract/call.ts";
import { equal } from "../abstract/compare.ts";
import { defineType, method } from "../declare.ts";
import { isException } from "../errors.ts";
import { PyExc_StopIteration } from "../exceptions/types.ts";
import { machine } from "../machine.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { reduceEmptyTuple, selfIter } from "./common.ts";

export class CallableIter implements PyObject {
  static {
    inheritPyObject(CallableIter);
  }
  type: PyType;
  /** The callable; undefined once exhausted. */
  callable: PyValue | undefined;
  readonly sentinel: PyValue;

  constructor(callable: PyValue, sentinel: PyValue) {
    this.type = callableIterType;
    this.callable = callable;
    this.sentinel = sentinel;
  }
}

export const callableIterType: PyType = defineType<CallableIter>({
  name: "callable_iterator",
  basicsize: 32,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: callableIterNext },
  methods: {
    __reduce__: method([], "Return state information for pickling.", (self: CallableIter) => {
      const iter = builtin("iter"); // looked up first: the lookup may run code that exhausts the iterator
      if (self.callable === undefined) return reduceEmptyTuple();
      return new PyTuple([iter, new PyTuple([self.callable, self.sentinel])]);
    }),
  },
});

function callableIterNext(self: CallableIter): PyValue | undefined {
  const { callable } = self;
  if (callable === undefined) return undefined;
  machine.poll(); // a built-in that never answers the sentinel would go on for ever
  let result: PyValue;
  try {
    result = call0(callable);
  } catch (error) {
    if (!isException(error, PyExc_StopIteration)) throw error;
    self.callable = undefined;
    return undefined;
  }
  if (self.callable !== undefined && !equal(self.sentinel, result)) return result; // the call may have exhausted this iterator
  self.callable = undefined;
  return undefined;
}
