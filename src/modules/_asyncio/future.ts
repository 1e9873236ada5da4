/** Future: the table, and what becomes of one. Source: CPython Modules/_asynciomodule.c (FutureObj). */
import { isClass } from "../../interpreter/raise.ts";
import { call, call0, call1, callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { object } from "../../objects/converters.ts";
import { type CallableSpec, defineType, getset, kwOnly, method, param, posOnly } from "../../objects/declare.ts";
import { attributeError, newException, typeError, valueError } from "../../objects/errors.ts";
import { PyBaseException } from "../../objects/exceptions/base.ts";
import { PyExc_RuntimeError, PyExc_StopIteration } from "../../objects/exceptions/types.ts";
import { genericAlias } from "../../objects/generic-alias.ts";
import type { PyValue } from "../../objects/object.ts";
import { isSubtype, type PyType } from "../../objects/type-object.ts";
import { futureAwaitedBy } from "./awaited-by.ts";
import { futureAddDoneCallback, futureCallbacks, futureRemoveDoneCallback, scheduleCallbacks } from "./callbacks.ts";
import { futureFinalize, watchFuture } from "./estates.ts";
import {
  CANCELLED,
  ensureAlive,
  FINISHED,
  type FutureCore,
  PENDING_STATE,
  PyFuture,
  STATE_NAMES,
} from "./future-object.ts";
import { FutureIter } from "./iterator.ts";
import { asyncioState } from "./names.ts";
import { getEventLoop } from "./running.ts";

export const futureType: PyType = defineType<PyFuture>({
  name: "_asyncio.Future",
  doc: "A result that is not there yet. It belongs to an event loop, which calls what waits for it,\nand is for the loop's thread alone: result() and exception() do not wait.",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable", "gc"],
  alloc: (type) => new PyFuture(type),
  init: method([kwOnly("loop", object, null)], "", initFuture),
  slots: {
    tp_new: (type) => type.tp_alloc!(type),
    tp_repr: (self) => call1(asyncioState().futureRepr, (ensureAlive(self), self)),
    tp_iter: newIter,
    am_await: newIter,
    tp_finalize: futureFinalize,
  },
  methods: {
    ...sharedMethods(),
    set_result: method([posOnly("result", object)], "Mark the future done, and set its result.", setResult, {
      definingClass: true,
    }),
    set_exception: method(
      [posOnly("exception", object)],
      "Mark the future done, and set its exception.",
      setException,
      { definingClass: true },
    ),
    cancel: method(
      [param("msg", object, null)],
      "Cancel the future and call what waits for it; False if it was done already.",
      futureCancel,
    ),
    get_loop: method([], "Return the loop that the future belongs to.", (self: PyFuture) => ensureAlive(self).loop!),
  },
  classMethods: genericItem(),
  getset: {
    _state: getset((self: PyFuture) => STATE_NAMES[ensureAlive(self).state], undefined, null),
    _asyncio_future_blocking: getset(
      ({ core }: PyFuture) => core.blocking,
      (self, value) => {
        const core = ensureAlive(self);
        core.blocking = isTrue(required(value));
      },
      null,
    ),
    _asyncio_awaited_by: getset(futureAwaitedBy, undefined, null),
    _loop: getset(({ core }: PyFuture) => core.loop ?? null, undefined, null),
    _callbacks: getset(futureCallbacks, undefined, null),
    _result: getset((self: PyFuture) => ensureAlive(self).result, undefined, null),
    _exception: getset((self: PyFuture) => ensureAlive(self).exception, undefined, null),
    _log_traceback: getset((self: PyFuture) => ensureAlive(self).logTraceback, setLogTraceback, null),
    _source_traceback: getset(({ core }: PyFuture) => core.sourceTraceback ?? null, undefined, null),
    _cancel_message: getset(
      ({ core }: PyFuture) => core.cancelMessage,
      ({ core }, value) => {
        core.cancelMessage = required(value);
      },
      null,
    ),
  },
});

/** What the tables of Future and Task both have. */
export function sharedMethods(): Record<string, CallableSpec> {
  return {
    result: method([], "Return the result, or raise the exception that was set.", futureResult),
    exception: method([], "Return the exception that was set; None if there is a result.", futureException),
    add_done_callback: method(
      [posOnly("fn", object), kwOnly("context", object, undefined)],
      "Have the loop call fn with the future when it is done; soon, if it is done already.",
      futureAddDoneCallback,
    ),
    remove_done_callback: method(
      [posOnly("fn", object)],
      "Remove a callback as often as it was added; returns how often that was.",
      futureRemoveDoneCallback,
      { definingClass: true },
    ),
    cancelled: method([], "Return whether the future was cancelled.", ({ core }: PyFuture) => core.state === CANCELLED),
    done: method([], "Return whether there is a result or an exception, or it was cancelled.", ({ core }: PyFuture) => {
      return core.state !== PENDING_STATE;
    }),
    _make_cancelled_error: method([], "Make the CancelledError to raise; to be called once.", makeCancelledError),
  };
}

export function genericItem(): Record<string, CallableSpec> {
  return {
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (type: PyType, item) =>
      genericAlias(type, item),
    ),
  };
}

