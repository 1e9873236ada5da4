/**
 * Which engine runs an interpreter's Python, as its configuration says: the generated loop, the reference loop, or, once the
 * interpreter has started, the reference loop with a log. Loops are interchangeable: all run the thread's top frame until the innermost entry frame ends.
 */
import type { Config } from "./config.ts";
import { evalLoop } from "./generated/eval-loop.ts";
import type { Slot } from "./inst.ts";
import { loggedLoop } from "./log.ts";
import { referenceLoop } from "./reference.ts";
import type { ThreadState } from "./thread.ts";

/** Runs the thread until the innermost entry frame ends or the thread is parked (undefined). */
export type Loop = (thread: ThreadState) => Slot;

export function engineOf({ tier, trace }: Config, started: boolean): Loop {
  if (started && (trace.includes("opcodes") || trace.includes("calls"))) return loggedLoop;
  return tier === "reference" ? referenceLoop : (evalLoop as Loop);
}
