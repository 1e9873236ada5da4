/**
 * The steps of a task: its coroutine runs until it yields, and what it yields tells when it goes on. A step is an activation, so that the
 * coroutine may wait inside it. Source: CPython Modules/_asynciomodule.c (task_step_impl, task_step_handle_result_impl, task_wakeup).
 */
import { PyGenerator, ReturnedValue } from "../../interpreter/generators/generator.ts";
import { generatorSend, generatorThrow, settled } from "../../interpreter/generators/methods.ts";
import { sendTo } from "../../interpreter/generators/send.ts";
import { coroutineType } from "../../interpreter/generators/types.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call1, callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { enterContext, exitContext, PyContext } from "../../objects/context.ts";
import { isException, runtimeError, typeError } from "../../objects/errors.ts";
import { PyBaseException, type PyStopIteration } from "../../objects/exceptions/base.ts";
import { PyExc_KeyboardInterrupt, PyExc_StopIteration, PyExc_SystemExit } from "../../objects/exceptions/types.ts";
import { activate, type CallRequest, type Steps } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { discardFromAwaitedBy } from "./awaited-by.ts";
import { callSoon } from "./callbacks.ts";
import { watchFuture } from "./estates.ts";
import { cancelPlainly, failureOf, invalidState, makeCancelledError, setException, setResult } from "./future.ts";
import { isExact, PENDING_STATE, type PyTask, shown } from "./future-object.ts";
import { asyncioState } from "./names.ts";
import { enterTask, leaveTask, swapCurrentTask } from "./running.ts";
import { TaskStep } from "./step-callable.ts";
import { handleYielded } from "./yielded.ts";

type Advance = IteratorResult<CallRequest, PyValue>;

export function isCoroutine(value: PyValue): boolean {
  return (
    (value instanceof PyGenerator && value.type === coroutineType) || isTrue(call1(asyncioState().isCoroutine, value))
  );
}

/** Has the loop run a task's next step, in which `error` is raised. */
export function stepSoon(task: PyTask, error: PyBaseException | undefined): void {
  const { loop, context } = task.core;
  callSoon(loop!, new TaskStep(task, error), [], context!);
}

/** A task's next step, as a built-in's result. */
export function taskStep(task: PyTask, error: PyBaseException | undefined): PyValue {
  return activate(new Step(task, error, false));
}

/** Task.task_wakeup: what the task has waited for is done. */
export function taskWakeup(task: PyTask, future: PyValue): PyValue {
  discardFromAwaitedBy(future, task);
  return taskStep(task, isExact(future) ? failureOf(future) : failureOfAny(future));
}

function failureOfAny(future: PyValue): PyBaseException | undefined {
  try {
    callMethod(future, "result");
    return undefined;
  } catch (caught) {
    if (caught instanceof PyBaseException) return caught;
    throw caught;
  }
}

/** The first step, at once, in the task's own context (task_eager_start). */
export function startEagerly(task: PyTask): void {
  const { core } = task;
  const { context } = core;
  const thread = currentThread;
  const previous = swapCurrentTask(core.loop!, task);
  watchFuture(task);
  if (!(context instanceof PyContext)) throw typeError("an instance of Context was expected");
  enterContext(thread, context);
  try {
    settled(activate(new Step(task, undefined, true)));
  } finally {
    if (core.state !== PENDING_STATE) core.coroutine = undefined;
    swapCurrentTask(core.loop!, previous);
    exitContext(thread, context);
  }
}

const NO_ARGS: PyValue[] = [];

/**
 * One step. It is also the request to run the coroutine, and what takes the coroutine's value when that returns: there is one for every time
 * that a task goes on. A task that starts eagerly has been entered already.
 */
class Step extends ReturnedValue implements Steps, CallRequest {
  readonly callable = null;
  readonly args = NO_ARGS;
  readonly kwnames = null;
  private readonly task: PyTask;
  private error: PyBaseException | undefined;
  private readonly eager: boolean;
  private begun = false;
  constructor(task: PyTask, error: PyBaseException | undefined, eager: boolean) {
    super();
    this.task = task;
    this.error = error;
    this.eager = eager;
  }

  next(value: PyValue): Advance {
    if (!this.begun) return this.begin();
    try {
      if (value === this) finish(this.task, this.value);
      else handleYielded(this.task, value);
    } finally {
      this.leave();
    }
    return { done: true, value: null };
  }

  throw(error: PyBaseException): Advance {
    try {
      fail(this.task, error);
    } finally {
      this.leave();
    }
    return { done: true, value: null };
  }

  private begin(): Advance {
    const { task } = this;
    this.begun = true;
    if (!this.eager) enterTask(task.core.loop!, task);
    try {
      return { done: false, value: this.request() };
    } catch (caught) {
      this.leave();
      throw caught;
    }
  }

  private leave(): void {
    if (!this.eager) leaveTask(this.task.core.loop!, this.task);
  }

  /** What runs the coroutine. */
  private request(): CallRequest {
    const { task } = this;
    const { core } = task;
    if (core.state !== PENDING_STATE) {
      throw invalidState(`__step(): already done: ${shown(task)} ${shown(this.error)}`);
    }
    if (core.mustCancel) {
      const isCancelled = this.error !== undefined && isException(this.error, asyncioState().CancelledError);
      if (!isCancelled) this.error = makeCancelledError(task);
      core.mustCancel = false;
    }
    core.waiter = undefined;
    const { coroutine } = core;
    if (coroutine === undefined) throw runtimeError("uninitialized Task object");
    if (coroutine instanceof PyGenerator) return this;
    const { error } = this;
    if (error !== undefined) return { callable: getAttr(coroutine, "throw"), args: [error], kwnames: null };
    if (typeOf(coroutine).tp_iternext !== undefined) return this;
    return { callable: getAttr(coroutine, "send"), args: [null], kwnames: null };
  }

  /** Runs the coroutine. */
  enter(): PyValue {
    const { error } = this;
    const { coroutine } = this.task.core;
    if (coroutine instanceof PyGenerator) {
      if (error === undefined) return generatorSend(coroutine, null, null, this);
      return generatorThrow(coroutine, error, null, null);
    }
    const { done, value } = sendTo(coroutine!, null);
    if (!done) return value;
    this.value = value;
    return this;
  }
}

/** The coroutine has returned. */
function finish(task: PyTask, value: PyValue): void {
  const { core } = task;
  if (core.mustCancel) {
    // It was cancelled right before.
    core.mustCancel = false;
    cancelPlainly(task, core.cancelMessage);
  } else setResult(task, value);
}

/** The coroutine has raised an exception. */
function fail(task: PyTask, error: PyBaseException): void {
  if (isException(error, PyExc_StopIteration)) return finish(task, (error as PyStopIteration).value);
  if (isException(error, asyncioState().CancelledError)) {
    task.core.cancelledError = error;
    cancelPlainly(task, null);
    return;
  }
  setException(task, error);
  if (isException(error, PyExc_KeyboardInterrupt) || isException(error, PyExc_SystemExit)) throw error;
}
