/**
 * PySet: set and frozenset. Members lie in insertion order in `keys`, found as dict keys are (dict/key-table.ts). The order in which a
 * program sees them is CPython's, computed by order.ts when asked for. Behaviour: type.ts. Source: CPython Objects/setobject.c.
 */
import {
  addDirect,
  addOther,
  type DirectKey,
  directKey,
  find,
  findAmongForeign,
  findDirect,
  findOther,
  hashHi,
  hashKey,
  hashLo,
  type KeyTable,
  type OtherKeys,
  removeEntry,
} from "../dict/key-table.ts";
import { type Int, PyObject, type PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { setType } from "./type.ts";

export class PySet extends PyObject implements KeyTable {
  keys: (PyValue | undefined)[];
  used: number;
  index: Map<DirectKey, number> | null;
  others: OtherKeys | null;
  plain: boolean;
  epoch: number;
  /** Changes with every insertion and removal. */
  version: number;
  /** Members in CPython's order, while `version` is `orderVersion`. */
  order: PyValue[] | null;
  orderVersion: number;
  /** A frozenset's hash, once computed. */
  hash: Int | undefined;

  constructor(type: PyType = setType) {
    super(type);
    this.keys = [];
    this.used = 0;
    this.index = null;
    this.others = null;
    this.plain = true;
    this.epoch = 0;
    this.version = 0;
    this.order = null;
    this.orderVersion = -1;
    this.hash = undefined;
  }

  noun(): string {
    return "a set element";
  }

  get size(): number {
    return this.used;
  }

  has(key: PyValue): boolean {
    return find(this, key) >= 0;
  }

  /** Adds a member; false when it is there already. */
  add(key: PyValue): boolean {
    const direct = directKey(key);
    if (direct === undefined) {
      hashKey(this, key);
      const lo = hashLo;
      const hi = hashHi;
      if (findOther(this, key, lo, hi) >= 0) return false;
      addOther(this, key, lo, hi);
    } else {
      if (findDirect(this, direct) >= 0) return false;
      if (this.others !== null && this.others.foreign > 0 && findAmongForeign(this, key) >= 0) return false;
      addDirect(this, key, direct);
    }
    this.version++;
    return true;
  }

  /** Removes a member; false when it is absent. */
  delete(key: PyValue): boolean {
    const at = find(this, key);
    if (at < 0) return false;
    removeEntry(this, at);
    this.version++;
    return true;
  }

  clear(): void {
    this.keys = [];
    this.used = 0;
    this.index = null;
    this.others = null;
    this.plain = true;
    this.epoch++;
    this.version++;
  }

  /** Takes over another table's members (a copy of them) in place of its own. */
  assign(other: KeyTable): void {
    this.keys = other.keys.slice();
    this.used = other.used;
    this.index = null;
    this.others = other.others === null ? null : other.others.copy();
    this.plain = other.plain;
    this.epoch++;
    this.version++;
  }

  /** The members in insertion order. */
  memberList(): PyValue[] {
    const out: PyValue[] = [];
    const keys = this.keys;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (key !== undefined) out.push(key);
    }
    return out;
  }
}
