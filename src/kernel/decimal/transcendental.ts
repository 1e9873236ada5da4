/**
 * sqrt, exp, ln, log10, power. The first four are correctly rounded, half to even: results are computed with a few more digits
 * than wanted and again with more while the rest could be half way. power follows libmpdec step by step (square and multiply with
 * extra digits, exp of a product), so that its last digit is the same. Behaviour: libmpdec mpdecimal.c (mpd_qsqrt, mpd_qexp, mpd_qln,
 * mpd_qlog10, mpd_qpow, mpd_qpowmod); the series are those of Lib/_pydecimal.py (_iexp, _ilog).
 */
import { interrupt } from "../interrupt.ts";
import { multiply, subtract } from "./arithmetic.ts";
import { countDigits, pow10 } from "./coefficient.ts";
import {
  type Ctx,
  checkNans,
  cmp,
  cmpAbs,
  type Dec,
  ERRORS,
  etiny,
  FINITE,
  fail,
  finalize,
  finite,
  INEXACT,
  INF,
  INVALID_OPERATION,
  infinity,
  isInteger,
  isOdd,
  maxContext,
  NAN,
  ONE,
  OVERFLOW,
  ROUND_HALF_EVEN,
  ROUNDED,
  UNDERFLOW,
  workContext,
  ZERO,
} from "./number.ts";
import { divide } from "./quotient.ts";

const EXP_MAX_DIGITS = 19;

