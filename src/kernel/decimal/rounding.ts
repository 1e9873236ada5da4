/** Operations on exponents and digits. Behaviour: libmpdec mpdecimal.c (mpd_qquantize, mpd_qreduce, mpd_qnext_*, mpd_qshiftn …). */

import type { Int } from "../int.ts";
import { add, subtract } from "./arithmetic.ts";
import { countDigits, dropped, NOTHING, pow10, shiftLeft, shiftRight, trailingZeros } from "./coefficient.ts";
import {
  CLAMPED,
  type Ctx,
  checkNans,
  cmp,
  Dec,
  DIVISION_BY_ZERO,
  etiny,
  etop,
  FINITE,
  fail,
  finalize,
  finite,
  INEXACT,
  INF,
  INVALID_OPERATION,
  infinity,
  OVERFLOW,
  ROUND_CEILING,
  ROUND_FLOOR,
  ROUNDED,
  rescaleDown,
  SUBNORMAL,
  UNDERFLOW,
} from "./number.ts";

export function quantize(a: Dec, b: Dec, ctx: Ctx): Dec {
  if (a.isSpecial || b.isSpecial) {
    const nan = checkNans(a, b, ctx);
    if (nan !== undefined) return nan;
    return a.kind === INF && b.kind === INF ? a : fail(INVALID_OPERATION, ctx);
  }
  if (b.exp > ctx.emax || b.exp < etiny(ctx)) return fail(INVALID_OPERATION, ctx);
  if (a.coeff === 0) return finalize(finite(a.sign, 0, b.exp), ctx);
  const distance = a.exp - b.exp;
  if (a.digits + distance > ctx.prec) return fail(INVALID_OPERATION, ctx);
  let result: Dec;
  let status = 0;
  if (distance >= 0) result = finite(a.sign, shiftLeft(a.coeff, distance), b.exp);
  else {
    result = rescaleDown(a, b.exp, ctx.round);
    status = dropped === NOTHING ? ROUNDED : ROUNDED | INEXACT;
    if (result.digits > ctx.prec) return fail(INVALID_OPERATION, ctx);
  }
  if (result.adjusted > ctx.emax || result.adjusted < etiny(ctx)) return fail(INVALID_OPERATION, ctx);
  ctx.status |= status;
  return finalize(result, ctx);
}

/** The number with a given exponent, whatever the precision. */
export function rescale(a: Dec, exp: number, ctx: Ctx): Dec {
  if (a.isSpecial) return a;
  if (a.coeff === 0) return finite(a.sign, 0, exp);
  let result: Dec;
  if (a.exp >= exp) result = finite(a.sign, shiftLeft(a.coeff, a.exp - exp), exp);
  else {
    result = rescaleDown(a, exp, ctx.round);
    ctx.status |= dropped === NOTHING ? ROUNDED : ROUNDED | INEXACT;
  }
  if (isSubnormal(result, ctx)) ctx.status |= SUBNORMAL;
  return result;
}

export function isSubnormal(a: Dec, ctx: Ctx): boolean {
  return a.kind === FINITE && a.coeff !== 0 && a.adjusted < ctx.emin;
}

export function isNormal(a: Dec, ctx: Ctx): boolean {
  return a.kind === FINITE && a.coeff !== 0 && a.adjusted >= ctx.emin;
}

/** to_integral: `exact` reports what was rounded. */
export function toIntegral(a: Dec, ctx: Ctx, exact: boolean): Dec {
  if (a.isSpecial) return checkNans(a, null, ctx) ?? a;
  if (a.exp >= 0) return a;
  if (a.coeff === 0) return finite(a.sign, 0, 0);
  const result = rescaleDown(a, 0, ctx.round);
  if (exact) ctx.status |= dropped === NOTHING ? ROUNDED : ROUNDED | INEXACT;
  return result;
}

/** normalize: no zeros at the end. */
export function reduce(a: Dec, ctx: Ctx): Dec {
  if (a.isSpecial) return checkNans(a, null, ctx) ?? a;
  const rounded = finalize(a, ctx);
  if (rounded.isSpecial) return rounded;
  if (rounded.coeff === 0) return finite(a.sign, 0, 0);
  const limit = ctx.clamp ? etop(ctx) : ctx.emax;
  const shift = Math.min(trailingZeros(rounded.coeff), limit - rounded.exp);
  if (shift <= 0) return rounded;
  return finite(rounded.sign, shiftRight(rounded.coeff, rounded.digits, shift), rounded.exp + shift);
}

/** A number of `digits` nines. */
function nines(digits: number): bigint {
  return pow10(digits) - 1n;
}

/** The nearest number of the context on one side; no condition is reported. */
function next(a: Dec, ctx: Ctx, up: boolean): Dec {
  const nan = checkNans(a, null, ctx);
  if (nan !== undefined) return nan;
  const towards = up ? 0 : 1;
  if (a.kind === INF) return a.sign === towards ? a : finite(a.sign, nines(ctx.prec), etop(ctx));
  const work: Ctx = { ...ctx, round: up ? ROUND_CEILING : ROUND_FLOOR, status: 0 };
  const rounded = finalize(a, work);
  if ((work.status & INEXACT) !== 0) return rounded;
  const tiny = finite(0, 1, etiny(ctx) - 1);
  work.status = 0;
  return up ? add(a, tiny, work) : subtract(a, tiny, work);
}

