/** What an exit teaches about instructions beside its own. */
import type { Executable } from "../interpreter/code.ts";
import { GENERIC, OP } from "../interpreter/generated/tables.ts";
import { isOnInts } from "./emit/arithmetic.ts";
import type { CodeRecord } from "./record.ts";

/** The interpreter looks at what the instruction meets, the next time it runs it. */
export function learn(code: Executable, place: number): void {
  for (const index of alike(code, place)) if (code.counters[index] > 1) code.counters[index] = 1;
}

/** The instruction does not speculate any more. */
export function generalize({ code, generic }: CodeRecord, place: number): void {
  for (const index of alike(code, place)) generic.add(index);
}

/** No arithmetic of the code speculates on small ints any more. */
export function generalizeInts({ code, generic }: CodeRecord): void {
  for (let index = 0; index < code.plain.length; index++) if (isOnInts(code, index)) generic.add(index);
}

/**
 * The instructions that mostly meet what that one does. What one store of an attribute meets, all of them do: an `__init__` makes them for
 * the classes derived from its own.
 */
function alike({ plain }: Executable, place: number): number[] {
  const isStore = (index: number): boolean => GENERIC[plain[index]] === OP.STORE_ATTR;
  return isStore(place) ? [...plain.keys()].filter(isStore) : [place];
}
