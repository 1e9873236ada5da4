/**
 * Division. A quotient that a few more digits than the dividend's hold exactly is found by multiplication; any other is computed to as
 * many digits as the context has, and rounded by what is left. Behaviour: libmpdec mpdecimal.c (_mpd_qdiv).
 */
import { intAdd, intCompare, intMul, intSub } from "../int.ts";
import { intTrailingZeros } from "../int-bits.ts";
import {
  ABOVE_HALF,
  BELOW_HALF,
  countDigits,
  digitsNear,
  HALF,
  quotientOf,
  shiftLeft,
  shiftRight,
  sumOf,
  trailingZeros,
} from "./coefficient.ts";
import {
  CLAMPED,
  type Ctx,
  checkNans,
  type Dec,
  DIVISION_BY_ZERO,
  DIVISION_UNDEFINED,
  etiny,
  fail,
  finalize,
  finite,
  INF,
  INVALID_OPERATION,
  infinity,
  ROUNDED,
  rounded,
} from "./number.ts";

/** a / b; an exact result gets the exponent nearest to a.exp - b.exp. */
export function divide(a: Dec, b: Dec, ctx: Ctx): Dec {
  const sign = a.sign ^ b.sign;
  if (a.isSpecial || b.isSpecial) {
    const nan = checkNans(a, b, ctx);
    if (nan !== undefined) return nan;
    if (a.kind === INF) return b.kind === INF ? fail(INVALID_OPERATION, ctx) : infinity(sign);
    ctx.status |= CLAMPED;
    return finite(sign, 0, etiny(ctx));
  }
  if (b.coeff === 0) return byZero(a, sign, ctx);
  if (a.coeff === 0) return finalize(finite(sign, 0, a.exp - b.exp), ctx);
  return exactQuotient(a, b, sign, ctx) ?? roundedQuotient(a, b, sign, ctx);
}

/** A finite number divided by zero. */
export function byZero(a: Dec, sign: number, ctx: Ctx): Dec {
  if (a.coeff === 0) return fail(DIVISION_UNDEFINED, ctx);
  ctx.status |= DIVISION_BY_ZERO;
  return infinity(sign);
}

/** 5 to the power of this is the last that is a safe integer. */
const MOST_PLACES = 22;

/** The quotient by a divisor that is a number, if it is exact and has no more digits than there may be; undefined where it has or might have. */
function exactQuotient(a: Dec, b: Dec, sign: number, ctx: Ctx): Dec | undefined {
  const divisor = b.coeff;
  if (typeof divisor !== "number") return undefined;
  const twos = intTrailingZeros(divisor);
  let odd = divisor / 2 ** twos;
  let fives = 0;
  for (; odd % 5 === 0; fives++) odd /= 5;
  const places = Math.max(twos, fives);
  if (places > MOST_PLACES || a.digits + places > ctx.prec) return undefined;
  let { coeff } = a;
  if (odd !== 1) {
    // For a long dividend this would take as long as the division that is likely to follow.
    if (typeof coeff === "bigint" && a.digits * 2 > ctx.prec) return undefined;
    const quotient = quotientOf(coeff, odd);
    if (intMul(quotient, odd) !== coeff) return undefined;
    coeff = quotient;
  }
  const factor = twos > fives ? 5 ** (twos - fives) : 2 ** (fives - twos);
  coeff = intMul(coeff, factor);
  const digits = odd === 1 ? digitsNear(coeff, a.digits + countDigits(factor)) : 0;
  const zeros = trailingZeros(coeff, places);
  if (zeros > 0) coeff = shiftRight(coeff, Number.POSITIVE_INFINITY, zeros);
  return finalize(finite(sign, coeff, a.exp - b.exp - places + zeros, digits === 0 ? 0 : digits - zeros), ctx);
}

function roundedQuotient(a: Dec, b: Dec, sign: number, ctx: Ctx): Dec {
  const { prec } = ctx;
  // Both with as many digits, to know how many the quotient has.
  const distance = b.digits - a.digits;
  const x = distance > 0 ? shiftLeft(a.coeff, distance) : a.coeff;
  const y = distance < 0 ? shiftLeft(b.coeff, -distance) : b.coeff;
  const shift = distance + (x < y ? prec : prec - 1);
  const top = shift > 0 ? shiftLeft(a.coeff, shift) : a.coeff;
  const bottom = shift < 0 ? shiftLeft(b.coeff, -shift) : b.coeff;
  const quotient = quotientOf(top, bottom);
  const rest = intSub(top, intMul(quotient, bottom));
  const exp = a.exp - b.exp - shift;
  if (rest === 0) {
    if (shift < 0) ctx.status |= ROUNDED;
    const zeros = shift > 0 ? trailingZeros(quotient, shift) : 0;
    const coeff = zeros === 0 ? quotient : shiftRight(quotient, Number.POSITIVE_INFINITY, zeros);
    return finalize(finite(sign, coeff, exp + zeros, prec - zeros), ctx);
  }
  const adjusted = exp + prec - 1;
  if (adjusted < ctx.emin || adjusted > ctx.emax) {
    // Another digit keeps what is left from looking like nothing or like a half.
    return finalize(finite(sign, sumOf(shiftLeft(quotient, 1), 1), exp - 1), ctx);
  }
  const order = intCompare(intAdd(rest, rest), bottom);
  return rounded(sign, quotient, exp, order < 0 ? BELOW_HALF : order === 0 ? HALF : ABOVE_HALF, ctx);
}
