/** The sequence and mapping protocols. Source: CPython Objects/abstract.c. */
import { indexError, isException, typeError } from "../errors.ts";
import { PyExc_TypeError } from "../exceptions/types.ts";
import { genericAlias } from "../generic-alias.ts";
import type { Int, PyValue } from "../object.ts";
import { PyRange } from "../range/range.ts";
import { typeType } from "../type/type.ts";
import { PyType } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { lookupAttr } from "./attributes.ts";
import { call1, callSpecial } from "./call.ts";
import { equal } from "./compare.ts";
import { iter, iterNext } from "./iterate.ts";
import { asInt, hasIndex, ssizeIndex } from "./number.ts";

/** `len(value)`. */
export function length(value: PyValue): number {
  const type = typeOf(value);
  const slot = type.sq_length ?? type.mp_length;
  if (slot === undefined) throw typeError(`object of type '${typeName(value)}' has no len()`);
  return slot(value);
}

/** `len(value)` as an int: ranges may be longer than a number can tell. */
export function lengthInt(value: PyValue): Int {
  const size = length(value);
  if (Number.isSafeInteger(size)) return size;
  // The slot's number is rounded: ask again for the exact one.
  return value instanceof PyRange ? value.length : (asInt(callSpecial(value, "__len__", [])!) ?? BigInt(size));
}

/** `value[key]`. */
export function getItem(value: PyValue, key: PyValue): PyValue {
  const type = typeOf(value);
  if (type.mp_subscript !== undefined) return type.mp_subscript(value, key);
  if (type.sq_item !== undefined) {
    if (!hasIndex(key)) throw typeError(`sequence index must be integer, not '${typeName(key)}'`);
    return sequenceGet(value, ssizeIndex(key, indexError));
  }
  if (value instanceof PyType) {
    if (value === typeType) return genericAlias(value, key);
    const method = lookupAttr(value, "__class_getitem__");
    if (method !== undefined && method !== null) return call1(method, key);
    throw typeError(`type '${typeof value.name === "string" ? value.name : "?"}' is not subscriptable`);
  }
  throw typeError(`'${typeName(value)}' object is not subscriptable`);
}

/** `value[i]` through the sequence slots; a negative index counts from the end (PySequence_GetItem). */
export function sequenceGet(value: PyValue, i: number): PyValue {
  const type = typeOf(value);
  if (type.sq_item === undefined) {
    if (type.mp_subscript !== undefined) throw typeError(`${typeName(value)} is not a sequence`);
    throw typeError(`'${typeName(value)}' object does not support indexing`);
  }
  if (i < 0 && type.sq_length !== undefined) i += type.sq_length(value);
  return type.sq_item(value, i);
}

/** `value[key] = item`. */
export function setItem(value: PyValue, key: PyValue, item: PyValue): void {
  const type = typeOf(value);
  if (type.mp_ass_subscript !== undefined) {
    type.mp_ass_subscript(value, key, item);
    return;
  }
  if (type.sq_ass_item !== undefined) {
    if (!hasIndex(key)) throw typeError(`sequence index must be integer, not '${typeName(key)}'`);
    assignIndex(value, ssizeIndex(key, indexError), item);
    return;
  }
  checkIndex(type, key);
  throw typeError(`'${typeName(value)}' object does not support item assignment`);
}

/**
 * C converts the index for any type with a table of sequence slots, as each class has, before it misses the one for items. Whether it does,
 * or else has not tried: the words of the error differ.
 */
function checkIndex({ spec, sq_length, sq_item, sq_contains }: PyType, key: PyValue): boolean {
  const isSequence = spec === null || sq_length !== undefined || sq_item !== undefined || sq_contains !== undefined;
  if (!isSequence || !hasIndex(key)) return false;
  ssizeIndex(key, indexError);
  return true;
}

/** `del value[key]`. */
export function delItem(value: PyValue, key: PyValue): void {
  const type = typeOf(value);
  if (type.mp_ass_subscript !== undefined) {
    type.mp_ass_subscript(value, key, undefined);
    return;
  }
  if (type.sq_ass_item !== undefined) {
    if (!hasIndex(key)) throw typeError(`sequence index must be integer, not '${typeName(key)}'`);
    assignIndex(value, ssizeIndex(key, indexError), undefined);
    return;
  }
  const verb = checkIndex(type, key) ? "doesn't" : "does not";
  throw typeError(`'${typeName(value)}' object ${verb} support item deletion`);
}

/** `value[i] = item`, or `del value[i]`, through the sequence slots alone (PySequence_SetItem, PySequence_DelItem). */
export function sequenceSet(value: PyValue, i: number, item: PyValue | undefined): void {
  const type = typeOf(value);
  if (type.sq_ass_item !== undefined) {
    assignIndex(value, i, item);
    return;
  }
  if (type.mp_ass_subscript !== undefined) throw typeError(`${typeName(value)} is not a sequence`);
  const what = item === undefined ? "doesn't support item deletion" : "does not support item assignment";
  throw typeError(`'${typeName(value)}' object ${what}`);
}

function assignIndex(value: PyValue, i: number, item: PyValue | undefined): void {
  const type = typeOf(value);
  if (i < 0 && type.sq_length !== undefined) i += type.sq_length(value);
  type.sq_ass_item!(value, i, item);
}

/** `item in value`. */
export function contains(value: PyValue, item: PyValue): boolean {
  const type = typeOf(value);
  if (type.sq_contains !== undefined) return type.sq_contains(value, item);
  let iterator: PyValue;
  try {
    iterator = iter(value);
  } catch (caught) {
    if (!isException(caught, PyExc_TypeError)) throw caught;
    throw typeError(`argument of type '${typeName(value)}' is not a container or iterable`);
  }
  for (;;) {
    const element = iterNext(iterator);
    if (element === undefined) return false;
    if (equal(element, item)) return true;
  }
}

/** Whether the type subscripts like a sequence (PySequence_Check). */
export function isSequence(value: PyValue): boolean {
  const type = typeOf(value);
  return type.sq_item !== undefined && !(type.flags & (1 << 29));
}

/** Whether the value has `__getitem__` (PyMapping_Check). */
export function isMapping(value: PyValue): boolean {
  return typeOf(value).mp_subscript !== undefined;
}
