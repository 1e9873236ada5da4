/**
 * Attribute access. `genericGetAttr` is `object.__getattribute__`: data descriptors of the class, then the instance's own
 * attributes, then other class attributes. Source: CPython Objects/object.c, typeobject.c (`_PyType_Lookup`).
 */
import { type Str, strToJs } from "../../kernel/str.ts";
import { PyMemberDescr, slotValue, unsetMember } from "../descr/descriptors.ts";
import { attributeError, isException } from "../errors.ts";
import { PyAttributeError } from "../exceptions/base.ts";
import { PyExc_AttributeError } from "../exceptions/types.ts";
import { dictGet, dictStore } from "../instance-dict.ts";
import type { PyModule } from "../module.ts";
import { moduleGetAttr, moduleLookupAttr } from "../module-type.ts";
import { getField, PyInstance, type PyObject, type PyValue } from "../object.ts";
import { typeGetAttr, typeLookupAttr } from "../type/attributes.ts";
import type { PyType } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";

/** Finds `name` in the class and its bases, without binding it; undefined when absent. */
export function typeLookup(type: PyType, name: Str): PyValue | undefined {
  if (typeof name !== "string") return lookupUncached(type, name);
  const found = type.cache.get(name);
  if (found !== undefined) return found;
  if (type.cache.has(name)) return undefined;
  const owner = definingClass(type, name);
  if (owner?.reassigned?.has(name)) return owner.dict.getStr(name);
  const value = owner?.dict.getStr(name);
  type.cache.set(name, value);
  return value;
}

/** The class of the MRO in whose namespace a name is found. */
export function definingClass({ mro }: PyType, name: string): PyType | undefined {
  for (let i = 0; i < mro.length; i++) if (mro[i].dict.getStr(name) !== undefined) return mro[i];
  return undefined;
}

function lookupUncached(type: PyType, name: Str): PyValue | undefined {
  const { mro } = type;
  for (let i = 0; i < mro.length; i++) {
    const value = mro[i].dict.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** `getattr(object, name)`. */
export function getAttr(object: PyValue, name: Str): PyValue {
  const type = typeOf(object);
  let value: PyValue | undefined;
  try {
    value =
      type.tp_getattro === genericGetAttr ? genericLookupAttr(object, type, name) : type.tp_getattro!(object, name);
  } catch (caught) {
    noteMissing(caught, object, name);
    throw caught;
  }
  if (value === undefined) throw missingAttribute(object, name);
  return value;
}

/** _PyObject_SetAttributeErrorContext: what suggestions are made from. */
export function noteMissing(error: unknown, object: PyValue, name: Str): void {
  if (!(error instanceof PyAttributeError) || error.name !== null || error.obj !== null) return;
  error.name = name;
  error.obj = object;
}

/** `getattr(object, name)` when it may be missing: undefined instead of AttributeError. */
export function lookupAttr(object: PyValue, name: Str): PyValue | undefined {
  const type = typeOf(object);
  const { tp_getattro } = type;
  try {
    if (tp_getattro === genericGetAttr) return genericLookupAttr(object, type, name);
    if (tp_getattro === typeGetAttr) return typeLookupAttr(object as PyType, name);
    if (tp_getattro === moduleGetAttr) return moduleLookupAttr(object as PyModule, name);
    return tp_getattro!(object, name);
  } catch (caught) {
    if (isException(caught, PyExc_AttributeError)) return undefined;
    throw caught;
  }
}

/** `hasattr(object, name)`. */
export function hasAttr(object: PyValue, name: Str): boolean {
  return lookupAttr(object, name) !== undefined;
}

/** `setattr(object, name, value)`; undefined deletes. */
export function setAttr(object: PyValue, name: Str, value: PyValue | undefined): void {
  typeOf(object).tp_setattro!(object, name, value);
}

export function delAttr(object: PyValue, name: Str): void {
  typeOf(object).tp_setattro!(object, name, undefined);
}

/** Looks a special method up on the type and binds it to the object; undefined when absent. */
export function lookupSpecial(object: PyValue, name: string): PyValue | undefined {
  const type = typeOf(object);
  const found = typeLookup(type, name);
  if (found === undefined) return undefined;
  const get = typeOf(found).tp_descr_get;
  return get === undefined ? found : get(found, object, type);
}

/** `object.__getattribute__`. */
export function genericGetAttr(object: PyValue, name: Str): PyValue {
  const type = typeOf(object);
  const value = genericLookupAttr(object, type, name);
  if (value === undefined) throw noAttribute(object, name);
  return value;
}

/** The AttributeError of `getattr()`, which notes what it was asked for. */
export function missingAttribute(object: PyValue, name: Str): PyObject {
  const error = noAttribute(object, name);
  noteMissing(error, object, name);
  return error;
}

/** A member of `__slots__`: programs try whether it has a value yet, so that it is told without a throw. */
function isSlot(descr: PyValue): descr is PyMemberDescr {
  return descr instanceof PyMemberDescr && descr.index >= 0;
}

/** The AttributeError for a missing attribute of an ordinary object. */
export function noAttribute(object: PyValue, name: Str): PyObject {
  const descr = typeLookup(typeOf(object), name);
  if (descr !== undefined && isSlot(descr)) return unsetMember(descr, object);
  return attributeError(`'${typeName(object)}' object has no attribute '${strToJs(name)}'`, object, name);
}

/** The same without an error: undefined when it is missing. */
export function genericLookupAttr(object: PyValue, type: PyType, name: Str): PyValue | undefined {
  const descr = typeLookup(type, name);
  let get: PyType["tp_descr_get"];
  if (descr !== undefined) {
    const descrType = typeOf(descr);
    get = descrType.tp_descr_get;
    if (get !== undefined && descrType.tp_descr_set !== undefined) {
      return isSlot(descr) ? slotValue(descr, object) : get(descr, object, type);
    }
  }
  if (type.hasDict) {
    const own = instanceLookup(object, name);
    if (own !== undefined) return own;
  }
  if (descr === undefined) return undefined;
  return get === undefined ? descr : get(descr, object, type);
}

/** An attribute stored on the object itself. */
export function instanceLookup(object: PyValue, name: Str): PyValue | undefined {
  if (object instanceof PyInstance && object.dict === null) {
    if (typeof name !== "string") return undefined;
    const index = object.shape.lookup(name);
    return index < 0 ? undefined : getField(object, index);
  }
  const dict = dictGet(object as PyObject);
  return dict === null ? undefined : dict.get(name);
}

/** `object.__setattr__` and, with undefined, `object.__delattr__`. */
export function genericSetAttr(object: PyValue, name: Str, value: PyValue | undefined): void {
  const type = typeOf(object);
  const descr = typeLookup(type, name);
  if (descr !== undefined) {
    const set = typeOf(descr).tp_descr_set;
    if (set !== undefined) {
      set(descr, object, value);
      return;
    }
  }
  if (!type.hasDict) {
    const shown = strToJs(name);
    if (descr === undefined) {
      const hint = typeOf(object).tp_setattro === genericSetAttr ? " and no __dict__ for setting new attributes" : "";
      throw attributeError(`'${typeName(object)}' object has no attribute '${shown}'${hint}`, object, name);
    }
    throw attributeError(`'${typeName(object)}' object attribute '${shown}' is read-only`, object, name);
  }
  if (!dictStore(object as PyObject, name, value)) throw noAttribute(object, name);
}
