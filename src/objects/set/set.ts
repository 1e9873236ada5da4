/**
 * PySet: set and frozenset. Members lie in insertion order in `keys`, found as dict keys are (dict/key-table.ts). The order in which a
 * program sees them is CPython's, computed by order.ts' shadow table. Behaviour: type.ts. Source: CPython Objects/setobject.c.
 */

import { charge } from "../../kernel/interrupt.ts";
import type { CodeIndex } from "../dict/code-index.ts";
import type { PyDict } from "../dict/dict.ts";
import { hashCode } from "../dict/hash-code.ts";
import {
  ABSENT,
  addDirect,
  addInt,
  addOther,
  type DirectKey,
  directKey,
  find,
  findAmongForeign,
  findDirect,
  findOther,
  type KeyTable,
  removeEntry,
  SCAN_LIMIT,
  UNSURE,
} from "../dict/key-table.ts";
import type { OtherKeys } from "../dict/other-keys.ts";
import { type Int, inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { checkGrowth } from "../push.ts";
import type { PyRange } from "../range/range.ts";
import type { PyType } from "../type-object.ts";
import { type SetTable, tableOf, tableToChange } from "./order.ts";
import { setType } from "./type.ts";

/** So many members are made without a look at what is periodic. */
const MOST_AT_ONCE = 1_000_000;

export class PySet implements PyObject, KeyTable {
  static {
    inheritPyObject(PySet);
  }
  type: PyType;
  keys: (PyValue | undefined)[];
  used: number;
  index: Map<DirectKey, number> | null;
  ints: CodeIndex | null;
  others: OtherKeys | null;
  plain: boolean;
  dense: boolean;
  epoch: number;
  scans: number;
  /** False once a member was seen whose hash is not deterministic: the set shows insertion order. */
  ordered: boolean;
  /** The shadow of CPython's table, up to entry `synced`; null until somebody asks. */
  table: SetTable | null;
  synced: number;
  /** A frozenset's hash, and its hash code, once computed. */
  hash: Int | undefined;
  code: number | undefined;

  constructor(type: PyType = setType) {
    this.type = type;
    this.keys = [];
    this.used = 0;
    this.index = null;
    this.ints = null;
    this.others = null;
    this.plain = true;
    this.dense = true;
    this.epoch = 0;
    this.scans = 0;
    this.ordered = true;
    this.table = null;
    this.synced = 0;
    this.hash = undefined;
    this.code = undefined;
  }

  noun(): string {
    return "a set element";
  }

  get size(): number {
    return this.used;
  }

  /** Whether `key` is a member; here and below, `known` is its hash code if known (`codeAt`). */
  has(key: PyValue, known?: number): boolean {
    return find(this, key, known) >= 0;
  }

  /** Adds a member; false when it is there already. */
  add(key: PyValue, known?: number): boolean {
    if (typeof key === "number") {
      const at = addInt(this, key);
      if (at !== UNSURE) return at === ABSENT;
    }
    const direct = directKey(key);
    if (direct === undefined) {
      const code = known === undefined ? hashCode(this, key) : known;
      if (findOther(this, key, code) >= 0) return false;
      const pendingCount = this.keys.length - this.synced;
      const before = this.epoch;
      addOther(this, key, code);
      if (this.epoch !== before) this.synced = this.keys.length - pendingCount - 1;
    } else {
      if (findDirect(this, direct) >= 0) return false;
      if (this.others !== null && this.others.foreign > 0 && findAmongForeign(this, key) >= 0) return false;
      const pendingCount = this.keys.length - this.synced;
      const before = this.epoch;
      addDirect(this, key, direct);
      if (this.epoch !== before) this.synced = this.keys.length - pendingCount - 1;
    }
    return true;
  }

  /**
   * Adds a member that is known to be absent from a set that nobody else has seen. Members that stand for themselves are only put down:
   * they are indexed when one is first looked for.
   */
  addNew(key: PyValue, known?: number): void {
    if (
      !this.plain ||
      this.index !== null ||
      this.ints !== null ||
      (typeof key !== "number" && typeof key !== "string")
    ) {
      this.add(key, known);
      return;
    }
    if (this.dense && key !== this.keys.length) this.dense = false;
    checkGrowth(this.keys.length);
    this.keys.push(key);
    this.used++;
  }

  /** Takes in a few ints and texts at once, if the set is new and these are different; false where nothing was done. */
  fill(items: readonly PyValue[]): boolean {
    const count = items.length;
    if (count > SCAN_LIMIT || !this.isNew) return false;
    let dense = true;
    for (let i = 0; i < count; i++) {
      const item = items[i];
      if (typeof item !== "number" && typeof item !== "string") return false;
      for (let j = 0; j < i; j++) if (items[j] === item) return false;
      if (item !== i) dense = false;
    }
    this.keys = items.slice();
    this.used = count;
    this.dense = dense;
    return true;
  }

  /** Takes in the ints of a range at once, if the set is new and they are not too many; false where nothing was done. */
  fillRange({ start, step, length, small }: PyRange): boolean {
    const count = length as number;
    if (!this.isNew || !small || count > MOST_AT_ONCE) return false;
    charge(count);
    const keys: PyValue[] = [];
    for (let i = 0; i < count; i++) keys.push((start as number) + i * (step as number));
    this.keys = keys;
    this.used = count;
    this.dense = count === 0 || (start === 0 && step === 1);
    return true;
  }

  /** Takes in the keys of a dict at once, as a set without members, if none of them need be compared; false where nothing was done. */
  takeKeys({ keys, used, others, plain, dense }: PyDict): boolean {
    if (others !== null || used < keys.length) return false;
    this.keys = keys.slice();
    this.used = used;
    this.plain = plain;
    this.dense = dense;
    return true;
  }

  /** Whether it has no members yet, nor places for them. */
  get isNew(): boolean {
    const { keys, index, ints, others, table } = this;
    return keys.length === 0 && index === null && ints === null && others === null && table === null;
  }

  /** Removes a member; false when it is absent. */
  delete(key: PyValue, known?: number): boolean {
    const at = find(this, key, known);
    if (at < 0) return false;
    this.deleteAt(at);
    return true;
  }

  /** Removes entry `at`. The table learns of it before the entry is gone: removed members leave dummies that shape the order. */
  deleteAt(at: number): void {
    if (this.ordered) {
      const table = tableToChange(this);
      if (table !== null) table.remove(this.keys[at]!);
    }
    removeEntry(this, at);
    if (at === this.keys.length - 1 && this.others === null) this.trim();
  }

  /** Gives up the gaps at the end: a set that is used as a stack stays small. Nobody sees where in `keys` a member lies. */
  private trim(): void {
    const { keys } = this;
    do keys.pop();
    while (keys.length > 0 && keys[keys.length - 1] === undefined);
    if (this.synced > keys.length) this.synced = keys.length;
  }

  /** Removes and answers a member, the one that CPython would; the set must not be empty. */
  pop(): PyValue {
    const table = tableOf(this);
    if (table !== null) {
      const key = table.takeNext();
      this.deleteAt(find(this, key));
      return key;
    }
    const keys = this.keys;
    let at = this.synced < keys.length ? this.synced : 0;
    while (keys[at] === undefined) at = at + 1 < keys.length ? at + 1 : 0;
    const key = keys[at]!;
    this.synced = at + 1; // without a table: where the next pop starts
    this.deleteAt(at);
    return key;
  }

  clear(): void {
    this.keys = [];
    this.used = 0;
    this.index = null;
    this.ints = null;
    this.others = null;
    this.plain = true;
    this.dense = true;
    this.epoch++;
    this.scans = 0;
    this.ordered = true;
    this.table = null;
    this.synced = 0;
  }

  /** Takes over the contents of another set, which is given up. */
  steal(other: PySet): void {
    this.keys = other.keys;
    this.used = other.used;
    this.index = other.index;
    this.ints = other.ints;
    this.others = other.others;
    this.plain = other.plain;
    this.dense = other.dense;
    this.epoch++;
    this.scans = 0;
    this.ordered = other.ordered;
    this.table = other.table;
    this.synced = other.synced;
    this.hash = undefined;
    this.code = undefined;
  }
}
