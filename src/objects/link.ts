/**
 * The boot step that makes declared built-in types live: bases, MRO, namespaces, slots. It runs once per process, after all
 * files are loaded, so that import order never matters. Source: CPython Objects/typeobject.c (PyType_Ready).
 */
import { strToJs, WideStr } from "../kernel/str.ts";
import { hashNotImplemented } from "./abstract/compare.ts";
import { Builtin } from "./binder.ts";
import { PyBuiltinFunction } from "./builtin-function.ts";
import type { CallableSpec, TypeFlag, TypeSpec } from "./declare.ts";
import {
  PyClassMethodDescr,
  PyGetSetDescr,
  PyMemberDescr,
  PyMethodDescr,
  PyWrapperDescr,
} from "./descr/descriptors.ts";
import { PyStaticMethod } from "./descr/static-method.ts";
import { PyDict } from "./dict/dict.ts";
import { typeError } from "./errors.ts";
import type { KwNames, PyValue } from "./object.ts";
import { objectType } from "./object-type.ts";
import { Shape } from "./shape.ts";
import type { SlotName } from "./slots.ts";
import { strType } from "./str/str-object.ts";
import { inheritSlots } from "./type/inherit.ts";
import { computeMro } from "./type/mro.ts";
import { slotDefsBySlot } from "./type/slotdefs.ts";
import { typeType } from "./type/type.ts";
import { declaredTypes, isSubtype, PyType, TPFLAGS } from "./type-object.ts";
import { typeName } from "./typeof.ts";
import { weakrefGetSet } from "./weakref-hook.ts";

const FLAG_BITS: Readonly<Record<TypeFlag, number>> = {
  basetype: TPFLAGS.BASETYPE,
  sequence: TPFLAGS.SEQUENCE,
  mapping: TPFLAGS.MAPPING,
  match_self: TPFLAGS.MATCH_SELF,
  disallow_instantiation: TPFLAGS.DISALLOW_INSTANTIATION,
  method_descriptor: TPFLAGS.METHOD_DESCRIPTOR,
  vectorcall: TPFLAGS.HAVE_VECTORCALL,
  gc: TPFLAGS.HAVE_GC,
  heaptype: TPFLAGS.HEAPTYPE,
  immutable: TPFLAGS.IMMUTABLETYPE,
  dict: 0,
  weakref: 0,
};

/** Flags that a subclass takes over from its base. */
const INHERITED_FLAGS =
  TPFLAGS.LONG_SUBCLASS |
  TPFLAGS.LIST_SUBCLASS |
  TPFLAGS.TUPLE_SUBCLASS |
  TPFLAGS.BYTES_SUBCLASS |
  TPFLAGS.UNICODE_SUBCLASS |
  TPFLAGS.DICT_SUBCLASS |
  TPFLAGS.BASE_EXC_SUBCLASS |
  TPFLAGS.TYPE_SUBCLASS |
  TPFLAGS.HAVE_GC |
  TPFLAGS.MATCH_SELF;

const SUBCLASS_BITS: Readonly<Record<string, number>> = {
  int: TPFLAGS.LONG_SUBCLASS,
  list: TPFLAGS.LIST_SUBCLASS,
  tuple: TPFLAGS.TUPLE_SUBCLASS,
  bytes: TPFLAGS.BYTES_SUBCLASS,
  str: TPFLAGS.UNICODE_SUBCLASS,
  dict: TPFLAGS.DICT_SUBCLASS,
  BaseException: TPFLAGS.BASE_EXC_SUBCLASS,
  type: TPFLAGS.TYPE_SUBCLASS,
};

let linked = 0;

/** Links every type declared so far; later calls link what was declared since. */
export function linkTypes(): void {
  if (linked === 0) Object.defineProperty(WideStr.prototype, "type", { value: strType });
  const fresh = declaredTypes.slice(linked);
  linked = declaredTypes.length;
  for (const type of fresh) type.type = (type.spec!.metatype ?? (() => typeType))();
  const waiting = new Set(fresh);
  for (const type of fresh) linkType(type, waiting);
}

function linkType(type: PyType, waiting: Set<PyType>): void {
  if (!waiting.delete(type)) return;
  const spec = type.spec!;
  if (type !== objectType) {
    type.bases = spec.bases?.() ?? [(spec.base ?? (() => objectType))()];
    type.base = type.bases[0];
  }
  for (const base of type.bases) linkType(base, waiting);
  type.mro = type.base === null ? [type] : computeMro(type, type.bases);
  type.flags = flagsOf(type, spec);
  linkLayout(type, spec);
  type.dict = new PyDict();
  setOwnSlots(type, spec);
  fillNamespace(type, spec);
  inheritSlots(type);
  addInheritedWrappers(type);
  for (const base of type.bases) base.addSubclass(type);
}

