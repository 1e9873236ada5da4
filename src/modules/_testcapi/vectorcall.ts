/**
 * Calls through each function of the C interface, and types that support vectorcall. Source: CPython Modules/_testcapi/vectorcall.c,
 * vectorcall_limited.c.
 */
import type { Str } from "../../kernel/str.ts";
import { getAttr, setAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { Builtin } from "../../objects/binder.ts";
import { object } from "../../objects/converters.ts";
import { type CallableSpec, defineType, method, posOnly } from "../../objects/declare.ts";
import { PyMethodDescr, PyWrapperDescr } from "../../objects/descr/descriptors.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { typeError } from "../../objects/errors.ts";
import { machine } from "../../objects/machine.ts";
import { newMethod } from "../../objects/method.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { objectType } from "../../objects/object-type.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { slotDefsByName } from "../../objects/type/slotdefs.ts";
import { typeType } from "../../objects/type/type.ts";
import { PyType, TPFLAGS } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";

export function callWithDict(func: PyValue, args: PyValue, kwargs: PyValue): PyValue {
  const positional = args === null ? [] : toArray(args);
  if (!(kwargs instanceof PyDict) || kwargs.size === 0) return call(func, positional);
  return call(func, [...positional, ...kwargs.valuesArray()], kwargs.keysArray() as Str[]);
}

export function callWithNames(func: PyValue, args: PyValue, kwnames: PyValue): PyValue {
  const names = kwnames === null ? [] : (toArray(kwnames) as Str[]);
  return call(func, args === null ? [] : toArray(args), names.length === 0 ? null : names);
}

export function callWithTuple(func: PyValue, args: PyValue, kwargs: PyValue): PyValue {
  if (!(args instanceof PyTuple)) throw typeError("args must be a tuple");
  return callWithDict(func, args, kwargs);
}

/** Every later call of the function answers "overridden". */
export function setVectorcall(func: PyValue): PyValue {
  const source = "lambda *args, **kwargs: 'overridden'";
  const made = call(machine.interp.builtins.getStr("eval")!, [source, new PyDict()]);
  setAttr(func, "__code__", getAttr(made, "__code__"));
  return null;
}

export function hasVectorcallFlag(type: PyValue): PyValue {
  return type instanceof PyType && (type.flags & TPFLAGS.HAVE_VECTORCALL) !== 0;
}

function bound(self: PyObject, instance: PyValue | undefined): PyValue {
  return instance === undefined || instance === null ? self : newMethod(self, instance);
}

export const methodDescriptorBaseType = defineType<PyObject>({
  name: "_testcapi.MethodDescriptorBase",
  doc: null,
  flags: ["basetype", "method_descriptor", "vectorcall"],
  alloc: (type) => new PyObject(type),
  slots: { tp_call: () => true, tp_descr_get: bound },
});

export const methodDescriptorDerivedType = defineType<PyObject>({
  name: "_testcapi.MethodDescriptorDerived",
  doc: null,
  base: () => methodDescriptorBaseType,
  flags: ["method_descriptor", "vectorcall"],
});

export const methodDescriptorNopGetType = defineType<PyObject>({
  name: "_testcapi.MethodDescriptorNopGet",
  doc: null,
  base: () => methodDescriptorBaseType,
  slots: { tp_call: (_self, args: PyValue[]) => new PyTuple(args), tp_descr_get: (self) => self },
});

export const methodDescriptor2Type = defineType<PyObject>({
  name: "_testcapi.MethodDescriptor2",
  doc: null,
  base: () => methodDescriptorBaseType,
  flags: ["method_descriptor", "vectorcall"],
  slots: { tp_call: () => false },
});

/** Instances whose vectorcall function has been set. */
const vectorcalled: WeakSet<PyObject> = new WeakSet();

const setVectorcallMethod: CallableSpec = method(
  [posOnly("type", object)],
  "Set self's vectorcall function to one that answers 'vectorcall'",
  (self: PyObject) => {
    vectorcalled.add(self);
    return null;
  },
);

export function makeVectorcallClass(base: PyValue): PyValue {
  if (base !== null && !(base instanceof PyType)) throw typeError("base must be a type");
  const bases = new PyTuple([base ?? objectType]);
  const type = call(typeType, ["VectorCallClass", bases, new PyDict()]) as PyType;
  type.dict.set("__module__", "_testcapi");
  type.tp_call = vectorcallOrCall;
  type.flags |= TPFLAGS.HAVE_VECTORCALL;
  type.dict.set("__call__", new PyWrapperDescr(type, slotDefsByName("__call__")[0], vectorcallOrCall));
  type.dict.set(
    "set_vectorcall",
    new PyMethodDescr(type, "set_vectorcall", new Builtin("set_vectorcall", "set_vectorcall", setVectorcallMethod)),
  );
  return type;
}

function vectorcallOrCall(self: PyValue): PyValue {
  const vector = (typeOf(self).flags & TPFLAGS.HAVE_VECTORCALL) !== 0 && vectorcalled.has(self as PyObject);
  return vector ? "vectorcall" : "tp_call";
}
