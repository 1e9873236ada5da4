/** Exception handlers: which blocks are handlers, and which handler guards each instruction (Python/flowgraph.c). */

import { RESUME as RESUME_OPARG } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { type Block, clearVisited, isBlockPush, isJump } from "./cfg.ts";

const { POP_BLOCK, RESUME, SETUP_CLEANUP, SETUP_WITH, YIELD_VALUE } = OPCODE;

/** `mark_except_handlers` */
export function markExceptHandlers(entry: Block): void {
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const instrs = block.instrs;
    for (let i = 0; i < instrs.length; i++) {
      if (isBlockPush(instrs[i].opcode)) instrs[i].target!.exceptHandler = true;
    }
  }
}

/**
 * `label_exception_targets`: follows the control flow with the stack of active handlers, sets each instruction's `except`,
 * replaces POP_BLOCK by NOP and tells RESUME whether exactly one handler is around it.
 */
export function labelExceptionTargets(entry: Block): void {
  clearVisited(entry);
  entry.exceptStack = [];
  entry.visited = true;
  const todo: Block[] = [entry];
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    let stack = block.exceptStack;
    block.exceptStack = undefined;
    let handler = stack![stack!.length - 1] as Block | undefined;
    let lastYieldDepth = -1;
    const instrs = block.instrs;
    for (let i = 0; i < instrs.length; i++) {
      const instr = instrs[i];
      const opcode = instr.opcode;
      if (isBlockPush(opcode)) {
        const target = instr.target!;
        if (!target.visited) {
          target.exceptStack = stack!.slice();
          target.visited = true;
          todo.push(target);
        }
        if (opcode === SETUP_WITH || opcode === SETUP_CLEANUP) target.preserveLasti = true;
        stack!.push(target);
        handler = target;
        continue;
      }
      if (opcode === POP_BLOCK) {
        stack!.pop();
        handler = stack![stack!.length - 1];
        instr.setNop();
        continue;
      }
      instr.except = handler;
      if (isJump(opcode)) {
        const target = instr.target!;
        if (!target.visited) {
          if (block.hasFallthrough()) target.exceptStack = stack!.slice();
          else {
            target.exceptStack = stack;
            stack = undefined;
          }
          target.visited = true;
          todo.push(target);
        }
      } else if (opcode === YIELD_VALUE) {
        lastYieldDepth = stack!.length;
      } else if (opcode === RESUME && instr.oparg !== RESUME_OPARG.AT_FUNC_START) {
        if (lastYieldDepth === 1) instr.oparg |= RESUME_OPARG.DEPTH1_MASK;
        lastYieldDepth = -1;
      }
    }
    const next = block.next;
    if (next !== undefined && !next.visited && block.hasFallthrough()) {
      next.exceptStack = stack;
      next.visited = true;
      todo.push(next);
    }
  }
}
