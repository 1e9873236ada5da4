/**
 * What an attribute access on instances of a known class and shape comes to, found at compile time: what genericGetAttr and
 * genericSetAttr (objects/abstract/attributes.ts) would find as long as the class's version holds.
 */
import { definingClass, genericGetAttr, genericSetAttr, typeLookup } from "../../objects/abstract/attributes.ts";
import { classMethodType, PyClassMethod } from "../../objects/descr/class-method.ts";
import { PyMemberDescr, PyWrapperDescr } from "../../objects/descr/descriptors.ts";
import { PyProperty, propertyType } from "../../objects/descr/property.ts";
import { PyStaticMethod, staticMethodType } from "../../objects/descr/static-method.ts";
import type { DictCell } from "../../objects/dict/dict.ts";
import { PyFunction } from "../../objects/function.ts";
import { MAX_SHAPE_ATTRIBUTES } from "../../objects/instance-dict.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";
import { objectType } from "../../objects/object-type.ts";
import type { Shape } from "../../objects/shape.ts";
import { slotGetAttr } from "../../objects/type/dispatchers.ts";
import { typeType } from "../../objects/type/type.ts";
import { type PyType, TPFLAGS } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";

export type Load =
  | { readonly kind: "field"; readonly index: number }
  /** A member of `__slots__`, which may be unset. */
  | { readonly kind: "slot"; readonly index: number }
  /** Of an instance whose attributes lie in a dict. */
  | { readonly kind: "entry" }
  /** A property's. */
  | { readonly kind: "getter"; readonly func: PyFunction }
  /** `__class__`. */
  | { readonly kind: "class" }
  /** What a built-in data descriptor gives: a field of a named tuple, an attribute of a built-in type. */
  | { readonly kind: "descriptor"; readonly descr: PyObject }
  /** To be bound to the instance. */
  | { readonly kind: "method"; readonly func: PyValue }
  /** To be bound to the class. */
  | { readonly kind: "class method"; readonly func: PyValue }
  | { readonly kind: "value"; readonly value: PyValue }
  /** Data of the class that is replaced now and then. */
  | { readonly kind: "cell"; readonly cell: DictCell };

export type Store =
  | { readonly kind: "field"; readonly index: number; readonly newShape: Shape }
  | { readonly kind: "slot"; readonly index: number }
  | { readonly kind: "entry" }
  | { readonly kind: "setter"; readonly func: PyFunction };

const OF_CLASS: ReadonlySet<(Load | Store)["kind"]> = new Set(["slot", "getter", "setter", "class", "descriptor"]);

/** Whether the access is the same for instances of all shapes. */
export function isOfClass(access: Load | Store): boolean {
  return OF_CLASS.has(access.kind);
}

export function resolveLoad(shape: Shape, name: string): Load | null {
  const type = shape.owner;
  const hooked = type.tp_getattro === slotGetAttr && !overridesAccess(type);
  if (type.tp_getattro !== genericGetAttr && !hooked) return null;
  const descr = typeLookup(type, name);
  const descrType = descr === undefined ? undefined : typeOf(descr);
  if (descrType !== undefined && descrType.tp_descr_set !== undefined) {
    if (descr === typeLookup(objectType, "__class__")) return { kind: "class" };
    if (descr instanceof PyMemberDescr && descr.index >= 0) {
      return hasShapes(type) ? { kind: "slot", index: descr.index } : null;
    }
    // An AttributeError of the getter would lead to `__getattr__`.
    if (hooked) return null;
    if (descr instanceof PyProperty && descr.type === propertyType) {
      return descr.fget instanceof PyFunction ? { kind: "getter", func: descr.fget } : null;
    }
    const { spec, tp_descr_get } = descrType;
    return spec !== null && tp_descr_get !== undefined ? { kind: "descriptor", descr: descr as PyObject } : null;
  }
  if (!hasShapes(type)) return null;
  // In a dict, what the class has may be hidden at any time.
  if (isDictionary(shape)) return descr === undefined && !hooked ? { kind: "entry" } : null;
  const index = shape.lookup(name);
  if (index >= 0) return { kind: "field", index };
  return descr === undefined ? null : resolveOnClass(type, name, descr);
}

