/**
 * Trace and profile functions (`sys.settrace`, `sys.setprofile`, `frame.f_trace`), which are told of the events of monitoring under
 * their old names. Source: CPython Python/legacy_tracing.c, sysmodule.c (trace_trampoline, profile_trampoline).
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
import { EVENT, monitoringState, tracingChanged } from "./monitoring.ts";
import type { ThreadState } from "./thread.ts";

/** Calls a trace or profile function; one that fails is removed. */
function run(
  thread: ThreadState,
  func: PyValue,
  frame: Frame,
  event: number,
  name: string,
  arg: PyValue,
  profile: boolean,
): PyValue {
  const outer = thread.tracingEvent;
  thread.tracing++;
  thread.tracingEvent = event;
  try {
    return call(func, [frameObject(frame), name, arg]);
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

/** 'call' goes to the thread's function, everything else to the frame's own; an answer that is not None becomes the frame's own. */
function traced(thread: ThreadState, frame: Frame, event: number, name: string, arg: PyValue): void {
  const object = frameObject(frame);
  const func = name === "call" ? thread.traceFunction : object.trace;
  if (func === null) return;
  const answer = run(thread, func, frame, event, name, arg, false);
  if (answer !== null) object.trace = answer;
}

export function tellTraceFunction(thread: ThreadState, frame: Frame, event: number, args: readonly PyValue[]): void {
  switch (event) {
    case EVENT.PY_START:
    case EVENT.PY_RESUME:
    case EVENT.PY_THROW:
      return traced(thread, frame, event, "call", null);
    case EVENT.LINE:
      if (frameObject(frame).traceLines) traced(thread, frame, event, "line", null);
      return;
    case EVENT.JUMP:
      // A jump back is a new line even where it is the same one.
      if (!frameObject(frame).traceLines || !sameLineBack(frame, args[0] as number, args[1] as number)) return;
      return traced(thread, frame, event, "line", null);
    case EVENT.INSTRUCTION:
      if (frameObject(frame).traceOpcodes) traced(thread, frame, event, "opcode", null);
      return;
    case EVENT.PY_RETURN:
    case EVENT.PY_YIELD:
      return traced(thread, frame, event, "return", args[1]);
    case EVENT.PY_UNWIND:
      return traced(thread, frame, event, "return", null);
    case EVENT.RAISE:
    case EVENT.STOP_ITERATION: {
      const error = args[1] as PyBaseException;
      return traced(thread, frame, event, "exception", new PyTuple([error.type, error, error.traceback]));
    }
  }
}

function sameLineBack({ code }: Frame, from: number, to: number): boolean {
  return to <= from && code.lineOf(code.indexOf(to)) === code.lineOf(code.indexOf(from));
}

export function tellProfileFunction(thread: ThreadState, frame: Frame, event: number, args: readonly PyValue[]): void {
  switch (event) {
    case EVENT.PY_START:
    case EVENT.PY_RESUME:
    case EVENT.PY_THROW:
      return profiled(thread, frame, event, "call", null);
    case EVENT.PY_RETURN:
    case EVENT.PY_YIELD:
      return profiled(thread, frame, event, "return", args[1]);
    case EVENT.PY_UNWIND:
      return profiled(thread, frame, event, "return", null);
    case EVENT.CALL:
      return builtinProfiled(thread, frame, event, "c_call", args);
    case EVENT.C_RETURN:
      return builtinProfiled(thread, frame, event, "c_return", args);
    case EVENT.C_RAISE:
      return builtinProfiled(thread, frame, event, "c_exception", args);
  }
}

function profiled(thread: ThreadState, frame: Frame, event: number, name: string, arg: PyValue): void {
  run(thread, thread.profileFunction, frame, event, name, arg, true);
}

/** A profile function is told of built-in functions and methods only; a method descriptor becomes the bound method. */
function builtinProfiled(
  thread: ThreadState,
  frame: Frame,
  event: number,
  name: string,
  args: readonly PyValue[],
): void {
  const [, callable, first] = args;
  if (callable instanceof PyBuiltinFunction) {
    profiled(thread, frame, event, name, callable);
  } else if (callable instanceof PyMethodDescr && first !== monitoringState().missing) {
    profiled(thread, frame, event, name, new PyBuiltinFunction(callable.builtin, first, null));
  }
}
