/** What all specialization does: rewriting an instruction's opcode. CPython Python/specialize.c. */
import { type Executable, OP_MASK } from "../code.ts";

/** Misses of a specialized form before it is reconsidered, and uses of a form that could not be specialized before the next try. */
const COOLDOWN = 50;
const BACKOFF = 255;

/** Makes the instruction at `index` run as `op` from now on. */
export function rewrite(code: Executable, index: number, op: number): void {
  code.words[index] = (code.words[index] & ~OP_MASK) | op;
  code.counters[index] = COOLDOWN;
}

/** Leaves the instruction as it is. */
export function giveUp(code: Executable, index: number): void {
  code.counters[index] = BACKOFF;
}
