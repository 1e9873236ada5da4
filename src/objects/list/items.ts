/**
 * Moving items within an array. JavaScript's `copyWithin` looks at every item as if it might be missing, and `splice` makes an array of what
 * it takes out; loops are faster than the first always, and than the second for a few items.
 */
import { chargeFor } from "../../kernel/interrupt.ts";
import type { PyValue } from "../object.ts";

/** As many items as are moved by a loop; with more, `splice` is faster, and `concat` than making an array of two. */
const FEW = 32;

/** As many arguments as a call may well have. */
const MOST_ARGUMENTS = 1000;

/** All items, in an array of their own. */
export function copyItems(items: readonly PyValue[]): PyValue[] {
  chargeFor(items.length);
  return items.slice();
}

/** The items of two arrays in one. */
export function concatItems(left: readonly PyValue[], right: readonly PyValue[]): PyValue[] {
  const size = left.length + right.length;
  chargeFor(size);
  if (size > FEW) return left.concat(right);
  const items: PyValue[] = [];
  for (let i = 0; i < left.length; i++) items.push(left[i]);
  for (let i = 0; i < right.length; i++) items.push(right[i]);
  return items;
}

/** Copies `count` items at `from` to `to`, as if all at once. */
export function moveItems(items: PyValue[], to: number, from: number, count: number): void {
  chargeFor(count);
  if (to < from) for (let i = 0; i < count; i++) items[to + i] = items[from + i];
  else for (let i = count - 1; i >= 0; i--) items[to + i] = items[from + i];
}

/** Inserts before `index`, which is in the range or at its end. */
export function insertItem(items: PyValue[], index: number, item: PyValue): void {
  const { length } = items;
  if (length - index > FEW) {
    chargeFor(length - index);
    items.splice(index, 0, item);
    return;
  }
  items.push(item);
  for (let i = length; i > index; i--) items[i] = items[i - 1];
  items[index] = item;
}

/** Takes out the item at `index`, which is in the range. */
export function takeItem(items: PyValue[], index: number): PyValue {
  if (index === 0) return items.shift()!;
  const last = items.length - 1;
  if (last - index > FEW) {
    chargeFor(last - index);
    return items.splice(index, 1)[0];
  }
  const item = items[index];
  for (let i = index; i < last; i++) items[i] = items[i + 1];
  items.pop();
  return item;
}

/** Makes room for `count` more items before `index`; less than zero takes as many out that begin there. */
export function resizeAt(items: PyValue[], index: number, count: number): void {
  const { length } = items;
  chargeFor(length - index);
  if (count < 0) {
    items.splice(index, -count);
    return;
  }
  if (count <= MOST_ARGUMENTS && length - index > FEW) {
    items.splice(index, 0, ...new Array<null>(count).fill(null));
    return;
  }
  for (let i = 0; i < count; i++) items.push(null);
  moveItems(items, index + count, index, length - index);
}

/** The items at `start`, `start + step` …: `count` of them, which is no more than there are. */
export function itemsBy(items: readonly PyValue[], start: number, step: number, count: number): PyValue[] {
  chargeFor(count);
  if (step === 1) return items.slice(start, start + count);
  // An array of that size without holes, which is faster than one that grows.
  const found = items.slice(0, count);
  for (let i = 0, at = start; i < count; i++, at += step) found[i] = items[at];
  return found;
}
