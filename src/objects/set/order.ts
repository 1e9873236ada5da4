/**
 * The order in which a set shows its members: CPython's, wherever CPython's is a function of the program alone.
 *
 * `{8, 1}` prints as `{8, 1}` and `{1, 2, 8}` as `{8, 1, 2}` because CPython keeps members in an open-addressing table. Programs print such
 * sets, so a set whose members all have a deterministic hash (numbers, None, tuples and frozensets of them) gets a shadow of that table: the
 * same probing, growth and dummies. A set with any other member (a str, whose hash CPython randomises) shows insertion order.
 *
 * The shadow is lazy: additions are replayed from `keys` (entries `synced` and later) when the order is asked for or a member is removed; a
 * set that is only filled and probed never makes one. Nor does a copy make its own before it is looked at: until then it borrows that of
 * the set it was made from, which in turn changes only a clone while somebody borrows it. Source: CPython Objects/setobject.c (set_add_entry, set_table_resize, set_merge).
 */
import { hashHigh, hashLow, splitHash } from "../../kernel/hash.ts";
import { charge } from "../../kernel/interrupt.ts";
import { hash } from "../abstract/compare.ts";
import { codeAt } from "../dict/key-table.ts";
import { PyFloat } from "../float/float-object.ts";
import { floatType } from "../float/type.ts";
import type { PyValue } from "../object.ts";
import { tupleState } from "../tuple/hash.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { tupleType } from "../tuple/type.ts";
import { PySet } from "./set.ts";
import { frozensetType } from "./type.ts";

const MIN_SIZE = 8;
const LINEAR_PROBES = 9;
const PERTURB_SHIFT = 5;

/** Whether every program run gives this value the same hash. */
function isDeterministic(value: PyValue): boolean {
  switch (typeof value) {
    case "number":
    case "bigint":
    case "boolean":
      return true;
    case "string":
      return false;
  }
  if (value === null) return true;
  if (value instanceof PyFloat) return value.type === floatType && !Number.isNaN(value.v);
  if (value instanceof PyTuple) return value.type === tupleType && value.items.every(isDeterministic);
  if (value instanceof PySet)
    return value.type === frozensetType && value.keys.every((k) => k === undefined || isDeterministic(k));
  return false;
}

function loadHash(value: PyValue): void {
  if (typeof value === "number") splitHash(value === -1 ? -2 : value);
  else if (value instanceof PyTuple && value.hash === undefined) tupleState(value).finish(value.items.length);
  else splitHash(hash(value));
}

/** More slots than which a table of so many members gets when it grows. */
function grown(used: number): number {
  return used > 50000 ? used * 2 : used * 4;
}

function sizeAbove(minimum: number): number {
  let size = MIN_SIZE;
  while (size <= minimum) size *= 2;
  return size;
}

/** The mask of a table to which so many members have been added one by one. */
function maskAfter(count: number): number {
  let mask = MIN_SIZE - 1;
  for (let full = fullAt(mask); full <= count; full = fullAt(mask)) mask = sizeAbove(grown(full)) - 1;
  return mask;
}

/** With how many members a table grows. */
function fullAt(mask: number): number {
  return Math.ceil((mask * 3) / 5);
}

/** The halves of hashes, by slot. */
class Hashes {
  private readonly halves: Int32Array;
  private constructor(halves: Int32Array) {
    this.halves = halves;
  }
  static ofSize(size: number): Hashes {
    return new Hashes(new Int32Array(2 * size));
  }
  lo(slot: number): number {
    return this.halves[2 * slot];
  }
  hi(slot: number): number {
    return this.halves[2 * slot + 1];
  }
  set(slot: number, lo: number, hi: number): void {
    this.halves[2 * slot] = lo;
    this.halves[2 * slot + 1] = hi;
  }
  copy(): Hashes {
    return new Hashes(this.halves.slice());
  }
}

/** CPython's table of a set. A slot is empty (undefined), a dummy (DUMMY), or holds a member. */
export class SetTable {
  slots: (PyValue | undefined | typeof DUMMY)[];
  /** Members' hashes; null while all members are ints, whose hash is at hand. */
  private hashes: Hashes | null = null;
  mask: number;
  /** Slots not empty; slots with a member. */
  fill = 0;
  used = 0;
  /** Where `pop` looks next. */
  finger = 0;
  /** The table whose members are still to be taken in. */
  private basis: SetTable | null = null;
  /** How many tables have this one as their basis; it must not change then. */
  private borrowers = 0;

  constructor(slots: SetTable["slots"]) {
    this.slots = slots;
    this.mask = slots.length - 1;
  }

  static ofSize(size: number): SetTable {
    return new SetTable(new Array(size).fill(undefined));
  }

