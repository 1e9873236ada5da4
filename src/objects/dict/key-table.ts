/**
 * The lookup half of dict and set: from a key to its place in `keys[]`.
 *
 * Both containers keep their keys in insertion order in `keys[]` (undefined: a deleted entry) and find them three ways:
 *
 * - *Direct* keys, whose equality JavaScript's `Map` decides: str, int, None, the numbers that bool and float equal, and objects that
 *   hash and compare by identity. They lie in `index`. Up to SCAN_LIMIT keys that stand for themselves are not indexed but scanned.
 * - *Other* keys (tuples, bytes, instances with `__hash__`/`__eq__` …) are found by hash code (other-keys.ts) and are compared as CPython's
 *   lookdict does: identity, then equal hashes, then `==`, starting again when the comparison changed the table. Bytes, and tuples of nothing
 *   but direct keys and bytes, have a code that is cheaper than their Python hash (hash-code.ts).
 * - *Foreign* keys are those others whose `==` may accept a direct key (`complex`, Python classes with `__eq__`). While a table has one, a
 *   direct key that misses is looked for among the others by its Python hash; a foreign key that misses is looked for among the
 *   direct ones through a side index by Python hash, built on demand. The same goes for keys with cheap codes and all others.
 *
 * While the keys are 0, 1, 2 … in this order (*dense*), each is its own place and there is no index either. While all direct keys are
 * ints, `ints` takes the place of `index`.
 *
 * Invariants: `index` and `ints` are both null only while the table is dense, or every entry may be found by scanning, or is still to be
 * indexed (`buildIndex`); one of them is always null; `epoch` changes whenever an entry is removed or moves. Free functions over an interface, so that no class depends on another file's class at load time.
 * Source: CPython Objects/dictobject.c (_Py_dict_lookup), Objects/setobject.c (set_lookkey).
 */
import { charge } from "../../kernel/interrupt.ts";
import { firstSlot } from "../../kernel/spread.ts";
import { strToJs, WideStr } from "../../kernel/str.ts";
import { equal } from "../abstract/compare.ts";
import { PyFloat } from "../float/float-object.ts";
import { floatType } from "../float/type.ts";
import { intType, PyIntSub } from "../int/int-object.ts";
import type { PyObject, PyValue } from "../object.ts";
import { objectType } from "../object-type.ts";
import { checkGrowth } from "../push.ts";
import { PySet } from "../set/set.ts";
import { frozensetType, setsEqual } from "../set/type.ts";
import { PyStrSub, strType } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { tupleType } from "../tuple/type.ts";
import type { PyType } from "../type-object.ts";
import { CodeIndex, intCode } from "./code-index.ts";
import { hashCode, isCheap, mayEqualCheap, pythonCode } from "./hash-code.ts";
import { OtherKeys } from "./other-keys.ts";

/** What `index` is keyed by: a wide str stands as its UTF-16 text, which no other str has. */
export type DirectKey = string | number | bigint | null | PyObject;

export interface KeyTable {
  /** Keys in insertion order; undefined where one was deleted. */
  keys: (PyValue | undefined)[];
  /** Live entries. */
  used: number;
  index: Map<DirectKey, number> | null;
  ints: CodeIndex | null;
  others: OtherKeys | null;
  /** Every key is its own direct key, so that a scan with === finds it. */
  plain: boolean;
  /** Entry `i` has the key `i`, or was deleted. */
  dense: boolean;
  epoch: number;
  /** How often more than a few keys were scanned. */
  scans: number;
  /** What a key is called in errors: "a dict key". */
  noun(): string;
}

/** What searches answer instead of an entry. */
export const ABSENT = -1;
export const UNSURE = -2;

/** Tables with at most this many plain keys have no index. */
export const SCAN_LIMIT = 8;
/** Tables that were made as a whole, and have at most this many plain keys, are scanned this often before they get an index. */
const LONG_SCAN = 32;
const LONG_SCANS = 8;

/** The direct key a Python key stands for, or undefined when it needs Python's hash and ==. */
export function directKey(key: PyValue): DirectKey | undefined {
  switch (typeof key) {
    case "string":
    case "number":
    case "bigint":
      return key;
    case "boolean":
      return key ? 1 : 0;
  }
  if (key === null) return null;
  const object = key as PyObject | WideStr;
  const type = (object as PyObject).type;
  if (type.tp_hash === objectType.tp_hash)
    return type.tp_richcompare === objectType.tp_richcompare ? (object as PyObject) : undefined;
  if (type === tupleType) return undefined;
  if (object instanceof WideStr) return strToJs(object);
  if (object instanceof PyFloat) return behavesAs(type, floatType) ? floatKey(object.v) : undefined;
  if (object instanceof PyStrSub) return behavesAs(type, strType) ? strToJs((object as PyStrSub).value) : undefined;
  if (object instanceof PyIntSub) return behavesAs(type, intType) ? (object as PyIntSub).value : undefined;
  return undefined;
}

