/**
 * Logarithms, exponentials and powers to within a hair of correct rounding.
 *
 * JavaScript leaves the last bit of Math.pow, Math.exp and Math.log to the engine, and engines differ there from the C
 * library that CPython uses. Here the work is done in pairs of doubles (value = hi + lo, about 100 bits), so that the
 * one final rounding is nearly always the correct one, as in current C libraries.
 *
 * Method: ln x = e ln 2 + ln c + ln(1 + r) with c = i/128 from a table; exp t = 2**k * 2**(j/128) * exp r likewise.
 * The tables are computed when first needed, in fixed point with bigints.
 */

const SCALE = 140n;
const ONE = 1n << SCALE;
const SPLIT = 134217729;

/** ln 2 in fixed point: 2 atanh(1/3). */
let ln2Fixed = 0n;
const LN_FIRST = 90;
/** ln(i/128) for i from LN_FIRST, high and low parts. */
const lnHigh = new Float64Array(92);
const lnLow = new Float64Array(92);
/** 2**(j/128). */
const expHigh = new Float64Array(128);
const expLow = new Float64Array(128);
/** ln 2 and ln 2 / 128 in two parts; multiples of the first by an exponent are exact. */
let ln2High = 0;
let ln2Low = 0;
let stepHigh = 0;
let stepLow = 0;
let invStep = 0;
/** 1 / ln 2 and 1 / ln 10. */
const log2e = new Float64Array(2);
const log10e = new Float64Array(2);
let ready = false;

/** 2 atanh(p/q) in fixed point. */
function twiceAtanh(p: bigint, q: bigint): bigint {
  let power = (ONE * p) / q;
  const p2 = p * p;
  const q2 = q * q;
  let sum = 0n;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (power * p2) / q2;
  }
  return sum * 2n;
}

function split(value: bigint, into: Float64Array, low: Float64Array, index: number): void {
  const high = Number(value);
  into[index] = high * 2 ** -140;
  low[index] = Number(value - BigInt(high)) * 2 ** -140;
}

function prepare(): void {
  ready = true;
  ln2Fixed = twiceAtanh(1n, 3n);
  for (let i = 0; i < 92; i++) {
    const n = BigInt(i + LN_FIRST);
    split(twiceAtanh(n - 128n, n + 128n), lnHigh, lnLow, i);
  }
  for (let j = 0; j < 128; j++) {
    const x = (ln2Fixed * BigInt(j)) / 128n;
    let term = ONE;
    let sum = 0n;
    for (let n = 1n; term !== 0n; n++) {
      sum += term;
      term = (term * x) / (n * ONE);
    }
    split(sum, expHigh, expLow, j);
  }
  const cut = (value: bigint, bits: bigint): bigint => (value >> bits) << bits;
  const ln2Cut = cut(ln2Fixed, SCALE - 40n);
  ln2High = Number(ln2Cut) * 2 ** -140;
  ln2Low = Number(ln2Fixed - ln2Cut) * 2 ** -140;
  const step = ln2Fixed / 128n;
  const stepCut = cut(step, SCALE - 42n);
  stepHigh = Number(stepCut) * 2 ** -140;
  stepLow = Number(step - stepCut) * 2 ** -140;
  invStep = 1 / (stepHigh + stepLow);
  const rest = new Float64Array(1);
  const put = (value: bigint, out: Float64Array): void => {
    split(value, out, rest, 0);
    out[1] = rest[0];
  };
  put((ONE * ONE) / ln2Fixed, log2e);
  put((ONE * ONE) / (ln2Fixed + ln2Fixed * 2n + twiceAtanh(1n, 9n)), log10e);
}

/** The high and low part of the last computation. In an array: a variable of the module would be boxed at each change. */
const pair = new Float64Array(2);

const buffer = new Float64Array(1);
const view = new Uint32Array(buffer.buffer);

/** Sets the pair to a * b exactly (no overflow). */
function twoProduct(a: number, b: number): void {
  const p = a * b;
  let t = SPLIT * a;
  const ah = t - (t - a);
  const al = a - ah;
  t = SPLIT * b;
  const bh = t - (t - b);
  const bl = b - bh;
  pair[0] = p;
  pair[1] = ah * bh - p + ah * bl + al * bh + al * bl;
}

