/** Peephole optimization of one block: jump threading, folding, fused tests (`optimize_basic_block`). */
import { COMPARE_TO_BOOL, INTRINSIC_1 } from "../../bytecode/opargs.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { Block, CfgInstr } from "./cfg.ts";
import type { Consts } from "./consts.ts";
import { foldBinary, foldListToTuple, foldTuple, foldUnary, optimizeListOrSet } from "./fold.ts";
import { optimizeSwaps } from "./swaps.ts";

const { BINARY_OP, BUILD_LIST, BUILD_SET, BUILD_TUPLE, CALL_INTRINSIC_1, COMPARE_OP, CONTAINS_OP, GET_ITER } = OPCODE;
const { IS_OP, JUMP, JUMP_IF_FALSE, JUMP_IF_TRUE, JUMP_NO_INTERRUPT, LOAD_GLOBAL, NOP, POP_TOP, PUSH_NULL } = OPCODE;
const { POP_JUMP_IF_FALSE, POP_JUMP_IF_NONE, POP_JUMP_IF_NOT_NONE, POP_JUMP_IF_TRUE, STORE_FAST, SWAP } = OPCODE;
const { TO_BOOL, UNARY_INVERT, UNARY_NEGATIVE, UNARY_NOT, UNPACK_SEQUENCE } = OPCODE;

/** Makes a jump to a jump go where that one goes; false if it already does (`jump_thread`). */
function threadJump(block: Block, instr: CfgInstr, target: CfgInstr, opcode: number): boolean {
  if (instr.target === target.target) return false;
  const loc = target.loc;
  const destination = target.target!;
  instr.setNop();
  block.addop(opcode, destination.label, loc, destination);
  return true;
}

export function optimizeBasicBlock(block: Block, consts: Consts): void {
  const instrs = block.instrs;
  for (let i = 0; i < instrs.length; i++) {
    const instr = instrs[i];
    const opcode = instr.opcode;
    const oparg = instr.oparg;
    const following = i + 1 < instrs.length ? instrs[i + 1] : undefined;
    const nextop = following === undefined ? 0 : following.opcode;
    switch (opcode) {
      case BUILD_TUPLE:
        if (nextop === UNPACK_SEQUENCE && oparg === following!.oparg && oparg >= 1 && oparg <= 3) {
          instr.setNop();
          if (oparg === 1) following!.setNop();
          else following!.opcode = SWAP;
          continue;
        }
        foldTuple(block, i, consts);
        break;
      case BUILD_LIST:
      case BUILD_SET:
        optimizeListOrSet(block, i, nextop, consts);
        break;
      case POP_JUMP_IF_NOT_NONE:
      case POP_JUMP_IF_NONE:
      case POP_JUMP_IF_FALSE:
      case POP_JUMP_IF_TRUE: {
        const target = instr.target!.instrs[0];
        if (target.opcode === JUMP && threadJump(block, instr, target, opcode)) i--;
        break;
      }
      case JUMP_IF_FALSE:
      case JUMP_IF_TRUE: {
        const target = instr.target!.instrs[0];
        if (target.opcode === JUMP || target.opcode === opcode) {
          if (threadJump(block, instr, target, opcode)) i--;
        } else if (target.opcode === JUMP_IF_FALSE || target.opcode === JUMP_IF_TRUE) {
          // The opposite test fails there, so control falls through it.
          instr.target = instr.target!.next;
          i--;
        }
        break;
      }
      case JUMP:
      case JUMP_NO_INTERRUPT: {
        const target = instr.target!.instrs[0];
        if (target.opcode === JUMP) {
          if (threadJump(block, instr, target, JUMP)) i--;
        } else if (target.opcode === JUMP_NO_INTERRUPT) {
          if (threadJump(block, instr, target, opcode)) i--;
        }
        break;
      }
      case STORE_FAST:
        if (nextop === STORE_FAST && oparg === following!.oparg && instr.loc.lineno === following!.loc.lineno) {
          instr.setOp(POP_TOP, 0);
        }
        break;
      case SWAP:
        if (oparg === 1) instr.setNop();
        break;
      case LOAD_GLOBAL:
        if (nextop === PUSH_NULL && (oparg & 1) === 0) {
          instr.oparg = oparg | 1;
          following!.setNop();
        }
        break;
      case COMPARE_OP:
        if (nextop === TO_BOOL) {
          instr.setNop();
          following!.setOp(COMPARE_OP, oparg | COMPARE_TO_BOOL);
        }
        break;
      case CONTAINS_OP:
      case IS_OP:
        if (nextop === TO_BOOL || nextop === UNARY_NOT) {
          instr.setNop();
          following!.setOp(opcode, nextop === TO_BOOL ? oparg : oparg ^ 1);
        }
        break;
      case TO_BOOL:
        if (nextop === TO_BOOL) instr.setNop();
        break;
      case UNARY_NOT:
        if (nextop === TO_BOOL || nextop === UNARY_NOT) {
          instr.setNop();
          following!.setOp(nextop === TO_BOOL ? UNARY_NOT : NOP, 0);
          continue;
        }
        foldUnary(block, i, consts);
        break;
      case UNARY_INVERT:
      case UNARY_NEGATIVE:
        foldUnary(block, i, consts);
        break;
      case CALL_INTRINSIC_1:
        if (oparg === INTRINSIC_1.LIST_TO_TUPLE) {
          if (nextop === GET_ITER) instr.setNop();
          else foldListToTuple(block, i, consts);
        } else if (oparg === INTRINSIC_1.UNARY_POSITIVE) {
          foldUnary(block, i, consts);
        }
        break;
      case BINARY_OP:
        foldBinary(block, i, consts);
        break;
    }
  }
  optimizeSwaps(block);
}