function flagsOf(type: PyType, spec: TypeSpec): number {
  let flags = TPFLAGS.READY | TPFLAGS.VALID_VERSION_TAG;
  for (const flag of spec.flags ?? []) flags |= FLAG_BITS[flag];
  if ((flags & TPFLAGS.HEAPTYPE) === 0) flags |= TPFLAGS.IMMUTABLETYPE;
  if (type.base !== null) {
    flags |= type.base.flags & INHERITED_FLAGS;
    if ((flags & (TPFLAGS.SEQUENCE | TPFLAGS.MAPPING)) === 0) {
      flags |= type.base.flags & (TPFLAGS.SEQUENCE | TPFLAGS.MAPPING);
    }
  }
  return flags | (SUBCLASS_BITS[spec.name] ?? 0);
}

function linkLayout(type: PyType, spec: TypeSpec): void {
  const { base } = type;
  const flags = spec.flags ?? [];
  type.hasDict = flags.includes("dict") || (base?.hasDict ?? false);
  type.hasWeakref = flags.includes("weakref") || isMadeException(type) || (base?.hasWeakref ?? false);
  if (spec.alloc === undefined && base !== null) {
    type.solid = base.solid;
    type.native = base.native;
  }
  type.rootShape = new Shape(type, null, "", 0);
  type.dictionaryShape = new Shape(type, null, "", 0);
  type.tp_alloc = spec.alloc;
}

/** Exceptions that a module makes (PyErr_NewException) are like those of class statements. */
function isMadeException(type: PyType): boolean {
  return (type.flags & TPFLAGS.HEAPTYPE) !== 0 && (type.flags & TPFLAGS.BASE_EXC_SUBCLASS) !== 0;
}

function setOwnSlots(type: PyType, spec: TypeSpec): void {
  const slots = type as unknown as Record<SlotName, unknown>;
  for (const [slot, value] of Object.entries(spec.slots ?? {})) {
    slots[slot as SlotName] = slot === "tp_hash" && value === null ? hashNotImplemented : value;
  }
  if (spec.new !== undefined && spec.slots?.tp_new === undefined) slots.tp_new = rawNew(type, spec.new);
  if (spec.init !== undefined) slots.tp_init = rawInit(type, spec.init);
}

/** `tp_new` from a declaration: the class is what methods call self. */
function rawNew(type: PyType, spec: CallableSpec): PyType["tp_new"] {
  const name = strToJs(type.name);
  const builtin = new Builtin(name, name, { varargs: true, ...spec });
  if (builtin.takesKeywords) return (cls, args, kwnames) => builtin.call(cls, args, kwnames);
  const none = spec.params.length === 0;
  // What a class with an __init__ of its own gets beyond the parameters is for that to look at, as in Argument Clinic's wrappers.
  return (cls, args, kwnames) => {
    const lenient = cls !== type && cls.tp_init !== type.tp_init;
    const given = args.length - (kwnames?.length ?? 0);
    if (none && given > 0 && !lenient) throw typeError(`${name}() takes no positional arguments`);
    if (!lenient) return builtin.call(cls, args, kwnames);
    return builtin.call(cls, none ? [] : args.slice(0, given), null);
  };
}

function rawInit(type: PyType, spec: CallableSpec): PyType["tp_init"] {
  const name = strToJs(type.name);
  const builtin = new Builtin(name, name, { varargs: true, ...spec });
  return (self, args, kwnames) => {
    builtin.call(self, args, kwnames);
  };
}

function fillNamespace(type: PyType, spec: TypeSpec): void {
  const { dict } = type;
  if (type.tp_new !== undefined && (type.flags & TPFLAGS.DISALLOW_INSTANTIATION) === 0)
    dict.set("__new__", newFunction(type));
  addOwnWrappers(type, spec);
  const make = (name: string, callable: CallableSpec, ofClass = false) =>
    new Builtin(name, `${strToJs(type.qualname)}.${name}`, parsedAs(callable, spec.parsed), ofClass);
  for (const [name, method] of Object.entries(spec.methods ?? {})) {
    dict.set(name, new PyMethodDescr(type, name, make(name, method, type === typeType)));
  }
  for (const [name, method] of Object.entries(spec.classMethods ?? {})) {
    dict.set(name, new PyClassMethodDescr(type, name, make(name, method, true)));
  }
  for (const [name, method] of Object.entries(spec.staticMethods ?? {})) {
    const builtin = make(name, method);
    dict.set(name, new PyStaticMethod(new PyBuiltinFunction(builtin, type, null)));
  }
  for (const [name, member] of Object.entries(spec.members ?? {}))
    dict.set(name, new PyMemberDescr(type, name, member, -1));
  for (const [name, getset] of Object.entries(spec.getset ?? {})) dict.set(name, new PyGetSetDescr(type, name, getset));
  for (const [name, value] of Object.entries(spec.constants?.() ?? {})) dict.set(name, value);
  if (!dict.has("__doc__")) dict.set("__doc__", spec.doc);
  if (type.tp_hash === hashNotImplemented && !dict.has("__hash__")) dict.set("__hash__", null);
  if ((type.flags & TPFLAGS.HEAPTYPE) !== 0 && !dict.has("__module__")) dict.set("__module__", moduleOf(spec.name));
  if (isMadeException(type) && !type.base!.hasWeakref)
    dict.set("__weakref__", new PyGetSetDescr(type, "__weakref__", weakrefGetSet()));
}

