/**
 * PyDict: the insertion-ordered mapping. `keys[i]` and `vals[i]` make up entry `i`; key-table.ts finds entries. A deleted entry leaves
 * undefined in both arrays until an insertion finds more such gaps than entries. A miss answers undefined; nothing is thrown for it.
 *
 * Namespaces that compiled code reads (module globals, builtins) have mirrored cells: `cell(name).v` always equals `getStr(name)`.
 * Source: CPython Objects/dictobject.c.
 */
import { charge, chargeFor } from "../../kernel/interrupt.ts";
import type { Str } from "../../kernel/str.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import type { CodeIndex } from "./code-index.ts";
import { hashCode } from "./hash-code.ts";
import {
  addDirect,
  addOther,
  compactIfSparse,
  type DirectKey,
  directKey,
  find,
  findAmongForeign,
  findDirect,
  findOther,
  type KeyTable,
  moveToLast,
  removeEntry,
} from "./key-table.ts";
import type { OtherKeys } from "./other-keys.ts";
import { dictType } from "./type.ts";

/** A name's value in a namespace, for code that keeps hold of the place; undefined while the name is unbound. */
export class DictCell {
  v: PyValue | undefined;
  constructor(v: PyValue | undefined) {
    this.v = v;
  }
}

export class PyDict implements PyObject, KeyTable {
  static {
    inheritPyObject(PyDict);
  }
  type: PyType;
  keys: (PyValue | undefined)[];
  vals: (PyValue | undefined)[];
  used: number;
  index: Map<DirectKey, number> | null;
  ints: CodeIndex | null;
  others: OtherKeys | null;
  plain: boolean;
  dense: boolean;
  epoch: number;
  scans: number;
  /** Changes with every insertion and removal of a key. */
  keysVersion: number;
  cells: Map<string, DictCell> | null;

  constructor(type: PyType = dictType) {
    this.type = type;
    this.keys = [];
    this.vals = [];
    this.used = 0;
    this.index = null;
    this.ints = null;
    this.others = null;
    this.plain = true;
    this.dense = true;
    this.epoch = 0;
    this.scans = 0;
    this.keysVersion = 0;
    this.cells = null;
  }

  /** A dict of the given names. */
  static of(entries: Readonly<Record<string, PyValue>>): PyDict {
    const dict = new PyDict();
    for (const name of Object.keys(entries)) dict.setStr(name, entries[name]);
    return dict;
  }

  /** A dict of these entries, whose keys are JavaScript strings, all different; takes the arrays over. */
  static fromTexts(keys: string[], vals: PyValue[]): PyDict {
    const dict = new PyDict();
    dict.keys = keys;
    dict.vals = vals;
    dict.used = keys.length;
    dict.dense = keys.length === 0;
    return dict;
  }

  /** What a display with these keys and values in turn makes, entry by entry. */
  static fromPairs(pairs: readonly PyValue[]): PyDict {
    const dict = new PyDict();
    dict.setPairs(pairs, 0);
    return dict;
  }

  /** Stores the keys and values that take turns in `pairs` from `start` on. */
  setPairs(pairs: readonly PyValue[], start: number): void {
    const size = (pairs.length - start) >> 1;
    if (size > 0 && size <= FEW_TEXTS && this.isNew && this.type === dictType && this.cells === null) {
      // Arrays of their final size: those that grow one by one are given room for many more.
      const keys = pairs.slice(start, start + size);
      const vals = pairs.slice(start + size);
      for (let i = 0; i < size; i++) {
        keys[i] = pairs[start + 2 * i];
        vals[i] = pairs[start + 2 * i + 1];
      }
      if (areDifferentTexts(keys)) {
        this.keys = keys;
        this.vals = vals;
        this.used = size;
        this.dense = false;
        this.keysVersion++;
        return;
      }
    }
    for (let i = start; i < pairs.length; i += 2) this.set(pairs[i], pairs[i + 1]);
  }

  /** Nothing is left of earlier entries. */
  private get isNew(): boolean {
    return this.keys.length === 0 && this.index === null && this.ints === null && this.others === null && this.plain;
  }

