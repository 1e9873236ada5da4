/**
 * asin, acos, atan and atan2, rounded to the nearest double but for about one argument in a thousand, as in current C libraries.
 *
 * All of them ask for the angle of a point (x, y), whose coordinates may be pairs: atan2(y, x), atan x = atan2(x, 1),
 * asin x = atan2(x, sqrt(1 - x*x)), acos x = atan2(sqrt(1 - x*x), x). Within the first eighth of the circle a series gives small angles;
 * others are atan(k/128) from a table plus the small angle that remains after turning back by it.
 */
import { fixedAtan, low, productError, setPair, sumError, upper } from "./pairs.ts";
import { HALF_PI, HALF_PI_LOW } from "./reduce.ts";

const STEPS = 128;
/** Up to here the series is used. */
const FIRST = 16;
/** atan(k/128) from FIRST on, in pairs. */
const table = new Float64Array(2 * (STEPS - FIRST + 1));
let ready = false;

function prepare(): void {
  ready = true;
  const bits = 128;
  const square = BigInt(STEPS * STEPS);
  let value = fixedAtan(BigInt(FIRST), BigInt(STEPS), bits);
  for (let k = FIRST; ; k++) {
    setPair(value, bits, table, 2 * (k - FIRST));
    if (k === STEPS) return;
    value += fixedAtan(BigInt(STEPS), square + BigInt(k * (k + 1)), bits);
  }
}

/** atan q - q for |q| <= 1/8; z is q * q. */
function seriesOfAtan(q: number, z: number): number {
  const tail = 1 / 13 - z * (1 / 15 - z * (1 / 17 - z * (1 / 19 - z * (1 / 21))));
  return q * z * (z * (1 / 5 - z * (1 / 7 - z * (1 / 9 - z * (1 / 11 - z * tail)))) - 1 / 3);
}

/** The angle of the point (x + xLow, y + yLow) for 0 < y <= x, as a pair whose low part need not be small. */
function angle(y: number, yLow: number, x: number, xLow: number): number {
  const u = y / x;
  if (u < FIRST / STEPS) {
    const p = u * x;
    const rest = (y - p - productError(u, x, p) + yLow - u * xLow) / x;
    const z = u * u;
    low[0] = seriesOfAtan(u, z) + (rest - rest * z);
    return u;
  }
  if (!ready) prepare();
  const k = (u * STEPS + 0.5) | 0;
  const tangent = k / STEPS;
  const high = upper(x);
  const q = (y - tangent * high - tangent * (x - high) + (yLow - tangent * xLow)) / (x + tangent * y);
  const z = q * q;
  low[0] = table[2 * (k - FIRST) + 1] + q * z * (z * (1 / 5) - 1 / 3) + q;
  return table[2 * (k - FIRST)];
}

/** half * pi/2 + (high + rest). */
function turned(half: number, high: number, rest: number): number {
  const base = half * HALF_PI;
  const s = base + high;
  return s + (sumError(base, high, s) + half * HALF_PI_LOW + rest);
}

/** The angle of the point (x, y) in the first quadrant, or of (-x, y). */
function direction(y: number, yLow: number, x: number, xLow: number, left: boolean): number {
  if (y <= x) {
    const high = angle(y, yLow, x, xLow);
    return left ? turned(2, -high, -low[0]) : high + low[0];
  }
  const high = angle(x, xLow, y, yLow);
  return left ? turned(1, high, low[0]) : turned(1, -high, -low[0]);
}

/** sqrt(1 - a*a) as a pair. */
function rootOfRest(a: number): number {
  const p = a * a;
  const rest = 1 - p;
  const error = 1 - rest - p - productError(a, a, p);
  const sum = rest + error;
  const root = Math.sqrt(sum);
  const square = root * root;
  low[0] = (sum - square - productError(root, root, square) + (rest - sum + error)) / (2 * root);
  return root;
}

export function asin(x: number): number {
  const a = Math.abs(x);
  if (!(a < 1)) return a === 1 ? x * HALF_PI : 0 / (x - x);
  if (a < 2 ** -27) return x;
  const root = rootOfRest(a);
  const v = direction(a, 0, root, low[0], false);
  return x < 0 ? -v : v;
}

export function acos(x: number): number {
  const a = Math.abs(x);
  if (!(a < 1)) return a === 1 ? (x < 0 ? Math.PI : 0) : 0 / (x - x);
  if (a < 2 ** -27) return turned(1, -x, 0);
  const root = rootOfRest(a);
  return direction(root, low[0], a, 0, x < 0);
}

export function atan(x: number): number {
  const a = Math.abs(x);
  if (!(a < 2 ** 60)) return x < 0 ? -HALF_PI : x > 0 ? HALF_PI : x;
  if (a <= FIRST / STEPS) return a < 2 ** -27 ? x : x + seriesOfAtan(x, x * x);
  let v: number;
  if (a <= 1) {
    if (!ready) prepare();
    const k = (a * STEPS + 0.5) | 0;
    const q = (a - k / STEPS) / (1 + a * (k / STEPS));
    const z = q * q;
    v = table[2 * (k - FIRST)] + (table[2 * (k - FIRST) + 1] + q * z * (z * (1 / 5) - 1 / 3) + q);
  } else {
    v = direction(a, 0, 1, 0, false);
  }
  return x < 0 ? -v : v;
}

export function atan2(y: number, x: number): number {
  // What is zero, infinite or no number gives a multiple of pi/4.
  if (x === 0 || y === 0 || x - x !== 0 || y - y !== 0) return Math.atan2(y, x);
  let b = Math.abs(y);
  let a = Math.abs(x);
  if (x > 0 && b < a * 2 ** -60) return y / x;
  let v: number;
  if (a < b * 2 ** -60) v = HALF_PI;
  else if (b < a * 2 ** -60) v = Math.PI;
  else {
    if (a > 2 ** 500 || b > 2 ** 500) {
      a *= 2 ** -600;
      b *= 2 ** -600;
    } else if (a < 2 ** -500 || b < 2 ** -500) {
      a *= 2 ** 600;
      b *= 2 ** 600;
    }
    v = direction(b, 0, a, 0, x < 0);
  }
  return y < 0 ? -v : v;
}
