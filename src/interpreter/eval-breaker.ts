/** The eval breaker: everything periodic, looked at when the fuel is spent. Matches CPython Python/ceval_gil.c (_Py_HandlePending). */
import type { ThreadState } from "./thread.ts";

/** True when the thread must leave the loop, so that another one runs. May throw what is to be raised in the thread. */
export function evalBreaker(thread: ThreadState): boolean {
  return thread.interp.scheduler.periodic(thread);
}
