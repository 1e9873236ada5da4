/** Items, slices and lists of memoryviews. Source: CPython Objects/memoryobject.c (memory_subscript, memory_ass_sub, memory_tolist). */
import { charge, chargeFor } from "../../kernel/interrupt.ts";
import { hasIndex, ssizeIndex } from "../abstract/number.ts";
import { PyBUF_FULL_RO } from "../buffer.ts";
import { indexError, notImplementedError, typeError, valueError } from "../errors.ts";
import { PyList } from "../list/list.ts";
import type { PyValue } from "../object.ts";
import { ELLIPSIS_OBJECT } from "../singletons.ts";
import { PySlice, type SliceRange, sliceRange } from "../slice.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { contiguous, getBuffer, releaseBuffer } from "./bytes-like.ts";
import { nativeChar, readItem, writeItem } from "./item.ts";
import { follow } from "./layout.ts";
import type { PyMemoryView } from "./memoryview-object.ts";

export function viewLength(self: PyMemoryView): number {
  self.check();
  if (self.shape.length === 0) throw typeError("0-dim memory has no length");
  return self.shape[0];
}

/** adjust_fmt: the single character that items are read by. */
export function itemFormat(self: PyMemoryView): string {
  const { format } = self;
  const code = format[0] === "@" ? format.slice(1) : format;
  if (code.length !== 1) throw notImplementedError(`memoryview: unsupported format ${format}`);
  if (nativeChar(code) === "") throw notImplementedError(`memoryview: format ${code} not supported`);
  return code;
}

export function itemAt(self: PyMemoryView, code: string, at: number): PyValue {
  return code === "B" ? self.data[at] : readItem(code, self.data, self.view, at);
}

/** lookup_dimension: where index `index` of a dimension leads from `from`. */
function lookup(self: PyMemoryView, from: number, dim: number, index: number): number {
  const size = self.shape[dim];
  const at = index < 0 ? index + size : index;
  if (at < 0 || at >= size) throw indexError(`index out of bounds on dimension ${dim + 1}`);
  return along(self, from, dim, at);
}

function along(self: PyMemoryView, from: number, dim: number, index: number): number {
  const at = from + index * self.strides[dim];
  return self.suboffsets === undefined ? at : follow(self.view, at, self.suboffsets[dim]);
}

export function viewItem(self: PyMemoryView, index: number): PyValue {
  self.check();
  const code = itemFormat(self);
  const ndim = self.shape.length;
  if (ndim === 0) throw typeError("invalid indexing of 0-dim memory");
  if (ndim > 1) throw notImplementedError("multi-dimensional sub-views are not implemented");
  self.check();
  return itemAt(self, code, lookup(self, self.offset, 0, index));
}

export function viewSubscript(self: PyMemoryView, key: PyValue): PyValue {
  self.check();
  if (self.shape.length === 0) {
    if (key instanceof PyTuple && key.items.length === 0) return itemAt(self, itemFormat(self), self.offset);
    if (key === ELLIPSIS_OBJECT) return self;
    throw typeError("invalid indexing of 0-dim memory");
  }
  if (typeof key === "number" || hasIndex(key)) return viewItem(self, ssizeIndex(key, indexError));
  if (key instanceof PySlice) return sliced(self, key);
  if (isMultiIndex(key)) {
    const at = placeOf(self, key);
    self.check();
    return itemAt(self, itemFormat(self), at);
  }
  if (isMultiSlice(key)) throw notImplementedError("multi-dimensional slicing is not implemented");
  throw typeError("memoryview: invalid slice key");
}

/** The view of a slice: made before the bounds are computed, which may release this one. */
function sliced(self: PyMemoryView, slice: PySlice): PyMemoryView {
  self.managed.users++;
  try {
    return selected(self, sliceRange(slice, self.shape[0]));
  } finally {
    self.managed.drop();
  }
}

function selected(self: PyMemoryView, range: SliceRange): PyMemoryView {
  const shape = self.shape.slice();
  const strides = self.strides.slice();
  shape[0] = range.count;
  strides[0] = self.strides[0] * range.step;
  return self.derive({ offset: self.offset + range.start * self.strides[0], shape, strides });
}

