/** The basic operations. Behaviour: libmpdec mpdecimal.c (_mpd_qaddsub, _mpd_qmul, _mpd_qdivmod, mpd_qrem_near …). */
import { intCompare, intMul, intNeg, intSub } from "../int.ts";
import {
  ABOVE_HALF,
  BELOW_HALF,
  COUNTED,
  countDigits,
  digitsNear,
  dropMore,
  dropped,
  hasAtMost,
  NOTHING,
  NUMBER_DIGITS,
  pow10,
  quotientOf,
  shiftLeft,
  shiftRight,
  sumOf,
} from "./coefficient.ts";
import {
  type Ctx,
  checkNans,
  cmp,
  cmpAbs,
  type Dec,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  DIVISION_UNDEFINED,
  fail,
  finalize,
  finite,
  INF,
  INVALID_OPERATION,
  infinity,
  isOdd,
  maxContext,
  NAN,
  ROUND_FLOOR,
  rounded,
} from "./number.ts";
import { byZero } from "./quotient.ts";

export function add(a: Dec, b: Dec, ctx: Ctx): Dec {
  return addSigned(a, b, b.sign, ctx);
}

export function subtract(a: Dec, b: Dec, ctx: Ctx): Dec {
  return addSigned(a, b, 1 - b.sign, ctx);
}

/** a + b, b taken with the given sign. */
function addSigned(a: Dec, b: Dec, signB: number, ctx: Ctx): Dec {
  if (a.isSpecial || b.isSpecial) {
    const nan = checkNans(a, b, ctx);
    if (nan !== undefined) return nan;
    if (a.kind === INF) return b.kind === INF && a.sign !== signB ? fail(INVALID_OPERATION, ctx) : a;
    return infinity(signB);
  }
  const sum = mayBeLong(a, b, ctx) ? roundedSum(a, b, signB, ctx) : undefined;
  return sum ?? finalize(exactSum(a, b, signB, ctx), ctx);
}

/** Whether a sum might have more digits than there may be; those of most short numbers have not. */
function mayBeLong(a: Dec, b: Dec, ctx: Ctx): boolean {
  if (a.exp === b.exp) return false;
  if (typeof a.coeff === "bigint" || typeof b.coeff === "bigint") return true;
  return Math.abs(a.exp - b.exp) + NUMBER_DIGITS > ctx.prec;
}

/** Beyond it the exponents of operands and results might be inexact. */
const FAR = 1e15;

/**
 * A sum with more digits than there may be: those beyond are dropped from the operand that has them before it is added, which spares
 * long intermediate results. undefined where that does not tell the result.
 */
function roundedSum(a: Dec, b: Dec, signB: number, ctx: Ctx): Dec | undefined {
  if (a.coeff === 0 || b.coeff === 0 || ctx.prec > COUNTED || ctx.clamp !== 0) return undefined;
  const aIsHigh = a.exp > b.exp;
  const high = aIsHigh ? a : b;
  const low = aIsHigh ? b : a;
  const top = Math.max(high.adjusted, low.adjusted);
  let exp = top - ctx.prec + 1;
  if (low.exp >= exp || high.exp < exp || top <= ctx.emin || top >= ctx.emax || Math.abs(top) > FAR) return undefined;
  const lowCoeff = shiftRight(low.coeff, low.digits, exp - low.exp);
  let rest = dropped;
  const highCoeff = shiftLeft(high.coeff, high.exp - exp);
  if (a.sign === signB) {
    let sum = sumOf(highCoeff, lowCoeff);
    if (!hasAtMost(sum, ctx.prec)) {
      sum = shiftRight(sum, ctx.prec + 1, 1);
      rest = rest === NOTHING ? dropped : dropMore(dropped);
      exp++;
    }
    return rounded(a.sign, sum, exp, rest, ctx);
  }
  let difference = intSub(highCoeff, lowCoeff);
  let sign = aIsHigh ? a.sign : signB;
  if (difference < 0) {
    difference = intNeg(difference);
    sign = 1 - sign;
  } else if (rest !== NOTHING) {
    // What was dropped is to be taken away too.
    difference = intSub(difference, 1);
    rest = ABOVE_HALF + BELOW_HALF - rest;
  }
  if (difference <= 0 || hasAtMost(difference, ctx.prec - 1)) return undefined;
  return rounded(sign, difference, exp, rest, ctx);
}

