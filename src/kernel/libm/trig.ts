/**
 * sin, cos and tan, rounded to the nearest double but for one or two arguments in a thousand, as in current C libraries.
 *
 * JavaScript leaves the last bit to the engine. Here an angle is n steps of the circle and a small d that is known to about 100 bits. The
 * sines of all steps are in a table of pairs of doubles; what is computed in plain doubles, from d, is small against them. Where the
 * result is near 0, a series gives sin r - r instead. The table is made when first needed, in fixed point with bigints.
 */
import { fixedPi, low, productError, setPair } from "./pairs.ts";
import { PER_QUADRANT, quadrant, reduce } from "./reduce.ts";

/** Steps of the circle, and one in three parts, the first two of 30 bits: their multiples up to LIMIT are exact. */
const CIRCLE = 512;
const FULL = CIRCLE - 1;
const QUARTER = CIRCLE / 4;
const STEP_1 = 0.012271846295334399;
const STEP_2 = 7.750731087215017e-12;
const STEP_3 = 4.039205454526645e-21;
const LIMIT = 1e5;
const PER_STEP = PER_QUADRANT * QUARTER;
/** Added to a number and subtracted again, it takes the fraction away. */
const ROUNDER = 6755399441055744;
/** Below, r itself is the high part of sin r. */
const SMALL = 0.126;

/** The sine of each step, in pairs; a quarter more than a circle, so that the cosine is always a quarter further on. */
const circle = new Float64Array((CIRCLE + QUARTER) * 2);
/** Up to where `sin` and `cos` count steps themselves: nowhere before the table is ready. */
let limit = 0;

function prepare(): void {
  if (limit !== 0) return;
  limit = LIMIT;
  const bits = 128n;
  const one = 1n << bits;
  const step = fixedPi(128) / BigInt(CIRCLE / 2);
  // sin and cos of a step by their series, the others by the addition theorems.
  let sinStep = 0n;
  let cosStep = 0n;
  for (let n = 0n, term = one; term !== 0n; n++, term = ((term * step) >> bits) / n) {
    const signed = n & 2n ? -term : term;
    if (n & 1n) sinStep += signed;
    else cosStep += signed;
  }
  for (let k = 0, s = 0n, c = one; k <= QUARTER / 2; k++) {
    setPair(s, 128, circle, 2 * k);
    setPair(c, 128, circle, 2 * (QUARTER - k));
    [s, c] = [(s * cosStep + c * sinStep) >> bits, (c * cosStep - s * sinStep) >> bits];
  }
  const half = CIRCLE / 2;
  for (let k = QUARTER + 1; k < CIRCLE + QUARTER; k++) {
    const from = 2 * Math.abs(half - k);
    const sign = k <= half ? 1 : -1;
    circle[2 * k] = sign * circle[from];
    circle[2 * k + 1] = sign * circle[from + 1];
  }
}

/** sin r - r for |r| < SMALL; z is r * r. */
function seriesOfSin(r: number, z: number): number {
  return r * z * (z * (1 / 120 + z * (z * (1 / 362880 - z * (1 / 39916800)) - 1 / 5040)) - 1 / 6);
}

/** The sine of r + l and `more` steps, for |r| <= pi/4, as a pair. */
function onCircle(r: number, l: number, more: number): number {
  const k = r * PER_STEP + ROUNDER - ROUNDER;
  const whole = r - k * STEP_1;
  const part = k * STEP_2;
  const d = whole - part;
  const z = d * d;
  const i = ((k + more) & FULL) << 1;
  const high = circle[i];
  const slope = circle[i + 2 * QUARTER];
  low[0] =
    circle[i + 1] +
    slope * (whole - d - part + l - k * STEP_3 + d * z * (z * (1 / 120) - 1 / 6)) +
    d * circle[i + 2 * QUARTER + 1] -
    high * (z * (z * (z * (1 / 720) - 1 / 24) + 0.5)) +
    slope * d;
  return high;
}

/** sin(x + turn pi/2) for any x. */
function reduced(x: number, turn: number): number {
  if (!(x - x === 0)) return x - x;
  if (x === 0) return turn === 0 ? x : 1;
  prepare();
  const r = reduce(x);
  const l = low[0];
  const n = quadrant[0] + turn;
  if ((n & 1) === 0 && r < SMALL && r > -SMALL) {
    const z = r * r;
    const v = r + (seriesOfSin(r, z) + (l - l * z * 0.5));
    return n & 2 ? -v : v;
  }
  return onCircle(r, l, n * QUARTER) + low[0];
}