  noun(): string {
    return "a dict key";
  }

  get size(): number {
    return this.used;
  }

  /** The value of a key, or undefined. */
  get(key: PyValue): PyValue | undefined {
    if (typeof key === "string") return this.getStr(key);
    const at = find(this, key);
    return at < 0 ? undefined : this.vals[at];
  }

  /** `get` of an exact str that is a JavaScript string. */
  getStr(name: string): PyValue | undefined {
    const { index } = this;
    let at = index === null ? findDirect(this, name) : (index.get(name) ?? -1);
    if (at < 0 && this.others !== null && this.others.foreign > 0) at = findAmongForeign(this, name);
    return at < 0 ? undefined : this.vals[at];
  }

  has(key: PyValue, code?: number): boolean {
    return find(this, key, code) >= 0;
  }

  hasStr(name: string): boolean {
    return find(this, name) >= 0;
  }

  /** Stores; `code` is the key's hash code if known (`codeAt`). */
  set(key: PyValue, value: PyValue, code?: number): void {
    const direct = directKey(key);
    if (direct === undefined) this.setOther(key, value, code === undefined ? hashCode(this, key) : code);
    else this.setDirect(key, direct, value);
  }

  setStr(name: string, value: PyValue): void {
    this.setDirect(name, name, value);
  }

  private setDirect(key: PyValue, direct: DirectKey, value: PyValue): void {
    let at = findDirect(this, direct);
    if (at < 0 && this.others !== null && this.others.foreign > 0) at = findAmongForeign(this, key);
    if (at >= 0) this.vals[at] = value;
    else {
      at = addDirect(this, key, direct);
      this.vals[at] = value;
      this.keysVersion++;
    }
    if (this.cells !== null && typeof direct === "string") this.mirror(direct, value);
  }

  private setOther(key: PyValue, value: PyValue, code: number): void {
    let at = findOther(this, key, code);
    if (at >= 0) {
      this.vals[at] = value;
      if (this.cells !== null && typeof this.keys[at] === "string") this.mirror(this.keys[at] as string, value);
      return;
    }
    at = addOther(this, key, code);
    this.vals[at] = value;
    this.keysVersion++;
  }

  /** The value of a key, which is inserted with `value` when absent. */
  setDefault(key: PyValue, value: PyValue): PyValue {
    const direct = directKey(key);
    if (direct === undefined) {
      const code = hashCode(this, key);
      let at = findOther(this, key, code);
      if (at >= 0) return this.vals[at]!;
      at = addOther(this, key, code);
      this.vals[at] = value;
      this.keysVersion++;
      return value;
    }
    let at = findDirect(this, direct);
    if (at < 0 && this.others !== null && this.others.foreign > 0) at = findAmongForeign(this, key);
    if (at >= 0) return this.vals[at]!;
    at = addDirect(this, key, direct);
    this.vals[at] = value;
    this.keysVersion++;
    if (this.cells !== null && typeof direct === "string") this.mirror(direct, value);
    return value;
  }

  /** Told of what dict's own methods have taken away, for types that keep an order which these do not know. */
  lost?(key: PyValue): void;

  /** Removes a key; false when it is absent. */
  delete(key: PyValue): boolean {
    const at = find(this, key);
    if (at < 0) return false;
    this.deleteAt(at);
    return true;
  }

  /** Removes a key and answers its value, or undefined when it is absent. */
  pop(key: PyValue): PyValue | undefined {
    if (this.used === 0) return undefined; // before hashing, as CPython
    const at = find(this, key);
    if (at < 0) return undefined;
    const value = this.vals[at];
    this.deleteAt(at);
    return value;
  }

  /** Removes the live entry `at`. */
  deleteAt(at: number): void {
    if (this.cells !== null) {
      const direct = directKey(this.keys[at]!);
      if (typeof direct === "string") this.mirror(direct, undefined);
    }
    removeEntry(this, at);
    this.vals[at] = undefined;
    this.keysVersion++;
  }

