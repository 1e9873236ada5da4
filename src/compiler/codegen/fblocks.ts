/** Leaving statements early: `return`, `break` and `continue` unwind the frame blocks around them. */
import { OPCODE } from "../../bytecode/opcodes.ts";
import { type Location, NO_LOCATION } from "../instruction-sequence.ts";
import type { Compiler } from "./compiler.ts";
import { addYieldFrom, callExitWithNones } from "./helpers.ts";
import { nameop } from "./names.ts";
import { visitStmts } from "./statements.ts";
import {
  FBLOCK_ASYNC_FOR_LOOP,
  FBLOCK_ASYNC_WITH,
  FBLOCK_EXCEPTION_GROUP_HANDLER,
  FBLOCK_FINALLY_END,
  FBLOCK_FINALLY_TRY,
  FBLOCK_FOR_LOOP,
  FBLOCK_HANDLER_CLEANUP,
  FBLOCK_POP_VALUE,
  FBLOCK_TRY_EXCEPT,
  FBLOCK_WHILE_LOOP,
  FBLOCK_WITH,
  type FBlock,
  NO_LABEL,
} from "./unit.ts";

const { GET_AWAITABLE, JUMP, NOP, POP_BLOCK, POP_EXCEPT, POP_TOP, SWAP } = OPCODE;

/**
 * Emits the code that leaves one block and gives the location of what follows. With `preserveTos` the value on top of
 * the stack is kept (`codegen_unwind_fblock`).
 */
function unwind(c: Compiler, loc: Location, info: FBlock, preserveTos: boolean): Location {
  switch (info.type) {
    case FBLOCK_FOR_LOOP:
    case FBLOCK_ASYNC_FOR_LOOP:
    case FBLOCK_POP_VALUE:
      if (preserveTos) c.addop(SWAP, 2, loc);
      c.addop(POP_TOP, 0, loc);
      return loc;
    case FBLOCK_TRY_EXCEPT:
      c.addop(POP_BLOCK, 0, loc);
      return loc;
    case FBLOCK_FINALLY_TRY:
      c.addop(POP_BLOCK, 0, loc);
      if (preserveTos) c.pushFBlock(FBLOCK_POP_VALUE, loc, NO_LABEL, NO_LABEL);
      visitStmts(c, info.body!);
      if (preserveTos) c.popFBlock();
      // The finally body appears to run after the leaving statement, so what still unwinds is artificial.
      return NO_LOCATION;
    case FBLOCK_FINALLY_END:
      if (preserveTos) c.addop(SWAP, 2, loc);
      c.addop(POP_TOP, 0, loc);
      if (preserveTos) c.addop(SWAP, 2, loc);
      c.addop(POP_BLOCK, 0, loc);
      c.addop(POP_EXCEPT, 0, loc);
      return loc;
    case FBLOCK_WITH:
    case FBLOCK_ASYNC_WITH:
      unwindWith(c, info, preserveTos);
      return NO_LOCATION;
    case FBLOCK_HANDLER_CLEANUP:
      if (info.name !== null) c.addop(POP_BLOCK, 0, loc);
      if (preserveTos) c.addop(SWAP, 2, loc);
      c.addop(POP_BLOCK, 0, loc);
      c.addop(POP_EXCEPT, 0, loc);
      if (info.name !== null) {
        c.addopLoadConst(loc, null);
        nameop(c, loc, info.name, "Store");
        nameop(c, loc, info.name, "Del");
      }
      return loc;
    default:
      return loc;
  }
}

function unwindWith(c: Compiler, info: FBlock, preserveTos: boolean): void {
  const loc = info.loc;
  c.addop(POP_BLOCK, 0, loc);
  if (preserveTos) {
    c.addop(SWAP, 3, loc);
    c.addop(SWAP, 2, loc);
  }
  callExitWithNones(c, loc);
  if (info.type === FBLOCK_ASYNC_WITH) {
    c.addop(GET_AWAITABLE, 2, loc);
    c.addopLoadConst(loc, null);
    addYieldFrom(c, loc, true);
  }
  c.addop(POP_TOP, 0, loc);
}

function isLoop(info: FBlock): boolean {
  return info.type === FBLOCK_WHILE_LOOP || info.type === FBLOCK_FOR_LOOP || info.type === FBLOCK_ASYNC_FOR_LOOP;
}

/** Unwinds up to the innermost loop, or everything. While a block is being left, only those outside it count. */
function unwindStack(c: Compiler, loc: Location, preserveTos: boolean, toLoop: boolean): [Location, FBlock | null] {
  const fblocks = c.u.fblocks;
  const left: FBlock[] = [];
  let loop: FBlock | null = null;
  while (fblocks.length > 0) {
    const top = fblocks[fblocks.length - 1];
    if (top.type === FBLOCK_EXCEPTION_GROUP_HANDLER) {
      c.error("'break', 'continue' and 'return' cannot appear in an except* block", loc);
    }
    if (toLoop && isLoop(top)) {
      loop = top;
      break;
    }
    c.popFBlock();
    left.push(top);
    loc = unwind(c, loc, top, preserveTos);
  }
  while (left.length > 0) c.pushFBlockAgain(left.pop()!);
  return [loc, loop];
}

/** For `return`: the location of the instructions that follow. */
export function unwindAll(c: Compiler, loc: Location, preserveTos: boolean): Location {
  return unwindStack(c, loc, preserveTos, false)[0];
}

export function visitBreak(c: Compiler, loc: Location): void {
  c.addop(NOP, 0, loc);
  const [at, loop] = unwindStack(c, loc, false, true);
  if (loop === null) {
    c.error("'break' outside loop", loc);
  } else {
    c.addop(JUMP, loop.exit, unwind(c, at, loop, false));
  }
}

export function visitContinue(c: Compiler, loc: Location): void {
  c.addop(NOP, 0, loc);
  const [at, loop] = unwindStack(c, loc, false, true);
  if (loop === null) {
    c.error("'continue' not properly in loop", loc);
  } else {
    c.addop(JUMP, loop.block, at);
  }
}
