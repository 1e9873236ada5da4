/**
 * The scheduler of an interpreter's threads, which share its GIL: one runs, the others wait for their turn or for a condition.
 */
import { runtimeError } from "../objects/errors.ts";
import type { PendingPromise } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { runLoop } from "./eval.ts";
import type { Interpreter } from "./interpreter.ts";
import { setCurrentThread, type ThreadState } from "./thread.ts";

export class Scheduler {
  readonly interp: Interpreter;
  readonly threads: ThreadState[] = [];

  constructor(interp: Interpreter) {
    this.interp = interp;
  }

  /** Called when a thread has spent its fuel. True: leave the loop. */
  periodic(_thread: ThreadState): boolean {
    return false;
  }
}

/** Parks a thread until the promise settles. */
export function parkThread(thread: ThreadState, pending: PendingPromise): void {
  thread.status = "waiting";
  pending.promise.then(
    (value) => resume(thread, value, undefined),
    (error) => resume(thread, undefined, error),
  );
}

/** Takes the parked frame away and leaves the answer where the caller expects it. */
function resume(thread: ThreadState, value: PyValue | undefined, error: unknown): void {
  thread.top = thread.top!.previous;
  if (value === undefined) thread.injected = error;
  else thread.top!.stack[thread.top!.sp++] = value;
  thread.status = "runnable";
}

/** Waits, in a nested run, until the thread can continue. */
export function waitUntilRunnable(thread: ThreadState): void {
  if (thread.status === "runnable") return;
  throw runtimeError("cannot wait for a host promise in synchronous code");
}

/** Runs a thread's entry frame from its base. */
export function runThread(thread: ThreadState): PyValue {
  setCurrentThread(thread);
  for (;;) {
    const result = runLoop(thread);
    if (result !== undefined) return result;
    waitUntilRunnable(thread);
  }
}
