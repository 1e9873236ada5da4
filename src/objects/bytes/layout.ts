/**
 * Where the items of a buffer lie. Item (i, j, …) is found by adding `i*strides[0]`, then `j*strides[1]`, … to the buffer's offset; a
 * dimension with a suboffset that is not negative holds pointers: what lies there is the place to go on from, plus the suboffset. Such
 * pointers are places in the buffer's own `data`, eight bytes each. Source: CPython Objects/abstract.c, Objects/memoryobject.c.
 */
import { charge } from "../../kernel/interrupt.ts";
import type { PyBuffer } from "../buffer.ts";

/** sizeof(void *). */
export const POINTER_SIZE = 8;

/** What is needed to find items. */
export type Layout = Pick<PyBuffer, "data" | "offset" | "shape" | "strides" | "itemsize" | "suboffsets">;

/** Whether items lie one after the other, the last index ("C") or the first ("F") varying fastest. */
export function isContiguous(
  shape: readonly number[],
  strides: readonly number[],
  itemsize: number,
  order: "C" | "F",
): boolean {
  let expected = itemsize;
  if (shape.includes(0)) return true;
  for (let k = 0; k < shape.length; k++) {
    const dim = order === "C" ? shape.length - 1 - k : k;
    if (shape[dim] > 1 && strides[dim] !== expected) return false;
    expected *= shape[dim];
  }
  return true;
}

/** Strides of a shape without gaps. */
export function contiguousStrides(shape: readonly number[], itemsize: number, order: "C" | "F" = "C"): number[] {
  const strides: number[] = new Array(shape.length);
  let stride = itemsize;
  for (let k = 0; k < shape.length; k++) {
    const dim = order === "C" ? shape.length - 1 - k : k;
    strides[dim] = stride;
    stride *= shape[dim];
  }
  return strides;
}

/** Follows the pointer at `at` where the dimension has one (ADJUST_PTR). */
export function follow(view: DataView, at: number, suboffset: number): number {
  return suboffset < 0 ? at : Number(view.getBigUint64(at, true)) + suboffset;
}

/** Where the item with the given indices lies (PyBuffer_GetPointer). */
export function placeOfItem({ data, offset = 0, strides, suboffsets }: Layout, indices: readonly number[]): number {
  let at = offset;
  if (suboffsets === undefined) {
    for (let dim = 0; dim < indices.length; dim++) at += indices[dim] * strides[dim];
    return at;
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let dim = 0; dim < indices.length; dim++) at = follow(view, at + indices[dim] * strides[dim], suboffsets[dim]);
  return at;
}

/** The places of all items, in C or Fortran order. */
export function* places(layout: Layout, order: "C" | "F" = "C"): Iterable<number> {
  const { shape } = layout;
  if (shape.includes(0)) return;
  const indices: number[] = shape.map(() => 0);
  for (;;) {
    charge(1);
    yield placeOfItem(layout, indices);
    let k = 0;
    for (; k < shape.length; k++) {
      const dim = order === "C" ? shape.length - 1 - k : k;
      if (++indices[dim] < shape[dim]) break;
      indices[dim] = 0;
    }
    if (k === shape.length) return;
  }
}

/** Copies the items of a buffer into a row, in C or Fortran order. */
export function gather(layout: Layout, order: "C" | "F"): Uint8Array {
  const { data, shape, itemsize } = layout;
  const out = new Uint8Array(shape.reduce((a, b) => a * b, itemsize));
  charge(out.length >> 2);
  if (layout.suboffsets === undefined) gatherStrided(layout, order, out);
  else {
    let to = 0;
    for (const at of places(layout, order)) {
      out.set(data.subarray(at, at + itemsize), to);
      to += itemsize;
    }
  }
  return out;
}

function gatherStrided(
  { data, offset = 0, shape, strides, itemsize }: Layout,
  order: "C" | "F",
  out: Uint8Array,
): void {
  const dims = shape.map((_, i) => (order === "C" ? i : shape.length - 1 - i));
  let to = 0;
  const walk = (level: number, at: number): void => {
    if (level === dims.length) {
      for (let i = 0; i < itemsize; i++) out[to++] = data[at + i];
      return;
    }
    const dim = dims[level];
    for (let i = 0; i < shape[dim]; i++) walk(level + 1, at + i * strides[dim]);
  };
  walk(0, offset);
}
