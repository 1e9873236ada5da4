/** Shorter and statically applied SWAPs (`swaptimize`, `apply_static_swaps`). */
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { Block, CfgInstr } from "./cfg.ts";

const { NOP, POP_TOP, STORE_FAST, STORE_FAST_MAYBE_NULL, SWAP } = OPCODE;

const VISITED = -1;

/** Replaces a run of SWAPs by an optimal one with the same effect; returns the index of the run's last instruction. */
function swaptimize(instrs: CfgInstr[], start: number): number {
  let depth = instrs[start].oparg;
  let end = start + 1;
  let more = false;
  for (; end < instrs.length; end++) {
    const opcode = instrs[end].opcode;
    if (opcode === SWAP) {
      depth = Math.max(depth, instrs[end].oparg);
      more = true;
    } else if (opcode !== NOP) break;
  }
  if (!more) return start;
  // What the run makes of a stack 0, 1, 2 … (top first).
  const stack: number[] = [];
  for (let i = 0; i < depth; i++) stack.push(i);
  for (let i = start; i < end; i++) {
    if (instrs[i].opcode !== SWAP) continue;
    const other = instrs[i].oparg - 1;
    const top = stack[0];
    stack[0] = stack[other];
    stack[other] = top;
  }
  // Each cycle of the permutation is undone by swaps with the top; written backwards they produce it.
  let current = end - 1;
  for (let i = 0; i < depth; i++) {
    if (stack[i] === VISITED || stack[i] === i) continue;
    for (let j = i; ; ) {
      if (j !== 0) instrs[current--].setOp(SWAP, j + 1);
      if (stack[j] === VISITED) break;
      const next = stack[j];
      stack[j] = VISITED;
      j = next;
    }
  }
  while (current >= start) instrs[current--].setNop();
  return end - 1;
}

function isSwappable(opcode: number): boolean {
  return opcode === STORE_FAST || opcode === STORE_FAST_MAYBE_NULL || opcode === POP_TOP;
}

/** The local an instruction stores to, or -1. */
function storesTo(instr: CfgInstr): number {
  return instr.opcode === STORE_FAST || instr.opcode === STORE_FAST_MAYBE_NULL ? instr.oparg : -1;
}

/** The next instruction on the line (any line if negative) that may be moved, or -1. */
function nextSwappable(instrs: CfgInstr[], at: number, lineno: number): number {
  while (++at < instrs.length) {
    const instr = instrs[at];
    // Names must not be bound in another order between line events.
    if (lineno >= 0 && instr.loc.lineno !== lineno) return -1;
    if (instr.opcode === NOP) continue;
    return isSwappable(instr.opcode) ? at : -1;
  }
  return -1;
}

/** Swaps instructions instead of stack items, for the SWAPs from `at` back. */
function applyStaticSwaps(instrs: CfgInstr[], at: number): void {
  for (; at >= 0; at--) {
    const swap = instrs[at];
    if (swap.opcode !== SWAP) {
      if (swap.opcode === NOP || isSwappable(swap.opcode)) continue;
      return;
    }
    const j = nextSwappable(instrs, at, -1);
    if (j < 0) return;
    let k = j;
    const lineno = instrs[j].loc.lineno;
    for (let count = swap.oparg - 1; count > 0; count--) {
      k = nextSwappable(instrs, k, lineno);
      if (k < 0) return;
    }
    const storeJ = storesTo(instrs[j]);
    const storeK = storesTo(instrs[k]);
    if (storeJ >= 0 || storeK >= 0) {
      if (storeJ === storeK) return;
      for (let i = j + 1; i < k; i++) {
        const store = storesTo(instrs[i]);
        if (store >= 0 && (store === storeJ || store === storeK)) return;
      }
    }
    swap.setNop();
    const first = instrs[j];
    instrs[j] = instrs[k];
    instrs[k] = first;
  }
}

export function optimizeSwaps(block: Block): void {
  const instrs = block.instrs;
  for (let i = 0; i < instrs.length; i++) {
    if (instrs[i].opcode !== SWAP) continue;
    i = swaptimize(instrs, i);
    applyStaticSwaps(instrs, i);
  }
}
