/**
 * UTF-16 and UTF-32 in both byte orders. Order 0 means: native (little-endian), with a byte order mark that is written
 * when encoding and obeyed when decoding. Behaviour: CPython Objects/unicodeobject.c (PyUnicode_DecodeUTF16Stateful,
 * _PyUnicode_EncodeUTF16, and the same for 32).
 */
import { type Str, strCodes } from "../str.ts";
import {
  ByteSink,
  CodeSink,
  type Decoded,
  type DecodeErrors,
  type EncodeErrors,
  handlerPosition,
  isAsciiStr,
} from "./protocol.ts";

/** -1 little-endian, 1 big-endian, 0 by the mark. */
export type ByteOrder = -1 | 0 | 1;

export interface DecodedWithOrder extends Decoded {
  /** The order in force at the end: what a stream goes on with. */
  order: ByteOrder;
}

const isLow = (code: number): boolean => (code & 0xfffffc00) === 0xdc00;
const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

export function utf16Decode(data: Uint8Array, order: ByteOrder, errors: DecodeErrors, final = true): DecodedWithOrder {
  let i = 0;
  if (order === 0 && data.length >= 2) {
    const mark = data[0] | (data[1] << 8);
    if (mark === 0xfeff) order = -1;
    else if (mark === 0xfffe) order = 1;
    if (order !== 0) i = 2;
  }
  const big = order === 1;
  const encoding = big ? "utf-16-be" : "utf-16-le";
  const unit = (at: number): number => (big ? (data[at] << 8) | data[at + 1] : data[at] | (data[at + 1] << 8));
  const out = new CodeSink(data.length >> 1);
  while (i < data.length) {
    let length = 2;
    let reason: string;
    if (i + 1 >= data.length) {
      if (!final) break;
      length = 1;
      reason = "truncated data";
    } else {
      const code = unit(i);
      if (!isSurrogate(code)) {
        out.push(code);
        i += 2;
        continue;
      }
      if (isLow(code)) {
        reason = "illegal encoding";
      } else if (i + 3 >= data.length) {
        if (!final) break;
        length = data.length - i;
        reason = "unexpected end of data";
      } else {
        const second = unit(i + 2);
        if (isLow(second)) {
          out.push(0x10000 + ((code & 0x3ff) << 10) + (second & 0x3ff));
          i += 4;
          continue;
        }
        reason = "illegal UTF-16 surrogate";
      }
    }
    const answer = errors.handle(encoding, data, i, i + length, reason);
    if (answer.data !== undefined) data = answer.data;
    i = handlerPosition(answer.position, data.length);
    out.pushText(answer.text);
  }
  return { text: out.text(), consumed: i, order };
}

export function utf32Decode(data: Uint8Array, order: ByteOrder, errors: DecodeErrors, final = true): DecodedWithOrder {
  let i = 0;
  const unit = (at: number, big: boolean): number =>
    (big
      ? (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3]
      : data[at] | (data[at + 1] << 8) | (data[at + 2] << 16) | (data[at + 3] << 24)) >>> 0;
  if (order === 0 && data.length >= 4) {
    const mark = unit(0, false);
    if (mark === 0xfeff) order = -1;
    else if (mark === 0xfffe0000) order = 1;
    if (order !== 0) i = 4;
  }
  const encoding = order === 1 ? "utf-32-be" : "utf-32-le";
  const out = new CodeSink(data.length >> 2);
  while (i < data.length) {
    let length = 4;
    let reason: string;
    if (i + 3 >= data.length) {
      if (!final) break;
      length = data.length - i;
      reason = "truncated data";
    } else {
      const code = unit(i, order === 1);
      if (code <= 0x10ffff && !isSurrogate(code)) {
        out.push(code);
        i += 4;
        continue;
      }
      reason =
        code > 0x10ffff
          ? "code point not in range(0x110000)"
          : "code point in surrogate code point range(0xd800, 0xe000)";
    }
    const answer = errors.handle(encoding, data, i, i + length, reason);
    if (answer.data !== undefined) data = answer.data;
    i = handlerPosition(answer.position, data.length);
    out.pushText(answer.text);
  }
  return { text: out.text(), consumed: i, order };
}

/** Both encoders: `size` is 2 or 4 bytes a unit. */
function encode(text: Str, order: ByteOrder, size: 2 | 4, errors: EncodeErrors): Uint8Array {
  const codes = strCodes(text);
  const big = order === 1;
  const out = new ByteSink(codes.length * size + size);
  const put = (unit: number): void => {
    if (size === 4 && big) {
      out.push(0);
      out.push(unit >>> 16);
    }
    out.push(big ? (unit >> 8) & 255 : unit & 255);
    out.push(big ? unit & 255 : (unit >> 8) & 255);
    if (size === 4 && !big) {
      out.push(unit >>> 16);
      out.push(0);
    }
  };
  const name = `utf-${size * 8}${order === 0 ? "" : big ? "-be" : "-le"}`;
  const reason = "surrogates not allowed";
  if (order === 0) put(0xfeff);
  let i = 0;
  while (i < codes.length) {
    const code = codes[i];
    if (!isSurrogate(code)) {
      if (code > 0xffff && size === 2) {
        put(0xd800 + ((code - 0x10000) >> 10));
        put(0xdc00 + (code & 0x3ff));
      } else {
        put(code);
      }
      i++;
      continue;
    }
    const { replacement, position } = errors.handle(name, text, i, i + 1, reason);
    if (replacement instanceof Uint8Array) {
      if (replacement.length % size !== 0) errors.fail(name, text, i, i + 1, reason);
      out.pushBytes(replacement);
    } else {
      if (!isAsciiStr(replacement)) errors.fail(name, text, i, i + 1, reason);
      else for (let k = 0; k < replacement.length; k++) put(replacement.charCodeAt(k));
    }
    i = handlerPosition(position, codes.length);
  }
  return out.result();
}

export function utf16Encode(text: Str, order: ByteOrder, errors: EncodeErrors): Uint8Array {
  return encode(text, order, 2, errors);
}

export function utf32Encode(text: Str, order: ByteOrder, errors: EncodeErrors): Uint8Array {
  return encode(text, order, 4, errors);
}
