/**
 * Decimal numbers and the context that rounds them: the General Decimal Arithmetic of decimal, as libmpdec has it.
 *
 * A number is immutable: sign, coefficient (an Int, never negative) and exponent, or an infinity, or a NaN whose coefficient is
 * its payload. An operation takes a context and adds to its `status`; who calls decides which conditions raise. Exponents are
 * doubles, so beyond 2**53 they are not exact. Behaviour: CPython Modules/_decimal/libmpdec/mpdecimal.c (mpd_qfinalize,
 * _mpd_check_exp, _mpd_apply_round).
 */

import { type Int, intCompare } from "../int.ts";
import {
  ABOVE_HALF,
  COUNTED,
  canonical,
  countDigits,
  digitsAtMost,
  digitsNear,
  dropped,
  HALF,
  isMultipleOf5,
  isOddCoefficient,
  NOTHING,
  pow10,
  shiftLeft,
  shiftRight,
  sumOf,
  trailingZeros,
} from "./coefficient.ts";

/** Conditions; numbers are libmpdec's. */
export const CLAMPED = 0x1;
export const CONVERSION_SYNTAX = 0x2;
export const DIVISION_BY_ZERO = 0x4;
export const DIVISION_IMPOSSIBLE = 0x8;
export const DIVISION_UNDEFINED = 0x10;
export const FLOAT_OPERATION = 0x400;
export const INEXACT = 0x40;
export const INVALID_CONTEXT = 0x80;
export const INVALID_OPERATION = 0x100;
export const MALLOC_ERROR = 0x200;
export const OVERFLOW = 0x800;
export const ROUNDED = 0x1000;
export const SUBNORMAL = 0x2000;
export const UNDERFLOW = 0x4000;
/** All that the signal InvalidOperation stands for. */
export const IEEE_INVALID =
  CONVERSION_SYNTAX | DIVISION_IMPOSSIBLE | DIVISION_UNDEFINED | INVALID_CONTEXT | INVALID_OPERATION | MALLOC_ERROR;
export const ERRORS = IEEE_INVALID | DIVISION_BY_ZERO;

/** Rounding modes, in libmpdec's order. */
export const ROUND_UP = 0;
export const ROUND_DOWN = 1;
export const ROUND_CEILING = 2;
export const ROUND_FLOOR = 3;
export const ROUND_HALF_UP = 4;
export const ROUND_HALF_DOWN = 5;
export const ROUND_HALF_EVEN = 6;
export const ROUND_05UP = 7;

export const MAX_PREC = 999999999999999999;
export const MAX_EMAX = 999999999999999999;
export const MIN_EMIN = -999999999999999999;

/** What a result has to fit into. `status` collects conditions. */
export interface Ctx {
  prec: number;
  round: number;
  emin: number;
  emax: number;
  clamp: number;
  status: number;
}

/** A context without limits that matter. */
export function maxContext(): Ctx {
  return { prec: MAX_PREC, round: ROUND_HALF_EVEN, emin: MIN_EMIN, emax: MAX_EMAX, clamp: 0, status: 0 };
}

/** A context with `prec` digits, rounding half to even, for the steps of a computation. */
export function workContext(prec: number): Ctx {
  return { prec, round: ROUND_HALF_EVEN, emin: MIN_EMIN, emax: MAX_EMAX, clamp: 0, status: 0 };
}

export const FINITE = 0;
export const INF = 1;
export const QNAN = 2;
export const SNAN = 3;

/** Coefficients below this have their digits counted at once. */
const LONG = pow10(COUNTED);

export class Dec {
  readonly kind: number;
  /** 1 when negative. */
  readonly sign: number;
  readonly coeff: Int;
  readonly exp: number;
  /** 0: not yet counted. */
  private count: number;

  constructor(kind: number, sign: number, coeff: Int, exp: number, digits = 0) {
    this.kind = kind;
    this.sign = sign;
    this.coeff = canonical(coeff);
    this.exp = exp;
    this.count = digits;
  }

  /** Number of digits of the coefficient, at least 1. */
  get digits(): number {
    if (this.count === 0) this.count = countDigits(this.coeff);
    return this.count;
  }

  /** As many as `digits`, or for a long coefficient a few more: quickly found. */
  get digitsAtMost(): number {
    const { coeff } = this;
    return this.count !== 0 || typeof coeff === "number" || coeff < LONG ? this.digits : digitsAtMost(coeff);
  }

