/**
 * Binary to text and back: base64, uuencode, quoted-printable, hexadecimal, checksums.
 * Behaviour: CPython Modules/binascii.c.
 */
import { freshBytes } from "./byte-room.ts";
import { bytesFromHexAscii, hexValue, isHexDigit } from "./bytes-text.ts";
import { KernelError } from "./error.ts";
import { chargeFor } from "./interrupt.ts";

const binasciiError = (msg: string): KernelError => new KernelError("binascii.Error", msg);

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_CODES = Uint8Array.from(BASE64, (char) => char.charCodeAt(0));
const BASE64_VALUES = new Uint8Array(256).fill(255);
BASE64_CODES.forEach((code, value) => {
  BASE64_VALUES[code] = value;
});
const PAD = 61;

export function a2bBase64(data: Uint8Array, strict: boolean): Uint8Array {
  const { length } = data;
  chargeFor(length);
  if (strict && data[0] === PAD) throw binasciiError("Leading padding not allowed");
  const trailing = length === 0 || data[length - 1] !== PAD ? 0 : data[length - 2] !== PAD ? 1 : 2;
  // Enough for anything, and just what well-formed data needs.
  const out = freshBytes(Math.floor(((length - trailing) * 3) / 4));
  let size = 0;
  let i = 0;
  // Digits by fours; where one of them is none the loop below goes on.
  for (; i + 4 <= length; i += 4, size += 3) {
    const a = BASE64_VALUES[data[i]];
    const b = BASE64_VALUES[data[i + 1]];
    const c = BASE64_VALUES[data[i + 2]];
    const d = BASE64_VALUES[data[i + 3]];
    if ((a | b | c | d) > 63) break;
    out[size] = (a << 2) | (b >> 4);
    out[size + 1] = (b << 4) | (c >> 2);
    out[size + 2] = (c << 6) | d;
  }
  let quad = 0;
  let left = 0;
  let pads = 0;
  let padding = false;
  for (; i < length; i++) {
    if (data[i] === PAD) {
      padding = true;
      if (strict && quad === 0) throw binasciiError("Excess padding not allowed");
      if (quad >= 2 && quad + ++pads >= 4) {
        if (strict && i + 1 < length) throw binasciiError("Excess data after padding");
        return upTo(out, size);
      }
      continue;
    }
    const value = BASE64_VALUES[data[i]];
    if (value === 255) {
      if (strict) throw binasciiError("Only base64 data is allowed");
      continue;
    }
    if (strict && padding) throw binasciiError("Discontinuous padding not allowed");
    pads = 0;
    if (quad === 0) {
      left = value;
    } else if (quad === 1) {
      out[size++] = (left << 2) | (value >> 4);
      left = value & 15;
    } else if (quad === 2) {
      out[size++] = (left << 4) | (value >> 2);
      left = value & 3;
    } else {
      out[size++] = (left << 6) | value;
      left = 0;
    }
    quad = (quad + 1) & 3;
  }
  if (quad === 1) {
    throw binasciiError(
      `Invalid base64-encoded string: number of data characters (${Math.floor(size / 3) * 4 + 1}) cannot be 1 more than a multiple of 4`,
    );
  }
  if (quad !== 0) throw binasciiError("Incorrect padding");
  return upTo(out, size);
}

function upTo(bytes: Uint8Array, size: number): Uint8Array {
  return size === bytes.length ? bytes : bytes.slice(0, size);
}

export function b2aBase64(data: Uint8Array, newline: boolean): Uint8Array {
  chargeFor(data.length);
  const { length } = data;
  const out = freshBytes(Math.ceil(length / 3) * 4 + (newline ? 1 : 0));
  const rest = length % 3;
  const whole = length - rest;
  let at = 0;
  for (let i = 0; i < whole; i += 3, at += 4) {
    const word = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    out[at] = BASE64_CODES[word >> 18];
    out[at + 1] = BASE64_CODES[(word >> 12) & 63];
    out[at + 2] = BASE64_CODES[(word >> 6) & 63];
    out[at + 3] = BASE64_CODES[word & 63];
  }
  if (rest > 0) {
    const word = (data[whole] << 16) | (rest > 1 ? data[whole + 1] << 8 : 0);
    out[at++] = BASE64_CODES[word >> 18];
    out[at++] = BASE64_CODES[(word >> 12) & 63];
    out[at++] = rest > 1 ? BASE64_CODES[(word >> 6) & 63] : PAD;
    out[at++] = PAD;
  }
  if (newline) out[at] = 10;
  return out;
}