/** The sum before rounding; an operand too small to matter is replaced by one that rounds alike. */
function exactSum(a: Dec, b: Dec, signB: number, ctx: Ctx): Dec {
  let x = a.coeff;
  let y = b.coeff;
  let exp = a.exp;
  if (a.exp !== b.exp) {
    const aIsBig = a.exp > b.exp;
    const big = aIsBig ? a : b;
    const small = aIsBig ? b : a;
    let smallCoeff = small.coeff;
    exp = small.exp;
    if (big.coeff !== 0) {
      const limit = big.exp - 1 + (big.digits > ctx.prec ? 0 : big.digits - ctx.prec - 1);
      if (small.adjusted < limit) {
        exp = limit;
        smallCoeff = smallCoeff === 0 ? 0 : 1;
      }
    }
    const bigCoeff = shiftLeft(big.coeff, big.exp - exp);
    x = aIsBig ? bigCoeff : smallCoeff;
    y = aIsBig ? smallCoeff : bigCoeff;
  }
  if (a.sign === signB) {
    const sum = sumOf(x, y);
    if (x === 0 || y === 0) return finite(a.sign, sum, exp);
    const most = Math.max(a.digitsAtMost + a.exp, b.digitsAtMost + b.exp) - exp + 1;
    return finite(a.sign, sum, exp, digitsNear(sum, most));
  }
  const difference = intSub(x, y);
  if (difference === 0) return finite(ctx.round === ROUND_FLOOR ? 1 : 0, 0, exp);
  return difference > 0 ? finite(a.sign, difference, exp) : finite(signB, intNeg(difference), exp);
}

export function plus(a: Dec, ctx: Ctx): Dec {
  const nan = checkNans(a, null, ctx);
  if (nan !== undefined) return nan;
  // As 0 + a: a zero is positive, except when rounding towards the floor.
  return finalize(a.isZero && ctx.round !== ROUND_FLOOR ? a.withSign(0) : a, ctx);
}

export function minus(a: Dec, ctx: Ctx): Dec {
  const nan = checkNans(a, null, ctx);
  if (nan !== undefined) return nan;
  return finalize(a.isZero && ctx.round !== ROUND_FLOOR ? a.withSign(0) : a.withSign(1 - a.sign), ctx);
}

export function abs(a: Dec, ctx: Ctx): Dec {
  const nan = checkNans(a, null, ctx);
  return nan ?? finalize(a.withSign(0), ctx);
}

/** The product before rounding. */
function product(a: Dec, b: Dec, ctx: Ctx): Dec {
  const sign = a.sign ^ b.sign;
  if (a.isSpecial || b.isSpecial) {
    const nan = checkNans(a, b, ctx);
    if (nan !== undefined) return nan;
    return a.isZero || b.isZero ? fail(INVALID_OPERATION, ctx) : infinity(sign);
  }
  const coeff = intMul(a.coeff, b.coeff);
  return finite(sign, coeff, a.exp + b.exp, coeff === 0 ? 1 : digitsNear(coeff, a.digitsAtMost + b.digitsAtMost));
}

export function multiply(a: Dec, b: Dec, ctx: Ctx): Dec {
  return finalize(product(a, b, ctx), ctx);
}

/** a * b + c with one rounding. */
export function fma(a: Dec, b: Dec, c: Dec, ctx: Ctx): Dec {
  const before = ctx.status;
  ctx.status = 0;
  let result = product(a, b, ctx);
  if ((ctx.status & INVALID_OPERATION) === 0) result = add(result, c, ctx);
  ctx.status |= before;
  return result;
}

/** The integer part of a quotient of finite numbers, and the remainder; undefined where the quotient has too many digits. */
function divmodFinite(a: Dec, b: Dec, ctx: Ctx): [Dec, Dec] | undefined {
  const exp = Math.min(a.exp, b.exp);
  const sign = a.sign ^ b.sign;
  if (a.coeff === 0) return [finite(sign, 0, 0), finite(a.sign, 0, exp)];
  const distance = a.adjusted - b.adjusted;
  if (distance < 0) {
    const coeff = a.exp > b.exp ? shiftLeft(a.coeff, a.exp - b.exp) : a.coeff;
    return [finite(sign, 0, 0), finite(a.sign, coeff, exp)];
  }
  if (distance > ctx.prec) return undefined;
  const top = shiftLeft(a.coeff, a.exp - exp);
  const bottom = shiftLeft(b.coeff, b.exp - exp);
  const quotient = quotientOf(top, bottom);
  if (countDigits(quotient) > ctx.prec) return undefined;
  return [finite(sign, quotient, 0), finite(a.sign, intSub(top, intMul(quotient, bottom)), exp)];
}

export function divideInt(a: Dec, b: Dec, ctx: Ctx): Dec {
  const sign = a.sign ^ b.sign;
  if (a.isSpecial || b.isSpecial) {
    const nan = checkNans(a, b, ctx);
    if (nan !== undefined) return nan;
    if (a.kind === INF) return b.kind === INF ? fail(INVALID_OPERATION, ctx) : infinity(sign);
    return finite(sign, 0, 0);
  }
  if (b.coeff === 0) return byZero(a, sign, ctx);
  const pair = divmodFinite(a, b, ctx);
  return pair === undefined ? fail(DIVISION_IMPOSSIBLE, ctx) : finalize(pair[0], ctx);
}

export function remainder(a: Dec, b: Dec, ctx: Ctx): Dec {
  if (a.isSpecial || b.isSpecial) {
    const nan = checkNans(a, b, ctx);
    if (nan !== undefined) return nan;
    return a.kind === INF ? fail(INVALID_OPERATION, ctx) : finalize(a, ctx);
  }
  if (b.coeff === 0) return fail(a.coeff === 0 ? DIVISION_UNDEFINED : INVALID_OPERATION, ctx);
  const pair = divmodFinite(a, b, ctx);
  return pair === undefined ? fail(DIVISION_IMPOSSIBLE, ctx) : finalize(pair[1], ctx);
}

