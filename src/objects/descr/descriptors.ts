/**
 * The descriptors that declarations become: method_descriptor, classmethod_descriptor, getset_descriptor, member_descriptor
 * and wrapper_descriptor ("slot wrapper") with its bound form method-wrapper. Source: CPython Objects/descrobject.c.
 */
import { type Str, strToJs } from "../../kernel/str.ts";
import { getAttr } from "../abstract/attributes.ts";
import { builtin } from "../abstract/builtin.ts";
import { strJs } from "../abstract/repr.ts";
import { reprAddress } from "../address.ts";
import { type Builtin, signatureText } from "../binder.ts";
import { PyBuiltinFunction } from "../builtin-function.ts";
import { type ArgPlace, defineType, type GetSetSpec, getset, type MemberSpec, member, method } from "../declare.ts";
import { attributeError, typeError } from "../errors.ts";
import { identityHash } from "../identity-hash.ts";
import {
  getField,
  inheritPyObject,
  type KwNames,
  PyInstance,
  PyObject,
  type PyValue,
  type SubclassState,
  setField,
} from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../slots.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { SlotDef } from "../type/slotdefs.ts";
import { isSubtype, PyType } from "../type-object.ts";
import { fullTypeName, typeName, typeOf } from "../typeof.ts";

/** Base of descriptors of a class: their name and the class they belong to. */
export class PyDescr extends PyObject {
  readonly owner: PyType;
  readonly name: Str;
  constructor(type: PyType, owner: PyType, name: Str) {
    super(type);
    this.owner = owner;
    this.name = name;
  }
}

export class PyMethodDescr extends PyDescr {
  readonly builtin: Builtin;
  constructor(owner: PyType, name: string, builtin: Builtin) {
    super(methodDescrType, owner, name);
    this.builtin = builtin;
  }
}

export class PyClassMethodDescr extends PyDescr {
  readonly builtin: Builtin;
  constructor(owner: PyType, name: string, builtin: Builtin) {
    super(classMethodDescrType, owner, name);
    this.builtin = builtin;
  }
}

export class PyGetSetDescr extends PyDescr {
  readonly spec: GetSetSpec;
  constructor(owner: PyType, name: string, spec: GetSetSpec) {
    super(getSetDescrType, owner, name);
    this.spec = spec;
  }
}

/** A member of a built-in layout (a JavaScript property) or, with `index` ≥ 0, of a class's `__slots__`. */
export class PyMemberDescr extends PyDescr {
  readonly spec: MemberSpec | null;
  readonly index: number;
  constructor(owner: PyType, name: Str, spec: MemberSpec | null, index: number) {
    super(memberDescrType, owner, name);
    this.spec = spec;
    this.index = index;
  }
}

/** A dunder method made from a slot. */
export class PyWrapperDescr extends PyDescr {
  readonly def: SlotDef;
  /** The slot function of the class that has this wrapper. */
  readonly wrapped: unknown;
  constructor(owner: PyType, def: SlotDef, wrapped: unknown) {
    super(wrapperDescrType, owner, def.name);
    this.def = def;
    this.wrapped = wrapped;
  }
}

export class PyMethodWrapper implements PyObject {
  static {
    inheritPyObject(PyMethodWrapper);
  }
  type: PyType;
  readonly descr: PyWrapperDescr;
  readonly self: PyValue;
  constructor(descr: PyWrapperDescr, self: PyValue) {
    this.type = methodWrapperType;
    this.descr = descr;
    this.self = self;
  }
}

function reduceTable() {
  return { __reduce__: method([], null, descrReduce, { signature: null }) };
}

export const methodDescrType = defineType<PyMethodDescr>({
  name: "method_descriptor",
  basicsize: 56,
  doc: null,
  flags: ["method_descriptor", "disallow_instantiation"],
  slots: {
    tp_repr: (self) => `<method '${strToJs(self.name)}' of '${strToJs(self.owner.tp_name)}' objects>`,
    tp_call: methodDescrCall,
    tp_descr_get: methodDescrGet,
  },
  methods: reduceTable(),
  members: commonMembers(),
  getset: {
    ...commonGetSets(),
    __doc__: getset((self: PyMethodDescr) => self.builtin.spec.doc || null, undefined, null),
    __text_signature__: getset((self: PyMethodDescr) => self.builtin.textSignature("$self"), undefined, null),
  },
});

