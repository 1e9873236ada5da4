/**
 * What tools asked to be told about (PEP 669), and telling them. While anything is asked for, Python runs in the traced loop.
 * Source: CPython Python/instrumentation.c.
 */
import { call } from "../objects/abstract/call.ts";
import type { PyCode } from "../objects/code.ts";
import { activate, machine } from "../objects/machine.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { objectType } from "../objects/object-type.ts";
import type { Executable } from "./code.ts";
import { compiled } from "./compiled.ts";
import { currentThread, type ThreadState } from "./thread.ts";

/** Event names in the order of their bits. */
export const EVENTS =
  "PY_START PY_RESUME PY_RETURN PY_YIELD CALL LINE INSTRUCTION JUMP BRANCH_LEFT BRANCH_RIGHT STOP_ITERATION RAISE EXCEPTION_HANDLED PY_UNWIND PY_THROW RERAISE C_RETURN C_RAISE BRANCH".split(
    " ",
  );

/** Events by number (the bit's position). */
export const EVENT = {
  PY_START: 0,
  PY_RESUME: 1,
  PY_RETURN: 2,
  PY_YIELD: 3,
  CALL: 4,
  LINE: 5,
  INSTRUCTION: 6,
  JUMP: 7,
  BRANCH_LEFT: 8,
  BRANCH_RIGHT: 9,
  STOP_ITERATION: 10,
  RAISE: 11,
  EXCEPTION_HANDLED: 12,
  PY_UNWIND: 13,
  PY_THROW: 14,
  RERAISE: 15,
  C_RETURN: 16,
  C_RAISE: 17,
} as const;

/** The first events that can be asked for in a single code object. */
export const LOCAL_EVENTS = 11;
const TOOLS = 8;
const C_EVENTS = (1 << EVENT.C_RETURN) | (1 << EVENT.C_RAISE);

export interface MonitoringState {
  readonly names: PyValue[];
  /** Global events of each tool. */
  readonly events: number[];
  /** Local events, by code object, of each tool. */
  readonly local: Map<PyCode, number>[];
  /** Callback of each tool and event. */
  readonly callbacks: (PyValue | undefined)[][];
  /** Places (event and instruction) that a tool's callback has disabled. */
  readonly disabled: Map<Executable, Set<number>>[];
  readonly disable: PyObject;
  readonly missing: PyObject;
}

export function monitoringState(): MonitoringState {
  return machine.interp.state<MonitoringState>(monitoringState, () => ({
    names: new Array(TOOLS).fill(null),
    events: new Array(TOOLS).fill(0),
    local: Array.from({ length: TOOLS }, () => new Map()),
    callbacks: Array.from({ length: TOOLS }, () => new Array(EVENTS.length).fill(undefined)),
    disabled: Array.from({ length: TOOLS }, () => new Map()),
    disable: new PyObject(objectType),
    missing: new PyObject(objectType),
  }));
}

/** Whether any tool wants any event. */
function wanted(state: MonitoringState): boolean {
  return state.events.some((events) => events !== 0) || state.local.some((codes) => codes.size > 0);
}

/** To be called, and returned, by whatever changes what is traced: the program continues in the right loop. */
export function tracingChanged(threads: readonly ThreadState[], result: PyValue = null): PyValue {
  const monitored = wanted(monitoringState());
  for (const thread of threads) {
    thread.monitored = monitored;
    thread.instrumented = monitored || thread.traceFunction !== null || thread.profileFunction !== null;
    if (thread.instrumented) thread.fuel = -1;
  }
  // Compiled code makes way as soon as it is returned to.
  compiled.fuel = -1;
  compiled.observed = true;
  currentThread.switchAfter = true;
  return activate(justReturn(result));
}

// biome-ignore lint/correctness/useYield: it makes no calls
function* justReturn(result: PyValue): Generator<never, PyValue, PyValue> {
  return result;
}

/** Tells the tools that want it of an event at an instruction. */
export function fire(thread: ThreadState, code: Executable, index: number, event: number, args: PyValue[]): void {
  if (!thread.monitored || thread.tracing > 0 || code.pycode === null) return;
  const state = monitoringState();
  const group = ((1 << event) & C_EVENTS) !== 0 ? EVENT.CALL : event;
  for (let tool = 0; tool < TOOLS; tool++) {
    const events = state.events[tool] | (state.local[tool].get(code.pycode) ?? 0);
    if ((events & (1 << group)) === 0) continue;
    const callback = state.callbacks[tool][event];
    if (callback === undefined || state.disabled[tool].get(code)?.has(index * 32 + event)) continue;
    const outer = thread.tracingEvent;
    thread.tracing++;
    thread.tracingEvent = EVENTS[event];
    let answer: PyValue;
    try {
      answer = call(callback, [code.pycode, ...args]);
    } finally {
      thread.tracing--;
      thread.tracingEvent = outer;
    }
    if (answer === state.disable) disable(state, tool, code, index * 32 + event);
  }
}

function disable(state: MonitoringState, tool: number, code: Executable, place: number): void {
  const codes = state.disabled[tool];
  let places = codes.get(code);
  if (places === undefined) codes.set(code, (places = new Set()));
  places.add(place);
}

/** `sys.monitoring.restart_events()`. */
export function restartEvents(): void {
  for (const codes of monitoringState().disabled) codes.clear();
}
