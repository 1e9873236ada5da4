/** How slots of Python classes call the methods that define them. Source: CPython Objects/typeobject.c (slot_*). */

import { reduceHash } from "../../kernel/hash.ts";
import type { Str } from "../../kernel/str.ts";
import {
  genericGetAttr,
  genericLookupAttr,
  getAttr,
  lookupSpecial,
  noAttribute,
  typeLookup,
} from "../abstract/attributes.ts";
import { call, callFound, callSpecial, maybeCallFound, maybeCallSpecial } from "../abstract/call.ts";
import { equal, hashNotImplemented, isTrue } from "../abstract/compare.ts";
import { iter, iterNext } from "../abstract/iterate.ts";
import { asInt, index, ssizeIndex } from "../abstract/number.ts";
import type { PyBuffer } from "../buffer.ts";
import { bufferOfView, releaseInPython } from "../bytes/memoryview-hook.ts";
import { PyWrapperDescr } from "../descr/descriptors.ts";
import { attributeError, isException, overflowError, typeError, valueError } from "../errors.ts";
import { PyExc_AttributeError } from "../exceptions/types.ts";
import { PyFunction } from "../function.ts";
import { SeqIter } from "../iterators/seq-iter.ts";
import type { Int, KwNames, PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import type { BinaryFunc, CompareOp, SlotName } from "../slots.ts";
import { isSubtype, type PyType } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";

/** Calls a special method that the type must have; a missing one is an AttributeError with its name. */
function required(self: PyValue, name: string, args: PyValue[]): PyValue {
  const result = callSpecial(self, name, args);
  if (result === undefined) throw attributeError(name);
  return result;
}

export function methodDispatcher0(name: string): (self: PyValue) => PyValue {
  return (self) => required(self, name, []);
}

export function methodDispatcher1(name: string): BinaryFunc {
  return (self, value) => required(self, name, [value]);
}

/** SLOT1BINFULL: the reflected method of a subclass that overrides it comes first. */
export function binaryDispatcher(name: string, reflected: string, slot: SlotName): BinaryFunc {
  const dispatcher: BinaryFunc = (self, other) => {
    const ts = typeOf(self);
    const to = typeOf(other);
    let doOther = ts !== to && (to[slot] as unknown) === dispatcher;
    if ((ts[slot] as unknown) === dispatcher) {
      if (doOther && isSubtype(to, ts) && overrides(self, other, reflected)) {
        const result = maybeCallSpecial(other, reflected, [self]);
        if (result !== undefined && result !== NOT_IMPLEMENTED) return result;
        doOther = false;
      }
      const result = orNotImplemented(maybeCallSpecial(self, name, [other]));
      if (result !== NOT_IMPLEMENTED || ts === to) return result;
    }
    return doOther ? orNotImplemented(maybeCallSpecial(other, reflected, [self])) : NOT_IMPLEMENTED;
  };
  return dispatcher;
}

/** method_is_overloaded. */
function overrides(self: PyValue, other: PyValue, name: string): boolean {
  const theirs = typeLookup(typeOf(other), name);
  return theirs !== undefined && theirs !== typeLookup(typeOf(self), name);
}

export function slotPower(self: PyValue, other: PyValue, modulus: PyValue): PyValue {
  if (modulus === null) return powerPair(self, other);
  if (typeOf(self).nb_power === slotPower) return required(self, "__pow__", [other, modulus]);
  if (typeOf(other).nb_power === slotPower)
    return orNotImplemented(maybeCallSpecial(other, "__rpow__", [self, modulus]));
  return NOT_IMPLEMENTED;
}

/** The two-argument form: as binaryDispatcher, for types whose slot is slotPower. */
function powerPair(self: PyValue, other: PyValue): PyValue {
  const ts = typeOf(self);
  const to = typeOf(other);
  let doOther = ts !== to && to.nb_power === slotPower;
  if (ts.nb_power === slotPower) {
    if (doOther && isSubtype(to, ts) && overrides(self, other, "__rpow__")) {
      const result = maybeCallSpecial(other, "__rpow__", [self]);
      if (result !== undefined && result !== NOT_IMPLEMENTED) return result;
      doOther = false;
    }
    const result = orNotImplemented(maybeCallSpecial(self, "__pow__", [other]));
    if (result !== NOT_IMPLEMENTED || ts === to) return result;
  }
  return doOther ? orNotImplemented(maybeCallSpecial(other, "__rpow__", [self])) : NOT_IMPLEMENTED;
}

/** By the number of the comparison. */
export const COMPARE_NAMES = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];

export function slotRichCompare(self: PyValue, other: PyValue, op: CompareOp): PyValue {
  return orNotImplemented(maybeCallSpecial(self, COMPARE_NAMES[op], [other]));
}

export function slotHash(self: PyValue): Int {
  const method = typeLookup(typeOf(self), "__hash__");
  if (method === undefined || method === null) return hashNotImplemented(self);
  const result = maybeCallFound(self, method, []);
  if (result === undefined) return hashNotImplemented(self);
  const int = asInt(result);
  if (int === undefined) throw typeError("__hash__ method should return an integer");
  return reduceHash(int);
}

export function slotBool(self: PyValue): boolean {
  const result = maybeCallSpecial(self, "__bool__", []);
  if (result === undefined) {
    const size = maybeCallSpecial(self, "__len__", []);
    return size === undefined ? true : lengthResult(size) > 0;
  }
  return boolResult(result);
}

/** What `bool()` makes of `__bool__`'s result. */
export function boolResult(result: PyValue): boolean {
  if (typeof result !== "boolean") throw typeError(`__bool__ should return bool, returned ${typeName(result)}`);
  return result;
}