  /**
   * The table that adding these one after the other makes, if all are ints that have their own places in it, so that it does not matter which
   * came first; undefined otherwise.
   */
  static ofSmallInts(keys: readonly (PyValue | undefined)[], count: number): SetTable | undefined {
    const mask = maskAfter(count);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (key !== undefined && (typeof key !== "number" || key < 0 || key > mask)) return undefined;
    }
    const table = SetTable.ofSize(mask + 1);
    const { slots } = table;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (key !== undefined) slots[key as number] = key;
    }
    table.fill = count;
    table.used = count;
    return table;
  }

  /** Adds a member known to be absent, and grows as set_add_entry does. */
  add(key: PyValue): void {
    loadHash(key);
    const fill = this.fill;
    this.insert(key, hashLow, hashHigh);
    if (this.fill > fill && this.fill * 5 >= this.mask * 3) this.resize(grown(this.used));
  }

  /** Puts a member into the last dummy of its probe sequence, or else into the empty slot that ends it. */
  insert(key: PyValue, lo: number, hi: number): void {
    const { slots, mask } = this;
    let free = -1;
    let perturbLo = lo;
    let perturbHi = hi;
    let i = lo & mask;
    for (;;) {
      const last = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (let at = i; at <= last; at++) {
        if (slots[at] === DUMMY) free = at;
        else if (slots[at] === undefined) {
          if (free < 0) {
            free = at;
            this.fill++;
          }
          slots[free] = key;
          this.used++;
          if (this.hashes !== null) this.hashes.set(free, lo, hi);
          else if (typeof key !== "number") this.keepHashes(free, lo, hi);
          return;
        }
      }
      perturbLo = (perturbLo >>> PERTURB_SHIFT) | (perturbHi << (32 - PERTURB_SHIFT));
      perturbHi >>>= PERTURB_SHIFT;
      i = (Math.imul(i, 5) + 1 + perturbLo) & mask;
    }
  }

  /** The first member that is no int has come. */
  private keepHashes(at: number, lo: number, hi: number): void {
    const { slots } = this;
    const hashes = Hashes.ofSize(slots.length);
    this.hashes = hashes;
    for (let i = 0; i < slots.length; i++) {
      const key = slots[i];
      if (typeof key !== "number") continue;
      loadHash(key);
      hashes.set(i, hashLow, hashHigh);
    }
    hashes.set(at, lo, hi);
  }

  /** Inserts what another table has in a slot. */
  private take(key: PyValue, hashes: Hashes | null, at: number): void {
    if (hashes !== null) this.insert(key, hashes.lo(at), hashes.hi(at));
    else {
      loadHash(key);
      this.insert(key, hashLow, hashHigh);
    }
  }

  /** Makes the slot of a member, given as the very object in the table, a dummy. */
  remove(key: PyValue): void {
    loadHash(key);
    const { slots, mask } = this;
    let perturbLo = hashLow;
    let perturbHi = hashHigh;
    let i = hashLow & mask;
    for (;;) {
      const last = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (let at = i; at <= last; at++) {
        if (slots[at] === key) {
          slots[at] = DUMMY;
          this.used--;
          return;
        }
        if (slots[at] === undefined) return;
      }
      perturbLo = (perturbLo >>> PERTURB_SHIFT) | (perturbHi << (32 - PERTURB_SHIFT));
      perturbHi >>>= PERTURB_SHIFT;
      i = (Math.imul(i, 5) + 1 + perturbLo) & mask;
    }
  }

  /** set_table_resize: the smallest table with more than `minimum` slots, filled in table order. */
  resize(minimum: number): void {
    const size = sizeAbove(minimum);
    if (size === MIN_SIZE && this.mask === MIN_SIZE - 1 && this.fill === this.used) return;
    const { slots, hashes } = this;
    this.slots = new Array(size).fill(undefined);
    if (hashes !== null) this.hashes = Hashes.ofSize(size);
    this.mask = size - 1;
    this.fill = 0;
    this.used = 0;
    for (let i = 0; i < slots.length; i++) {
      const key = slots[i];
      if (key !== undefined && key !== DUMMY) this.take(key as PyValue, hashes, i);
    }
  }

  /** Takes the next member from the finger on; the table must not be empty. */
  takeNext(): PyValue {
    const { slots, mask } = this;
    let at = this.finger & mask;
    while (slots[at] === undefined || slots[at] === DUMMY) at = at === mask ? 0 : at + 1;
    this.finger = at + 1;
    return slots[at] as PyValue;
  }

  /** What set_merge makes of a table without members: `other`'s members, in its order or at the same places. It is to be settled. */
  static merged(other: SetTable, size: number): SetTable {
    const table = new SetTable([]);
    table.mask = size - 1;
    table.fill = other.used;
    table.used = other.used;
    table.basis = other;
    other.borrowers++;
    return table;
  }

  /** Takes in what it has borrowed. */
  settle(): void {
    const other = this.basis;
    if (other === null) return;
    this.basis = null;
    other.borrowers--;
    if (this.mask === other.mask && other.fill === other.used) {
      this.slots = other.slots.slice();
      this.hashes = other.hashes === null ? null : other.hashes.copy();
      return;
    }
    this.slots = new Array(this.mask + 1).fill(undefined);
    this.fill = 0;
    this.used = 0;
    for (let i = 0; i < other.slots.length; i++) {
      const key = other.slots[i];
      if (key !== undefined && key !== DUMMY) this.take(key as PyValue, other.hashes, i);
    }
  }

  /** The table itself, settled, or a clone of it when others have borrowed it: what may be changed. */
  own(): SetTable {
    this.settle();
    if (this.borrowers === 0) return this;
    const clone = new SetTable(this.slots.slice());
    clone.hashes = this.hashes === null ? null : this.hashes.copy();
    clone.fill = this.fill;
    clone.used = this.used;
    clone.finger = this.finger;
    return clone;
  }
}

