/** Constant folding inside a block: operators, tuples, lists and sets (Python/flowgraph.c). */
import { type Const, ConstFrozenSet, ConstTuple } from "../../bytecode/constants.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import { type Block, type CfgInstr, NO_LOCATION } from "./cfg.ts";
import { evalBinary, evalUnary } from "./const-ops.ts";
import { frozenSetOf } from "./const-sets.ts";
import { type Consts, loadsConst } from "./consts.ts";

const { BUILD_LIST, BUILD_SET, BUILD_TUPLE, CONTAINS_OP, GET_ITER, LIST_APPEND, LIST_EXTEND } = OPCODE;
const { LOAD_CONST, NOP, SET_UPDATE } = OPCODE;

/** Longer displays are built piecemeal by codegen and not folded as one (`_PY_STACK_USE_GUIDELINE`). */
const STACK_USE_GUIDELINE = 30;
/** Shorter displays of constants are built item by item. */
const MIN_CONST_SEQUENCE_SIZE = 3;

/** `get_const_loading_instrs`: the `size` constant loads that end at `start`, NOPs skipped; undefined when there are fewer. */
function constLoads(block: Block, start: number, size: number): CfgInstr[] | undefined {
  const loads: CfgInstr[] = new Array(size);
  for (let at = start; at >= 0 && size > 0; at--) {
    const instr = block.instrs[at];
    if (instr.opcode === NOP) continue;
    if (!loadsConst(instr.opcode)) return undefined;
    loads[--size] = instr;
  }
  return size === 0 ? loads : undefined;
}

function nopOut(instrs: readonly CfgInstr[]): void {
  for (const instr of instrs) {
    instr.setNop();
    instr.loc = NO_LOCATION;
  }
}

const valuesOf = (loads: readonly CfgInstr[], consts: Consts): Const[] => loads.map((load) => consts.valueOf(load));

/** `fold_tuple_of_constants` */
export function foldTuple(block: Block, at: number, consts: Consts): void {
  const instr = block.instrs[at];
  if (instr.oparg > STACK_USE_GUIDELINE) return;
  const loads = constLoads(block, at - 1, instr.oparg);
  if (loads === undefined) return;
  const tuple = new ConstTuple(valuesOf(loads, consts));
  nopOut(loads);
  consts.load(instr, tuple);
}

/** `fold_constant_intrinsic_list_to_tuple`: a long tuple of constants, which codegen built by appending to a list. */
export function foldListToTuple(block: Block, at: number, consts: Consts): void {
  const values: Const[] = [];
  let expectAppend = true;
  for (let pos = at - 1; pos >= 0; pos--) {
    const instr = block.instrs[pos];
    const opcode = instr.opcode;
    if (opcode === NOP) continue;
    if (opcode === BUILD_LIST && instr.oparg === 0) {
      if (!expectAppend) return;
      nopOut(block.instrs.slice(pos, at).filter((load) => load.opcode !== NOP));
      consts.load(block.instrs[at], new ConstTuple(values.reverse()));
      return;
    }
    if (expectAppend) {
      if (opcode !== LIST_APPEND || instr.oparg !== 1) return;
    } else {
      if (!loadsConst(opcode)) return;
      values.push(consts.valueOf(instr));
    }
    expectAppend = !expectAppend;
  }
}

/** `optimize_lists_and_sets`: a display that is only iterated or searched becomes a tuple or frozenset. */
export function optimizeListOrSet(block: Block, at: number, nextop: number, consts: Consts): void {
  const instr = block.instrs[at];
  const size = instr.oparg;
  const containsOrIter = nextop === GET_ITER || nextop === CONTAINS_OP;
  if (size > STACK_USE_GUIDELINE || (size < MIN_CONST_SEQUENCE_SIZE && !containsOrIter)) return;
  const loads = constLoads(block, at - 1, size);
  if (loads === undefined) {
    if (containsOrIter && instr.opcode === BUILD_LIST) instr.opcode = BUILD_TUPLE;
    return;
  }
  const values = valuesOf(loads, consts);
  const isSet = instr.opcode === BUILD_SET;
  const index = consts.add(isSet ? new ConstFrozenSet(frozenSetOf(values)) : new ConstTuple(values));
  nopOut(loads);
  if (containsOrIter) {
    instr.setOp(LOAD_CONST, index);
    return;
  }
  const build = block.instrs[at - 2];
  build.loc = instr.loc;
  build.setOp(instr.opcode, 0);
  block.instrs[at - 1].setOp(LOAD_CONST, index);
  instr.setOp(isSet ? SET_UPDATE : LIST_EXTEND, 1);
}

/** `fold_const_binop` */
export function foldBinary(block: Block, at: number, consts: Consts): void {
  const instr = block.instrs[at];
  const loads = constLoads(block, at - 1, 2);
  if (loads === undefined) return;
  const result = evalBinary(consts.valueOf(loads[0]), instr.oparg, consts.valueOf(loads[1]));
  if (result === undefined) return;
  nopOut(loads);
  consts.load(instr, result);
}

/** `fold_const_unaryop` */
export function foldUnary(block: Block, at: number, consts: Consts): void {
  const instr = block.instrs[at];
  const loads = constLoads(block, at - 1, 1);
  if (loads === undefined) return;
  const result = evalUnary(instr.opcode, consts.valueOf(loads[0]));
  if (result === undefined) return;
  nopOut(loads);
  consts.load(instr, result);
}
