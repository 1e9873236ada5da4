/**
 * Complex arithmetic as CPython 3.14 does it: C11 Annex G recovery of infinities, and real operands kept real.
 * Behaviour: CPython Objects/complexobject.c.
 */
import { KernelError, overflowError, valueError, zeroDivision } from "./error.ts";
import { floatRepr, numberOf, stripAscii, withoutUnderscores } from "./float.ts";
import { formatFloat } from "./float-format.ts";
import { atan2 } from "./libm/arc.ts";
import { exp, log, power } from "./libm/explog.ts";
import { hypot } from "./libm/hypot.ts";
import { cos, sin } from "./libm/trig.ts";
import type { Str } from "./str.ts";
import { transformDecimalAndSpace } from "./unicode/decimal.ts";

/** A complex value; immutable. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

const INF = Number.POSITIVE_INFINITY;
const isInf = (x: number): boolean => x === INF || x === -INF;
const negative = (x: number): boolean => x < 0 || Object.is(x, -0);
/** An infinity becomes ±1, anything else ±0. */
const box = (x: number): number => (isInf(x) ? (x > 0 ? 1 : -1) : negative(x) ? -0 : 0);
/** NaN becomes 0. */
const denan = (x: number): number => (Number.isNaN(x) ? 0 : x);

export const complexAdd = (a: Complex, b: Complex): Complex => ({ re: a.re + b.re, im: a.im + b.im });
export const complexAddReal = (a: Complex, b: number): Complex => ({ re: a.re + b, im: a.im });
export const complexSub = (a: Complex, b: Complex): Complex => ({ re: a.re - b.re, im: a.im - b.im });
export const complexSubReal = (a: Complex, b: number): Complex => ({ re: a.re - b, im: a.im });
export const realSubComplex = (a: number, b: Complex): Complex => ({ re: a - b.re, im: -b.im });
export const complexNeg = (a: Complex): Complex => ({ re: -a.re, im: -a.im });
export const complexMulReal = (a: Complex, b: number): Complex => ({ re: a.re * b, im: a.im * b });

export function complexMul(z: Complex, w: Complex): Complex {
  let { re: a, im: b } = z;
  let { re: c, im: d } = w;
  const [ac, bd, ad, bc] = [a * c, b * d, a * d, b * c];
  const [re, im] = [ac - bd, ad + bc];
  if (!Number.isNaN(re) || !Number.isNaN(im)) return { re, im };
  let again = false;
  if (isInf(a) || isInf(b)) {
    [a, b, c, d] = [box(a), box(b), denan(c), denan(d)];
    again = true;
  }
  if (isInf(c) || isInf(d)) {
    [a, b, c, d] = [denan(a), denan(b), box(c), box(d)];
    again = true;
  }
  if (!again && (isInf(ac) || isInf(bd) || isInf(ad) || isInf(bc))) {
    [a, b, c, d] = [denan(a), denan(b), denan(c), denan(d)];
    again = true;
  }
  return again ? { re: INF * (a * c - b * d), im: INF * (a * d + b * c) } : { re, im };
}

/** The same of what has been computed: a NaN that arises on x86 is negative. */
const boxComputed = (x: number): number => (Number.isNaN(x) ? -0 : box(x));

/** a / b; both parts NaN after an infinite operand are recovered. */
export function complexDiv(a: Complex, b: Complex, boxDivisor = box): Complex {
  const quotient = smithQuotient(a, b);
  if (!Number.isNaN(quotient.re) || !Number.isNaN(quotient.im)) return quotient;
  if ((isInf(a.re) || isInf(a.im)) && Number.isFinite(b.re) && Number.isFinite(b.im)) {
    const [x, y] = [box(a.re), box(a.im)];
    return { re: INF * (x * b.re + y * b.im), im: INF * (y * b.re - x * b.im) };
  }
  if ((isInf(b.re) || isInf(b.im)) && Number.isFinite(a.re) && Number.isFinite(a.im)) {
    const [x, y] = [boxDivisor(b.re), boxDivisor(b.im)];
    return { re: 0 * (a.re * x + a.im * y), im: 0 * (a.im * x - a.re * y) };
  }
  return quotient;
}

function smithQuotient(a: Complex, b: Complex): Complex {
  const absRe = Math.abs(b.re);
  const absIm = Math.abs(b.im);
  if (absRe >= absIm) {
    if (absRe === 0) throw zeroDivision();
    const ratio = b.im / b.re;
    const denom = b.re + b.im * ratio;
    return { re: (a.re + a.im * ratio) / denom, im: (a.im - a.re * ratio) / denom };
  }
  if (absIm >= absRe) {
    const ratio = b.re / b.im;
    const denom = b.re * ratio + b.im;
    return { re: (a.re * ratio + a.im) / denom, im: (a.im * ratio - a.re) / denom };
  }
  return { re: Number.NaN, im: Number.NaN };
}

export function complexDivReal(a: Complex, b: number): Complex {
  if (b === 0) throw zeroDivision();
  return { re: a.re / b, im: a.im / b };
}

