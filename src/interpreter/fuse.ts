/**
 * Superinstructions: pairs of instructions that often follow each other run as one. The first word's opcode becomes the fused
 * one; the second word stays in place for its argument and as a jump target, and the fused body steps over it.
 */
import { OP_MASK } from "./code.ts";
import { FUSED_PAIRS } from "./generated/fused.ts";

/** Replaces fusable pairs in place. */
export function fuse(words: Int32Array, count: number): void {
  for (let i = 0; i + 1 < count; i++) {
    const followers = FUSED_PAIRS[words[i] & OP_MASK];
    if (followers === undefined) continue;
    const fused = followers[words[i + 1] & OP_MASK];
    if (fused === undefined) continue;
    words[i] = (words[i] & ~OP_MASK) | fused;
    i++;
  }
}
