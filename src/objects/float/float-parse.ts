/** Floats from text and bytes. Source: CPython Objects/floatobject.c (PyFloat_FromString). */
import { floatParse, floatParseAscii } from "../../kernel/float.ts";
import { reprJs } from "../abstract/repr.ts";
import { bytesIfLike } from "../bytes/bytes-like.ts";
import { typeError, valueError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { typeName } from "../typeof.ts";

/** `float(value)` of a str or bytes-like object. */
export function floatFromValue(value: PyValue): number {
  const text = asStr(value);
  if (text !== undefined) return orThrow(floatParse(text), value);
  const data = bytesIfLike(value);
  if (data === undefined) {
    throw typeError(`float() argument must be a string or a real number, not '${typeName(value)}'`);
  }
  let ascii = "";
  for (let i = 0; i < data.length; i++) ascii += String.fromCharCode(data[i]);
  return orThrow(floatParseAscii(ascii), value);
}

function orThrow(float: number | undefined, value: PyValue): number {
  if (float === undefined) throw invalidFloat(value);
  return float;
}

/** The exception for text that is no float. */
export function invalidFloat(value: PyValue): unknown {
  return valueError(`could not convert string to float: ${reprJs(value)}`);
}
