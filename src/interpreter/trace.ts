/**
 * Trace and profile functions: `sys.settrace`, `sys.setprofile`, `frame.f_trace`. Source: CPython Python/legacy_tracing.c,
 * sysmodule.c (trace_trampoline, profile_trampoline).
 */
import { call } from "../objects/abstract/call.ts";
import { PyBuiltinFunction } from "../objects/builtin-function.ts";
import { PyMethodDescr } from "../objects/descr/descriptors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import { takePending } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { Frame } from "./frame.ts";
import { frameObject } from "./frame-object.ts";
import type { Slot } from "./inst.ts";
import { tracingChanged } from "./monitoring.ts";
import type { ThreadState } from "./thread.ts";

/** Runs a trace or profile function; one that fails is removed. */
function run(thread: ThreadState, func: PyValue, frame: Frame, event: string, arg: PyValue, profile: boolean): PyValue {
  const outer = thread.tracingEvent;
  thread.tracing++;
  thread.tracingEvent = event;
  try {
    return call(func, [frameObject(frame), event, arg]);
  } catch (caught) {
    if (profile) thread.profileFunction = null;
    else {
      thread.traceFunction = null;
      frameObject(frame).trace = null;
    }
    tracingChanged([thread]);
    takePending();
    throw caught;
  } finally {
    thread.tracing--;
    thread.tracingEvent = outer;
  }
}

/** The 'call' event: the trace function's answer is the frame's own trace function. */
export function traceCall(thread: ThreadState, frame: Frame): void {
  if (thread.tracing > 0) return;
  if (thread.traceFunction !== null) {
    const local = run(thread, thread.traceFunction, frame, "call", null, false);
    frameObject(frame).trace = local;
  }
  if (thread.profileFunction !== null) run(thread, thread.profileFunction, frame, "call", null, true);
}

/** An event inside a frame, for its own trace function. */
export function traceEvent(thread: ThreadState, frame: Frame, event: string, arg: PyValue): void {
  if (thread.tracing > 0 || thread.traceFunction === null) return;
  const object = frameObject(frame);
  if (object.trace === null) return;
  const answer = run(thread, object.trace, frame, event, arg, false);
  if (answer !== null) object.trace = answer;
}

/** The 'return' event, also for an exception that leaves the frame: its value is then None. */
export function traceReturn(thread: ThreadState, frame: Frame, value: PyValue): void {
  if (thread.tracing > 0) return;
  traceEvent(thread, frame, "return", value);
  if (thread.profileFunction !== null) run(thread, thread.profileFunction, frame, "return", value, true);
}

/** The 'exception' event. */
export function traceException(thread: ThreadState, frame: Frame, error: PyBaseException): void {
  if (thread.tracing > 0 || thread.traceFunction === null) return;
  traceEvent(thread, frame, "exception", new PyTuple([error.type, error, error.traceback]));
}

/** 'c_call', 'c_return' and 'c_exception': what a profile function is told of built-in functions and methods. */
export function profileBuiltin(thread: ThreadState, frame: Frame, event: string, callable: PyValue, self: Slot): void {
  if (thread.tracing > 0 || thread.profileFunction === null) return;
  let shown = callable;
  if (callable instanceof PyMethodDescr) {
    if (self === undefined) return;
    shown = new PyBuiltinFunction(callable.builtin, self, null);
  } else if (!(callable instanceof PyBuiltinFunction)) {
    return;
  }
  run(thread, thread.profileFunction, frame, event, shown, true);
}
