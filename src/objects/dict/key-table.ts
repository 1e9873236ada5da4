/**
 * The lookup half of dict and set: from a key to its place in `keys[]`.
 *
 * Both containers keep their keys in insertion order in `keys[]` (undefined: a deleted entry) and find them three ways:
 *
 * - *Direct* keys, whose equality JavaScript's `Map` decides: str, int, None, the numbers that bool and float equal, and objects that
 *   hash and compare by identity. They lie in `index`. Up to SCAN_LIMIT keys that stand for themselves are not indexed but scanned.
 * - *Other* keys (tuples, bytes, instances with `__hash__`/`__eq__` …) lie in chains by hash (`OtherKeys`) and are compared as CPython's
 *   lookdict does: identity, then equal hashes, then `==`, starting again when the comparison changed the table.
 * - *Foreign* keys are those others whose `==` may accept a direct key (`complex`, Python classes with `__eq__`). While a table has one, a
 *   direct key that misses is looked for among the chains by its Python hash; a foreign key that misses is looked for among the
 *   direct ones through a side index by Python hash, built on demand.
 *
 * While the keys are 0, 1, 2 … in this order (*dense*), each is its own place and there is no index either.
 *
 * Invariants: `index` is null only while the table is dense, or every entry may be found by scanning, or is still to be indexed
 * (`buildIndex`); `epoch` changes whenever an entry is removed or moves. Free functions over an interface, so that no class depends on another file's class at load time.
 * Source: CPython Objects/dictobject.c (_Py_dict_lookup), Objects/setobject.c (set_lookkey).
 */
import { fold32 } from "../../kernel/hash.ts";
import { strToJs, WideStr } from "../../kernel/str.ts";
import { hash, richCompareBool } from "../abstract/compare.ts";
import { strJs } from "../abstract/repr.ts";
import { isException, typeError } from "../errors.ts";
import { PyExc_TypeError } from "../exceptions/types.ts";
import { PyFloat } from "../float/float-object.ts";
import { floatType } from "../float/type.ts";
import { intType, PyIntSub } from "../int/int-object.ts";
import type { PyObject, PyValue } from "../object.ts";
import { objectType } from "../object-type.ts";
import { Py_EQ } from "../slots.ts";
import { PyStrSub, strType } from "../str/str-object.ts";
import { tupleState } from "../tuple/hash.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { tupleType } from "../tuple/type.ts";
import type { PyType } from "../type-object.ts";
import { typeOf } from "../typeof.ts";

/** What `index` is keyed by: a wide str stands as its UTF-16 text, which no other str has. */
export type DirectKey = string | number | bigint | null | PyObject;

export interface KeyTable {
  /** Keys in insertion order; undefined where one was deleted. */
  keys: (PyValue | undefined)[];
  /** Live entries. */
  used: number;
  index: Map<DirectKey, number> | null;
  others: OtherKeys | null;
  /** Every key is its own direct key, so that a scan with === finds it. */
  plain: boolean;
  /** Entry `i` has the key `i`, or was deleted. */
  dense: boolean;
  epoch: number;
  /** What a key is called in errors: "a dict key". */
  noun(): string;
}

/** Tables with at most this many plain keys have no index. */
export const SCAN_LIMIT = 8;

/** Chains of the keys that need Python's `hash` and `==`. All arrays run parallel to the table's `keys`. */
export class OtherKeys {
  readonly heads: Map<number, number> = new Map();
  readonly next: number[] = [];
  /** Hash codes (`hashCode`). */
  readonly codes: number[] = [];
  count = 0;
  /** How many of them may equal a direct key. */
  foreign = 0;
  /** Direct entries by hash code, up to entry `sideEnd`, valid while the table's epoch is `sideEpoch`. */
  side: Map<number, number[]> | null = null;
  sideEnd = 0;
  sideEpoch = -1;

  /** Appends entry `i` to its chain. */
  add(i: number, code: number): void {
    while (this.next.length < i) {
      this.next.push(-1);
      this.codes.push(0);
    }
    this.next[i] = -1;
    this.codes[i] = code;
    this.count++;
    let at = this.heads.get(code);
    if (at === undefined) {
      this.heads.set(code, i);
      return;
    }
    while (this.next[at] !== -1) at = this.next[at];
    this.next[at] = i;
  }

