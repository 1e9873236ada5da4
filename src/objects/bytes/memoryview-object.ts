/**
 * PyMemoryView: a view of an exporter's memory. Views of one buffer share a ManagedBuffer, which is released with the last of
 * them. Where the items lie: layout.ts. Source: CPython Objects/memoryobject.c.
 */
import type { PyBuffer } from "../buffer.ts";
import { bufferError, valueError } from "../errors.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { releaseBuffer } from "./bytes-like.ts";
import { isContiguous } from "./layout.ts";
import { memoryviewType } from "./memoryview-type.ts";

export class ManagedBuffer {
  readonly master: PyBuffer;
  /** How many views use it. */
  users = 0;
  constructor(master: PyBuffer) {
    this.master = master;
    master.counted?.keep();
  }

  /** One user less; the last one releases the buffer. */
  drop(): void {
    if (--this.users > 0) return;
    this.master.counted?.giveBack();
    releaseBuffer(this.master);
  }
}

export interface ViewShape {
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly suboffsets: readonly number[] | undefined;
  readonly itemsize: number;
  readonly format: string;
  readonly readonly: boolean;
}

/** PyBUF_MAX_NDIM. */
export const MAX_NDIM = 64;

export class PyMemoryView implements PyObject, ViewShape {
  static {
    inheritPyObject(PyMemoryView);
  }
  type: PyType;
  readonly managed: ManagedBuffer;
  readonly data: Uint8Array;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly suboffsets: readonly number[] | undefined;
  readonly itemsize: number;
  readonly format: string;
  readonly readonly: boolean;
  /** Buffers of this view handed out. */
  exports = 0;
  released = false;
  /** Whether nobody may make other views of it: it is about to be released. */
  restricted = false;
  hash: number | bigint | undefined = undefined;
  private dataView: DataView | null = null;

  constructor(managed: ManagedBuffer, view: ViewShape) {
    this.type = memoryviewType;
    managed.users++;
    this.managed = managed;
    this.data = managed.master.data;
    this.offset = view.offset;
    this.shape = view.shape;
    this.strides = view.strides;
    this.suboffsets = view.suboffsets;
    this.itemsize = view.itemsize;
    this.format = view.format;
    this.readonly = view.readonly;
  }

  get view(): DataView {
    return (this.dataView ??= new DataView(this.data.buffer, this.data.byteOffset, this.data.byteLength));
  }

  get obj(): PyValue {
    return this.managed.master.obj;
  }

  /** Number of bytes of all items. */
  get nbytes(): number {
    let size = this.itemsize;
    for (let i = 0; i < this.shape.length; i++) size *= this.shape[i];
    return size;
  }

  isContiguous(order: "C" | "F"): boolean {
    return this.suboffsets === undefined && isContiguous(this.shape, this.strides, this.itemsize, order);
  }

  check(): void {
    if (this.released) throw valueError("operation forbidden on released memoryview object");
  }

  checkUnrestricted(): void {
    this.check();
    if (this.restricted) throw valueError("cannot create new view on restricted memoryview");
  }

  release(): void {
    if (this.released) return;
    if (this.exports > 0) {
      throw bufferError(`memoryview has ${this.exports} exported buffer${this.exports === 1 ? "" : "s"}`);
    }
    this.released = true;
    this.managed.drop();
  }

  /** Another view of the same memory. */
  derive(change: Partial<ViewShape>): PyMemoryView {
    if (this.restricted) this.checkUnrestricted();
    const { offset, shape, strides, suboffsets, itemsize, format, readonly } = this;
    return new PyMemoryView(this.managed, {
      offset,
      shape,
      strides,
      suboffsets,
      itemsize,
      format,
      readonly,
      ...change,
    });
  }
}

/** A view over a whole buffer. */
export function viewOfBuffer(buffer: PyBuffer): PyMemoryView {
  const { offset = 0, shape, strides, suboffsets, itemsize, format, readonly } = buffer;
  if (shape.length > MAX_NDIM) {
    releaseBuffer(buffer);
    throw valueError(`memoryview: number of dimensions must not exceed ${MAX_NDIM}`);
  }
  const managed = new ManagedBuffer(buffer);
  return new PyMemoryView(managed, { offset, shape, strides, suboffsets, itemsize, format, readonly });
}
