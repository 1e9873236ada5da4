/**
 * The error handlers that come with Python, as plain functions over kernel data; `undefined` means "raise".
 * Behaviour: CPython Python/codecs.c (PyCodec_ReplaceErrors … PyCodec_SurrogateEscapeErrors).
 */
import { type Str, strCodeAt, strFromCodes } from "../str.ts";
import { nameAccess } from "../unicode/access.ts";
import { unicodeName } from "../unicode/names.ts";
import type { DecodeResult, EncodeResult } from "./protocol.ts";

const hex = (code: number, width: number): string => code.toString(16).padStart(width, "0");

/** `\xhh`, `\uhhhh` or `\Uhhhhhhhh`, by size. */
export function backslashEscape(code: number): string {
  if (code < 0x100) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

/** What a standard handler answers to undecodable bytes. */
export function standardDecodeError(
  handler: string,
  encoding: string,
  data: Uint8Array,
  start: number,
  end: number,
): DecodeResult | undefined {
  switch (handler) {
    case "ignore":
      return { text: "", position: end };
    case "replace":
      return { text: "\ufffd", position: end };
    case "backslashreplace": {
      let text = "";
      for (let i = start; i < end; i++) text += `\\x${hex(data[i], 2)}`;
      return { text, position: end };
    }
    case "surrogateescape":
      return surrogateUnescape(data, start, end);
    case "surrogatepass":
      return surrogatePassDecode(encoding, data, start);
    default:
      return undefined;
  }
}

/** Bytes above 127 become U+DC80 … U+DCFF, at most four of them. */
function surrogateUnescape(data: Uint8Array, start: number, end: number): DecodeResult | undefined {
  const codes: number[] = [];
  while (codes.length < 4 && codes.length < end - start && data[start + codes.length] >= 128) {
    codes.push(0xdc00 + data[start + codes.length]);
  }
  return codes.length === 0 ? undefined : { text: strFromCodes(codes), position: start + codes.length };
}

/** How an encoding lays out a surrogate: its size, and whether big-endian; size 0 for others. */
function surrogateLayout(encoding: string): { size: number; big: boolean } {
  const match = /^utf[-_]?(8|16|32)(?:[-_]?(le|be))?$/i.exec(encoding);
  if (match === null) return /^cp[-_]?utf8$/i.test(encoding) ? { size: 3, big: false } : { size: 0, big: false };
  if (match[1] === "8") return { size: match[2] === undefined ? 3 : 0, big: false };
  return { size: match[1] === "16" ? 2 : 4, big: match[2]?.toLowerCase() === "be" };
}

function surrogatePassDecode(encoding: string, data: Uint8Array, start: number): DecodeResult | undefined {
  const { size, big } = surrogateLayout(encoding);
  if (size === 0 || start + size > data.length) return undefined;
  let code = 0;
  if (size === 3) {
    const [a, b, c] = [data[start], data[start + 1], data[start + 2]];
    if ((a & 0xf0) !== 0xe0 || (b & 0xc0) !== 0x80 || (c & 0xc0) !== 0x80) return undefined;
    code = ((a & 15) << 12) | ((b & 63) << 6) | (c & 63);
  } else {
    for (let i = 0; i < size; i++) code = code * 256 + data[start + (big ? i : size - 1 - i)];
  }
  return code >= 0xd800 && code <= 0xdfff ? { text: String.fromCharCode(code), position: start + size } : undefined;
}

/** Encoders that take escaped bytes one by one and then complain of the rest only. */
const PIECEMEAL: ReadonlySet<string> = new Set(["utf-8", "ascii", "latin-1"]);

function isEscapedByte(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff;
}

/** What a standard handler answers to unencodable text. */
export function standardEncodeError(
  handler: string,
  encoding: string,
  text: Str,
  start: number,
  end: number,
): EncodeResult | undefined {
  const each = (show: (code: number) => string): EncodeResult => {
    let out = "";
    for (let i = start; i < end; i++) out += show(strCodeAt(text, i));
    return { replacement: out, position: end };
  };
  switch (handler) {
    case "ignore":
      return { replacement: "", position: end };
    case "replace":
      return each(() => "?");
    case "backslashreplace":
      return each(backslashEscape);
    case "xmlcharrefreplace":
      return each((code) => `&#${code};`);
    case "namereplace":
      if (!nameAccess.isAllowed()) nameAccess.refuseEncoding();
      return each((code) => {
        const name = unicodeName(code);
        return name === undefined ? backslashEscape(code) : `\\N{${name}}`;
      });
    case "surrogateescape": {
      let stop = start;
      while (stop < end && isEscapedByte(strCodeAt(text, stop))) stop++;
      if (stop < end && (stop === start || !PIECEMEAL.has(encoding))) return undefined;
      const bytes = new Uint8Array(stop - start);
      for (let i = start; i < stop; i++) bytes[i - start] = strCodeAt(text, i) - 0xdc00;
      return { replacement: bytes, position: stop };
    }
    case "surrogatepass":
      return surrogatePassEncode(encoding, text, start, end);
    default:
      return undefined;
  }
}

function surrogatePassEncode(encoding: string, text: Str, start: number, end: number): EncodeResult | undefined {
  const { size, big } = surrogateLayout(encoding);
  if (size === 0) return undefined;
  const bytes = new Uint8Array((end - start) * size);
  for (let i = start, at = 0; i < end; i++, at += size) {
    const code = strCodeAt(text, i);
    if (code < 0xd800 || code > 0xdfff) return undefined;
    if (size === 3) {
      bytes[at] = 0xe0 | (code >> 12);
      bytes[at + 1] = 0x80 | ((code >> 6) & 63);
      bytes[at + 2] = 0x80 | (code & 63);
    } else {
      bytes[big ? at + size - 1 : at] = code & 255;
      bytes[big ? at + size - 2 : at + 1] = code >> 8;
    }
  }
  return { replacement: bytes, position: end };
}
