/**
 * The hyperbolic functions, their inverses, expm1 and log1p, with the formulas that C libraries share (Sun's fdlibm), so that the results
 * are theirs; JavaScript leaves the last bit to the engine. Exponentials and logarithms are our own.
 */
import { exp, log } from "./explog.ts";

const INF = Number.POSITIVE_INFINITY;
/** ln 2 in two parts, the first of which has trailing zeros. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** Beyond, exp overflows. */
const LARGEST_EXP = 709.782712893384;

const buffer = new Float64Array(1);
const view = new Int32Array(buffer.buffer);

/** x * 2**k for results that stay normal: k is added to the exponent. */
function scaled(x: number, k: number): number {
  buffer[0] = x;
  view[1] += k << 20;
  return buffer[0];
}

/** exp(x) - 1. */
export function expm1(x: number): number {
  if (!(Math.abs(x) < INF)) return x === -INF ? -1 : x;
  if (x < -56 * Math.LN2) return -1;
  if (x > LARGEST_EXP) return INF;
  let k = 0;
  let c = 0;
  const a = Math.abs(x);
  if (a > 0.5 * Math.LN2) {
    // x = k ln 2 + r, and c is what r has lost.
    if (a < 1.5 * Math.LN2) k = x > 0 ? 1 : -1;
    else k = Math.trunc(x / Math.LN2 + (x < 0 ? -0.5 : 0.5));
    const high = x - k * LN2_HIGH;
    const rest = k * LN2_LOW;
    x = high - rest;
    c = high - x - rest;
  } else if (a < 2 ** -54) return x;
  const half = 0.5 * x;
  const h = x * half;
  const h2 = h * h;
  const r =
    1 +
    h * -0.03333333333333313 +
    h2 * (0.0015873015872548146 + h * -7.93650757867488e-5) +
    h2 * h2 * (4.008217827329362e-6 + h * -2.0109921818362437e-7);
  let t = 3 - r * half;
  let e = h * ((r - t) / (6 - x * t));
  if (k === 0) return x - (x * e - h);
  e = x * (e - c) - c - h;
  if (k === -1) return 0.5 * (x - e) - 0.5;
  if (k === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  if (k <= -2 || k > 56) return (k === 1024 ? scaled(1 - (e - x), 1023) * 2 : scaled(1 - (e - x), k)) - 1;
  t = scaled(1, -k);
  return k < 20 ? scaled(1 - t - (e - x), k) : scaled(x - (e + t) + 1, k);
}

/** ln(1 + x). */
export function log1p(x: number): number {
  if (!(x < INF)) return x;
  if (x <= -1) return x === -1 ? -INF : Number.NaN;
  const a = Math.abs(x);
  if (a < 2 ** -29) return a < 2 ** -54 ? x : x - x * x * 0.5;
  let k = 0;
  let f = x;
  let c = 0;
  // Near 0 no exponent is taken out: from sqrt(1/2) - 1 to sqrt(2) - 1, as the upper half of the bits tells.
  if (!(x > -0.2928932309150696 && x < 0.41421365737915039)) {
    let u = x;
    if (x < 2 ** 53) {
      u = 1 + x;
      buffer[0] = u;
      k = (view[1] >> 20) - 1023;
      c = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
    } else {
      buffer[0] = u;
      k = (view[1] >> 20) - 1023;
    }
    const mantissa = view[1] & 0xfffff;
    if (mantissa < 0x6a09e) view[1] = mantissa | 0x3ff00000;
    else {
      k++;
      view[1] = mantissa | 0x3fe00000;
    }
    f = buffer[0] - 1;
  }
  const half = 0.5 * f * f;
  if (k !== 0 && Math.abs(f) < 2 ** -20) {
    if (f === 0) return k * LN2_HIGH + (c + k * LN2_LOW);
    const r = half * (1 - 0.6666666666666666 * f);
    return k * LN2_HIGH - (r - (k * LN2_LOW + c) - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const z4 = z2 * z2;
  const r =
    z * 0.6666666666666735 +
    z2 * (0.3999999999940942 + z * 0.2857142874366239) +
    z4 * (0.22222198432149784 + z * 0.1818357216161805) +
    z4 * z2 * (0.15313837699209373 + z * 0.14798198605116586);
  if (k === 0) return f - (half - s * (half + r));
  return k * LN2_HIGH - (half - (s * (half + r) + (k * LN2_LOW + c)) - f);
}

/** exp(a) / 2 where exp(a) alone may overflow. */
function halfExp(a: number): number {
  if (a < 709.7827128) return 0.5 * exp(a);
  const w = exp(0.5 * a);
  return 0.5 * w * w;
}

export function sinh(x: number): number {
  const a = Math.abs(x);
  if (!(a < INF) || a < 2 ** -28) return x;
  const half = x < 0 ? -0.5 : 0.5;
  if (a >= 22) return x < 0 ? -halfExp(a) : halfExp(a);
  const t = expm1(a);
  return half * (a < 1 ? 2 * t - (t * t) / (t + 1) : t + t / (t + 1));
}

export function cosh(x: number): number {
  const a = Math.abs(x);
  if (!(a < INF)) return a;
  if (a < 0.5 * Math.LN2) {
    const t = expm1(a);
    const w = 1 + t;
    return a < 2 ** -55 ? w : 1 + (t * t) / (w + w);
  }
  if (a >= 22) return halfExp(a);
  const t = exp(a);
  return 0.5 * t + 0.5 / t;
}

export function tanh(x: number): number {
  const a = Math.abs(x);
  if (a < 2 ** -55) return x === 0 ? x : x * (1 + x);
  let z = 1;
  if (Number.isNaN(x)) return x;
  if (a < 1) {
    const t = expm1(-2 * a);
    z = -t / (t + 2);
  } else if (a < 22) z = 1 - 2 / (expm1(2 * a) + 2);
  return x < 0 ? -z : z;
}

export function asinh(x: number): number {
  const a = Math.abs(x);
  if (!(a < INF) || a < 2 ** -28) return x;
  let w: number;
  if (a > 2 ** 28) w = log(a) + Math.LN2;
  else if (a > 2) w = log(2 * a + 1 / (Math.sqrt(a * a + 1) + a));
  else {
    const square = a * a;
    w = log1p(a + square / (1 + Math.sqrt(1 + square)));
  }
  return x < 0 ? -w : w;
}

export function acosh(x: number): number {
  if (!(x >= 1)) return Number.NaN;
  if (x >= 2 ** 28) return log(x) + Math.LN2;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
}

export function atanh(x: number): number {
  const a = Math.abs(x);
  if (!(a < 1)) return a === 1 ? x * INF : Number.NaN;
  if (a < 2 ** -28) return x;
  const twice = a + a;
  const v = 0.5 * log1p(a < 0.5 ? twice + (twice * a) / (1 - a) : twice / (1 - a));
  return x < 0 ? -v : v;
}
