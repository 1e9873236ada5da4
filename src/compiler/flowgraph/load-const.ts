/** Conditions and identity tests on constants (`optimize_load_const`); turns small ints into LOAD_SMALL_INT. */
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { Block, CfgInstr } from "./cfg.ts";
import { constIsTrue } from "./const-ops.ts";
import { type Consts, makeLoadSmallInt } from "./consts.ts";

const { COPY, IS_OP, JUMP, JUMP_IF_FALSE, JUMP_IF_TRUE, LOAD_CONST, LOAD_SMALL_INT, TO_BOOL } = OPCODE;
const { POP_JUMP_IF_FALSE, POP_JUMP_IF_NONE, POP_JUMP_IF_NOT_NONE, POP_JUMP_IF_TRUE } = OPCODE;

export function optimizeLoadConst(entry: Block, consts: Consts): void {
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) optimizeBlock(block, consts);
}

function optimizeBlock(block: Block, consts: Consts): void {
  const instrs = block.instrs;
  /** The constant load whose value is on top: the instruction itself, or the one that COPY 1 repeats. */
  let opcode = 0;
  let oparg = 0;
  for (let i = 0; i < instrs.length; i++) {
    const instr = instrs[i];
    if (instr.opcode === LOAD_CONST) makeLoadSmallInt(instr, consts.list[instr.oparg]);
    const copiesConst = opcode === LOAD_CONST && instr.opcode === COPY && instr.oparg === 1;
    if (!copiesConst) {
      opcode = instr.opcode;
      oparg = instr.oparg;
    }
    if ((opcode !== LOAD_CONST && opcode !== LOAD_SMALL_INT) || i + 1 >= instrs.length) continue;
    const following = instrs[i + 1];
    const value = opcode === LOAD_SMALL_INT ? oparg : consts.list[oparg];
    switch (following.opcode) {
      case POP_JUMP_IF_FALSE:
      case POP_JUMP_IF_TRUE:
      case JUMP_IF_FALSE:
      case JUMP_IF_TRUE: {
        const nextop = following.opcode;
        if (nextop === POP_JUMP_IF_FALSE || nextop === POP_JUMP_IF_TRUE) instr.setNop();
        const jumpIfTrue = nextop === POP_JUMP_IF_TRUE || nextop === JUMP_IF_TRUE;
        if (constIsTrue(value) === jumpIfTrue) following.opcode = JUMP;
        else following.setNop();
        break;
      }
      case IS_OP:
        if (value === null) foldIsNone(instrs, i);
        break;
      case TO_BOOL: {
        const index = consts.add(constIsTrue(value));
        instr.setNop();
        following.setOp(LOAD_CONST, index);
        break;
      }
    }
  }
}

/** `x is None` before a conditional jump becomes the jump itself. */
function foldIsNone(instrs: CfgInstr[], at: number): void {
  if (instrs.length <= at + 2) return;
  const isInstr = instrs[at + 1];
  let jump = instrs[at + 2];
  if (jump.opcode === TO_BOOL) {
    jump.setNop();
    if (instrs.length <= at + 3) return;
    jump = instrs[at + 3];
  }
  let invert = isInstr.oparg !== 0;
  if (jump.opcode === POP_JUMP_IF_FALSE) invert = !invert;
  else if (jump.opcode !== POP_JUMP_IF_TRUE) return;
  instrs[at].setNop();
  isInstr.setNop();
  jump.opcode = invert ? POP_JUMP_IF_NOT_NONE : POP_JUMP_IF_NONE;
}
