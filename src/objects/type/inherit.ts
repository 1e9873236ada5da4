/**
 * Slot inheritance and the upkeep of slots when a class changes. Built-in types inherit slots from their bases; Python classes
 * get, for each slot, the function that calls the method the MRO finds, or the base's own slot when that method merely wraps it.
 * Source: CPython Objects/typeobject.c (inherit_slots, update_one_slot, type_ready).
 */
import { typeLookup } from "../abstract/attributes.ts";
import { hashNotImplemented } from "../abstract/compare.ts";
import { PyBuiltinFunction } from "../builtin-function.ts";
import { PyMethodDescr, PyWrapperDescr } from "../descr/descriptors.ts";
import type { PyValue } from "../object.ts";
import { SLOT_NAMES, type SlotName } from "../slots.ts";
import { isSubtype, newTypeVersion, type PyType, TPFLAGS } from "../type-object.ts";
import * as d from "./dispatchers.ts";
import { slotDefsByName, slotDefsBySlot } from "./slotdefs.ts";

type SlotTable = Record<SlotName, unknown>;

/** Slots that are inherited with another or not at all. */
const TOGETHER: ReadonlySet<SlotName> = new Set(["tp_richcompare", "tp_hash", "tp_iternext_waiting"]);

/** The slots that a linked built-in type has, of those that are inherited one by one. */
const filled = new Map<PyType, readonly SlotName[]>();

function filledSlots(type: PyType): readonly SlotName[] {
  let names = filled.get(type);
  if (names === undefined) {
    const slots = type as unknown as SlotTable;
    names = SLOT_NAMES.filter((slot) => slots[slot] !== undefined && !TOGETHER.has(slot));
    filled.set(type, names);
  }
  return names;
}

/** Copies every slot that the built-in `type` leaves open from its bases, in MRO order. */
export function inheritSlots(type: PyType): void {
  const own = type as unknown as SlotTable;
  const definesHash = type.dict.has("__eq__") || type.dict.has("__hash__");
  for (let i = 1; i < type.mro.length; i++) {
    const base = type.mro[i] as unknown as SlotTable;
    if (own.tp_richcompare === undefined && own.tp_hash === undefined && !definesHash) {
      own.tp_richcompare = base.tp_richcompare;
      own.tp_hash = base.tp_hash;
    }
    if (own.tp_iternext === undefined) {
      own.tp_iternext = base.tp_iternext;
      own.tp_iternext_waiting = base.tp_iternext_waiting;
    }
    for (const slot of filledSlots(type.mro[i])) {
      if (own[slot] !== undefined) continue;
      if (slot === "tp_new" && (type.flags & TPFLAGS.DISALLOW_INSTANTIATION) !== 0) continue;
      own[slot] = base[slot];
    }
  }
}

/** Fills the slots of a new Python class. */
export function fixupSlots(type: PyType): void {
  const own = type as unknown as SlotTable;
  const base = type.base! as unknown as SlotTable;
  for (const slot of SLOT_NAMES) own[slot] = base[slot];
  inheritVectorcall(type);
  for (const slot of slotsToUpdate(type)) updateSlot(type, slot);
}

/**
 * The slots that may differ from the base's: those of names that the class itself defines, or another class whose attributes the base
 * does not see. A built-in base's own slots may say less than its methods do (`__len__` of a mapping also fills sq_length).
 */
function slotsToUpdate(type: PyType): Iterable<SlotName> {
  const base = type.base!;
  if ((base.spec !== null && base !== type.mro.at(-1)) || !keepsOrder(type.mro, base.mro))
    return SLOT_NAMES.filter((slot) => slotDefsBySlot(slot).length > 0);
  const slots = new Set<SlotName>();
  for (const cls of type.mro) {
    if (base.mro.includes(cls)) continue;
    for (const name of cls.dict.keysArray())
      if (typeof name === "string") for (const def of slotDefsByName(name)) slots.add(def.slot);
  }
  return slots;
}

/** Whether `mro` names all classes of `part` in their order, as it does unless a metaclass has an `mro()` of its own. */
function keepsOrder(mro: readonly PyType[], part: readonly PyType[]): boolean {
  let found = 0;
  for (const cls of mro) if (found < part.length && cls === part[found]) found++;
  return found === part.length;
}

