/**
 * References that nothing uses any more but that the collector would see: slots of the threads' stacks above what is in use, the
 * frames of calls that have ended, and the loop's memory of the last exception. CPython's reference counts know no such thing.
 */
import { compiled, currentDepth } from "./compiled.ts";
import { forgetRecentBlocks } from "./compiled-sites.ts";
import { FRAME_ENTRY, FRAME_OWN_STACK, type Frame, frameLimit } from "./frame.ts";
import { forgetResult } from "./generators/generator.ts";
import type { Interpreter } from "./interpreter.ts";
import { currentThread, type ThreadState } from "./thread.ts";

export function dropStale(interp: Interpreter): void {
  dropSharedStale();
  for (const thread of interp.scheduler.threads) dropStaleOf(thread);
}

/** Those that keep other interpreters, which may not be needed any more. */
export function dropSharedStale(): void {
  forgetResult();
  forgetRecentBlocks();
  compiled.error = null;
}

function dropStaleOf(thread: ThreadState): void {
  const { stack, top } = thread;
  thread.caught = undefined;
  thread.propagating = undefined;
  for (let i = frameLimit(top); i < stack.length; i++) stack[i] = undefined;
  // Where the frame further inwards begins, and whether a nested run, or compiled code without frames, begins with it.
  let inner = frameLimit(top);
  let nested = thread === currentThread && top !== null && currentDepth(thread) > top.depth;
  for (let frame: Frame | null = top; frame !== null; frame = frame.previous) {
    const own = (frame.flags & FRAME_OWN_STACK) !== 0;
    // Instructions that the loop inlines do not note the stack's height before what they call enters a nested run.
    const end = own ? frame.stack.length : inner;
    for (let i = nested ? end : frame.sp; i < end; i++) frame.stack[i] = undefined;
    frame.spare = null;
    if (!own) inner = frame.base;
    nested = (frame.flags & FRAME_ENTRY) !== 0;
  }
}
