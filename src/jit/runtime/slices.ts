/** What compiled code does with slices. */
import { copyBytes } from "../../kernel/byte-room.ts";
import { chargeFor } from "../../kernel/interrupt.ts";
import { getItem, setItem } from "../../objects/abstract/container.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { bytesType } from "../../objects/bytes/type.ts";
import { PyList } from "../../objects/list/list.ts";
import { replaceRange } from "../../objects/list/subscript.ts";
import { listType } from "../../objects/list/type.ts";
import type { PyValue } from "../../objects/object.ts";
import { PySlice, sliceAdjust, sliceItems, unpackParts } from "../../objects/slice.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";

function isBound(value: PyValue): value is number | null {
  return value === null || typeof value === "number";
}

/** `container[start:stop]`. JavaScript's `slice` counts and clips as Python's does. */
export function slice(container: PyValue, start: PyValue, stop: PyValue): PyValue {
  if (isBound(start) && isBound(stop)) {
    const from = start ?? 0;
    const to = stop ?? Number.MAX_SAFE_INTEGER;
    if (typeof container === "string") return container.slice(from, to);
    if (container instanceof PyList && container.type === listType) return new PyList(container.items.slice(from, to));
    if (container instanceof PyTuple && container.type === tupleType) {
      const items = container.items.slice(from, to);
      return items.length === container.items.length ? container : new PyTuple(items);
    }
    if (container instanceof PyBytes && container.type === bytesType) {
      const { data } = container;
      const first = clipped(from, data.length);
      const end = Math.max(first, clipped(to, data.length));
      return end - first === data.length ? container : new PyBytes(copyBytes(data, first, end));
    }
  }
  return getItem(container, new PySlice(start, stop, null));
}

/** `container[start:stop] = value`. */
export function storeSlice(value: PyValue, container: PyValue, start: PyValue, stop: PyValue): void {
  if (
    isBound(start) &&
    isBound(stop) &&
    container instanceof PyList &&
    container.type === listType &&
    value instanceof PyList &&
    value !== container
  ) {
    const { items } = container;
    const from = clipped(start ?? 0, items.length);
    replaceRange(items, from, Math.max(from, clipped(stop ?? items.length, items.length)), value.items);
    return;
  }
  setItem(container, new PySlice(start, stop, null), value);
}

/** `container[start:stop:step]`. */
export function steppedSlice(container: PyValue, start: PyValue, stop: PyValue, step: PyValue): PyValue {
  if (isBound(start) && isBound(stop) && typeof step === "number" && step !== 0) {
    if (container instanceof PyList && container.type === listType) {
      return new PyList(stepped(container.items, start, stop, step));
    }
    if (container instanceof PyTuple && container.type === tupleType) {
      return new PyTuple(stepped(container.items, start, stop, step));
    }
  }
  return getItem(container, new PySlice(start, stop, step));
}

function stepped(items: readonly PyValue[], start: PyValue, stop: PyValue, step: number): PyValue[] {
  return sliceItems(items, sliceAdjust(unpackParts(start, stop, step), items.length));
}

/** `list[start:stop] = source[from:to:step]`, without a list in between; all parts are ints or None. */
export function moveSlice(
  { items }: PyList,
  start: number | null,
  stop: number | null,
  source: PyList,
  from: number | null,
  to: number | null,
  step: number | null,
): void {
  const range = sliceAdjust(unpackParts(from, to, step), source.items.length);
  const first = clipped(start ?? 0, items.length);
  const last = Math.max(first, clipped(stop ?? items.length, items.length));
  const { start: at, step: by, count } = range;
  chargeFor(count);
  if (count !== last - first) replaceRange(items, first, last, sliceItems(source.items, range));
  else if (source.items !== items) placeItems(items, first, source.items, at, by, count);
  else if (by === -1 && at === last - 1) reverseItems(items, first, last);
  else placeItems(items, first, sliceItems(items, range), 0, 1, count);
}

function placeItems(
  items: PyValue[],
  first: number,
  source: readonly PyValue[],
  at: number,
  by: number,
  count: number,
): void {
  for (let i = 0, next = at; i < count; i++, next += by) items[first + i] = source[next];
}

function reverseItems(items: PyValue[], first: number, last: number): void {
  for (let low = first, high = last - 1; low < high; low++, high--) {
    const item = items[low];
    items[low] = items[high];
    items[high] = item;
  }
}

function clipped(bound: number, length: number): number {
  return bound < 0 ? Math.max(0, bound + length) : Math.min(bound, length);
}
