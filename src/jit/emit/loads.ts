/** Loads that may stand between a value that is not made and what uses it: they have nothing to do with what is on the stack. */
import { OP } from "../../interpreter/generated/tables.ts";
import type { Instruction } from "../cfg.ts";

const LOADS: ReadonlySet<number> = new Set([
  OP.LOAD_FAST,
  OP.LOAD_FAST_BORROW,
  OP.LOAD_CONST,
  OP.LOAD_SMALL_INT,
  OP.LOAD_GLOBAL,
  OP.LOAD_DEREF,
]);

/** The instruction itself, or the one behind it if it is such a load; null where the block ends before. */
export function afterLoad(instruction: Instruction | null): Instruction | null {
  return instruction !== null && LOADS.has(instruction.generic) ? instruction.next : instruction;
}
