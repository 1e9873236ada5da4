/**
 * Items of a display, taken from the operand stack. A stack has holes, and an array that `slice` cuts from it counts as one that may have
 * some; V8 would optimize everything that reads tuples and lists for those, and again for the arrays without holes that compiled code makes.
 */
import type { PyValue } from "../objects/object.ts";
import type { Slot } from "./inst.ts";

/** The uppermost `count` values of a stack, in an array without holes. */
export function topItems(stack: readonly Slot[], sp: number, count: number): PyValue[] {
  const values = stack as readonly PyValue[];
  switch (count) {
    case 0:
      return [];
    case 1:
      return [values[sp - 1]];
    case 2:
      return [values[sp - 2], values[sp - 1]];
    case 3:
      return [values[sp - 3], values[sp - 2], values[sp - 1]];
    default: {
      const items = [values[sp - count], values[sp - count + 1], values[sp - count + 2], values[sp - count + 3]];
      for (let at = sp - count + 4; at < sp; at++) items.push(values[at]);
      return items;
    }
  }
}
