/**
 * Telling of an event: first the thread's trace and profile function, then the tools, the greatest number first.
 * Source: CPython Python/instrumentation.c (call_instrumentation_vector).
 */
import { CO } from "../bytecode/codeflags.ts";
import { call } from "../objects/abstract/call.ts";
import { valueError } from "../objects/errors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import { toPyException } from "../objects/exceptions/convert.ts";
import type { PyValue } from "../objects/object.ts";
import type { Executable } from "./code.ts";
import type { Frame } from "./frame.ts";
import {
  disableAt,
  EVENT,
  EVENTS,
  isDisabled,
  LOCAL_EVENTS,
  type MonitoringState,
  monitoringState,
  TOOLS,
  UNGROUPED_EVENTS,
} from "./monitoring.ts";
import type { ThreadState } from "./thread.ts";
import { tellProfileFunction, tellTraceFunction } from "./trace.ts";

/** The event that must be asked for to get this one. */
export function groupOf(event: number): number {
  return event < UNGROUPED_EVENTS ? event : EVENT.CALL;
}

/** Whether anybody may want to be told of an event: to be asked before its arguments are made. */
export function wants(thread: ThreadState, event: number): boolean {
  return ((thread.events >> event) & 1) !== 0 && thread.tracing === 0;
}

/**
 * Tells whoever wants it of an event. `at` is the byte offset of the instruction that has the event, `args` what the callback gets besides
 * the code object.
 */
export function fire(thread: ThreadState, frame: Frame, at: number, event: number, args: readonly PyValue[]): void {
  const { code } = frame;
  if (thread.tracing > 0 || code.internal || (code.flags & CO.NO_MONITORING_EVENTS) !== 0) return;
  if (thread.traceFunction !== null) tellTraceFunction(thread, frame, event, args);
  if (thread.profileFunction !== null) tellProfileFunction(thread, frame, event, args);
  if (thread.monitored) fireTools(thread, frame.code, at, event, args);
}

function fireTools(thread: ThreadState, code: Executable, at: number, event: number, args: readonly PyValue[]): void {
  const state = monitoringState();
  const pycode = code.pycode!;
  const group = groupOf(event);
  for (let tool = TOOLS - 1; tool >= 0; tool--) {
    const events = state.events[tool] | (state.local[tool].get(pycode) ?? 0);
    if (((events >> group) & 1) === 0) continue;
    const callback = state.callbacks[tool][event];
    if (callback === undefined) continue;
    // A callback for both ways of a branch is disabled for both, at the instruction that branches.
    const both = isBranch(event) && callback === state.branchCallbacks[tool];
    const place = both ? (args[0] as number) : at;
    if (isDisabled(state, tool, code, place, group)) continue;
    if (both && isDisabled(state, tool, code, place, otherWay(event))) continue;
    if (tellTool(thread, state, tool, event, callback, [pycode, ...args])) disableAt(state, tool, code, place, event);
  }
}

function isBranch(event: number): boolean {
  return event === EVENT.BRANCH_LEFT || event === EVENT.BRANCH_RIGHT;
}

function otherWay(event: number): number {
  return event === EVENT.BRANCH_LEFT ? EVENT.BRANCH_RIGHT : EVENT.BRANCH_LEFT;
}

/** Calls a tool's callback; true when it wants no more of that event there. */
export function tellTool(
  thread: ThreadState,
  state: MonitoringState,
  tool: number,
  event: number,
  callback: PyValue,
  args: PyValue[],
): boolean {
  const outer = thread.tracingEvent;
  thread.tracing++;
  thread.tracingEvent = event;
  let answer: PyValue;
  try {
    answer = call(callback, args);
  } finally {
    thread.tracing--;
    thread.tracingEvent = outer;
  }
  if (answer !== state.disable) return false;
  if (event < LOCAL_EVENTS) return true;
  state.callbacks[tool][event] = undefined;
  throw valueError(`Cannot disable ${EVENTS[event]} events. Callback removed.`);
}

/** Tells of an exception; the answer is that exception, or the one raised in the telling, which takes its place. */
export function fireException(
  thread: ThreadState,
  frame: Frame,
  event: number,
  args: readonly PyValue[],
  error: PyBaseException,
): PyBaseException {
  try {
    fire(thread, frame, 0, event, args); // such events are not disabled anywhere
    return error;
  } catch (caught) {
    const raised = toPyException(caught);
    if (raised === undefined) throw caught;
    return raised;
  }
}
