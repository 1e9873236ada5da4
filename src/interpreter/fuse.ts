/**
 * Superinstructions: sequences of instructions that often follow each other run as one. Every word's opcode is that of the longest
 * fused instruction which begins there; the words after it stay what they are, for their arguments and as jump targets, and
 * the fused body steps over them. Specialization changes what can be fused: it calls `refuse`.
 */
import { OP_MASK } from "./code.ts";
import { FUSED, LONGEST } from "./generated/fused.ts";

/** Whether a superinstruction begins with the opcode. */
const BEGINS = new Uint8Array(512);
for (const op of Object.keys(FUSED)) BEGINS[Number(op)] = 1;

/** Gives the word at `index` the longest fused instruction that begins there, or its own. */
export function fuseAt(words: Int32Array, plain: Uint16Array, index: number): void {
  let op = plain[index];
  if (BEGINS[op] === 0) {
    words[index] = (words[index] & ~OP_MASK) | op;
    return;
  }
  let step = FUSED[op];
  for (let i = index + 1; step !== undefined && i < plain.length; i++) {
    step = step.next[plain[i]];
    if (step !== undefined && step.op !== 0) op = step.op;
  }
  words[index] = (words[index] & ~OP_MASK) | op;
}

/** Looks again at everything that a change of the instruction at `index` concerns. */
export function refuse(words: Int32Array, plain: Uint16Array, index: number): void {
  for (let i = Math.max(0, index - LONGEST + 1); i <= index; i++) fuseAt(words, plain, i);
}
