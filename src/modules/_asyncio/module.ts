/** _asyncio: futures and tasks, the running loop and task. Source: CPython Modules/_asynciomodule.c. */
import { object } from "../../objects/converters.ts";
import { defineModule, fn, param, posOnly } from "../../objects/declare.ts";
import { addToAwaitedBy, discardFromAwaitedBy } from "./awaited-by.ts";
import { futureType } from "./future.ts";
import { asyncioState } from "./names.ts";
import {
  allTasks,
  currentTask,
  enterTask,
  getEventLoop,
  getRunningLoop,
  leaveTask,
  registerEagerTask,
  registerTask,
  runningLoop,
  setRunningLoop,
  swapCurrentTask,
  unregisterEagerTask,
  unregisterTask,
} from "./running.ts";
import { taskType } from "./task.ts";

const task = [param("task", object)] as const;
const loopAndTask = [param("loop", object), param("task", object)] as const;
const awaited = [posOnly("fut", object), posOnly("waiter", object)] as const;
const anyLoop = [param("loop", object, null)] as const;

export default defineModule({
  name: "_asyncio",
  doc: "What asyncio has in machine code.",
  functions: {
    current_task: fn(anyLoop, "Return the task that the loop runs now, or None.", currentTask),
    get_event_loop: fn([], "Return the running event loop, or else the one that the policy gives.", getEventLoop),
    get_running_loop: fn(
      [],
      "Return the event loop that runs in this thread; without one, RuntimeError.",
      getRunningLoop,
    ),
    _get_running_loop: fn([], "Return the event loop that runs in this thread, or None.", runningLoop),
    _set_running_loop: fn([posOnly("loop", object)], "Set the event loop that runs in this thread.", setRunningLoop),
    _register_task: fn(task, "Make a task known to all_tasks().", registerTask),
    _register_eager_task: fn(task, "Make a task known that is run before it is scheduled.", registerEagerTask),
    _unregister_task: fn(task, "Forget a task.", unregisterTask),
    _unregister_eager_task: fn(task, "Forget a task that was run before it was scheduled.", unregisterEagerTask),
    _enter_task: fn(loopAndTask, "Make the task the one that the loop runs.", enterTask),
    _leave_task: fn(loopAndTask, "The loop does not run the task any more.", leaveTask),
    _swap_current_task: fn(loopAndTask, "Put another task, or None, in the place of the current one.", swapCurrentTask),
    all_tasks: fn(anyLoop, "Return the set of the loop's tasks that are not done.", allTasks),
    future_add_to_awaited_by: fn(awaited, "Note that one future is awaited by another.", addToAwaitedBy),
    future_discard_from_awaited_by: fn(awaited, null, discardFromAwaitedBy),
  },
  types: () => ({ Future: futureType, Task: taskType }),
  exec: () => {
    asyncioState();
  },
});
