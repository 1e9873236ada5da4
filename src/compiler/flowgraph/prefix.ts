/** Instructions at a unit's start, and the final numbering of cells (`prepare_localsplus`). */
import { CO } from "../../bytecode/codeflags.ts";
import { OPCODE } from "../../bytecode/opcodes.ts";
import type { CodeUnitMetadata } from "../code-unit-metadata.ts";
import { Location } from "../instruction-sequence.ts";
import { type Block, CfgInstr, NO_LOCATION } from "./cfg.ts";

const { COPY_FREE_VARS, DELETE_DEREF, LOAD_CLOSURE, LOAD_DEREF, LOAD_FROM_DICT_OR_DEREF, MAKE_CELL } = OPCODE;
const { POP_TOP, RETURN_GENERATOR, STORE_DEREF } = OPCODE;

const GENERATOR_FLAGS = CO.GENERATOR | CO.COROUTINE | CO.ASYNC_GENERATOR;

/** Adds the prefix, renumbers cells and free variables, and returns the number of fast locals of all kinds. */
export function prepareLocalsplus(unit: CodeUnitMetadata, entry: Block, codeFlags: number): number {
  const nlocals = unit.varnames.size;
  const ncells = unit.cellvars.size;
  const nfrees = unit.freevars.size;
  const fixed = cellOffsets(unit);
  entry.instrs.unshift(...prefixInstructions(unit, fixed, codeFlags));
  const dropped = fixCellOffsets(nlocals, fixed, entry);
  return nlocals + ncells + nfrees - dropped;
}

/** Where each cell and free variable lies if none were arguments; a cell that is an argument lies where that does. */
function cellOffsets(unit: CodeUnitMetadata): number[] {
  const fixed: number[] = [];
  const count = unit.cellvars.size + unit.freevars.size;
  for (let i = 0; i < count; i++) fixed.push(unit.varnames.size + i);
  for (const [name, index] of unit.cellvars) {
    const argument = unit.varnames.get(name);
    if (argument !== undefined) fixed[index] = argument;
  }
  return fixed;
}

function prefixInstructions(unit: CodeUnitMetadata, fixed: readonly number[], codeFlags: number): CfgInstr[] {
  const prefix: CfgInstr[] = [];
  if (unit.freevars.size > 0) prefix.push(new CfgInstr(COPY_FREE_VARS, unit.freevars.size, NO_LOCATION, undefined));
  // Cells are made in the order of their final places.
  const cells = Array.from(unit.cellvars.values()).sort((a, b) => fixed[a] - fixed[b]);
  for (const cell of cells) prefix.push(new CfgInstr(MAKE_CELL, cell, NO_LOCATION, undefined));
  if ((codeFlags & GENERATOR_FLAGS) !== 0) {
    const loc = new Location(unit.firstlineno, unit.firstlineno, -1, -1);
    prefix.push(new CfgInstr(RETURN_GENERATOR, 0, loc, undefined), new CfgInstr(POP_TOP, 0, loc, undefined));
  }
  return prefix;
}

/** `fix_cell_offsets`: the number of cells that share an argument's place. */
function fixCellOffsets(nlocals: number, fixed: number[], entry: Block): number {
  let dropped = 0;
  for (let i = 0; i < fixed.length; i++) {
    if (fixed[i] === i + nlocals) fixed[i] -= dropped;
    else dropped++;
  }
  if (fixed.length === 0) return 0;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const instrs = block.instrs;
    for (let i = 0; i < instrs.length; i++) {
      switch (instrs[i].opcode) {
        case MAKE_CELL:
        case LOAD_CLOSURE:
        case LOAD_DEREF:
        case STORE_DEREF:
        case DELETE_DEREF:
        case LOAD_FROM_DICT_OR_DEREF:
          instrs[i].oparg = fixed[instrs[i].oparg];
      }
    }
  }
  return dropped;
}