/** Whether instances of `type` hash and compare as those of `base`. */
function behavesAs(type: PyType, base: PyType): boolean {
  return type === base || (type.tp_hash === base.tp_hash && type.tp_richcompare === base.tp_richcompare);
}

function floatKey(value: number): DirectKey | undefined {
  if (Number.isSafeInteger(value)) return value + 0;
  if (Number.isNaN(value)) return undefined; // a NaN equals only itself as an object
  return Number.isInteger(value) ? BigInt(value) : value;
}

/**
 * Whether `==` of a key that is not direct may accept a direct key: no, when it is a built-in type's own comparison (only numbers compare
 * with other types) or that of `object`.
 */
function isForeign(key: PyValue): boolean {
  const type = (key as PyObject).type;
  if (type === tupleType || type.tp_richcompare === objectType.tp_richcompare) return false;
  const base = type.spec === null ? type.solid : type;
  if (base.spec === null || base.tp_richcompare !== type.tp_richcompare) return true;
  return base.tp_name === "complex" || base.tp_name === "decimal.Decimal";
}

/** Whether a table that has no index does without one yet. */
function isScanned({ plain, keys, scans }: KeyTable): boolean {
  return plain && (keys.length <= SCAN_LIMIT || (keys.length <= LONG_SCAN && scans < LONG_SCANS));
}

/** The entry of a direct key among the direct entries, or -1. */
export function findDirect(table: KeyTable, direct: DirectKey): number {
  let index = table.index;
  if (index === null) {
    const { keys, ints } = table;
    if (ints !== null) return typeof direct === "number" ? findInt(ints, keys, direct) : -1;
    if (table.dense) {
      if (typeof direct !== "number" || direct >>> 0 !== direct) return -1;
      return direct < keys.length && keys[direct] === direct ? direct : -1;
    }
    if (isScanned(table)) {
      if (keys.length > SCAN_LIMIT) table.scans++;
      for (let i = 0; i < keys.length; i++) if (keys[i] === direct) return i;
      return -1;
    }
    index = buildIndex(table);
    if (index === null) return findDirect(table, direct);
  }
  const at = index.get(direct);
  return at === undefined ? -1 : at;
}

/**
 * Adds an int that is absent to a table of indexed ints, in one search for both; its entry, or ABSENT when it was added; UNSURE: this is no
 * such table, or one that has to change its shape.
 */
export function addInt(table: KeyTable, int: number): number {
  const { ints, keys } = table;
  if (ints === null || ints.isFull || table.others !== null || isSparse(table)) return UNSURE;
  const { slots } = ints;
  const mask = slots.length - 1;
  let slot = firstSlot(intCode(int), ints.shift);
  for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
    const at = slots[slot] - 1;
    if (keys[at] === int) return at;
  }
  checkGrowth(keys.length);
  keys.push(int);
  ints.fill(slot, keys.length);
  table.used++;
  return ABSENT;
}

/** Slots of removed entries are left as they are: no int equals undefined. */
function findInt(ints: CodeIndex, keys: readonly (PyValue | undefined)[], int: number): number {
  const { slots } = ints;
  const mask = slots.length - 1;
  for (let slot = firstSlot(intCode(int), ints.shift); ; slot = (slot + 1) & mask) {
    const at = slots[slot] - 1;
    if (at < 0 || keys[at] === int) return at;
  }
}

/** The hash code that a table keeps for entry `at`, so that the key need not be hashed again; undefined for a direct key. */
export function codeAt(table: KeyTable, at: number): number | undefined {
  const { others } = table;
  return others?.has(at) ? others.codes[at] : undefined;
}

/** The entry of any key, or -1; `code` is its hash code if known. Throws CPython's TypeError for an unhashable key. */
export function find(table: KeyTable, key: PyValue, code?: number): number {
  const direct = directKey(key);
  if (direct === undefined) {
    return findOther(table, key, code === undefined ? hashCode(table, key) : code);
  }
  const at = findDirect(table, direct);
  return at < 0 && table.others !== null && table.others.foreign > 0 ? findAmongForeign(table, key) : at;
}

/** Looks for a key that has no entry of its own kind among those others that are found by Python's hash, one of which may equal it. */
export function findAmongForeign(table: KeyTable, key: PyValue): number {
  return findCoded(table, key, pythonCode(table, key));
}

