/**
 * Removal of instructions that do nothing: NOPs that carry no line of their own, jumps to the next instruction, values
 * that are pushed and popped at once (Python/flowgraph.c). A line that only a NOP stands for is kept, since tracing sees it.
 */
import { OPCODE } from "../../bytecode/opcodes.ts";
import { type Block, type CfgInstr, isJump, isUnconditionalJump, nextNonemptyBlock } from "./cfg.ts";

const { COPY, LOAD_CONST, LOAD_SMALL_INT, NOP, POP_TOP } = OPCODE;

/** Whether the NOP at `index` marks no line that its neighbours do not mark. May move its location to the next one. */
function nopIsRedundant(block: Block, index: number, previousLine: number): boolean {
  const instrs = block.instrs;
  const loc = instrs[index].loc;
  const lineno = loc.lineno;
  if (lineno < 0 || previousLine === lineno) return true;
  if (index < instrs.length - 1) {
    const following = instrs[index + 1];
    if (following.loc.lineno === lineno) return true;
    if (following.loc.lineno >= 0) return false;
    following.loc = loc;
    return true;
  }
  const next = nextNonemptyBlock(block.next);
  if (next === undefined) return false;
  for (let i = 0; i < next.instrs.length; i++) {
    const instr = next.instrs[i];
    // NOPs without a location will go away.
    if (instr.opcode === NOP && instr.loc.lineno < 0) continue;
    return instr.loc.lineno === lineno;
  }
  return false;
}

/** `basicblock_remove_redundant_nops`: the number of instructions removed. */
function removeBlockNops(block: Block): number {
  const instrs = block.instrs;
  const count = instrs.length;
  let kept = 0;
  let previousLine = -1;
  for (let i = 0; i < count; i++) {
    const instr = instrs[i];
    if (instr.opcode === NOP && nopIsRedundant(block, i, previousLine)) continue;
    if (kept !== i) instrs[kept] = instr;
    kept++;
    previousLine = instr.loc.lineno;
  }
  if (kept !== count) block.truncate(kept);
  return count - kept;
}

export function removeRedundantNops(entry: Block): number {
  let changes = 0;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) changes += removeBlockNops(block);
  return changes;
}

/** `remove_redundant_nops_and_pairs`: also drops constants and copies that are popped at once. */
export function removeRedundantNopsAndPairs(entry: Block): void {
  for (let done = false; !done; ) {
    done = true;
    let instr: CfgInstr | undefined;
    for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
      removeBlockNops(block);
      if (block.label >= 0) instr = undefined;
      const instrs = block.instrs;
      for (let i = 0; i < instrs.length; i++) {
        const previous: CfgInstr | undefined = instr;
        instr = instrs[i];
        if (instr.opcode !== POP_TOP || previous === undefined) continue;
        const opcode = previous.opcode;
        if (opcode === LOAD_CONST || opcode === LOAD_SMALL_INT || (opcode === COPY && previous.oparg === 1)) {
          previous.setNop();
          instr.setNop();
          done = false;
        }
      }
      if ((instr !== undefined && isJump(instr.opcode)) || !block.hasFallthrough()) instr = undefined;
    }
  }
}

/** `remove_redundant_jumps`: the number of jumps turned into NOPs. */
function removeRedundantJumps(entry: Block): number {
  let changes = 0;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const last = block.last();
    if (last === undefined || !isUnconditionalJump(last.opcode)) continue;
    const target = nextNonemptyBlock(last.target);
    if (target === undefined) throw new Error("jump with NULL target");
    if (target === nextNonemptyBlock(block.next)) {
      changes++;
      last.setNop();
    }
  }
  return changes;
}

export function removeRedundantNopsAndJumps(entry: Block): void {
  while (removeRedundantNops(entry) + removeRedundantJumps(entry) > 0) {
    // Each round removes something, so this ends.
  }
}
