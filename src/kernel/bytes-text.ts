/**
 * Bytes seen as ASCII: case, tests, hexadecimal. Behaviour: CPython Objects/bytes_methods.c, Python/pystrhex.c,
 * Objects/bytesobject.c (_PyBytes_FromHex).
 */
import { freshBytes } from "./byte-room.ts";
import { bytesMap } from "./bytes-ops.ts";
import { asciiBytes } from "./codecs/single-byte.ts";
import { valueError } from "./error.ts";
import { chargeFor } from "./interrupt.ts";
import { LONG_TEXT, nativeText } from "./native-text.ts";
import { type Str, strCodeAt, strFromCodes, strLength } from "./str.ts";

const isUpperByte = (byte: number): boolean => byte >= 65 && byte <= 90;
const isLowerByte = (byte: number): boolean => byte >= 97 && byte <= 122;
const isAlphaByte = (byte: number): boolean => isUpperByte(byte & 0xdf) && byte < 128;
const isDigitByte = (byte: number): boolean => byte >= 48 && byte <= 57;
const isSpaceByte = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);

/** The tests that every byte must pass, on at least one byte. */
const TESTS = {
  isalpha: isAlphaByte,
  isdigit: isDigitByte,
  isalnum: (byte: number): boolean => isAlphaByte(byte) || isDigitByte(byte),
  isspace: isSpaceByte,
} as const;

export function bytesTest(data: Uint8Array, test: keyof typeof TESTS): boolean {
  chargeFor(data.length);
  return data.length > 0 && data.every(TESTS[test]);
}

export function bytesIsAscii(data: Uint8Array): boolean {
  chargeFor(data.length);
  if (data.length >= LONG_TEXT && nativeText?.isAscii !== undefined) return nativeText.isAscii(data);
  for (let i = 0; i < data.length; i++) if (data[i] > 127) return false;
  return true;
}

export function bytesIsLower(data: Uint8Array): boolean {
  chargeFor(data.length);
  return !data.some(isUpperByte) && data.some(isLowerByte);
}

export function bytesIsUpper(data: Uint8Array): boolean {
  chargeFor(data.length);
  return !data.some(isLowerByte) && data.some(isUpperByte);
}

export function bytesIsTitle(data: Uint8Array): boolean {
  chargeFor(data.length);
  let cased = false;
  let previous = false;
  for (let i = 0; i < data.length; i++) {
    if (isUpperByte(data[i])) {
      if (previous) return false;
      previous = cased = true;
    } else if (isLowerByte(data[i])) {
      if (!previous) return false;
      cased = true;
    } else {
      previous = false;
    }
  }
  return cased;
}

const caseTable = (change: (byte: number) => number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, i) => change(i));
const LOWER = caseTable((byte) => (isUpperByte(byte) ? byte + 32 : byte));
const UPPER = caseTable((byte) => (isLowerByte(byte) ? byte - 32 : byte));
const SWAPPED = caseTable((byte) => (isAlphaByte(byte) ? byte ^ 32 : byte));

export function bytesLower(data: Uint8Array): Uint8Array {
  return bytesMap(data, LOWER);
}

export function bytesUpper(data: Uint8Array): Uint8Array {
  return bytesMap(data, UPPER);
}

export function bytesSwapcase(data: Uint8Array): Uint8Array {
  return bytesMap(data, SWAPPED);
}

export function bytesCapitalize(data: Uint8Array): Uint8Array {
  const out = bytesLower(data);
  if (out.length > 0 && isLowerByte(out[0])) out[0] -= 32;
  return out;
}

export function bytesTitle(data: Uint8Array): Uint8Array {
  chargeFor(data.length);
  let previous = false;
  return data.map((byte) => {
    const letter = isAlphaByte(byte);
    const out = !letter ? byte : previous ? byte | 32 : byte & 0xdf;
    previous = letter;
    return out;
  });
}

const HEX: string[] = Array.from({ length: 256 }, (_, i) => (i < 16 ? "0" : "") + i.toString(16));

