/** The unit's constants while the optimizer works: growing in the middle, trimmed at the end (Python/flowgraph.c). */
import type { Const } from "../../bytecode/constants.ts";
import { SMALL_INT_LIMIT } from "../../bytecode/opargs.ts";
import { HAS_CONST_FLAG, OPCODE, opcodeFlags } from "../../bytecode/opcodes.ts";
import type { ConstCache } from "../const-cache.ts";
import type { Block, CfgInstr } from "./cfg.ts";

const { LOAD_CONST, LOAD_SMALL_INT } = OPCODE;

/** Lists above this length are searched through a map. */
const LINEAR_SEARCH_LIMIT = 32;

export class Consts {
  readonly list: Const[];
  private readonly cache: ConstCache;
  private index: Map<Const, number> | undefined = undefined;
  constructor(list: Const[], cache: ConstCache) {
    this.list = list;
    this.cache = cache;
  }

  /** `add_const`: the index of the constant identical to the merged `value`. */
  add(value: Const): number {
    const merged = this.cache.merge(value);
    const list = this.list;
    if (list.length < LINEAR_SEARCH_LIMIT) {
      const at = list.indexOf(merged);
      return at >= 0 ? at : list.push(merged) - 1;
    }
    if (this.index === undefined) {
      this.index = new Map();
      for (let i = list.length - 1; i >= 0; i--) this.index.set(list[i], i);
    }
    let at = this.index.get(merged);
    if (at === undefined) {
      at = list.push(merged) - 1;
      this.index.set(merged, at);
    }
    return at;
  }

  /** What an instruction that `loadsConst` pushes. */
  valueOf(instr: CfgInstr): Const {
    return instr.opcode === LOAD_SMALL_INT ? instr.oparg : this.list[instr.oparg];
  }

  /** `instr_make_load_const` */
  load(instr: CfgInstr, value: Const): void {
    if (!makeLoadSmallInt(instr, value)) instr.setOp(LOAD_CONST, this.add(value));
  }
}

export function loadsConst(opcode: number): boolean {
  return opcode === LOAD_CONST || opcode === LOAD_SMALL_INT;
}

/** `maybe_instr_make_load_smallint` */
export function makeLoadSmallInt(instr: CfgInstr, value: Const): boolean {
  if (typeof value !== "number" || value < 0 || value >= SMALL_INT_LIMIT) return false;
  instr.setOp(LOAD_SMALL_INT, value);
  return true;
}

/** `remove_unused_consts`; the first constant may be a docstring and always stays. */
export function removeUnusedConsts(entry: Block, list: Const[]): void {
  if (list.length === 0) return;
  const newIndex = new Int32Array(list.length).fill(-1);
  newIndex[0] = 0;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const instrs = block.instrs;
    for (let i = 0; i < instrs.length; i++) {
      if ((opcodeFlags[instrs[i].opcode] & HAS_CONST_FLAG) !== 0) newIndex[instrs[i].oparg] = 0;
    }
  }
  let used = 0;
  for (let i = 0; i < list.length; i++) {
    if (newIndex[i] < 0) continue;
    list[used] = list[i];
    newIndex[i] = used++;
  }
  if (used === list.length) return;
  list.length = used;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const instrs = block.instrs;
    for (let i = 0; i < instrs.length; i++) {
      if ((opcodeFlags[instrs[i].opcode] & HAS_CONST_FLAG) !== 0) instrs[i].oparg = newIndex[instrs[i].oparg];
    }
  }
}