export function realDivComplex(a: number, b: Complex): Complex {
  const absRe = Math.abs(b.re);
  const absIm = Math.abs(b.im);
  let re = Number.NaN;
  let im = Number.NaN;
  if (absRe >= absIm) {
    if (absRe === 0) throw zeroDivision();
    const ratio = b.im / b.re;
    const denom = b.re + b.im * ratio;
    re = a / denom;
    im = (-a * ratio) / denom;
  } else if (absIm >= absRe) {
    const ratio = b.re / b.im;
    const denom = b.re * ratio + b.im;
    re = (a * ratio) / denom;
    im = -a / denom;
  }
  if (Number.isNaN(re) && Number.isNaN(im) && Number.isFinite(a) && (isInf(absRe) || isInf(absIm))) {
    return { re: 0 * (a * box(b.re)), im: 0 * (-a * box(b.im)) };
  }
  return { re, im };
}

export function complexPow(a: Complex, b: Complex): Complex {
  const small = b.im === 0 && Number.isInteger(b.re) && Math.abs(b.re) <= 100;
  let result: Complex;
  if (small) {
    const n = Math.abs(b.re);
    result = b.re > 0 ? unsignedPower(a, n) : invert(unsignedPower(a, n));
  } else {
    result = polarPower(a, b);
  }
  if (isInf(result.re) || isInf(result.im)) throw overflowError("complex exponentiation");
  return result;
}

function unsignedPower(x: Complex, n: number): Complex {
  let result: Complex = { re: 1, im: 0 };
  let square = x;
  for (let mask = 1; n >= mask; mask *= 2) {
    if (n & mask) result = complexMul(result, square);
    square = complexMul(square, square);
  }
  return result;
}

function zeroPower(): KernelError {
  return new KernelError("ZeroDivisionError", "zero to a negative or complex power");
}

function invert(x: Complex): Complex {
  if (x.re === 0 && x.im === 0) throw zeroPower();
  return complexDiv({ re: 1, im: 0 }, x, boxComputed);
}

function polarPower(a: Complex, b: Complex): Complex {
  if (b.re === 0 && b.im === 0) return { re: 1, im: 0 };
  if (a.re === 0 && a.im === 0) {
    if (b.im !== 0 || b.re < 0) throw zeroPower();
    return { re: 0, im: 0 };
  }
  const magnitude = hypot(a.re, a.im);
  let length = power(magnitude, b.re);
  const angle = atan2(a.im, a.re);
  let phase = angle * b.re;
  if (b.im !== 0) {
    length *= exp(-angle * b.im);
    phase += b.im * log(magnitude);
  }
  return { re: length * cos(phase), im: length * sin(phase) };
}

/** abs(z). */
export function complexAbs(z: Complex): number {
  if (isInf(z.re) || isInf(z.im)) return INF;
  if (Number.isNaN(z.re) || Number.isNaN(z.im)) return Number.NaN;
  const length = hypot(z.re, z.im);
  if (length === INF) throw overflowError("absolute value too large");
  return length;
}

/** A part of a complex as repr shows it: no `.0`. */
function partRepr(value: number): string {
  const text = floatRepr(value);
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}

export function complexRepr(z: Complex): string {
  if (z.re === 0 && !Object.is(z.re, -0)) return `${partRepr(z.im)}j`;
  const im = partRepr(z.im);
  return `(${partRepr(z.re)}${im[0] === "-" ? "" : "+"}${im}j)`;
}

/** Formats with a float code, both parts always shown and no parentheses. */
export function complexFormatPlain(z: Complex, code: "e" | "f" | "g", precision: number): string {
  const im = formatFloat(z.im, code, precision);
  return `${formatFloat(z.re, code, precision)}${im[0] === "-" ? "" : "+"}${im}j`;
}

const LEADING_FLOAT = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)/i;

/** complex(text); `undefined` means "could not convert string to complex: …" (a misplaced underscore). */
export function complexParse(text: Str): Complex | undefined {
  const malformed = valueError("complex() arg is a malformed string");
  let body = stripAscii(transformDecimalAndSpace(text));
  if (body[0] === "(") {
    if (!body.endsWith(")")) throw malformed;
    body = stripAscii(body.slice(1, -1));
  }
  const plain = body.includes("_") ? withoutUnderscores(body) : body;
  if (plain === undefined) return undefined;
  const value = parsePlain(plain);
  if (value === undefined) throw malformed;
  return value;
}

function parsePlain(text: string): Complex | undefined {
  const isJ = (rest: string): boolean => rest === "j" || rest === "J";
  const first = LEADING_FLOAT.exec(text)?.[0];
  if (first === undefined) {
    const signed = text[0] === "+" || text[0] === "-";
    return isJ(signed ? text.slice(1) : text) ? { re: 0, im: text[0] === "-" ? -1 : 1 } : undefined;
  }
  const z = numberOf(first);
  const rest = text.slice(first.length);
  if (rest === "") return { re: z, im: 0 };
  if (isJ(rest)) return { re: 0, im: z };
  if (rest[0] !== "+" && rest[0] !== "-") return undefined;
  const second = LEADING_FLOAT.exec(rest)?.[0];
  if (second === undefined) return isJ(rest.slice(1)) ? { re: z, im: rest[0] === "-" ? -1 : 1 } : undefined;
  return isJ(rest.slice(second.length)) ? { re: z, im: numberOf(second) } : undefined;
}