  /** The coefficient for arithmetic with bigints alone. */
  get big(): bigint {
    return BigInt(this.coeff);
  }

  /** The exponent of the first digit. */
  get adjusted(): number {
    return this.exp + this.digits - 1;
  }

  get isSpecial(): boolean {
    return this.kind !== FINITE;
  }

  get isNan(): boolean {
    return this.kind >= QNAN;
  }

  get isZero(): boolean {
    return this.kind === FINITE && this.coeff === 0;
  }

  withSign(sign: number): Dec {
    return sign === this.sign ? this : new Dec(this.kind, sign, this.coeff, this.exp, this.count);
  }
}

/** `digits`: those of the coefficient, if they are known. */
export function finite(sign: number, coeff: Int, exp: number, digits = 0): Dec {
  return new Dec(FINITE, sign, coeff, exp, digits);
}

export function infinity(sign: number): Dec {
  return new Dec(INF, sign, 0, 0);
}

export const ZERO: Dec = finite(0, 0, 0);
export const ONE: Dec = finite(0, 1, 0);
export const NAN: Dec = new Dec(QNAN, 0, 0, 0);

/** A NaN because of a condition. */
export function fail(condition: number, ctx: Ctx): Dec {
  ctx.status |= condition;
  return NAN;
}

export const etiny = (ctx: Ctx): number => ctx.emin - (ctx.prec - 1);
export const etop = (ctx: Ctx): number => ctx.emax - (ctx.prec - 1);

/** Whether a coefficient from which `rest` was dropped is to be increased. */
export function roundsUp(coeff: Int, sign: number, rest: number, mode: number): boolean {
  if (rest === NOTHING) return false;
  switch (mode) {
    case ROUND_UP:
      return true;
    case ROUND_DOWN:
      return false;
    case ROUND_CEILING:
      return sign === 0;
    case ROUND_FLOOR:
      return sign === 1;
    case ROUND_HALF_UP:
      return rest >= HALF;
    case ROUND_HALF_DOWN:
      return rest === ABOVE_HALF;
    case ROUND_HALF_EVEN:
      return rest === ABOVE_HALF || (rest === HALF && isOddCoefficient(coeff));
    default:
      return isMultipleOf5(coeff);
  }
}

/** The number with its exponent raised to at least `exp`, rounded; `dropped` tells what was lost. */
export function rescaleDown(d: Dec, exp: number, mode: number): Dec {
  const coeff = shiftRight(d.coeff, d.digits, exp - d.exp);
  return finite(d.sign, roundsUp(coeff, d.sign, dropped, mode) ? sumOf(coeff, 1) : coeff, exp);
}

/** Brings a result into the context's precision and exponent range. */
export function finalize(d: Dec, ctx: Ctx): Dec {
  if (d.kind !== FINITE) return d.kind === INF ? d : fixNan(d, ctx);
  const { digitsAtMost: digits, exp } = d;
  if (digits <= ctx.prec && exp >= ctx.emin && exp + digits - 1 <= ctx.emax && ctx.clamp === 0) return d;
  return checkRound(checkExp(d, ctx), ctx);
}

/** The payload of a NaN keeps the last digits that fit. */
export function fixNan(d: Dec, ctx: Ctx): Dec {
  const room = ctx.prec - ctx.clamp;
  if (d.coeff === 0 || d.digits <= room) return d;
  return new Dec(d.kind, d.sign, room > 0 ? d.big % pow10(room) : 0, 0);
}

function checkExp(d: Dec, ctx: Ctx): Dec {
  const adjusted = d.adjusted;
  if (adjusted > ctx.emax) {
    if (d.coeff === 0) {
      ctx.status |= CLAMPED;
      return finite(d.sign, 0, ctx.clamp ? etop(ctx) : ctx.emax);
    }
    ctx.status |= OVERFLOW | INEXACT | ROUNDED;
    const { round } = ctx;
    const largest =
      round === ROUND_DOWN ||
      round === ROUND_05UP ||
      (round === ROUND_CEILING && d.sign === 1) ||
      (round === ROUND_FLOOR && d.sign === 0);
    return largest ? finite(d.sign, pow10(ctx.prec) - 1n, etop(ctx)) : infinity(d.sign);
  }
  if (ctx.clamp && d.exp > etop(ctx)) {
    const shift = d.exp - etop(ctx);
    ctx.status |= CLAMPED;
    if (d.coeff !== 0 && adjusted < ctx.emin) ctx.status |= SUBNORMAL;
    return finite(d.sign, shiftLeft(d.coeff, shift), etop(ctx));
  }
  if (adjusted < ctx.emin) {
    const least = etiny(ctx);
    if (d.coeff === 0) {
      if (d.exp >= least) return d;
      ctx.status |= CLAMPED;
      return finite(d.sign, 0, least);
    }
    ctx.status |= SUBNORMAL;
    if (d.exp < least) {
      const result = rescaleDown(d, least, ctx.round);
      ctx.status |= ROUNDED;
      if (dropped !== NOTHING) {
        ctx.status |= INEXACT | UNDERFLOW;
        if (result.coeff === 0) ctx.status |= CLAMPED;
      }
      return result;
    }
  }
  return d;
}

