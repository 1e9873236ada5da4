/** Specialization of calls. */
import type { Frame } from "../frame.ts";
import type { Slot } from "../inst.ts";
import { giveUp } from "./common.ts";

export function specializeCall(frame: Frame, index: number, _count: number, _stack: Slot[], _at: number): void {
  giveUp(frame.code, index);
}
