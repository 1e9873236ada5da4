/**
 * The deque's data: a ring buffer whose capacity is a power of two, so that both ends and the index operator are O(1).
 * (CPython links blocks of 64 items; indexing is O(n) in the middle there.)
 */
import { charge } from "../../kernel/interrupt.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { dequeType } from "./deque-type.ts";

export class PyDeque implements PyObject {
  static {
    inheritPyObject(PyDeque);
  }
  type: PyType;
  private ring: (PyValue | undefined)[] = new Array(8).fill(undefined);
  private head = 0;
  size = 0;
  /** Largest size, or -1. */
  maxlen = -1;
  /** Changes with every mutation of the structure: iterators check it. */
  state = 0;
  declare dict?: PyDict | null;

  constructor(type: PyType = dequeType) {
    this.type = type;
  }

  at(i: number): PyValue {
    return this.ring[(this.head + i) & (this.ring.length - 1)]!;
  }

  put(i: number, value: PyValue): void {
    this.ring[(this.head + i) & (this.ring.length - 1)] = value;
  }

  pushRight(value: PyValue): void {
    if (this.maxlen === 0) return;
    if (this.size === this.maxlen) this.popLeft();
    else if (this.size === this.ring.length) this.grow();
    this.ring[(this.head + this.size) & (this.ring.length - 1)] = value;
    this.size++;
    this.state++;
  }

  pushLeft(value: PyValue): void {
    if (this.maxlen === 0) return;
    if (this.size === this.maxlen) this.popRight();
    else if (this.size === this.ring.length) this.grow();
    this.head = (this.head - 1) & (this.ring.length - 1);
    this.ring[this.head] = value;
    this.size++;
    this.state++;
  }

  /** The first item; the deque must not be empty. */
  popLeft(): PyValue {
    const value = this.ring[this.head]!;
    this.ring[this.head] = undefined;
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.size--;
    this.state++;
    return value;
  }

  popRight(): PyValue {
    const i = (this.head + this.size - 1) & (this.ring.length - 1);
    const value = this.ring[i]!;
    this.ring[i] = undefined;
    this.size--;
    this.state++;
    return value;
  }

  clear(): void {
    this.ring = new Array(8).fill(undefined);
    this.head = 0;
    this.size = 0;
    this.state++;
  }

  toArray(): PyValue[] {
    charge(this.size);
    const items: PyValue[] = [];
    for (let i = 0; i < this.size; i++) items.push(this.at(i));
    return items;
  }

  /** Replaces the contents; `items` must respect maxlen. */
  assign(items: readonly PyValue[]): void {
    this.clear();
    this.extend(items);
  }

  /** Puts items at the right end. */
  extend(items: readonly PyValue[]): void {
    charge(items.length);
    if (this.size > 0 || this.maxlen >= 0) {
      for (let i = 0; i < items.length; i++) this.pushRight(items[i]);
      return;
    }
    const ring: (PyValue | undefined)[] = items.slice();
    let room = 8;
    while (room < items.length) room *= 2;
    while (ring.length < room) ring.push(undefined);
    this.ring = ring;
    this.head = 0;
    this.size = items.length;
    this.state += items.length;
  }

  private grow(): void {
    const ring: (PyValue | undefined)[] = this.toArray();
    const { length } = ring;
    for (let i = 0; i < length; i++) ring.push(undefined);
    this.ring = ring;
    this.head = 0;
  }
}
