/**
 * Python's integers: arithmetic and comparison.
 *
 * An `Int` is a JavaScript number when it is a safe integer (and then never -0), else a bigint. Each function takes and
 * returns canonical values. The number case comes first and stays monomorphic; everything else goes through `BigInt`.
 * A double result in the safe range proves that the exact result is the same: rounding never enters that range.
 * Behaviour: CPython Objects/longobject.c.
 */
import { KernelError, memoryError, overflowError, valueError, zeroDivision } from "./error.ts";
import { intBitLength } from "./int-bits.ts";
import { bigProduct, bigQuotient, bigRemainder } from "./int-huge.ts";

/** A Python int: a safe integer as number, else a bigint. */
export type Int = number | bigint;

const MAX = Number.MAX_SAFE_INTEGER;
const BIG_MAX = BigInt(MAX);
const BIG_MIN = -BIG_MAX;
const TWO32 = 4294967296;

/** From 2**0 to 2**63: the engine takes many times as long for a power whose exponent it does not know. */
export const POWERS_OF_2: readonly number[] = Array.from({ length: 64 }, (_, exponent) => 2 ** exponent);

/** Brings a bigint into canonical form. */
export function normInt(value: bigint): Int {
  return value <= BIG_MAX && value >= BIG_MIN ? Number(value) : value;
}

/** The Int equal to an integral double of any size. */
export function intFromNumber(value: number): Int {
  return value <= MAX && value >= -MAX ? value + 0 : BigInt(value);
}

/** A result that does not fit the engine (its RangeError) is Python's MemoryError. */
function tooBig(error: unknown): unknown {
  return error instanceof RangeError ? memoryError() : error;
}

function bigAdd(a: Int, b: Int): Int {
  try {
    return normInt(typeof a === "bigint" && typeof b === "bigint" ? a + b : BigInt(a) + BigInt(b));
  } catch (error) {
    throw tooBig(error);
  }
}

function bigSub(a: Int, b: Int): Int {
  try {
    return normInt(typeof a === "bigint" && typeof b === "bigint" ? a - b : BigInt(a) - BigInt(b));
  } catch (error) {
    throw tooBig(error);
  }
}

/** The product of numbers that is none, or of others: but for zero it is no smaller than they are, so it is canonical as it is made. */
function bigMul(a: Int, b: Int): Int {
  if (a === 0 || b === 0) return 0;
  try {
    if (typeof a === "bigint") return typeof b === "bigint" ? bigProduct(a, b) : a * BigInt(b);
    return BigInt(a) * BigInt(b);
  } catch (error) {
    throw tooBig(error);
  }
}

function bigShift(a: Int, count: number): Int {
  try {
    return normInt(BigInt(a) << BigInt(count));
  } catch (error) {
    throw tooBig(error);
  }
}

export function intAdd(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (sum <= MAX && sum >= -MAX) return sum;
  }
  return bigAdd(a, b);
}

export function intSub(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (difference <= MAX && difference >= -MAX) return difference;
  }
  return bigSub(a, b);
}

export function intMul(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (product <= MAX && product >= -MAX) return product + 0;
  }
  return bigMul(a, b);
}

export function intNeg(a: Int): Int {
  return typeof a === "number" ? 0 - a : -a;
}

export function intAbs(a: Int): Int {
  return a < 0 ? intNeg(a) : a;
}

/** Floor division. For safe integers the rounded quotient never reaches the next integer, so `Math.floor` is exact. */
export function intFloorDiv(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if (b === 0) throw zeroDivision();
    return Math.floor(a / b) + 0;
  }
  return normInt(bigFloorDiv(BigInt(a), BigInt(b)));
}

function bigFloorDiv(a: bigint, b: bigint): bigint {
  if (b === 0n) throw zeroDivision();
  const quotient = bigQuotient(a, b);
  return a < 0n !== b < 0n && bigProduct(quotient, b) !== a ? quotient - 1n : quotient;
}

export function intMod(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if (b === 0) throw zeroDivision();
    const rest = a % b;
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
  }
  return normInt(bigMod(BigInt(a), BigInt(b)));
}

function bigMod(a: bigint, b: bigint): bigint {
  if (b === 0n) throw zeroDivision();
  const rest = bigRemainder(a, b);
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

export function intDivMod(a: Int, b: Int): [Int, Int] {
  if (typeof a === "number" && typeof b === "number") return [intFloorDiv(a, b), intMod(a, b)];
  const x = BigInt(a);
  const y = BigInt(b);
  if (y === 0n) throw zeroDivision();
  let quotient = bigQuotient(x, y);
  let rest = x - bigProduct(quotient, y);
  if (rest !== 0n && rest < 0n !== y < 0n) {
    quotient -= 1n;
    rest += y;
  }
  return [normInt(quotient), normInt(rest)];
}

/** The shift count as number; a count no result can survive is `Infinity`. */
function shiftCount(n: Int): number {
  if (n < 0) throw valueError("negative shift count");
  return typeof n === "number" ? n : Number.POSITIVE_INFINITY;
}

export function intLShift(a: Int, n: Int): Int {
  const count = shiftCount(n);
  if (a === 0) return 0;
  if (typeof a === "number" && count < 54) {
    const shifted = a * POWERS_OF_2[count];
    if (shifted <= MAX && shifted >= -MAX) return shifted;
  }
  if (typeof n !== "number") throw overflowError("too many digits in integer");
  if (count > 0x40000000) throw memoryError();
  return bigShift(a, count);
}

export function intRShift(a: Int, n: Int): Int {
  const count = shiftCount(n);
  if (typeof a === "number") {
    if (count < 32 && a === (a | 0)) return a >> count;
    return count > 60 ? (a < 0 ? -1 : 0) : Math.floor(a / POWERS_OF_2[count]);
  }
  if (count > 0x40000000) return a < 0n ? -1 : 0;
  return normInt(a >> BigInt(count));
}

/** The value with these two's complement halves: `high` signed, of at most 22 bits, `low` any int32. */
function fromHalves(high: number, low: number): Int {
  const value = high * TWO32 + (low >>> 0);
  return value >= -MAX ? value : BigInt(value);
}

export function intAnd(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const low = a & b;
    if (a === (a | 0) && b === (b | 0)) return low;
    return fromHalves(Math.floor(a / TWO32) & Math.floor(b / TWO32), low);
  }
  return normInt(BigInt(a) & BigInt(b));
}

