/** Layouts, `__bases__` and `__class__` assignment. Source: CPython Objects/typeobject.c (best_base, type_set_bases, object_set_class). */
import { strToJs } from "../../kernel/str.ts";
import { auditSet } from "../audit.ts";
import { typeError } from "../errors.ts";
import { toDictionaryMode } from "../instance-dict.ts";
import { PyModule } from "../module.ts";
import { getField, PyInstance, type PyObject, type PyValue, setField } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { isSubtype, PyType, TPFLAGS } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { invalidate, recomputeSlots } from "./inherit.ts";
import { mroInternal } from "./mro-internal.ts";

/** The base whose layout the new class extends; conflicting layouts are a TypeError. */
export function bestBase(bases: readonly PyValue[]): PyType {
  let best: PyType | null = null;
  for (const base of bases) {
    if (!(base instanceof PyType)) throw typeError("bases must be types");
    if ((base.flags & TPFLAGS.BASETYPE) === 0) {
      throw typeError(`type '${strToJs(base.tp_name)}' is not an acceptable base type`);
    }
    if (best === null || (best.solid !== base.solid && isSubtype(base.solid, best.solid))) best = base;
    else if (!isSubtype(best.solid, base.solid)) throw typeError("multiple bases have instance lay-out conflict");
  }
  return best!;
}

/** `cls.__bases__ = bases`. */
export function setBases(self: PyType, value: PyValue | undefined): void {
  const name = strToJs(self.tp_name);
  if ((self.flags & TPFLAGS.IMMUTABLETYPE) !== 0)
    throw typeError(`cannot set '__bases__' attribute of immutable type '${name}'`);
  if (value === undefined) throw typeError(`cannot delete '__bases__' attribute of immutable type '${name}'`);
  auditSet(self, "__bases__", value);
  if (!(value instanceof PyTuple))
    throw typeError(`can only assign tuple to ${name}.__bases__, not ${typeName(value)}`);
  if (value.items.length === 0) throw typeError(`can only assign non-empty tuple to ${name}.__bases__, not ()`);
  for (const base of value.items) {
    if (!(base instanceof PyType)) {
      throw typeError(`${name}.__bases__ must be tuple of classes, not '${typeName(base)}'`);
    }
    if (isSubtype(base, self) || inBaseChain(base, self))
      throw typeError("a __bases__ item causes an inheritance cycle");
  }
  const bases = value.items as PyType[];
  const base = bestBase(bases);
  if (base.native !== self.base!.native || base.solid !== self.base!.solid) {
    throw typeError(
      `__bases__ assignment: '${strToJs(base.tp_name)}' object layout differs from '${strToJs(self.base!.tp_name)}'`,
    );
  }
  const old = { bases: self.bases, basesTuple: self.basesTuple, base: self.base };
  const assigned = bases.slice();
  self.bases = assigned;
  self.basesTuple = value;
  self.base = base;
  const done: Relinearized[] = [];
  try {
    relinearize(self, done);
  } catch (error) {
    for (const { type, before, after } of done) if (type.mro === after) type.mro = before;
    if (self.bases === assigned) Object.assign(self, old);
    invalidate(self);
    throw error;
  }
  // A Python mro() may have assigned other bases meanwhile: those stand.
  if (self.bases !== assigned) return;
  for (const former of old.bases)
    for (const ref of former.subclasses) if (ref.deref() === self) former.subclasses.delete(ref);
  for (const next of self.bases) next.addSubclass(self);
  recomputeSlots(self);
  invalidate(self);
}

/** A class with its MRO before and after an assignment of `__bases__`. */
interface Relinearized {
  readonly type: PyType;
  readonly before: PyType[];
  readonly after: PyType[];
}

/** New MROs for a class and everything that inherits from it (mro_hierarchy). */
function relinearize(type: PyType, done: Relinearized[]): void {
  const before = type.mro;
  if (!mroInternal(type)) return;
  done.push({ type, before, after: type.mro });
  for (const ref of [...type.subclasses]) {
    const sub = ref.deref();
    if (sub !== undefined) relinearize(sub, done);
  }
}

/** Whether `type` is reached by going from base to base, which a custom MRO may hide. */
function inBaseChain(type: PyType, sought: PyType): boolean {
  for (let at: PyType | null = type; at !== null; at = at.base) if (at === sought) return true;
  return false;
}

/** `object.__class__ = value`. */
export function setClass(self: PyObject, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("can't delete __class__ attribute");
  if (!(value instanceof PyType)) {
    throw typeError(`__class__ must be set to a class, not '${typeName(value)}' object`);
  }
  auditSet(self, "__class__", value);
  const old = (self as PyObject | null)?.type as PyType;
  const oldMutable =
    old !== undefined && (old.flags & TPFLAGS.HEAPTYPE) !== 0 && (old.flags & TPFLAGS.IMMUTABLETYPE) === 0;
  const newMutable = (value.flags & TPFLAGS.IMMUTABLETYPE) === 0;
  const bothModules = self instanceof PyModule && value.native === old.native;
  if (!bothModules && !(oldMutable && newMutable)) {
    throw typeError("__class__ assignment only supported for mutable types or ModuleType subclasses");
  }
  if (!compatibleLayout(old, value)) {
    throw typeError(
      `__class__ assignment: '${strToJs(value.tp_name)}' object layout differs from '${strToJs(old.tp_name)}'`,
    );
  }
  if (self instanceof PyInstance) moveFields(self, value);
  self.type = value;
}

/** Two classes whose instances hold the same things. */
function compatibleLayout(a: PyType, b: PyType): boolean {
  if (a.native !== b.native || a.hasDict !== b.hasDict || a.hasWeakref !== b.hasWeakref) return false;
  if (a.solid === b.solid) return true;
  return a.slotCount === b.slotCount && sameSlots(a, b);
}

function sameSlots(a: PyType, b: PyType): boolean {
  return a.slotNames.length > 0 && a.base!.solid === b.base!.solid && a.slotNames.join() === b.slotNames.join();
}

/** Gives an instance the shape that the new class has for the same attributes. */
function moveFields(self: PyInstance, type: PyType): void {
  // The new class does not know of floats that `__slots__` members own.
  for (let i = 0; i < type.slotCount; i++) setField(self, i, getField(self, i));
  if (self.type.ownFields !== type.ownFields && self.dict === null) toDictionaryMode(self);
  if (self.dict !== null) {
    self.shape = type.dictionaryShape;
    return;
  }
  const names = self.shape.names();
  const base = self.shape.size - names.length;
  const values = names.map((_, i) => getField(self, base + i));
  let shape = type.rootShape;
  names.forEach((name, i) => {
    setField(self, shape.size, values[i]);
    shape = shape.add(name);
  });
  self.shape = shape;
}
