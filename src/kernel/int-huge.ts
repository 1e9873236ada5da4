/**
 * Products, quotients and remainders of ints of millions of bits, in steps.
 *
 * One operation of the engine on such numbers takes up to minutes and cannot be interrupted. Here factors are split (Karatsuba) and
 * dividends too (Burnikel and Ziegler, "Fast Recursive Division", 1998) until a step takes less than a tenth of a second;
 * `interrupt` is polled between steps. The splitting costs time, so it begins only where a step would be longer than that. Short quotients
 * of long numbers are found from the leading bits much sooner than the engine finds them.
 */
import { intBitLength } from "./int-bits.ts";
import { charge, interrupt } from "./interrupt.ts";

/** Factors of fewer bits are one step. */
const FACTOR_BITS = 1 << 24;
/** Dividends of fewer bits are one step. */
const DIVIDEND_BITS = 1 << 22;

/** A number from which on it is worth asking how long an operation takes; comparing two bigints of unlike length takes no time. */
const HUGE = 1n << BigInt(DIVIDEND_BITS);
const MINUS_HUGE = -HUGE;

/** A number from which on an operation takes long enough to be charged for, and as how many steps. */
const LONG = 1n << 100_000n;
const MINUS_LONG = -LONG;
const LONG_STEPS = 1 << 12;

/** From here on the engine divides by a method whose time does not follow from the quotient's length. */
const WIDE = 1n << 4096n;
const MINUS_WIDE = -WIDE;

function isWide(a: bigint): boolean {
  return a > WIDE || a < MINUS_WIDE;
}

function isLong(a: bigint): boolean {
  return a > LONG || a < MINUS_LONG;
}

function isHuge(a: bigint): boolean {
  return a > HUGE || a < MINUS_HUGE;
}

export function bigProduct(a: bigint, b: bigint): bigint {
  if (!isLong(a) || !isLong(b)) return a * b;
  charge(LONG_STEPS);
  return isHuge(a) || isHuge(b) ? hugeProduct(a, b) : a * b;
}

function hugeProduct(a: bigint, b: bigint): bigint {
  const bits = intBitLength(a);
  const otherBits = intBitLength(b);
  if (bits < otherBits) return hugeProduct(b, a);
  if (bits < FACTOR_BITS) return a * b;
  const half = BigInt(bits >> 1);
  interrupt.poll();
  if (otherBits <= bits >> 1) return (bigProduct(a >> half, b) << half) + bigProduct(BigInt.asUintN(bits >> 1, a), b);
  const square = a === b;
  const aHigh = a >> half;
  const aLow = BigInt.asUintN(bits >> 1, a);
  const bHigh = square ? aHigh : b >> half;
  const bLow = square ? aLow : BigInt.asUintN(bits >> 1, b);
  const low = bigProduct(aLow, bLow);
  interrupt.poll();
  const high = bigProduct(aHigh, bHigh);
  interrupt.poll();
  const aSum = aLow + aHigh;
  const middle = bigProduct(aSum, square ? aSum : bLow + bHigh) - low - high;
  return low + (middle << half) + (high << (half * 2n));
}

/** The quotient, rounded towards zero, of a number by one that is not 0. */
export function bigQuotient(a: bigint, b: bigint): bigint {
  if (!isWide(a)) return a / b;
  if (isLong(a)) charge(LONG_STEPS);
  if (!isWide(b) && !isHuge(a)) return a / b;
  const quotient = quotientOfMagnitudes(a < 0n ? -a : a, b < 0n ? -b : b);
  return a < 0n === b < 0n ? quotient : -quotient;
}

/** So many bits more than the quotient's are enough to be nearly always certain of it. */
const SPARE_BITS = 64;

/** Lengths are found in steps of so many bits, by comparison with powers of two; those are made when they are first needed. */
const STEP = 512;
const MOST_STEPS = 128;
const LONGEST = 1n << BigInt(STEP * MOST_STEPS);
const STEPS: (bigint | undefined)[] = new Array(MOST_STEPS).fill(undefined);

