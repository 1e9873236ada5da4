/** _weakref: references and proxies. A proxy passes every operation on to its object. Source: CPython Modules/_weakref.c, Objects/weakrefobject.c. */
import { NB } from "../bytecode/opargs.ts";
import type { Str } from "../kernel/str.ts";
import { getAttr, setAttr } from "../objects/abstract/attributes.ts";
import { call, callMethod, isCallable } from "../objects/abstract/call.ts";
import { isTrue, richCompare } from "../objects/abstract/compare.ts";
import { contains, delItem, getItem, length, setItem } from "../objects/abstract/container.ts";
import { iter } from "../objects/abstract/iterate.ts";
import {
  absolute,
  binaryOp,
  divmod,
  index,
  inplaceOp,
  invert,
  negative,
  positive,
  power,
  toFloat,
  toInt,
} from "../objects/abstract/number.ts";
import { str } from "../objects/abstract/repr.ts";
import { object } from "../objects/converters.ts";
import { defineModule, defineType, fn, method, posOnly, type SlotsOf } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { newException, typeError } from "../objects/errors.ts";
import { PyExc_ReferenceError } from "../objects/exceptions/types.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { PyList } from "../objects/list/list.ts";
import type { KwNames, PyValue } from "../objects/object.ts";
import type { CompareOp } from "../objects/slots.ts";
import type { PyType } from "../objects/type-object.ts";
import { typeName, typeOf } from "../objects/typeof.ts";
import {
  attachWeakref,
  checkWeakrefable,
  firstWeakref,
  PyProxy,
  PyWeakref,
  proxyRepr,
  refType,
  weakrefsOf,
} from "../objects/weakref.ts";
import { registerWeakrefLookup } from "../objects/weakref-hook.ts";

registerWeakrefLookup(firstWeakref);

export default defineModule({
  name: "_weakref",
  doc: "Weak-reference support module.",
  functions: {
    _remove_dead_weakref: fn(
      [posOnly("dct", object), posOnly("key", object)],
      "Remove key from dict if its value is a dead reference.",
      removeDead,
    ),
    getweakrefcount: fn(
      [posOnly("object", object)],
      "Return the number of weak references to an object.",
      (value) => weakrefsOf(value).length,
    ),
    getweakrefs: fn(
      [posOnly("object", object)],
      "Return a list of the weak references to an object.",
      (value) => new PyList(weakrefsOf(value)),
    ),
    proxy: fn(
      [posOnly("object", object), posOnly("callback", object, null)],
      "Create a proxy object that weakly references an object.",
      proxy,
    ),
  },
  types: () => ({ ref: refType, ReferenceType: refType, ProxyType: proxyType, CallableProxyType: callableProxyType }),
});

function removeDead(dict: PyValue, key: PyValue): PyValue {
  if (!(dict instanceof PyDict))
    throw typeError(`_remove_dead_weakref() argument 1 must be dict, not ${typeName(dict)}`);
  const ref = dict.get(key);
  if (ref === undefined) return null;
  if (!(ref instanceof PyWeakref)) throw typeError("not a weakref");
  if (ref.target() === undefined) dict.delete(key);
  return null;
}

function proxy(value: PyValue, callback: PyValue): PyValue {
  const target = checkWeakrefable(value);
  const type = isCallable(value) ? callableProxyType : proxyType;
  if (callback === null) {
    const shared = weakrefsOf(target).find((ref) => ref.type === type && ref.callback === null);
    if (shared !== undefined) return shared;
  }
  const made = new PyProxy(type, null, null);
  attachWeakref(made, target, callback);
  return made;
}

/** The object behind a proxy; other values are themselves. */
function through(value: PyValue): PyValue {
  if (!(value instanceof PyProxy)) return value;
  const target = value.target();
  if (target === undefined) throw newException(PyExc_ReferenceError, "weakly-referenced object no longer exists");
  return target;
}

const binary = (op: number) => (a: PyValue, b: PyValue) => binaryOp(through(a), through(b), op);
const inplace = (op: number) => (a: PyValue, b: PyValue) => inplaceOp(through(a), through(b), op);
const unary = (op: (value: PyValue) => PyValue) => (a: PyValue) => op(through(a));

