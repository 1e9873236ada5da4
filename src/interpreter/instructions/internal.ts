/** The interpreter's own instructions, in frames that are no Python code. */
import type { PyBaseException } from "../../objects/exceptions/base.ts";
import { PyFunction } from "../../objects/function.ts";
import { type CallRequest, PENDING } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { callObject, pushCall, pushCallFromStack } from "../calls.ts";
import { drainCompiled } from "../compiled.ts";
import type { Drain } from "../drain.ts";
import { evalBreaker } from "../eval-breaker.ts";
import { FRAME_ENTRY, type Frame } from "../frame.ts";
import { exit, inst } from "../inst.ts";
import { DRAIN_AT } from "../internal-code.ts";
import { type Activation, finishPendingCall } from "../pending.ts";

/** Arguments that are sure to have room on an internal frame's stack. */
const ON_STACK = 2;

/** Ends this run of the loop, and every later one until the frame is taken away. */
export const INTERPRETER_EXIT = inst({ stack: "--", raw: true, cold: true }, (frame) => {
  frame.pc = 0;
  exit(frame, undefined);
});

export const ACTIVATION_NEXT = inst({ stack: "value --", raw: true, cold: true }, (frame) => {
  const value = frame.stack[--frame.sp] as PyValue;
  advance(frame, (frame.owner as Activation).steps.next(value));
});

export const ACTIVATION_THROW = inst({ stack: "exc --", raw: true, cold: true }, (frame) => {
  const error = frame.stack[--frame.sp] as PyBaseException;
  frame.thread.propagating = error; // should the activation pass it on
  advance(frame, (frame.owner as Activation).steps.throw(error));
  frame.thread.propagating = undefined;
});

export const DRAIN_TAKE = inst({ stack: "value --", raw: true, cold: true }, (frame) => {
  const value = frame.stack[--frame.sp] as PyValue;
  if (!(frame.owner as Drain).sink.take(value)) return answer(frame, (frame.owner as Drain).sink.result());
  frame.pc = DRAIN_AT.NEXT;
  if (--frame.thread.fuel < 0 && evalBreaker(frame.thread)) exit(frame, undefined);
  else drainCompiled(frame.thread, frame);
});

export const DRAIN_END = inst({ stack: "--", raw: true, cold: true }, (frame) => {
  answer(frame, (frame.owner as Drain).sink.result());
});

/** Continues with the call that an activation asks for, or returns its result. */
function advance(frame: Frame, result: IteratorResult<CallRequest, PyValue>): void {
  if (result.done !== true) {
    (frame.owner as Activation).request = result.value;
    frame.pc = 1;
    return;
  }
  answer(frame, result.value);
}

/** Ends an internal frame: the value is that of the built-in that pushed it. */
function answer(frame: Frame, value: PyValue): void {
  const caller = frame.previous;
  frame.thread.top = caller;
  if (value === PENDING) {
    // The sink has something to be done by the loop in its turn.
    finishPendingCall(frame.thread, frame);
    frame.thread.top!.flags |= frame.flags & FRAME_ENTRY;
  } else if ((frame.flags & FRAME_ENTRY) !== 0) exit(frame, value);
  else {
    caller!.stack[caller!.sp++] = value;
    leaveForSwitch(frame);
  }
}

/** What is traced has changed: another loop continues. */
function leaveForSwitch(frame: Frame): void {
  const { thread } = frame;
  if (!thread.switchAfter) return;
  thread.switchAfter = false;
  thread.switching = true;
  exit(frame, undefined);
}

export const ACTIVATION_CALL = inst({ stack: "-- res", raw: true, cold: true }, (frame) => {
  const request = (frame.owner as Activation).request!;
  if (request.enter !== undefined) {
    const value = request.enter();
    if (value === PENDING) finishPendingCall(frame.thread, frame);
    else frame.stack[frame.sp++] = value;
    return;
  }
  if (request.namespace !== undefined) {
    pushCall(frame.thread, request.callable as PyFunction, request.args, request.kwnames, request.namespace);
    return;
  }
  const { callable, args, kwnames } = request;
  if (callable instanceof PyFunction && kwnames === null && args.length <= ON_STACK) {
    for (let i = 0; i < args.length; i++) frame.stack[frame.sp + i] = args[i];
    pushCallFromStack(frame.thread, frame, callable, frame.sp, args.length);
    return;
  }
  const res = callObject(frame.thread, frame, callable, args, kwnames);
  if (res !== undefined) frame.stack[frame.sp++] = res;
});
