/** Task: the table. What a task does with its coroutine is in step.ts. Source: CPython Modules/_asynciomodule.c (TaskObj). */
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call, call1, callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { reprJs, str } from "../../objects/abstract/repr.ts";
import { copyContext, type PyContext } from "../../objects/context.ts";
import { object, truth } from "../../objects/converters.ts";
import { defineType, getset, kwOnly, method, param, posOnly } from "../../objects/declare.ts";
import { runtimeError, systemError, typeError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { taskFinalize, watchFuture } from "./estates.ts";
import { cancelPlainly, futureType, genericItem, initFuture, required, sharedMethods } from "./future.ts";
import { ensureAlive, isExact, PENDING_STATE, PyTask } from "./future-object.ts";
import { asyncioState } from "./names.ts";
import { isCoroutine, startEagerly, stepSoon } from "./step.ts";

export const taskType: PyType = defineType<PyTask>({
  name: "_asyncio.Task",
  doc: "A coroutine that an event loop runs: what it returns is the future's result.",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable", "gc"],
  base: () => futureType,
  alloc: (type) => new PyTask(type),
  init: method(
    [
      param("coro", object),
      kwOnly("loop", object, null),
      kwOnly("name", object, null),
      kwOnly("context", object, null),
      kwOnly("eager_start", truth, false),
    ],
    "",
    initTask,
  ),
  slots: {
    tp_new: (type) => type.tp_alloc!(type),
    tp_repr: (self) => call1(asyncioState().taskRepr, (ensureAlive(self), self)),
    tp_iter: (self) => futureType.tp_iter!(self),
    am_await: (self) => futureType.am_await!(self),
    tp_finalize: taskFinalize,
  },
  methods: {
    ...sharedMethods(),
    set_result: method([posOnly("result", object)], null, () => {
      throw runtimeError("Task does not support set_result operation");
    }),
    set_exception: method([posOnly("exception", object)], null, () => {
      throw runtimeError("Task does not support set_exception operation");
    }),
    cancel: method(
      [param("msg", object, null)],
      "Ask the task to end: CancelledError is raised in its coroutine, which may do as it likes.\n\nReturns False if it is done already. Every request counts; see uncancel().",
      taskCancel,
    ),
    cancelling: method(
      [],
      "Return how many requests to cancel the task are open.",
      ({ core }: PyTask) => core.cancelRequests,
    ),
    uncancel: method([], "Take back one request to cancel the task; returns how many are left.", taskUncancel),
    get_stack: method(
      [kwOnly("limit", object, null)],
      "Return the frames of the task's coroutine, oldest first; those of its traceback if it has failed.\n\nOf a coroutine that waits there is only one.",
      (self: PyTask, limit) => call(asyncioState().taskGetStack, [self, limit]),
    ),
    print_stack: method(
      [kwOnly("limit", object, null), kwOnly("file", object, null)],
      "Print what get_stack() returns, as a traceback is printed.",
      (self: PyTask, limit, file) => call(asyncioState().taskPrintStack, [self, limit, file]),
    ),
    get_coro: method([], null, ({ core }: PyTask) => core.coroutine ?? null),
    get_context: method([], null, taskContext),
    get_name: method([], null, taskName),
    set_name: method([posOnly("value", object)], null, (self: PyTask, value) => {
      self.core.name = str(value);
      return null;
    }),
  },
  classMethods: genericItem(),
  getset: {
    _log_destroy_pending: getset(
      ({ core }: PyTask) => core.logDestroyPending,
      ({ core }, value) => {
        core.logDestroyPending = isTrue(required(value));
      },
      null,
    ),
    _must_cancel: getset(({ core }: PyTask) => core.mustCancel, undefined, null),
    _coro: getset(({ core }: PyTask) => core.coroutine ?? null, undefined, null),
    _fut_waiter: getset(({ core }: PyTask) => core.waiter ?? null, undefined, null),
  },
});

function initTask(
  self: PyTask,
  coro: PyValue,
  loop: PyValue,
  name: PyValue,
  context: PyValue,
  eagerStart: boolean,
): null {
  initFuture(self, loop);
  const { core } = self;
  if (!isCoroutine(coro)) {
    core.logDestroyPending = false;
    throw typeError(`a coroutine was expected, got ${reprJs(coro)}`);
  }
  core.context = (context ?? copyContext()) as PyContext;
  core.waiter = undefined;
  core.mustCancel = false;
  core.logDestroyPending = true;
  core.cancelRequests = 0;
  core.coroutine = coro;
  core.name = name === null ? ++asyncioState().taskCounter : str(name);
  if (eagerStart && callMethod(loop, "is_running") === true) {
    startEagerly(self);
    return null;
  }
  watchFuture(self); // a task that the loop does not take is lost too
  stepSoon(self, undefined);
  return null;
}

function taskName({ core }: PyTask): PyValue {
  const { name } = core;
  return typeof name === "number" ? `Task-${name}` : (name ?? null);
}

function taskContext(self: PyTask): PyValue {
  const { context } = self.core;
  if (context === undefined) {
    throw systemError(`${reprJs(getAttr(self, "get_context"))} returned NULL without setting an exception`);
  }
  return context;
}

function taskCancel(self: PyTask, message: PyValue): PyValue {
  const { core } = self;
  core.logTraceback = false;
  if (core.state !== PENDING_STATE) return false;
  core.cancelRequests++;
  if (core.waiter !== undefined && cancelAny(core.waiter, message)) return true;
  core.mustCancel = true;
  core.cancelMessage = message;
  return true;
}

/** `future.cancel(msg=message)`, of any kind of future. */
export function cancelAny(future: PyValue, message: PyValue): boolean {
  if (isExact(future) && !(future instanceof PyTask)) return cancelPlainly(future, message);
  return isTrue(callMethod(future, "cancel", [message], ["msg"]));
}

function taskUncancel({ core }: PyTask): number {
  if (core.cancelRequests > 0 && --core.cancelRequests === 0) core.mustCancel = false;
  return core.cancelRequests;
}