export function nextPlus(a: Dec, ctx: Ctx): Dec {
  return next(a, ctx, true);
}

export function nextMinus(a: Dec, ctx: Ctx): Dec {
  return next(a, ctx, false);
}

export function nextToward(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = checkNans(a, b, ctx);
  if (nan !== undefined) return nan;
  const order = cmp(a, b);
  if (order === 0) return a.withSign(b.sign);
  const result = next(a, ctx, order < 0);
  if (result.kind === INF) ctx.status |= OVERFLOW | ROUNDED | INEXACT;
  else if (result.adjusted < ctx.emin) {
    ctx.status |= UNDERFLOW | SUBNORMAL | ROUNDED | INEXACT;
    if (result.coeff === 0) ctx.status |= CLAMPED;
  }
  return result;
}

export function logb(a: Dec, ctx: Ctx): Dec {
  if (a.isSpecial) return checkNans(a, null, ctx) ?? infinity(0);
  if (a.coeff === 0) {
    ctx.status |= DIVISION_BY_ZERO;
    return infinity(1);
  }
  const { adjusted } = a;
  return finalize(finite(adjusted < 0 ? 1 : 0, Math.abs(adjusted), 0), ctx);
}

/** The value of an integer operand with exponent 0, or undefined when it is none. */
function smallInt(d: Dec): number | undefined {
  if (d.kind !== FINITE || d.exp !== 0) return undefined;
  const value = Number(d.coeff);
  return d.sign === 1 ? -value : value;
}

export function scaleb(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = checkNans(a, b, ctx);
  if (nan !== undefined) return nan;
  const n = smallInt(b);
  const limit = 2 * (ctx.emax + ctx.prec);
  if (n === undefined || n > limit || n < -limit) return fail(INVALID_OPERATION, ctx);
  if (a.kind === INF) return a;
  return finalize(finite(a.sign, a.coeff, a.exp + n), ctx);
}

/** The last `prec` digits. */
function cap(coeff: Int, ctx: Ctx): bigint {
  return countDigits(coeff) <= ctx.prec ? BigInt(coeff) : BigInt(coeff) % pow10(ctx.prec);
}

export function shift(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = checkNans(a, b, ctx);
  if (nan !== undefined) return nan;
  const n = smallInt(b);
  if (n === undefined || Math.abs(n) > ctx.prec) return fail(INVALID_OPERATION, ctx);
  if (a.kind === INF) return a;
  const coeff = n >= 0 ? cap(shiftLeft(a.coeff, n), ctx) : cap(a.coeff, ctx) / pow10(-n);
  return finite(a.sign, coeff, a.exp);
}

export function rotate(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = checkNans(a, b, ctx);
  if (nan !== undefined) return nan;
  const n = smallInt(b);
  if (n === undefined || Math.abs(n) > ctx.prec) return fail(INVALID_OPERATION, ctx);
  if (a.kind === INF) return a;
  const left = n < 0 ? ctx.prec + n : n;
  const coeff = cap(a.coeff, ctx);
  const split = pow10(ctx.prec - left);
  return finite(a.sign, (coeff % split) * pow10(left) + coeff / split, a.exp);
}

const BINARY = /^[01]+$/;

/** The digits of a logical operand, or undefined when it is none. */
function logicalDigits(d: Dec, ctx: Ctx): string | undefined {
  if (d.kind !== FINITE || d.sign !== 0 || d.exp !== 0) return undefined;
  const text = d.coeff.toString();
  if (!BINARY.test(text)) return undefined;
  // Digits beyond the precision do not count.
  return text.length > ctx.prec ? text.slice(text.length - ctx.prec) : text;
}

/** logical_and, _or, _xor, digit by digit. */
export function logical(a: Dec, b: Dec, ctx: Ctx, op: (x: bigint, y: bigint) => bigint): Dec {
  const x = logicalDigits(a, ctx);
  const y = logicalDigits(b, ctx);
  if (x === undefined || y === undefined) return fail(INVALID_OPERATION, ctx);
  return finite(0, BigInt(op(BigInt(`0b${x}`), BigInt(`0b${y}`)).toString(2)), 0);
}

export function logicalInvert(a: Dec, ctx: Ctx): Dec {
  const digits = logicalDigits(a, ctx);
  if (digits === undefined) return fail(INVALID_OPERATION, ctx);
  const ones = (1n << BigInt(ctx.prec)) - 1n;
  return finite(0, BigInt((ones ^ BigInt(`0b${digits}`)).toString(2)), 0);
}

export function sameQuantum(a: Dec, b: Dec): boolean {
  if (a.isSpecial || b.isSpecial) return (a.isNan && b.isNan) || (a.kind === INF && b.kind === INF);
  return a.exp === b.exp;
}

export function copySign(a: Dec, b: Dec): Dec {
  return a.sign === b.sign ? a : new Dec(a.kind, b.sign, a.coeff, a.exp);
}