/** Sets the pair to ln x for a finite x > 0. */
function lnPair(x: number): void {
  if (!ready) prepare();
  let exponent = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 2 ** 54;
    exponent = -54;
  }
  buffer[0] = x;
  exponent += (view[1] >>> 20) - 1023;
  view[1] = (view[1] & 0xfffff) | 0x3ff00000;
  let m = buffer[0];
  if (m > Math.SQRT2) {
    m /= 2;
    exponent++;
  }
  const i = Math.round(m * 128);
  const c = i / 128;
  const d = m - c;
  const r = d / c;
  twoProduct(r, c);
  const r2 = (d - pair[0] - pair[1]) / c;
  twoProduct(r, r);
  const square = pair[0] / 2;
  const squareLow = pair[1] / 2 + r * r2;
  const poly = r * r * r * (1 / 3 + r * (-1 / 4 + r * (1 / 5 + r * (-1 / 6 + r * (1 / 7 + r * (-1 / 8 + r / 9))))));
  const base = lnHigh[i - LN_FIRST];
  // Each addition keeps its rounding error; no order of magnitude is assumed.
  let s = base + r;
  let b = s - base;
  let error = base - (s - b) + (r - b);
  let t = s - square;
  b = t - s;
  error += s - (t - b) - (square + b);
  const e = exponent * ln2High;
  s = e + t;
  b = s - e;
  error += e - (s - b) + (t - b);
  error += exponent * ln2Low + lnLow[i - LN_FIRST] + r2 - squareLow + poly;
  t = s + error;
  pair[1] = error - (t - s);
  pair[0] = t;
}

/** 2 ** exponent, a normal number. */
function powerOfTwo(exponent: number): number {
  view[0] = 0;
  view[1] = (exponent + 1023) << 20;
  return buffer[0];
}

/** exp(h + l), |l| tiny against h. */
function expPair(h: number, l: number): number {
  if (h > 710) return Number.POSITIVE_INFINITY;
  if (h < -746) return 0;
  const k = Math.round(h * invStep);
  const r = h - k * stepHigh;
  const rLow = l - k * stepLow;
  const whole = r + rLow;
  const rest =
    rLow + whole * whole * (1 / 2 + whole * (1 / 6 + whole * (1 / 24 + whole * (1 / 120 + whole * (1 / 720)))));
  const j = k & 127;
  const tableHigh = expHigh[j];
  twoProduct(tableHigh, r);
  const small = pair[0] + (pair[1] + expLow[j] * (1 + r) + tableHigh * rest);
  const exponent = (k - j) / 128;
  const sum = tableHigh + small;
  if (exponent > -1022) {
    return exponent > 1000 ? sum * 2 ** 1000 * powerOfTwo(exponent - 1000) : sum * powerOfTwo(exponent);
  }
  // A subnormal result must be rounded once: add what the first rounding lost before scaling by whole bits.
  const lost = small - (sum - tableHigh);
  const cut = 2 ** (-1022 - exponent);
  const rounded = sum + cut - cut;
  const remainder = sum - rounded + lost;
  const unit = cut * 2 ** -52;
  let value = rounded;
  if (remainder > unit / 2) value += unit;
  else if (remainder < -unit / 2) value -= unit;
  return value * 2 ** (exponent + 100) * 2 ** -100;
}

/** x ** y for finite x > 0 and finite y. */
export function power(x: number, y: number): number {
  if (y === 0.5) return Math.sqrt(x);
  if (y === 1 || x === 1) return y === 1 ? x : 1;
  if (y === -1) return 1 / x;
  lnPair(x);
  if (pair[0] * y > 800) return Number.POSITIVE_INFINITY;
  if (pair[0] * y < -800) return 0;
  const lnHi = pair[0];
  const lnLo = pair[1];
  twoProduct(lnHi, y);
  const low = pair[1] + lnLo * y;
  const high = pair[0] + low;
  return expPair(high, low - (high - pair[0]));
}

/** exp(x). */
export function exp(x: number): number {
  if (!ready) prepare();
  if (Number.isNaN(x)) return x;
  return expPair(x, 0);
}

/** exp2(x). */
export function exp2(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 1100) return Number.POSITIVE_INFINITY;
  if (x < -1100) return 0;
  if (Number.isInteger(x)) return 2 ** x;
  return power(2, x);
}

/** ln x for x > 0 (or NaN). */
export function log(x: number): number {
  if (!(x < Number.POSITIVE_INFINITY)) return x;
  lnPair(x);
  return pair[0];
}

function timesConstant(constant: Float64Array): number {
  const h = pair[0];
  const l = pair[1];
  twoProduct(h, constant[0]);
  return pair[0] + (pair[1] + h * constant[1] + l * constant[0]);
}

export function log2(x: number): number {
  if (!(x < Number.POSITIVE_INFINITY)) return x;
  lnPair(x);
  return timesConstant(log2e);
}

export function log10(x: number): number {
  if (!(x < Number.POSITIVE_INFINITY)) return x;
  lnPair(x);
  return timesConstant(log10e);
}
