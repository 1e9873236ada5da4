/**
 * Integers from and to text and bytes.
 *
 * `int()` accepts Unicode decimal digits and white space around the number; both are first mapped to ASCII.
 * The digit limit (sys.set_int_max_str_digits) is a parameter; 0 means none. Bases that are powers of two have none.
 * Behaviour: CPython Objects/longobject.c (PyLong_FromString, long_to_decimal_string, _PyLong_AsByteArray).
 */
import { zeroBytes } from "./byte-room.ts";
import { bytesHex } from "./bytes-text.ts";
import { type KernelError, overflowError, valueError } from "./error.ts";
import { type Int, intAbs, normInt } from "./int.ts";
import { intBitLength } from "./int-bits.ts";
import { bigProduct, bigQuotient } from "./int-huge.ts";
import { intPow } from "./int-power.ts";
import { interrupt } from "./interrupt.ts";
import { LONG_TEXT } from "./native-text.ts";
import type { Str } from "./str.ts";
import { transformDecimalAndSpace } from "./unicode/decimal.ts";

const isPowerOfTwo = (base: number): boolean => (base & (base - 1)) === 0;

/** The value of an ASCII digit or letter as a digit, or 37. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 122) return code - 87;
  if (code >= 65 && code <= 90) return code - 55;
  return 37;
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/**
 * int(text, base). `undefined` means an invalid literal: the caller knows what to show in
 * "invalid literal for int() with base 10: …".
 */
export function intParse(text: Str, base: number, maxDigits: number): Int | undefined {
  return intParseAscii(transformDecimalAndSpace(text), base, maxDigits);
}

/** int() of text whose digits and spaces are ASCII already; bytes come here as Latin-1 text. */
export function intParseAscii(text: string, base: number, maxDigits: number): Int | undefined {
  if (base !== 0 && (base < 2 || base > 36)) throw valueError("int() base must be >= 2 and <= 36, or 0");
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  let negative = false;
  const sign = text.charCodeAt(start);
  if (sign === 43 || sign === 45) {
    negative = sign === 45;
    start++;
  }
  let mustBeZero = false;
  if (text.charCodeAt(start) === 48 && start + 1 < end) {
    const letter = text.charCodeAt(start + 1) | 32;
    const prefixBase = letter === 120 ? 16 : letter === 111 ? 8 : letter === 98 ? 2 : 0;
    if (prefixBase !== 0 && (base === 0 || base === prefixBase)) {
      base = prefixBase;
      start += 2;
      // One underscore may follow the prefix.
      if (text.charCodeAt(start) === 95) start++;
    } else if (base === 0) {
      mustBeZero = true;
    }
  }
  if (base === 0) base = 10;
  const magnitude = parseDigits(text, start, end, base, maxDigits);
  if (magnitude === undefined || (mustBeZero && magnitude !== 0)) return undefined;
  return negative ? (typeof magnitude === "number" ? 0 - magnitude : -magnitude) : magnitude;
}

function parseDigits(text: string, start: number, end: number, base: number, maxDigits: number): Int | undefined {
  if (base === 10 && end - start >= LONG_TEXT && areDigits(text, start, end)) {
    checkDigitCount(end - start, base, maxDigits);
    return normInt(bigFromDigits(text.slice(start, end), base));
  }
  let value = 0;
  let digits = 0;
  let underscores = 0;
  let previous = 95;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 95) {
      if (previous === 95) return undefined;
      underscores++;
    } else {
      const digit = digitOf(code);
      if (digit >= base) return undefined;
      digits++;
      value = value * base + digit;
    }
    previous = code;
  }
  if (previous === 95) return undefined;
  checkDigitCount(digits, base, maxDigits);
  if (value <= Number.MAX_SAFE_INTEGER) return value;
  const body = text.slice(start, end);
  return normInt(bigFromDigits(underscores > 0 ? body.replaceAll("_", "") : body, base));
}

const DIGITS = /[0-9]+/y;

function areDigits(text: string, start: number, end: number): boolean {
  DIGITS.lastIndex = start;
  return DIGITS.test(text) && DIGITS.lastIndex >= end;
}

