/**
 * Set algebra, each operation with CPython's choice of which operand is walked, so that results come out in its order.
 * Source: CPython Objects/setobject.c.
 */

import { charge, checkpoint } from "../../kernel/interrupt.ts";
import { hash } from "../abstract/compare.ts";
import { iter, iterNext } from "../abstract/iterate.ts";
import { PyDict } from "../dict/dict.ts";
import { codeAt, find } from "../dict/key-table.ts";
import { dictType } from "../dict/type.ts";
import { PyList } from "../list/list.ts";
import { listType } from "../list/type.ts";
import type { PyValue } from "../object.ts";
import { PyRange } from "../range/range.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { tupleType } from "../tuple/type.ts";
import { isSubtype, type PyType } from "../type-object.ts";
import { dropDummies, eachMember, mergedSize, reserve, SetTable, tableOf } from "./order.ts";
import { PySet } from "./set.ts";
import { frozensetType, setType } from "./type.ts";

function isExactDict(value: PyValue): value is PyDict {
  return value instanceof PyDict && value.type === dictType;
}

/** The built-in one of set and frozenset that a type derives from: what operators make (make_new_set_basetype). */
export function baseType(type: PyType): PyType {
  if (type === setType || type === frozensetType) return type;
  return isSubtype(type, setType) ? setType : frozensetType;
}

/** Adds everything of an iterable (set_update_internal). */
export function setUpdate(set: PySet, other: PyValue): void {
  if (other instanceof PySet) {
    setMerge(set, other);
    return;
  }
  if (isExactDict(other)) {
    charge(other.used);
    const isNew = set.isNew;
    reserve(set, other.used);
    if (isNew && set.takeKeys(other)) return;
    for (let at = other.nextIndex(0); at >= 0; at = other.nextIndex(at + 1))
      set.add(other.keys[at]!, codeAt(other, at));
    return;
  }
  if (other instanceof PyTuple && other.type === tupleType && set.fill(other.items)) return;
  if (other instanceof PyRange && set.fillRange(other)) return;
  if (other instanceof PyList && other.type === listType) {
    // As the list's iterator goes through it, whatever members' methods do to the list.
    for (let i = 0; i < other.items.length; i++) {
      checkpoint();
      set.add(other.items[i]);
    }
    return;
  }
  const iterator = iter(other);
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return;
    set.add(item);
  }
}

/** set_merge. */
function setMerge(set: PySet, other: PySet): void {
  if (other === set || other.used === 0) return;
  const theirs = tableOf(other);
  if (set.used === 0 && (set.table === null || set.table.fill === 0)) {
    copyInto(set, other, theirs);
    return;
  }
  if (theirs !== null) reserve(set, other.used);
  eachMember(other, (key, code) => {
    set.add(key, code);
  });
}

/** Fills an empty set with the members of another without hashing them anew. */
function copyInto(set: PySet, other: PySet, theirs: SetTable | null): void {
  charge(other.used);
  const size = set.table === null ? 0 : set.table.mask + 1;
  set.keys = other.keys.slice();
  set.used = other.used;
  set.index = null;
  // Copies are mostly walked over or combined with others: those of plain members are indexed when one is looked for.
  set.ints = other.ints === null || other.plain ? null : other.ints.copy();
  set.others = other.others === null ? null : other.others.copy();
  set.plain = other.plain;
  set.dense = other.dense;
  set.epoch++;
  set.ordered = theirs !== null;
  set.table = theirs === null ? null : SetTable.merged(theirs, Math.max(size, mergedSize(other.used)));
  set.synced = theirs === null ? 0 : set.keys.length;
}

/** A new set or frozenset of `type` with the members of an iterable, or none. */
export function makeSet(type: PyType, source?: PyValue): PySet {
  const made = new PySet(type);
  if (source !== undefined) setUpdate(made, source);
  return made;
}

/** A copy of the built-in type that `set`'s type derives from. */
export function setCopy(set: PySet): PySet {
  return makeSet(baseType(set.type), set);
}

