/** The stack depth at each block's start, and the largest one anywhere (`calculate_stackdepth`). */
import { IS_BLOCK_PUSH_FLAG, numPopped, numPushed, OPCODE, opcodeFlags } from "../../bytecode/opcodes.ts";
import { type Block, hasTarget, isScopeExit, isUnconditionalJump } from "./cfg.ts";

const { END_ASYNC_FOR } = OPCODE;

/** Sets `startDepth` of every reachable block and returns the maximal depth. Loops have no net effect. */
export function calculateStackdepth(entry: Block): number {
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) block.startDepth = -1;
  let maxDepth = 0;
  const todo: Block[] = [];
  const push = (block: Block, depth: number): void => {
    if (block.startDepth >= 0) {
      if (block.startDepth !== depth) throw new Error("Invalid CFG, inconsistent stackdepth");
      return;
    }
    block.startDepth = depth;
    todo.push(block);
  };
  push(entry, 0);
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    let depth = block.startDepth;
    let fallsThrough = true;
    const instrs = block.instrs;
    for (let i = 0; i < instrs.length; i++) {
      const instr = instrs[i];
      const opcode = instr.opcode;
      const net = numPushed(opcode, instr.oparg) - numPopped(opcode, instr.oparg);
      const newDepth = (opcodeFlags[opcode] & IS_BLOCK_PUSH_FLAG) !== 0 ? depth : depth + net;
      if (newDepth < 0) throw new Error("Invalid CFG, stack underflow");
      if (depth > maxDepth) maxDepth = depth;
      if (hasTarget(opcode) && opcode !== END_ASYNC_FOR) push(instr.target!, depth + net);
      depth = newDepth;
      if (isUnconditionalJump(opcode) || isScopeExit(opcode)) {
        fallsThrough = false;
        break;
      }
    }
    if (fallsThrough && block.next !== undefined) push(block.next, depth);
  }
  return maxDepth;
}