export function slotLength(self: PyValue): number {
  return lengthResult(required(self, "__len__", []));
}

/** What `len()` makes of `__len__`'s result. */
export function lengthResult(result: PyValue): number {
  const int = index(result);
  if (int < 0) throw valueError("__len__() should return >= 0");
  return ssizeIndex(int, overflowError);
}

export function slotContains(self: PyValue, item: PyValue): boolean {
  const method = typeLookup(typeOf(self), "__contains__");
  if (method === null) throw typeError(`'${typeName(self)}' object is not a container`);
  const result = method === undefined ? undefined : maybeCallFound(self, method, [item]);
  return result === undefined ? iterateContains(self, item) : isTrue(result);
}

function iterateContains(self: PyValue, item: PyValue): boolean {
  const iterator = iter(self);
  for (;;) {
    const element = iterNext(iterator);
    if (element === undefined) return false;
    if (equal(element, item)) return true;
  }
}

export function slotItem(self: PyValue, i: number): PyValue {
  return required(self, "__getitem__", [i]);
}

export function slotAssItem(self: PyValue, i: number, value: PyValue | undefined): void {
  if (value === undefined) required(self, "__delitem__", [i]);
  else required(self, "__setitem__", [i, value]);
}

export function slotAssSubscript(self: PyValue, key: PyValue, value: PyValue | undefined): void {
  if (value === undefined) required(self, "__delitem__", [key]);
  else required(self, "__setitem__", [key, value]);
}

export function slotCall(self: PyValue, args: PyValue[], kwnames: KwNames): PyValue {
  const method = lookupSpecial(self, "__call__");
  if (method === undefined) throw attributeError("__call__");
  return call(method, args, kwnames);
}

export function slotInit(self: PyValue, args: PyValue[], kwnames: KwNames): void {
  const method = lookupSpecial(self, "__init__");
  if (method === undefined) throw attributeError("__init__");
  const result = call(method, args, kwnames);
  if (result !== null) throw typeError(`__init__() should return None, not '${typeName(result)}'`);
}

export function slotNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  return call(getAttr(type, "__new__"), [type, ...args], kwnames);
}

export function slotFinalize(self: PyValue): void {
  callSpecial(self, "__del__", []);
}

export function slotIter(self: PyValue): PyValue {
  const method = typeLookup(typeOf(self), "__iter__");
  if (method === null) throw typeError(`'${typeName(self)}' object is not iterable`);
  const result = method === undefined ? undefined : maybeCallSpecial(self, "__iter__", []);
  if (result !== undefined) return result;
  if (typeLookup(typeOf(self), "__getitem__") === undefined) {
    throw typeError(`'${typeName(self)}' object is not iterable`);
  }
  return new SeqIter(self);
}

export function slotNext(self: PyValue): PyValue | undefined {
  return required(self, "__next__", []);
}

/** `__getattribute__`, then `__getattr__` when it raises AttributeError (slot_tp_getattr_hook). */
export function slotGetAttr(self: PyValue, name: Str): PyValue {
  const type = typeOf(self);
  const getattribute = typeLookup(type, "__getattribute__");
  const hook = typeLookup(type, "__getattr__");
  try {
    if (getattribute === undefined || isGenericGetAttribute(getattribute)) {
      const value = genericLookupAttr(self, type, name);
      if (value !== undefined) return value;
      if (hook === undefined) throw noAttribute(self, name);
    } else return callSpecial(self, "__getattribute__", [name])!;
  } catch (caught) {
    if (hook === undefined || !isException(caught, PyExc_AttributeError)) throw caught;
  }
  return callFound(self, hook, [name]); // even if the class has lost it meanwhile
}

/** The `__getattr__` of a class whose attributes are found as usual otherwise, if it is a function of two parameters; null of any other. */
export function attributeHook(type: PyType): PyFunction | null {
  if (type.tp_getattro !== slotGetAttr) return null;
  const getattribute = typeLookup(type, "__getattribute__");
  if (getattribute !== undefined && !isGenericGetAttribute(getattribute)) return null;
  const hook = typeLookup(type, "__getattr__");
  return hook instanceof PyFunction ? hook : null;
}

function isGenericGetAttribute(method: PyValue): boolean {
  return method instanceof PyWrapperDescr && method.wrapped === genericGetAttr;
}

export function slotSetAttr(self: PyValue, name: Str, value: PyValue | undefined): void {
  if (value === undefined) required(self, "__delattr__", [name]);
  else required(self, "__setattr__", [name, value]);
}

export function slotDescrGet(self: PyValue, object: PyValue | undefined, owner: PyType | undefined): PyValue {
  const method = typeLookup(typeOf(self), "__get__");
  if (method === undefined) return self;
  return call(method, [self, object ?? null, owner ?? null]);
}

export function slotDescrSet(self: PyValue, object: PyValue, value: PyValue | undefined): void {
  if (value === undefined) required(self, "__delete__", [object]);
  else required(self, "__set__", [object, value]);
}

export function slotGetBuffer(self: PyValue, flags: number): PyBuffer {
  const view = required(self, "__buffer__", [flags]);
  return bufferOfView(view, self, flags);
}

export function slotReleaseBuffer(self: PyValue, buffer: PyBuffer): void {
  releaseInPython(self, buffer);
  // A built-in base gave the memory: its own slot is called whatever the method did.
  for (const base of typeOf(self).mro) {
    const release = base.bf_releasebuffer;
    if (release !== undefined && release !== slotReleaseBuffer) {
      release(self, buffer);
      return;
    }
  }
}

/** The result of a method that may be missing; None is a result like any other. */
function orNotImplemented(result: PyValue | undefined): PyValue {
  return result === undefined ? NOT_IMPLEMENTED : result;
}
