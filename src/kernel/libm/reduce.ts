/**
 * Angles modulo pi/2, as a pair of doubles precise in every bit of both.
 *
 * Up to LIMIT, multiples of pi/2 are subtracted in parts of 33 bits, whose products are exact. Beyond it the mantissa meets only those
 * bits of 2/pi that matter (Payne and Hanek), in limbs of 24 bits whose products and columns are exact in doubles.
 */
import { fixedPi, low, productError, sumError } from "./pairs.ts";

/** Here a quadrant has at most 20 bits. */
const LIMIT = 1.6e6;
/** pi/2, 33 bits at a time, and the rest. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.022266248711166e-21;
const HALF_PI_4 = 8.4784276603689e-32;
/** pi/2 as a pair; and 2/pi. */
export const HALF_PI = Math.PI / 2;
export const HALF_PI_LOW = 6.123233995736766e-17;
export const PER_QUADRANT = 0.6366197723675814;

/** The quadrant of the last reduction. */
export const quadrant = new Int32Array(1);

const LIMB = 2 ** 24;
/** 2/pi: limbs after the point. */
const LIMBS = 52;
let perQuadrant: Float64Array | undefined;

/** The angle within its quadrant, between -pi/4 and pi/4, of any finite x. */
export function reduce(x: number): number {
  if (Math.abs(x) > LIMIT) return reduceHuge(x);
  if (Math.abs(x) < 0.75) {
    quadrant[0] = 0;
    low[0] = 0;
    return x;
  }
  const n = Math.round(x * PER_QUADRANT);
  quadrant[0] = n;
  const first = x - n * HALF_PI_1;
  const second = first - n * HALF_PI_2;
  const third = second - n * HALF_PI_3;
  const rest = sumError(first, -n * HALF_PI_2, second) + sumError(second, -n * HALF_PI_3, third) - n * HALF_PI_4;
  const r = third + rest;
  low[0] = third - r + rest;
  return r;
}

function limbsOfTwoOverPi(): Float64Array {
  const bits = LIMBS * 24;
  const value = (1n << BigInt(2 * bits + 1)) / fixedPi(bits);
  return Float64Array.from({ length: LIMBS }, (_, i) => Number((value >> BigInt(bits - 24 * (i + 1))) & 0xffffffn));
}

const buffer = new Float64Array(1);
const view = new Uint32Array(buffer.buffer);
/** Columns of the product: from the bits of weight 2**24 down. */
const columns = new Float64Array(9);

function reduceHuge(x: number): number {
  perQuadrant ??= limbsOfTwoOverPi();
  const table = perQuadrant;
  buffer[0] = x;
  const exponent = ((view[1] >>> 20) & 0x7ff) - 1023;
  view[1] = (view[1] & 0xfffff) | 0x3ff00000;
  // |x| = m * 2**(24 * (steps + 1)) with m in three limbs after the point: what the first `steps - 1` limbs of 2/pi contribute are whole turns.
  const steps = Math.floor(exponent / 24);
  let rest = buffer[0] * 2 ** (exponent - 24 * steps);
  const m0 = Math.floor(rest);
  rest = (rest - m0) * LIMB;
  const m1 = Math.floor(rest);
  rest = (rest - m1) * LIMB;
  const m2 = Math.floor(rest);
  const m3 = (rest - m2) * LIMB;
  for (let i = 0; i < 9; i++) {
    // The column that weighs 2**(-24 * i): limbs of x times limbs of 2/pi.
    const j = steps + i - 1;
    columns[i] =
      (j < 0 ? 0 : m0 * table[j]) +
      (j < 1 ? 0 : m1 * table[j - 1]) +
      (j < 2 ? 0 : m2 * table[j - 2]) +
      (j < 3 ? 0 : m3 * table[j - 3]);
  }
  for (let i = 8; i > 0; i--) {
    const carry = Math.floor(columns[i] / LIMB);
    columns[i] -= carry * LIMB;
    columns[i - 1] += carry;
  }
  let n = columns[0] % 4;
  // The fraction is to lie between -1/2 and 1/2.
  if (columns[1] >= LIMB / 2) {
    n++;
    for (let i = 1; i < 9; i++) columns[i] = columns[i] - (LIMB - 1);
    columns[8]--;
  }
  let fraction = 0;
  let fractionLow = 0;
  let weight = 1 / LIMB;
  for (let i = 1; i < 9; i++) {
    const term = columns[i] * weight;
    const sum = fraction + term;
    fractionLow += sumError(fraction, term, sum);
    fraction = sum;
    weight /= LIMB;
  }
  const r = fraction * HALF_PI;
  const lost = productError(fraction, HALF_PI, r) + fraction * HALF_PI_LOW + fractionLow * HALF_PI;
  const sign = x < 0 ? -1 : 1;
  quadrant[0] = sign * n;
  const high = r + lost;
  low[0] = sign * (r - high + lost);
  return sign * high;
}
