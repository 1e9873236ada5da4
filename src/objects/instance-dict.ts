/**
 * Where an object keeps its own attributes. A PyInstance keeps them in fields that its shape names, until its `__dict__` is
 * asked for: from then on a real dict holds them ("dictionary mode"). Every other object with attributes has a property
 * `dict`, null until first needed. Source of the behaviour: CPython Objects/dictobject.c (inline values), object.c.
 */
import type { Str } from "../kernel/str.ts";
import { PyDict } from "./dict/dict.ts";
import { getField, PyInstance, type PyObject, type PyValue, type SubclassState, setField } from "./object.ts";
import type { Shape } from "./shape.ts";

/** Attributes beyond this many move an instance to dictionary mode. */
export const MAX_SHAPE_ATTRIBUTES = 64;

type WithDict = PyObject & SubclassState;

/** The dict of an object that is not a shaped instance; null when none was made yet. */
export function dictGet(object: PyObject): PyDict | null {
  return (object as WithDict).dict ?? null;
}

/** `object.__dict__`, made when absent. The object's type must say that it has one. */
export function dictOf(object: PyObject): PyDict {
  if (object instanceof PyInstance && object.dict === null) return toDictionaryMode(object);
  return ((object as WithDict).dict ??= new PyDict());
}

/** Whether the object has no attribute of its own (_PyObject_IsInstanceDictEmpty). */
export function isDictEmpty(object: PyObject): boolean {
  if (object instanceof PyInstance && object.dict === null) return object.shape.size === object.type.slotCount;
  const dict = dictGet(object);
  return dict === null || dict.size === 0;
}

/** Replaces `object.__dict__`. */
export function setDict(object: PyObject, dict: PyDict | null): void {
  if (object instanceof PyInstance && object.dict === null) clearFields(object);
  (object as WithDict).dict = dict ?? (object instanceof PyInstance ? new PyDict() : null);
}

/** Stores or (undefined) deletes an attribute; false when the one to delete is not there. */
export function dictStore(object: PyObject, name: Str, value: PyValue | undefined): boolean {
  if (object instanceof PyInstance && object.dict === null) {
    if (typeof name === "string") return shapedStore(object, name, value);
    toDictionaryMode(object);
  }
  const dict = dictOf(object);
  if (value === undefined) return dict.delete(name);
  dict.set(name, value);
  return true;
}

function shapedStore(object: PyInstance, name: string, value: PyValue | undefined): boolean {
  const { shape } = object;
  const index = shape.lookup(name);
  if (index >= 0) {
    if (value === undefined) removeField(object, name);
    else setField(object, index, value);
    return true;
  }
  if (value === undefined) return false;
  if (shape.size - object.type.slotCount >= MAX_SHAPE_ATTRIBUTES) {
    toDictionaryMode(object).set(name, value);
    return true;
  }
  const next = shape.add(name);
  setField(object, shape.size, value);
  object.shape = next;
  return true;
}

function removeField(object: PyInstance, name: string): void {
  const names = object.shape.names();
  const base = object.shape.size - names.length;
  let shape: Shape = object.type.rootShape;
  let next = base;
  for (let i = 0; i < names.length; i++) {
    if (names[i] === name) continue;
    setField(object, next, getField(object, base + i));
    shape = shape.add(names[i]);
    next++;
  }
  setField(object, next, undefined);
  object.shape = shape;
}

/** From now on its attributes lie in a dict. */
export function toDictionaryMode(object: PyInstance): PyDict {
  const names = object.shape.names();
  const { size, owner } = object.shape;
  const values: PyValue[] = [];
  for (let i = size - names.length; i < size; i++) {
    values.push(getField(object, i)!);
    if (i < owner.ownFields) setField(object, i, undefined);
  }
  // Of the others only the `__slots__` members stay.
  const kept = Math.max(0, size - names.length - owner.ownFields);
  if (object.more !== null && object.more.length > kept) object.more.length = kept;
  const dict = PyDict.fromTexts(names, values);
  object.shape = object.type.dictionaryShape;
  object.dict = dict;
  return dict;
}

function clearFields(object: PyInstance): void {
  const base = object.type.slotCount;
  for (let i = base; i < object.shape.size; i++) setField(object, i, undefined);
  object.shape = object.type.dictionaryShape;
}
