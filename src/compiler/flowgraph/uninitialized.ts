/**
 * LOAD_FAST becomes LOAD_FAST_CHECK where the local may be unbound (`add_checks_for_loads_of_uninitialized_variables`).
 *
 * The first 64 locals are tracked through the graph by a bit mask (two 32-bit halves), the others block by block only.
 */
import { OPCODE } from "../../bytecode/opcodes.ts";
import { type Block, type CfgInstr, clearVisited, isJump } from "./cfg.ts";

const { DELETE_FAST, LOAD_FAST, LOAD_FAST_AND_CLEAR, LOAD_FAST_CHECK, STORE_FAST, STORE_FAST_MAYBE_NULL } = OPCODE;

export function addChecksForUninitialized(entry: Block, nlocals: number, nparams: number): void {
  if (nlocals === 0) return;
  if (nlocals > 64) {
    scanManyLocals(entry, nlocals);
    nlocals = 64;
  }
  clearVisited(entry);
  const todo: Block[] = [];
  let low = 0;
  let high = 0;
  for (let i = nparams; i < nlocals; i++) {
    if (i < 32) low |= 1 << i;
    else high |= 1 << (i - 32);
  }
  maybePush(entry, low, high, todo);
  // A DELETE_FAST may be anywhere, so each block is looked at once at least.
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) scanBlock(block, todo);
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    block.visited = false;
    scanBlock(block, todo);
  }
}

/** Pushes the block if the mask says something new; `visited` means that it is on the stack. */
function maybePush(block: Block, low: number, high: number, todo: Block[]): void {
  const bothLow = block.unsafeLow | low;
  const bothHigh = block.unsafeHigh | high;
  if (block.unsafeLow === bothLow && block.unsafeHigh === bothHigh) return;
  block.unsafeLow = bothLow;
  block.unsafeHigh = bothHigh;
  if (block.visited) return;
  block.visited = true;
  todo.push(block);
}

function scanBlock(block: Block, todo: Block[]): void {
  let low = block.unsafeLow;
  let high = block.unsafeHigh;
  const instrs = block.instrs;
  for (let i = 0; i < instrs.length; i++) {
    const instr = instrs[i];
    if (instr.except !== undefined) maybePush(instr.except, low, high, todo);
    const local = instr.oparg;
    if (local >= 64) continue;
    switch (instr.opcode) {
      case DELETE_FAST:
      case LOAD_FAST_AND_CLEAR:
      case STORE_FAST_MAYBE_NULL:
        if (local < 32) low |= 1 << local;
        else high |= 1 << (local - 32);
        break;
      case LOAD_FAST:
        if (((local < 32 ? low >>> local : high >>> (local - 32)) & 1) === 1) instr.opcode = LOAD_FAST_CHECK;
        if (local < 32) low &= ~(1 << local);
        else high &= ~(1 << (local - 32));
        break;
      case STORE_FAST:
      case LOAD_FAST_CHECK:
        if (local < 32) low &= ~(1 << local);
        else high &= ~(1 << (local - 32));
        break;
    }
  }
  if (block.next !== undefined && block.hasFallthrough()) maybePush(block.next, low, high, todo);
  const last = block.last();
  if (last !== undefined && isJump(last.opcode)) maybePush(last.target!, low, high, todo);
}

/** Locals beyond the first 64: known to be bound only after a store or a load in the same block. */
function scanManyLocals(entry: Block, nlocals: number): void {
  const boundIn = new Int32Array(nlocals - 64);
  let blockNumber = 0;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    blockNumber++;
    const instrs: CfgInstr[] = block.instrs;
    for (let i = 0; i < instrs.length; i++) {
      const instr = instrs[i];
      const local = instr.oparg - 64;
      if (local < 0) continue;
      switch (instr.opcode) {
        case DELETE_FAST:
        case LOAD_FAST_AND_CLEAR:
        case STORE_FAST_MAYBE_NULL:
          boundIn[local] = blockNumber - 1;
          break;
        case STORE_FAST:
          boundIn[local] = blockNumber;
          break;
        case LOAD_FAST:
          if (boundIn[local] !== blockNumber) instr.opcode = LOAD_FAST_CHECK;
          boundIn[local] = blockNumber;
          break;
      }
    }
  }
}