function checkDigitCount(digits: number, base: number, maxDigits: number): void {
  if (maxDigits === 0 || digits <= maxDigits || digits <= 640 || isPowerOfTwo(base)) return;
  throw valueError(
    `Exceeds the limit (${maxDigits} digits) for integer string conversion: value has ${digits} digits; use sys.set_int_max_str_digits() to increase the limit`,
  );
}

/** Decimal texts that are longer are converted in parts. */
const POLLED_DIGITS = 500_000;

const PREFIXES: Record<number, string> = { 2: "0b", 8: "0o", 10: "", 16: "0x" };

function bigFromDigits(body: string, base: number): bigint {
  const prefix = PREFIXES[base];
  // The engine reads many decimal digits at once quickly, but cannot be interrupted.
  if (prefix !== undefined && (base !== 10 || body.length <= POLLED_DIGITS)) return BigInt(prefix + body);
  // A chunk of digits that stays a safe integer whatever the base, or two halves.
  if (body.length <= 10) return BigInt(Number.parseInt(body, base));
  const low = body.length >> 1;
  if (low > 20000) interrupt.poll();
  const split = body.length - low;
  const high = bigProduct(bigFromDigits(body.slice(0, split), base), BigInt(intPow(base, low)));
  return high + bigFromDigits(body.slice(split), base);
}

/** The digits of `a` in a base from 2 to 36, lower case, without prefix, with a minus sign where negative. */
export function intToBase(a: Int, base: number): string {
  return a.toString(base);
}

/** Numbers below have no more digits than any limit allows. */
const SHORT = 10n ** 640n;
const MINUS_SHORT = -SHORT;

/** str(int). */
export function intToString(a: Int, maxDigits: number): string {
  if (typeof a === "number") return String(a);
  if (a < SHORT && a > MINUS_SHORT) return a.toString();
  if (maxDigits > 0) {
    // Surely more digits than the limit: do not even begin.
    if ((intBitLength(a) - 1) * 0.30102 > maxDigits + 1) throw tooLong(maxDigits);
    const text = a.toString();
    if (text.length - (a < 0n ? 1 : 0) > maxDigits) throw tooLong(maxDigits);
    return text;
  }
  return a < 0n ? `-${decimalText(-a)}` : decimalText(a);
}

