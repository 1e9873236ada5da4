/**
 * Text as Python counts it: a sequence of code points.
 *
 * A Python string is a JavaScript string when no surrogate *pair* stands in it, so that one UTF-16 unit is one code
 * point and indexing is O(1); every other string is a `WideStr`. The choice is canonical: equal texts have the same
 * representation. (PEP 393 solves the same problem in CPython with three widths.)
 */
import { textOfFew } from "./few-units.ts";
import { chargeFor } from "./interrupt.ts";
import { LONG_TEXT, nativeText } from "./native-text.ts";

export class WideStr {
  /** The code points; at least one is above U+FFFF, or a high surrogate is followed by a low one. */
  readonly codes: Uint32Array;
  constructor(codes: Uint32Array) {
    this.codes = codes;
  }
}

/** A Python string's text in canonical form. */
export type Str = string | WideStr;

/** Whether a text may complete a surrogate pair that begins before it. */
export function beginsLow(text: string): boolean {
  return isLow(text.charCodeAt(0));
}

/** Whether a text may begin a surrogate pair that is completed after it. */
export function endsHigh(text: string): boolean {
  return isHigh(text.charCodeAt(text.length - 1));
}

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/** A surrogate pair. V8 knows without looking that texts of one byte a character have none. */
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** The text of a JavaScript string, each surrogate pair read as the one code point it encodes. */
export function strFromJs(text: string): Str {
  return PAIR.test(text) ? new WideStr(Uint32Array.from(text, (char) => char.codePointAt(0)!)) : text;
}

/** The text as a JavaScript string (UTF-16); lone surrogates stay as they are. */
export function strToJs(text: Str): string {
  return typeof text === "string" ? text : jsFromCodes(text.codes);
}

/** The text made of `codes`, in canonical form. */
export function strFromCodes(codes: ArrayLike<number>): Str {
  chargeFor(codes.length);
  if (codes instanceof Uint8Array) return jsFromUnits(codes);
  let previous = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code > 0xffff || (isLow(code) && isHigh(previous))) return new WideStr(Uint32Array.from(codes));
    previous = code;
  }
  return jsFromUnits(codes);
}

/** Up to so many units are faster taken one by one than as an array. */
const FEW_UNITS = 64;

/** The text of ASCII bytes, from `from` up to `to`; undefined when one of them is not. */
export function asciiText(bytes: Uint8Array, from: number, to: number): string | undefined {
  if (to - from >= LONG_TEXT && nativeText?.isAscii !== undefined) {
    const part = bytes.subarray(from, to);
    return nativeText.isAscii(part) ? jsFromUnits(part) : undefined;
  }
  let bits = 0;
  for (let i = from; i < to; i++) bits |= bytes[i];
  if (bits > 127) return undefined;
  return to - from <= FEW_UNITS ? textOfFew(bytes, from, to) : jsFromUnits(bytes.subarray(from, to));
}

/** Concatenates UTF-16 units into a JavaScript string, in pieces small enough for a call's arguments. */
function jsFromUnits(units: ArrayLike<number>): string {
  if (units instanceof Uint8Array && units.length >= LONG_TEXT && nativeText?.readLatin1 !== undefined) {
    return nativeText.readLatin1(units, 0, units.length);
  }
  if (units.length <= FEW_UNITS) return textOfFew(units, 0, units.length);
  if (units.length <= 8192) return String.fromCharCode.apply(null, units as number[]);
  const array = ArrayBuffer.isView(units) ? (units as Uint32Array) : Uint32Array.from(units);
  let text = "";
  for (let i = 0; i < array.length; i += 8192) {
    text += String.fromCharCode.apply(null, array.subarray(i, i + 8192) as unknown as number[]);
  }
  return text;
}

/** Concatenates code points into a JavaScript string. */
function jsFromCodes(codes: Uint32Array): string {
  let text = "";
  for (let i = 0; i < codes.length; i += 4096) {
    text += String.fromCodePoint.apply(null, codes.subarray(i, i + 4096) as unknown as number[]);
  }
  return text;
}

