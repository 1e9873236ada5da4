/**
 * Specialization of attribute access. A cache holds what a lookup on one class (and, for instances, one shape) found; it holds
 * while the class's version does. Matches CPython Python/specialize.c (specialize_instance_load_attr …).
 */
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { Str } from "../../kernel/str.ts";
import { definingClass, genericGetAttr, genericSetAttr, typeLookup } from "../../objects/abstract/attributes.ts";
import { PyMemberDescr, PyWrapperDescr } from "../../objects/descr/descriptors.ts";
import { PyProperty, propertyType } from "../../objects/descr/property.ts";
import { PyStaticMethod } from "../../objects/descr/static-method.ts";
import type { DictCell } from "../../objects/dict/dict.ts";
import { PyFunction } from "../../objects/function.ts";
import { dictGet, MAX_SHAPE_ATTRIBUTES } from "../../objects/instance-dict.ts";
import { PyModule } from "../../objects/module.ts";
import { moduleType } from "../../objects/module-type.ts";
import { PyInstance, PyObject, type PyValue } from "../../objects/object.ts";
import type { Shape } from "../../objects/shape.ts";
import { typeType } from "../../objects/type/type.ts";
import { PyType, TPFLAGS } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { type Executable, executableOf } from "../code.ts";
import type { Frame } from "../frame.ts";
import { OP } from "../generated/tables.ts";
import { giveUp, rewrite } from "./common.ts";

/** The forms that instances of several shapes share. */
export const OP_INSTANCE_VALUE = OPCODE.LOAD_ATTR_INSTANCE_VALUE;
export const OP_METHOD_WITH_VALUES = OPCODE.LOAD_ATTR_METHOD_WITH_VALUES;
export const OP_STORE_INSTANCE_VALUE = OPCODE.STORE_ATTR_INSTANCE_VALUE;

/** One cache class for all forms of LOAD_ATTR and STORE_ATTR, so that every access to it is monomorphic. */
export class AttrCache {
  readonly type: PyType;
  readonly version: number;
  /** Of the instance before the access; for stores `newShape` is that after it. */
  readonly shape: Shape;
  readonly newShape: Shape;
  readonly index: number;
  /** What the class lookup found: a method, a property's getter, a value. */
  readonly found: PyValue;
  readonly cell: DictCell | null;
  /** Classes and modules: the object itself. */
  readonly owner: PyValue;
  /** The form it is for. */
  op = 0;
  /** What the same instruction met before: other shapes. */
  next: AttrCache | null = null;

  constructor(
    type: PyType,
    shape: Shape,
    newShape: Shape,
    index: number,
    found: PyValue,
    cell: DictCell | null,
    owner: PyValue,
  ) {
    this.type = type;
    this.version = type.version;
    this.shape = shape;
    this.newShape = newShape;
    this.index = index;
    this.found = found;
    this.cell = cell;
    this.owner = owner;
  }
}

function cacheOf(type: PyType, shape: Shape, index: number, found: PyValue): AttrCache {
  return new AttrCache(type, shape, shape, index, found, null, null);
}

/** Shapes that one instruction remembers. */
const POLYMORPHISM = 4;

/** What the instruction knows about instances of this shape, besides what its specialized form looks at. */
export function knownShape(cache: unknown, shape: Shape): AttrCache | undefined {
  for (let at = cache as AttrCache | null | undefined; at; at = at.next) {
    if (at.shape === shape && at.type.version === at.version) return at;
  }
  return undefined;
}

/** Installs a form, keeping what was known before. */
function install(code: Executable, index: number, form: Form): void {
  const { cache, op } = form;
  cache.op = op;
  const before = code.caches[index];
  if (before instanceof AttrCache && before.shape !== cache.shape) {
    cache.next = before;
    let last = cache;
    for (let i = 1; i < POLYMORPHISM && last.next !== null; i++) last = last.next;
    last.next = null;
  }
  code.caches[index] = cache;
  rewrite(code, index, op);
}

/** Remembers a shape, or the class of what has none, that no form is for: compiled code may know what to do with it. */
function note(code: Executable, index: number, owner: PyValue): void {
  if (!(owner instanceof PyObject) || owner instanceof PyModule || owner instanceof PyType) return;
  const { type } = owner;
  const shape = owner instanceof PyInstance ? owner.shape : type.rootShape;
  if (knownShape(code.caches[index], shape) !== undefined) return;
  const cache = cacheOf(type, shape, -1, null);
  const first = code.caches[index];
  if (first instanceof AttrCache) {
    // The form in use, if there is one, goes on looking at its own.
    cache.next = first.next;
    first.next = cache;
    let last = cache;
    for (let i = 2; i < POLYMORPHISM && last.next !== null; i++) last = last.next;
    last.next = null;
  } else code.caches[index] = cache;
}

export function specializeLoadAttr(frame: Frame, index: number, oparg: number, owner: PyValue, name: Str): void {
  const { code } = frame;
  const found = typeof name === "string" ? loadForm(owner, name, (oparg & 1) !== 0) : null;
  if (found === null) {
    note(code, index, owner);
    giveUp(code, index);
    return;
  }
  install(code, index, found);
}

interface Form {
  readonly op: number;
  readonly cache: AttrCache;
}

