/**
 * ThreadState: one Python thread. Its frames form a list from the innermost outwards and share one array for their local
 * variables and operand stacks; a call's arguments, already on the caller's operand stack, become the callee's first locals.
 * Matches CPython Include/cpython/pystate.h.
 */
import type { PyBaseException } from "../objects/exceptions/base.ts";
import type { FrameView, ThreadView } from "../objects/machine.ts";
import type { PyObject, PyValue } from "../objects/object.ts";
import { hasHiddenFrames, revealFrames } from "./compiled.ts";
import type { Frame } from "./frame.ts";
import type { Slot } from "./inst.ts";
import type { Interpreter } from "./interpreter.ts";
import type { Rerun } from "./rerun.ts";
import type { Wait } from "./scheduler.ts";

/** The exception being handled; every generator has an entry of its own (`_PyErr_StackItem`). */
export class ExcInfo {
  value: PyBaseException | null = null;
  previous: ExcInfo | null;
  constructor(previous: ExcInfo | null) {
    this.previous = previous;
  }
}

/** Fuel given at a time at most: code that runs fast now may call what takes long later. */
export const MOST_FUEL = 160_000;
/** Until the first look, and at a time after it until the program's speed is known: one that keeps built-ins at work spends little. */
const FIRST_FUEL = 1000;

export type ThreadStatus = "runnable" | "waiting" | "finished";

export class ThreadState implements ThreadView {
  readonly id: number;
  readonly interp: Interpreter;
  /** The innermost frame. */
  top: Frame | null = null;
  readonly stack: Slot[] = [];
  /** Spent by function entries and loop back-edges; below zero the eval breaker runs. */
  fuel = FIRST_FUEL;
  /** What `fuel` was at the beginning of the quantum. */
  given = FIRST_FUEL;
  /** Frames a thread may have (`sys.setrecursionlimit`). */
  recursionLimit = 1000;
  /** Runs of the eval loop that are nested on the JavaScript stack. */
  nesting = 0;
  /** Recursion of built-ins (`Py_EnterRecursiveCall`). */
  builtinDepth = 0;
  /** The instruction that is being executed again. */
  rerun: Rerun | null = null;
  readonly baseExcInfo: ExcInfo = new ExcInfo(null);
  excInfo: ExcInfo = this.baseExcInfo;
  /** The exception that the last run of the loop threw out: its context and traceback are set. */
  propagating: unknown = undefined;
  /**
   * Set by RERAISE, else -1: this frame is already in the traceback, and the instruction that it gives as its last one is
   * that before this index.
   */
  reraisePc = -1;
  /** To be raised when the thread next runs. */
  injected: unknown = undefined;
  /** `PyThreadState_SetAsyncExc`. */
  asyncExc: PyValue | undefined = undefined;
  /** The exception that the loop has just caught. */
  caught: unknown = undefined;
  /** For the reference driver: the loop is to end with `exitValue`. */
  exited = false;
  exitValue: Slot = undefined;
  status: ThreadStatus = "runnable";
  /** Fuel given at a time; adjusted to the speed of the program. */
  quantum = FIRST_FUEL;
  sliceStart = 0n;
  /** Whether a run of the loop for this thread lies on the JavaScript stack. */
  active = false;
  /** What a parked thread waits for. */
  wait: Wait | null = null;
  /** How the base frame ended. */
  result: Slot = undefined;
  failed = false;
  failure: unknown = undefined;
  context: PyObject | undefined = undefined;
  /** `sys.settrace`, `sys.setprofile`; null when off. */
  traceFunction: PyValue = null;
  profileFunction: PyValue = null;
  /** Something is traced in this thread: it runs in the traced loop. `monitored`: by a tool of sys.monitoring. */
  instrumented = false;
  monitored = false;
  /** Events that anybody wants to be told of, as bits. */
  events = 0;
  /** The frame into which `throw()` has just put an exception: that has the context it has, unless the generator was handling another. */
  thrownInto: Frame | null = null;
  inTracedLoop = false;
  /** A loop that does not trace has run since the traced one last began. */
  ranUntraced = true;
  /** Uses of the eval breaker between two looks at everything periodic while tracing. */
  tracedFuel = 0;
  /** The loop was left for another one to continue; to be left when the running built-in returns. */
  switching = false;
  switchAfter = false;
  /** The loop is being trained (training.ts). */
  training = false;
  /** The frame that the host's evaluator has told to run: it is not asked about it again (frame-evaluation.ts). */
  evaluating: Frame | null = null;
  /** Nonzero inside a trace function. */
  tracing = 0;
  /** The event that the innermost one is told of. */
  tracingEvent = -1;
  /** `sys.set_asyncgen_hooks`, `sys.set_coroutine_origin_tracking_depth`. */
  asyncGenFirstIter: PyValue = null;
  asyncGenFinalizer: PyValue = null;
  /** asyncio's event loop that runs in the thread, and the task that it runs. */
  asyncioRunningLoop: PyValue = null;
  asyncioRunningTask: PyValue = null;
  coroutineOriginDepth = 0;

  constructor(interp: Interpreter, id: number) {
    this.interp = interp;
    this.id = id;
    for (let i = 0; i < 1024; i++) this.stack.push(undefined);
  }

  /** `own`: the events that the thread's trace and profile function ask for. */
  instrument(own: number): void {
    const { monitored, frameEvaluator } = this.interp;
    this.monitored = monitored !== 0;
    this.events = monitored | own;
    this.instrumented = this.events !== 0 || frameEvaluator !== null;
    if (this.instrumented) this.fuel = -1;
  }

  handledException(): PyBaseException | null {
    for (let info: ExcInfo | null = this.excInfo; info !== null; info = info.previous) {
      if (info.value !== null) return info.value;
    }
    return null;
  }

  frame(): FrameView | null {
    if (hasHiddenFrames(this)) revealFrames(this);
    return visibleFrame(this.top);
  }
}

/** The frame itself, or the nearest one outwards that runs Python code. */
export function visibleFrame(frame: Frame | null): Frame | null {
  while (frame?.code.internal) frame = frame.previous;
  return frame;
}

/** Makes the thread's stack reach `limit`. */
export function growStack(stack: Slot[], limit: number): void {
  const size = Math.max(limit, Math.min(stack.length * 2, stack.length + 65536));
  while (stack.length < size) stack.push(undefined);
}

/** The running thread; the scheduler switches it. */
export let currentThread: ThreadState = null!;

export function setCurrentThread(thread: ThreadState): void {
  currentThread = thread;
}