/** A slot whose member was removed. */
export const DUMMY: unique symbol = Symbol("dummy");

/** The set's table, brought up to date; null when the set shows insertion order. */
export function tableOf(set: PySet): SetTable | null {
  const table = upToDate(set);
  table?.settle();
  return table;
}

/** The same, to be changed. */
export function tableToChange(set: PySet): SetTable | null {
  const table = upToDate(set);
  return table === null ? null : (set.table = table.own());
}

/** The same, perhaps not settled: whose size and number of members are what counts. */
function upToDate(set: PySet): SetTable | null {
  if (!set.ordered) return null;
  const { keys } = set;
  let table = set.table;
  if (table === null) {
    const ints = set.plain && set.others === null ? SetTable.ofSmallInts(keys, set.used) : undefined;
    table = set.table = ints ?? SetTable.ofSize(MIN_SIZE);
    set.synced = ints === undefined ? 0 : keys.length;
    charge(set.synced);
  }
  if (set.synced === keys.length) return table;
  table = set.table = table.own();
  charge(keys.length - set.synced);
  for (let i = set.synced; i < keys.length; i++) {
    const key = keys[i];
    if (key === undefined) continue;
    if (!isDeterministic(key)) {
      set.ordered = false;
      set.table = null;
      return null;
    }
    table.add(key);
  }
  set.synced = keys.length;
  return table;
}

/**
 * The table that a walk over the set goes through; null when it goes through `keys`. A set that was filled with 0, 1, 2 … needs no
 * table: CPython's has every such int at its own place.
 */
export function walkedTable(set: PySet): SetTable | null {
  if (!set.ordered || set.used < 2) return null;
  return set.table === null && set.dense && set.used === set.keys.length ? null : tableOf(set);
}

/** The members in the order that a program sees. */
export function members(set: PySet): PyValue[] {
  charge(set.used);
  const table = walkedTable(set);
  const from = table === null ? set.keys : table.slots;
  const out: PyValue[] = [];
  for (let i = 0; i < from.length; i++) {
    const key = from[i];
    if (key !== undefined && key !== DUMMY) out.push(key as PyValue);
  }
  return out;
}

/** Calls `visit` with each member, in the order of `members`, and its hash code if kept; false stops. */
export function eachMember(set: PySet, visit: (key: PyValue, code: number | undefined) => unknown): void {
  charge(set.used);
  const table = walkedTable(set);
  if (table !== null) {
    const { slots } = table;
    for (let i = 0; i < slots.length; i++) {
      const key = slots[i];
      if (key !== undefined && key !== DUMMY && visit(key as PyValue, undefined) === false) return;
    }
    return;
  }
  const { keys } = set;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key !== undefined && visit(key, codeAt(set, i)) === false) return;
  }
}

/** Grows the table before `count` members come in at once (set_merge). */
export function reserve(set: PySet, count: number): void {
  const table = upToDate(set);
  if (table === null || (table.fill + count) * 5 < table.mask * 3) return;
  tableToChange(set)!.resize((table.used + count) * 2);
}

/** After many removals (set_difference_update_internal): drops the dummies when they are more than a quarter of the table. */
export function dropDummies(set: PySet): void {
  const table = set.table;
  if (table === null || !set.ordered) return;
  const own = tableToChange(set);
  if (own === null) return;
  if (own.fill - own.used > Math.floor(own.mask / 4)) own.resize(grown(own.used));
}

/** The size of the table that set_merge gives an empty set for `count` members of a table of `otherMask`. */
export function mergedSize(count: number): number {
  if (count * 5 < (MIN_SIZE - 1) * 3) return MIN_SIZE;
  return sizeAbove(count * 2);
}
