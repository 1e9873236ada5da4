/** bytearray subscription: bytes and slices, read, assigned and deleted. Source: CPython Objects/bytearrayobject.c (bytearray_ass_subscript). */
import { NO_BYTES } from "../../kernel/byte-room.ts";
import { asInt, hasIndex, ssizeIndex } from "../abstract/number.ts";
import { indexError, typeError, valueError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { PySlice, sliceAdjust, sliceRange, sliceUnpack } from "../slice.ts";
import { asStr } from "../str/str-object.ts";
import { typeName } from "../typeof.ts";
import { PyByteArray } from "./bytearray-object.ts";
import { byteOf, bytesFromIterable, bytesIfLike } from "./bytes-like.ts";
import { sliceBytes } from "./type.ts";

export function bytearrayItem(self: PyByteArray, i: number): PyValue {
  if (i < 0 || i >= self.size) throw indexError("bytearray index out of range");
  return self.store[i];
}

export function bytearraySubscript(self: PyByteArray, key: PyValue): PyValue {
  if (typeof key === "number") return bytearrayItem(self, key < 0 ? key + self.size : key);
  if (key instanceof PySlice) {
    const { start, step, count } = sliceRange(key, self.size);
    return new PyByteArray(sliceBytes(self.data, start, step, count));
  }
  const i = indexOf(key);
  return bytearrayItem(self, i < 0 ? i + self.size : i);
}

function indexOf(key: PyValue): number {
  if (!hasIndex(key)) throw typeError(`bytearray indices must be integers or slices, not ${typeName(key)}`);
  return ssizeIndex(key, indexError);
}

export function bytearrayAssItem(self: PyByteArray, i: number, value: PyValue | undefined): void {
  if (i < 0 || i >= self.size) throw indexError("bytearray index out of range");
  if (value === undefined) {
    self.replace(i, i + 1, NO_BYTES);
    return;
  }
  const byte = byteOf(value);
  // The conversion may have shrunk the bytearray.
  if (i >= self.size) throw indexError("bytearray index out of range");
  self.store[i] = byte;
}

export function bytearrayAssSubscript(self: PyByteArray, key: PyValue, value: PyValue | undefined): void {
  if (typeof key === "number" && typeof value === "number") {
    const at = key < 0 ? key + self.size : key;
    if (at >= 0 && at < self.size && value >= 0 && value < 256) {
      self.store[at] = value;
      return;
    }
  }
  if (key instanceof PySlice) {
    assignSlice(self, key, value);
    return;
  }
  const i = indexOf(key);
  bytearrayAssItem(self, i < 0 ? i + self.size : i, value);
}

function assignSlice(self: PyByteArray, slice: PySlice, value: PyValue | undefined): void {
  const range = sliceUnpack(slice);
  const source = value === undefined ? NO_BYTES : sourceBytes(self, value);
  sliceAdjust(range, self.size);
  let { start, step } = range;
  const { count } = range;
  if (step === 1) {
    self.replace(start, Math.max(start, range.stop), source);
    return;
  }
  if (source.length === 0) {
    if (count === 0) return;
    self.checkResizable();
    if (step < 0) {
      start += step * (count - 1);
      step = -step;
    }
    deleteEach(self, start, step, count);
    return;
  }
  if (source.length !== count) {
    throw valueError(`attempt to assign bytes of size ${source.length} to extended slice of size ${count}`);
  }
  for (let i = 0, at = start; i < count; i++, at += step) self.store[at] = source[i];
}

/** The bytes on the right of a slice assignment. */
function sourceBytes(self: PyByteArray, value: PyValue): Uint8Array {
  if (value === self) return self.data.slice();
  const data = bytesIfLike(value);
  if (data !== undefined)
    return value instanceof PyByteArray ? data : data.buffer === self.store.buffer ? data.slice() : data;
  if (asInt(value) !== undefined || asStr(value) !== undefined) {
    throw typeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  }
  return bytesFromIterable(value, `cannot convert '${typeName(value)}' object to bytearray`, "bytearray");
}

/** Deletes `count` bytes from `start`, `step` apart. */
function deleteEach(self: PyByteArray, start: number, step: number, count: number): void {
  const { store, size } = self;
  let to = start;
  let next = start;
  let left = count;
  for (let at = start; at < size; at++) {
    if (left > 0 && at === next) {
      next += step;
      left--;
    } else store[to++] = store[at];
  }
  self.resize(size - count);
}
