/** What _asyncio takes of the library, as its initialisation in C does (module_init). */
import { call0 } from "../../objects/abstract/call.ts";
import { importFrom } from "../../objects/import-hook.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { PySet } from "../../objects/set/set.ts";
import { setType } from "../../objects/set/type.ts";
import type { PyType } from "../../objects/type-object.ts";

/** What belongs to one interpreter. */
export interface AsyncioState {
  readonly CancelledError: PyType;
  readonly InvalidStateError: PyType;
  readonly futureRepr: PyValue;
  readonly taskRepr: PyValue;
  readonly taskGetStack: PyValue;
  readonly taskPrintStack: PyValue;
  readonly isCoroutine: PyValue;
  readonly getEventLoopPolicy: PyValue;
  readonly extractStack: PyValue;
  /** Tasks of other kinds than ours. */
  readonly scheduledTasks: PyValue;
  readonly eagerTasks: PySet;
  /** Number of the last task that was given a name. */
  taskCounter: number;
}

const KEY = {};

export function asyncioState(): AsyncioState {
  return machine.interp.state(KEY, makeState);
}

function makeState(): AsyncioState {
  return {
    CancelledError: importFrom("asyncio.exceptions", "CancelledError") as PyType,
    InvalidStateError: importFrom("asyncio.exceptions", "InvalidStateError") as PyType,
    futureRepr: importFrom("asyncio.base_futures", "_future_repr"),
    taskRepr: importFrom("asyncio.base_tasks", "_task_repr"),
    taskGetStack: importFrom("asyncio.base_tasks", "_task_get_stack"),
    taskPrintStack: importFrom("asyncio.base_tasks", "_task_print_stack"),
    isCoroutine: importFrom("asyncio.coroutines", "iscoroutine"),
    getEventLoopPolicy: importFrom("asyncio.events", "_get_event_loop_policy"),
    extractStack: importFrom("traceback", "extract_stack"),
    scheduledTasks: call0(importFrom("weakref", "WeakSet")),
    eagerTasks: new PySet(setType),
    taskCounter: 0,
  };
}
