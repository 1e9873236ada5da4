/**
 * all, any, min, max and sum of the items of a list or tuple, as long as they are of kinds for which that runs no Python code and raises
 * nothing; else undefined. Compiled code asks these first: they look at no frame, so that it need not tell where it is.
 */
import { charge } from "../../kernel/interrupt.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import type { PyValue } from "../../objects/object.ts";
import { plainTruth } from "../../objects/plain-truth.ts";
import { FloatSum } from "./float-sum.ts";

export function sumOfItems(items: readonly PyValue[]): PyValue | undefined {
  charge(items.length);
  if (items.length === 0) return 0;
  return isFloat(items[0]) ? sumOfFloats(items, items[0].v) : sumOfInts(items);
}

function sumOfInts(items: readonly PyValue[]): number | undefined {
  let total = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== "number") return undefined;
    total += item;
    if (!Number.isSafeInteger(total)) return undefined;
  }
  return total;
}

/** The first is added to the int 0, which is exact. */
function sumOfFloats(items: readonly PyValue[], first: number): PyFloat | undefined {
  const sum = new FloatSum(first + 0);
  for (let i = 1; i < items.length; i++) {
    const item = items[i];
    if (!isFloat(item)) return undefined;
    sum.add(item.v);
  }
  return new PyFloat(sum.value());
}

export function leastOfItems(items: readonly PyValue[]): PyValue | undefined {
  return extremeOf(items, false);
}

export function greatestOfItems(items: readonly PyValue[]): PyValue | undefined {
  return extremeOf(items, true);
}

/** The first of ints, of floats, or of texts of small characters that no other surpasses. */
function extremeOf(items: readonly PyValue[], greatest: boolean): PyValue | undefined {
  charge(items.length);
  if (items.length === 0) return undefined;
  const best = items[0];
  if (isFloat(best)) return extremeFloat(items, best, greatest);
  return typeof best === "number" || typeof best === "string" ? extremePlain(items, best, greatest) : undefined;
}

function extremePlain<T extends number | string>(
  items: readonly PyValue[],
  first: T,
  greatest: boolean,
): PyValue | undefined {
  let best = first;
  for (let i = 1; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== typeof first) return undefined;
    if (greatest ? (item as T) > best : (item as T) < best) best = item as T;
  }
  return best;
}

function extremeFloat(items: readonly PyValue[], first: PyFloat, greatest: boolean): PyValue | undefined {
  let best = first;
  for (let i = 1; i < items.length; i++) {
    const item = items[i];
    if (!isFloat(item)) return undefined;
    if (greatest ? item.v > best.v : item.v < best.v) best = item;
  }
  return best;
}

export function allItems(items: readonly PyValue[]): boolean | undefined {
  return quantified(items, false);
}

export function anyItem(items: readonly PyValue[]): boolean | undefined {
  return quantified(items, true);
}

/** Whether an item's truth is the `decisive` value makes it the answer. */
function quantified(items: readonly PyValue[], decisive: boolean): boolean | undefined {
  for (let i = 0; i < items.length; i++) {
    const truth = plainTruth(items[i]);
    if (truth === undefined) return undefined;
    if (truth !== decisive) continue;
    charge(i);
    return decisive;
  }
  charge(items.length);
  return !decisive;
}

function isFloat(value: PyValue): value is PyFloat {
  return value instanceof PyFloat && value.type === floatType;
}