/** Whether its instances are those that shapes describe. */
function hasShapes(type: PyType): boolean {
  return type.native === objectType && type.spec === null;
}

function isDictionary(shape: Shape): boolean {
  return shape.owner.hasDict && shape === shape.owner.dictionaryShape;
}

function overridesAccess(type: PyType): boolean {
  const method = typeLookup(type, "__getattribute__");
  return method !== undefined && typeLookup(type.mro[type.mro.length - 1], "__getattribute__") !== method;
}

/** What instances get of what their class has. */
function resolveOnClass(type: PyType, name: string, descr: PyValue): Load | null {
  const descrType = typeOf(descr);
  if (descr instanceof PyFunction || (descrType.flags & TPFLAGS.METHOD_DESCRIPTOR) !== 0) {
    return { kind: "method", func: descr };
  }
  if (descr instanceof PyStaticMethod && descrType === staticMethodType)
    return { kind: "value", value: descr.callable };
  if (descr instanceof PyClassMethod && descrType === classMethodType) {
    return descr.callable instanceof PyFunction ? { kind: "class method", func: descr.callable } : null;
  }
  return descrType.tp_descr_get === undefined ? dataOf(type, name, descr) : null;
}

function dataOf(type: PyType, name: string, value: PyValue): Load {
  const owner = definingClass(type, name)!;
  return owner.reassigned?.has(name) ? { kind: "cell", cell: owner.dict.cell(name) } : { kind: "value", value };
}

/** What an attribute of a class itself comes to, as long as its version and its metaclass's hold; as typeGetAttr finds it. */
export function resolveClassLoad(owner: PyType, name: string): Load | null {
  const metatype = owner.type;
  if (metatype.tp_getattro !== typeType.tp_getattro) return null;
  const meta = typeLookup(metatype, name);
  if (meta !== undefined && typeOf(meta).tp_descr_set !== undefined) return null;
  const found = typeLookup(owner, name);
  if (found === undefined) return null;
  const access = resolveOnClass(owner, name, found);
  if (access !== null) return access.kind === "method" ? { kind: "value", value: found } : access;
  return found instanceof PyWrapperDescr ? { kind: "value", value: found } : null;
}

/** Whether storing data as an attribute of a class itself comes to no more than replacing what is in its namespace. */
export function isPlainClassStore(owner: PyType, name: string): boolean {
  const metatype = owner.type;
  if (metatype.tp_setattro !== typeType.tp_setattro || !owner.reassigned?.has(name)) return false;
  const meta = typeLookup(metatype, name);
  return meta === undefined || typeOf(meta).tp_descr_set === undefined;
}

export function resolveStore(shape: Shape, name: string): Store | null {
  const type = shape.owner;
  if (type.tp_setattro !== genericSetAttr || !hasShapes(type)) return null;
  const descr = typeLookup(type, name);
  if (descr !== undefined && typeOf(descr).tp_descr_set !== undefined) {
    if (descr instanceof PyMemberDescr && descr.index >= 0) return { kind: "slot", index: descr.index };
    if (!(descr instanceof PyProperty) || descr.type !== propertyType) return null;
    return descr.fset instanceof PyFunction ? { kind: "setter", func: descr.fset } : null;
  }
  if (!type.hasDict) return null;
  if (isDictionary(shape)) return { kind: "entry" };
  const index = shape.lookup(name);
  if (index >= 0) return { kind: "field", index, newShape: shape };
  if (shape.size - type.slotCount >= MAX_SHAPE_ATTRIBUTES) return null;
  return { kind: "field", index: shape.size, newShape: shape.add(name) };
}