function parsedAs(callable: CallableSpec, parsed: CallableSpec["parsed"]): CallableSpec {
  const { params } = callable;
  const plain = params.length === 0 || (params.length === 1 && params[0].kind === "positional" && params[0].required);
  return parsed === undefined || plain ? callable : { parsed, ...callable };
}

/** The module part of a tp_name. */
export function moduleOf(tpName: string): string {
  const dot = tpName.lastIndexOf(".");
  return dot < 0 ? "builtins" : tpName.slice(0, dot);
}

/** A dunder method for every slot that the type itself defines, in the table's order. */
function addOwnWrappers(type: PyType, spec: TypeSpec): void {
  const slots = type as unknown as Record<SlotName, unknown>;
  const own = Object.keys(spec.slots ?? {}) as SlotName[];
  if (spec.init !== undefined && spec.slots?.tp_init === undefined) own.push("tp_init");
  const defs = own.flatMap((slot) => (slots[slot] === undefined ? [] : slotDefsBySlot(slot)));
  for (const def of defs.sort((a, b) => a.position - b.position)) {
    const slot = slots[def.slot];
    if (def.slot === "tp_new" || type.dict.has(def.name)) continue;
    if (def.name === "__getattr__") continue;
    if (slot === hashNotImplemented) continue;
    type.dict.set(def.name, new PyWrapperDescr(type, def, slot));
  }
}

/** `__hash__ = None` for types that define equality but no hash. */
function addInheritedWrappers(type: PyType): void {
  if (type.tp_hash !== undefined || type.dict.has("__hash__")) return;
  type.dict.set("__hash__", null);
  type.tp_hash = hashNotImplemented;
}

/** `type.__new__` as a built-in function (tp_new_wrapper). */
export function newFunction(type: PyType): PyBuiltinFunction {
  const spec: CallableSpec = {
    params: [],
    doc: "Create and return a new object.  See help(type) for accurate signature.",
    impl: () => null,
    takesSelf: true,
    signature: "($type, *args, **kwargs)",
  };
  const builtin = new Builtin("__new__", `${strToJs(type.name)}.__new__`, spec);
  const direct = (_self: PyValue, args: PyValue[], kwnames: KwNames) => newWrapper(type, args, kwnames);
  Object.assign(builtin, {
    call: direct,
    call0: (self: PyValue) => direct(self, [], null),
    call1: (self: PyValue, a: PyValue) => direct(self, [a], null),
    call2: (self: PyValue, a: PyValue, b: PyValue) => direct(self, [a, b], null),
    call3: (self: PyValue, a: PyValue, b: PyValue, c: PyValue) => direct(self, [a, b, c], null),
  });
  return new PyBuiltinFunction(builtin, type, null);
}

/** tp_new_wrapper: checks that the class asked for can be made by this type's `__new__`. */
function newWrapper(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const name = strToJs(type.tp_name);
  if (args.length - (kwnames?.length ?? 0) < 1) throw typeError(`${name}.__new__(): not enough arguments`);
  const cls = args[0];
  if (!(cls instanceof PyType)) throw typeError(`${name}.__new__(X): X is not a type object (${typeName(cls)})`);
  const shown = strToJs(cls.tp_name);
  if (!isSubtype(cls, type)) throw typeError(`${name}.__new__(${shown}): ${shown} is not a subtype of ${name}`);
  if ((cls.flags & TPFLAGS.DISALLOW_INSTANTIATION) !== 0) throw typeError(`cannot create '${shown}' instances`);
  // The most derived built-in type decides: object.__new__(dict) would make a half-made dict.
  let safe: PyType = cls;
  while (safe.spec === null) safe = safe.base!;
  if (safe.tp_new === undefined) throw typeError(`cannot create '${shown}' instances`);
  if (safe.tp_new !== type.tp_new) {
    const better = strToJs(safe.tp_name);
    throw typeError(`${name}.__new__(${shown}) is not safe, use ${better}.__new__()`);
  }
  return type.tp_new!(cls, args.slice(1), kwnames);
}
