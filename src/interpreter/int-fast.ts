/** What integer instructions do when a result leaves the safe range. */
import type { Int } from "../objects/object.ts";

export const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/** Exact sum of two small ints whose sum is out of the safe range. */
export function addInt(a: number, b: number): Int {
  return BigInt(a) + BigInt(b);
}

/** Exact difference, out of the safe range. */
export function subtractInt(a: number, b: number): Int {
  return BigInt(a) - BigInt(b);
}

/** Exact product, out of the safe range. */
export function multiplyInt(a: number, b: number): Int {
  return BigInt(a) * BigInt(b);
}
