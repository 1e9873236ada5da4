/**
 * PyUnpickler: the stack machine's state. MARKs lie on a stack of their own; `fence` is the position of the topmost one, below
 * which nothing may be popped. Its type: unpickler-type.ts; the instructions: load.ts. Source: CPython Modules/_pickle.c.
 */

import { iter } from "../../objects/abstract/iterate.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { Input } from "./input.ts";
import { type PickleState, pickleState, unpicklingError } from "./state.ts";
import { unpicklerType } from "./unpickler-type.ts";

/** Objects by number: an array while the numbers are dense, else a map. */
export class Memo {
  private items: (PyValue | undefined)[] = [];
  private sparse: Map<number, PyValue> | null = null;
  /** How many numbers of the array are in use: the next one that MEMOIZE gives. */
  size = 0;

  get(index: number): PyValue | undefined {
    return this.items[index] ?? (this.sparse === null ? this.items[index] : this.lookup(index));
  }

  private lookup(index: number): PyValue | undefined {
    const dense = this.items[index];
    return dense === undefined ? this.sparse!.get(index) : dense;
  }

  put(index: number, value: PyValue): void {
    const { items } = this;
    if (index >= items.length) {
      if (index >= 32 && index > this.size * 2) {
        this.sparse ??= new Map();
        this.sparse.set(index, value);
        return;
      }
      while (items.length < index) items.push(undefined);
      items.push(value);
      this.size++;
      return;
    }
    if (items[index] === undefined) this.size++;
    items[index] = value;
  }

  clear(): void {
    this.items = [];
    this.sparse = null;
    this.size = 0;
  }

  copy(): Memo {
    const copy = new Memo();
    copy.items = this.items.slice();
    copy.sparse = this.sparse === null ? null : new Map(this.sparse);
    copy.size = this.size;
    return copy;
  }

  empty(): Memo {
    return new Memo();
  }

  /** How many places C's table has by now: twice as many whenever they do not suffice. */
  get room(): number {
    let room = 32;
    while (room < this.items.length) room *= 2;
    return room;
  }

  entries(): [number, PyValue][] {
    const found: [number, PyValue][] = [];
    this.items.forEach((value, index) => {
      if (value !== undefined) found.push([index, value]);
    });
    return found;
  }
}

/** So many values are taken off the stack one by one. */
const FEW = 32;

export class PyUnpickler implements PyObject {
  static {
    inheritPyObject(PyUnpickler);
  }
  type: PyType;
  readonly state: PickleState;
  readonly input: Input = new Input();
  memo: Memo = new Memo();
  stack: PyValue[] = [];
  marks: number[] = [];
  /** How many marks C's stack has room for by now. */
  markRoom = 0;
  fence = 0;
  persistentLoadAttr: PyValue | undefined = undefined;
  persistentLoad: PyValue | undefined = undefined;
  /** Iterator over out-of-band buffers. */
  buffers: PyValue | undefined = undefined;
  encoding = "ASCII";
  errors = "strict";
  fixImports = false;
  proto = 0;
  running = false;

  constructor(type: PyType = unpicklerType) {
    this.type = type;
    this.state = pickleState();
  }

  configure(fixImports: boolean, encoding: string, errors: string, buffers: PyValue | undefined): void {
    this.encoding = encoding;
    this.errors = errors;
    this.buffers = buffers === undefined || buffers === null ? undefined : iter(buffers);
    this.fixImports = fixImports;
  }

  reset(): void {
    this.stack = [];
    this.marks = [];
    this.fence = 0;
    this.proto = 0;
  }

  underflow(): unknown {
    return unpicklingError(this.marks.length > 0 ? "unexpected MARK found" : "unpickling stack underflow");
  }

  pop(): PyValue {
    if (this.stack.length <= this.fence) throw this.underflow();
    return this.stack.pop()!;
  }

  top(): PyValue {
    const { stack } = this;
    if (stack.length <= this.fence) throw this.underflow();
    return stack[stack.length - 1];
  }

  /** Everything above position `start`. */
  popFrom(start: number): PyValue[] {
    if (start < this.fence) throw this.underflow();
    return this.stack.splice(start);
  }

  /** Drops what lies on the stack from `start` on: mostly little, which is faster taken off than cut off. */
  dropFrom(start: number): void {
    const { stack } = this;
    if (stack.length - start > FEW) stack.length = start;
    else while (stack.length > start) stack.pop();
  }

  mark(): void {
    this.fence = this.stack.length;
    if (this.marks.length >= this.markRoom) this.markRoom = 2 * this.marks.length + 20;
    this.marks.push(this.fence);
  }

  /** Takes the topmost mark away and answers its position. */
  popMark(): number {
    const position = this.marks.pop();
    if (position === undefined) throw unpicklingError("could not find MARK");
    this.fence = this.marks.length > 0 ? this.marks[this.marks.length - 1] : 0;
    return position;
  }

  recall(index: number): PyValue {
    const value = this.memo.get(index);
    if (value === undefined) throw unpicklingError(`Memo value not found at index ${index}`);
    return value;
  }
}
