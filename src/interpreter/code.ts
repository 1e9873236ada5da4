/**
 * Executable: a code object decoded for running. One 32-bit word per instruction, the opcode in the low nine bits and the
 * argument above; extended arguments are folded, inline caches and pads are left out, and a jump's argument is the index of its
 * target. `offsets` gives every instruction's byte offset in `co_code`. Specialization rewrites words in place and
 * keeps what it learned in `caches`, at the instruction's index.
 */

import { CO } from "../bytecode/codeflags.ts";
import type { CodeUnit } from "../bytecode/codeunit.ts";
import { exceptionEntries } from "../bytecode/exception-table.ts";
import { RESUME } from "../bytecode/opargs.ts";
import { MIN_INSTRUMENTED_OPCODE, OPCODE, opcodeCaches, opcodeDeopt, opcodeValid } from "../bytecode/opcodes.ts";
import type { Str } from "../kernel/str.ts";
import type { PyCode } from "../objects/code.ts";
import { systemError } from "../objects/errors.ts";
import type { PyValue } from "../objects/object.ts";
import { initialHeat } from "./compiled.ts";
import { fuseAt } from "./fuse.ts";
import type { Cleanups } from "./generators/cleanup.ts";
import { lineTable } from "./lines.ts";
import { verify } from "./verify.ts";

/** Bits of a word that hold the opcode. */
export const OP_BITS = 9;
export const OP_MASK = (1 << OP_BITS) - 1;
/** In the word of a RESUME: a generator that waits there is within no `try` or `with`. */
export const NOTHING_TO_CLEAN = RESUME.DEPTH1_MASK << OP_BITS;
const MAX_OPARG = 2 ** (31 - OP_BITS) - 1;

/** What specialization stores at an instruction; each family has its own class (specialize/). */
export type Cache = object | undefined;

export class Executable {
  readonly pycode: PyCode | null;
  readonly unit: CodeUnit;
  readonly words: Int32Array;
  readonly offsets: Int32Array;
  /** Every instruction's opcode apart from fusion: what specialization works on. */
  readonly plain: Uint16Array;
  readonly consts: readonly PyValue[];
  readonly names: readonly Str[];
  readonly caches: Cache[];
  /** Countdown to the next attempt at specialization, by instruction. */
  readonly counters: Uint8Array;
  /** Exception table: start, end, handler, depth * 2 + lasti, as instruction indices; innermost entry last. */
  readonly handlers: Int32Array;
  readonly localCount: number;
  readonly frameSize: number;
  readonly argcount: number;
  /** Parameters of every kind: argcount + kwonlyargcount + *args + **kwargs. */
  readonly parameterCount: number;
  readonly flags: number;
  /** A function body without `*args` and `**kwargs`. */
  readonly fixed: boolean;
  /** Only positional parameters and an ordinary body: a call with exactly `argcount` arguments needs no binding. */
  readonly simple: boolean;
  /** Not Python code: a trampoline of the interpreter, hidden from tracebacks and frame lists. */
  readonly internal: boolean;
  /** Function entries and back edges until the JIT looks at the code; below zero it is asked each time. */
  heat: number;
  /** What the JIT made of the code. */
  compiled: object | null = null;
  /** Where generators of this code have something to clean up, as far as that was asked. */
  cleanups: Cleanups | null = null;
  private lines: Int32Array | null = null;

  constructor(pycode: PyCode | null, unit: CodeUnit, consts: readonly PyValue[], internal = false) {
    const decoded = decode(unit, pycode !== null && !pycode.trusted ? consts : null);
    this.pycode = pycode;
    this.unit = unit;
    this.words = decoded.words;
    this.offsets = decoded.offsets;
    this.plain = decoded.plain;
    this.handlers = decoded.handlers;
    this.consts = uniform(consts);
    this.names = unit.names;
    this.caches = new Array(decoded.words.length).fill(undefined);
    this.counters = new Uint8Array(decoded.words.length).fill(WARMUP);
    this.localCount = unit.localsplusnames.length;
    this.frameSize = this.localCount + decoded.stacksize + 1;
    this.argcount = unit.argcount;
    this.flags = unit.flags;
    const varCount = (unit.flags & CO.VARARGS ? 1 : 0) + (unit.flags & CO.VARKEYWORDS ? 1 : 0);
    this.parameterCount = unit.argcount + unit.kwonlyargcount + varCount;
    this.fixed = varCount === 0 && (unit.flags & CO.OPTIMIZED) !== 0;
    this.simple = unit.kwonlyargcount === 0 && this.fixed;
    this.internal = internal;
    this.heat = initialHeat(decoded.words.length);
  }

  /** Line of the instruction at `index`, or null where the line table has none. */
  lineOf(index: number): number | null {
    this.lines ??= lineTable(this.unit, this.offsets);
    const line = this.lines[Math.max(index, 0)];
    return line < 0 ? null : line;
  }

