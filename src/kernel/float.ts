/**
 * Python's floats: arithmetic rules where they differ from JavaScript's, rounding, text.
 *
 * Both languages compute with the same IEEE doubles; what differs is the sign rules of `//` and `%`, ties in rounding
 * (half to even in Python), and when text switches to exponents. Behaviour: CPython Objects/floatobject.c,
 * Python/pystrtod.c.
 */
import { KernelError, overflowError, rangeError, valueError, zeroDivision } from "./error.ts";
import { expRepr, formatFixed } from "./float-format.ts";
import { type Int, intFromFloat, normInt } from "./int.ts";
import { power } from "./libm/explog.ts";
import type { Str } from "./str.ts";
import { transformDecimalAndSpace } from "./unicode/decimal.ts";

const INF = Number.POSITIVE_INFINITY;

/** repr(float): the shortest digits that read back, exponents below 1e-4 and from 1e16. */
export function floatRepr(value: number): string {
  const magnitude = value < 0 ? -value : value;
  if (magnitude >= 1e-4 && magnitude < 1e16) {
    const text = String(value);
    return Number.isInteger(value) ? `${text}.0` : text;
  }
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  if (Number.isNaN(value)) return "nan";
  if (magnitude === INF) return value > 0 ? "inf" : "-inf";
  return expRepr(value);
}

/** x // y. */
export function floatFloorDiv(x: number, y: number): number {
  if (y === 0) throw zeroDivision();
  const mod = x % y;
  let div = (x - mod) / y;
  if (mod !== 0 && y < 0 !== mod < 0) div -= 1;
  if (div === 0) return 0 * (x / y);
  const floor = Math.floor(div);
  return div - floor > 0.5 ? floor + 1 : floor;
}

/** x % y: the sign of the divisor. */
export function floatMod(x: number, y: number): number {
  if (y === 0) throw zeroDivision();
  const mod = x % y;
  if (mod === 0) return y < 0 || Object.is(y, -0) ? -0 : 0;
  return y < 0 !== mod < 0 ? mod + y : mod;
}

export function floatDiv(x: number, y: number): number {
  if (y === 0) throw zeroDivision();
  return x / y;
}

/** x ** y for what is ordinary: a positive, finite base, a finite exponent and result. Undefined otherwise. */
export function ordinaryPow(x: number, y: number): number | undefined {
  if (!(x > 0 && x < INF) || !Number.isFinite(y)) return undefined;
  const result = y === 2 ? x * x : power(x, y);
  return Number.isFinite(result) ? result : undefined;
}

/** x ** y for real results; `undefined` when the result is complex (a negative base, a fractional exponent). */
export function floatPow(x: number, y: number): number | undefined {
  if (y === 2) {
    const square = x * x;
    if (square === INF && x !== INF && x !== -INF) throw rangeError();
    return square;
  }
  if (y === 0 || x === 1) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (y === INF || y === -INF) {
    const magnitude = Math.abs(x);
    if (magnitude === 1) return 1;
    return y > 0 === magnitude > 1 ? INF : 0;
  }
  const odd = Number.isInteger(y) && Math.abs(y % 2) === 1;
  if (x === INF || x === -INF) {
    if (y > 0) return odd ? x : INF;
    return odd && x < 0 ? -0 : 0;
  }
  if (x === 0) {
    if (y < 0) throw new KernelError("ZeroDivisionError", "zero to a negative power");
    return odd ? x : 0;
  }
  if (x < 0 && !Number.isInteger(y)) return undefined;
  const magnitude = x === -1 ? 1 : power(Math.abs(x), y);
  if (magnitude === INF) throw rangeError();
  return odd && x < 0 ? -magnitude : magnitude;
}

/** round(x): the nearest int, half to even. */
export function floatRoundToInt(x: number): Int {
  return intFromFloat(roundHalfEven(x));
}

export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return rest === 0.5 ? (floor % 2 === 0 ? floor : floor + 1) : x;
}

/** round(x, ndigits), correctly rounded. */
export function floatRound(x: number, ndigits: Int): number {
  if (!Number.isFinite(x)) return x;
  if (ndigits > 323 || x === 0) return x;
  if (ndigits < -308) return 0 * x;
  const n = ndigits as number;
  const rounded = n >= 0 ? Number(formatFixed(Math.abs(x), n)) : roundToTens(Math.abs(x), -n);
  if (rounded === INF) throw overflowError("rounded value too large to represent");
  return x < 0 ? -rounded : rounded;
}