function checkRound(d: Dec, ctx: Ctx): Dec {
  if (d.kind !== FINITE || d.digits <= ctx.prec) return d;
  const shift = d.digits - ctx.prec;
  const coeff = shiftRight(d.coeff, d.digits, shift);
  return rounded(d.sign, coeff, d.exp + shift, dropped, ctx);
}

/** A coefficient with all the digits that there may be, from which `rest` was dropped. */
export function rounded(sign: number, coeff: Int, exp: number, rest: number, ctx: Ctx): Dec {
  ctx.status |= ROUNDED;
  if (rest !== NOTHING) {
    ctx.status |= INEXACT;
    if (roundsUp(coeff, sign, rest, ctx.round)) return increased(sign, coeff, exp, ctx);
  }
  return finite(sign, coeff, exp, ctx.prec);
}

/** One more than a coefficient of as many digits as there may be. */
function increased(sign: number, coeff: Int, exp: number, ctx: Ctx): Dec {
  const sum = sumOf(coeff, 1);
  const next = finite(sign, sum, exp, digitsNear(sum, ctx.prec + 1));
  // Nines have become a one and as many zeros.
  return next.digits <= ctx.prec ? next : checkExp(finite(sign, pow10(ctx.prec - 1), exp + 1, ctx.prec), ctx);
}

/** NaN operands: a signaling one first, then the first; undefined when there is none. */
export function checkNans(a: Dec, b: Dec | null, ctx: Ctx): Dec | undefined {
  if (a.kind < QNAN && (b === null || b.kind < QNAN)) return undefined;
  let choice = a;
  if (a.kind === SNAN || (b !== null && b.kind === SNAN)) {
    if (a.kind !== SNAN) choice = b!;
    ctx.status |= INVALID_OPERATION;
  } else if (a.kind < QNAN) choice = b!;
  return fixNan(new Dec(QNAN, choice.sign, choice.coeff, 0), ctx);
}

/** Three-way comparison of numbers that are no NaN. */
export function cmp(a: Dec, b: Dec): number {
  if (a.isZero) return b.isZero ? 0 : b.sign === 1 ? 1 : -1;
  if (b.isZero) return a.sign === 1 ? -1 : 1;
  if (a.sign !== b.sign) return a.sign === 1 ? -1 : 1;
  return a.sign === 1 ? -cmpAbs(a, b) : cmpAbs(a, b);
}

/** Comparison of magnitudes. */
export function cmpAbs(a: Dec, b: Dec): number {
  if (a.kind === INF) return b.kind === INF ? 0 : 1;
  if (b.kind === INF) return -1;
  if (a.coeff === 0) return b.coeff === 0 ? 0 : -1;
  if (b.coeff === 0) return 1;
  if (a.exp === b.exp) return intCompare(a.coeff, b.coeff);
  const x = a.adjusted;
  const y = b.adjusted;
  if (x !== y) return x < y ? -1 : 1;
  return a.exp > b.exp
    ? intCompare(shiftLeft(a.coeff, a.exp - b.exp), b.coeff)
    : intCompare(a.coeff, shiftLeft(b.coeff, b.exp - a.exp));
}

/** Whether a finite number has no fractional part. */
export function isInteger(d: Dec): boolean {
  if (d.kind !== FINITE) return false;
  if (d.exp >= 0 || d.coeff === 0) return true;
  return -d.exp < d.digits && trailingZeros(d.coeff) >= -d.exp;
}

/** Whether an integer is odd. */
export function isOdd(d: Dec): boolean {
  if (d.exp > 0 || d.coeff === 0) return false;
  return isOddCoefficient(shiftRight(d.coeff, d.digits, -d.exp));
}