/** The text whose code points are the *units* of a JavaScript string: two surrogates side by side stay two. */
export function strFromUnits(text: string): Str {
  if (!PAIR.test(text)) return text;
  const codes = new Uint32Array(text.length);
  for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i);
  return new WideStr(codes);
}

/** The text of one code point. */
export function strFromCode(code: number): Str {
  return code <= 0xffff ? String.fromCharCode(code) : new WideStr(Uint32Array.of(code));
}

/** The number of code points. */
export function strLength(text: Str): number {
  return typeof text === "string" ? text.length : text.codes.length;
}

/** Not looked up on the text: V8 counts texts as ten kinds, too many for one place to know its way (measured: four times as slow). */
const { charCodeAt } = String.prototype;

/** The code point at an index in range. */
export function strCodeAt(text: Str, index: number): number {
  return typeof text === "string" ? charCodeAt.call(text, index) : text.codes[index];
}

/** The code points as an array; do not write to it. */
export function strCodes(text: Str): Uint16Array | Uint32Array {
  if (typeof text !== "string") return text.codes;
  chargeFor(text.length);
  const codes = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i);
  return codes;
}

export function strConcat(a: Str, b: Str): Str {
  if (typeof a === "string" && typeof b === "string") {
    if (!beginsLow(b) || !endsHigh(a)) return a + b;
  }
  const left = strCodes(a);
  const right = strCodes(b);
  if (left.length === 0) return b;
  if (right.length === 0) return a;
  const codes = new Uint32Array(left.length + right.length);
  codes.set(left);
  codes.set(right, left.length);
  return new WideStr(codes);
}

export function strEqual(a: Str, b: Str): boolean {
  if (a === b) return true;
  if (typeof a === "string" || typeof b === "string" || a.codes.length !== b.codes.length) return false;
  chargeFor(a.codes.length);
  for (let i = 0; i < a.codes.length; i++) if (a.codes[i] !== b.codes[i]) return false;
  return true;
}

/** Order by code points: negative, 0 or positive. UTF-16 order would put astral characters before U+E000. */
export function strCompare(a: Str, b: Str): number {
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a === b ? 0 : 1;
  const left = strCodes(a);
  const right = strCodes(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) if (left[i] !== right[i]) return left[i] - right[i];
  return left.length - right.length;
}

/** The code points from `start` up to `end`, both in range. */
export function strSlice(text: Str, start: number, end: number): Str {
  if (typeof text === "string") return text.slice(start, end);
  if (start === 0 && end === text.codes.length) return text;
  return strFromCodes(text.codes.subarray(start, end));
}

/** Every `step`-th unit, eight at a time: that is faster than an array of them all. */
function jsSliceStep(text: string, start: number, step: number, count: number): string {
  const { fromCharCode } = String;
  let out = "";
  let at = start;
  let left = count;
  for (; left >= 8; left -= 8, at += 8 * step) {
    out += fromCharCode(
      text.charCodeAt(at),
      text.charCodeAt(at + step),
      text.charCodeAt(at + 2 * step),
      text.charCodeAt(at + 3 * step),
      text.charCodeAt(at + 4 * step),
      text.charCodeAt(at + 5 * step),
      text.charCodeAt(at + 6 * step),
      text.charCodeAt(at + 7 * step),
    );
  }
  for (; left > 0; left--, at += step) out += text[at];
  return out;
}

/** Every `step`-th code point from `start`, `count` of them (extended slicing). */
export function strSliceStep(text: Str, start: number, step: number, count: number): Str {
  chargeFor(count);
  if (typeof text === "string") return strFromUnits(jsSliceStep(text, start, step, count));
  const codes = new Uint32Array(count);
  for (let i = 0, at = start; i < count; i++, at += step) codes[i] = text.codes[at];
  return strFromCodes(codes);
}
