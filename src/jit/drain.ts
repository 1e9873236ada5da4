/**
 * A built-in's loop over a generator (`sum(x for x in …)`) that the interpreter drives: as long as the generator waits at compiled code, its
 * values go to the sink without the loop. What is unwound on the way is the loop's, as with any compiled code that it enters.
 */
import { compiled, places, STACK_BUDGET, Unwind } from "../interpreter/compiled.ts";
import type { Drain } from "../interpreter/drain.ts";
import type { Frame } from "../interpreter/frame.ts";
import { PyGenerator } from "../interpreter/generators/generator.ts";
import { generatorType } from "../interpreter/generators/types.ts";
import { DRAIN_AT } from "../interpreter/internal-code.ts";
import type { ThreadState } from "../interpreter/thread.ts";
import { feederOf } from "./runtime/generators.ts";
import { raiseAgain } from "./runtime/handlers.ts";
import { canSend, resumePiece, waitingPiece } from "./runtime/resume.ts";

/** Goes on with a drain's frame, which stands before its next value; its `pc` then says what is left to the loop. */
export function drainCompiled(thread: ThreadState, frame: Frame): void {
  const { iterator } = frame.owner as Drain;
  if (!(iterator instanceof PyGenerator) || iterator.type !== generatorType) return;
  const depth = frame.depth + 1;
  if (compiled.used > STACK_BUDGET - 100 || depth > places.length - 100 || depth > thread.recursionLimit) return;
  const { limit, start } = compiled;
  compiled.start = depth;
  compiled.limit = Math.min(thread.recursionLimit, places.length - 8, depth + STACK_BUDGET - compiled.used);
  try {
    feed(thread, frame, iterator, depth);
  } catch (thrown) {
    const entry = thrown instanceof Unwind ? thrown.outermost : null;
    if (entry !== null && entry !== frame) entry.previous = frame;
    throw thrown;
  } finally {
    compiled.depth = 0;
    compiled.limit = limit;
    compiled.start = start;
  }
}

function feed(thread: ThreadState, frame: Frame, generator: PyGenerator, depth: number): void {
  const { sink } = frame.owner as Drain;
  while (--thread.fuel >= 0 && !thread.instrumented && canSend(generator, null)) {
    const piece = waitingPiece(generator);
    if (piece === null) return;
    // Should the loop have to finish it.
    frame.pc = DRAIN_AT.TAKE;
    generator.returnPc = DRAIN_AT.RETURNED;
    const form = feederOf(piece, generator.frame.func, sink);
    const item = resumePiece(thread, generator, form, null, depth, null, sink);
    if (item === undefined) raiseAgain();
    compiled.depth = 0;
    if (compiled.done || !sink.take(item)) {
      frame.pc = DRAIN_AT.END;
      return;
    }
    frame.pc = DRAIN_AT.NEXT;
  }
}
