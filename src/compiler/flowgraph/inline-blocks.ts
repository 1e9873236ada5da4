/**
 * Copies small exit blocks, and blocks without line numbers that cannot fall through, to the jumps that lead to them
 * (`inline_small_or_no_lineno_blocks`).
 */
import { OPCODE } from "../../bytecode/opcodes.ts";
import { type Block, isUnconditionalJump } from "./cfg.ts";

const { JUMP } = OPCODE;

/** Larger exit blocks are not copied. */
const MAX_COPY_SIZE = 4;

function inlineTarget(block: Block): boolean {
  const last = block.last();
  if (last === undefined || !isUnconditionalJump(last.opcode)) return false;
  const target = last.target!;
  const smallExit = target.exitsScope() && target.instrs.length <= MAX_COPY_SIZE;
  const noLineno = target.hasNoLineno() && !target.hasFallthrough();
  if (!smallExit && !noLineno) return false;
  const removed = last.opcode;
  last.setNop();
  // Counted before, since a block may jump to itself.
  const count = target.instrs.length;
  for (let i = 0; i < count; i++) block.instrs.push(target.instrs[i].copy());
  if (noLineno) {
    const newLast = block.last()!;
    // An eval breaker check must not get lost.
    if (isUnconditionalJump(newLast.opcode) && removed === JUMP) newLast.opcode = JUMP;
  }
  target.predecessors--;
  return true;
}

export function inlineSmallOrNoLinenoBlocks(entry: Block): void {
  for (let changes = true; changes; ) {
    changes = false;
    for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
      if (inlineTarget(block)) changes = true;
    }
  }
}
