/** What all specialization does: rewriting an instruction's opcode. CPython Python/specialize.c. */
import type { Executable } from "../code.ts";
import { refuse } from "../fuse.ts";

/** Misses of a specialized form before it is reconsidered, and uses of a form that could not be specialized before the next try. */
const COOLDOWN = 50;
const BACKOFF = 255;

/** Told of every rewritten instruction (`--trace=specialize`). */
type RewriteListener = (code: Executable, index: number, from: number, to: number) => void;

let listener: RewriteListener | null = null;

export function onRewrite(tell: RewriteListener): void {
  listener = tell;
}

/** Makes the instruction at `index` run as `op` from now on. */
export function rewrite(code: Executable, index: number, op: number): void {
  code.counters[index] = COOLDOWN;
  if (code.plain[index] === op) return;
  if (listener !== null) listener(code, index, code.plain[index], op);
  code.plain[index] = op;
  refuse(code.words, code.plain, index);
}

/** Leaves the instruction as it is. */
export function giveUp(code: Executable, index: number): void {
  code.counters[index] = BACKOFF;
}