export const classMethodDescrType = defineType<PyClassMethodDescr>({
  name: "classmethod_descriptor",
  basicsize: 56,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: {
    tp_repr: (self) => `<method '${strToJs(self.name)}' of '${strToJs(self.owner.tp_name)}' objects>`,
    tp_call: classMethodDescrCall,
    tp_descr_get: classMethodDescrGet,
  },
  members: commonMembers(),
  getset: {
    ...commonGetSets(),
    __doc__: getset((self: PyClassMethodDescr) => self.builtin.spec.doc || null, undefined, null),
    __text_signature__: getset((self: PyClassMethodDescr) => self.builtin.textSignature("$type"), undefined, null),
  },
});

export const getSetDescrType = defineType<PyGetSetDescr>({
  name: "getset_descriptor",
  basicsize: 48,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: {
    tp_repr: (self) => `<attribute '${strToJs(self.name)}' of '${strToJs(self.owner.tp_name)}' objects>`,
    tp_descr_get: getSetGet,
    tp_descr_set: getSetSet,
  },
  members: commonMembers(),
  getset: { ...commonGetSets(), __doc__: getset((self: PyGetSetDescr) => self.spec.doc, undefined, null) },
});

export const memberDescrType = defineType<PyMemberDescr>({
  name: "member_descriptor",
  basicsize: 48,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: {
    tp_repr: (self) => `<member '${strToJs(self.name)}' of '${strToJs(self.owner.tp_name)}' objects>`,
    tp_descr_get: memberGet,
    tp_descr_set: memberSet,
  },
  methods: reduceTable(),
  members: commonMembers(),
  getset: { ...commonGetSets(), __doc__: getset((self: PyMemberDescr) => self.spec?.doc ?? null, undefined, null) },
});

export const wrapperDescrType = defineType<PyWrapperDescr>({
  name: "wrapper_descriptor",
  basicsize: 56,
  doc: null,
  flags: ["method_descriptor", "disallow_instantiation"],
  slots: {
    tp_repr: (self) => `<slot wrapper '${strToJs(self.name)}' of '${strToJs(self.owner.tp_name)}' objects>`,
    tp_call: wrapperDescrCall,
    tp_descr_get: wrapperDescrGet,
  },
  methods: reduceTable(),
  members: commonMembers(),
  getset: {
    ...commonGetSets(),
    __doc__: getset((self: PyWrapperDescr) => self.def.doc, undefined, null),
    __text_signature__: getset((self: PyWrapperDescr) => signatureText(self.def.spec, "$self"), undefined, null),
  },
});

export const methodWrapperType = defineType<PyMethodWrapper>({
  name: "method-wrapper",
  basicsize: 32,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: {
    tp_repr: (self) =>
      `<method-wrapper '${strToJs(self.descr.name)}' of ${typeName(self.self)} object at ${reprAddress(self.self)}>`,
    tp_call: (self, args, kwnames) => callWrapper(self.descr, self.self, args, kwnames),
    tp_hash: (self) => Number(identityHash(self.self)) + Number(identityHash(self.descr)),
    tp_richcompare: wrapperCompare,
  },
  methods: {
    __reduce__: method(
      [],
      null,
      (self: PyMethodWrapper) => new PyTuple([builtin("getattr"), new PyTuple([self.self, self.descr.name])]),
      { signature: null },
    ),
  },
  members: { __self__: member("self") },
  getset: {
    __name__: getset((self: PyMethodWrapper) => self.descr.name, undefined, null),
    __objclass__: getset((self: PyMethodWrapper) => self.descr.owner, undefined, null),
    __qualname__: getset((self: PyMethodWrapper) => getAttr(self.descr, "__qualname__"), undefined, null),
    __doc__: getset((self: PyMethodWrapper) => self.descr.def.doc, undefined, null),
    __text_signature__: getset((self: PyMethodWrapper) => signatureText(self.descr.def.spec, "$self"), undefined, null),
  },
});

function commonMembers() {
  return { __name__: member("name"), __objclass__: member("owner") };
}