  /** Makes the live entry `at` the last one. */
  moveToLast(at: number): void {
    const value = this.vals[at];
    moveToLast(this, at);
    this.vals[at] = undefined;
    this.vals.push(value);
    this.keysVersion++;
    compactIfSparse(this);
  }

  /** Index of the last live entry, or -1; entries beyond it are given up. */
  lastIndex(): number {
    const keys = this.keys;
    let last = keys.length - 1;
    while (last >= 0 && keys[last] === undefined) last--;
    return last;
  }

  /** Removes the entry inserted last and everything after it in the arrays; the dict must not be empty. */
  popLast(): [PyValue, PyValue] {
    const at = this.lastIndex();
    const entry: [PyValue, PyValue] = [this.keys[at]!, this.vals[at]!];
    this.deleteAt(at);
    this.keys.length = at;
    this.vals.length = at;
    return entry;
  }

  /** Index of the first live entry at or after `i`, or -1: `for (let i = d.nextIndex(0); i >= 0; i = d.nextIndex(i + 1))`. */
  nextIndex(i: number): number {
    const keys = this.keys;
    for (; i < keys.length; i++) if (keys[i] !== undefined) return i;
    return -1;
  }

  clear(): void {
    if (this.cells !== null) for (const cell of this.cells.values()) cell.v = undefined;
    this.keys = [];
    this.vals = [];
    this.used = 0;
    this.index = null;
    this.ints = null;
    this.others = null;
    this.plain = true;
    this.dense = true;
    this.epoch++;
    this.scans = 0;
    this.keysVersion++;
  }

  /** A shallow copy as an exact dict; the index is built when first needed. */
  copy(): PyDict {
    const copy = new PyDict();
    copy.fill(this);
    return copy;
  }

  /** Copies another dict's entries into this one, which has never had any. */
  private fill(from: PyDict): void {
    charge(from.used);
    this.keys = from.keys.slice();
    this.vals = from.vals.slice();
    this.used = from.used;
    this.others = from.others === null ? null : from.others.copy();
    this.plain = from.plain;
    this.dense = from.dense;
  }

  /** Copies all entries of another dict, if that needs no look at any of them: into an exact dict without entries. */
  copiesAll(from: PyDict): boolean {
    if (this.keys.length > 0 || this.type !== dictType || this.cells !== null) return false;
    this.clear();
    this.fill(from);
    return true;
  }

  /** The live keys in order. */
  keysArray(): PyValue[] {
    chargeFor(this.keys.length);
    return this.used === this.keys.length ? (this.keys.slice() as PyValue[]) : live(this.keys);
  }

  /** The live values in order. */
  valuesArray(): PyValue[] {
    chargeFor(this.vals.length);
    return this.used === this.vals.length ? (this.vals.slice() as PyValue[]) : live(this.vals);
  }

  /** The cell that mirrors a name from now on. */
  cell(name: string): DictCell {
    this.cells ??= new Map();
    let cell = this.cells.get(name);
    if (cell === undefined) {
      cell = new DictCell(this.getStr(name));
      this.cells.set(name, cell);
    }
    return cell;
  }

  private mirror(name: string, value: PyValue | undefined): void {
    const cell = this.cells!.get(name);
    if (cell !== undefined) cell.v = value;
  }

  /** `get` by a name of either representation. */
  getName(name: Str): PyValue | undefined {
    return typeof name === "string" ? this.getStr(name) : this.get(name);
  }

  /** Removes a name; false when it is absent. */
  deleteStr(name: string): boolean {
    return this.delete(name);
  }
}

/** So many texts are quickly compared with each other. */
const FEW_TEXTS = 8;

/** Whether these are few, all plain strings, and no two the same. */
export function areDifferentTexts(keys: readonly PyValue[]): keys is string[] {
  if (keys.length > FEW_TEXTS) return false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key !== "string") return false;
    for (let k = 0; k < i; k++) if (keys[k] === key) return false;
  }
  return true;
}

function live(array: (PyValue | undefined)[]): PyValue[] {
  const out: PyValue[] = [];
  for (let i = 0; i < array.length; i++) {
    const item = array[i];
    if (item !== undefined) out.push(item);
  }
  return out;
}