export function setIntersection(set: PySet, other: PyValue): PySet {
  if (set === other) return setCopy(set);
  const result = new PySet(baseType(set.type));
  if (other instanceof PySet) {
    const [large, small] = other.used > set.used ? [other, set] : [set, other];
    eachMember(small, (key, code) => {
      if (large.has(key, code)) result.addNew(key, code);
    });
    return result;
  }
  const iterator = iter(other);
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return result;
    hashable(item);
    if (find(set, item) >= 0) {
      result.add(item);
      if (result.used >= set.used) return result;
    }
  }
}

/** Some operations hash without rewording the TypeError as the element's. */
function hashable(item: PyValue): void {
  if (typeof item === "object" && item !== null) hash(item);
}

export function setIntersectionUpdate(set: PySet, other: PyValue): void {
  set.steal(setIntersection(set, other));
}

export function setDifferenceUpdate(set: PySet, other: PyValue): void {
  if (set === other) {
    set.clear();
    return;
  }
  if (other instanceof PySet) {
    eachMember(other.used >> 3 > set.used ? setIntersection(set, other) : other, (key, code) => {
      set.delete(key, code);
    });
  } else {
    const iterator = iter(other);
    for (;;) {
      const item = iterNext(iterator);
      if (item === undefined) break;
      set.delete(item);
    }
  }
  dropDummies(set);
}

export function setDifference(set: PySet, other: PyValue): PySet {
  const size = other instanceof PySet || isExactDict(other) ? other.used : -1;
  if (size < 0 || set.used >> 2 > size) {
    const result = setCopy(set);
    setDifferenceUpdate(result, other);
    return result;
  }
  const result = new PySet(baseType(set.type));
  eachMember(set, (key, code) => {
    if (!(other as PySet | PyDict).has(key, code)) result.addNew(key, code);
  });
  return result;
}

export function setSymmetricDifferenceUpdate(set: PySet, other: PyValue): void {
  if (set === other) {
    set.clear();
    return;
  }
  const flip = (key: PyValue, code: number | undefined): void => {
    if (!set.delete(key, code)) set.add(key, code);
  };
  if (isExactDict(other)) {
    charge(other.used);
    for (let at = other.nextIndex(0); at >= 0; at = other.nextIndex(at + 1)) flip(other.keys[at]!, codeAt(other, at));
  } else eachMember(other instanceof PySet ? other : makeSet(baseType(set.type), other), flip);
}

export function setSymmetricDifference(set: PySet, other: PyValue): PySet {
  const result = makeSet(baseType(set.type), other);
  if (other instanceof PySet && isPlain(set) && isPlain(other) && result.keys.length === other.keys.length) {
    // What the copy has of a member lies where `other` has it: so the copy need not be indexed.
    eachMember(set, (key) => {
      const at = find(other, key);
      if (at >= 0) result.deleteAt(at);
      else result.addNew(key);
    });
  } else setSymmetricDifferenceUpdate(result, set);
  return result;
}

/** Whether all members are ints and texts that stand for themselves. */
function isPlain(set: PySet): boolean {
  return set.plain && set.others === null;
}

export function setUnion(set: PySet, other: PyValue): PySet {
  const result = setCopy(set);
  if (set !== other) setUpdate(result, other);
  return result;
}

export function setIsDisjoint(set: PySet, other: PyValue): boolean {
  if (set === other) return set.used === 0;
  if (other instanceof PySet) {
    const [large, small] = other.used > set.used ? [other, set] : [set, other];
    const { keys } = small;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (key === undefined || !large.has(key, codeAt(small, i))) continue;
      charge(i);
      return false;
    }
    charge(keys.length);
    return true;
  }
  const iterator = iter(other);
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return true;
    if (set.has(item)) return false;
  }
}

export function setIsSubset(set: PySet, other: PyValue): boolean {
  if (!(other instanceof PySet)) {
    return setIntersection(set, other).used === set.used;
  }
  if (set.used > other.used) return false;
  const { keys } = set;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === undefined || other.has(key, codeAt(set, i))) continue;
    charge(i);
    return false;
  }
  charge(keys.length);
  return true;
}

export function setIsSuperset(set: PySet, other: PyValue): boolean {
  if (other instanceof PySet) return setIsSubset(other, set);
  const iterator = iter(other);
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return true;
    if (!set.has(item)) return false;
  }
}
