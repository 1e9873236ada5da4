/**
 * The machine below the objects: what built-in code asks of the interpreter. `objects` never imports `interpreter`; the
 * interpreter installs itself here (STYLE: "it calls back through an interface it owns").
 */
import type { Host } from "../host/host.ts";
import type { PyCode } from "./code.ts";
import type { PyDict } from "./dict/dict.ts";
import type { PyBaseException } from "./exceptions/base.ts";
import type { Estates } from "./finalize.ts";
import type { PyFunction } from "./function.ts";
import { type KwNames, PyObject, type PyValue } from "./object.ts";

/** A running Python frame as built-in code sees it; the frame object's type is the interpreter's. */
export interface FrameView {
  readonly globals: PyDict;
  readonly builtins: PyDict;
  /** `f_locals`: the namespace of a module or class body, a fresh snapshot dict for a function (as `locals()` gives). */
  locals(): PyValue;
  /** First positional argument and `__class__` cell value, for `super()` without arguments; throws CPython's RuntimeErrors. */
  superArguments(): [type: PyValue, object: PyValue];
  /** Current line, 1-based, or null. */
  lineno(): number | null;
  readonly filename: PyValue;
  readonly back: FrameView | null;
  /** The Python-visible frame object. */
  object(): PyObject;
}

/** State of the running Python thread that built-in code may see. */
export interface ThreadView {
  readonly id: number;
  /** The exception being handled (`sys.exception()`), or null. */
  handledException(): PyBaseException | null;
  /** The innermost Python frame, or null. */
  frame(): FrameView | null;
  /** The current contextvars context (a PyContext of modules/_contextvars), undefined until first used. */
  context: PyObject | undefined;
}

/** State of the current interpreter that built-in code may see. */
export interface InterpreterView {
  readonly id: number;
  readonly host: Host;
  /** `sys.modules`, the `builtins` namespace, the `sys` namespace. */
  readonly modules: PyDict;
  readonly builtins: PyDict;
  readonly sysdict: PyDict;
  /** The module `_warnings` once it is loaded: built-in code warns whatever becomes of `sys.modules`. */
  warnings: PyValue;
  readonly estates: Estates;
  /** Per-interpreter state of a module or type, made on first use; `key` is any object that identifies the owner. */
  state<T>(key: object, init: () => T): T;
  /** Limit on decimal digits in int ↔ str conversions; 0: none. */
  intMaxStrDigits: number;
  /** `-X dev`: names of encodings and error handlers are checked even where nothing needs them. */
  readonly devMode: boolean;
  /** What `sys.path` began with for the sake of the program: its folder, "" for the current one; null: nothing. */
  sysPath0: string | null;
}

/** What may take some values of a generator while it runs. */
export interface QuickSink {
  /** Takes a value that runs no Python code and after which more are wanted; false: it is none, and nothing has happened. */
  takeNow?(item: PyValue): boolean;
}

/** What takes the values of an iterator one by one. */
export interface Sink extends QuickSink {
  /** Called with an object of a Python class when it has given its iterator. */
  begin?(source: PyValue): void;
  /** False: no more are wanted. */
  take(item: PyValue): boolean;
  /** The built-in's value in the end. */
  result(): PyValue;
}

export interface Machine {
  readonly thread: ThreadView;
  readonly interp: InterpreterView;
  /** Runs a Python function to its end in a nested run of the eval loop (a generator function returns its generator). */
  callFunction(fn: PyFunction, args: PyValue[], kwnames: KwNames): PyValue;
  /**
   * The call of a Python function as the last thing that a built-in does: `return machine.tailCall(…)`. `take` makes the built-in's
   * value of what the function returns.
   */
  tailCall(fn: PyFunction, args: PyValue[], kwnames: KwNames, take?: (result: PyValue) => PyValue): PyValue;
  /** Whether the iterator's next value comes from Python code that the loop can run in a frame of its own. */
  runsPython(iterator: PyValue): boolean;
  /** Feeds all values of such an iterator to a sink, by the loop: `return machine.drain(…)`. */
  drain(iterator: PyValue, sink: Sink): PyValue;
  /** Finishes what a callee left pending (see PENDING) when the caller needs the value now: runs other threads or blocks. */
  finishPending(): PyValue;
  /** Guards built-in recursion (repr of nested lists, nested comparisons); throws RecursionError "maximum recursion depth exceeded" + where. */
  enterRecursive(where: string): void;
  leaveRecursive(): void;
  /** `co_code` as specialization has rewritten it. */
  adaptiveCode(code: PyCode): Uint8Array;
  /** Whether a view of the exporter's memory that has not been released is found near the frames. */
  seesViewOf(exporter: PyObject): boolean;
  /** Runs without events for trace and profile functions. */
  untraced<T>(run: () => T): T;
  /** Spends one unit of fuel in a long built-in loop and handles signals and limits when due. */
  poll(): void;
}

/** The installed machine. */
export let machine: Machine;

export function installMachine(installed: Machine): void {
  machine = installed;
}

class PendingMark extends PyObject {}

/**
 * What a built-in returns when its value is not there yet: it has left `pending` below. The eval loop, which checks the
 * result of every call of a built-in against this constant, then parks the thread or pushes the activation.
 */
