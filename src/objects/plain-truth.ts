/** The truth of values of which no Python code decides. */
import { PyFloat } from "./float/float-object.ts";
import { floatType } from "./float/type.ts";
import type { PyValue } from "./object.ts";

/** Undefined of any other value. */
export function plainTruth(item: PyValue): boolean | undefined {
  if (item === null || typeof item !== "object") return Boolean(item);
  return item instanceof PyFloat && item.type === floatType ? item.v !== 0 : undefined;
}
