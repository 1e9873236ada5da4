/**
 * References that nothing uses any more but that the collector would see: slots of the threads' stacks above what is in use, and the
 * loop's memory of the last exception. CPython's reference counts know no such thing.
 */
import { FRAME_OWN_STACK, type Frame, frameLimit } from "./frame.ts";
import { forgetResult } from "./generators/generator.ts";
import type { Interpreter } from "./interpreter.ts";
import type { ThreadState } from "./thread.ts";

export function dropStale(interp: Interpreter): void {
  forgetResult();
  for (const thread of interp.scheduler.threads) dropStaleOf(thread);
}

function dropStaleOf(thread: ThreadState): void {
  const { stack, top } = thread;
  thread.caught = undefined;
  thread.propagating = undefined;
  for (let i = frameLimit(top); i < stack.length; i++) stack[i] = undefined;
  // Where the frame further inwards begins.
  let inner = frameLimit(top);
  for (let frame: Frame | null = top; frame !== null; frame = frame.previous) {
    if ((frame.flags & FRAME_OWN_STACK) !== 0) {
      for (let i = frame.sp; i < frame.stack.length; i++) frame.stack[i] = undefined;
      continue;
    }
    for (let i = frame.sp; i < inner; i++) stack[i] = undefined;
    inner = frame.base;
  }
}
