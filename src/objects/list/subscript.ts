/** list subscription: items and slices, read, assigned and deleted. Source: CPython Objects/listobject.c (list_subscript, list_ass_subscript). */

import { chargeFor } from "../../kernel/interrupt.ts";
import { iter, toArray } from "../abstract/iterate.ts";
import { hasIndex, ssizeIndex } from "../abstract/number.ts";
import { indexError, isException, typeError, valueError } from "../errors.ts";
import { PyExc_TypeError } from "../exceptions/types.ts";
import type { PyValue } from "../object.ts";
import { PySlice, type SliceRange, sliceAdjust, sliceItems, sliceRange, sliceUnpack } from "../slice.ts";
import { typeName } from "../typeof.ts";
import { copyItems, resizeAt } from "./items.ts";
import { PyList } from "./list.ts";

/** `sq_item`: the index is not negative unless it was out of range. */
export function listItem(self: PyList, index: number): PyValue {
  const { items } = self;
  if (index < 0 || index >= items.length) throw indexError("list index out of range");
  return items[index];
}

export function listAssignItem(self: PyList, index: number, value: PyValue | undefined): void {
  const { items } = self;
  if (index < 0 || index >= items.length) throw indexError("list assignment index out of range");
  if (value === undefined) items.splice(index, 1);
  else items[index] = value;
}

export function listSubscript(self: PyList, key: PyValue): PyValue {
  if (typeof key === "number") return listItem(self, key < 0 ? key + self.items.length : key);
  if (key instanceof PySlice) return new PyList(sliceItems(self.items, sliceRange(key, self.items.length)));
  if (!hasIndex(key)) throw wrongKey(key);
  const index = ssizeIndex(key, indexError);
  return listItem(self, index < 0 ? index + self.items.length : index);
}

export function listAssSubscript(self: PyList, key: PyValue, value: PyValue | undefined): void {
  if (key instanceof PySlice) {
    if (value === undefined) deleteSlice(self, sliceRange(key, self.items.length));
    else assignSlice(self, key, value);
    return;
  }
  if (!hasIndex(key)) throw wrongKey(key);
  const index = ssizeIndex(key, indexError);
  listAssignItem(self, index < 0 ? index + self.items.length : index, value);
}

function wrongKey(key: PyValue): PyValue {
  return typeError(`list indices must be integers or slices, not ${typeName(key)}`);
}

function assignSlice(self: PyList, slice: PySlice, value: PyValue): void {
  const range = sliceUnpack(slice);
  const source = sequenceItems(self, value);
  sliceAdjust(range, self.items.length);
  const { start, step, count } = range;
  const { items } = self;
  if (step === 1) {
    replaceRange(items, start, Math.max(start, range.stop), source);
    return;
  }
  if (source.length !== count) {
    throw valueError(`attempt to assign sequence of size ${source.length} to extended slice of size ${count}`);
  }
  for (let i = 0, at = start; i < count; i++, at += step) items[at] = source[i];
}

/** PySequence_Fast for the right side of a slice assignment: never the list's own array. */
function sequenceItems(self: PyList, value: PyValue): PyValue[] {
  if (value === self) return copyItems(self.items);
  if (value instanceof PyList) return value.items;
  let iterator: PyValue;
  try {
    iterator = iter(value);
  } catch (error) {
    if (!isException(error, PyExc_TypeError)) throw error;
    throw typeError("must assign iterable to extended slice");
  }
  return toArray(iterator);
}

/** Replaces items[start, stop) by `source`, which is another array. */
export function replaceRange(items: PyValue[], start: number, stop: number, source: readonly PyValue[]): void {
  chargeFor(source.length);
  const grow = source.length - (stop - start);
  if (grow > 0) resizeAt(items, stop, grow);
  else if (grow < 0) resizeAt(items, stop + grow, grow);
  for (let i = 0; i < source.length; i++) items[start + i] = source[i];
}

function deleteSlice(self: PyList, range: SliceRange): void {
  const { items } = self;
  let { start, step } = range;
  const { count } = range;
  if (count <= 0) return;
  if (step < 0) {
    start += step * (count - 1);
    step = -step;
  }
  if (step === 1) {
    replaceRange(items, start, start + count, []);
    return;
  }
  chargeFor(items.length - start);
  let to = start;
  let next = start;
  for (let at = start; at < items.length; at++) {
    if (at === next && at <= start + (count - 1) * step) next += step;
    else items[to++] = items[at];
  }
  items.length = to;
}
