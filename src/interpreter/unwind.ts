/**
 * Exceptions in the loop: what a caught JavaScript value means in Python, which handler takes it, and leaving the frames on the way.
 * Matches CPython Python/ceval.c (exception_unwind, get_exception_handler) and errors.c (context chaining).
 */
import { isException } from "../objects/errors.ts";
import type { PyBaseException, PyStopIteration } from "../objects/exceptions/base.ts";
import { toPyException } from "../objects/exceptions/convert.ts";
import { PyExc_StopIteration } from "../objects/exceptions/types.ts";
import type { PyValue } from "../objects/object.ts";
import {
  type Answer,
  FRAME_ANSWER,
  FRAME_DONE,
  FRAME_ENTRY,
  FRAME_GENERATOR,
  FRAME_OBSERVED,
  FRAME_OWN_STACK,
  FRAME_STOPS,
  type Frame,
  type StopTarget,
} from "./frame.ts";
import type { PyGenerator } from "./generators/generator.ts";
import { noteBegun, Rerun } from "./rerun.ts";
import type { ThreadState } from "./thread.ts";
import { addTraceback } from "./traceback.ts";
import {
  beforeRaise,
  calledPython,
  handledEvent,
  raiseEvent,
  reraiseEvent,
  stopRaised,
  unwindEvent,
} from "./unwind-events.ts";

/** The Python exception for a caught JavaScript value; what is neither is a fault of the implementation and is rethrown. */
export function pythonException(caught: unknown): PyBaseException {
  const error = toPyException(caught);
  if (error === undefined) throw caught;
  return error;
}

/** Sets the context of a newly raised exception to the one being handled, breaking cycles (_PyErr_SetObject). */
export function chainContext(
  thread: ThreadState,
  error: PyBaseException,
  handled: PyBaseException | null = thread.handledException(),
): void {
  if (handled === null || handled === error) return;
  let slow: PyBaseException = handled;
  let advance = false;
  for (let at: PyBaseException = handled; at.context !== null; ) {
    const { context } = at;
    if (context === error) {
      at.context = null;
      break;
    }
    at = context;
    if (at === slow) break;
    if (advance) slow = slow.context!;
    advance = !advance;
  }
  error.context = handled;
}

/** Index into `handlers` of the innermost entry that covers an instruction, or -1. */
export function findHandler(handlers: Int32Array, index: number): number {
  // Entries are sorted by start and nested ranges never straddle: the last one that covers is the innermost.
  for (let i = handlers.length - 4; i >= 0; i -= 4) {
    if (handlers[i] <= index && index < handlers[i + 1]) return i;
  }
  return -1;
}

/**
 * Finds the frame that handles `caught`, from the thread's top frame outwards, and prepares it to run its handler.
 * Throws the exception when `entry`, the frame at which this run of the loop was entered, does not handle it. Entry frames of
 * nested runs can only be in the way when the JavaScript stack overflowed in the midst of their own unwinding.
 */
export function unwind(thread: ThreadState, caught: unknown, entry: Frame): Frame {
  if (caught instanceof Rerun) return thread.top!;
  let error = pythonException(caught);
  let frame = thread.top!;
  let lastPc = frame.pc;
  const { thrownInto } = thread;
  thread.thrownInto = null;
  if (thread.reraisePc >= 0) {
    lastPc = thread.reraisePc;
    thread.reraisePc = -1;
    if (thread.instrumented) error = reraiseEvent(thread, frame, error);
  } else {
    if (thrownInto === frame) chainContext(thread, error, thread.excInfo.value);
    else if (thread.propagating !== error) chainContext(thread, error);
    if (thread.instrumented) error = beforeRaise(thread, frame, error, thrownInto === frame);
    addTraceback(frame, error);
    if (thread.instrumented) error = raiseEvent(thread, frame, error, false);
  }
  thread.propagating = undefined;
  let called = false;
  for (;;) {
    const found = findHandler(frame.code.handlers, frame.pc - 1);
    if (found >= 0) {
      enterHandler(frame, lastPc, found, error);
      if (!thread.instrumented) return frame;
      const raised = handledEvent(thread, frame, error);
      if (raised === error) return frame;
      error = raised;
      lastPc = frame.pc;
      continue;
    }
    const { pc } = frame;
    frame.pc = lastPc;
    if (thread.instrumented) error = unwindEvent(thread, frame, error, pc, called);
    thread.top = frame.previous;
    leaveFrame(thread, frame);
    if ((frame.flags & (FRAME_STOPS | FRAME_ENTRY)) === FRAME_STOPS && isException(error, PyExc_StopIteration))
      return stopAt(thread, frame, error);
    if ((frame.flags & (FRAME_ANSWER | FRAME_ENTRY)) === FRAME_ANSWER) {
      const left = answerFailure(thread, frame, error);
      if (left === null) return thread.top!;
      error = left;
    }
    if (frame === entry) {
      thread.propagating = error;
      throw error;
    }
    frame = thread.top!;
    lastPc = frame.pc;
    if (thrownInto === frame) chainContext(thread, error, thread.excInfo.value);
    if (thread.instrumented) {
      called = calledPython(frame);
      error = beforeRaise(thread, frame, error, thrownInto === frame);
    }
    addTraceback(frame, error);
    if (thread.instrumented) error = raiseEvent(thread, frame, error, called);
  }
}

