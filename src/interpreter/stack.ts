/**
 * Stacks of frames. All are arrays without holes: V8 optimizes the interpreter's loop for one kind of them, and would give that code up, half
 * a second's work, at the first frame with another.
 */
import type { Slot } from "./inst.ts";

const UNBOUND: Slot[] = [];
for (let i = 0; i < 256; i++) UNBOUND.push(undefined);

/** A stack of so many slots with nothing in them. */
export function newStack(size: number): Slot[] {
  const stack = UNBOUND.slice(0, size);
  while (stack.length < size) stack.push(undefined);
  return stack;
}
