/**
 * What tools asked to be told about (PEP 669). While anything is asked for, Python runs in the traced loop, which tells of it (fire.ts).
 * Source: CPython Python/instrumentation.c.
 */
import type { PyCode } from "../objects/code.ts";
import { activate, machine } from "../objects/machine.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { objectType } from "../objects/object-type.ts";
import type { Executable } from "./code.ts";
import { compiled } from "./compiled.ts";
import type { FrameEvaluator } from "./frame-evaluation.ts";
import type { Interpreter } from "./interpreter.ts";
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
  BRANCH: 18,
} as const;

/** The first events can be asked for in a single code object, and disabled at a place. */
export const LOCAL_EVENTS = 11;
/** Events before C_RETURN are asked for one by one; that and C_RAISE come with CALL. */
export const UNGROUPED_EVENTS = 16;
export const TOOLS = 6;

/** What `sys.settrace` and `sys.setprofile` stand on. */
const TRACE_EVENTS = bits(
  EVENT.PY_START,
  EVENT.PY_RESUME,
  EVENT.PY_RETURN,
  EVENT.PY_YIELD,
  EVENT.RAISE,
  EVENT.LINE,
  EVENT.INSTRUCTION,
  EVENT.JUMP,
  EVENT.PY_UNWIND,
  EVENT.PY_THROW,
  EVENT.STOP_ITERATION,
);
const PROFILE_EVENTS = bits(
  EVENT.PY_START,
  EVENT.PY_RESUME,
  EVENT.PY_RETURN,
  EVENT.PY_YIELD,
  EVENT.CALL,
  EVENT.PY_UNWIND,
  EVENT.PY_THROW,
);

function bits(...events: number[]): number {
  return events.reduce((set, event) => set | (1 << event), 0);
}

export interface MonitoringState {
  readonly names: PyValue[];
  /** Global events of each tool. */
  readonly events: number[];
  /** Local events, by code object, of each tool. */
  readonly local: Map<PyCode, number>[];
  /** Callback of each tool and event. */
  readonly callbacks: (PyValue | undefined)[][];
  /** Callback of each tool for BRANCH, which is also that for both ways of a branch. */
  readonly branchCallbacks: (PyValue | undefined)[];
  /** Places (event and byte offset of the instruction) that a tool's callback has disabled. */
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
    branchCallbacks: new Array(TOOLS).fill(undefined),
    disabled: Array.from({ length: TOOLS }, () => new Map()),
    disable: new PyObject(objectType),
    missing: new PyObject(objectType),
  }));
}

/** Events that any tool wants, globally or in any code object. */
function wanted(state: MonitoringState): number {
  let events = 0;
  for (let tool = 0; tool < TOOLS; tool++) {
    events |= state.events[tool];
    for (const local of state.local[tool].values()) events |= local;
  }
  return events;
}

/** To be called, and returned, by whatever changes what is traced: the program continues in the right loop. */
export function tracingChanged(threads: readonly ThreadState[], result: PyValue = null): PyValue {
  currentThread.interp.monitored = wanted(monitoringState());
  for (const thread of threads) instrument(thread);
  makeWay();
  currentThread.switchAfter = true;
  return activate(justReturn(result));
}

/** Has the host evaluate the interpreter's frames (null: not any more); those that run already go on as they are until they are resumed. */
export function setFrameEvaluator(interp: Interpreter, evaluator: FrameEvaluator | null): void {
  interp.frameEvaluator = evaluator;
  for (const thread of interp.scheduler.threads) instrument(thread);
  makeWay();
}

/** Has the thread run in the traced loop if anything is asked for there. */
function instrument(thread: ThreadState): void {
  const { traceFunction, profileFunction } = thread;
  thread.instrument((traceFunction !== null ? TRACE_EVENTS : 0) | (profileFunction !== null ? PROFILE_EVENTS : 0));
}

/** Compiled code makes way as soon as it is returned to. */
function makeWay(): void {
  compiled.fuel = -1;
  compiled.observe();
}

// biome-ignore lint/correctness/useYield: it makes no calls
function* justReturn(result: PyValue): Generator<never, PyValue, PyValue> {
  return result;
}

/** Stops telling a tool of an event at an instruction. */
export function disableAt(state: MonitoringState, tool: number, code: Executable, at: number, event: number): void {
  const codes = state.disabled[tool];
  let places = codes.get(code);
  if (places === undefined) codes.set(code, (places = new Set()));
  places.add(at * 32 + event);
}

export function isDisabled(state: MonitoringState, tool: number, code: Executable, at: number, event: number): boolean {
  return state.disabled[tool].get(code)?.has(at * 32 + event) === true;
}

/** Forgets what was disabled of the events that are newly asked for; `code`: in this code object only. */
export function enableNew(state: MonitoringState, tool: number, added: number, code: PyCode | null): void {
  for (const [executable, places] of state.disabled[tool]) {
    if (code !== null && executable.pycode !== code) continue;
    for (const place of places) if (((added >> (place & 31)) & 1) !== 0) places.delete(place);
  }
}

/** `sys.monitoring.restart_events()`. */
export function restartEvents(): void {
  for (const codes of monitoringState().disabled) codes.clear();
}