// The common case: one function without calls, small enough for V8 to inline it into loops, its doubles unboxed. So `cos` repeats what `sin` does.

export function sin(x: number): number {
  if (!(Math.abs(x) < limit)) return reduced(x, 0);
  const n = x * PER_STEP + ROUNDER - ROUNDER;
  const i = (n & FULL) << 1;
  const high = circle[i];
  if (high < SMALL && high > -SMALL) return reduced(x, 0);
  const whole = x - n * STEP_1;
  const part = n * STEP_2;
  const first = whole - part;
  const last = n * STEP_3;
  const d = first - last;
  const z = d * d;
  const slope = circle[i + 2 * QUARTER];
  return (
    high +
    (circle[i + 1] +
      slope * (whole - first - part + (first - d - last) + d * z * (z * (1 / 120) - 1 / 6)) +
      d * circle[i + 2 * QUARTER + 1] -
      high * (z * (z * (z * (1 / 720) - 1 / 24) + 0.5)) +
      slope * d)
  );
}

export function cos(x: number): number {
  if (!(Math.abs(x) < limit)) return reduced(x, 1);
  const n = x * PER_STEP + ROUNDER - ROUNDER;
  const i = ((n + QUARTER) & FULL) << 1;
  const high = circle[i];
  if (high < SMALL && high > -SMALL) return reduced(x, 1);
  const whole = x - n * STEP_1;
  const part = n * STEP_2;
  const first = whole - part;
  const last = n * STEP_3;
  const d = first - last;
  const z = d * d;
  const slope = circle[i + 2 * QUARTER];
  return (
    high +
    (circle[i + 1] +
      slope * (whole - first - part + (first - d - last) + d * z * (z * (1 / 120) - 1 / 6)) +
      d * circle[i + 2 * QUARTER + 1] -
      high * (z * (z * (z * (1 / 720) - 1 / 24) + 0.5)) +
      slope * d)
  );
}

export function tan(x: number): number {
  if (!(Math.abs(x) < limit)) return tanReduced(x);
  const n = x * PER_STEP + ROUNDER - ROUNDER;
  const i = (n & FULL) << 1;
  const sinStep = circle[i];
  const cosStep = circle[i + 2 * QUARTER];
  if (Math.abs(sinStep) < SMALL || Math.abs(cosStep) < SMALL) return tanReduced(x);
  const whole = x - n * STEP_1;
  const part = n * STEP_2;
  const first = whole - part;
  const last = n * STEP_3;
  const d = first - last;
  const z = d * d;
  const s = whole - first - part + (first - d - last) + d * z * (z * (1 / 120) - 1 / 6);
  const c = z * (z * (z * (1 / 720) - 1 / 24) + 0.5);
  return quotient(
    sinStep,
    circle[i + 1] + cosStep * s + d * circle[i + 2 * QUARTER + 1] - sinStep * c + cosStep * d,
    cosStep,
    circle[i + 2 * QUARTER + 1] - sinStep * s - d * circle[i + 1] - cosStep * c - sinStep * d,
  );
}

/** Any other angle: near 0 from a series for the sine; in the odd quadrants it is the negative inverse. */
function tanReduced(x: number): number {
  if (!(x - x === 0)) return x - x;
  if (x === 0) return x;
  prepare();
  const r = reduce(x);
  const l = low[0];
  const odd = quadrant[0] & 1;
  const z = r * r;
  if (odd === 0 && z < 2 ** -56) return r + (l + (r * z) / 3);
  let sinHigh = r;
  let sinLow = 0;
  if (z < SMALL * SMALL) sinLow = seriesOfSin(r, z) + (l - l * z * 0.5);
  else {
    sinHigh = onCircle(r, l, 0);
    sinLow = low[0];
  }
  const cosHigh = onCircle(r, l, QUARTER);
  const cosLow = low[0];
  return odd === 0 ? quotient(sinHigh, sinLow, cosHigh, cosLow) : -quotient(cosHigh, cosLow, sinHigh, sinLow);
}

/** (a + aLow) / (b + bLow), whose low parts need not be small. */
function quotient(a: number, aLow: number, b: number, bLow: number): number {
  const dividend = a + aLow;
  const divisor = b + bLow;
  const q = dividend / divisor;
  const p = q * divisor;
  const rest = dividend - p - productError(q, divisor, p) + (a - dividend + aLow);
  return q + (rest - q * (b - divisor + bLow)) / divisor;
}
