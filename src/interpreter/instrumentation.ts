/**
 * What the traced loop has to know of each instruction of a code object: where lines start, and where a jump that was not taken is a
 * NOT_TAKEN instruction, which decoding leaves out. Source: CPython Python/instrumentation.c (initialize_lines).
 */
import { OPCODE, opcodeCaches, opcodeDeopt } from "../bytecode/opcodes.ts";
import { type Executable, OP_BITS } from "./code.ts";
import { GENERIC, OP } from "./generated/tables.ts";

export interface Instrumentation {
  /** The first RESUME: what lies before it makes the frame and is not traced. */
  readonly first: number;
  /** Whether tracing tells of a new line at the instruction. */
  readonly starts: Uint8Array;
  /** The FOR_ITER of a loop by the POP_ITER that it goes on at when there are no more items. */
  readonly loops: ReadonlyMap<number, number>;
}

const tables = new WeakMap<Executable, Instrumentation>();

export function instrumentationOf(code: Executable): Instrumentation {
  let table = tables.get(code);
  if (table === undefined) {
    const first = firstTraceable(code);
    table = { first, starts: lineStarts(code, first), loops: forLoops(code) };
    tables.set(code, table);
  }
  return table;
}

/** The opcode as the compiler wrote it. */
export function originalOp(code: Executable, index: number): number {
  return opcodeDeopt[code.unit.code[code.offsets[index]]];
}

/** Offset of the last code unit of an instruction, where CPython says that an exception arose. */
export function lastUnit(code: Executable, index: number): number {
  return code.offsets[index] + 2 * opcodeCaches[originalOp(code, index)];
}

/** Offset of the instruction with its prefixes: where a jump to it arrives. */
export function startOffset({ unit, offsets }: Executable, index: number): number {
  let at = offsets[index];
  while (at >= 2 && unit.code[at - 2] === OPCODE.EXTENDED_ARG) at -= 2;
  return at;
}

/** Offset of the NOT_TAKEN before an instruction, or -1. */
export function notTakenBefore(code: Executable, index: number): number {
  const at = startOffset(code, index) - 2;
  return at >= 0 && code.unit.code[at] === OPCODE.NOT_TAKEN ? at : -1;
}

function firstTraceable(code: Executable): number {
  const count = code.offsets.length - 1;
  for (let i = 0; i < count; i++) if (originalOp(code, i) === OPCODE.RESUME) return i;
  return count;
}

function forLoops({ plain, words }: Executable): ReadonlyMap<number, number> {
  const loops = new Map<number, number>();
  for (let i = 0; i < plain.length; i++) {
    if (GENERIC[plain[i]] === OP.FOR_ITER) loops.set((words[i] >> OP_BITS) + 1, i);
  }
  return loops;
}

/** Instructions that no line starts with: tracing tells of them otherwise, or jumps skip them. */
const NO_LINE = new Set<number>([
  OPCODE.RESUME,
  OPCODE.END_FOR,
  OPCODE.END_SEND,
  OPCODE.POP_ITER,
  OPCODE.END_ASYNC_FOR,
]);

/** Jumps whose target starts a line; that of a loop or delegation is the instruction after its target. */
const JUMPS = new Map<number, number>([
  [OPCODE.JUMP_FORWARD, 0],
  [OPCODE.POP_JUMP_IF_FALSE, 0],
  [OPCODE.POP_JUMP_IF_TRUE, 0],
  [OPCODE.POP_JUMP_IF_NONE, 0],
  [OPCODE.POP_JUMP_IF_NOT_NONE, 0],
  [OPCODE.JUMP_BACKWARD, 0],
  [OPCODE.JUMP_BACKWARD_NO_INTERRUPT, 0],
  [OPCODE.FOR_ITER, 1],
  [OPCODE.SEND, 1],
]);

/** Where the line changes in the order of the code, and the targets of jumps and handlers. */
function lineStarts(code: Executable, first: number): Uint8Array {
  const count = code.offsets.length - 1;
  const starts = new Uint8Array(count + 1);
  let current: number | null = null;
  for (let i = first; i < count; i++) {
    if (NO_LINE.has(originalOp(code, i))) continue;
    const line = code.lineOf(i);
    if (line !== null && line !== current) starts[i] = 1;
    current = line;
  }
  for (let i = first; i < count; i++) {
    const skip = JUMPS.get(originalOp(code, i));
    if (skip === undefined) continue;
    const target = (code.words[i] >> OP_BITS) + skip;
    if (target < count && code.lineOf(target) !== null && originalOp(code, target) !== OPCODE.POP_ITER)
      starts[target] = 1;
  }
  for (let i = 0; i < code.handlers.length; i += 4) {
    const handler = code.handlers[i + 2];
    if (code.lineOf(handler) !== null && originalOp(code, handler) !== OPCODE.END_ASYNC_FOR) starts[handler] = 1;
  }
  return starts;
}