/** A frame's StopIteration ends the caller's loop or delegation. */
export function stopAt(thread: ThreadState, frame: Frame, error: PyBaseException): Frame {
  const caller = thread.top!;
  const target = frame.owner as StopTarget;
  if (thread.instrumented && !frame.code.internal) stopRaised(thread, caller, error);
  caller.pc = target.stopPc;
  if (target.stopPushes) caller.stack[caller.sp++] = (error as PyStopIteration).value;
  return caller;
}

/** What is to be raised in the caller for a frame's exception; null: the caller goes on with a value that is made of it, and has got that. */
export function answerFailure(thread: ThreadState, frame: Frame, error: PyBaseException): PyBaseException | null {
  const caller = thread.top!;
  let value: PyValue | undefined;
  noteBegun(thread);
  try {
    value = (frame.owner as Answer).failed?.(error as PyValue);
  } catch (caught) {
    const other = pythonException(caught);
    if (thread.propagating !== other) chainContext(thread, other);
    return other;
  }
  if (value === undefined) return error;
  caller.stack[caller.sp++] = value;
  return null;
}

function enterHandler(frame: Frame, lastPc: number, found: number, error: PyBaseException): void {
  const { code, stack } = frame;
  const { handlers } = code;
  const flags = handlers[found + 3];
  let sp = frame.base + code.localCount + (flags >> 1);
  if ((flags & 1) !== 0) stack[sp++] = code.offsets[lastPc - 1] >> 1;
  stack[sp++] = error as PyValue;
  frame.sp = sp;
  frame.pc = handlers[found + 2];
  code.handled(frame.pc);
}

/** The frame at which the present run of the loop was entered. */
export function entryFrame(thread: ThreadState): Frame {
  let frame = thread.top!;
  while ((frame.flags & FRAME_ENTRY) === 0) frame = frame.previous!;
  return frame;
}

/** The exception that is to be raised in the thread. */
export function takeInjected(thread: ThreadState): unknown {
  const error = thread.injected;
  thread.injected = undefined;
  return error;
}

/** What remains to be done when a frame's activation ends, by return or by exception, and its flags say there is something. */
export function leaveFrame(thread: ThreadState, frame: Frame): void {
  if ((frame.flags & FRAME_GENERATOR) !== 0) {
    const generator = frame.owner as PyGenerator;
    thread.excInfo = generator.excInfo.previous!;
    generator.excInfo.previous = null;
    generator.finish();
  }
  if ((frame.flags & FRAME_OBSERVED) !== 0) detachFrame(frame);
  if (frame.previous !== null) frame.previous.spare = null;
  if ((frame.flags & FRAME_GENERATOR) !== 0) frame.previous = null;
  frame.flags |= FRAME_DONE;
}

/** Copies the locals of an observed frame out of the thread's stack, and keeps its callers observable. */
function detachFrame(frame: Frame): void {
  const { localCount } = frame.code;
  if ((frame.flags & FRAME_OWN_STACK) === 0) {
    frame.stack = frame.stack.slice(frame.base, frame.base + localCount);
    frame.base = 0;
    frame.sp = localCount;
    frame.flags |= FRAME_OWN_STACK;
  }
  if (frame.previous !== null) frame.previous.flags |= FRAME_OBSERVED;
}
