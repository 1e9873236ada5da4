/**
 * NdBuffer: C's Py_buffer with everything that a consumer may not have been told, which is null: a format, a shape, strides. An ndarray
 * holds one. Source: CPython Modules/_testbuffer.c (ndbuf_t), Objects/abstract.c.
 */
import { PyBUF_FORMAT, PyBUF_INDIRECT, PyBUF_ND, PyBUF_STRIDES, type PyBuffer } from "../../objects/buffer.ts";
import { getBuffer } from "../../objects/bytes/bytes-like.ts";
import { contiguousStrides, gather, isContiguous } from "../../objects/bytes/layout.ts";
import type { PyValue } from "../../objects/object.ts";
import { ND_C, ND_FORTRAN, ND_PIL, ND_SCALAR, ND_WRITABLE } from "./flags.ts";

export type Order = "C" | "F" | "A";

export class NdBuffer {
  /** Whom it was got from; null for an original. */
  readonly exporter: PyBuffer | null;
  readonly obj: PyValue;
  data: Uint8Array;
  /** Where the first item lies (C's `buf`). */
  at: number;
  /** Number of bytes of all items. */
  len: number;
  readonly itemsize: number;
  readonly readonly: boolean;
  ndim: number;
  readonly format: string | null;
  shape: number[] | null;
  strides: number[] | null;
  suboffsets: number[] | null;
  flags: number;
  /** What the `offset` attribute says. */
  offset = -1;
  /** How many consumers have it. */
  exports = 0;

  constructor(exporter: PyBuffer | null, fields: Omit<NdFields, "exporter">) {
    this.exporter = exporter;
    this.obj = exporter === null ? null : exporter.obj;
    this.data = fields.data;
    this.at = fields.at;
    this.len = fields.len;
    this.itemsize = fields.itemsize;
    this.readonly = fields.readonly;
    this.ndim = fields.ndim;
    this.format = fields.format;
    this.shape = fields.shape;
    this.strides = fields.strides;
    this.suboffsets = fields.suboffsets;
    this.flags = fields.flags;
  }

  /** The whole truth, what is missing filled in (init_shape_strides). */
  get full(): Pick<PyBuffer, "data" | "offset" | "shape" | "strides" | "itemsize" | "suboffsets"> {
    const { data, at: offset, itemsize } = this;
    const shape = this.shape ?? (this.ndim === 0 ? [] : [this.len / itemsize]);
    const strides = this.strides ?? contiguousStrides(shape, itemsize);
    return { data, offset, shape, strides, itemsize, suboffsets: this.suboffsets ?? undefined };
  }

  /** PyBuffer_IsContiguous. */
  isContiguous(order: Order): boolean {
    if (order === "A") return this.isContiguous("C") || this.isContiguous("F");
    if (this.suboffsets !== null) return false;
    if (this.len === 0) return true;
    if (this.strides !== null && this.shape !== null)
      return isContiguous(this.shape, this.strides, this.itemsize, order);
    // Without strides the order is C's, which is Fortran's too where only one dimension has several items.
    return order === "C" || this.ndim <= 1 || this.shape!.filter((size) => size > 1).length <= 1;
  }

  /** init_flags. */
  noteLayout(): void {
    if (this.ndim === 0) this.flags |= ND_SCALAR;
    if (this.suboffsets !== null) this.flags |= ND_PIL;
    if (this.isContiguous("C")) this.flags |= ND_C;
    if (this.isContiguous("F")) this.flags |= ND_FORTRAN;
  }

  /** The bytes of the items one after the other (PyBuffer_ToContiguous); "A" leaves contiguous items as they are. */
  toBytes(order: Order): Uint8Array {
    if (this.isContiguous(order)) return this.data.slice(this.at, this.at + this.len);
    return gather(this.full, order === "F" ? "F" : "C");
  }
}

type NdFields = Pick<
  NdBuffer,
  | "exporter"
  | "data"
  | "at"
  | "len"
  | "itemsize"
  | "readonly"
  | "ndim"
  | "format"
  | "shape"
  | "strides"
  | "suboffsets"
  | "flags"
>;

/** What a consumer sees that asks an exporter with these flags. */
export function requested(exporter: PyValue, flags: number): NdBuffer {
  const buffer = getBuffer(exporter, flags);
  const wants = (flag: number): boolean => (flags & flag) === flag;
  const { data, offset = 0, shape, itemsize, readonly } = buffer;
  return new NdBuffer(buffer, {
    data,
    at: offset,
    len: shape.reduce((a, b) => a * b, itemsize),
    itemsize,
    readonly,
    ndim: wants(PyBUF_ND) ? shape.length : 1,
    format: wants(PyBUF_FORMAT) ? buffer.format : null,
    shape: wants(PyBUF_ND) ? shape.slice() : null,
    strides: wants(PyBUF_STRIDES) ? buffer.strides.slice() : null,
    suboffsets: wants(PyBUF_INDIRECT) ? (buffer.suboffsets?.slice() ?? null) : null,
    flags: readonly ? 0 : ND_WRITABLE,
  });
}
