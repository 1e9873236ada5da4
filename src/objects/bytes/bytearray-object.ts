/**
 * PyByteArray: mutable bytes with room to grow. Behaviour: bytearray-type.ts.
 *
 * Representation: the first `size` bytes of `store`; `data` is a view of exactly those, made when somebody asks for it. A program sees
 * that memory is allocated as CPython does it, with an eighth to spare; the store, which costs more to make, has room for half as much
 * again while it is short. While a buffer is exported the size is fixed.
 */

import { FEW, zeroBytes } from "../../kernel/byte-room.ts";
import type { PyDict } from "../dict/dict.ts";
import { inheritPyObject, type PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { bytearrayType } from "./bytearray-type.ts";
import type { PyBytes } from "./bytes-object.ts";
import { Exports } from "./exports.ts";

/** Stores of up to so many bytes grow by half. */
const SHORT = 1 << 20;

export class PyByteArray implements PyObject {
  static {
    inheritPyObject(PyByteArray);
  }
  type: PyType;
  store: Uint8Array;
  size: number;
  /** How many bytes are allocated, as far as a program sees. */
  allocated: number;
  /** Buffers handed out; while there is one the size cannot change. */
  readonly exports = new Exports();
  declare dict?: PyDict | null;
  private view: Uint8Array | null;

  constructor(data: Uint8Array, type: PyType = bytearrayType) {
    this.type = type;
    this.store = data;
    this.size = data.length;
    this.allocated = data.length;
    this.view = data;
  }

  /** The bytes, as a live view. */
  get data(): Uint8Array {
    return (this.view ??= this.store.subarray(0, this.size));
  }

  set data(data: Uint8Array) {
    this.store = data;
    this.size = data.length;
    this.allocated = data.length;
    this.view = data;
  }

  checkResizable(): void {
    this.exports.check(this);
  }

  /** Runs what may call back into Python while the size must stay. */
  held<T>(run: () => T): T {
    return this.exports.held(run);
  }

  /** Sets the size; bytes gained are zero. */
  resize(size: number): void {
    const { store, size: before } = this;
    this.setSize(size);
    if (size > before && this.store === store) store.fill(0, before, size);
  }

  /** Sets the size; bytes gained are to be written. */
  private setSize(size: number): void {
    if (size === this.size) return;
    this.checkResizable();
    if (size > this.allocated) this.allocated = size + (size >> 3) + (size < 9 ? 3 : 6);
    else if (size < this.allocated >> 1 && this.allocated > 64) this.allocated = size;
    const { store } = this;
    if (size > store.length) {
      const grown = zeroBytes(
        size <= SHORT ? Math.max(this.allocated, store.length + (store.length >> 1)) : this.allocated,
      );
      grown.set(store.subarray(0, this.size));
      this.store = grown;
    } else if (size < store.length >> 1 && store.length > 64) this.store = store.slice(0, size);
    this.size = size;
    this.view = null;
  }

  append(byte: number): void {
    const { size } = this;
    if (size < this.store.length && size < this.allocated && !this.exports.any) {
      this.store[size] = byte;
      this.size = size + 1;
      this.view = null;
    } else {
      this.resize(size + 1);
      this.store[size] = byte;
    }
  }

  /** Appends bytes, which may be this object's own: they lie before what is written. */
  extend(bytes: Uint8Array): void {
    const { size } = this;
    const count = bytes.length;
    if (count === 0) return;
    this.setSize(size + count);
    if (count > FEW) this.store.set(bytes, size);
    else for (let i = 0; i < count; i++) this.store[size + i] = bytes[i];
  }

  /** Appends bytes that may be a chain of parts. */
  extendBy(bytes: PyBytes): void {
    this.setSize(this.size + bytes.size);
    bytes.writeBefore(this.store, this.size);
  }

  /** Replaces the bytes from `start` up to `stop` by others. */
  replace(start: number, stop: number, by: Uint8Array): void {
    const { size } = this;
    if (start === size && stop === size) return this.extend(by);
    const grow = by.length - (stop - start);
    if (grow !== 0) {
      this.checkResizable();
      if (by.length === 0 && start === 0 && stop < size) {
        // Taking from the front moves the start of the store instead of the bytes.
        this.store = this.store.subarray(stop);
        this.allocated -= stop;
        this.size = size - stop;
        this.view = null;
        return;
      }
      if (grow > 0) {
        // The new bytes may come from this very store: read them before it moves.
        const source = by.buffer === this.store.buffer ? by.slice() : by;
        this.resize(size + grow);
        this.store.copyWithin(stop + grow, stop, size);
        this.store.set(source, start);
        return;
      }
      this.store.copyWithin(stop + grow, stop, size);
      this.store.set(by, start);
      this.resize(size + grow);
      return;
    }
    this.store.set(by, start);
  }
}