function loadForm(owner: PyValue, name: string, method: boolean): Form | null {
  if (owner instanceof PyModule) return moduleForm(owner, name, method);
  if (owner instanceof PyType) return classForm(owner, name, method);
  const type = typeOf(owner);
  if (type.tp_getattro !== genericGetAttr) return null;
  const descr = typeLookup(type, name);
  if (descr !== undefined) {
    const descrType = typeOf(descr);
    if (descrType.tp_descr_set !== undefined) return method ? null : dataDescriptorForm(type, owner, descr);
  }
  if (owner instanceof PyInstance) return instanceForm(owner, type, name, descr, method);
  if (descr === undefined || !method || !isMethod(descr)) return null;
  const cache = cacheOf(type, type.rootShape, -1, descr);
  if (!type.hasDict) return { op: OP.LOAD_ATTR_METHOD_NO_DICT, cache };
  return dictGet(owner as PyObject) === null ? { op: OP.LOAD_ATTR_METHOD_LAZY_DICT, cache } : null;
}

function isMethod(descr: PyValue): boolean {
  return descr instanceof PyFunction || (typeOf(descr).flags & TPFLAGS.METHOD_DESCRIPTOR) !== 0;
}

function moduleForm(owner: PyModule, name: string, method: boolean): Form | null {
  if (owner.type !== moduleType || owner.dict === null) return null;
  const onType = typeLookup(moduleType, name);
  if (onType !== undefined && typeOf(onType).tp_descr_set !== undefined) return null;
  const cell = owner.dict.cell(name);
  if (cell.v === undefined) return null;
  return {
    op: method ? OP.LOAD_ATTR_MODULE_NULL : OP.LOAD_ATTR_MODULE,
    cache: new AttrCache(moduleType, moduleType.rootShape, moduleType.rootShape, -1, null, cell, owner),
  };
}

function classForm(owner: PyType, name: string, method: boolean): Form | null {
  if (owner.type.tp_getattro !== typeType.tp_getattro || owner.type !== typeType) return null;
  const onMeta = typeLookup(typeType, name);
  if (onMeta !== undefined && typeOf(onMeta).tp_descr_set !== undefined) return null;
  let found = typeLookup(owner, name);
  if (found === undefined || definingClass(owner, name)?.reassigned?.has(name)) return null;
  if (found instanceof PyStaticMethod && found.type.spec !== null) found = found.callable;
  else if (typeOf(found).tp_descr_get !== undefined && !isMethod(found) && !(found instanceof PyWrapperDescr))
    return null;
  return {
    op: method ? OP.LOAD_ATTR_CLASS_NULL : OP.LOAD_ATTR_CLASS,
    cache: new AttrCache(owner, owner.rootShape, owner.rootShape, -1, found, null, owner),
  };
}

function dataDescriptorForm(type: PyType, owner: PyValue, descr: PyValue): Form | null {
  if (!(owner instanceof PyInstance)) return null;
  if (descr instanceof PyMemberDescr && descr.index >= 0) {
    return { op: OP.LOAD_ATTR_SLOT, cache: cacheOf(type, type.rootShape, descr.index, null) };
  }
  if (!(descr instanceof PyProperty) || descr.type !== propertyType) return null;
  const { fget } = descr;
  if (!(fget instanceof PyFunction)) return null;
  const code = executableOf(fget.code);
  if (!code.simple || code.argcount !== 1) return null;
  return { op: OP.LOAD_ATTR_PROPERTY, cache: cacheOf(type, type.rootShape, fget.version, fget) };
}

function instanceForm(
  owner: PyInstance,
  type: PyType,
  name: string,
  descr: PyValue | undefined,
  method: boolean,
): Form | null {
  const { shape } = owner;
  if (owner.dict !== null) {
    if (owner.dict.getStr(name) === undefined) return null;
    return method ? null : { op: OP.LOAD_ATTR_WITH_HINT, cache: cacheOf(type, shape, -1, null) };
  }
  const index = shape.lookup(name);
  if (index >= 0 && method) return null;
  if (index >= 0) return { op: OP.LOAD_ATTR_INSTANCE_VALUE, cache: cacheOf(type, shape, index, null) };
  if (descr === undefined) return null;
  if (isMethod(descr)) {
    return method ? { op: OP.LOAD_ATTR_METHOD_WITH_VALUES, cache: cacheOf(type, shape, -1, descr) } : null;
  }
  return null;
}

export function specializeStoreAttr(frame: Frame, index: number, owner: PyValue, name: Str): void {
  const { code } = frame;
  const found = typeof name === "string" && owner instanceof PyInstance ? storeForm(owner, name) : null;
  if (found === null) {
    note(code, index, owner);
    giveUp(code, index);
    return;
  }
  install(code, index, found);
}

function storeForm(owner: PyInstance, name: string): Form | null {
  const { type, shape } = owner;
  if (type.tp_setattro !== genericSetAttr) return null;
  const descr = typeLookup(type, name);
  if (descr !== undefined && typeOf(descr).tp_descr_set !== undefined) {
    if (!(descr instanceof PyMemberDescr) || descr.index < 0) return null;
    return { op: OP.STORE_ATTR_SLOT, cache: cacheOf(type, type.rootShape, descr.index, null) };
  }
  if (!type.hasDict) return null;
  if (owner.dict !== null) return null;
  const index = shape.lookup(name);
  if (index >= 0) return { op: OP.STORE_ATTR_INSTANCE_VALUE, cache: cacheOf(type, shape, index, null) };
  if (shape.size - type.slotCount >= MAX_SHAPE_ATTRIBUTES) return null;
  const next = shape.add(name);
  return {
    op: OP.STORE_ATTR_INSTANCE_VALUE,
    cache: new AttrCache(type, shape, next, shape.size, null, null, null),
  };
}