/** The value for an attribute that cannot be deleted. */
export function required(value: PyValue | undefined): PyValue {
  if (value === undefined) throw attributeError("cannot delete attribute");
  return value;
}

/** future_init. */
export function initFuture(self: PyFuture, given: PyValue): null {
  if (self.core.loop !== undefined) self.renew();
  const { core } = self;
  const loop = given ?? getEventLoop();
  core.cancelMessage = null;
  core.loop = loop;
  if (isTrue(callMethod(loop, "get_debug"))) core.sourceTraceback = call0(asyncioState().extractStack);
  return null;
}

function newIter(self: PyFuture): PyValue {
  ensureAlive(self);
  return new FutureIter(self);
}

/** An InvalidStateError. */
export function invalidState(message: string): PyBaseException {
  return newException(asyncioState().InvalidStateError, message);
}

/** create_cancelled_error: that of a task's coroutine is raised once. */
export function makeCancelledError({ core }: PyFuture): PyBaseException {
  const { cancelledError, cancelMessage } = core;
  if (cancelledError !== null) {
    core.cancelledError = null;
    return cancelledError;
  }
  const { CancelledError } = asyncioState();
  return call(CancelledError, cancelMessage === null ? [] : [cancelMessage]) as PyBaseException;
}

/** The exception that `result()` raises; undefined: there is a result (future_get_result). */
export function failureOf(self: PyFuture): PyBaseException | undefined {
  const { core } = self;
  if (core.loop === undefined) return invalidState("Future object is not initialized.");
  if (core.state === CANCELLED) return makeCancelledError(self);
  if (core.state !== FINISHED) return invalidState("Result is not set.");
  retrieved(self);
  const { exception } = core;
  if (exception === null) return undefined;
  exception.traceback = core.exceptionTraceback;
  core.exceptionTraceback = null;
  return exception;
}

/** Somebody knows how a future has ended. */
function retrieved(self: PyFuture): void {
  self.core.logTraceback = false;
  self.settle();
}

export function futureResult(self: PyFuture): PyValue {
  const failure = failureOf(self);
  if (failure !== undefined) throw failure;
  return self.core.result;
}

function futureException(self: PyFuture): PyValue {
  const { core } = self;
  if (core.loop === undefined) throw invalidState("Future object is not initialized.");
  if (core.state === CANCELLED) throw makeCancelledError(self);
  if (core.state !== FINISHED) throw invalidState("Exception is not set.");
  retrieved(self);
  return core.exception;
}

function requirePending(self: PyFuture): FutureCore {
  const core = ensureAlive(self);
  if (core.state !== PENDING_STATE) throw invalidState("invalid state");
  return core;
}

export function setResult(self: PyFuture, result: PyValue): null {
  const core = requirePending(self);
  core.result = result;
  core.state = FINISHED;
  self.settle();
  scheduleCallbacks(self);
  return null;
}

export function setException(self: PyFuture, given: PyValue): null {
  requirePending(self);
  const made = isClass(given) ? call0(given) : given;
  const core = requirePending(self);
  if (!(made instanceof PyBaseException)) throw typeError("invalid exception object");
  const exception = isSubtype(made.type, PyExc_StopIteration) ? withoutStop(made) : made;
  core.exception = exception;
  core.exceptionTraceback = exception.traceback;
  core.state = FINISHED;
  try {
    scheduleCallbacks(self);
  } catch (caught) {
    self.settle();
    throw caught;
  }
  core.logTraceback = true;
  watchFuture(self);
  return null;
}

/** A StopIteration would end the generator that awaits the future. */
function withoutStop(stop: PyBaseException): PyBaseException {
  const error = newException(
    PyExc_RuntimeError,
    "StopIteration interacts badly with generators and cannot be raised into a Future",
  );
  error.cause = stop;
  error.context = stop;
  error.suppressContext = true;
  return error;
}

/** `cancel`, of futures that are no tasks. */
export function futureCancel(self: PyFuture, message: PyValue): boolean {
  ensureAlive(self);
  return cancelPlainly(self, message);
}

export function cancelPlainly(self: PyFuture, message: PyValue): boolean {
  const { core } = self;
  core.logTraceback = false;
  if (core.state !== PENDING_STATE) return false;
  core.state = CANCELLED;
  core.cancelMessage = message;
  self.settle();
  scheduleCallbacks(self);
  return true;
}

function setLogTraceback(self: PyFuture, value: PyValue | undefined): void {
  const { core } = self;
  if (isTrue(required(value))) throw valueError("_log_traceback can only be set to False");
  core.logTraceback = false;
  if (core.state !== PENDING_STATE) self.settle();
}