  /** Notes that an exception came to the handler that begins at an instruction, whose counter nothing else uses. */
  handled(index: number): void {
    this.counters[index] = 0;
  }

  hasHandled(index: number): boolean {
    return this.counters[index] === 0;
  }

  /** Index of the first instruction at or after a byte offset. */
  indexOf(offset: number): number {
    let low = 0;
    let high = this.offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.offsets[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The same values in an array of the kind that V8 keeps for any values, so that the loop meets no other kind. */
function uniform(consts: readonly PyValue[]): readonly PyValue[] {
  const values: PyValue[] = [""];
  for (let i = 0; i < consts.length; i++) values[i] = consts[i];
  values.length = consts.length;
  return values;
}

/** Executions of an adaptive instruction before it first specializes. */
export const WARMUP = 2;

const FORWARD_JUMPS = new Set<number>([
  OPCODE.JUMP_FORWARD,
  OPCODE.POP_JUMP_IF_FALSE,
  OPCODE.POP_JUMP_IF_TRUE,
  OPCODE.POP_JUMP_IF_NONE,
  OPCODE.POP_JUMP_IF_NOT_NONE,
  OPCODE.FOR_ITER,
  OPCODE.SEND,
]);
const BACKWARD_JUMPS = new Set<number>([OPCODE.JUMP_BACKWARD, OPCODE.JUMP_BACKWARD_NO_INTERRUPT, OPCODE.END_ASYNC_FOR]);

/** Where code is decoded, kept from one to the next; by instruction, but for the first, which is by code unit. */
let indexAt = new Int32Array(0);
let ops = indexAt;
let args = indexAt;
let starts = indexAt;
let ends = indexAt;

function reserveScratch(units: number): void {
  const size = Math.max(1024, units * 2);
  indexAt = new Int32Array(size);
  ops = new Int32Array(size);
  args = new Int32Array(size);
  starts = new Int32Array(size);
  ends = new Int32Array(size);
}

interface Decoded {
  words: Int32Array;
  offsets: Int32Array;
  plain: Uint16Array;
  handlers: Int32Array;
  stacksize: number;
}

/**
 * Decodes `co_code`. Malformed code is a SystemError: everything that indexes a table is checked here, once. Code that is not
 * trusted comes with its constants and is verified.
 */
function decode(unit: CodeUnit, unverified: readonly PyValue[] | null): Decoded {
  const { code } = unit;
  const units = code.length >> 1;
  if (units >= indexAt.length) reserveScratch(units + 1);
  let count = 0;
  let extended = 0;
  let start = -1;
  for (let at = 0; at < units; ) {
    const op = opcodeDeopt[code[at * 2]];
    const arg = extended * 256 + code[at * 2 + 1];
    // Instrumented forms are never in code as it is kept: what is traced is known elsewhere.
    if (opcodeValid[op] === 0 || op >= MIN_INSTRUMENTED_OPCODE) throw systemError(`unknown opcode ${op}`);
    if (start < 0) start = at;
    indexAt[at] = count;
    if (op === OPCODE.EXTENDED_ARG) {
      extended = arg;
      at++;
      continue;
    }
    const next = at + 1 + opcodeCaches[op];
    for (let skip = start; skip < next && skip <= units; skip++) indexAt[skip] = count;
    if (op !== OPCODE.NOT_TAKEN && op !== OPCODE.CACHE) {
      ops[count] = op;
      args[count] = Math.min(arg, 0x7fffffff);
      starts[count] = at;
      ends[count++] = next;
    }
    extended = 0;
    start = -1;
    at = next;
  }
  indexAt[units] = count;
  const words = new Int32Array(count + 1);
  const offsets = new Int32Array(count + 1);
  for (let i = 0; i < count; i++) {
    let arg = args[i];
    const traits = TRAITS[ops[i]];
    if ((traits & (FORWARD | BACKWARD)) !== 0) {
      const forward = (traits & FORWARD) !== 0;
      const target = forward ? ends[i] + arg : ends[i] - arg;
      if (target < 0 || target >= units) throw systemError("jump out of the code");
      arg = indexAt[target];
      args[i] = arg;
    }
    if (arg > MAX_OPARG) throw systemError("instruction argument too large");
    if (traits !== 0) checkArgument(unit, traits, NAME_SHIFTS[ops[i]], arg);
    words[i] = (arg << OP_BITS) | ops[i];
    offsets[i] = starts[i] * 2;
  }
  const handlers = decodeHandlers(unit, indexAt, units);
  let stacksize = unit.stacksize;
  if (unverified !== null) {
    const [itsOps, itsArgs] = [ops.subarray(0, count), args.subarray(0, count)];
    stacksize = verify({ unit, consts: unverified, ops: itsOps, args: itsArgs, offsets, handlers });
    for (let i = 0; i < count; i++) if (endlessly(ops, args, i)) words[i] += OPCODE.JUMP_BACKWARD - ops[i];
  }
  // Running off the end of malformed code stops here.
  words[count] = OPCODE.RESERVED;
  offsets[count] = units * 2;
  const plain = new Uint16Array(count + 1);
  for (let i = 0; i <= count; i++) plain[i] = words[i] & OP_MASK;
  for (let i = 0; i < count; i++) fuseAt(words, plain, i);
  return { words, offsets, plain, handlers, stacksize };
}

/** A jump back that spends no fuel, though no `yield from` with its own check is in its loop. */
function endlessly(ops: Int32Array, args: Int32Array, i: number): boolean {
  if (ops[i] !== OPCODE.JUMP_BACKWARD_NO_INTERRUPT) return false;
  const send = args[i];
  const leaves = ops[send] === OPCODE.SEND && args[send] > i;
  return !(leaves && ops[i - 1] === OPCODE.RESUME && ops[i - 2] === OPCODE.YIELD_VALUE);
}

function decodeHandlers(unit: CodeUnit, indexAt: Int32Array, units: number): Int32Array {
  const entries = exceptionEntries(unit.exceptiontable);
  const handlers = new Int32Array(entries.length * 4);
  entries.forEach((entry, i) => {
    const start = entry.start >> 1;
    const end = entry.end >> 1;
    const target = entry.target >> 1;
    if (target >= units || start > units || end > units || entry.depth > unit.stacksize) {
      throw systemError("malformed exception table");
    }
    handlers.set([indexAt[start], indexAt[end], indexAt[target], entry.depth * 2 + (entry.lasti ? 1 : 0)], i * 4);
  });
  return handlers;
}

const LOCAL_OPS = new Set<number>([
  OPCODE.LOAD_FAST,
  OPCODE.LOAD_FAST_BORROW,
  OPCODE.LOAD_FAST_CHECK,
  OPCODE.LOAD_FAST_AND_CLEAR,
  OPCODE.STORE_FAST,
  OPCODE.DELETE_FAST,
  OPCODE.MAKE_CELL,
  OPCODE.LOAD_DEREF,
  OPCODE.STORE_DEREF,
  OPCODE.DELETE_DEREF,
  OPCODE.LOAD_FROM_DICT_OR_DEREF,
]);
const NAME_SHIFT: ReadonlyMap<number, number> = new Map<number, number>([
  [OPCODE.LOAD_ATTR, 1],
  [OPCODE.LOAD_GLOBAL, 1],
  [OPCODE.LOAD_SUPER_ATTR, 2],
  [OPCODE.STORE_ATTR, 0],
  [OPCODE.DELETE_ATTR, 0],
  [OPCODE.LOAD_NAME, 0],
  [OPCODE.STORE_NAME, 0],
  [OPCODE.DELETE_NAME, 0],
  [OPCODE.STORE_GLOBAL, 0],
  [OPCODE.DELETE_GLOBAL, 0],
  [OPCODE.IMPORT_NAME, 0],
  [OPCODE.IMPORT_FROM, 0],
  [OPCODE.LOAD_FROM_DICT_OR_GLOBALS, 0],
]);

/** What decoding has to know of an opcode, as bits by opcode; for names, how far the argument is shifted. */
const FORWARD = 1;
const BACKWARD = 2;
const LOCAL = 4;
const NAME = 8;
const CONST = 16;
const TRAITS = new Uint8Array(256);
const NAME_SHIFTS = new Uint8Array(256);
for (const op of FORWARD_JUMPS) TRAITS[op] |= FORWARD;
for (const op of BACKWARD_JUMPS) TRAITS[op] |= BACKWARD;
for (const op of LOCAL_OPS) TRAITS[op] |= LOCAL;
for (const [op, shift] of NAME_SHIFT) {
  TRAITS[op] |= NAME;
  NAME_SHIFTS[op] = shift;
}
TRAITS[OPCODE.LOAD_CONST] |= CONST;

function checkArgument(unit: CodeUnit, traits: number, shift: number, arg: number): void {
  const bad =
    ((traits & CONST) !== 0 && arg >= unit.consts.length) ||
    ((traits & LOCAL) !== 0 && arg >= unit.localsplusnames.length) ||
    ((traits & NAME) !== 0 && arg >> shift >= unit.names.length);
  if (bad) throw systemError("instruction argument out of range");
}

/** The decoded form of a code object, made on first use. */
export function executableOf(code: PyCode): Executable {
  return (code.decoded as Executable | null) ?? decodeInto(code);
}

function decodeInto(code: PyCode): Executable {
  const executable = new Executable(code, code.unit, code.consts);
  code.decoded = executable;
  return executable;
}
