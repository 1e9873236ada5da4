/**
 * LOAD_FAST becomes LOAD_FAST_BORROW where the local provably outlives the loaded reference (`optimize_load_fast`).
 *
 * Each block is run on an abstract stack of references: which instruction made it, from which local. A load keeps its strong
 * reference if the local is overwritten while the value is on the stack, if the value is stored into a local, or if it is
 * still there when the block ends.
 */
import { numPopped, numPushed, OPCODE } from "../../bytecode/opcodes.ts";
import { type Block, clearVisited, hasTarget, isBlockPush } from "./cfg.ts";

const { CHECK_EXC_MATCH, COPY, DELETE_FAST, DICT_MERGE, DICT_UPDATE, END_SEND, FOR_ITER, GET_ANEXT, GET_LEN } = OPCODE;
const { FORMAT_SIMPLE, GET_YIELD_FROM_ITER } = OPCODE;
const { IMPORT_FROM, LIST_APPEND, LIST_EXTEND, LOAD_ATTR, LOAD_FAST, LOAD_FAST_AND_CLEAR, LOAD_FAST_BORROW } = OPCODE;
const { LOAD_FAST_BORROW_LOAD_FAST_BORROW, LOAD_FAST_LOAD_FAST, LOAD_SPECIAL, LOAD_SUPER_ATTR, MAP_ADD } = OPCODE;
const { MATCH_KEYS, MATCH_MAPPING, MATCH_SEQUENCE, PUSH_EXC_INFO, RERAISE, SEND, SET_ADD, SET_UPDATE } = OPCODE;
const { SET_FUNCTION_ATTRIBUTE, STORE_FAST, STORE_FAST_LOAD_FAST, STORE_FAST_STORE_FAST, SWAP } = OPCODE;
const { WITH_EXCEPT_START } = OPCODE;

/** Stands for a value from before the block, and for a value that is no local's. */
const NONE = -1;

/** The loaded reference outlives its support, gets a second owner, or leaves the block. */
const KEEP = 1;

/** The abstract stack: parallel arrays, reused for all blocks. */
const producers: number[] = [];
const locals: number[] = [];
let size = 0;

function push(producer: number, local: number): void {
  producers[size] = producer;
  locals[size++] = local;
}

function killLocal(flags: Uint8Array, local: number): void {
  for (let i = 0; i < size; i++) {
    if (locals[i] === local) flags[producers[i]] = KEEP;
  }
}

/** Pops a reference into a local. */
function storeLocal(flags: Uint8Array, local: number): void {
  const producer = producers[--size];
  killLocal(flags, local);
  if (producer !== NONE) flags[producer] = KEEP;
}

export function optimizeLoadFast(entry: Block): void {
  let maxInstrs = 0;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    maxInstrs = Math.max(maxInstrs, block.instrs.length);
  }
  const flags = new Uint8Array(maxInstrs);
  clearVisited(entry);
  entry.startDepth = 0;
  entry.visited = true;
  const todo: Block[] = [entry];
  const visit = (block: Block): void => {
    if (block.visited) return;
    block.visited = true;
    todo.push(block);
  };
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    const instrs = block.instrs;
    flags.fill(0, 0, instrs.length);
    size = 0;
    for (let i = 0; i < block.startDepth; i++) push(NONE, NONE);
    for (let i = 0; i < instrs.length; i++) {
      simulate(block, i, flags);
      const opcode = instrs[i].opcode;
      if (hasTarget(opcode)) visit(instrs[i].target!);
    }
    if (instrs.length > 0 && block.next !== undefined && block.hasFallthrough()) visit(block.next);
    for (let i = 0; i < size; i++) {
      if (producers[i] !== NONE) flags[producers[i]] = KEEP;
    }
    for (let i = 0; i < instrs.length; i++) {
      if (flags[i] !== 0) continue;
      const instr = instrs[i];
      if (instr.opcode === LOAD_FAST) instr.opcode = LOAD_FAST_BORROW;
      else if (instr.opcode === LOAD_FAST_LOAD_FAST) instr.opcode = LOAD_FAST_BORROW_LOAD_FAST_BORROW;
    }
  }
}

/** Applies instruction `at` to the abstract stack. */
function simulate(block: Block, at: number, flags: Uint8Array): void {
  const instr = block.instrs[at];
  const opcode = instr.opcode;
  const oparg = instr.oparg;
  switch (opcode) {
    case DELETE_FAST:
      killLocal(flags, oparg);
      break;
    case LOAD_FAST:
      push(at, oparg);
      break;
    case LOAD_FAST_AND_CLEAR:
      killLocal(flags, oparg);
      push(at, oparg);
      break;
    case LOAD_FAST_LOAD_FAST:
      push(at, oparg >> 4);
      push(at, oparg & 15);
      break;
    case STORE_FAST:
      storeLocal(flags, oparg);
      break;
    case STORE_FAST_LOAD_FAST:
      storeLocal(flags, oparg >> 4);
      push(at, oparg & 15);
      break;
    case STORE_FAST_STORE_FAST:
      storeLocal(flags, oparg >> 4);
      storeLocal(flags, oparg & 15);
      break;
    case COPY:
      push(producers[size - oparg], locals[size - oparg]);
      break;
    case SWAP: {
      const top = size - 1;
      const other = size - oparg;
      const producer = producers[top];
      const local = locals[top];
      producers[top] = producers[other];
      locals[top] = locals[other];
      producers[other] = producer;
      locals[other] = local;
      break;
    }
    // These leave their operands where they are and push beside them.
    case GET_ANEXT:
    case GET_LEN:
    case IMPORT_FROM:
    case MATCH_KEYS:
    case MATCH_MAPPING:
    case MATCH_SEQUENCE:
    case WITH_EXCEPT_START:
      // CPython records the pushed value's position as its producer; only the marks that follow from it matter.
      push(0, NONE);
      break;
    // The result may be the operand itself.
    case FORMAT_SIMPLE:
    case GET_YIELD_FROM_ITER:
      break;
    // These pop some operands and push nothing.
    case DICT_MERGE:
    case DICT_UPDATE:
    case LIST_APPEND:
    case LIST_EXTEND:
    case MAP_ADD:
    case RERAISE:
    case SET_ADD:
    case SET_UPDATE:
      size -= numPopped(opcode, oparg) - numPushed(opcode, oparg);
      break;
    case END_SEND:
    case SET_FUNCTION_ATTRIBUTE: {
      size--;
      producers[size - 1] = producers[size];
      locals[size - 1] = locals[size];
      break;
    }
    case CHECK_EXC_MATCH:
      size--;
      push(at, NONE);
      break;
    case FOR_ITER:
      push(at, NONE);
      break;
    case LOAD_ATTR:
    case LOAD_SUPER_ATTR: {
      const producer = producers[size - 1];
      const local = locals[size - 1];
      size -= opcode === LOAD_SUPER_ATTR ? 3 : 1;
      push(at, NONE);
      // For a method call `self` may be pushed again.
      if ((oparg & 1) !== 0) push(producer, local);
      break;
    }
    case LOAD_SPECIAL:
    case PUSH_EXC_INFO: {
      const producer = producers[size - 1];
      const local = locals[size - 1];
      size--;
      push(at, NONE);
      push(producer, local);
      break;
    }
    case SEND:
      size--;
      push(at, NONE);
      break;
    default:
      if (!isBlockPush(opcode)) {
        size -= numPopped(opcode, oparg);
        const pushes = numPushed(opcode, oparg);
        for (let i = 0; i < pushes; i++) push(at, NONE);
      }
  }
}
