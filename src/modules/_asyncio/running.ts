/**
 * The running event loop and task of a thread, and the registers of tasks. Tasks of ours are in no register: those that are not done are found
 * among what has an estate. Source: CPython Modules/_asynciomodule.c (enter_task, all_tasks, …).
 */
import { currentThread } from "../../interpreter/thread.ts";
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { call0, callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { runtimeError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { PySet } from "../../objects/set/set.ts";
import { setType } from "../../objects/set/type.ts";
import { pendingTasks, watchFuture } from "./estates.ts";
import { isExact, PyTask, shown } from "./future-object.ts";
import { asyncioState } from "./names.ts";

/** `_get_running_loop`. */
export function runningLoop(): PyValue {
  return currentThread.asyncioRunningLoop;
}

/** `_set_running_loop`. */
export function setRunningLoop(loop: PyValue): null {
  currentThread.asyncioRunningLoop = loop;
  return null;
}

/** `get_running_loop`. */
export function getRunningLoop(): PyValue {
  const loop = currentThread.asyncioRunningLoop;
  if (loop === null) throw runtimeError("no running event loop");
  return loop;
}

/** `get_event_loop`. */
export function getEventLoop(): PyValue {
  const loop = currentThread.asyncioRunningLoop;
  if (loop !== null) return loop;
  return callMethod(call0(asyncioState().getEventLoopPolicy), "get_event_loop");
}

/** `current_task`. */
export function currentTask(loop: PyValue): PyValue {
  const wanted = loop ?? getRunningLoop();
  if (currentThread.asyncioRunningLoop === wanted) return currentThread.asyncioRunningTask;
  for (const thread of currentThread.interp.scheduler.threads) {
    if (thread.asyncioRunningLoop === wanted) return thread.asyncioRunningTask;
  }
  return null;
}

function requireRunning(loop: PyValue): void {
  if (currentThread.asyncioRunningLoop !== loop) throw runtimeError(`loop ${shown(loop)} is not the running loop`);
}

/** `_enter_task`. */
export function enterTask(loop: PyValue, task: PyValue): null {
  requireRunning(loop);
  const running = currentThread.asyncioRunningTask;
  if (running !== null) {
    throw runtimeError(`Cannot enter into task ${shown(task)} while another task ${shown(running)} is being executed.`);
  }
  currentThread.asyncioRunningTask = task;
  return null;
}

/** `_leave_task`. */
export function leaveTask(loop: PyValue, task: PyValue): null {
  requireRunning(loop);
  const running = currentThread.asyncioRunningTask;
  if (running !== task) {
    throw runtimeError(`Invalid attempt to leave task ${shown(task)} while task ${shown(running)} is entered.`);
  }
  currentThread.asyncioRunningTask = null;
  return null;
}

/** `_swap_current_task`: the task that was current. */
export function swapCurrentTask(loop: PyValue, task: PyValue): PyValue {
  requireRunning(loop);
  const previous = currentThread.asyncioRunningTask;
  currentThread.asyncioRunningTask = task;
  return previous;
}

/** `_register_task`. */
export function registerTask(task: PyValue): null {
  if (task instanceof PyTask) watchFuture(task);
  else callMethod(asyncioState().scheduledTasks, "add", [task]);
  return null;
}

/** `_register_eager_task`. */
export function registerEagerTask(task: PyValue): null {
  asyncioState().eagerTasks.add(task);
  return null;
}

/** `_unregister_task`: what is known of a task of ours is known anyway. */
export function unregisterTask(task: PyValue): null {
  if (!(task instanceof PyTask)) callMethod(asyncioState().scheduledTasks, "discard", [task]);
  return null;
}

/** `_unregister_eager_task`. */
export function unregisterEagerTask(task: PyValue): null {
  asyncioState().eagerTasks.delete(task);
  return null;
}

/** `all_tasks`. */
export function allTasks(loop: PyValue): PyValue {
  const wanted = loop ?? getRunningLoop();
  const { eagerTasks, scheduledTasks } = asyncioState();
  const found = new PySet(setType);
  // First the eager ones: one that turns into an ordinary task meanwhile is not missed.
  const candidates = [...toArray(eagerTasks), ...pendingTasks(), ...toArray(scheduledTasks)];
  for (const task of candidates) {
    if (!isTrue(callMethod(task, "done")) && loopOf(task) === wanted) found.add(task);
  }
  return found;
}

/** The loop of a future of any kind (get_future_loop). */
export function loopOf(future: PyValue): PyValue {
  if (isExact(future)) return future.core.loop ?? null;
  const getLoop = lookupAttr(future, "get_loop");
  return getLoop === undefined ? getAttr(future, "_loop") : call0(getLoop);
}
