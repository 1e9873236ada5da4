/** UTF-7. Behaviour: CPython Objects/unicodeobject.c (PyUnicode_DecodeUTF7Stateful, _PyUnicode_EncodeUTF7). */
import { type Str, strCodes } from "../str.ts";
import { ByteSink, CodeSink, type Decoded, type DecodeErrors, handlerPosition } from "./protocol.ts";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The value of a base-64 character, or -1. */
function base64Value(byte: number): number {
  if (byte >= 65 && byte <= 90) return byte - 65;
  if (byte >= 97 && byte <= 122) return byte - 71;
  if (byte >= 48 && byte <= 57) return byte + 4;
  return byte === 43 ? 62 : byte === 47 ? 63 : -1;
}

/** What may stand for itself in output: printable ASCII but + \ ~, and tab, newline, return. */
function isDirect(code: number): boolean {
  if (code < 32) return code === 9 || code === 10 || code === 13;
  return code < 126 && code !== 43 && code !== 92;
}

export function utf7Decode(data: Uint8Array, errors: DecodeErrors, final = true): Decoded {
  const out = new CodeSink(data.length);
  let inShift = false;
  let shiftOutStart = 0;
  let bits = 0;
  let buffer = 0;
  let surrogate = 0;
  let start = 0;
  let i = 0;
  const handle = (end: number, reason: string): void => {
    const answer = errors.handle("utf7", data, start, end, reason);
    if (answer.data !== undefined) data = answer.data;
    i = handlerPosition(answer.position, data.length);
    out.pushText(answer.text);
  };
  for (;;) {
    if (i >= data.length) {
      if (!inShift || !final) break;
      inShift = false;
      if (surrogate === 0 && bits < 6 && (bits === 0 || buffer === 0)) break;
      handle(data.length, "unterminated shift sequence");
      if (i >= data.length) break;
      continue;
    }
    const byte = data[i];
    const value = base64Value(byte);
    if (inShift && value >= 0) {
      buffer = (buffer << 6) | value;
      bits += 6;
      i++;
      if (bits < 16) continue;
      const unit = buffer >>> (bits - 16);
      bits -= 16;
      buffer &= (1 << bits) - 1;
      if (surrogate !== 0) {
        const pending = surrogate;
        surrogate = 0;
        if ((unit & 0xfc00) === 0xdc00) {
          out.push(0x10000 + ((pending & 0x3ff) << 10) + (unit & 0x3ff));
          continue;
        }
        out.push(pending);
      }
      if ((unit & 0xfc00) === 0xd800) surrogate = unit;
      else out.push(unit);
    } else if (inShift) {
      inShift = false;
      if (bits >= 6) {
        handle(++i, "partial character in shift sequence");
        continue;
      }
      if (bits > 0 && buffer !== 0) {
        handle(++i, "non-zero padding bits in shift sequence");
        continue;
      }
      if (surrogate !== 0 && byte <= 127 && byte !== 43) out.push(surrogate);
      surrogate = 0;
      // A hyphen that ends the section is absorbed.
      if (byte === 45) i++;
    } else if (byte === 43) {
      start = i++;
      if (data[i] === 45) {
        i++;
        out.push(43);
      } else if (i < data.length && base64Value(data[i]) < 0) {
        handle(++i, "ill-formed sequence");
      } else {
        inShift = true;
        surrogate = bits = buffer = 0;
        shiftOutStart = out.length;
      }
    } else if (byte <= 127) {
      out.push(byte);
      i++;
    } else {
      start = i++;
      handle(i, "unexpected special character");
    }
  }
  if (inShift) {
    // The open section is read again when more arrives.
    out.length = shiftOutStart;
    return { text: out.text(), consumed: start };
  }
  return { text: out.text(), consumed: i };
}

export function utf7Encode(text: Str): Uint8Array {
  const codes = strCodes(text);
  const out = new ByteSink(codes.length * 2);
  let inShift = false;
  let bits = 0;
  let buffer = 0;
  const unit = (value: number): void => {
    bits += 16;
    buffer = ((buffer << 16) | value) >>> 0;
    while (bits >= 6) {
      out.push(BASE64.charCodeAt((buffer >>> (bits - 6)) & 63));
      bits -= 6;
    }
    buffer &= (1 << bits) - 1;
  };
  const flush = (): void => {
    if (bits > 0) out.push(BASE64.charCodeAt((buffer << (6 - bits)) & 63));
    bits = buffer = 0;
  };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (isDirect(code)) {
      if (inShift) {
        flush();
        inShift = false;
        if (base64Value(code) >= 0 || code === 45) out.push(45);
      }
      out.push(code);
      continue;
    }
    if (!inShift) {
      out.push(43);
      if (code === 43) {
        out.push(45);
        continue;
      }
      inShift = true;
    }
    if (code >= 0x10000) {
      unit(0xd800 + ((code - 0x10000) >> 10));
      unit(0xdc00 + (code & 0x3ff));
    } else {
      unit(code);
    }
  }
  flush();
  if (inShift) out.push(45);
  return out.result();
}
