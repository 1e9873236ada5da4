/**
 * Numbers of texts. Programs ask whether a text is one by trying: what is none is answered as compiled functions answer an exception, which
 * JavaScript would take a microsecond to throw.
 */
import { compiled } from "../../interpreter/compiled.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { floatParse } from "../../kernel/float.ts";
import { intParse } from "../../kernel/int-text.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { invalidFloat } from "../../objects/float/float-parse.ts";
import { invalidInt } from "../../objects/int/int-parse.ts";
import { machine } from "../../objects/machine.ts";

/** `int(text)`; undefined: `compiled.error` tells why not. */
export function intOfText(text: string): Slot {
  const int = intParse(text, 10, machine.interp.intMaxStrDigits);
  if (int === undefined) compiled.error = invalidInt(10, text);
  return int;
}

/** `float(text)`; undefined: `compiled.error` tells why not. */
export function floatOfText(text: string): Slot {
  const float = floatParse(text);
  if (float !== undefined) return new PyFloat(float);
  compiled.error = invalidFloat(text);
  return undefined;
}
