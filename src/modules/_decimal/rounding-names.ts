/** Rounding modes by their Python names. */
import { strToJs } from "../../kernel/str.ts";
import { typeError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";

/** In the order of their numbers. */
export const ROUNDING_NAMES: readonly string[] = [
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_05UP",
];

export function roundingMode(value: PyValue): number {
  const text = asStr(value);
  const mode = text === undefined ? -1 : ROUNDING_NAMES.indexOf(strToJs(text));
  if (mode < 0) {
    throw typeError(
      "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
    );
  }
  return mode;
}