export function a2bUu(data: Uint8Array): Uint8Array {
  chargeFor(data.length);
  const length = ((data.length > 0 ? data[0] : 0) - 32) & 63;
  const out = new Uint8Array(length);
  let i = 1;
  let size = 0;
  let bits = 0;
  let left = 0;
  for (; size < length; i++) {
    let value = 0;
    if (i < data.length && data[i] !== 10 && data[i] !== 13) {
      if (data[i] < 32 || data[i] > 96) throw binasciiError("Illegal char");
      value = (data[i] - 32) & 63;
    }
    left = (left << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[size++] = left >> bits;
      left &= (1 << bits) - 1;
    }
  }
  for (; i < data.length; i++) {
    if (data[i] !== 32 && data[i] !== 96 && data[i] !== 10 && data[i] !== 13) throw binasciiError("Trailing garbage");
  }
  return out;
}

export function b2aUu(data: Uint8Array, backtick: boolean): Uint8Array {
  chargeFor(data.length);
  if (data.length > 45) throw binasciiError("At most 45 bytes at once");
  const out: number[] = [];
  const put = (value: number): void => {
    out.push(value === 0 && backtick ? 96 : value + 32);
  };
  put(data.length);
  for (let i = 0; i < data.length; i += 3) {
    const word = (data[i] << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
    put(word >> 18);
    put((word >> 12) & 63);
    put((word >> 6) & 63);
    put(word & 63);
  }
  out.push(10);
  return Uint8Array.from(out);
}

export function a2bQp(data: Uint8Array, header: boolean): Uint8Array {
  chargeFor(data.length);
  const out = new Uint8Array(data.length);
  let size = 0;
  let i = 0;
  while (i < data.length) {
    if (data[i] !== PAD) {
      out[size++] = header && data[i] === 95 ? 32 : data[i];
      i++;
      continue;
    }
    if (++i >= data.length) break;
    if (data[i] === 10 || data[i] === 13) {
      // A soft line break, up to the newline.
      while (i < data.length && data[i] !== 10) i++;
      i++;
    } else if (data[i] === PAD) {
      out[size++] = PAD;
      i++;
    } else if (i + 1 < data.length && isHexDigit(data[i]) && isHexDigit(data[i + 1])) {
      out[size++] = hexValue(data[i]) * 16 + hexValue(data[i + 1]);
      i += 2;
    } else {
      out[size++] = PAD;
    }
  }
  return out.slice(0, size);
}

const MAX_LINE = 76;
const HEX_UPPER = "0123456789ABCDEF";

export function b2aQp(data: Uint8Array, quoteTabs: boolean, isText: boolean, header: boolean): Uint8Array {
  chargeFor(data.length);
  const out: number[] = [];
  const newline = data.indexOf(10);
  const crlf = newline > 0 && data[newline - 1] === 13;
  let line = 0;
  const quote = (byte: number): void => {
    out.push(PAD, HEX_UPPER.charCodeAt(byte >> 4), HEX_UPPER.charCodeAt(byte & 15));
  };
  const softBreak = (): void => {
    out.push(PAD);
    if (crlf) out.push(13);
    out.push(10);
    line = 0;
  };
  const mustQuote = (i: number): boolean => {
    const byte = data[i];
    const last = i + 1 === data.length;
    const next = data[i + 1];
    if (byte > 126 || byte === PAD || (header && byte === 95)) return true;
    if (byte === 46 && line === 0 && (last || next === 10 || next === 13 || next === 0)) return true;
    if (byte === 13 || byte === 10) return !isText;
    if (byte === 9 || byte === 32) return last || quoteTabs;
    return byte < 33;
  };
  let i = 0;
  while (i < data.length) {
    const byte = data[i];
    if (mustQuote(i)) {
      if (line + 3 >= MAX_LINE) softBreak();
      quote(byte);
      i++;
      line += 3;
    } else if (isText && (byte === 10 || (byte === 13 && data[i + 1] === 10))) {
      line = 0;
      const end = out[out.length - 1];
      // White space may not end a line.
      if (end === 32 || end === 9) {
        out.pop();
        quote(end);
      }
      if (crlf) out.push(13);
      out.push(10);
      i += byte === 13 ? 2 : 1;
    } else {
      if (i + 1 !== data.length && data[i + 1] !== 10 && line + 1 >= MAX_LINE) softBreak();
      line++;
      out.push(header && byte === 32 ? 95 : byte);
      i++;
    }
  }
  return Uint8Array.from(out);
}

export function unhexlify(data: Uint8Array): Uint8Array {
  if (data.length % 2 !== 0) throw binasciiError("Odd-length string");
  const out = bytesFromHexAscii(data);
  if (out === undefined) throw binasciiError("Non-hexadecimal digit found");
  return out;
}

/** The CRC-CCITT of binhex. */
export function crcHqx(data: Uint8Array, start: number): number {
  chargeFor(data.length);
  let crc = start & 0xffff;
  for (let i = 0; i < data.length; i++) {
    crc ^= data[i] << 8;
    for (let k = 0; k < 8; k++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}
