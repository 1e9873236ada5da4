/**
 * Parameter converters: plain functions `(value, place) => T`. Names follow Argument Clinic's converters; error texts are
 * those of `_PyArg_BadArgument` and of the C API function each clinic converter calls.
 */

import { utf8Encode } from "../kernel/codecs/utf8.ts";
import { type Str, strToJs } from "../kernel/str.ts";
import { isCallable } from "./abstract/call.ts";
import { isTrue } from "./abstract/compare.ts";
import { asCInt, asDouble, asInt, index, ssizeIndex } from "./abstract/number.ts";
import { encodeErrors } from "./codecs/handlers.ts";
import type { ArgPlace, Converter } from "./declare.ts";
import { overflowError, typeError, valueError } from "./errors.ts";
import { asSsize } from "./iterators/ssize.ts";
import type { Int, PyObject, PyValue } from "./object.ts";
import { asStr } from "./str/str-object.ts";
import { isSubtype, type PyType } from "./type-object.ts";
import { typeName, typeOf } from "./typeof.ts";

/** `_PyArg_BadArgument`. */
export function badArgument(place: ArgPlace, expected: string, value: PyValue): PyObject {
  const shown = value === null ? "None" : typeName(value);
  return typeError(`${place.func}() ${place.label} must be ${expected}, not ${shown}`);
}

/** Any object. */
export function object(value: PyValue): PyValue {
  return value;
}

/** Py_ssize_t as a JavaScript number: `__index__`, then PyLong_AsSsize_t, whose complaint is not that of indexing. */
export function ssize(value: PyValue): number {
  return typeof value === "number" ? value : asSsize(index(value));
}

/** Py_ssize_t that None leaves at the default (`Py_ssize_t(accept={int, NoneType})`): None gives null. */
export function ssizeOrNone(value: PyValue): number | null {
  if (value === null || typeof value === "number") return value;
  if (typeOf(value).nb_index === undefined) {
    throw typeError(`argument should be integer or None, not '${typeName(value)}'`);
  }
  return ssizeIndex(value);
}

/** A C `int`. */
export function cint(value: PyValue): number {
  return asCInt(value);
}

/** A C `long` or `long long` (64 bits), as an int. */
export function clong(value: PyValue): Int {
  const int = index(value);
  if (typeof int === "bigint" && (int > 0x7fffffffffffffffn || int < -0x8000000000000000n)) {
    throw overflowError("Python int too large to convert to C long");
  }
  return int;
}

/** A non-negative 64-bit int. */
export function unsignedLong(value: PyValue): Int {
  const int = index(value);
  if (int < 0) throw valueError("value must be positive");
  if (typeof int === "bigint" && int > 0xffffffffffffffffn)
    throw overflowError("Python int too large to convert to C unsigned long");
  return int;
}

/** The low 32 bits of any int (clinic's `unsigned_int(bitwise=True)`). */
export function uint32(value: PyValue): number {
  const int = index(value);
  return typeof int === "number" && int >= 0 && int <= 0xffffffff ? int : Number(BigInt.asUintN(32, BigInt(int)));
}

/** An int of any size: int, subclass, or `__index__`. */
export function anyInt(value: PyValue): Int {
  return index(value);
}

/** An int object (`O!` with PyLong_Type): no `__index__`. */
export function intObject(value: PyValue, place: ArgPlace): Int {
  const int = asInt(value);
  if (int === undefined) throw badArgument(place, "int", value);
  return int;
}

/** The truth of any object (clinic's `bool`). */
export function truth(value: PyValue): boolean {
  return isTrue(value);
}

/** The text of a str or of a subclass instance. */
export function str(value: PyValue, place: ArgPlace): Str {
  if (typeof value === "string") return value;
  const text = asStr(value);
  if (text === undefined) throw badArgument(place, "str", value);
  return text;
}

/** str or None. */
export function strOrNone(value: PyValue, place: ArgPlace): Str | null {
  if (value === null) return null;
  const text = asStr(value);
  if (text === undefined) throw badArgument(place, "str or None", value);
  return text;
}

/** A str as JavaScript text that C can have as a string: UTF-8 without null characters. */
export function cstring(value: PyValue, place: ArgPlace): string {
  return cText(str(value, place));
}

/** The text of a C string, or the complaint that it can be none. */
export function cText(text: Str): string {
  checkEncodable(text);
  const js = strToJs(text);
  if (js.includes("\0")) throw valueError("embedded null character");
  return js;
}

/** What C, which does not ask for its length, reads of a text: it ends at a null character. */
export function cPrefix(text: Str): string {
  checkEncodable(text);
  const js = strToJs(text);
  const end = js.indexOf("\0");
  return end < 0 ? js : js.slice(0, end);
}

/** Throws UnicodeEncodeError for what UTF-8 cannot express. */
export function checkEncodable(text: Str): void {
  if (typeof text !== "string" || /[\ud800-\udfff]/.test(text)) utf8Encode(text, encodeErrors("strict"));
}

export function cstringOrNone(value: PyValue, place: ArgPlace): string | null {
  if (value !== null && asStr(value) === undefined) throw badArgument(place, "str or None", value);
  return value === null ? null : cstring(value, place);
}

/** A double. */
export function double(value: PyValue): number {
  return asDouble(value);
}

/** Any callable object; the error is the caller's to word otherwise. */
export function callable(value: PyValue, place: ArgPlace): PyValue {
  if (!isCallable(value)) throw badArgument(place, "callable", value);
  return value;
}

/** A single character, as its code point (clinic's `int(accept={str})`). */
export function character(value: PyValue, place: ArgPlace): number {
  const text = asStr(value);
  if (text === undefined) throw badArgument(place, "a unicode character", value);
  const size = typeof text === "string" ? text.length : text.codes.length;
  if (size !== 1) {
    throw typeError(`${place.func}(): ${place.label} must be a unicode character, not a string of length ${size}`);
  }
  return typeof text === "string" ? text.charCodeAt(0) : text.codes[0];
}

/** An instance of a type (clinic's `object(subclass_of=…)`), typed as the caller names it. */
export function instanceOf<T extends PyValue = PyValue>(type: () => PyType): Converter<T> {
  return (value, place) => {
    if (!isSubtype(typeOf(value), type())) throw badArgument(place, strToJs(type().tp_name), value);
    return value as T;
  };
}
