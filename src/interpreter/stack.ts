/**
 * Stacks of frames. All are arrays that V8 takes to have holes, though none has: it optimizes the interpreter's loop for one kind of them, and
 * gives that code up, half a second's work, at the first frame with another. Those known to have no holes it turns into the others, one by
 * one, wherever optimized code has met both (measured: the loop was optimized 28 times in 14 s of pygments' tests, now 10 times).
 */
import type { Slot } from "./inst.ts";

const UNBOUND: Slot[] = new Array(256).fill(undefined);

/** A stack of so many slots with nothing in them. */
export function newStack(size: number): Slot[] {
  const stack = UNBOUND.slice(0, size);
  while (stack.length < size) stack.push(undefined);
  return stack;
}