  /** Takes entry `i` out of its chain. */
  remove(i: number): void {
    this.count--;
    const code = this.codes[i];
    let at = this.heads.get(code)!;
    if (at === i) {
      if (this.next[i] === -1) this.heads.delete(code);
      else this.heads.set(code, this.next[i]);
      return;
    }
    while (this.next[at] !== i) at = this.next[at];
    this.next[at] = this.next[i];
  }

  /** Whether entry `i` is one of these keys: needs the entry to be live. */
  has(i: number): boolean {
    if (i >= this.next.length) return false;
    let at = this.heads.get(this.codes[i]);
    while (at !== undefined && at !== -1) {
      if (at === i) return true;
      at = this.next[at];
    }
    return false;
  }

  copy(): OtherKeys {
    const copy = new OtherKeys();
    for (const [code, head] of this.heads) copy.heads.set(code, head);
    for (let i = 0; i < this.next.length; i++) {
      copy.next.push(this.next[i]);
      copy.codes.push(this.codes[i]);
    }
    copy.count = this.count;
    copy.foreign = this.foreign;
    return copy;
  }
}

/**
 * The hash of a key as an int32, by which chains are found and told apart. (Two hashes that fold alike are taken for equal; the
 * comparison then decides.) A TypeError is reworded as CPython's dict_unhashable_type and set_unhashable_type do.
 */
export function hashCode(table: KeyTable, key: PyValue): number {
  try {
    return codeOf(key);
  } catch (error) {
    if (!isException(error, PyExc_TypeError) || (error as PyObject).type !== PyExc_TypeError) throw error;
    throw typeError(`cannot use '${fullTypeName(typeOf(key))}' as ${table.noun()} (${strJs(error as PyObject)})`);
  }
}

/** Under `--stress=hash-collisions` only these bits of a hash count. */
let codeMask = -1;

/** Makes nearly all keys that need Python's hash collide, so that the rare paths of a lookup are taken. */
export function provokeCollisions(): void {
  codeMask = 1;
}

function codeOf(key: PyValue): number {
  return fullCode(key) & codeMask;
}

function fullCode(key: PyValue): number {
  if (key instanceof PyTuple && key.type === tupleType && key.hash === undefined) {
    const state = tupleState(key);
    if (!state.costly) return state.result32(key.items.length);
    key.hash = state.result(key.items.length);
    return fold32(key.hash);
  }
  return fold32(hash(key));
}

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

/** Whether a scan with === finds this key. */
function isPlain(key: PyValue, direct: DirectKey): boolean {
  return key === direct;
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

/** `%T` of CPython's messages: the module is named unless it is builtins or __main__. */
export function fullTypeName(type: PyType): string {
  if (type.spec !== null) return strToJs(type.tp_name);
  const module = type.dict.getStr("__module__");
  const name = strToJs(type.qualname);
  return typeof module !== "string" || module === "builtins" || module === "__main__" ? name : `${module}.${name}`;
}

/** The entry of a direct key among the direct entries, or -1. */
export function findDirect(table: KeyTable, direct: DirectKey): number {
  let index = table.index;
  if (index === null) {
    const keys = table.keys;
    if (table.dense) {
      if (typeof direct !== "number" || direct >>> 0 !== direct) return -1;
      return direct < keys.length && keys[direct] === direct ? direct : -1;
    }
    if (table.plain && keys.length <= SCAN_LIMIT) {
      for (let i = 0; i < keys.length; i++) if (keys[i] === direct) return i;
      return -1;
    }
    index = buildIndex(table);
  }
  const at = index.get(direct);
  return at === undefined ? -1 : at;
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

/** Looks for a direct key that has no direct entry among the chained keys, one of which may equal it. */
export function findAmongForeign(table: KeyTable, key: PyValue): number {
  return findChained(table, key, hashCode(table, key));
}

/** The entry of a key that is not direct, with its hash code. */
export function findOther(table: KeyTable, key: PyValue, code: number): number {
  const at = findChained(table, key, code);
  if (at >= 0) return at;
  const chained = table.others === null ? 0 : table.others.count;
  return table.used > chained && isForeign(key) ? findAmongDirect(table, key, code) : -1;
}

function findChained(table: KeyTable, key: PyValue, code: number): number {
  restart: while (table.others !== null) {
    const others = table.others;
    let at = others.heads.get(code) ?? -1;
    while (at !== -1) {
      const candidate = table.keys[at]!;
      if (candidate === key) return at;
      if (others.codes[at] === code) {
        const epoch = table.epoch;
        const equal = keysEqual(candidate, key);
        if (table.epoch !== epoch) continue restart;
        if (equal) return at;
      }
      at = others.next[at];
    }
    return -1;
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
      if (left[i] !== right[i] && !richCompareBool(left[i], right[i], Py_EQ)) return false;
    }
    return true;
  }
  return richCompareBool(candidate, key, Py_EQ);
}

/** Looks for a foreign key among the direct entries with the same Python hash. */
function findAmongDirect(table: KeyTable, key: PyValue, code: number): number {
  restart: for (;;) {
    const candidates = sideIndex(table).get(code);
    if (candidates === undefined) return -1;
    for (let n = 0; n < candidates.length; n++) {
      const at = candidates[n];
      const candidate = table.keys[at]!;
      const epoch = table.epoch;
      const equal = richCompareBool(candidate, key, Py_EQ);
      if (table.epoch !== epoch) continue restart;
      if (equal) return at;
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
    if (key === undefined || directKey(key) === undefined) continue;
    const code = codeOf(key);
    const bucket = others.side.get(code);
    if (bucket === undefined) others.side.set(code, [others.sideEnd]);
    else bucket.push(others.sideEnd);
  }
  return others.side;
}

/** Indexes every direct entry. */
export function buildIndex(table: KeyTable): Map<DirectKey, number> {
  const index = new Map<DirectKey, number>();
  const keys = table.keys;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === undefined) continue;
    const direct = directKey(key);
    if (direct !== undefined) index.set(direct, i);
  }
  table.index = index;
  table.dense = false;
  return index;
}

