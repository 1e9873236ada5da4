/**
 * What is told of futures and tasks that are lost: an exception that nobody has asked for, a task that was not done. Tasks that are not done
 * are also found by it, for all_tasks(). Source: CPython Modules/_asynciomodule.c (FutureObj_finalize, TaskObj_finalize).
 */
import { strToJs } from "../../kernel/str.ts";
import { getAttr, typeLookup } from "../../objects/abstract/attributes.ts";
import { call1 } from "../../objects/abstract/call.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { Estate } from "../../objects/finalize.ts";
import { machine } from "../../objects/machine.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { writeUnraisable } from "../../objects/unraisable.ts";
import { futureType } from "./future.ts";
import { type FutureCore, PENDING_STATE, PyFuture, PyTask, type TaskCore } from "./future-object.ts";
import { taskType } from "./task.ts";

export class FutureEstate extends Estate {
  private readonly type: PyType;
  private readonly core: FutureCore;
  private readonly isTask: boolean;
  constructor(future: PyFuture) {
    super();
    this.type = future.type;
    this.core = future.core;
    this.isTask = future instanceof PyTask;
  }

  override revive(): PyObject {
    return this.isTask ? new PyTask(this.type, this.core as TaskCore) : new PyFuture(this.type, this.core);
  }

  override finalize(object: PyObject): void {
    const future = object as PyFuture;
    future.estate = null;
    // A `__del__` in Python has an estate of its own.
    const base = this.isTask ? taskType : futureType;
    if (typeLookup(this.type, "__del__") === typeLookup(base, "__del__")) base.tp_finalize!(future);
  }

  override complaint(): string {
    return "Exception ignored in";
  }
}

/** The future is to be listed: something will have to be told if it is lost now. */
export function watchFuture(future: PyFuture): void {
  if (future.youngIndex < 0 && future.estate === null) machine.interp.estates.watch(future);
}

export function settleFuture(future: PyFuture): void {
  const { estates } = machine.interp;
  if (future.youngIndex >= 0) estates.forget(future);
  if (future.estate === null) return;
  estates.settle(future.estate);
  future.estate = null;
}

/** The tasks that are not done. */
export function pendingTasks(): PyTask[] {
  const tasks: PyTask[] = [];
  machine.interp.estates.each(FutureEstate, (object) => {
    if (object instanceof PyTask && object.core.state === PENDING_STATE) tasks.push(object);
  });
  return tasks;
}

export function futureFinalize(self: PyFuture): void {
  const { core } = self;
  if (!core.logTraceback) return;
  core.logTraceback = false;
  report(self, [
    ["message", `${strToJs(self.type.name)} exception was never retrieved`],
    ["exception", core.exception],
    ["future", self],
  ]);
}

export function taskFinalize(self: PyTask): void {
  const { core } = self;
  if (core.state === PENDING_STATE && core.logDestroyPending) {
    report(self, [
      ["task", self],
      ["message", "Task was destroyed but it is pending!"],
    ]);
  }
  futureFinalize(self);
}

/** Tells the event loop's exception handler. */
function report({ core }: PyFuture, entries: readonly (readonly [string, PyValue])[]): void {
  if (core.loop === undefined) return;
  const context = new PyDict();
  for (const [name, value] of entries) context.set(name, value);
  if (core.sourceTraceback !== undefined) context.set("source_traceback", core.sourceTraceback);
  let handler: PyValue = null;
  try {
    handler = getAttr(core.loop, "call_exception_handler");
    call1(handler, context);
  } catch (caught) {
    writeUnraisable(caught, null, handler);
  }
}
