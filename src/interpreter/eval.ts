/** Running frames: the nested runs that built-in code asks for, and the traced loop where something is traced. */
import { recursionError } from "../objects/errors.ts";
import type { PyFunction } from "../objects/function.ts";
import type { KwNames, PyValue } from "../objects/object.ts";
import { pushCall } from "./calls.ts";
import { resumeCompiled, suspendCompiled, tier } from "./compiled.ts";
import { FRAME_ENTRY } from "./frame.ts";
import type { Slot } from "./inst.ts";
import { giveUp, noteBegun, sparesStack } from "./rerun.ts";
import { waitUntilRunnable } from "./scheduler.ts";
import { currentThread, type ThreadState } from "./thread.ts";
import { tracedLoop } from "./traced-loop.ts";

/** Runs the thread until the innermost entry frame ends or the thread is parked (undefined). */
export function runLoop(thread: ThreadState): Slot {
  for (;;) {
    const outer = thread.inTracedLoop;
    const traced = thread.instrumented && (thread.tracing === 0 || thread.interp.frameEvaluator !== null);
    thread.inTracedLoop = traced;
    // Callbacks of tools are no part of what they are told of.
    if (!traced && thread.tracing === 0) thread.ranUntraced = true;
    let result: Slot;
    try {
      result = traced ? tracedLoop(thread) : thread.interp.engine(thread);
    } finally {
      thread.inTracedLoop = outer;
    }
    if (!thread.switching) return result;
    thread.switching = false;
    // A traced run on top of it knew nothing of its frames.
    if (!traced) thread.ranUntraced = true;
  }
}

/** Nested runs that the JavaScript stack is sure to bear. */
const NESTING_LIMIT = 400;

/** Runs the thread's top frame, which is marked as an entry, to its end, whatever has to be waited for on the way. */
export function runNested(thread: ThreadState): PyValue {
  if (!thread.active) return thread.interp.scheduler.runToEnd(thread);
  if (thread.nesting >= NESTING_LIMIT) {
    abandonTop(thread);
    throw recursionError("maximum recursion depth exceeded");
  }
  thread.nesting++;
  const saved = suspendCompiled(null);
  try {
    for (;;) {
      const result = runLoop(thread);
      if (result !== undefined) return result;
      waitUntilRunnable(thread);
    }
  } finally {
    thread.nesting--;
    resumeCompiled(saved);
  }
}

/** Runs the thread's top frame, marked as an entry, to its end while the JavaScript event loop gets its turns. */
export function runAsync(thread: ThreadState): Promise<PyValue> {
  return thread.interp.scheduler.runToEndAsync(thread);
}

/** Takes the top frame, which has not run yet, off again. */
function abandonTop(thread: ThreadState): void {
  thread.injected = recursionError("maximum recursion depth exceeded");
  thread.interp.engine(thread);
}

/** Calls a Python function from built-in code. */
export function callFunction(func: PyFunction, args: PyValue[], kwnames: KwNames, namespace: PyValue = null): PyValue {
  const thread = currentThread;
  if (sparesStack(thread)) return callDeep(thread, func, args, kwnames, namespace);
  if (tier !== null && namespace === null && !thread.instrumented) {
    const result = tier.call(thread, func, args, kwnames);
    if (result !== undefined) return result;
  }
  const frame = pushCall(thread, func, args, kwnames, namespace);
  frame.flags |= FRAME_ENTRY;
  return runNested(thread);
}

/** The same where the JavaScript stack is to be spared. */
function callDeep(
  thread: ThreadState,
  func: PyFunction,
  args: PyValue[],
  kwnames: KwNames,
  namespace: PyValue,
): PyValue {
  const { rerun } = thread;
  const outcome = rerun?.nesting === thread.nesting ? rerun.answer(func) : null;
  if (outcome !== null) return outcome();
  const given = namespace === null ? giveUp(thread, func, args) : null;
  const frame = pushCall(thread, func, args, kwnames, namespace);
  if (given !== null) {
    given.await(frame);
    throw given;
  }
  frame.flags |= FRAME_ENTRY;
  try {
    return runNested(thread);
  } finally {
    noteBegun(thread);
  }
}
