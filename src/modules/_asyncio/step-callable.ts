/** What the event loop is given to call: a task's next step, and its wakening when a future is done. */

import { Builtin } from "../../objects/binder.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { object } from "../../objects/converters.ts";
import { defineType, getset, method, posOnly } from "../../objects/declare.ts";
import { typeError } from "../../objects/errors.ts";
import type { PyBaseException } from "../../objects/exceptions/base.ts";
import { type KwNames, PyObject, type PyValue } from "../../objects/object.ts";
import type { PyTask } from "./future-object.ts";
import { taskStep, taskWakeup } from "./step.ts";

/** TaskStepMethWrapper. */
export class TaskStep extends PyObject {
  readonly task: PyTask;
  readonly error: PyBaseException | undefined;
  constructor(task: PyTask, error: PyBaseException | undefined) {
    super(taskStepType);
    this.task = task;
    this.error = error;
  }
}

export const taskStepType = defineType<TaskStep>({
  name: "_asyncio.TaskStepMethWrapper",
  basicsize: 32,
  doc: null,
  flags: ["heaptype", "immutable", "gc"],
  slots: { tp_call: callStep },
  getset: { __self__: getset((self: TaskStep) => self.task, undefined, null) },
});

function callStep(self: TaskStep, args: PyValue[], kwnames: KwNames): PyValue {
  if (kwnames !== null && kwnames.length > 0) throw typeError("function takes no keyword arguments");
  if (args.length > 0) throw typeError("function takes no positional arguments");
  return taskStep(self.task, self.error);
}

let wakeup: Builtin | null = null;

/** The task's `task_wakeup`, a callback for what it waits for. */
export function wakeupOf(task: PyTask): PyBuiltinFunction {
  wakeup ??= new Builtin(
    "task_wakeup",
    "Task.task_wakeup",
    method([posOnly("object", object)], null, taskWakeup, { signature: null }),
  );
  return new PyBuiltinFunction(wakeup, task, null);
}