function commonGetSets() {
  return {
    __qualname__: getset(
      (self: PyDescr) => `${strJs(getAttr(self.owner, "__qualname__"))}.${strToJs(self.name)}`,
      undefined,
      null,
    ),
  };
}

function descrReduce(self: PyDescr): PyValue {
  return new PyTuple([builtin("getattr"), new PyTuple([self.owner, self.name])]);
}

/** descr_check: the descriptor is asked about an object of another class. */
function check(descr: PyDescr, object: PyValue): void {
  if (!isSubtype(typeOf(object), descr.owner)) {
    throw typeError(
      `descriptor '${strToJs(descr.name)}' for '${strToJs(descr.owner.tp_name)}' objects doesn't apply to a '${typeName(object)}' object`,
    );
  }
}

/** Takes `self` off the arguments of an unbound method. */
function takeSelf(descr: PyDescr, args: PyValue[], kwnames: KwNames): PyValue {
  if (args.length - (kwnames?.length ?? 0) < 1) {
    throw typeError(`unbound method ${qualified(descr)}() needs an argument`);
  }
  const self = args[0];
  if (!isSubtype(typeOf(self), descr.owner)) {
    throw typeError(
      `descriptor '${strToJs(descr.name)}' for '${strToJs(descr.owner.tp_name)}' objects doesn't apply to a '${typeName(self)}' object`,
    );
  }
  return self;
}

function qualified(descr: PyDescr): string {
  return `${strToJs(descr.owner.qualname)}.${strToJs(descr.name)}`;
}

function methodDescrCall(self: PyMethodDescr, args: PyValue[], kwnames: KwNames): PyValue {
  const target = takeSelf(self, args, kwnames);
  if (kwnames === null) {
    if (args.length === 1) return self.builtin.call0(target);
    if (args.length === 2) return self.builtin.call1(target, args[1]);
    if (args.length === 3) return self.builtin.call2(target, args[1], args[2]);
  }
  return self.builtin.call(target, args.slice(1), kwnames);
}

function methodDescrGet(self: PyMethodDescr, object: PyValue | undefined): PyValue {
  if (object === undefined) return self;
  check(self, object);
  return new PyBuiltinFunction(self.builtin, object, null);
}

function classMethodDescrCall(self: PyClassMethodDescr, args: PyValue[], kwnames: KwNames): PyValue {
  if (args.length - (kwnames?.length ?? 0) < 1) {
    throw typeError(`descriptor '${strToJs(self.name)}' of '${strToJs(self.owner.tp_name)}' object needs an argument`);
  }
  const bound = classMethodDescrGet(self, undefined, args[0] as PyType) as PyBuiltinFunction;
  return bound.builtin.call(bound.self!, args.slice(1), kwnames);
}

function classMethodDescrGet(
  self: PyClassMethodDescr,
  object: PyValue | undefined,
  owner: PyType | undefined,
): PyValue {
  const type: PyValue | undefined = owner ?? (object === undefined ? undefined : typeOf(object));
  const what = `descriptor '${strToJs(self.name)}' for type '${strToJs(self.owner.tp_name)}'`;
  if (type === undefined) throw typeError(`${what} needs either an object or a type`);
  if (!(type instanceof PyType)) throw typeError(`${what} needs a type, not a '${typeName(type)}' as arg 2`);
  if (!isSubtype(type, self.owner)) {
    throw typeError(
      `descriptor '${strToJs(self.name)}' requires a subtype of '${strToJs(self.owner.tp_name)}' but received '${strToJs(type.tp_name)}'`,
    );
  }
  return new PyBuiltinFunction(self.builtin, type, null);
}

function getSetGet(self: PyGetSetDescr, object: PyValue | undefined): PyValue {
  if (object === undefined) return self;
  check(self, object);
  return self.spec.get(object as never);
}

function getSetSet(self: PyGetSetDescr, object: PyValue, value: PyValue | undefined): void {
  check(self, object);
  if (self.spec.set === undefined) {
    throw attributeError(
      `attribute '${strToJs(self.name)}' of '${strToJs(self.owner.tp_name)}' objects is not writable`,
    );
  }
  self.spec.set(object as never, value);
}

