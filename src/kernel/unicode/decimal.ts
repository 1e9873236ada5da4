/**
 * Decimal digits and white space: the two properties that number parsing needs, small enough to write down.
 * Unicode gives decimal digits in runs of ten from zero to nine. Behaviour: CPython Objects/unicodeobject.c
 * (_PyUnicode_TransformDecimalAndSpaceToASCII), Unicode 16.0.
 */
import { isAsciiStr } from "../codecs/protocol.ts";
import { type Str, strCodeAt, strLength } from "../str.ts";

/** The code points of the zero digits above ASCII, ascending. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
  0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0,
  0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
  0x11da0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
  0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];

/** The decimal value of a code point, or -1 (Py_UNICODE_TODECIMAL). */
export function toDecimal(code: number): number {
  if (code < 0x660) return code >= 48 && code <= 57 ? code - 48 : -1;
  let low = 0;
  let high = ZEROS.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ZEROS[middle] <= code) low = middle;
    else high = middle;
  }
  const value = code - ZEROS[low];
  return value < 10 ? value : -1;
}

/** White space as str.isspace, split and strip see it (Py_UNICODE_ISSPACE). */
export function isSpaceCode(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Maps decimal digits and white space to ASCII; the first other character becomes `?` and ends the text. */
export function transformDecimalAndSpace(text: Str): string {
  if (isAsciiStr(text)) return text;
  let out = "";
  const length = strLength(text);
  for (let i = 0; i < length; i++) {
    const code = strCodeAt(text, i);
    if (code < 127) {
      out += String.fromCharCode(code);
    } else if (isSpaceCode(code)) {
      out += " ";
    } else {
      const digit = toDecimal(code);
      if (digit < 0) return `${out}?`;
      out += digit;
    }
  }
  return out;
}
