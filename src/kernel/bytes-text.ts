/**
 * Bytes seen as ASCII: case, tests, hexadecimal. Behaviour: CPython Objects/bytes_methods.c, Python/pystrhex.c,
 * Objects/bytesobject.c (_PyBytes_FromHex).
 */
import { valueError } from "./error.ts";
import { chargeFor } from "./interrupt.ts";
import { type Str, strCodeAt, strLength } from "./str.ts";

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

export function bytesLower(data: Uint8Array): Uint8Array {
  chargeFor(data.length);
  return data.map((byte) => (isUpperByte(byte) ? byte + 32 : byte));
}

export function bytesUpper(data: Uint8Array): Uint8Array {
  chargeFor(data.length);
  return data.map((byte) => (isLowerByte(byte) ? byte - 32 : byte));
}

export function bytesSwapcase(data: Uint8Array): Uint8Array {
  chargeFor(data.length);
  return data.map((byte) => (isAlphaByte(byte) ? byte ^ 32 : byte));
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

const HEX_CHUNK = 4096;
const hexCodes = new Uint16Array(2 * HEX_CHUNK);

/** Two digits for each byte. */
function plainHex(data: Uint8Array): string {
  let out = "";
  for (let from = 0; from < data.length; from += HEX_CHUNK) {
    const count = Math.min(HEX_CHUNK, data.length - from);
    for (let i = 0; i < count; i++) {
      const byte = data[from + i];
      const high = byte >> 4;
      const low = byte & 15;
      hexCodes[2 * i] = high < 10 ? high + 48 : high + 87;
      hexCodes[2 * i + 1] = low < 10 ? low + 48 : low + 87;
    }
    out += String.fromCharCode.apply(null, hexCodes.subarray(0, 2 * count) as unknown as number[]);
  }
  return out;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** bytes.fromhex: pairs of digits, white space between them skipped. */
export function bytesFromHex(text: Str): Uint8Array {
  chargeFor(strLength(text));
  const length = strLength(text);
  const out = new Uint8Array(length >> 1);
  let size = 0;
  for (let i = 0; i < length; ) {
    const code = strCodeAt(text, i);
    if (isSpaceByte(code)) {
      i++;
      continue;
    }
    const high = hexDigit(code);
    if (high < 0) throw badHex(i);
    if (i + 1 >= length) throw valueError("fromhex() arg must contain an even number of hexadecimal digits");
    const low = hexDigit(strCodeAt(text, i + 1));
    if (low < 0) throw badHex(i + 1);
    out[size++] = high * 16 + low;
    i += 2;
  }
  return out.slice(0, size);
}

function badHex(position: number): unknown {
  return valueError(`non-hexadecimal number found in fromhex() arg at position ${position}`);
}
