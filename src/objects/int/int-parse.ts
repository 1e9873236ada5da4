/** Ints from text and bytes. Source: CPython Objects/longobject.c (PyLong_FromUnicodeObject, _PyLong_FromBytes). */
import { intParse, intParseAscii } from "../../kernel/int-text.ts";
import type { Str } from "../../kernel/str.ts";
import { reprJs } from "../abstract/repr.ts";
import { bytesIfLike } from "../bytes/bytes-like.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { valueError } from "../errors.ts";
import { machine } from "../machine.ts";
import type { Int, PyValue } from "../object.ts";

/** `int(text, base)`. */
export function intFromText(text: Str, base: number): Int {
  const value = intParse(text, base, machine.interp.intMaxStrDigits);
  if (value === undefined) throw invalidInt(base, text);
  return value;
}

/** `int(data, base)` for an object with the buffer interface; undefined for others. */
export function intFromBytesLike(value: PyValue, base: number): Int | undefined {
  const data = bytesIfLike(value);
  if (data === undefined) return undefined;
  let text = "";
  for (let i = 0; i < data.length; i++) text += String.fromCharCode(data[i]);
  const int = data.some((byte) => byte > 127) ? undefined : intParseAscii(text, base, machine.interp.intMaxStrDigits);
  if (int === undefined) throw invalidInt(base, new PyBytes(data.slice()));
  return int;
}

/** The exception for text that is no int. */
export function invalidInt(base: number, source: PyValue): unknown {
  const shown = reprJs(source);
  return valueError(`invalid literal for int() with base ${base}: ${shown.length > 200 ? shown.slice(0, 200) : shown}`);
}