function roundToTens(x: number, count: number): number {
  const whole = BigInt(Math.floor(x));
  const unit = 10n ** BigInt(count);
  const low = whole % unit;
  const twice = low * 2n;
  let rounded = whole - low;
  const exact = Number.isInteger(x);
  if (twice > unit || (twice === unit && (!exact || (rounded / unit) % 2n === 1n))) rounded += unit;
  return Number(rounded);
}

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/** The exponent `e` and mantissa `m` (an integer below 2**53) with |x| = m * 2**e. */
export function decompose(x: number): { mantissa: number; exponent: number } {
  doubles[0] = x;
  const high = words[1] & 0xfffff;
  const biased = (words[1] >>> 20) & 0x7ff;
  if (biased === 0) return { mantissa: high * 4294967296 + words[0], exponent: -1074 };
  return { mantissa: (high + 0x100000) * 4294967296 + words[0], exponent: biased - 1075 };
}

/** frexp: x = m * 2**e with 0.5 <= |m| < 1. */
export function frexp(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  doubles[0] = x;
  let exponent = (words[1] >>> 20) & 0x7ff;
  if (exponent === 0) {
    doubles[0] = x * 2 ** 54;
    exponent = ((words[1] >>> 20) & 0x7ff) - 54;
  }
  words[1] = (words[1] & 0x800fffff) | 0x3fe00000;
  return [doubles[0], exponent - 1022];
}

/** float.as_integer_ratio. */
export function floatAsIntegerRatio(x: number): [Int, Int] {
  if (x === INF || x === -INF) throw overflowError("cannot convert Infinity to integer ratio");
  if (Number.isNaN(x)) throw valueError("cannot convert NaN to integer ratio");
  if (Number.isInteger(x)) return [intFromFloat(x), 1];
  let { mantissa, exponent } = decompose(x);
  while (mantissa % 2 === 0) {
    mantissa /= 2;
    exponent++;
  }
  return [x < 0 ? -mantissa : mantissa, normInt(1n << BigInt(-exponent))];
}

const bits = new DataView(new ArrayBuffer(8));
bits.setUint32(0, 0xfff80000);

/** A NaN with its sign bit set: engines keep the bits of a NaN that is only stored and loaded, though they need not. */
export const NEGATIVE_NAN = bits.getFloat64(0);

/** C's signbit(). */
export function signBit(x: number): boolean {
  if (!Number.isNaN(x)) return x < 0 || Object.is(x, -0);
  bits.setFloat64(0, x);
  return bits.getInt8(0) < 0;
}

const FLOAT = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)$/i;

/** So many digits make an int that is a float, and so do the powers of ten below: their quotient is the float nearest to the text. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, n) => 10 ** n);

/** The float that a short text of digits, with a point and a sign perhaps, stands for; undefined for any other text. */
function plainDecimal(text: string): number | undefined {
  const { length } = text;
  if (length > EXACT_DIGITS) return undefined;
  const negative = text.charCodeAt(0) === 45;
  let digits = 0;
  let point = -1;
  let value = 0;
  for (let i = negative ? 1 : 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits++;
    } else if (digit === -2 && point < 0) {
      point = digits;
    } else {
      return undefined;
    }
  }
  if (digits === 0) return undefined;
  if (point >= 0) value /= POWERS_OF_TEN[digits - point];
  return negative ? -value : value;
}

/** float(text); `undefined` means "could not convert string to float: …". */
export function floatParse(text: Str): number | undefined {
  const plain = typeof text === "string" ? plainDecimal(text) : undefined;
  return plain ?? floatParseAscii(transformDecimalAndSpace(text));
}

/** float() of text in ASCII; bytes come here as Latin-1 text. */
export function floatParseAscii(text: string): number | undefined {
  const body = stripAscii(text);
  const plain = body.includes("_") ? withoutUnderscores(body) : body;
  if (plain === undefined || !FLOAT.test(plain)) return undefined;
  return numberOf(plain);
}

/** The value of text that matches the grammar of floats. */
export function numberOf(text: string): number {
  const last = text.charCodeAt(text.length - 1) | 32;
  if (last === 110) return text[0] === "-" ? NEGATIVE_NAN : Number.NaN;
  if (last === 102 || last === 121) return text[0] === "-" ? -INF : INF;
  return Number(text);
}

/** Text without C's white space around it. */
export function stripAscii(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isCSpace(text.charCodeAt(start))) start++;
  while (end > start && isCSpace(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

const isCSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** Removes underscores that stand between digits; any other makes the text invalid. */
export function withoutUnderscores(text: string): string | undefined {
  return /(^|[^0-9])_|_([^0-9]|$)/.test(text) ? undefined : text.replaceAll("_", "");
}
