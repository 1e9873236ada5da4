/** What a task's coroutine yields: the future that it waits for, or None. Source: CPython Modules/_asynciomodule.c (task_step_handle_result_impl). */
import { generatorType } from "../../interpreter/generators/types.ts";
import { lookupAttr, setAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { runtimeError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { isSubtype } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { addToAwaitedBy } from "./awaited-by.ts";
import { addCallback, CONTEXT } from "./callbacks.ts";
import { isExact, type PyTask, shown } from "./future-object.ts";
import { loopOf } from "./running.ts";
import { stepSoon } from "./step.ts";
import { wakeupOf } from "./step-callable.ts";
import { cancelAny } from "./task.ts";

export function handleYielded(task: PyTask, yielded: PyValue): void {
  const { core } = task;
  if (yielded === task) return failSoon(task, `Task cannot await on itself: ${shown(task)}`);
  if (isExact(yielded)) {
    const future = yielded.core;
    if (future.loop !== core.loop) return differentLoop(task, yielded);
    if (!future.blocking) return notAwaited(task, yielded);
    addToAwaitedBy(yielded, task);
    future.blocking = false;
    addCallback(yielded, wakeupOf(task), core.context!);
    return waitFor(task, yielded);
  }
  // A bare yield lets the others run.
  if (yielded === null) return stepSoon(task, undefined);
  const blocking = lookupAttr(yielded, "_asyncio_future_blocking") ?? null;
  if (blocking !== null) return waitForOther(task, yielded, isTrue(blocking));
  if (isSubtype(typeOf(yielded), generatorType)) {
    return failSoon(
      task,
      `yield was used instead of yield from for generator in task ${shown(task)} with ${shown(yielded)}`,
    );
  }
  failSoon(task, `Task got bad yield: ${shown(yielded)}`);
}

/** A future of another kind, or of a class derived from ours. */
function waitForOther(task: PyTask, future: PyValue, blocking: boolean): void {
  const { core } = task;
  if (loopOf(future) !== core.loop) return differentLoop(task, future);
  if (!blocking) return notAwaited(task, future);
  addToAwaitedBy(future, task);
  setAttr(future, "_asyncio_future_blocking", false);
  callMethod(future, "add_done_callback", [wakeupOf(task), core.context!], CONTEXT);
  waitFor(task, future);
}

function waitFor(task: PyTask, future: PyValue): void {
  const { core } = task;
  core.waiter = future;
  if (core.mustCancel && cancelAny(future, core.cancelMessage)) core.mustCancel = false;
}

function failSoon(task: PyTask, message: string): void {
  stepSoon(task, runtimeError(message));
}

function notAwaited(task: PyTask, yielded: PyValue): void {
  failSoon(task, `yield was used instead of yield from in task ${shown(task)} with ${shown(yielded)}`);
}

function differentLoop(task: PyTask, future: PyValue): void {
  failSoon(task, `Task ${shown(task)} got Future ${shown(future)} attached to a different loop`);
}
