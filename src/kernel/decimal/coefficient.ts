/**
 * Coefficients of decimal numbers: ints that are not negative, in the canonical form of Python's ints (`Int`), and their digits.
 * Nothing here makes a text of one: digits are counted by comparison with powers of ten.
 */
import type { Int } from "../int.ts";
import { intBitLength } from "../int-bits.ts";
import { bigQuotient } from "../int-huge.ts";

/** Coefficients of up to so many digits have these counted at once, by comparison with powers of ten that are all kept. */
export const COUNTED = 1024;
/** Powers of ten up to that one; most are made when they are first asked for. */
const POWERS: (bigint | undefined)[] = new Array(COUNTED + 1).fill(undefined);
/** Up to this one they are there from the beginning, and so are their halves. */
const KEPT = 64;
for (let i = 0; i <= KEPT; i++) POWERS[i] = 10n ** BigInt(i);
const HALVES: readonly bigint[] = POWERS.slice(0, KEPT + 1).map((power) => power! / 2n);
/** Others, as long as these have no more digits together. */
const large = new Map<number, bigint>();
const MOST_DIGITS = 1_000_000;
let largeDigits = 0;

/** 10**n as a bigint. */
export function pow10(n: number): bigint {
  if (n > COUNTED) return largePower(n);
  const power = POWERS[n];
  if (power !== undefined) return power;
  POWERS[n] = 10n ** BigInt(n);
  return POWERS[n];
}

function largePower(n: number): bigint {
  let power = large.get(n);
  if (power === undefined) {
    power = 10n ** BigInt(n);
    if (largeDigits > MOST_DIGITS) {
      large.clear();
      largeDigits = 0;
    }
    if (n < 20000) {
      large.set(n, power);
      largeDigits += n;
    }
  }
  return power;
}

/** The doubles nearest to the powers of ten; up to 10**22 they are exact. */
const DOUBLES: number[] = [];
for (let i = 0; i <= 308; i++) DOUBLES.push(Number(`1e${i}`));

/** The most digits that a number, which is no bigint, may have; some of as many are bigints. */
export const NUMBER_DIGITS = 16;

/** coeff * 10**n. */
export function shiftLeft(coeff: Int, n: number): Int {
  if (n === 0 || coeff === 0) return coeff;
  if (typeof coeff === "number" && n < NUMBER_DIGITS) {
    const shifted = coeff * DOUBLES[n];
    if (shifted <= Number.MAX_SAFE_INTEGER) return shifted;
  }
  return BigInt(coeff) * pow10(n);
}

const BIG_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** A coefficient that was computed as a bigint, in canonical form. */
export function canonical(coeff: Int): Int {
  return typeof coeff === "number" || coeff > BIG_SAFE ? coeff : Number(coeff);
}

/** a + b. A sum of coefficients is never smaller than they are, so it is canonical as it is made. */
export function sumOf(a: Int, b: Int): Int {
  if (typeof a === "number") {
    if (typeof b === "bigint") return BigInt(a) + b;
    const sum = a + b;
    return sum <= Number.MAX_SAFE_INTEGER ? sum : BigInt(a) + BigInt(b);
  }
  return typeof b === "number" ? a + BigInt(b) : a + b;
}

/** a / b, rounded down. */
export function quotientOf(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") return Math.floor(a / b);
  return canonical(bigQuotient(BigInt(a), BigInt(b)));
}

/** Number of decimal digits; 1 for zero. The coefficient may be a small bigint too. */
export function countDigits(coeff: Int): number {
  if (typeof coeff === "number") {
    if (coeff < 1e8) {
      if (coeff < 1e4) return coeff < 100 ? (coeff < 10 ? 1 : 2) : coeff < 1000 ? 3 : 4;
      return coeff < 1e6 ? (coeff < 1e5 ? 5 : 6) : coeff < 1e7 ? 7 : 8;
    }
    if (coeff < 1e12) return coeff < 1e10 ? (coeff < 1e9 ? 9 : 10) : coeff < 1e11 ? 11 : 12;
    return coeff < 1e14 ? (coeff < 1e13 ? 13 : 14) : coeff < 1e15 ? 15 : 16;
  }
  const rounded = Number(coeff);
  if (rounded < 1e15) return countDigits(rounded);
  if (rounded < 1e308) {
    // Rounding keeps order: only a double that is itself a rounded power of ten leaves open on which side the coefficient is.
    let n = Math.floor(Math.log10(rounded));
    while (rounded >= DOUBLES[n]) n++;
    while (rounded < DOUBLES[n - 1]) n--;
    return rounded === DOUBLES[n - 1] && coeff < pow10(n - 1) ? n - 1 : n;
  }
  let digits = fewestDigits(intBitLength(coeff));
  while (coeff >= pow10(digits)) digits++;
  return digits;
}

/** How many digits a number of so many bits has at least; one of a few more than these at most. */
function fewestDigits(bits: number): number {
  return Math.floor((bits - 1) * Math.LOG10E * Math.LN2);
}

