/** Arrays that grow one by one: V8 makes room for half as much again, and ends the process where an array cannot be as long as that. */
import { memoryError } from "./errors.ts";

/** Length beyond which arrays may not grow by `push`: one and a half of it is less than V8's greatest array, 2**27 - 3. */
export const GROWTH_LIMIT = 89_000_000;

/** Throws MemoryError where an array of that length must not get longer. */
export function checkGrowth(length: number): void {
  if (length >= GROWTH_LIMIT) throw memoryError();
}

/**
 * Puts a value at an array's end. Not by its `push`, which V8 compiles for the kinds of arrays seen so far: code that it is inlined into
 * would be thrown away at the first other kind.
 */
export function append<T>(items: T[], value: T): void {
  checkGrowth(items.length);
  items[items.length] = value;
}
