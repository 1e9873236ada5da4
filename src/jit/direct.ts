/**
 * Built-in code that calls Python: a callback of `sort`, an `__add__`, `next()` of a generator. Compiled code is entered without the loop.
 * The built-in cannot be unwound, so that an Unwind ends here: what it gathered runs to its end in a nested run of the loop.
 */
import { returnSpecially } from "../interpreter/calls.ts";
import type { Executable } from "../interpreter/code.ts";
import { OP_BITS } from "../interpreter/code.ts";
import {
  compiled,
  currentDepth,
  LOOP_COST,
  land,
  places,
  resumeCompiled,
  STACK_BUDGET,
  suspendCompiled,
  Unwind,
} from "../interpreter/compiled.ts";
import { runNested } from "../interpreter/eval.ts";
import { FRAME_COMPILED, FRAME_ENTRY, type Frame } from "../interpreter/frame.ts";
import { OP } from "../interpreter/generated/tables.ts";
import { enterGenerator, GEN_SUSPENDED, type PyGenerator } from "../interpreter/generators/generator.ts";
import type { Slot } from "../interpreter/inst.ts";
import type { ThreadState } from "../interpreter/thread.ts";
import type { PyFunction } from "../objects/function.ts";
import type { KwNames, PyValue } from "../objects/object.ts";
import { type CodeRecord, makesGenerator, type Piece } from "./record.ts";
import { enterWith, parametersOf } from "./runtime/calls.ts";

/** JavaScript stack that a built-in between two compiled functions may take. */
const BUILTIN_COST = 6;

/** Whether there is room for compiled code on the JavaScript stack, which is then accounted for. */
function hasRoom(thread: ThreadState, depth: number): boolean {
  const used = compiled.used + Math.max(0, compiled.depth - compiled.start) + LOOP_COST;
  return used < STACK_BUDGET - 100 && depth <= thread.recursionLimit && depth < places.length - 100;
}

function enterSegment(thread: ThreadState, depth: number): void {
  compiled.used -= LOOP_COST - BUILTIN_COST;
  compiled.start = depth;
  compiled.limit = Math.min(thread.recursionLimit, places.length - 8, depth + STACK_BUDGET - compiled.used);
}

/** Calls a compiled function; undefined when it is not compiled. */
export function callCompiled(thread: ThreadState, func: PyFunction, args: readonly PyValue[], kwnames: KwNames): Slot {
  const code = func.code.decoded as Executable | null;
  if (code === null) return undefined;
  const record = code.compiled as CodeRecord | null;
  if (record === null || record.globals !== func.globals) return undefined;
  if (record.start === null && !makesGenerator(code)) return undefined;
  const depth = currentDepth(thread) + 1;
  if (!hasRoom(thread, depth)) return undefined;
  const saved = suspendCompiled(false);
  enterSegment(thread, depth);
  thread.nesting++;
  try {
    const result = enterWith(record, func, depth, parametersOf(code, func, args, kwnames));
    if (result === undefined) throw compiled.error;
    return result;
  } catch (error) {
    if (!(error instanceof Unwind)) throw error;
    return finishUnwound(thread, error);
  } finally {
    thread.nesting--;
    resumeCompiled(saved);
  }
}

/** The outermost activation that was unwound becomes the entry of a nested run. */
function finishUnwound(thread: ThreadState, unwind: Unwind): Slot {
  const entry = unwind.outermost;
  // The activation has ended; only those further out are to be unwound.
  if (entry === null) return unwind.values[0];
  const below = thread.top;
  entry.flags |= FRAME_ENTRY;
  if (entry !== below) entry.previous = below;
  land(thread, unwind, false);
  return runNested(thread);
}

/** Resumes a generator that waits at a compiled piece. */
export function resumeCompiledGenerator(thread: ThreadState, generator: PyGenerator, value: PyValue): Slot {
  const { frame } = generator;
  const record = frame.code.compiled as CodeRecord | null;
  if (record === null) return undefined;
  const piece = record.pieces.get(frame.pc + 1);
  if (piece === undefined || piece.retired || frame.code.plain[frame.pc] !== OP.RESUME) return undefined;
  const depth = currentDepth(thread) + 1;
  if (!hasRoom(thread, depth)) return undefined;
  const saved = suspendCompiled(false);
  enterSegment(thread, depth);
  thread.nesting++;
  try {
    enterGenerator(thread, generator, value);
    frame.pc++;
    return runGenerator(thread, generator, frame, piece);
  } catch (error) {
    if (!(error instanceof Unwind)) return failed(thread, frame, error);
    return finishUnwound(thread, error);
  } finally {
    thread.nesting--;
    resumeCompiled(saved);
  }
}

function runGenerator(thread: ThreadState, generator: PyGenerator, frame: Frame, piece: Piece): Slot {
  frame.flags |= FRAME_COMPILED;
  const result = piece.resume!(frame.func, frame.depth, frame);
  frame.flags &= ~FRAME_COMPILED;
  if (result !== undefined) {
    const caller = frame.previous;
    thread.top = caller;
    frame.flags |= FRAME_ENTRY;
    returnSpecially(thread, frame, caller!, result);
    return result;
  }
  const word = frame.code.words[frame.pc];
  if (frame.code.plain[frame.pc] === OP.YIELD_VALUE) return yielded(thread, generator, frame, word >> OP_BITS);
  frame.flags |= FRAME_ENTRY;
  return runNested(thread);
}

/** What YIELD_VALUE does. */
function yielded(thread: ThreadState, generator: PyGenerator, frame: Frame, oparg: number): Slot {
  const value = frame.stack[--frame.sp];
  frame.pc++;
  generator.state = GEN_SUSPENDED + oparg;
  thread.excInfo = generator.excInfo.previous!;
  generator.excInfo.previous = null;
  thread.top = frame.previous;
  frame.previous = null;
  return value;
}

/** An exception in the generator's own code, which its handlers may take: the loop's unwinding decides. */
function failed(thread: ThreadState, frame: Frame, error: unknown): Slot {
  if (thread.top !== frame) throw error;
  frame.flags |= FRAME_ENTRY;
  thread.injected = error;
  return runNested(thread);
}
