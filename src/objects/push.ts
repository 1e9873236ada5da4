/** Arrays that grow one by one: V8 makes room for half as much again, and ends the process where an array cannot be as long as that. */
import { memoryError } from "./errors.ts";

/** Length beyond which arrays may not grow by `push`: one and a half of it is less than V8's greatest array, 2**27 - 3. */
export const GROWTH_LIMIT = 89_000_000;

/** Throws MemoryError where an array of that length must not get longer. */
export function checkGrowth(length: number): void {
  if (length >= GROWTH_LIMIT) throw memoryError();
}
