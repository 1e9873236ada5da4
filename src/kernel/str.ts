/**
 * Text as Python counts it: a sequence of code points.
 *
 * A Python string is a JavaScript string when no surrogate *pair* stands in it, so that one UTF-16 unit is one code
 * point and indexing is O(1); every other string is a `WideStr`. The choice is canonical: equal texts have the same
 * representation. (PEP 393 solves the same problem in CPython with three widths.)
 */
export class WideStr {
  /** The code points; at least one is above U+FFFF, or a high surrogate is followed by a low one. */
  readonly codes: Uint32Array;
  constructor(codes: Uint32Array) {
    this.codes = codes;
  }
}

/** A Python string's text in canonical form. */
export type Str = string | WideStr;

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/** The text of a JavaScript string, each surrogate pair read as the one code point it encodes. */
export function strFromJs(text: string): Str {
  for (let i = 1; i < text.length; i++) {
    if (isLow(text.charCodeAt(i)) && isHigh(text.charCodeAt(i - 1))) {
      return new WideStr(Uint32Array.from(text, (char) => char.codePointAt(0)!));
    }
  }
  return text;
}

/** The text as a JavaScript string (UTF-16); lone surrogates stay as they are. */
export function strToJs(text: Str): string {
  return typeof text === "string" ? text : jsFromCodes(text.codes);
}

/** The text made of `codes`, in canonical form. */
export function strFromCodes(codes: ArrayLike<number>): Str {
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] > 0xffff || (i > 0 && isLow(codes[i]) && isHigh(codes[i - 1]))) {
      return new WideStr(Uint32Array.from(codes));
    }
  }
  return jsFromCodes(codes);
}

/** Concatenates code points into a JavaScript string, in pieces small enough for a call's arguments. */
function jsFromCodes(codes: ArrayLike<number>): string {
  let text = "";
  for (let i = 0; i < codes.length; i += 4096) {
    text += String.fromCodePoint(...Array.prototype.slice.call(codes, i, i + 4096));
  }
  return text;
}