function stepPower(i: number): bigint {
  const power = STEPS[i];
  if (power !== undefined) return power;
  const made = 1n << BigInt(i * STEP);
  STEPS[i] = made;
  return made;
}

/** How many steps long a number is, rounded down. */
function stepsOf(a: bigint): number {
  if (a >= LONGEST) return MOST_STEPS;
  let low = 0;
  let high = MOST_STEPS;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (a < stepPower(middle)) high = middle;
    else low = middle;
  }
  return low;
}

/** Quotients below it are certain from the leading bits that one step of the divisor's length leaves at least. */
const SHORT_QUOTIENT = 2 ** (STEP / 2 - SPARE_BITS);

/** A quotient much shorter than the divisor is that of the leading bits, unless the bits that follow might make it less by one. */
function quotientOfMagnitudes(a: bigint, b: bigint): bigint {
  if (a < b) return 0n;
  const steps = stepsOf(b);
  if (steps > 0 && steps < MOST_STEPS) {
    const shift = BigInt(steps * STEP - STEP / 2);
    const top = (a >> shift) + 1n;
    const bottom = b >> shift;
    if (Number(top) / Number(bottom) < SHORT_QUOTIENT) {
      const quotient = top / bottom;
      if (top - quotient * bottom > quotient) return quotient;
    }
  }
  const divisorBits = intBitLength(b);
  const surplus = 2 * divisorBits - intBitLength(a) - SPARE_BITS;
  if (surplus > divisorBits >> 3) {
    const shift = BigInt(surplus);
    // The dividend rounded up and the divisor rounded down: never too little.
    const [quotient, rest] = divideMagnitudes((a >> shift) + 1n, b >> shift);
    if (rest > quotient) return quotient;
  }
  return divideMagnitudes(a, b)[0];
}

/** The remainder, with the sign of the dividend. */
export function bigRemainder(a: bigint, b: bigint): bigint {
  if (!isWide(a)) return a % b;
  if (isLong(a)) charge(LONG_STEPS);
  if (!isWide(b) && !isHuge(a)) return a % b;
  const [, rest] = divideMagnitudes(a < 0n ? -a : a, b < 0n ? -b : b);
  return a < 0n ? -rest : rest;
}

function divideMagnitudes(a: bigint, b: bigint): [quotient: bigint, rest: bigint] {
  if (a < b) return [0n, a];
  if (a < WIDE) return divideAtOnce(a, b);
  const bits = intBitLength(a);
  const divisorBits = intBitLength(b);
  const quotientBits = bits - divisorBits;
  const surplus = divisorBits - quotientBits - 2;
  if (bits > DIVIDEND_BITS) interrupt.poll();
  if (surplus > divisorBits >> 3) return divideByLeadingBits(a, b, surplus);
  return bits <= DIVIDEND_BITS ? divideAtOnce(a, b) : divideInHalves(a, b, quotientBits >> 1);
}

function divideAtOnce(a: bigint, b: bigint): [bigint, bigint] {
  const quotient = a / b;
  return [quotient, a - quotient * b];
}

/** The upper part of the dividend first, then what that leaves together with the lower part. */
function divideInHalves(a: bigint, b: bigint, lowBits: number): [bigint, bigint] {
  const shift = BigInt(lowBits);
  const [high, carried] = divideMagnitudes(a >> shift, b);
  const [low, rest] = divideMagnitudes((carried << shift) + BigInt.asUintN(lowBits, a), b);
  return [(high << shift) + low, rest];
}

/** A quotient much shorter than the divisor depends on the leading bits, but for an excess of a few units. */
function divideByLeadingBits(a: bigint, b: bigint, surplus: number): [bigint, bigint] {
  const shift = BigInt(surplus);
  let [quotient] = divideMagnitudes(a >> shift, b >> shift);
  let rest = a - bigProduct(quotient, b);
  while (rest < 0n) {
    quotient -= 1n;
    rest += b;
  }
  return [quotient, rest];
}