/** The entry of a key that is not direct, with its hash code. */
export function findOther(table: KeyTable, key: PyValue, code: number): number {
  const at = findCoded(table, key, code);
  if (at >= 0) return at;
  const { others } = table;
  if (isCheap(code)) return others !== null && others.count > others.cheap ? findAmongForeign(table, key) : -1;
  const cheap = others === null ? 0 : others.cheap;
  if (cheap > 0 && mayEqualCheap(key)) return findBySide(table, key, code);
  const direct = others === null ? table.used : table.used - others.count;
  return direct + cheap > 0 && isForeign(key) ? findBySide(table, key, code) : -1;
}

function findCoded(table: KeyTable, key: PyValue, code: number): number {
  restart: while (table.others !== null) {
    const { others } = table;
    const { codes, index } = others;
    const { slots } = index;
    const mask = slots.length - 1;
    for (let slot = firstSlot(code, index.shift); ; slot = (slot + 1) & mask) {
      const at = slots[slot] - 1;
      if (at < 0) return -1;
      if (codes[at] !== code) continue;
      const candidate = table.keys[at]!;
      if (candidate === key) return at;
      const epoch = table.epoch;
      const isEqual = keysEqual(candidate, key);
      if (table.epoch !== epoch || others.index !== index) continue restart;
      if (isEqual) return at;
    }
  }
  return -1;
}

function keysEqual(candidate: PyValue, key: PyValue): boolean {
  if (
    candidate instanceof PyTuple &&
    key instanceof PyTuple &&
    candidate.type === tupleType &&
    key.type === tupleType
  ) {
    const left = candidate.items;
    const right = key.items;
    if (left.length !== right.length) return false;
    for (let i = 0; i < left.length; i++) {
      if (!equal(left[i], right[i])) return false;
    }
    return true;
  }
  if (
    candidate instanceof PySet &&
    key instanceof PySet &&
    candidate.type === frozensetType &&
    key.type === frozensetType
  ) {
    return setsEqual(candidate, key);
  }
  return equal(candidate, key);
}

/** Looks for a key among the entries that are not found by Python's hash but have the same. */
function findBySide(table: KeyTable, key: PyValue, code: number): number {
  restart: for (;;) {
    const candidates = sideIndex(table).get(code);
    if (candidates === undefined) return -1;
    for (let n = 0; n < candidates.length; n++) {
      const at = candidates[n];
      const candidate = table.keys[at]!;
      const epoch = table.epoch;
      const isEqual = equal(candidate, key);
      if (table.epoch !== epoch) continue restart;
      if (isEqual) return at;
    }
    return -1;
  }
}

function sideIndex(table: KeyTable): Map<number, number[]> {
  const others = (table.others ??= new OtherKeys());
  if (others.side === null || others.sideEpoch !== table.epoch) {
    others.side = new Map();
    others.sideEnd = 0;
    others.sideEpoch = table.epoch;
  }
  for (; others.sideEnd < table.keys.length; others.sideEnd++) {
    const key = table.keys[others.sideEnd];
    if (key === undefined || (others.has(others.sideEnd) && !isCheap(others.codes[others.sideEnd]))) continue;
    const code = pythonCode(table, key);
    const bucket = others.side.get(code);
    if (bucket === undefined) others.side.set(code, [others.sideEnd]);
    else bucket.push(others.sideEnd);
  }
  return others.side;
}

/** Indexes every direct entry: in `ints` and with the answer null when all are ints. */
export function buildIndex(table: KeyTable): Map<DirectKey, number> | null {
  charge(table.keys.length);
  const { keys, others } = table;
  table.dense = false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key !== undefined && typeof key !== "number" && !others?.has(i)) return buildMap(table);
  }
  buildInts(table);
  return null;
}

function buildMap(table: KeyTable): Map<DirectKey, number> {
  charge(table.keys.length);
  const index = new Map<DirectKey, number>();
  const keys = table.keys;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === undefined) continue;
    const direct = typeof key === "string" ? key : directKey(key);
    if (direct !== undefined) index.set(direct, i);
  }
  table.index = index;
  table.ints = null;
  table.dense = false;
  return index;
}

function buildInts(table: KeyTable): CodeIndex {
  charge(table.keys.length);
  const { keys, used } = table;
  let { ints } = table;
  if (ints?.suits(used)) ints.empty();
  else {
    ints?.giveUp();
    ints = CodeIndex.withRoom(used);
  }
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key === "number") ints.add(intCode(key), i);
  }
  table.ints = ints;
  return ints;
}

