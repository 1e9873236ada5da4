/** Starting Python threads. Matches CPython Modules/_threadmodule.c (do_start_new_thread). */
import type { CallRequest } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { FRAME_ENTRY } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";
import { pushActivation } from "./pending.ts";
import type { ThreadState } from "./thread.ts";

/** A new thread that runs `steps`, which should handle its own exceptions: nobody takes what they throw. */
export function startThread(interp: Interpreter, steps: Generator<CallRequest, PyValue, PyValue>): ThreadState {
  const thread = interp.newThread();
  thread.recursionLimit = interp.mainThread.recursionLimit;
  pushActivation(thread, steps).flags |= FRAME_ENTRY;
  return thread;
}