export function intOr(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const low = a | b;
    if (a === (a | 0) && b === (b | 0)) return low;
    return fromHalves(Math.floor(a / TWO32) | Math.floor(b / TWO32), low);
  }
  return normInt(BigInt(a) | BigInt(b));
}

export function intXor(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const low = a ^ b;
    if (a === (a | 0) && b === (b | 0)) return low;
    return fromHalves(Math.floor(a / TWO32) ^ Math.floor(b / TWO32), low);
  }
  return normInt(BigInt(a) ^ BigInt(b));
}

export function intInvert(a: Int): Int {
  if (typeof a === "number") {
    const value = -1 - a;
    if (value >= -MAX) return value;
  }
  return normInt(~BigInt(a));
}

/** -1, 0 or 1. Mixed `<` between number and bigint is exact in JavaScript. */
export function intCompare(a: Int, b: Int): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function intSign(a: Int): number {
  return a > 0 ? 1 : a < 0 ? -1 : 0;
}

/** The double nearest to `a`. */
export function intToFloat(a: Int): number {
  if (typeof a === "number") return a;
  const value = Number(a);
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    throw overflowError("int too large to convert to float");
  }
  return value;
}

/** int(x): truncation. */
export function intFromFloat(value: number): Int {
  if (value <= MAX && value >= -MAX) return Math.trunc(value) + 0;
  if (Number.isNaN(value)) throw valueError("cannot convert float NaN to integer");
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    throw overflowError("cannot convert float infinity to integer");
  }
  return BigInt(value);
}

/** x * 2**exp in steps that stay exact as long as the final result is exact. */
export function scale2(value: number, exp: number): number {
  while (exp < -1000) {
    value *= 2 ** -1000;
    exp += 1000;
  }
  while (exp > 1000) {
    value *= 2 ** 1000;
    exp -= 1000;
  }
  return value * 2 ** exp;
}

/** a / b, correctly rounded (CPython long_true_divide). */
export function intTrueDiv(a: Int, b: Int): number {
  if (typeof a === "number" && typeof b === "number") {
    if (b === 0) throw zeroDivision();
    return a / b;
  }
  if (b === 0) throw zeroDivision();
  const negative = a < 0 !== b < 0;
  if (a === 0) return negative ? -0 : 0;
  const x = BigInt(intAbs(a));
  const y = BigInt(intAbs(b));
  const diff = intBitLength(a) - intBitLength(b);
  if (diff > 1024) throw overflowError("integer division result too large for a float");
  if (diff < -1076) return negative ? -0 : 0;
  const shift = Math.max(diff, -1021) - 55;
  const scaledX = shift <= 0 ? x << BigInt(-shift) : x;
  const scaledY = shift > 0 ? y << BigInt(shift) : y;
  let quotient = scaledX / scaledY;
  if (quotient * scaledY !== scaledX) quotient |= 1n;
  // With a bit for what is left, the conversion rounds as the quotient itself would be rounded.
  if (diff > -1000 && diff < 1000) {
    const result = scale2(Number(quotient), shift);
    return negative ? -result : result;
  }
  const bits = intBitLength(normInt(quotient));
  const extra = Math.max(bits, -1021 - shift) - 53;
  const result = scale2(Number(roundBits(quotient, extra)), shift);
  if (result === Number.POSITIVE_INFINITY) throw overflowError("integer division result too large for a float");
  return negative ? -result : result;
}

/** Rounds away the lowest `count` bits, half to even; they become zeros. */
function roundBits(value: bigint, count: number): bigint {
  const unit = 1n << BigInt(count);
  const low = value & (unit - 1n);
  const half = unit >> 1n;
  value -= low;
  return low > half || (low === half && (value & unit) !== 0n) ? value + unit : value;
}

/** Compares an int with a float exactly: -1, 0, 1, or NaN for unordered. */
export function intCompareFloat(a: Int, b: number): number {
  return a < b ? -1 : a > b ? 1 : Number.isNaN(b) ? Number.NaN : 0;
}

/** The int as an index or count: a safe number, or an OverflowError with CPython's text. */
export function intToSsize(a: Int, typeName = "int"): number {
  if (typeof a === "number") return a;
  if (a >= -9223372036854775808n && a <= 9223372036854775807n) return Number(a);
  throw new KernelError("OverflowError", `cannot fit '${typeName}' into an index-sized integer`);
}
