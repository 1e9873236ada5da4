/**
 * The functions of the `math` module that JavaScript has not, or not so exactly.
 *
 * Results are the doubles that CPython gives; `ValueError`s and `OverflowError`s are the caller's where its `math_1`
 * wrappers raise them from NaN and infinity. Behaviour: CPython Modules/mathmodule.c.
 */
import { overflowError, valueError } from "./error.ts";
import { frexp } from "./float.ts";
import { fma } from "./float-exact.ts";
import type { Int } from "./int.ts";
import { intBitLength } from "./int-bits.ts";
import { log, log2, log10 } from "./libm/explog.ts";

const INF = Number.POSITIVE_INFINITY;

/** math.fsum: the exact sum, rounded once (Shewchuk's partial sums). */
export class ExactSum {
  private partials: number[] = [];
  private special = 0;
  private infinite = 0;

  add(value: number): void {
    const original = value;
    const partials = this.partials;
    let kept = 0;
    let x = value;
    for (let j = 0; j < partials.length; j++) {
      let y = partials[j];
      if (Math.abs(x) < Math.abs(y)) {
        const larger = y;
        y = x;
        x = larger;
      }
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    // The usual case: as many partial sums as before, or one more.
    if (x - x === 0 && x !== 0) {
      if (kept + 1 < partials.length) partials.length = kept + 1;
      partials[kept] = x;
      return;
    }
    partials.length = kept;
    if (x === 0) return;
    if (Number.isFinite(x)) {
      partials.push(x);
      return;
    }
    if (Number.isFinite(original)) throw overflowError("intermediate overflow in fsum");
    if (!Number.isNaN(original)) this.infinite += original;
    this.special += original;
    partials.length = 0;
  }

  result(): number {
    if (this.special !== 0) {
      if (Number.isNaN(this.infinite)) throw valueError("-inf + inf in fsum");
      return this.special;
    }
    const partials = this.partials;
    let n = partials.length;
    if (n === 0) return 0;
    let high = partials[--n];
    let low = 0;
    while (n > 0) {
      const x = high;
      const y = partials[--n];
      high = x + y;
      low = y - (high - x);
      if (low !== 0) break;
    }
    // Half-way cases look at the next partial sum for the direction.
    if (n > 0 && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
      const y = low * 2;
      const x = high + y;
      if (y === x - high) high = x;
    }
    return high;
  }
}

const SPLIT = 134217729;
/** Below this the error of a product may be subnormal. */
const TINY_PRODUCT = 2 ** -960;

/** The rounding error of x * y, whose rounded product is `product`. */
function productError(x: number, y: number, product: number): number {
  let t = SPLIT * x;
  const xh = t - (t - x);
  const xl = x - xh;
  t = SPLIT * y;
  const yh = t - (t - y);
  const yl = y - yh;
  const error = xh * yh - product + xh * yl + xl * yh + xl * yl;
  // Splitting overflows for very large factors and loses bits of very small products.
  if (Math.abs(product) > TINY_PRODUCT && error - error === 0) return error;
  return Number.isFinite(product) && x !== 0 && y !== 0 ? fma(x, y, -product) : error;
}

/** math.sumprod over floats: a sum of products in three doubles. */
export class ProductSum {
  private high = 0;
  private low = 0;
  private tiny = 0;

  /** Adds x * y; where the sum would not be finite it stays as it was and the answer is false. */
  add(x: number, y: number): boolean {
    const product = x * y;
    const error = productError(x, y, product);
    const a = this.high + product;
    if (!Number.isFinite(a)) return false;
    let t = a - this.high;
    const aLow = this.high - (a - t) + (product - t);
    const b = this.low + error;
    t = b - this.low;
    const bLow = this.low - (b - t) + (error - t);
    const c = b + aLow;
    t = c - b;
    this.tiny += bLow + (b - (c - t) + (aLow - t));
    this.high = a;
    this.low = c;
    return true;
  }

  result(): number {
    const sum = this.low + this.high;
    const t = sum - this.low;
    return this.tiny + (this.low - (sum - t) + (this.high - t)) + sum;
  }
}

/** The Euclidean norm of the numbers, rounded once; `hypot(*v)`, and `dist` with differences. */
export function vectorNorm(values: readonly number[]): number {
  let max = 0;
  let nan = false;
  for (let i = 0; i < values.length; i++) {
    const x = Math.abs(values[i]);
    if (Number.isNaN(x)) nan = true;
    else if (x > max) max = x;
  }
  if (max === INF) return INF;
  if (nan) return Number.NaN;
  if (max === 0 || values.length <= 1) return max;
  const exponent = frexp(max)[1];
  // Two steps keep the factor itself in range.
  const half = 2 ** -Math.floor(exponent / 2);
  const other = 2 ** -(exponent - Math.floor(exponent / 2));
  let high = 0;
  let low = 0;
  for (let i = 0; i < values.length; i++) {
    const x = Math.abs(values[i]) * half * other;
    const square = x * x;
    const sum = high + square;
    const t = sum - high;
    low += high - (sum - t) + (square - t) + productError(x, x, square);
    high = sum;
  }
  const total = high + low;
  low += high - total;
  const root = Math.sqrt(total);
  const square = root * root;
  const corrected = root + (total - square - productError(root, root, square) + low) / (2 * root);
  return corrected / half / other;
}

/** IEEE remainder: x - n y with n the nearest integer, half to even. */
export function remainder(x: number, y: number): number {
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    if (Number.isNaN(x) || Number.isNaN(y)) return x + y;
    return x === INF || x === -INF ? Number.NaN : x;
  }
  if (y === 0) return Number.NaN;
  const absX = Math.abs(x);
  const absY = Math.abs(y);
  const m = absX % absY;
  const c = absY - m;
  let r: number;
  if (m < c) r = m;
  else if (m > c) r = -c;
  else r = m - 2 * ((0.5 * (absX - m)) % absY);
  return x < 0 || Object.is(x, -0) ? -r : r;
}

/** A logarithm of an int of any size by one of doubles; the argument is positive. */
function intLogarithm(value: Int, logarithm: (x: number) => number): number {
  if (typeof value === "number") return logarithm(value);
  const plain = Number(value);
  if (plain !== INF) return logarithm(plain);
  const exponent = intBitLength(value);
  const shift = exponent - 64;
  const mantissa = Number(value >> BigInt(shift)) * 2 ** -64;
  return logarithm(mantissa) + logarithm(2) * exponent;
}

export const intLog = (value: Int): number => intLogarithm(value, log);
export const intLog2 = (value: Int): number => intLogarithm(value, log2);
export const intLog10 = (value: Int): number => intLogarithm(value, log10);

/** math.ldexp for a double and an int of any size; the result may be infinite. */
export function ldexp(x: number, exponent: Int): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  if (exponent > 2200) return x < 0 ? -INF : INF;
  if (exponent < -2200) return x < 0 ? -0 : 0;
  const [m, e] = frexp(x);
  const total = e + (exponent as number);
  if (total > 1024) return x < 0 ? -INF : INF;
  if (total >= -1021) return m * 2 ** Math.floor(total / 2) * 2 ** (total - Math.floor(total / 2));
  // Into the subnormals: one multiplication does the one rounding.
  if (total < -1100) return m * 2 ** -1074 * 2 ** -1074;
  return m * 2 ** (total + 1000 + 22) * 2 ** -511 * 2 ** -511;
}
