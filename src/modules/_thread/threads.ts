/** Starting and joining threads. Source: CPython Modules/_threadmodule.c (ThreadHandle, thread_run, do_start_new_thread). */
import { handleSignals, raiseSignal } from "../../interpreter/signals.ts";
import { startThread } from "../../interpreter/start-thread.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { type Str, strFromJs } from "../../kernel/str.ts";
import { isCallable } from "../../objects/abstract/call.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { reprAddress } from "../../objects/address.ts";
import { audit } from "../../objects/audit.ts";
import { currentContext, PyContext } from "../../objects/context.ts";
import { object } from "../../objects/converters.ts";
import { defineType, getset, method, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { isException, newException, runtimeError, typeError } from "../../objects/errors.ts";
import { PyExc_PythonFinalizationError, PyExc_SystemExit } from "../../objects/exceptions/types.ts";
import { type CallRequest, machine, waitUntil } from "../../objects/machine.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { writeUnraisable } from "../../objects/unraisable.ts";
import { joinTimeout, waitFor } from "./lock.ts";

export class PyThreadHandle extends PyObject {
  ident = 0;
  started = false;
  done = false;
  constructor() {
    super(threadHandleType);
  }
}

export const threadHandleType: PyType = defineType<PyThreadHandle>({
  name: "_thread._ThreadHandle",
  basicsize: 24,
  flags: ["heaptype", "immutable"],
  signature: null,
  doc: null,
  alloc: () => new PyThreadHandle(),
  new: method([], "", () => new PyThreadHandle()),
  slots: { tp_repr: (self) => `<_ThreadHandle object at ${reprAddress(self)}: ident=${self.ident}>` },
  methods: {
    join: method([posOnly("timeout", object, null)], null, handleJoin),
    is_done: method([], null, (self: PyThreadHandle) => self.done),
    _set_done: method([], null, (self: PyThreadHandle) => {
      self.done = true;
      return null;
    }),
  },
  getset: { ident: getset((self: PyThreadHandle) => self.ident, undefined, null) },
});

interface ThreadsState {
  /** Threads that have started and not ended; the main thread is not among them. */
  count: number;
  /** Handles of non-daemon threads, which shutdown waits for. */
  readonly waited: Set<PyThreadHandle>;
}

export function threadsState(): ThreadsState {
  return machine.interp.state<ThreadsState>(threadsState, () => ({ count: 0, waited: new Set() }));
}

function handleJoin(self: PyThreadHandle, timeout: PyValue): PyValue {
  if (timeout !== null && typeof timeout === "string") throw typeError("timeout must be a number");
  const limit = joinTimeout(timeout);
  if (!self.started && !self.done) throw runtimeError("thread not started");
  if (!self.done && self.ident === machine.thread.id) throw runtimeError("Cannot join current thread");
  if (self.done) return null;
  if (limit === null) return waitUntil(() => (self.done ? null : undefined));
  const { clock } = machine.interp.host;
  const deadline = clock.monotonic() + limit;
  return waitUntil(() => (self.done || clock.monotonic() >= deadline ? null : undefined), deadline);
}

function* threadMain(
  func: PyValue,
  args: PyValue[],
  kwnames: readonly Str[] | null,
  handle: PyThreadHandle,
): Generator<CallRequest, PyValue, PyValue> {
  const state = threadsState();
  try {
    yield { callable: func, args, kwnames };
  } catch (caught) {
    if (!isException(caught, PyExc_SystemExit)) {
      writeUnraisable(caught, strFromJs(`Exception ignored in thread started by ${reprJs(func)}`), null);
    }
  } finally {
    state.count--;
    state.waited.delete(handle);
    handle.done = true;
  }
  return null;
}

function launch(
  func: PyValue,
  args: PyValue[],
  kwnames: readonly Str[] | null,
  handle: PyThreadHandle,
  daemon: boolean,
): void {
  const { interp } = currentThread;
  if (interp.finalizing)
    throw newException(PyExc_PythonFinalizationError, "can't create new thread at interpreter shutdown");
  if (handle.started || handle.done) throw runtimeError("thread already started");
  const state = threadsState();
  const context = interp.config.thread_inherit_context ? new PyContext(currentContext().vars) : undefined;
  const thread = startThread(interp, threadMain(func, args, kwnames, handle));
  if (context !== undefined) {
    context.entered = true;
    thread.context = context;
  }
  handle.ident = thread.id;
  handle.started = true;
  state.count++;
  if (!daemon) state.waited.add(handle);
}

export function startNewThread(func: PyValue, args: PyValue, kwargs: PyValue | undefined): PyValue {
  if (!isCallable(func)) throw typeError("first arg must be callable");
  if (!(args instanceof PyTuple)) throw typeError("2nd arg must be a tuple");
  if (kwargs !== undefined && !(kwargs instanceof PyDict)) throw typeError("optional 3rd arg must be a dictionary");
  audit("_thread.start_new_thread", func, args, kwargs ?? null);
  const names = kwargs === undefined ? [] : (kwargs.keysArray() as Str[]);
  const values = names.map((name) => (kwargs as PyDict).get(name)!);
  const handle = new PyThreadHandle();
  launch(func, [...args.items, ...values], names.length === 0 ? null : names, handle, true);
  return handle.ident;
}

export function startJoinableThread(func: PyValue, handle: PyValue, daemon: boolean): PyValue {
  if (!isCallable(func)) throw typeError("thread function must be callable");
  if (handle !== null && !(handle instanceof PyThreadHandle)) {
    throw typeError(`'handle' must be a _ThreadHandle, not ${typeName(handle)}`);
  }
  audit("_thread.start_joinable_thread", func, daemon ? 1 : 0, handle);
  const used = handle ?? new PyThreadHandle();
  launch(func, [], null, used, daemon);
  return used;
}

export function makeThreadHandle(ident: PyValue): PyValue {
  if (typeof ident !== "number") throw typeError("ident must be an integer");
  const handle = new PyThreadHandle();
  handle.ident = ident;
  handle.started = true;
  return handle;
}

/** `_shutdown`: waits for all threads that are not daemons. */
export function shutdown(): PyValue {
  const { waited } = threadsState();
  const me = machine.thread.id;
  const pending = (): boolean => {
    for (const handle of waited) if (!handle.done && handle.ident !== me) return true;
    return false;
  };
  const result = waitFor(() => !pending(), null);
  return result === true ? null : result;
}

/** `interrupt_main(signum)`: as if the signal had arrived; CPython's loop looks at signals behind every call of a built-in. */
export function interruptMain(signum: number): PyValue {
  const { interp } = currentThread;
  if (!interp.handlesSignal(signum)) return null;
  raiseSignal(interp, signum);
  if (currentThread === interp.mainThread) handleSignals(interp);
  return null;
}
