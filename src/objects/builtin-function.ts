/** builtin_function_or_method: a built-in callable, bound to its module, instance or class. Source: CPython Objects/methodobject.c. */

import { getAttr } from "./abstract/attributes.ts";
import { builtin } from "./abstract/builtin.ts";
import { strJs } from "./abstract/repr.ts";
import { reprAddress } from "./address.ts";
import type { Builtin } from "./binder.ts";
import { defineType, getset, member, method } from "./declare.ts";
import { identityHash } from "./identity-hash.ts";
import { PyModule } from "./module.ts";
import { type Int, inheritPyObject, type KwNames, type PyObject, type PyValue } from "./object.ts";
import { NOT_IMPLEMENTED } from "./singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "./slots.ts";
import { PyTuple } from "./tuple/tuple.ts";
import { PyType } from "./type-object.ts";
import { typeName, typeOf } from "./typeof.ts";

export class PyBuiltinFunction implements PyObject {
  static {
    inheritPyObject(PyBuiltinFunction);
  }
  type: PyType;
  readonly builtin: Builtin;
  /** The instance, class or module; undefined for static methods. */
  readonly self: PyValue | undefined;
  /** `__module__`. */
  readonly module: PyValue;
  constructor(builtin: Builtin, self: PyValue | undefined, module: PyValue) {
    this.type = builtinFunctionType;
    this.builtin = builtin;
    this.self = self;
    this.module = module;
  }
}

export const builtinFunctionType = defineType<PyBuiltinFunction>({
  name: "builtin_function_or_method",
  basicsize: 56,
  doc: null,
  flags: ["weakref", "disallow_instantiation", "gc"],
  slots: {
    tp_repr: builtinRepr,
    tp_hash: builtinHash,
    tp_call: builtinCall,
    tp_richcompare: builtinCompare,
  },
  methods: { __reduce__: method([], null, builtinReduce, { signature: null }) },
  members: { __module__: member("module") },
  getset: {
    __doc__: getset((self: PyBuiltinFunction) => self.builtin.spec.doc || null, undefined, null),
    __name__: getset((self: PyBuiltinFunction) => self.builtin.name, undefined, null),
    __qualname__: getset(builtinQualname, undefined, null),
    __self__: getset(builtinSelf, undefined, null),
    __text_signature__: getset(builtinSignature, undefined, null),
  },
});

function builtinCall(self: PyBuiltinFunction, args: PyValue[], kwnames: KwNames): PyValue {
  const bound = self.self ?? null;
  const { builtin } = self;
  if (kwnames === null) {
    if (args.length === 1) return builtin.call1(bound, args[0]);
    if (args.length === 2) return builtin.call2(bound, args[0], args[1]);
    if (args.length === 0) return builtin.call0(bound);
  }
  return builtin.call(bound, args, kwnames);
}

/** A static method knows its class for its qualified name only. */
function builtinSelf(self: PyBuiltinFunction): PyValue {
  const { spec } = self.builtin;
  return self.self === undefined || (self.self instanceof PyType && !spec.takesSelf) ? null : self.self;
}

function builtinQualname(self: PyBuiltinFunction): PyValue {
  const owner = self.self;
  if (owner === undefined || owner instanceof PyModule) return self.builtin.name;
  const type = owner instanceof PyType ? owner : typeOf(owner);
  return `${strJs(getAttr(type, "__qualname__"))}.${self.builtin.name}`;
}

function builtinSignature(self: PyBuiltinFunction): PyValue {
  if (self.self instanceof PyModule) return self.builtin.textSignature("$module");
  if (!self.builtin.spec.takesSelf) return self.builtin.textSignature(null);
  return self.builtin.textSignature(self.self instanceof PyType ? "$type" : self.self === undefined ? null : "$self");
}

function builtinRepr(self: PyBuiltinFunction): PyValue {
  const { name } = self.builtin;
  if (self.self === undefined || self.self instanceof PyModule) return `<built-in function ${name}>`;
  return `<built-in method ${name} of ${typeName(self.self)} object at ${reprAddress(self.self)}>`;
}

function builtinHash(self: PyBuiltinFunction): Int {
  return Number(identityHash(self.builtin as never)) + (self.self === undefined ? 0 : Number(identityHash(self.self)));
}

function builtinCompare(a: PyBuiltinFunction, b: PyValue, op: CompareOp): PyValue {
  if ((op !== Py_EQ && op !== Py_NE) || !(b instanceof PyBuiltinFunction)) return NOT_IMPLEMENTED;
  const same = a.self === b.self && a.builtin === b.builtin;
  return op === Py_EQ ? same : !same;
}

function builtinReduce(self: PyBuiltinFunction): PyValue {
  if (self.self === undefined || self.self instanceof PyModule) return self.builtin.name;
  return new PyTuple([builtin("getattr"), new PyTuple([self.self, self.builtin.name])]);
}