/** Appends an entry for a direct key known to be absent; answers its place. */
export function addDirect(table: KeyTable, key: PyValue, direct: DirectKey): number {
  if (table.keys.length > SCAN_LIMIT) compactIfSparse(table);
  const at = table.keys.length;
  if (table.dense) {
    if (key === at) {
      table.keys.push(key);
      table.used++;
      return at;
    }
    table.dense = false;
  }
  if (!isPlain(key, direct)) {
    table.plain = false;
    if (table.index === null) buildIndex(table);
  } else if (table.index === null && at >= SCAN_LIMIT) buildIndex(table);
  table.keys.push(key);
  if (table.index !== null) table.index.set(direct, at);
  table.used++;
  return at;
}

/** Appends an entry for a key that is not direct and known to be absent; answers its place. */
export function addOther(table: KeyTable, key: PyValue, code: number): number {
  if (table.keys.length > SCAN_LIMIT) compactIfSparse(table);
  const at = table.keys.length;
  table.dense = false;
  if (table.index === null && at >= SCAN_LIMIT) buildIndex(table);
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
  if (others !== null && others.count > 0 && others.has(at)) {
    others.remove(at);
    if (others.foreign > 0 && isForeign(key)) others.foreign--;
  } else if (table.index !== null) table.index.delete(directKey(key)!);
  table.keys[at] = undefined;
  table.used--;
  table.epoch++;
}

/** Called before an insertion: squeezes out the tombstones once they outnumber the live entries. */
function compactIfSparse(table: KeyTable): void {
  const dead = table.keys.length - table.used;
  if (dead > SCAN_LIMIT && dead > table.used) compact(table);
}

/** Closes the gaps in `keys` (and in a dict's `vals`); every entry's place changes. */
export function compact(table: KeyTable): void {
  const { keys, others, index } = table;
  const vals = (table as { vals?: (PyValue | undefined)[] }).vals;
  const moved = others === null ? null : new OtherKeys();
  let live = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === undefined) continue;
    if (moved !== null && others!.has(i)) moved.add(live, others!.codes[i]);
    else if (index !== null && live !== i) index.set(directKey(key)!, live);
    keys[live] = key;
    if (vals !== undefined) vals[live] = vals[i];
    live++;
  }
  keys.length = live;
  if (vals !== undefined) vals.length = live;
  if (moved !== null) moved.foreign = others!.foreign;
  table.others = moved;
  table.dense = false;
  table.epoch++;
}
