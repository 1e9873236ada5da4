/** Replacement of pseudo instructions and normalisation of conditional jumps (Python/flowgraph.c). */
import { OPCODE } from "../../bytecode/opcodes.ts";
import { Block, CfgInstr, clearVisited, isBlockPush, isConditionalJump } from "./cfg.ts";
import { removeRedundantNopsAndJumps } from "./redundant.ts";

const { COPY, JUMP, JUMP_IF_FALSE, JUMP_IF_TRUE, LOAD_CLOSURE, LOAD_FAST, NOT_TAKEN, STORE_FAST } = OPCODE;
const { STORE_FAST_MAYBE_NULL, TO_BOOL } = OPCODE;
const { POP_JUMP_IF_FALSE, POP_JUMP_IF_NONE, POP_JUMP_IF_NOT_NONE, POP_JUMP_IF_TRUE } = OPCODE;

/** JUMP_IF_* keep the tested value: COPY, TO_BOOL, POP_JUMP_IF_* (`convert_pseudo_conditional_jumps`). */
export function convertPseudoConditionalJumps(entry: Block): void {
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const jump = block.last();
    if (jump === undefined || (jump.opcode !== JUMP_IF_FALSE && jump.opcode !== JUMP_IF_TRUE)) continue;
    jump.opcode = jump.opcode === JUMP_IF_FALSE ? POP_JUMP_IF_FALSE : POP_JUMP_IF_TRUE;
    const copy = new CfgInstr(COPY, 1, jump.loc, undefined);
    const toBool = new CfgInstr(TO_BOOL, 0, jump.loc, undefined);
    copy.except = jump.except;
    toBool.except = jump.except;
    block.instrs[block.instrs.length - 1] = copy;
    block.instrs.push(toBool, jump);
  }
}

/** `convert_pseudo_ops` */
export function convertPseudoOps(entry: Block): void {
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const instrs = block.instrs;
    for (let i = 0; i < instrs.length; i++) {
      const instr = instrs[i];
      if (isBlockPush(instr.opcode)) instr.setNop();
      else if (instr.opcode === LOAD_CLOSURE) instr.opcode = LOAD_FAST;
      else if (instr.opcode === STORE_FAST_MAYBE_NULL) instr.opcode = STORE_FAST;
    }
  }
  removeRedundantNopsAndJumps(entry);
}

const REVERSED: Record<number, number> = {
  [POP_JUMP_IF_NOT_NONE]: POP_JUMP_IF_NONE,
  [POP_JUMP_IF_NONE]: POP_JUMP_IF_NOT_NONE,
  [POP_JUMP_IF_FALSE]: POP_JUMP_IF_TRUE,
  [POP_JUMP_IF_TRUE]: POP_JUMP_IF_FALSE,
};

/**
 * `normalize_jumps`: conditional jumps only go forward (a backward one is reversed to jump around an unconditional one),
 * and NOT_TAKEN follows each, for monitoring.
 */
export function normalizeJumps(entry: Block): void {
  clearVisited(entry);
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    block.visited = true;
    const last = block.last();
    if (last === undefined || !isConditionalJump(last.opcode)) continue;
    const target = last.target!;
    if (!target.visited) {
      block.addop(NOT_TAKEN, 0, last.loc, undefined);
      continue;
    }
    const backward = new Block();
    backward.instrs.push(new CfgInstr(NOT_TAKEN, 0, last.loc, undefined));
    backward.instrs.push(new CfgInstr(JUMP, target.label, last.loc, target));
    backward.startDepth = target.startDepth;
    last.opcode = REVERSED[last.opcode];
    last.target = block.next;
    backward.cold = block.cold;
    backward.next = block.next;
    block.next = backward;
  }
}