type Record_ = Record<string, PyValue | undefined>;

function memberGet(self: PyMemberDescr, object: PyValue | undefined): PyValue {
  if (object === undefined) return self;
  check(self, object);
  if (self.spec === null) {
    const value = slotRead(object as PyObject, self.index);
    if (value === undefined) {
      throw unsetMember(self, object);
    }
    return value;
  }
  const { get, property } = self.spec;
  const value = get === null ? (object as unknown as Record_)[property] : get(object as never);
  if (value !== undefined) return value;
  if (self.spec.strict) throw unsetMember(self, object);
  return null;
}

/** What an object has in a slot, or undefined. */
export function slotValue(self: PyMemberDescr, object: PyValue): PyValue | undefined {
  check(self, object);
  return slotRead(object as PyObject, self.index);
}

/** The AttributeError for a member without a value, in the words of C's member_get_object. Who asked for what is noted by others. */
export function unsetMember(self: PyMemberDescr, object: PyValue): PyObject {
  return attributeError(`'${fullTypeName(object)}' object has no attribute '${strToJs(self.name)}'`);
}

function memberSet(self: PyMemberDescr, object: PyValue, value: PyValue | undefined): void {
  check(self, object);
  const { spec } = self;
  if (spec === null) {
    if (value === undefined && slotRead(object as PyObject, self.index) === undefined) {
      throw attributeError(strToJs(self.name));
    }
    slotWrite(object as PyObject, self.index, value);
    return;
  }
  if (spec.readonly) throw attributeError("readonly attribute");
  if (spec.set !== null) {
    spec.set(object as never, value);
    return;
  }
  const record = object as unknown as Record_;
  if (value === undefined) {
    if (record[spec.property] === undefined && spec.strict) throw attributeError(strToJs(self.name));
    record[spec.property] = spec.strict ? undefined : null;
    return;
  }
  const place: ArgPlace = { func: strToJs(self.name), label: "value" };
  record[spec.property] = spec.convert === null ? value : (spec.convert(value, place) as PyValue);
}

/** A `__slots__` member's value: a field of an ordinary instance, else an entry of the array that the allocator added. */
export function slotRead(object: PyObject, index: number): PyValue | undefined {
  return object instanceof PyInstance ? getField(object, index) : (object as SubclassState).slots?.[index];
}

export function slotWrite(object: PyObject, index: number, value: PyValue | undefined): void {
  if (object instanceof PyInstance) setField(object, index, value);
  else ((object as SubclassState).slots ??= [])[index] = value;
}

function wrapperDescrCall(self: PyWrapperDescr, args: PyValue[], kwnames: KwNames): PyValue {
  if (args.length - (kwnames?.length ?? 0) < 1) {
    throw typeError(`descriptor '${strToJs(self.name)}' of '${strToJs(self.owner.tp_name)}' object needs an argument`);
  }
  const target = args[0];
  if (!isSubtype(typeOf(target), self.owner)) {
    throw typeError(
      `descriptor '${strToJs(self.name)}' requires a '${strToJs(self.owner.tp_name)}' object but received a '${typeName(target)}'`,
    );
  }
  return callWrapper(self, target, args.slice(1), kwnames);
}

function callWrapper(descr: PyWrapperDescr, self: PyValue, args: PyValue[], kwnames: KwNames): PyValue {
  if (kwnames !== null && kwnames.length > 0 && !descr.def.keywords) {
    throw typeError(`wrapper ${strToJs(descr.name)}() takes no keyword arguments`);
  }
  return descr.def.wrapper(descr.wrapped as never, self, args, kwnames);
}

function wrapperDescrGet(self: PyWrapperDescr, object: PyValue | undefined): PyValue {
  if (object === undefined) return self;
  check(self, object);
  return new PyMethodWrapper(self, object);
}

function wrapperCompare(a: PyMethodWrapper, b: PyValue, op: CompareOp): PyValue {
  if ((op !== Py_EQ && op !== Py_NE) || !(b instanceof PyMethodWrapper)) return NOT_IMPLEMENTED;
  const same = a.descr === b.descr && a.self === b.self;
  return op === Py_EQ ? same : !same;
}