/** update_one_slot. */
function updateSlot(type: PyType, slot: SlotName): void {
  let specific: unknown;
  let generic: unknown;
  let useGeneric = false;
  for (const def of slotDefsBySlot(slot)) {
    const descr = typeLookup(type, def.name);
    if (descr === undefined) {
      if (slot === "tp_iternext") specific ??= undefined;
      continue;
    }
    if (
      descr instanceof PyWrapperDescr &&
      descr.def.slot === slot &&
      descr.def.wrapper === def.wrapper &&
      isSubtype(type, descr.owner)
    ) {
      if (specific === undefined || specific === descr.wrapped) specific = descr.wrapped;
      else useGeneric = true;
    } else if (isSlotItself(descr, slot) && isSubtype(type, descr.owner)) {
      specific = descr.builtin.spec.impl;
    } else if (
      descr instanceof PyWrapperDescr &&
      descr.def.name === def.name &&
      descr.def.slot !== slot &&
      def.dispatcher === undefined
    ) {
      // `__add__` wraps nb_add: sq_concat stays empty.
    } else if (slot === "tp_new" && descr instanceof PyBuiltinFunction && isNewOf(descr)) {
      specific = (descr.self as PyType).tp_new;
    } else if (descr === null && slot === "tp_hash") {
      specific = hashNotImplemented;
    } else if (def.dispatcher !== undefined) {
      useGeneric = true;
      generic = def.dispatcher;
    }
  }
  if (slot === "tp_getattro" && useGeneric) generic = d.slotGetAttr;
  (type as unknown as SlotTable)[slot] = useGeneric ? (generic ?? slotDefsBySlot(slot)[0].dispatcher) : specific;
  if (slot === "tp_call") inheritVectorcall(type);
  if (slot === "tp_iternext" && type.tp_iternext !== type.base!.tp_iternext) type.tp_iternext_waiting = undefined;
}

/** Whether a method declared as such is no more than its class's slot (METH_COEXIST): C goes through the method all the same. */
function isSlotItself(descr: PyValue, slot: SlotName): descr is PyMethodDescr {
  return (
    (slot === "mp_subscript" || slot === "sq_contains") &&
    descr instanceof PyMethodDescr &&
    descr.builtin.spec.impl === descr.owner[slot]
  );
}

/** A class is called as its base is, fast, unless it has a `__call__` of its own. */
function inheritVectorcall(type: PyType): void {
  const { base } = type;
  const same = base !== null && type.tp_call !== undefined && type.tp_call === base.tp_call;
  if (same) type.flags |= base.flags & TPFLAGS.HAVE_VECTORCALL;
  else type.flags &= ~TPFLAGS.HAVE_VECTORCALL;
}

/** Whether a `__new__` found in a class is the built-in one of a type (tp_new_wrapper). */
export function isNewOf(descr: PyBuiltinFunction): boolean {
  return descr.builtin.name === "__new__" && descr.self !== undefined;
}

/** Reacts to a change of `type`'s namespace entry `name`: versions, caches and slots, subclasses included. */
export function typeChanged(type: PyType, name: string): void {
  const defs = slotDefsByName(name);
  invalidate(type);
  if (defs.length === 0) return;
  visitSubtypes(type, (sub) => {
    if (sub !== type && sub.dict.has(name)) return false;
    if (sub.spec === null) for (const def of defs) updateSlot(sub, def.slot);
    return true;
  });
}

/** Gives the type and all that may find attributes in it new versions, and forgets their lookups (PyType_Modified). */
export function invalidate(type: PyType): void {
  visitSubtypes(type, (sub) => {
    sub.version = newTypeVersion();
    sub.cache.clear();
    if (sub.dependents !== null) invalidateDependents(sub, sub.dependents);
    return true;
  });
}

/** Classes may name each other in their MROs: while one is being visited it is not visited again. */
function invalidateDependents(type: PyType, dependents: Set<WeakRef<PyType>>): void {
  type.dependents = null;
  for (const ref of dependents) {
    const sub = ref.deref();
    if (sub === undefined) dependents.delete(ref);
    else invalidate(sub);
  }
  type.dependents = dependents;
}

export function visitSubtypes(type: PyType, visit: (sub: PyType) => boolean): void {
  if (!visit(type)) return;
  for (const ref of type.subclasses) {
    const sub = ref.deref();
    if (sub === undefined) type.subclasses.delete(ref);
    else visitSubtypes(sub, visit);
  }
}

/** Recomputes all slots of a Python class and its subclasses (after `__bases__` assignment). */
export function recomputeSlots(type: PyType): void {
  visitSubtypes(type, (sub) => {
    if (sub.spec === null) fixupSlots(sub);
    return true;
  });
}
