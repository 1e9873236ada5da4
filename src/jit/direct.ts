/**
 * Built-in code that calls Python: a callback of `sort`, an `__add__`, `next()` of a generator. Compiled code is entered without the loop.
 * The built-in cannot be unwound, so that an Unwind ends here: what it gathered runs to its end in a nested run of the loop.
 */
import { makesGenerator } from "../bytecode/codeflags.ts";
import type { Executable } from "../interpreter/code.ts";
import {
  compiled,
  currentDepth,
  isObserved,
  LOOP_COST,
  land,
  places,
  STACK_BUDGET,
  Unwind,
} from "../interpreter/compiled.ts";
import { runNested } from "../interpreter/eval.ts";
import { FRAME_ENTRY } from "../interpreter/frame.ts";
import type { PyGenerator } from "../interpreter/generators/generator.ts";
import type { Slot } from "../interpreter/inst.ts";
import { isDeep } from "../interpreter/rerun.ts";
import type { ThreadState } from "../interpreter/thread.ts";
import type { PyFunction } from "../objects/function.ts";
import type { KwNames, PyValue } from "../objects/object.ts";
import type { CodeRecord } from "./record.ts";
import { enterWith, parametersOf } from "./runtime/calls.ts";
import { raiseAgain } from "./runtime/handlers.ts";
import { resumePiece, waitingPiece } from "./runtime/resume.ts";

/** JavaScript stack that a built-in between two compiled functions may take. */
const BUILTIN_COST = 6;

/** Whether there is room for compiled code on the JavaScript stack, which is then accounted for. */
function hasRoom(thread: ThreadState, depth: number): boolean {
  if (isDeep(thread)) return false;
  const used = compiled.used + Math.max(0, compiled.depth - compiled.start) + LOOP_COST;
  return used < STACK_BUDGET - 100 && depth <= thread.recursionLimit && depth < places.length - 100;
}

/** Compiled code begins anew above a built-in. */
function enterSegment(thread: ThreadState, depth: number): void {
  compiled.used += Math.max(0, compiled.depth - compiled.start) + BUILTIN_COST;
  compiled.start = depth;
  compiled.limit = Math.min(thread.recursionLimit, places.length - 8, depth + STACK_BUDGET - compiled.used);
  compiled.observed = false;
  thread.nesting++;
}

/** Ends what `enterSegment` began; the rest is what `compiled` held before. */
function leaveSegment(
  thread: ThreadState,
  depth: number,
  limit: number,
  start: number,
  used: number,
  observed: boolean,
  observations: number,
): void {
  thread.nesting--;
  compiled.depth = depth;
  compiled.limit = limit;
  compiled.start = start;
  compiled.used = used;
  compiled.observed = isObserved(observed, observations);
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
  const { depth: above, limit, start, used, observed, observations } = compiled;
  enterSegment(thread, depth);
  try {
    return settled(enterWith(record, func, depth, parametersOf(code, func, args, kwnames)));
  } catch (error) {
    return unwound(thread, error);
  } finally {
    leaveSegment(thread, above, limit, start, used, observed, observations);
  }
}

/** What compiled code answered; what it has raised is thrown. */
function settled(result: Slot): PyValue {
  return result === undefined ? raiseAgain() : result;
}

/** Throws what is no Unwind. The outermost activation that was unwound becomes the entry of a nested run. */
function unwound(thread: ThreadState, unwind: unknown): Slot {
  if (!(unwind instanceof Unwind)) throw unwind;
  const entry = unwind.outermost;
  // The activation has ended; only those further out are to be unwound.
  if (entry === null) return unwind.values[0];
  const below = thread.top;
  entry.flags |= FRAME_ENTRY;
  if (entry !== below) entry.previous = below;
  land(thread, unwind, false);
  return runNested(thread);
}

/** Runs what was unwound, from `depth` on, on behalf of compiled code, which is not unwound. */
export function runUnwound(thread: ThreadState, unwind: Unwind, depth: number): Slot {
  const { depth: above, limit, start, used, observed, observations } = compiled;
  enterSegment(thread, depth);
  try {
    return unwound(thread, unwind);
  } finally {
    leaveSegment(thread, above, limit, start, used, observed, observations);
  }
}

/** Resumes a generator that waits at a compiled piece. */
export function resumeCompiledGenerator(thread: ThreadState, generator: PyGenerator, value: PyValue): Slot {
  const piece = waitingPiece(generator);
  if (piece === null) return undefined;
  const depth = currentDepth(thread) + 1;
  if (!hasRoom(thread, depth)) return undefined;
  const { depth: above, limit, start, used, observed, observations } = compiled;
  enterSegment(thread, depth);
  try {
    return settled(resumePiece(thread, generator, piece, value, depth, null));
  } catch (error) {
    return unwound(thread, error);
  } finally {
    leaveSegment(thread, above, limit, start, used, observed, observations);
  }
}
