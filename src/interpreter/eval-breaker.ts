/** The eval breaker: everything periodic, looked at when the fuel is spent. Matches CPython Python/ceval_gil.c (_Py_HandlePending). */
import { compiled } from "./compiled.ts";
import type { Frame } from "./frame.ts";
import { keepBegun } from "./rerun.ts";
import type { ThreadState } from "./thread.ts";

/** True when the thread must leave the loop, so that another one runs. May throw what is to be raised in the thread. */
export function evalBreaker(thread: ThreadState): boolean {
  if (thread.training) return trainingBreaker(thread);
  if (thread.instrumented) return tracedBreaker(thread);
  return thread.interp.scheduler.periodic(thread);
}

/** Training leaves nothing else its turn, and no place in the loop without a visit to the eval breaker. */
function trainingBreaker(thread: ThreadState): boolean {
  thread.fuel = 0;
  return false;
}

/** Whether something is traced that the loop that runs does not tell of. */
export function isTracedElsewhere(thread: ThreadState): boolean {
  return thread.instrumented && !thread.inTracedLoop && thread.tracing === 0;
}

/** While something is traced there is never fuel, so that a loop that does not trace is left at once. */
function tracedBreaker(thread: ThreadState): boolean {
  if (isTracedElsewhere(thread)) {
    thread.switching = true;
    return true;
  }
  thread.fuel = -1;
  if (--thread.tracedFuel > 0) return false;
  thread.tracedFuel = 2000;
  const leave = thread.interp.scheduler.periodic(thread);
  thread.fuel = -1;
  return leave;
}

/** Has the thread look at everything periodic at its next jump back or function entry; what it has not spent is not accounted for. */
export function lookSoon(thread: ThreadState): void {
  const { fuel } = thread;
  thread.given -= Math.max(fuel, 0) + Math.max(compiled.fuel, 0);
  compiled.fuel = Math.min(compiled.fuel, 0);
  thread.tracedFuel = 0;
  if (fuel <= 0) return;
  thread.fuel = 0;
  keepBegun(fuel, 0);
}

/** `evalBreaker` for RESUME: when that is left for the traced loop, this loop is to begin with it. */
export function breakAtResume(frame: Frame): boolean {
  const { thread } = frame;
  const leave = evalBreaker(thread);
  // Read in any case: V8 would throw the optimized loop away at the first thread switch.
  if (thread.switching && leave) frame.pc--;
  return leave;
}

/** `evalBreaker` for a jump back, which is where the frame is meanwhile; when it is left, it goes on at the jump's target. */
export function breakAtJump(frame: Frame, target: number): boolean {
  const leave = evalBreaker(frame.thread);
  frame.pc = target;
  return leave;
}