function isMultiIndex(key: PyValue): key is PyTuple {
  return key instanceof PyTuple && key.items.every((item) => hasIndex(item));
}

function isMultiSlice(key: PyValue): key is PyTuple {
  return key instanceof PyTuple && key.items.length > 0 && key.items.every((item) => item instanceof PySlice);
}

/** ptr_from_tuple. */
function placeOf(self: PyMemoryView, key: PyTuple): number {
  const ndim = self.shape.length;
  if (key.items.length < ndim) throw notImplementedError("sub-views are not implemented");
  if (key.items.length > ndim) {
    throw typeError(`cannot index ${ndim}-dimension view with ${key.items.length}-element tuple`);
  }
  let at = self.offset;
  for (let dim = 0; dim < ndim; dim++) at = lookup(self, at, dim, ssizeIndex(key.items[dim], indexError));
  return at;
}

export function viewAssSubscript(self: PyMemoryView, key: PyValue, value: PyValue | undefined): void {
  self.check();
  const code = itemFormat(self);
  if (self.readonly) throw typeError("cannot modify read-only memory");
  if (value === undefined) throw typeError("cannot delete memory");
  const ndim = self.shape.length;
  if (ndim === 0) {
    if (key !== ELLIPSIS_OBJECT && !(key instanceof PyTuple && key.items.length === 0)) {
      throw typeError("invalid indexing of 0-dim memory");
    }
    write(self, code, self.offset, value);
    return;
  }
  if (typeof key === "number" || hasIndex(key)) {
    if (ndim > 1) throw notImplementedError("sub-views are not implemented");
    write(self, code, lookup(self, self.offset, 0, ssizeIndex(key, indexError)), value);
    return;
  }
  if (key instanceof PySlice && ndim === 1) {
    assignSlice(self, key, value);
    return;
  }
  if (isMultiIndex(key)) {
    write(self, code, placeOf(self, key), value);
    return;
  }
  if (key instanceof PySlice || isMultiSlice(key)) {
    throw notImplementedError("memoryview slice assignments are currently restricted to ndim = 1");
  }
  throw typeError("memoryview: invalid slice key");
}

function write(self: PyMemoryView, code: string, at: number, value: PyValue): void {
  if (code === "B" && typeof value === "number" && value >= 0 && value < 256) {
    self.check();
    self.data[at] = value;
    return;
  }
  writeItem(
    code,
    () => {
      self.check();
      return self;
    },
    at,
    value,
  );
}

function assignSlice(self: PyMemoryView, key: PySlice, value: PyValue): void {
  const source = getBuffer(value, PyBUF_FULL_RO);
  try {
    const range = sliceRange(key, self.shape[0]);
    self.check();
    const same =
      source.shape.length === 1 &&
      source.shape[0] === range.count &&
      source.itemsize === self.itemsize &&
      source.format.replace("@", "") === self.format.replace("@", "");
    if (!same) throw valueError("memoryview assignment: lvalue and rvalue have different structures");
    const { itemsize } = self;
    chargeFor(range.count * itemsize);
    const row = contiguous(source);
    const bytes = row.buffer === self.data.buffer ? row.slice() : row;
    const stride = self.strides[0] * range.step;
    let to = self.offset + range.start * self.strides[0];
    if (stride === itemsize && self.suboffsets === undefined) {
      self.data.set(bytes.length === range.count * itemsize ? bytes : bytes.subarray(0, range.count * itemsize), to);
      return;
    }
    for (let i = 0; i < range.count; i++, to += stride) {
      const at = self.suboffsets === undefined ? to : follow(self.view, to, self.suboffsets[0]);
      for (let k = 0; k < itemsize; k++) self.data[at + k] = bytes[i * itemsize + k];
    }
  } finally {
    releaseBuffer(source);
  }
}

export function viewList(self: PyMemoryView): PyValue {
  self.check();
  const code = itemFormat(self);
  const ndim = self.shape.length;
  const walk = (dim: number, at: number): PyValue => {
    if (dim === ndim) return itemAt(self, code, at);
    charge(self.shape[dim]);
    const items: PyValue[] = [];
    for (let i = 0; i < self.shape[dim]; i++) items.push(walk(dim + 1, along(self, at, dim, i)));
    return new PyList(items);
  };
  return walk(0, self.offset);
}
