/** What the verifier (verify.ts) knows of decoded code before it begins: ways through it, its handlers, its constants. */
import { CO, CO_FAST } from "../bytecode/codeflags.ts";
import type { CodeUnit } from "../bytecode/codeunit.ts";
import { INTRINSIC_1 } from "../bytecode/opargs.ts";
import { OPCODE } from "../bytecode/opcodes.ts";
import { PyCode } from "../objects/code.ts";
import { systemError } from "../objects/errors.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { KIND } from "./verify-rules.ts";

/** Decoded code, as the decoder hands it over: jumps are indices of instructions. */
export interface VerifiedCode {
  readonly unit: CodeUnit;
  readonly consts: readonly PyValue[];
  readonly ops: Int32Array;
  readonly args: Int32Array;
  readonly offsets: Int32Array;
  /** Start, end, target, depth * 2 + lasti of each handler. */
  readonly handlers: Int32Array;
}

export const ENDS = new Set<number>([OPCODE.RETURN_VALUE, OPCODE.RAISE_VARARGS, OPCODE.RERAISE]);
export const JUMPS = new Set<number>([OPCODE.JUMP_FORWARD, OPCODE.JUMP_BACKWARD, OPCODE.JUMP_BACKWARD_NO_INTERRUPT]);
export const BRANCHES = new Set<number>([
  OPCODE.POP_JUMP_IF_FALSE,
  OPCODE.POP_JUMP_IF_TRUE,
  OPCODE.POP_JUMP_IF_NONE,
  OPCODE.POP_JUMP_IF_NOT_NONE,
  OPCODE.FOR_ITER,
  OPCODE.SEND,
]);

/** Instructions that raise nothing. */
export const SILENT = new Set<number>([
  OPCODE.NOP,
  OPCODE.POP_TOP,
  OPCODE.PUSH_EXC_INFO,
  OPCODE.POP_EXCEPT,
  OPCODE.COPY,
  OPCODE.SWAP,
  OPCODE.LOAD_CONST,
  OPCODE.LOAD_SMALL_INT,
  OPCODE.LOAD_FAST,
  OPCODE.LOAD_FAST_BORROW,
  OPCODE.STORE_FAST,
  OPCODE.JUMP_FORWARD,
  OPCODE.JUMP_BACKWARD,
  OPCODE.JUMP_BACKWARD_NO_INTERRUPT,
  OPCODE.POP_JUMP_IF_FALSE,
  OPCODE.POP_JUMP_IF_TRUE,
  OPCODE.POP_JUMP_IF_NONE,
  OPCODE.POP_JUMP_IF_NOT_NONE,
]);

export const INTRINSIC_INPUTS: Readonly<Record<number, number>> = {
  [INTRINSIC_1.STOPITERATION_ERROR]: KIND.EXCEPTION,
  [INTRINSIC_1.LIST_TO_TUPLE]: KIND.LIST,
};
export const INTRINSIC_OUTPUTS: Readonly<Record<number, number>> = {
  [INTRINSIC_1.STOPITERATION_ERROR]: KIND.EXCEPTION,
  [INTRINSIC_1.LIST_TO_TUPLE]: KIND.TUPLE,
};

export function parameterCount(unit: CodeUnit): number {
  const { flags } = unit;
  return (
    unit.argcount +
    unit.kwonlyargcount +
    ((flags & CO.VARARGS) !== 0 ? 1 : 0) +
    ((flags & CO.VARKEYWORDS) !== 0 ? 1 : 0)
  );
}

export function countFree(unit: CodeUnit): number {
  let count = 0;
  for (const kind of unit.localspluskinds) if ((kind & CO_FAST.FREE) !== 0) count++;
  return count;
}

export function kindOfConst(value: PyValue): number {
  if (value === null) return KIND.NONE;
  if (value instanceof PyCode) return value.nfrees > 0 ? KIND.OPEN_CODE : KIND.CODE;
  if (value instanceof PyTuple) return value.items.every((item) => typeof item === "string") ? KIND.NAMES : KIND.TUPLE;
  return KIND.OTHER;
}

/** The entries of an exception table are disjoint and in order, and a handler lies behind what it guards: it cannot catch itself. */
export function guardsOf({ ops, handlers }: VerifiedCode): Int32Array {
  const guards = new Int32Array(ops.length).fill(-1);
  let last = 0;
  for (let row = 0; row < handlers.length; row += 4) {
    const end = handlers[row + 1];
    if (handlers[row] < last || end < handlers[row] || handlers[row + 2] < end) {
      throw systemError("malformed exception table");
    }
    guards.fill(row, handlers[row], end);
    last = end;
  }
  return guards;
}

export function meetingPoints({ ops, args, handlers }: VerifiedCode): Uint8Array {
  const meets = new Uint8Array(ops.length + 1);
  meets[0] = 1;
  for (let i = 0; i < ops.length; i++) if (JUMPS.has(ops[i]) || BRANCHES.has(ops[i])) meets[args[i]] = 1;
  for (let row = 0; row < handlers.length; row += 4) meets[handlers[row + 2]] = 1;
  return meets;
}
