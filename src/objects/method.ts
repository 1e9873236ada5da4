/** method: a callable bound to an instance. Source: CPython Objects/classobject.c. */

import type { Str } from "../kernel/str.ts";
import { strToJs } from "../kernel/str.ts";
import { getAttr, lookupAttr, typeLookup } from "./abstract/attributes.ts";
import { builtin } from "./abstract/builtin.ts";
import { call, isCallable } from "./abstract/call.ts";
import { equal, hash } from "./abstract/compare.ts";
import { reprJs } from "./abstract/repr.ts";
import { object } from "./converters.ts";
import { defineType, getset, member, method, posOnly } from "./declare.ts";
import { typeError } from "./errors.ts";
import { identityHash } from "./identity-hash.ts";
import { type Int, inheritPyObject, type KwNames, type PyObject, type PyValue } from "./object.ts";
import { NOT_IMPLEMENTED } from "./singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "./slots.ts";
import { asStr } from "./str/str-object.ts";
import { PyTuple } from "./tuple/tuple.ts";
import type { PyType } from "./type-object.ts";
import { typeOf } from "./typeof.ts";

export class PyMethod implements PyObject {
  static {
    inheritPyObject(PyMethod);
  }
  type: PyType;
  readonly func: PyValue;
  readonly self: PyValue;
  constructor(func: PyValue, self: PyValue) {
    this.type = methodType;
    this.func = func;
    this.self = self;
  }
}

export function newMethod(func: PyValue, self: PyValue): PyMethod {
  return new PyMethod(func, self);
}

export const methodType = defineType<PyMethod>({
  name: "method",
  basicsize: 48,
  doc: "Create a bound instance method object.",
  flags: ["weakref", "gc"],
  slots: {
    tp_repr: methodRepr,
    tp_hash: methodHash,
    tp_call: methodCall,
    tp_richcompare: methodCompare,
    tp_getattro: methodGetAttr,
    tp_descr_get: (self) => self,
  },
  new: method([posOnly("function", object), posOnly("instance", object)], "", methodNew),
  methods: {
    __reduce__: method([], null, methodReduce, { signature: null }),
  },
  getset: { __doc__: getset((self: PyMethod) => lookupAttr(self.func, "__doc__") ?? null, undefined, null) },
  members: {
    __func__: member("func", { doc: "the function (or other callable) implementing a method" }),
    __self__: member("self", { doc: "the instance to which a method is bound" }),
  },
});

function methodNew(_type: PyType, func: PyValue, instance: PyValue): PyValue {
  if (!isCallable(func)) throw typeError("first argument must be callable");
  if (instance === null) throw typeError("instance must not be None");
  return new PyMethod(func, instance);
}

function methodCall(self: PyMethod, args: PyValue[], kwnames: KwNames): PyValue {
  return call(self.func, [self.self, ...args], kwnames);
}

/** Attributes that `method` itself lacks come from the function. */
function methodGetAttr(self: PyMethod, name: Str): PyValue {
  const descr = typeLookup(methodType, name);
  if (descr !== undefined) {
    const get = typeOf(descr).tp_descr_get;
    return get === undefined ? descr : get(descr, self, methodType);
  }
  return getAttr(self.func, name);
}

function methodRepr(self: PyMethod): PyValue {
  const name = lookupAttr(self.func, "__qualname__") ?? lookupAttr(self.func, "__name__") ?? null;
  const text = name === null ? undefined : asStr(name);
  return `<bound method ${text === undefined ? "?" : strToJs(text)} of ${reprJs(self.self)}>`;
}

function methodHash(self: PyMethod): Int {
  const mixed = Number(BigInt.asIntN(52, BigInt(identityHash(self.self)) ^ BigInt(hash(self.func))));
  return mixed === -1 ? -2 : mixed;
}

function methodCompare(a: PyMethod, b: PyValue, op: CompareOp): PyValue {
  if ((op !== Py_EQ && op !== Py_NE) || !(b instanceof PyMethod)) return NOT_IMPLEMENTED;
  const same = equal(a.func, b.func) && a.self === b.self;
  return op === Py_EQ ? same : !same;
}

function methodReduce(self: PyMethod): PyValue {
  return new PyTuple([builtin("getattr"), new PyTuple([self.self, getAttr(self.func, "__name__")])]);
}
