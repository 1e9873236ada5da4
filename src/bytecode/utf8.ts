/** UTF-8 with the `surrogatepass` handler, as marshal uses it: surrogates are encoded like other code points. */
import { type Str, strFromCodes } from "../kernel/str.ts";

/** Appends the bytes of `text` to `out`. */
export function encodeUtf8(text: Str): Uint8Array {
  const wide = typeof text === "string" ? undefined : text.codes;
  const length = wide === undefined ? (text as string).length : wide.length;
  const out = new Uint8Array(length * (wide === undefined ? 3 : 4));
  let at = 0;
  for (let i = 0; i < length; i++) {
    const code = wide === undefined ? (text as string).charCodeAt(i) : wide[i];
    if (code < 0x80) out[at++] = code;
    else if (code < 0x800) {
      out[at++] = 0xc0 | (code >> 6);
      out[at++] = 0x80 | (code & 63);
    } else if (code < 0x10000) {
      out[at++] = 0xe0 | (code >> 12);
      out[at++] = 0x80 | ((code >> 6) & 63);
      out[at++] = 0x80 | (code & 63);
    } else {
      out[at++] = 0xf0 | (code >> 18);
      out[at++] = 0x80 | ((code >> 12) & 63);
      out[at++] = 0x80 | ((code >> 6) & 63);
      out[at++] = 0x80 | (code & 63);
    }
  }
  return out.subarray(0, at);
}

/** Where and why bytes are not UTF-8, in the words of CPython's decoder. */
export interface Utf8Fault {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** The text, or the first fault. */
export function decodeUtf8(data: Uint8Array): Str | Utf8Fault {
  const codes: number[] = [];
  for (let at = 0; at < data.length; ) {
    const first = data[at];
    if (first < 0x80) {
      codes.push(first);
      at++;
      continue;
    }
    const length =
      first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    if (length === 0) return { start: at, end: at + 1, reason: "invalid start byte" };
    let code = first & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) {
      if (at + i >= data.length) return { start: at, end: data.length, reason: "unexpected end of data" };
      const byte = data[at + i];
      // Overlong forms and numbers above U+10FFFF show in the second byte.
      const low = i > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      const high = i === 1 && first === 0xf4 ? 0x8f : 0xbf;
      if (byte < low || byte > high) return { start: at, end: at + i, reason: "invalid continuation byte" };
      code = (code << 6) | (byte & 63);
    }
    codes.push(code);
    at += length;
  }
  return strFromCodes(codes);
}
