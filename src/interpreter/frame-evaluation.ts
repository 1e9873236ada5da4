/**
 * Frames evaluated by the host (PEP 523). While an interpreter has an evaluator, its Python runs in the traced loop, which asks the
 * evaluator at each RESUME: where a function's, class's or module's code begins, and where a generator or coroutine goes on.
 * What it answers is what the frame returns or yields. The default is a nested run of the frame.
 */
import { isException, runtimeError } from "../objects/errors.ts";
import { PyExc_StopIteration } from "../objects/exceptions/types.ts";
import type { PyValue } from "../objects/object.ts";
import { handOver } from "./calls.ts";
import { runNested } from "./eval.ts";
import {
  FRAME_ANSWER,
  FRAME_DONE,
  FRAME_ENTRY,
  FRAME_GENERATOR,
  FRAME_OUTCOME,
  FRAME_STOPS,
  type Frame,
} from "./frame.ts";
import { GENERIC, OP } from "./generated/tables.ts";
import type { ThreadState } from "./thread.ts";
import { answerFailure, leaveFrame, pythonException, stopAt, takeInjected } from "./unwind.ts";

/** Gives the frame's result; `evaluate`, which may be called once, runs it as it would run without an evaluator. */
export type FrameEvaluator = (frame: Frame, evaluate: () => PyValue) => PyValue;

/** Whether the evaluator is to be asked about the thread's top frame now. */
export function isBeginning(thread: ThreadState, frame: Frame): boolean {
  if (thread.evaluating === frame) {
    thread.evaluating = null;
    return false;
  }
  if (frame.code.internal) return false;
  return isThrownInto(thread, frame) || GENERIC[frame.code.plain[frame.pc]] === OP.RESUME;
}

/** Whether the frame is to go on with an exception that `throw()` puts into it. */
function isThrownInto(thread: ThreadState, frame: Frame): boolean {
  return thread.injected !== undefined && thread.thrownInto === frame;
}

/** Asks the evaluator about the top frame. True: the run of the loop ends with it, its result being `thread.exitValue`. */
export function evaluateByHost(thread: ThreadState, frame: Frame): boolean {
  const outcome = frame.flags & FRAME_OUTCOME;
  const caller = frame.previous!;
  const thrown = isThrownInto(thread, frame);
  const error = thrown ? takeInjected(thread) : undefined;
  if (thrown) thread.thrownInto = null;
  else frame.pc++; // to be looked at, it is at its RESUME
  let evaluated = false;
  const evaluate = (): PyValue => {
    if (evaluated) throw runtimeError("the frame has been evaluated already");
    evaluated = true;
    frame.flags = (frame.flags & ~FRAME_OUTCOME) | FRAME_ENTRY;
    if (thrown) {
      thread.injected = error;
      thread.thrownInto = frame;
    } else frame.pc--;
    thread.evaluating = frame;
    return runNested(thread);
  };
  let result: PyValue;
  try {
    result = thread.interp.frameEvaluator!(frame, evaluate);
  } catch (caught) {
    if (!evaluated) abandon(thread, frame);
    if ((outcome & (FRAME_STOPS | FRAME_ANSWER)) === 0) throw caught;
    let raised = pythonException(caught);
    if ((outcome & (FRAME_ANSWER | FRAME_ENTRY)) === FRAME_ANSWER) {
      const left = answerFailure(thread, frame, raised);
      if (left === null) return false;
      raised = left;
    }
    if ((outcome & FRAME_STOPS) === 0) throw raised;
    if (!isException(raised, PyExc_StopIteration)) throw raised;
    stopAt(thread, frame, raised);
    return false;
  }
  if (!evaluated) abandon(thread, frame);
  thread.exitValue = result;
  if ((frame.flags & (FRAME_GENERATOR | FRAME_DONE)) === FRAME_GENERATOR) {
    // It has yielded.
    if ((outcome & FRAME_ENTRY) !== 0) return true;
    caller.stack[caller.sp++] = result;
    return false;
  }
  frame.flags = (frame.flags & ~FRAME_OUTCOME) | outcome;
  return handOver(frame, caller, result);
}

/** Ends a frame that has not run. */
function abandon(thread: ThreadState, frame: Frame): void {
  thread.top = frame.previous;
  leaveFrame(thread, frame);
}