/** Appends an entry for a direct key known to be absent; answers its place. */
export function addDirect(table: KeyTable, key: PyValue, direct: DirectKey): number {
  if (table.keys.length > SCAN_LIMIT) compactIfSparse(table);
  const at = table.keys.length;
  checkGrowth(at);
  if (table.dense) {
    if (key === at) {
      table.keys.push(key);
      table.used++;
      return at;
    }
    table.dense = false;
  }
  if (key !== direct) table.plain = false;
  const { index } = table;
  if (index !== null) index.set(direct, at);
  // A table that grows gets its index here; one that was made longer than this waits until it is asked for keys.
  else if (table.ints !== null || at === SCAN_LIMIT || !isScanned(table)) addToNew(table, key, direct, at);
  table.keys.push(key);
  table.used++;
  return at;
}

/** Indexes what is to be entry `at` where so far there were ints only, or no index. */
function addToNew(table: KeyTable, key: PyValue, direct: DirectKey, at: number): void {
  if (typeof key !== "number" || (table.ints === null && buildIndex(table) !== null)) {
    (table.index ?? buildMap(table)).set(direct, at);
    return;
  }
  let ints = table.ints!;
  if (ints.isFull) ints = buildInts(table);
  ints.add(intCode(key), at);
}

/** Appends an entry for a key that is not direct and known to be absent; answers its place. */
export function addOther(table: KeyTable, key: PyValue, code: number): number {
  if (table.keys.length > SCAN_LIMIT) compactIfSparse(table);
  const at = table.keys.length;
  checkGrowth(at);
  table.dense = false;
  if (table.index === null && table.ints === null && at >= SCAN_LIMIT) buildIndex(table);
  const others = (table.others ??= new OtherKeys());
  table.keys.push(key);
  others.add(at, code);
  if (isForeign(key)) others.foreign++;
  table.used++;
  return at;
}

/** Removes entry `at` from the lookup structures and leaves a tombstone in `keys`. */
export function removeEntry(table: KeyTable, at: number): void {
  const key = table.keys[at]!;
  const others = table.others;
  table.keys[at] = undefined;
  table.used--;
  table.epoch++;
  if (others !== null && others.count > 0 && others.has(at)) {
    others.remove(at);
    if (others.foreign > 0 && isForeign(key)) others.foreign--;
  } else if (table.index !== null) forget(table, table.index, directKey(key)!);
}

/** So long texts may be cut from others, which they keep alive. */
const CUT_TEXT = 13;
/** So many keys that are no more may stay in an index, and three times as many as there are. */
const SPARE = 128;

/**
 * Has the index say that a direct key is absent. Keys come again: changing what a `Map` has costs V8 a tenth of taking it out and putting it
 * back. What keeps nothing else alive may stay there a while.
 */
function forget(table: KeyTable, index: Map<DirectKey, number>, direct: DirectKey): void {
  if (typeof direct !== "number" && !(typeof direct === "string" && direct.length < CUT_TEXT)) {
    index.delete(direct);
    return;
  }
  index.set(direct, ABSENT);
  if (index.size > 4 * table.used + SPARE) buildMap(table);
}

/** Makes entry `at` the last one, whose place it answers; nothing is compared or hashed again. */
export function moveToLast(table: KeyTable, at: number): number {
  const { keys, index, ints, others } = table;
  const key = keys[at]!;
  const to = keys.length;
  checkGrowth(to);
  if (others?.has(at)) {
    const code = others.codes[at];
    others.remove(at);
    others.add(to, code);
  } else if (index !== null) index.set(directKey(key)!, to);
  else if (ints !== null) ints.move(intCode(key as number), at, to);
  table.dense = false;
  keys[at] = undefined;
  keys.push(key);
  table.epoch++;
  return to;
}

/** Called before an insertion: squeezes out the tombstones once they outnumber the live entries. */
export function compactIfSparse(table: KeyTable): void {
  if (isSparse(table)) compact(table);
}

function isSparse({ keys, used }: KeyTable): boolean {
  const dead = keys.length - used;
  return dead > SCAN_LIMIT && dead > used;
}

/** Closes the gaps in `keys` (and in a dict's `vals`); every entry's place changes. */
export function compact(table: KeyTable): void {
  charge(table.keys.length);
  const { keys, others, index } = table;
  const vals = (table as { vals?: (PyValue | undefined)[] }).vals;
  const moved = others === null ? null : new OtherKeys();
  let live = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === undefined) continue;
    if (others?.has(i)) moved!.add(live, others.codes[i]);
    else if (index !== null && live !== i) index.set(directKey(key)!, live);
    keys[live] = key;
    if (vals !== undefined) vals[live] = vals[i];
    live++;
  }
  keys.length = live;
  if (vals !== undefined) vals.length = live;
  if (moved !== null) moved.foreign = others!.foreign;
  table.others = moved;
  if (table.ints !== null) buildInts(table);
  table.dense = false;
  table.epoch++;
}
