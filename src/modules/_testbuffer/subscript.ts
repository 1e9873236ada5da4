/** Items and slices of ndarrays. Source: CPython Modules/_testbuffer.c (ndarray_subscript, ndarray_ass_subscript, init_slice). */
import { hasIndex } from "../../objects/abstract/number.ts";
import { PyBUF_FULL_RO } from "../../objects/buffer.ts";
import { releaseBuffer } from "../../objects/bytes/bytes-like.ts";
import { follow, places } from "../../objects/bytes/layout.ts";
import { indexError, typeError, valueError } from "../../objects/errors.ts";
import { asSsize } from "../../objects/iterators/ssize.ts";
import type { PyValue } from "../../objects/object.ts";
import { ELLIPSIS_OBJECT } from "../../objects/singletons.ts";
import { PySlice, sliceRange } from "../../objects/slice.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import { ND_OWN_ARRAYS } from "./flags.ts";
import { packItem, unpackItem } from "./items.ts";
import { consumer, type PyNdArray } from "./ndarray-object.ts";
import { type NdBuffer, requested } from "./structure.ts";

export function ndItem(self: PyNdArray, index: number): PyValue {
  const { head } = self;
  if (head.ndim === 0) throw typeError("invalid indexing of scalar");
  return head.ndim === 1 ? unpackItem(head.data, placeOf(head, index), head.format) : part(self, index);
}

/** The array of one dimension less that an index leads to. */
function part(self: PyNdArray, index: number): PyNdArray {
  const array = consumer(self);
  const { head } = array;
  head.at = placeOf(head, index);
  head.len /= head.shape![0];
  head.ndim--;
  head.shape!.shift();
  head.strides?.shift();
  head.suboffsets?.shift();
  head.noteLayout();
  return array;
}

/** ptr_from_index. */
function placeOf(head: NdBuffer, index: number): number {
  const size = head.shape === null ? head.len : head.shape[0];
  const place = index < 0 ? index + size : index;
  if (place < 0 || place >= size) throw indexError("index out of bounds");
  const at = head.at + place * stepOf(head);
  const { data, suboffsets } = head;
  if (suboffsets === null) return at;
  return follow(new DataView(data.buffer, data.byteOffset, data.byteLength), at, suboffsets[0]);
}

function stepOf(head: NdBuffer): number {
  if (head.strides !== null) return head.strides[0];
  // Without a shape there is no format either: the items are bytes.
  return head.shape === null && head.format === null ? 1 : head.itemsize;
}

function isWhole(key: PyValue): boolean {
  return key === ELLIPSIS_OBJECT || (key instanceof PyTuple && key.items.length === 0);
}

export function ndSubscript(self: PyNdArray, key: PyValue): PyValue {
  const { head } = self;
  if (head.ndim === 0) {
    if (!isWhole(key)) throw typeError("invalid indexing of scalar");
    return key === ELLIPSIS_OBJECT ? self : unpackItem(head.data, head.at, head.format);
  }
  return hasIndex(key) ? ndItem(self, asSsize(key)) : ndSlice(self, key);
}

function ndSlice(self: PyNdArray, key: PyValue): PyNdArray {
  const array = consumer(self);
  const { head } = array;
  head.flags |= ND_OWN_ARRAYS;
  if (key instanceof PyTuple) key.items.forEach((item, dim) => select(head, item, dim));
  else select(head, key, 0);
  head.len = head.shape!.reduce((a, b) => a * b, head.itemsize);
  head.noteLayout();
  return array;
}

/** init_slice. */
function select(head: NdBuffer, key: PyValue, dim: number): void {
  if (!(key instanceof PySlice)) throw typeError(`cannot index memory using "${typeName(key)}"`);
  const { start, step, count } = sliceRange(key, head.shape![dim]);
  const strides = head.strides!;
  // Where a dimension before this one has pointers, it is what they lead to that begins later.
  const pointers = head.suboffsets?.slice(0, dim).findLastIndex((suboffset) => suboffset >= 0) ?? -1;
  if (pointers < 0) head.at += strides[dim] * start;
  else head.suboffsets![pointers] += strides[dim] * start;
  head.shape![dim] = count;
  strides[dim] *= step;
}

export function ndAssSubscript(self: PyNdArray, key: PyValue, value: PyValue | undefined): void {
  const { head } = self;
  if (head.readonly) throw typeError("ndarray is not writable");
  if (value === undefined) throw typeError("ndarray data cannot be deleted");
  if (head.ndim === 0) {
    if (!isWhole(key)) throw typeError("invalid indexing of scalar");
    packItem(head.data, head.at, head.format, value);
    return;
  }
  if (hasIndex(key)) {
    const index = asSsize(key);
    if (head.ndim > 1) assign(part(self, index).head, value);
    else packItem(head.data, placeOf(head, index), head.format, value);
    return;
  }
  assign(ndSlice(self, key).head, value);
}

/** copy_buffer. */
function assign(to: NdBuffer, value: PyValue): void {
  const from = requested(value, PyBUF_FULL_RO);
  try {
    if (!sameStructure(to, from)) {
      throw valueError("ndarray assignment: lvalue and rvalue have different structures");
    }
    copyItems(to, from);
  } finally {
    releaseBuffer(from.exporter!);
  }
}

/** copy_rec: row by row, each of which is read before it is written. */
function copyItems(to: NdBuffer, from: NdBuffer): void {
  const { itemsize } = to;
  const targets = [...places(to.full)];
  const sources = [...places(from.full)];
  const row = to.full.shape.at(-1) ?? 1;
  for (let i = 0; i < targets.length; i += row) {
    const items = sources.slice(i, i + row).map((at) => from.data.slice(at, at + itemsize));
    items.forEach((item, k) => to.data.set(item, targets[i + k]));
  }
}

/** cmp_structure: equal formats, and equal sizes up to the first that is 0. */
export function sameStructure(a: NdBuffer, b: NdBuffer): boolean {
  if (a.format !== b.format || a.itemsize !== b.itemsize || a.ndim !== b.ndim) return false;
  const [left, right] = [a.full.shape, b.full.shape];
  const empty = left.indexOf(0);
  const counted = empty < 0 ? left.length : empty + 1;
  return left.slice(0, counted).every((size, dim) => size === right[dim]);
}