export function divmod(a: Dec, b: Dec, ctx: Ctx): [Dec, Dec] {
  const sign = a.sign ^ b.sign;
  if (a.isSpecial || b.isSpecial) {
    const nan = checkNans(a, b, ctx);
    if (nan !== undefined) return [nan, nan];
    if (a.kind === INF) {
      ctx.status |= INVALID_OPERATION;
      return [b.kind === INF ? NAN : infinity(sign), NAN];
    }
    return [finite(sign, 0, 0), finalize(a, ctx)];
  }
  if (b.coeff === 0) {
    if (a.coeff === 0) {
      ctx.status |= DIVISION_UNDEFINED;
      return [NAN, NAN];
    }
    ctx.status |= DIVISION_BY_ZERO | INVALID_OPERATION;
    return [infinity(sign), NAN];
  }
  const pair = divmodFinite(a, b, ctx);
  if (pair === undefined) {
    ctx.status |= DIVISION_IMPOSSIBLE;
    return [NAN, NAN];
  }
  return [finalize(pair[0], ctx), finalize(pair[1], ctx)];
}

/** a - b * n with n the integer nearest to a / b, the even one of two. */
export function remainderNear(a: Dec, b: Dec, ctx: Ctx): Dec {
  if (a.isSpecial || b.isSpecial) {
    const nan = checkNans(a, b, ctx);
    if (nan !== undefined) return nan;
    return a.kind === INF ? fail(INVALID_OPERATION, ctx) : finalize(a, ctx);
  }
  if (b.coeff === 0) return fail(a.coeff === 0 ? DIVISION_UNDEFINED : INVALID_OPERATION, ctx);
  const pair = divmodFinite(a, b, ctx);
  if (pair === undefined) return fail(DIVISION_IMPOSSIBLE, ctx);
  const [quotient, rest] = pair;
  if (rest.coeff === 0) return finalize(rest, ctx);
  const distance = b.adjusted - rest.adjusted;
  if (distance < -1 || distance > 1) return finalize(rest, ctx);
  const exact = maxContext();
  const other = a.sign === b.sign ? subtract(rest, b, exact) : add(rest, b, exact);
  const order = cmpAbs(other, rest);
  if (order > 0 || (order === 0 && !isOdd(quotient))) return finalize(rest, ctx);
  if (quotient.big === pow10(ctx.prec) - 1n) return fail(DIVISION_IMPOSSIBLE, ctx);
  return finalize(other, ctx);
}

/** compare: -1, 0 or 1 as a number; a NaN is passed on. */
export function compare(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = checkNans(a, b, ctx);
  return nan ?? orderNumber(cmp(a, b));
}

/** compare_signal: every NaN is an error. */
export function compareSignal(a: Dec, b: Dec, ctx: Ctx): Dec {
  const nan = checkNans(a, b, ctx);
  if (nan !== undefined) ctx.status |= INVALID_OPERATION;
  return nan ?? orderNumber(cmp(a, b));
}

export function orderNumber(order: number): Dec {
  return finite(order < 0 ? 1 : 0, order === 0 ? 0 : 1, 0);
}

/** The order of the standard's total ordering. */
export function cmpTotal(a: Dec, b: Dec): number {
  if (a.sign !== b.sign) return a.sign === 1 ? -1 : 1;
  const order = cmpTotalMag(a, b);
  return a.sign === 1 ? -order : order;
}

export function cmpTotalMag(a: Dec, b: Dec): number {
  if (a.isNan || b.isNan) {
    const x = a.isNan ? (a.kind === 2 ? 2 : 1) : 0;
    const y = b.isNan ? (b.kind === 2 ? 2 : 1) : 0;
    if (x !== y) return x < y ? -1 : 1;
    return intCompare(a.coeff, b.coeff);
  }
  const order = cmpAbs(a, b);
  if (order !== 0) return order;
  return a.exp < b.exp ? -1 : a.exp > b.exp ? 1 : 0;
}

/** max, min and their magnitude forms: a number wins over a quiet NaN. */
export function extreme(a: Dec, b: Dec, ctx: Ctx, greatest: boolean, magnitude: boolean): Dec {
  if (a.kind === 2 && !b.isNan) return finalize(b, ctx);
  if (b.kind === 2 && !a.isNan) return finalize(a, ctx);
  const nan = checkNans(a, b, ctx);
  if (nan !== undefined) return nan;
  let order = magnitude ? cmpAbs(a, b) : cmp(a, b);
  if (order === 0) order = orderOfEquals(a, b);
  return finalize(order < 0 === greatest ? b : a, ctx);
}

/** _mpd_cmp_numequal: by sign, then exponent. */
function orderOfEquals(a: Dec, b: Dec): number {
  if (a.sign !== b.sign) return a.sign === 1 ? -1 : 1;
  if (a.exp === b.exp) return 0;
  const order = a.exp < b.exp ? -1 : 1;
  return a.sign === 1 ? -order : order;
}
