/**
 * What monitoring is told of an exception on its way. An exception raised in the telling takes the place of the one told of.
 * Source: CPython Python/ceval.c (monitor_throw, _PyEval_MonitorRaise, monitor_reraise, monitor_handled, monitor_unwind).
 */
import type { PyBaseException } from "../objects/exceptions/base.ts";
import { fire, fireException, wants } from "./fire.ts";
import type { Frame } from "./frame.ts";
import { GENERIC, OP } from "./generated/tables.ts";
import { lastUnit } from "./instrumentation.ts";
import { EVENT } from "./monitoring.ts";
import type { ThreadState } from "./thread.ts";
import { callRaised, isCall } from "./traced-call.ts";

/** Whether what the frame has called is a Python function or generator that runs without a built-in in between. */
export function calledPython(frame: Frame): boolean {
  const { code, frameObject } = frame;
  const op = GENERIC[code.plain[frame.pc - 1]];
  return op === OP.SEND || (isCall(op) && (frameObject === null || frameObject.calling === null));
}

/** Offset that CPython gives with RAISE and PY_UNWIND: of the code unit before that at which the frame would have gone on. */
function raiseOffset(frame: Frame, pc: number, called: boolean): number {
  return called ? frame.code.offsets[pc - 1] - 2 : lastUnit(frame.code, pc - 1);
}

/** PY_THROW, or C_RAISE: what is told before the frame is added to the traceback. */
export function beforeRaise(
  thread: ThreadState,
  frame: Frame,
  error: PyBaseException,
  thrown: boolean,
): PyBaseException {
  if (thrown) {
    // The frame counts as resumed.
    if (frame.frameObject !== null) frame.frameObject.lastIndex = frame.pc;
    if (!wants(thread, EVENT.PY_THROW)) return error;
    return fireException(thread, frame, EVENT.PY_THROW, [frame.code.offsets[frame.pc], error], error);
  }
  const calling = frame.frameObject === null ? null : frame.frameObject.calling;
  return calling === null ? error : callRaised(thread, frame, calling, error);
}

export function raiseEvent(
  thread: ThreadState,
  frame: Frame,
  error: PyBaseException,
  called: boolean,
): PyBaseException {
  if (!wants(thread, EVENT.RAISE) || frame.code.internal) return error;
  return fireException(thread, frame, EVENT.RAISE, [raiseOffset(frame, frame.pc, called), error], error);
}

export function reraiseEvent(thread: ThreadState, frame: Frame, error: PyBaseException): PyBaseException {
  if (!wants(thread, EVENT.RERAISE) || frame.code.internal) return error;
  return fireException(thread, frame, EVENT.RERAISE, [frame.code.offsets[frame.pc - 1], error], error);
}

/** To be called when the frame is at its handler. */
export function handledEvent(thread: ThreadState, frame: Frame, error: PyBaseException): PyBaseException {
  if (frame.frameObject !== null) frame.frameObject.iterating = false;
  if (!wants(thread, EVENT.EXCEPTION_HANDLED) || frame.code.internal) return error;
  return fireException(thread, frame, EVENT.EXCEPTION_HANDLED, [frame.code.offsets[frame.pc], error], error);
}

/** `pc`: where the exception arose; the frame's own may be that of the exception raised again. */
export function unwindEvent(
  thread: ThreadState,
  frame: Frame,
  error: PyBaseException,
  pc: number,
  called: boolean,
): PyBaseException {
  if (!wants(thread, EVENT.PY_UNWIND) || frame.code.internal) return error;
  return fireException(thread, frame, EVENT.PY_UNWIND, [raiseOffset(frame, pc, called), error], error);
}

/** The StopIteration with which a Python `__next__` ends its caller's loop. */
export function stopRaised(thread: ThreadState, caller: Frame, error: PyBaseException): void {
  if (!wants(thread, EVENT.RAISE) || caller.code.internal) return;
  const index = caller.pc - 1;
  fire(thread, caller, 0, EVENT.RAISE, [caller.code.offsets[index], error]);
}
