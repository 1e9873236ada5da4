/** Originals: ndarrays made from lists of items. Source: CPython Modules/_testbuffer.c (init_ndbuf, verify_structure, init_suboffsets). */

import { asInt } from "../../objects/abstract/number.ts";
import { contiguousStrides, POINTER_SIZE } from "../../objects/bytes/layout.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { asSsize } from "../../objects/iterators/ssize.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { ND_C, ND_FORTRAN, ND_MAX_NDIM, ND_PIL, ND_SCALAR, ND_WRITABLE } from "./flags.ts";
import { formatArgument, packItem } from "./items.ts";
import { NdBuffer } from "./structure.ts";

export interface Original {
  readonly items: PyValue;
  readonly shape: PyValue;
  readonly strides: PyValue | undefined;
  readonly offset: number;
  readonly format: PyValue;
  readonly flags: number;
}

export function makeOriginal({ items, shape, strides, offset, format, flags }: Original): NdBuffer {
  const sizes = listOrTuple(shape, "shape");
  if (sizes.length > ND_MAX_NDIM) throw valueError(`ndim must not exceed ${ND_MAX_NDIM}`);
  const steps = strides === undefined ? null : stridesArgument(strides, sizes.length, flags);
  const [text, itemsize] = formatArgument(format);
  const list = sizes.length === 0 ? [items] : listOrTuple(items, "items");
  if (list.length === 0) throw valueError("initializer list or tuple must not be empty");
  if (offset % itemsize !== 0) throw valueError("offset must be a multiple of itemsize");
  if (offset < 0 || offset + itemsize > itemsize * list.length) throw valueError("offset out of bounds");
  const data = new Uint8Array(itemsize * list.length);
  list.forEach((item, i) => packItem(data, i * itemsize, text, item));
  const buffer = new NdBuffer(null, {
    data,
    at: 0,
    len: data.length,
    itemsize,
    readonly: (flags & ND_WRITABLE) === 0,
    ndim: sizes.length,
    format: text,
    shape: null,
    strides: null,
    suboffsets: null,
    flags,
  });
  buffer.offset = offset;
  giveStructure(buffer, sizes, steps);
  return buffer;
}

/** C's CHECK_LIST_OR_TUPLE. */
export function listOrTuple(value: PyValue, name: string): readonly PyValue[] {
  if (value instanceof PyList || value instanceof PyTuple) return value.items;
  throw typeError(`${name} must be a list or a tuple`);
}

function stridesArgument(strides: PyValue, ndim: number, flags: number): readonly PyValue[] | null {
  const steps = listOrTuple(strides, "strides");
  if (steps.length === 0) return null;
  if ((flags & ND_FORTRAN) !== 0) throw typeError("ND_FORTRAN cannot be used together with strides");
  if (steps.length !== ndim) throw valueError("len(shape) != len(strides)");
  return steps;
}

/** seq_as_ssize_array. */
function integers(values: readonly PyValue[], name: "shape" | "strides"): number[] {
  return values.map((value) => {
    if (asInt(value) === undefined) throw valueError(`elements of ${name} must be integers`);
    const int = asSsize(value);
    if (name === "shape" && int < 0) throw valueError("elements of shape must be integers >= 0");
    return int;
  });
}

/** init_structure. */
function giveStructure(buffer: NdBuffer, sizes: readonly PyValue[], steps: readonly PyValue[] | null): void {
  const pointers = (buffer.flags & ND_PIL) !== 0;
  if (buffer.ndim === 0) {
    if (pointers) throw typeError("ndim = 0 cannot be used in conjunction with ND_PIL");
    buffer.flags |= ND_SCALAR | ND_C | ND_FORTRAN;
    return;
  }
  const { itemsize } = buffer;
  const shape = integers(sizes, "shape");
  const order = (buffer.flags & ND_FORTRAN) !== 0 ? "F" : "C";
  const strides = steps === null ? contiguousStrides(shape, itemsize, order) : integers(steps, "strides");
  verify(buffer, shape, strides);
  buffer.shape = shape;
  buffer.strides = strides;
  buffer.at = buffer.offset;
  buffer.len = shape.reduce((a, b) => a * b, itemsize);
  buffer.noteLayout();
  if (pointers) pointToRows(buffer, shape, strides);
}

/** Every item lies within the memory. */
function verify(buffer: NdBuffer, shape: readonly number[], strides: readonly number[]): void {
  const { offset, itemsize } = buffer;
  if (strides.some((stride) => stride % itemsize !== 0)) throw valueError("strides must be a multiple of itemsize");
  if (shape.includes(0)) return;
  const reach = strides.map((stride, dim) => (shape[dim] - 1) * stride);
  const first = reach.reduce((sum, way) => sum + Math.min(way, 0), offset);
  const last = reach.reduce((sum, way) => sum + Math.max(way, 0), offset);
  if (first < 0 || last + itemsize > buffer.len) {
    throw valueError("invalid combination of buffer, shape and strides");
  }
}

/** The same array with pointers to the rows in front of the items (init_suboffsets). */
function pointToRows(buffer: NdBuffer, shape: readonly number[], strides: number[]): void {
  const rows = shape[0];
  const table = rows * POINTER_SIZE;
  const data = new Uint8Array(table + buffer.data.length);
  data.set(buffer.data, table);
  // How far the lowest item lies before the first, in all dimensions and within a row.
  let lowest = 0;
  let inRow = 0;
  for (let dim = 0; dim < shape.length && shape[dim] > 0; dim++) {
    const way = Math.min((shape[dim] - 1) * strides[dim], 0);
    lowest += way;
    if (dim > 0) inRow -= way;
  }
  const view = new DataView(data.buffer);
  const start = table + buffer.offset + lowest;
  const step = Math.abs(strides[0]);
  for (let row = 0; row < rows; row++) view.setBigUint64(row * POINTER_SIZE, BigInt(start + row * step), true);
  buffer.data = data;
  buffer.suboffsets = [inRow, ...shape.slice(1).map(() => -1)];
  const backwards = strides[0] < 0;
  buffer.at = backwards && rows > 0 ? (rows - 1) * POINTER_SIZE : 0;
  strides[0] = backwards ? -POINTER_SIZE : POINTER_SIZE;
  buffer.flags &= ~(ND_C | ND_FORTRAN);
  buffer.offset = buffer.at;
}