function proxySlots(): SlotsOf<PyProxy> {
  return {
    tp_repr: proxyRepr,
    tp_hash: null,
    tp_str: (self) => str(through(self)),
    tp_getattro: (self, name: Str) => getAttr(through(self), name),
    tp_setattro: (self, name, value) => setAttr(through(self), name, value),
    tp_richcompare: (self, other, op: CompareOp) => richCompare(through(self), through(other), op),
    tp_iter: (self) => iter(through(self)),
    tp_iternext: proxyNext,
    nb_add: binary(NB.ADD),
    nb_subtract: binary(NB.SUBTRACT),
    nb_multiply: binary(NB.MULTIPLY),
    nb_remainder: binary(NB.REMAINDER),
    nb_divmod: (a, b) => divmod(through(a), through(b)),
    nb_power: (a, b, c) => power(through(a), through(b), through(c)),
    nb_negative: unary(negative),
    nb_positive: unary(positive),
    nb_absolute: unary(absolute),
    nb_bool: (self) => isTrue(through(self)),
    nb_invert: unary(invert),
    nb_lshift: binary(NB.LSHIFT),
    nb_rshift: binary(NB.RSHIFT),
    nb_and: binary(NB.AND),
    nb_xor: binary(NB.XOR),
    nb_or: binary(NB.OR),
    nb_int: unary(toInt),
    nb_float: (self) => new PyFloat(toFloat(through(self))),
    nb_index: unary(index),
    nb_floor_divide: binary(NB.FLOOR_DIVIDE),
    nb_true_divide: binary(NB.TRUE_DIVIDE),
    nb_matrix_multiply: binary(NB.MATRIX_MULTIPLY),
    nb_inplace_add: inplace(NB.ADD),
    nb_inplace_subtract: inplace(NB.SUBTRACT),
    nb_inplace_multiply: inplace(NB.MULTIPLY),
    nb_inplace_remainder: inplace(NB.REMAINDER),
    nb_inplace_power: (a, b) => inplaceOp(through(a), through(b), NB.POWER),
    nb_inplace_lshift: inplace(NB.LSHIFT),
    nb_inplace_rshift: inplace(NB.RSHIFT),
    nb_inplace_and: inplace(NB.AND),
    nb_inplace_xor: inplace(NB.XOR),
    nb_inplace_or: inplace(NB.OR),
    nb_inplace_floor_divide: inplace(NB.FLOOR_DIVIDE),
    nb_inplace_true_divide: inplace(NB.TRUE_DIVIDE),
    nb_inplace_matrix_multiply: inplace(NB.MATRIX_MULTIPLY),
    sq_contains: (self, item) => contains(through(self), item),
    mp_length: (self) => length(through(self)),
    mp_subscript: (self, key) => getItem(through(self), key),
    mp_ass_subscript: (self, key, value) => {
      if (value === undefined) delItem(through(self), key);
      else setItem(through(self), key, value);
    },
  };
}

function proxyNext(self: PyProxy): PyValue | undefined {
  const target = through(self);
  const next = typeOf(target).tp_iternext;
  if (next === undefined) throw typeError(`Weakref proxy referenced a non-iterator '${typeName(target)}' object`);
  return next(target);
}

const proxyType: PyType = defineType<PyProxy>({
  name: "weakref.ProxyType",
  basicsize: 64,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: proxySlots(),
  methods: {
    __bytes__: method([], "", (self: PyProxy) => callMethod(through(self), "__bytes__"), { signature: null }),
    __reversed__: method([], "", (self: PyProxy) => callMethod(through(self), "__reversed__"), { signature: null }),
  },
});

const callableProxyType: PyType = defineType<PyProxy>({
  name: "weakref.CallableProxyType",
  basicsize: 64,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: {
    ...proxySlots(),
    tp_call: (self, args: PyValue[], kwnames: KwNames) => call(through(self), args, kwnames),
  },
});