export const PENDING: PyObject = new PendingMark(null!);

/** A promise of the value; settled with a Python value or a thrown Python exception. `cancel` runs when the thread is interrupted. */
export interface PendingPromise {
  readonly kind: "promise";
  readonly promise: Promise<PyValue>;
  readonly cancel?: () => void;
  /** The value where nobody can wait for the promise: what runs is synchronous. Without it that is an error. */
  readonly fallback?: () => PyValue;
  /** The value, or undefined while it is not there, for waits that block the host, where promises do not settle. */
  readonly poll?: (() => PyValue | undefined) | undefined;
}

/** A condition that other threads or time bring about. */
export interface PendingWait {
  readonly kind: "wait";
  /** The answer, or undefined while it is not there; may throw. Called often: it must be cheap. */
  readonly poll: () => PyValue | undefined;
  /** Moment (the host's monotonic clock, nanoseconds) at which to poll even if no other thread has run. */
  readonly deadline: bigint | null;
  readonly cancel?: () => void;
  /** Whether it can also come about while the host is blocked, though no thread runs. */
  readonly outside?: boolean;
}

/** What an activation does: it asks for calls, is resumed with their results, and has their exceptions thrown into it. */
export interface Steps {
  next(value: PyValue): IteratorResult<CallRequest, PyValue>;
  throw(error: PyBaseException): IteratorResult<CallRequest, PyValue>;
}

/**
 * A built-in that the eval loop drives, mostly written as a JavaScript generator: it yields calls of Python callables, so that the thread
 * may be suspended inside them.
 */
export interface PendingActivation {
  readonly kind: "activation";
  readonly steps: Steps;
}

/** A call that an activation wants made. */
export interface CallRequest {
  readonly callable: PyValue;
  readonly args: PyValue[];
  readonly kwnames: KwNames;
  /** Namespace to run a code's function in, for module code and class bodies; `callable` is then a function. */
  readonly namespace?: PyValue;
  /** Instead of a call: what to do; it may answer PENDING. */
  readonly enter?: () => PyValue;
}

/** The request to do something that may have to wait, or to run Python: its value comes back. */
export function entering(enter: () => PyValue): CallRequest {
  return { callable: null, args: [], kwnames: null, enter };
}

/** Python code to run, whose result is the built-in's: a generator that is resumed. */
export interface PendingFrame {
  readonly kind: "frame";
  /** Puts its frame on top of the running one, and gives it; what it calls may lie on top of it already. */
  push(nested: boolean): FrameView;
  /** In a nested run, of which the frame is then the entry: the built-in's value, from what the frame has returned. */
  finish(result: PyValue): PyValue;
}

export type Pending = PendingPromise | PendingWait | PendingActivation | PendingFrame;

export let pending: Pending | null = null;

/** Suspends the calling Python thread until the promise settles: `return suspend(promise)`. */
export function suspend(promise: Promise<PyValue>, cancel?: () => void, fallback?: () => PyValue): PyValue {
  pending = { kind: "promise", promise, cancel, fallback };
  return PENDING;
}

/**
 * Suspends the calling Python thread until `attempt` has an answer, which it is asked for whenever `ready` has settled; if that can also come
 * about while the host is blocked, then meanwhile too.
 */
export function suspendUntil(
  ready: () => Promise<void>,
  attempt: () => PyValue | undefined,
  whileBlocked: boolean,
): PyValue {
  let done = false;
  const poll = (): PyValue | undefined => {
    const former = done;
    done = true;
    const answer = attempt();
    if (answer === undefined) done = former;
    return answer;
  };
  const waiting = async (): Promise<PyValue> => {
    for (;;) {
      await ready();
      // Somebody who was blocked has had the answer, or nobody wants it any more.
      if (done) return null;
      const answer = poll();
      if (answer !== undefined) return answer;
    }
  };
  // An interrupted wait takes nothing that somebody else may wait for afterwards.
  const cancel = (): void => {
    done = true;
  };
  pending = { kind: "promise", promise: waiting(), poll: whileBlocked ? poll : undefined, cancel };
  return PENDING;
}

/** Waits, while other threads run, until `poll` has an answer: `return waitUntil(() => lock.tryAcquire())`. */
export function waitUntil(
  poll: () => PyValue | undefined,
  deadline: bigint | null = null,
  cancel?: () => void,
  outside = false,
): PyValue {
  const answer = poll();
  if (answer !== undefined) return answer;
  pending = { kind: "wait", poll, deadline, cancel, outside };
  return PENDING;
}

/** The steps of an activation that is nothing but a call. */
export function* oneCall(request: CallRequest): Generator<CallRequest, PyValue, PyValue> {
  return yield request;
}

/** Runs a built-in as an activation of the eval loop: `return activate(steps())`. */
export function activate(steps: Steps): PyValue {
  pending = { kind: "activation", steps };
  return PENDING;
}

/** Goes on with a frame, whose result is the built-in's: `return enterFrame(…)`. */
export function enterFrame(frame: PendingFrame): PyValue {
  pending = frame;
  return PENDING;
}

/** Takes what the last PENDING result left. */
export function takePending(): Pending {
  const taken = pending!;
  pending = null;
  return taken;
}
