/**
 * Decimal numbers and the context that rounds them: the General Decimal Arithmetic of decimal, as libmpdec has it.
 *
 * A number is immutable: sign, coefficient (a bigint, never negative) and exponent, or an infinity, or a NaN whose coefficient is
 * its payload. An operation takes a context and adds to its `status`; who calls decides which conditions raise. Exponents are
 * doubles, so beyond 2**53 they are not exact. Behaviour: CPython Modules/_decimal/libmpdec/mpdecimal.c (mpd_qfinalize,
 * _mpd_check_exp, _mpd_apply_round).
 */

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

const POW10: bigint[] = [1n];
for (let i = 1; i <= 64; i++) POW10.push(POW10[i - 1] * 10n);
const large = new Map<number, bigint>();

/** 10**n. */
export function pow10(n: number): bigint {
  if (n <= 64) return POW10[n];
  let power = large.get(n);
  if (power === undefined) {
    power = 10n ** BigInt(n);
    if (large.size > 64) large.clear();
    if (n < 20000) large.set(n, power);
  }
  return power;
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Number of decimal digits; 1 for zero. */
export function countDigits(c: bigint): number {
  if (c <= SAFE) {
    const n = Number(c);
    if (n < 1e8) {
      if (n < 1e4) return n < 100 ? (n < 10 ? 1 : 2) : n < 1000 ? 3 : 4;
      return n < 1e6 ? (n < 1e5 ? 5 : 6) : n < 1e7 ? 7 : 8;
    }
    if (n < 1e12) return n < 1e10 ? (n < 1e9 ? 9 : 10) : n < 1e11 ? 11 : 12;
    return n < 1e14 ? (n < 1e13 ? 13 : 14) : n < 1e15 ? 15 : 16;
  }
  if (c < POW10[64]) {
    let low = 15;
    let high = 64;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (c < POW10[middle]) high = middle;
      else low = middle;
    }
    return high;
  }
  const bits = c.toString(16).length * 4;
  let digits = Math.floor((bits - 4) * Math.LOG10E * Math.LN2);
  while (c >= pow10(digits)) digits++;
  return digits;
}

export class Dec {
  readonly kind: number;
  /** 1 when negative. */
  readonly sign: number;
  readonly coeff: bigint;
  readonly exp: number;
  private count = 0;

  constructor(kind: number, sign: number, coeff: bigint, exp: number) {
    this.kind = kind;
    this.sign = sign;
    this.coeff = coeff;
    this.exp = exp;
  }

  /** Number of digits of the coefficient, at least 1. */
  get digits(): number {
    if (this.count === 0) this.count = countDigits(this.coeff);
    return this.count;
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
    return this.kind === FINITE && this.coeff === 0n;
  }

  withSign(sign: number): Dec {
    return sign === this.sign ? this : new Dec(this.kind, sign, this.coeff, this.exp);
  }
}

export function finite(sign: number, coeff: bigint, exp: number): Dec {
  return new Dec(FINITE, sign, coeff, exp);
}

export function infinity(sign: number): Dec {
  return new Dec(INF, sign, 0n, 0);
}

export const ZERO: Dec = finite(0, 0n, 0);
export const ONE: Dec = finite(0, 1n, 0);
export const NAN: Dec = new Dec(QNAN, 0, 0n, 0);

/** A NaN because of a condition. */
export function fail(condition: number, ctx: Ctx): Dec {
  ctx.status |= condition;
  return NAN;
}

export const etiny = (ctx: Ctx): number => ctx.emin - (ctx.prec - 1);
export const etop = (ctx: Ctx): number => ctx.emax - (ctx.prec - 1);

/** What a right shift dropped: nothing, less than half a unit, half, or more. */
export const NOTHING = 0;
export const BELOW_HALF = 1;
export const HALF = 2;
export const ABOVE_HALF = 3;

/** What the last `shiftRight` dropped. */
export let dropped: number = NOTHING;

/** Drops `n` digits of a coefficient of `digits` digits. */
export function shiftRight(coeff: bigint, digits: number, n: number): bigint {
  if (coeff === 0n || n <= 0) {
    dropped = NOTHING;
    return coeff;
  }
  if (n > digits) {
    dropped = BELOW_HALF;
    return 0n;
  }
  const unit = pow10(n);
  const quotient = coeff / unit;
  const rest = coeff - quotient * unit;
  if (rest === 0n) dropped = NOTHING;
  else {
    const twice = rest * 2n;
    dropped = twice < unit ? BELOW_HALF : twice === unit ? HALF : ABOVE_HALF;
  }
  return quotient;
}

/** Whether a coefficient from which `rest` was dropped is to be increased. */
export function roundsUp(coeff: bigint, sign: number, rest: number, mode: number): boolean {
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
      return rest === ABOVE_HALF || (rest === HALF && (coeff & 1n) === 1n);
    default: {
      const last = coeff % 10n;
      return last === 0n || last === 5n;
    }
  }
}