function tooLong(maxDigits: number): KernelError {
  return valueError(
    `Exceeds the limit (${maxDigits} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
  );
}

/** The digits of a positive number; of a long one half by half, so that an interrupt is noticed in between. */
function decimalText(a: bigint): string {
  const digits = Math.floor(intBitLength(a) * 0.30103);
  if (digits <= POLLED_DIGITS) return a.toString();
  const low = digits >> 1;
  const power = BigInt(intPow(10, low));
  interrupt.poll();
  const high = bigQuotient(a, power);
  interrupt.poll();
  return decimalText(high) + decimalText(a - bigProduct(high, power)).padStart(low, "0");
}

/** bin(), oct(), hex(). */
export function intWithPrefix(a: Int, base: 2 | 8 | 16): string {
  return (a < 0 ? "-" : "") + PREFIXES[base] + intAbs(a).toString(base);
}

/** Up to so many bytes are made of words of 64 bits; more of hexadecimal digits, which takes linear time. */
export const SHORT_BYTES = 64;
const words = new DataView(new ArrayBuffer(SHORT_BYTES));
const wordBytes = new Uint8Array(words.buffer);

/** The low bytes of a number, the lowest first. */
function wordsToBytes(a: bigint, bytes: Uint8Array): void {
  let rest = a;
  for (let at = 0; at < bytes.length; at += 8) {
    words.setBigUint64(at, BigInt.asUintN(64, rest), true);
    rest >>= 64n;
  }
  for (let i = 0; i < bytes.length; i++) bytes[i] = wordBytes[i];
}

/** The number that these bytes are; bytes beyond the last whole word count as zero. */
function wordsFromBytes(bytes: Uint8Array, littleEndian: boolean): bigint {
  const n = bytes.length;
  const size = (n + 7) & ~7;
  for (let i = 0; i < n; i++) wordBytes[i] = bytes[littleEndian ? i : n - 1 - i];
  for (let i = n; i < size; i++) wordBytes[i] = 0;
  let value = words.getBigUint64(size - 8, true);
  for (let at = size - 16; at >= 0; at -= 8) value = (value << 64n) | words.getBigUint64(at, true);
  return value;
}

/** int.to_bytes. */
export function intToBytes(a: Int, length: number, littleEndian: boolean, signed: boolean): Uint8Array {
  if (length < 0) throw valueError("length argument must be non-negative");
  if (a < 0 && !signed) throw overflowError("can't convert negative int to unsigned");
  if (!fitsBytes(a, length, signed)) throw overflowError("int too big to convert");
  const bytes = zeroBytes(length);
  if (typeof a === "number") {
    let rest = a;
    for (let i = 0; i < length && rest !== 0 && rest !== -1; i++) {
      const low = rest & 255;
      bytes[i] = low;
      rest = (rest - low) / 256;
      if (rest === -1) bytes.fill(255, i + 1);
    }
    if (a === -1) bytes.fill(255);
  } else if (length <= SHORT_BYTES) wordsToBytes(a, bytes);
  else {
    const digits = BigInt.asUintN(length * 8, a).toString(16);
    let end = digits.length - 1;
    for (let i = 0; end > 0; i++, end -= 2) {
      bytes[i] = (hexValue(digits.charCodeAt(end - 1)) << 4) | hexValue(digits.charCodeAt(end));
    }
    if (end === 0) bytes[digits.length >> 1] = hexValue(digits.charCodeAt(0));
  }
  return littleEndian ? bytes : bytes.reverse();
}

/** The value of a digit that toString(16) wrote. */
function hexValue(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}

function fitsBytes(a: Int, length: number, signed: boolean): boolean {
  if (!signed) return intBitLength(a) <= length * 8;
  const bits = intBitLength(a < 0 ? (typeof a === "number" ? a + 1 : normInt(a + 1n)) : a);
  return a === 0 || bits < length * 8;
}

/**
 * Writes the shortest two's complement of a number that needs more than 32 bits, the lowest byte first, and answers its length; undefined when
 * that would be more than SHORT_BYTES.
 */
export function intIntoBytes(a: Int, target: Uint8Array, at: number): number | undefined {
  let top = 0;
  if (typeof a === "number") {
    words.setUint32(0, a, true);
    words.setInt32(4, Math.floor(a / 2 ** 32), true);
  } else {
    let rest = a;
    for (; ; top += 8) {
      if (top === SHORT_BYTES) return undefined;
      const word = BigInt.asIntN(64, rest);
      words.setBigInt64(top, word, true);
      if (word === rest) break;
      rest >>= 64n;
    }
  }
  let end = top + 8;
  const sign = wordBytes[end - 1] > 127 ? 255 : 0;
  // Bytes that only repeat the sign are left out.
  while (end > 1 && wordBytes[end - 1] === sign && wordBytes[end - 2] >> 7 === sign >> 7) end--;
  for (let i = 0; i < end; i++) target[at + i] = wordBytes[i];
  return end;
}

/** The number that `size` bytes are in two's complement, the lowest first. */
export function intFromSignedBytes(bytes: Uint8Array, at: number, size: number): Int {
  if (size <= 6 || size > SHORT_BYTES) return intFromBytes(bytes.subarray(at, at + size), true, true);
  const top = (size - 1) & ~7;
  wordBytes.fill(bytes[at + size - 1] > 127 ? 255 : 0, top, top + 8);
  for (let i = 0; i < size; i++) wordBytes[i] = bytes[at + i];
  let value = words.getBigInt64(top, true);
  for (let word = top - 8; word >= 0; word -= 8) value = (value << 64n) | words.getBigUint64(word, true);
  return normInt(value);
}

/** int.from_bytes. */
export function intFromBytes(bytes: Uint8Array, littleEndian: boolean, signed: boolean): Int {
  const n = bytes.length;
  if (n <= 6) {
    let value = 0;
    for (let i = 0; i < n; i++) value = value * 256 + bytes[littleEndian ? n - 1 - i : i];
    return signed && n > 0 && value >= 2 ** (n * 8 - 1) ? value - 2 ** (n * 8) : value;
  }
  const value =
    n <= SHORT_BYTES
      ? wordsFromBytes(bytes, littleEndian)
      : BigInt(`0x${bytesHex(littleEndian ? bytes.slice().reverse() : bytes)}`);
  return normInt(signed ? BigInt.asIntN(n * 8, value) : value);
}