/** No fewer than the digits of a coefficient, and hardly more: for long ones, whose digits are not to be counted. */
export function digitsAtMost(coeff: bigint): number {
  return fewestDigits(intBitLength(coeff)) + 2;
}

/** The digits of a big coefficient that has `most` of them or one fewer; 0 where counting them is better left for later. */
export function digitsNear(coeff: Int, most: number): number {
  if (typeof coeff === "number" || most > COUNTED) return 0;
  return coeff < pow10(most - 1) ? most - 1 : most;
}

/** Whether a coefficient has no more than `n` digits. */
export function hasAtMost(coeff: Int, n: number): boolean {
  return typeof coeff === "number" ? n >= NUMBER_DIGITS || coeff < DOUBLES[n] : coeff < pow10(n);
}

/** What a right shift dropped: nothing, less than half a unit, half, or more. */
export const NOTHING = 0;
export const BELOW_HALF = 1;
export const HALF = 2;
export const ABOVE_HALF = 3;

/** What a dropped part is, when something that is not zero follows it. */
export function dropMore(rest: number): number {
  return rest === NOTHING ? BELOW_HALF : rest === HALF ? ABOVE_HALF : rest;
}

/** What the last `shiftRight` dropped. */
export let dropped: number = NOTHING;

/** From so many digits on, kept and dropped, a few bits of the fraction are sooner computed than the rest of a division. */
const FRACTION_DIGITS = 150;
const FRACTION_BITS = 32;
const HALF_FRACTION = 2 ** (FRACTION_BITS - 1);

/** Drops `n` digits of a coefficient of `digits` digits. */
export function shiftRight(coeff: Int, digits: number, n: number): Int {
  if (coeff === 0 || n <= 0) {
    dropped = NOTHING;
    return coeff;
  }
  if (n > digits) {
    dropped = BELOW_HALF;
    return 0;
  }
  if (typeof coeff === "number") {
    const unit = DOUBLES[n];
    const quotient = Math.floor(coeff / unit);
    const rest = coeff - quotient * unit;
    if (rest === 0) dropped = NOTHING;
    else dropped = rest * 2 < unit ? BELOW_HALF : rest * 2 === unit ? HALF : ABOVE_HALF;
    return quotient;
  }
  const unit = pow10(n);
  let quotient: bigint;
  if (n >= FRACTION_DIGITS && digits - n >= FRACTION_DIGITS) {
    const fixed = (coeff << BigInt(FRACTION_BITS)) / unit;
    const fraction = Number(BigInt.asUintN(FRACTION_BITS, fixed));
    quotient = fixed >> BigInt(FRACTION_BITS);
    if (fraction !== 0 && fraction !== HALF_FRACTION) {
      dropped = fraction < HALF_FRACTION ? BELOW_HALF : ABOVE_HALF;
      return canonical(quotient);
    }
  } else quotient = coeff / unit;
  const rest = coeff - quotient * unit;
  if (rest === 0n) dropped = NOTHING;
  else {
    const half = n <= KEPT ? HALVES[n] : unit >> 1n;
    dropped = rest < half ? BELOW_HALF : rest === half ? HALF : ABOVE_HALF;
  }
  return canonical(quotient);
}

export function isOddCoefficient(coeff: Int): boolean {
  return typeof coeff === "number" ? coeff % 2 === 1 : (coeff & 1n) === 1n;
}

/** Whether the last digit is 0 or 5. */
export function isMultipleOf5(coeff: Int): boolean {
  return typeof coeff === "number" ? coeff % 5 === 0 : coeff % 5n === 0n;
}

/** Remainders by this power of ten are numbers. */
const LOW_DIGITS = 15;
const LOW_UNIT = 10n ** BigInt(LOW_DIGITS);

/** How many zeros, `limit` at most, end a coefficient that is not zero. */
export function trailingZeros(coeff: Int, limit = Number.POSITIVE_INFINITY): number {
  let count = 0;
  if (typeof coeff === "number") {
    for (let rest = coeff; count < limit && rest % 10 === 0; count++) rest /= 10;
    return count;
  }
  // No more than the zero bits at its end, which mostly are few and quickly counted.
  const most = Math.min(limit, trailingZeroBits(coeff));
  if (most === 0) return 0;
  const low = Number(coeff % LOW_UNIT);
  if (low !== 0) return trailingZeros(low, most);
  if (most <= LOW_DIGITS) return most;
  let rest = coeff;
  let step = 1;
  for (const half = Math.min(most, digitsAtMost(coeff)) / 2; step <= half; step *= 2);
  for (; step > 0; step >>= 1) {
    if (count + step > most) continue;
    const unit = pow10(step);
    if (rest % unit === 0n) {
      rest /= unit;
      count += step;
    }
  }
  return count;
}

/** How many zero bits end a big integer that is not zero; Infinity for 32 and more. */
function trailingZeroBits(value: bigint): number {
  const low = Number(BigInt.asUintN(32, value));
  return low === 0 ? Number.POSITIVE_INFINITY : 31 - Math.clz32(low & -low);
}