/** The number with its exponent raised to at least `exp`, rounded; `dropped` tells what was lost. */
export function rescaleDown(d: Dec, exp: number, mode: number): Dec {
  const coeff = shiftRight(d.coeff, d.digits, exp - d.exp);
  return finite(d.sign, roundsUp(coeff, d.sign, dropped, mode) ? coeff + 1n : coeff, exp);
}

/** Brings a result into the context's precision and exponent range. */
export function finalize(d: Dec, ctx: Ctx): Dec {
  if (d.kind !== FINITE) return d.kind === INF ? d : fixNan(d, ctx);
  const { digits, exp } = d;
  const adjusted = exp + digits - 1;
  if (digits <= ctx.prec && adjusted >= ctx.emin && adjusted <= ctx.emax && ctx.clamp === 0) return d;
  return checkRound(checkExp(d, ctx), ctx);
}

/** The payload of a NaN keeps the last digits that fit. */
export function fixNan(d: Dec, ctx: Ctx): Dec {
  const room = ctx.prec - ctx.clamp;
  if (d.coeff === 0n || d.digits <= room) return d;
  return new Dec(d.kind, d.sign, room > 0 ? d.coeff % pow10(room) : 0n, 0);
}

function checkExp(d: Dec, ctx: Ctx): Dec {
  const adjusted = d.adjusted;
  if (adjusted > ctx.emax) {
    if (d.coeff === 0n) {
      ctx.status |= CLAMPED;
      return finite(d.sign, 0n, ctx.clamp ? etop(ctx) : ctx.emax);
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
    if (d.coeff !== 0n && adjusted < ctx.emin) ctx.status |= SUBNORMAL;
    return finite(d.sign, d.coeff === 0n ? 0n : d.coeff * pow10(shift), etop(ctx));
  }
  if (adjusted < ctx.emin) {
    const least = etiny(ctx);
    if (d.coeff === 0n) {
      if (d.exp >= least) return d;
      ctx.status |= CLAMPED;
      return finite(d.sign, 0n, least);
    }
    ctx.status |= SUBNORMAL;
    if (d.exp < least) {
      const result = rescaleDown(d, least, ctx.round);
      ctx.status |= ROUNDED;
      if (dropped !== NOTHING) {
        ctx.status |= INEXACT | UNDERFLOW;
        if (result.coeff === 0n) ctx.status |= CLAMPED;
      }
      return result;
    }
  }
  return d;
}

function checkRound(d: Dec, ctx: Ctx): Dec {
  if (d.kind !== FINITE || d.digits <= ctx.prec) return d;
  const shift = d.digits - ctx.prec;
  let coeff = shiftRight(d.coeff, d.digits, shift);
  let exp = d.exp + shift;
  ctx.status |= ROUNDED;
  if (dropped === NOTHING) return finite(d.sign, coeff, exp);
  ctx.status |= INEXACT;
  if (!roundsUp(coeff, d.sign, dropped, ctx.round)) return finite(d.sign, coeff, exp);
  coeff += 1n;
  if (coeff < pow10(ctx.prec)) return finite(d.sign, coeff, exp);
  coeff /= 10n;
  exp++;
  return checkExp(finite(d.sign, coeff, exp), ctx);
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
  if (a.coeff === 0n) return b.coeff === 0n ? 0 : -1;
  if (b.coeff === 0n) return 1;
  if (a.exp === b.exp) return a.coeff < b.coeff ? -1 : a.coeff > b.coeff ? 1 : 0;
  const x = a.adjusted;
  const y = b.adjusted;
  if (x !== y) return x < y ? -1 : 1;
  const left = a.exp > b.exp ? a.coeff * pow10(a.exp - b.exp) : a.coeff;
  const right = b.exp > a.exp ? b.coeff * pow10(b.exp - a.exp) : b.coeff;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether a finite number has no fractional part. */
export function isInteger(d: Dec): boolean {
  if (d.kind !== FINITE) return false;
  if (d.exp >= 0 || d.coeff === 0n) return true;
  return -d.exp < d.digits && d.coeff % pow10(-d.exp) === 0n;
}

/** Whether an integer is odd. */
export function isOdd(d: Dec): boolean {
  if (d.exp > 0 || d.coeff === 0n) return false;
  return ((d.coeff / pow10(-d.exp)) & 1n) === 1n;
}

/** How many zeros end the coefficient (not zero). */
export function trailingZeros(coeff: bigint): number {
  let rest = coeff;
  let count = 0;
  for (let step = 32; step > 0; step >>= 1) {
    const unit = pow10(step);
    while (rest % unit === 0n) {
      rest /= unit;
      count += step;
    }
  }
  return count;
}