/** bytes.hex: groups of `groupSize` counted from the right, from the left where negative, none where zero. */
export function bytesHex(data: Uint8Array, separator = "", groupSize = 0): string {
  chargeFor(data.length);
  const group = Math.abs(groupSize);
  if (separator === "" || group === 0) return plainHex(data);
  let out = "";
  for (let i = 0; i < data.length; i++) {
    if (i > 0 && (groupSize > 0 ? data.length - i : i) % group === 0) out += separator;
    out += HEX[data[i]];
  }
  return out;
}

/** The two digits of each byte, as they lie in memory. */
const HEX_PAIRS = new Uint16Array(256);
const pairBytes = new Uint8Array(HEX_PAIRS.buffer);
for (let i = 0; i < 512; i++) pairBytes[i] = HEX[i >> 1].charCodeAt(i & 1);

/** Two digits for each byte, as bytes. */
export function bytesHexAscii(data: Uint8Array): Uint8Array {
  chargeFor(data.length);
  const { length } = data;
  const out = freshBytes(2 * length);
  const pairs = new Uint16Array(out.buffer, out.byteOffset, length);
  for (let i = 0; i < length; i++) pairs[i] = HEX_PAIRS[data[i]];
  return out;
}

const FEW = 32;

/** Two digits for each byte. */
function plainHex(data: Uint8Array): string {
  const { length } = data;
  if (length <= FEW) {
    let out = "";
    for (let i = 0; i < length; i++) out += HEX[data[i]];
    return out;
  }
  return strFromCodes(bytesHexAscii(data)) as string;
}

/** The value of each digit; NO_DIGIT for what is none. */
const HEX_VALUES = new Uint8Array(256).fill(255);
for (let i = 0; i < 16; i++) {
  HEX_VALUES["0123456789abcdef".charCodeAt(i)] = i;
  HEX_VALUES["0123456789ABCDEF".charCodeAt(i)] = i;
}

export function isHexDigit(code: number): boolean {
  return code < 256 && HEX_VALUES[code] < 16;
}

/** The value of a hexadecimal digit. */
export function hexValue(code: number): number {
  return HEX_VALUES[code];
}

/** What pairs of digits stand for; undefined where something else is among them, or one has no other. */
export function bytesFromHexAscii(digits: Uint8Array): Uint8Array | undefined {
  chargeFor(digits.length);
  if (digits.length % 2 !== 0) return undefined;
  const length = digits.length / 2;
  const out = freshBytes(length);
  let seen = 0;
  for (let i = 0; i < length; i++) {
    const high = HEX_VALUES[digits[2 * i]];
    const low = HEX_VALUES[digits[2 * i + 1]];
    seen |= high | low;
    out[i] = (high << 4) | low;
  }
  return seen < 16 ? out : undefined;
}

/** bytes.fromhex: pairs of digits, white space between them skipped. */
export function bytesFromHex(text: Str): Uint8Array {
  const length = strLength(text);
  const digits = typeof text === "string" ? asciiBytes(text) : undefined;
  const plain = digits === undefined ? undefined : bytesFromHexAscii(digits);
  if (plain !== undefined) return plain;
  chargeFor(length);
  const out = new Uint8Array(length >> 1);
  let size = 0;
  for (let i = 0; i < length; ) {
    const code = strCodeAt(text, i);
    if (isSpaceByte(code)) {
      i++;
      continue;
    }
    if (!isHexDigit(code)) throw badHex(i);
    if (i + 1 >= length) throw valueError("fromhex() arg must contain an even number of hexadecimal digits");
    const low = strCodeAt(text, i + 1);
    if (!isHexDigit(low)) throw badHex(i + 1);
    out[size++] = hexValue(code) * 16 + hexValue(low);
    i += 2;
  }
  return out.slice(0, size);
}

function badHex(position: number): unknown {
  return valueError(`non-hexadecimal number found in fromhex() arg at position ${position}`);
}