/** Integer square root of a bigint. */
function isqrt(n: bigint): bigint {
  if (n < 2n) return n;
  const bits = n.toString(16).length * 4;
  let x = 1n << BigInt((bits + 1) >> 1);
  if (bits < 1000) {
    const guess = Math.sqrt(Number(n));
    if (Number.isFinite(guess)) x = BigInt(Math.ceil(guess)) + 1n;
  }
  // Newton's steps; the estimate may be below the root only by rounding, so begin above it.
  while (x * x < n) x <<= 1n;
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

export function sqrt(a: Dec, ctx: Ctx): Dec {
  if (a.isSpecial) {
    const nan = checkNans(a, null, ctx);
    if (nan !== undefined) return nan;
    return a.sign === 1 ? fail(INVALID_OPERATION, ctx) : a;
  }
  const ideal = Math.floor(a.exp / 2);
  if (a.coeff === 0) return finalize(finite(a.sign, 0, ideal), ctx);
  if (a.sign === 1) return fail(INVALID_OPERATION, ctx);
  const prec = ctx.prec + 1;
  let exp = ideal;
  let coeff = a.big;
  let length: number;
  if (a.exp & 1) {
    coeff *= 10n;
    length = (a.digits >> 1) + 1;
  } else length = (a.digits + 1) >> 1;
  const shift = prec - length;
  let exact = true;
  if (shift >= 0) coeff *= pow10(2 * shift);
  else {
    const unit = pow10(-2 * shift);
    const quotient = coeff / unit;
    exact = quotient * unit === coeff;
    coeff = quotient;
  }
  exp -= shift;
  let root = isqrt(coeff);
  exact = exact && root * root === coeff;
  if (exact) {
    if (shift >= 0) root /= pow10(shift);
    else root *= pow10(-shift);
    exp += shift;
  } else if (root % 5n === 0n) root += 1n;
  const work: Ctx = { ...ctx, round: ROUND_HALF_EVEN, status: 0 };
  const result = finalize(finite(0, root, exp), work);
  ctx.status |= work.status;
  return result;
}

/** num / den to the nearest integer, half to even; den > 0. */
function divNearest(num: bigint, den: bigint): bigint {
  let quotient = num / den;
  let rest = num - quotient * den;
  if (rest < 0n) {
    rest += den;
    quotient -= 1n;
  }
  const twice = 2n * rest + (quotient & 1n);
  return twice > den ? quotient + 1n : quotient;
}

/** ln(10) * 10**places, one unit off at most; kept for the largest number of places asked for. */
let ln10Digits = "";
function ln10(places: number): bigint {
  if (ln10Digits.length < places + 1) {
    for (let extra = 3; ; extra += 3) {
      interrupt.poll();
      const digits = divNearest(
        integerLog(10n * pow10(places + extra + 2), pow10(places + extra + 2)),
        100n,
      ).toString();
      const tail = digits.slice(-extra);
      if (!/^0*$/.test(tail)) {
        ln10Digits = digits.replace(/0*$/, "").slice(0, -1);
        break;
      }
    }
  }
  return BigInt(ln10Digits.slice(0, places + 1));
}

/** ln(x/m) * m for integers, by repeated square roots of the argument and a series for ln(1+y). */
function integerLog(x: bigint, m: bigint, cut = 8): bigint {
  let y = x - m;
  let reductions = 0;
  const abs = (v: bigint) => (v < 0n ? -v : v);
  while (reductions <= cut ? abs(y) << BigInt(cut - reductions) >= m : abs(y) >> BigInt(reductions - cut) >= m) {
    y = divNearest(m * y * 2n, m + isqrtNearest(m * (m + rshiftNearest(y, reductions)), m));
    reductions++;
  }
  const terms = -Math.floor((-10 * m.toString().length) / (3 * cut));
  const yshift = rshiftNearest(y, reductions);
  let w = divNearest(m, BigInt(terms));
  for (let k = terms - 1; k > 0; k--) w = divNearest(m, BigInt(k)) - divNearest(yshift * w, m);
  return divNearest(w * y, m);
}

function rshiftNearest(x: bigint, shift: number): bigint {
  if (shift === 0) return x;
  const unit = 1n << BigInt(shift);
  const quotient = x >> BigInt(shift);
  return quotient + (2n * (x & (unit - 1n)) + (quotient & 1n) > unit ? 1n : 0n);
}

/** The integer nearest to the square root of n, from a positive guess. */
function isqrtNearest(n: bigint, guess: bigint): bigint {
  let a = guess;
  for (let b = 0n; a !== b; ) {
    b = a;
    a = (a + (n + a - 1n) / a) >> 1n;
  }
  return a;
}

/** 10**places * ln(coeff * 10**exp), a unit or so off. */
function scaledLog(coeff: bigint, exp: number, places: number): bigint {
  const p = places + 2;
  const length = countDigits(coeff);
  const f = exp + length - (exp + length >= 1 ? 1 : 0);
  let log = 0n;
  if (p > 0) {
    const k = exp + p - f;
    const c = k >= 0 ? coeff * pow10(k) : divNearest(coeff, pow10(-k));
    log = integerLog(c, pow10(p));
  }
  let power = 0n;
  if (f !== 0) {
    const extra = countDigits(BigInt(Math.abs(f))) - 1;
    if (p + extra > 0) power = divNearest(BigInt(f) * ln10(p + extra), pow10(extra));
  }
  return divNearest(power + log, 100n);
}

/** exp(x/m) * m for integers. */
function integerExp(x: bigint, m: bigint, cut = 8): bigint {
  const magnitude = x < 0n ? -x : x;
  const ratio = ((magnitude << BigInt(cut)) / m).toString(2);
  const reductions = ratio === "0" ? 0 : ratio.length;
  const terms = -Math.floor((-10 * m.toString().length) / (3 * cut));
  const unit = m << BigInt(reductions);
  let y = divNearest(x, BigInt(terms));
  for (let i = terms - 1; i > 0; i--) y = divNearest(x * (unit + y), unit * BigInt(i));
  for (let k = reductions - 1; k >= 0; k--) {
    const scaled = m << BigInt(k + 2);
    y = divNearest(y * (y + scaled), scaled);
  }
  return m + y;
}

/** exp(coeff * 10**exp) as an integer of `places` + 1 digits and its exponent, a unit or so off. */
function scaledExp(coeff: bigint, exp: number, places: number): [bigint, number] {
  const p = places + 2;
  const extra = Math.max(0, exp + countDigits(coeff < 0n ? -coeff : coeff) - 1);
  const q = p + extra;
  const shift = exp + q;
  const scaled = shift >= 0 ? coeff * pow10(shift) : floorDiv(coeff, pow10(-shift));
  const log10 = ln10(q);
  const quotient = floorDiv(scaled, log10);
  const rest = divNearest(scaled - quotient * log10, pow10(extra));
  return [divNearest(integerExp(rest, pow10(p)), 1000n), Number(quotient) - p + 3];
}

function floorDiv(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a < 0n && q * b !== a ? q - 1n : q;
}

/** Computes digits until the rest beyond `prec` is clear of a half. */
function certain(prec: number, compute: (extra: number) => [bigint, number]): [bigint, number] {
  for (let extra = 3; ; extra += 3) {
    interrupt.poll();
    const [coeff, exp] = compute(extra);
    const magnitude = coeff < 0n ? -coeff : coeff;
    const digits = countDigits(magnitude);
    if (digits > prec && magnitude % (5n * pow10(digits - prec - 1)) !== 0n) return [coeff, exp];
  }
}

/** Rounds a computed result, half to even, which is never exact. */
function finish(d: Dec, ctx: Ctx): Dec {
  const work: Ctx = { ...ctx, round: ROUND_HALF_EVEN, status: 0 };
  const result = finalize(d, work);
  ctx.status |= work.status | INEXACT | ROUNDED;
  if (result.kind === FINITE && result.coeff !== 0 && result.adjusted < ctx.emin) ctx.status |= UNDERFLOW;
  return result;
}

export function exp(a: Dec, ctx: Ctx): Dec {
  if (a.isSpecial) {
    const nan = checkNans(a, null, ctx);
    if (nan !== undefined) return nan;
    return a.sign === 1 ? ZERO : infinity(0);
  }
  if (a.coeff === 0) return ONE;
  const { prec } = ctx;
  if (a.adjusted + 1 > EXP_MAX_DIGITS) {
    if (a.sign === 1) return finish(finite(0, 1, etiny(ctx) - 1), ctx);
    ctx.status |= OVERFLOW | INEXACT | ROUNDED;
    return infinity(0);
  }
  // Far beyond the range of exponents, and so near to zero that the result is 1 followed by zeros or nines.
  const size = a.adjusted;
  const limit = Math.max(countDigits(BigInt((ctx.emax + 1) * 3)), 1);
  if (a.sign === 0 && size > limit) return finish(finite(0, 1, ctx.emax + 1), ctx);
  if (a.sign === 1 && size > countDigits(BigInt((-etiny(ctx) + 1) * 3))) {
    return finish(finite(0, 1, etiny(ctx) - 1), ctx);
  }
  if (size < -prec - 2) {
    const coeff = a.sign === 0 ? pow10(prec + 3) + 1n : pow10(prec + 4) - 1n;
    return finish(finite(0, coeff, a.sign === 0 ? -prec - 3 : -prec - 4), ctx);
  }
  const signed = a.sign === 1 ? -a.big : a.big;
  const [coeff, e] = certain(prec, (extra) => scaledExp(signed, a.exp, prec + extra));
  return finish(finite(0, coeff, e), ctx);
}

export function ln(a: Dec, ctx: Ctx): Dec {
  const early = logSpecial(a, ctx);
  if (early !== undefined) return early;
  if (cmp(a, ONE) === 0) return ZERO;
  const { adjusted } = a;
  const t = 2 * (adjusted < 0 ? -adjusted - 1 : adjusted);
  if (countDigits(BigInt(t)) - 1 > ctx.emax) return logOverflow(adjusted, ctx);
  const bound = logBound(a);
  const [coeff, places] = certain(ctx.prec, (extra) => {
    const p = ctx.prec - bound + extra;
    return [scaledLog(a.big, a.exp, p), p];
  });
  return finish(finite(coeff < 0n ? 1 : 0, coeff < 0n ? -coeff : coeff, -places), ctx);
}

/** log10 of the magnitude of ln(a), at most. */
function logBound(a: Dec): number {
  const { adjusted } = a;
  if (adjusted >= 1) return countDigits(BigInt(Math.floor((adjusted * 23) / 10))) - 1;
  if (adjusted <= -2) return countDigits(BigInt(Math.floor(((-1 - adjusted) * 23) / 10))) - 1;
  // Near 1: how far it is from 1.
  const difference = subtract(a, ONE, maxContext());
  return adjusted === 0 ? difference.adjusted - 1 : difference.adjusted;
}

function logSpecial(a: Dec, ctx: Ctx): Dec | undefined {
  if (a.isSpecial) {
    const nan = checkNans(a, null, ctx);
    if (nan !== undefined) return nan;
    return a.sign === 1 ? fail(INVALID_OPERATION, ctx) : a;
  }
  if (a.coeff === 0) return infinity(1);
  return a.sign === 1 ? fail(INVALID_OPERATION, ctx) : undefined;
}

function logOverflow(adjusted: number, ctx: Ctx): Dec {
  ctx.status |= OVERFLOW | INEXACT | ROUNDED;
  return infinity(adjusted < 0 ? 1 : 0);
}

export function log10(a: Dec, ctx: Ctx): Dec {
  const early = logSpecial(a, ctx);
  if (early !== undefined) return early;
  const { adjusted } = a;
  if (a.big === pow10(a.digits - 1)) {
    const work: Ctx = { ...ctx, round: ROUND_HALF_EVEN, status: 0 };
    const result = finalize(finite(adjusted < 0 ? 1 : 0, Math.abs(adjusted), 0), work);
    ctx.status |= work.status;
    return result;
  }
  const t = adjusted < 0 ? -adjusted - 1 : adjusted;
  if (countDigits(BigInt(t)) - 1 > ctx.emax) return logOverflow(adjusted, ctx);
  const bound =
    adjusted >= 1 || adjusted <= -2
      ? countDigits(BigInt(adjusted >= 1 ? adjusted : -1 - adjusted)) - 1
      : logBound(a) - 1;
  const [coeff, places] = certain(ctx.prec, (extra) => {
    const p = ctx.prec - bound + extra;
    const natural = scaledLog(a.big, a.exp, p + 4);
    return [divNearest(natural * pow10(p), ln10(p + 4)), p];
  });
  return finish(finite(coeff < 0n ? 1 : 0, coeff < 0n ? -coeff : coeff, -places), ctx);
}

/** power(base, exponent). */
export function power(base: Dec, exponent: Dec, ctx: Ctx): Dec {
  if (base.isSpecial || exponent.isSpecial) {
    const nan = checkNans(base, exponent, ctx);
    if (nan !== undefined) return nan;
  }
  const integer = isInteger(exponent);
  const sign = integer && base.sign === 1 && isOdd(exponent) ? 1 : 0;
  if (base.isZero) {
    if (exponent.isZero) return fail(INVALID_OPERATION, ctx);
    return exponent.sign === 1 ? infinity(sign) : finite(sign, 0, 0);
  }
  if (base.sign === 1 && !integer) return fail(INVALID_OPERATION, ctx);
  if (exponent.kind === INF) {
    const order = cmp(base, ONE);
    if (order === 0) {
      ctx.status |= INEXACT | ROUNDED;
      return finite(sign, pow10(ctx.prec - 1), 1 - ctx.prec);
    }
    return order < 0 === (exponent.sign === 1) ? infinity(sign) : finite(sign, 0, 0);
  }
  if (base.kind === INF) {
    if (exponent.isZero) return finite(sign, 1, 0);
    return exponent.sign === 1 ? finite(sign, 0, 0) : infinity(sign);
  }
  if (exponent.isZero) return finite(sign, 1, 0);
  if (cmpAbs(base, ONE) === 0) return powerOfOne(base, exponent, sign, integer, ctx);
  const bounded = powerBounds(base, exponent, sign, ctx);
  if (bounded !== undefined) return bounded;
  if (integer) return powerInteger(base, exponent, sign, ctx);
  return powerReal(base, exponent, ctx);
}

/** 1.000**3 is 1.000000000. */
function powerOfOne(base: Dec, exponent: Dec, sign: number, integer: boolean, ctx: Ctx): Dec {
  let shift = ctx.prec - 1;
  if (integer) {
    if (exponent.sign === 1) return finite(sign, 1, 0);
    const wanted = base.exp === 0 ? 0 : Number(exponent.coeff) * 10 ** exponent.exp * -base.exp;
    if (wanted > shift) ctx.status |= ROUNDED;
    else shift = Math.round(wanted);
  } else ctx.status |= INEXACT | ROUNDED;
  return finite(sign, pow10(shift), -shift);
}

/** Certain overflow or underflow. */
function powerBounds(base: Dec, exponent: Dec, sign: number, ctx: Ctx): Dec | undefined {
  const zeta = lowerBoundZeta(base.withSign(0));
  const theta = exponent.adjusted;
  if (base.adjusted < 0 === (exponent.sign === 1)) {
    if (countDigits(BigInt(ctx.emax)) < zeta + theta) return finalize(finite(sign, 1, ctx.emax + 1), ctx);
  } else if (countDigits(BigInt(Math.abs(etiny(ctx)))) < zeta + theta) {
    return finalize(finite(sign, 1, etiny(ctx) - 1), ctx);
  }
  return undefined;
}

function lowerBoundZeta(x: Dec): number {
  const t = x.adjusted;
  if (t > 0) return countDigits(BigInt(t)) - 1;
  if (t < -1) return countDigits(BigInt(-(t + 1))) - 1;
  const u = subtract(x, ONE, maxContext()).adjusted;
  return t === 0 ? u - 2 : u - 1;
}

function powerInteger(base: Dec, exponent: Dec, sign: number, ctx: Ctx): Dec {
  const work: Ctx = {
    ...ctx,
    prec: ctx.prec + exponent.digits + exponent.exp + 2,
    round: ROUND_HALF_EVEN,
    clamp: 0,
    status: 0,
  };
  let x = base;
  if (exponent.sign === 1) {
    work.prec += 1;
    x = divide(ONE, base, work);
    if ((work.status & ERRORS) !== 0) {
      ctx.status |= work.status;
      return NAN;
    }
  }
  const n = whole(exponent);
  let result = n < 1n << 64n ? powerSquaring(x, n, work) : powerHuge(x, n, work);
  ctx.status |= work.status;
  result = result.kind === INF ? finite(sign, 1, ctx.emax + 1) : result.withSign(sign);
  return finalize(result, ctx);
}

/** From the highest bit of the exponent down. */
function powerSquaring(x: Dec, n: bigint, work: Ctx): Dec {
  const bits = n.toString(2);
  let result = x;
  for (let i = 1; i < bits.length; i++) {
    interrupt.poll();
    result = multiply(result, result, work);
    if (bits[i] === "1") result = multiply(result, x, work);
    if (result.isSpecial || (result.coeff === 0 && (work.status & 1) !== 0)) break;
  }
  return result;
}

/** From the lowest bit up. */
function powerHuge(x: Dec, n: bigint, work: Ctx): Dec {
  let result = ONE;
  let square = x;
  for (let rest = n; rest > 0n; rest >>= 1n) {
    interrupt.poll();
    if ((rest & 1n) === 1n) {
      result = multiply(result, square, work);
      if (result.isSpecial || (result.coeff === 0 && (work.status & 1) !== 0)) break;
    }
    square = multiply(square, square, work);
  }
  return result;
}

function powerReal(base: Dec, exponent: Dec, ctx: Ctx): Dec {
  const work = workContext(Math.max(base.digits, ctx.prec) + 4 + EXP_MAX_DIGITS);
  let result = multiply(ln(base, work), exponent, work);
  const last: Ctx = { ...work, status: 0 };
  result = exp(result, last);
  ctx.status |= (last.status & ~(ROUNDED | INEXACT)) | (work.status & ERRORS) | INEXACT | ROUNDED;
  if (result.kind === FINITE && cmp(result, ONE) === 0) {
    return finalize(finite(0, pow10(ctx.prec - 1), 1 - ctx.prec), ctx);
  }
  if (result.kind === INF) result = finite(0, 1, ctx.emax + 1);
  return finalize(result, ctx);
}

/** pow(base, exponent, modulus) of integers. */
export function powmod(base: Dec, exponent: Dec, modulus: Dec, ctx: Ctx): Dec {
  if (base.isSpecial || exponent.isSpecial || modulus.isSpecial) {
    const first =
      base.isNan || exponent.isNan ? checkThree(base, exponent, modulus, ctx) : checkNans(modulus, null, ctx);
    return first ?? fail(INVALID_OPERATION, ctx);
  }
  const valid =
    isInteger(base) &&
    isInteger(exponent) &&
    isInteger(modulus) &&
    modulus.coeff !== 0 &&
    modulus.digits + modulus.exp <= ctx.prec;
  if (!valid) return fail(INVALID_OPERATION, ctx);
  const sign = base.sign === 1 && isOdd(exponent) ? 1 : 0;
  if (exponent.coeff === 0) {
    if (base.coeff === 0) return fail(INVALID_OPERATION, ctx);
    return finite(sign, cmpAbs(modulus, ONE) === 0 ? 0 : 1, 0);
  }
  if (exponent.sign === 1) return fail(INVALID_OPERATION, ctx);
  if (base.coeff === 0) return finite(sign, 0, 0);
  const m = whole(modulus);
  let square = base.exp >= 0 ? ((base.big % m) * modPow(10n, BigInt(base.exp), m)) % m : whole(base) % m;
  for (let i = 0; i < exponent.exp; i++) square = modPow(square, 10n, m);
  return finite(sign, modPow(square, exponent.exp > 0 ? exponent.big : whole(exponent), m), 0);
}

function checkThree(a: Dec, b: Dec, c: Dec, ctx: Ctx): Dec | undefined {
  const signaling = [a, b, c].find((d) => d.kind === 3);
  const chosen = signaling ?? [a, b, c].find((d) => d.isNan);
  return chosen === undefined ? undefined : checkNans(chosen, null, ctx);
}

function whole(d: Dec): bigint {
  return d.exp >= 0 ? d.big * pow10(d.exp) : d.big / pow10(-d.exp);
}

function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
