/** The order of plain values, and of tuples of them, found without the protocol: no Python code can run for it, and nothing is raised. */
import { PyFloat } from "../float/float-object.ts";
import { floatType } from "../float/type.ts";
import type { PyValue } from "../object.ts";
import { PyTuple } from "./tuple.ts";
import { tupleType } from "./type.ts";

/** What `plainOrder` answers of values whose comparison takes the protocol. */
export const UNKNOWN = 2;

/** Tuples nested deeper are left to the protocol. */
const DEPTH = 4;

/**
 * -1 when `a < b`, 0 when they are equal, 1 otherwise, of two ints, strs or floats, or of tuples that such items tell apart. (A NaN
 * answers 1: it is neither equal nor less.)
 */
export function plainOrder(a: PyValue, b: PyValue, depth = DEPTH): number {
  if (typeof a === "number") return typeof b !== "number" ? UNKNOWN : a < b ? -1 : a === b ? 0 : 1;
  if (typeof a === "string") return typeof b !== "string" ? UNKNOWN : a < b ? -1 : a === b ? 0 : 1;
  if (a instanceof PyTuple && b instanceof PyTuple) {
    return a.type === tupleType && b.type === tupleType && depth > 0
      ? tupleOrder(a.items, b.items, depth - 1)
      : UNKNOWN;
  }
  if (a instanceof PyFloat && b instanceof PyFloat && a.type === floatType && b.type === floatType) {
    return a.v < b.v ? -1 : a.v === b.v ? 0 : 1;
  }
  return UNKNOWN;
}

function tupleOrder(left: readonly PyValue[], right: readonly PyValue[], depth: number): number {
  const count = Math.min(left.length, right.length);
  for (let i = 0; i < count; i++) {
    if (left[i] === right[i]) continue;
    const order = plainOrder(left[i], right[i], depth);
    if (order !== 0) return order;
  }
  return left.length < right.length ? -1 : left.length === right.length ? 0 : 1;
}

/** As tuples compare their items: by identity first. -1, 0 or 1 of two ints, strs or floats that have an order. */
function itemOrder(a: PyValue, b: PyValue): number {
  if (a === b) return 0;
  if (typeof a === "number") return typeof b !== "number" ? UNKNOWN : a < b ? -1 : 1;
  if (typeof a === "string") return typeof b !== "string" ? UNKNOWN : a < b ? -1 : 1;
  if (a instanceof PyFloat && b instanceof PyFloat && a.type === floatType && b.type === floatType) {
    return a.v < b.v ? -1 : a.v > b.v ? 1 : a.v === b.v ? 0 : UNKNOWN;
  }
  return UNKNOWN;
}

/** The order of `(a, c)` and `(b, d)`. */
export function pairOrder(a: PyValue, b: PyValue, c: PyValue, d: PyValue): number {
  const order = itemOrder(a, b);
  return order !== 0 ? order : itemOrder(c, d);
}

/** The order of `(a, c, e)` and `(b, d, f)`. */
export function tripleOrder(a: PyValue, b: PyValue, c: PyValue, d: PyValue, e: PyValue, f: PyValue): number {
  const order = pairOrder(a, b, c, d);
  return order !== 0 ? order : itemOrder(e, f);
}
