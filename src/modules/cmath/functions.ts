/**
 * The complex functions. Each one says first what happens beyond the finite numbers, then avoids overflow where the result is
 * in range, then computes. Branch cuts follow the signs of zeros. Source: CPython Modules/cmathmodule.c.
 */
import type { Complex } from "../../kernel/complex.ts";
import { atan2 } from "../../kernel/libm/arc.ts";
import { exp, log as ln } from "../../kernel/libm/explog.ts";
import * as hyperbolic from "../../kernel/libm/hyperbolic.ts";
import { hypot } from "../../kernel/libm/hypot.ts";
import * as trig from "../../kernel/libm/trig.ts";
import { overflowError, valueError } from "../../objects/errors.ts";
import type { PyObject } from "../../objects/object.ts";
import * as tables from "./special.ts";

const INF = Number.POSITIVE_INFINITY;
const DBL_MIN = 2.2250738585072014e-308;
const LARGE = Number.MAX_VALUE / 4;
const SQRT_LARGE = Math.sqrt(LARGE);
const LOG_LARGE = Math.log(LARGE);
const SQRT_MIN = Math.sqrt(DBL_MIN);

const finite = Number.isFinite;
const isInf = (x: number): boolean => x === INF || x === -INF;
const sign = (x: number): number => (x < 0 || Object.is(x, -0) ? -1 : 1);
const copysign = (x: number, y: number): number => sign(y) * Math.abs(x);

function domainError(): PyObject {
  return valueError("math domain error");
}

function tabled(table: tables.SpecialTable, re: number, im: number): Complex {
  const value = tables.special(table, re, im);
  if (value === undefined) throw domainError();
  return value;
}

/** Throws when a computed result has overflowed. */
function inRange(z: Complex): Complex {
  if (isInf(z.re) || isInf(z.im)) throw overflowError("math range error");
  return z;
}

/** -i z and i z: how the circular functions come from the hyperbolic ones. */
const timesI = ({ re, im }: Complex): Complex => ({ re: -im, im: re });
const overI = ({ re, im }: Complex): Complex => ({ re: im, im: -re });

export function sqrt({ re, im }: Complex): Complex {
  if (!finite(re) || !finite(im)) return tabled(tables.SQRT, re, im);
  if (re === 0 && im === 0) return { re: 0, im };
  let ax = Math.abs(re);
  const ay = Math.abs(im);
  let s: number;
  if (ax < DBL_MIN && ay < DBL_MIN) {
    ax *= 2 ** 53;
    s = Math.sqrt(ax + hypot(ax, ay * 2 ** 53)) * 2 ** -27;
  } else {
    ax /= 8;
    s = 2 * Math.sqrt(ax + hypot(ax, ay / 8));
  }
  const d = ay / (2 * s);
  return re >= 0 ? { re: s, im: copysign(d, im) } : { re: d, im: copysign(s, im) };
}

export function acos({ re, im }: Complex): Complex {
  if (!finite(re) || !finite(im)) return tabled(tables.ACOS, re, im);
  if (Math.abs(re) > LARGE || Math.abs(im) > LARGE) {
    const size = ln(hypot(re / 2, im / 2)) + Math.LN2 * 2;
    return { re: atan2(Math.abs(im), re), im: re < 0 ? -copysign(size, im) : copysign(size, -im) };
  }
  const a = sqrt({ re: 1 - re, im: -im });
  const b = sqrt({ re: 1 + re, im });
  return { re: 2 * atan2(a.re, b.re), im: hyperbolic.asinh(b.re * a.im - b.im * a.re) };
}

export function acosh({ re, im }: Complex): Complex {
  if (!finite(re) || !finite(im)) return tabled(tables.ACOSH, re, im);
  if (Math.abs(re) > LARGE || Math.abs(im) > LARGE) {
    return { re: ln(hypot(re / 2, im / 2)) + Math.LN2 * 2, im: atan2(im, re) };
  }
  const a = sqrt({ re: re - 1, im });
  const b = sqrt({ re: re + 1, im });
  return { re: hyperbolic.asinh(a.re * b.re + a.im * b.im), im: 2 * atan2(a.im, b.re) };
}

export function asin(z: Complex): Complex {
  return overI(asinh(timesI(z)));
}

export function asinh({ re, im }: Complex): Complex {
  if (!finite(re) || !finite(im)) return tabled(tables.ASINH, re, im);
  if (Math.abs(re) > LARGE || Math.abs(im) > LARGE) {
    const size = ln(hypot(re / 2, im / 2)) + Math.LN2 * 2;
    return { re: im >= 0 ? copysign(size, re) : -copysign(size, -re), im: atan2(im, Math.abs(re)) };
  }
  const a = sqrt({ re: 1 + im, im: -re });
  const b = sqrt({ re: 1 - im, im: re });
  return { re: hyperbolic.asinh(a.re * b.im - b.re * a.im), im: atan2(im, a.re * b.re - a.im * b.im) };
}

export function atan(z: Complex): Complex {
  return overI(atanh(timesI(z)));
}

export function atanh({ re, im }: Complex): Complex {
  if (!finite(re) || !finite(im)) return tabled(tables.ATANH, re, im);
  if (sign(re) < 0) {
    const z = atanh({ re: -re, im: -im });
    return { re: -z.re, im: -z.im };
  }
  const ay = Math.abs(im);
  if (re > SQRT_LARGE || ay > SQRT_LARGE) {
    const h = hypot(re / 2, im / 2);
    return { re: re / 4 / h / h, im: -copysign(Math.PI / 2, -im) };
  }
  if (re === 1 && ay < SQRT_MIN) {
    if (ay === 0) throw domainError();
    return { re: -ln(Math.sqrt(ay) / Math.sqrt(hypot(ay, 2))), im: copysign(atan2(2, -ay) / 2, im) };
  }
  return {
    re: hyperbolic.log1p((4 * re) / ((1 - re) * (1 - re) + ay * ay)) / 4,
    im: -atan2(-2 * im, (1 - re) * (1 + re) - ay * ay) / 2,
  };
}

export function cos(z: Complex): Complex {
  return cosh(timesI(z));
}

export function cosh({ re, im }: Complex): Complex {
  if (!finite(re) || !finite(im)) {
    if (!isInf(re) || !finite(im) || im === 0) return tabled(tables.COSH, re, im);
    const imag = copysign(INF, trig.sin(im));
    return { re: copysign(INF, trig.cos(im)), im: re > 0 ? imag : -imag };
  }
  if (Math.abs(re) > LOG_LARGE) {
    const x = re - sign(re);
    return inRange({ re: trig.cos(im) * hyperbolic.cosh(x) * Math.E, im: trig.sin(im) * hyperbolic.sinh(x) * Math.E });
  }
  return inRange({ re: trig.cos(im) * hyperbolic.cosh(re), im: trig.sin(im) * hyperbolic.sinh(re) });
}

export function expComplex({ re, im }: Complex): Complex {
  if (!finite(re) || !finite(im)) {
    if (!isInf(re) || !finite(im) || im === 0) return tabled(tables.EXP, re, im);
    const size = re > 0 ? INF : 0;
    return { re: copysign(size, trig.cos(im)), im: copysign(size, trig.sin(im)) };
  }
  if (re > LOG_LARGE) {
    const l = exp(re - 1);
    return inRange({ re: l * trig.cos(im) * Math.E, im: l * trig.sin(im) * Math.E });
  }
  const l = exp(re);
  return inRange({ re: l * trig.cos(im), im: l * trig.sin(im) });
}

export function log({ re, im }: Complex): Complex {
  if (!finite(re) || !finite(im)) return tabled(tables.LOG, re, im);
  return { re: logOfSize(Math.abs(re), Math.abs(im)), im: atan2(im, re) };
}

/** log(hypot(ax, ay)) without overflow, underflow, or cancellation near 1. */
function logOfSize(ax: number, ay: number): number {
  if (ax > LARGE || ay > LARGE) return ln(hypot(ax / 2, ay / 2)) + Math.LN2;
  if (ax < DBL_MIN && ay < DBL_MIN) {
    if (ax === 0 && ay === 0) throw domainError();
    return ln(hypot(ax * 2 ** 53, ay * 2 ** 53)) - 53 * Math.LN2;
  }
  const h = hypot(ax, ay);
  if (h < 0.71 || h > 1.73) return ln(h);
  const more = Math.max(ax, ay);
  const less = Math.min(ax, ay);
  return hyperbolic.log1p((more - 1) * (more + 1) + less * less) / 2;
}

export function log10(z: Complex): Complex {
  const { re, im } = log(z);
  return { re: re / Math.LN10, im: im / Math.LN10 };
}

export function sin(z: Complex): Complex {
  return overI(sinh(timesI(z)));
}

export function sinh({ re, im }: Complex): Complex {
  if (!finite(re) || !finite(im)) {
    if (!isInf(re) || !finite(im) || im === 0) return tabled(tables.SINH, re, im);
    const real = copysign(INF, trig.cos(im));
    return { re: re > 0 ? real : -real, im: copysign(INF, trig.sin(im)) };
  }
  if (Math.abs(re) > LOG_LARGE) {
    const x = re - sign(re);
    return inRange({ re: trig.cos(im) * hyperbolic.sinh(x) * Math.E, im: trig.sin(im) * hyperbolic.cosh(x) * Math.E });
  }
  return inRange({ re: trig.cos(im) * hyperbolic.sinh(re), im: trig.sin(im) * hyperbolic.cosh(re) });
}

export function tan(z: Complex): Complex {
  return overI(tanh(timesI(z)));
}

export function tanh({ re, im }: Complex): Complex {
  if (!finite(re) || !finite(im)) {
    if (!isInf(re) || !finite(im) || im === 0) return tabled(tables.TANH, re, im);
    return { re: sign(re), im: copysign(0, 2 * trig.sin(im) * trig.cos(im)) };
  }
  if (Math.abs(re) > LOG_LARGE) {
    return { re: sign(re), im: 4 * trig.sin(im) * trig.cos(im) * exp(-2 * Math.abs(re)) };
  }
  const tx = hyperbolic.tanh(re);
  const ty = trig.tan(im);
  const cx = 1 / hyperbolic.cosh(re);
  const product = tx * ty;
  const denominator = 1 + product * product;
  return { re: (tx * (1 + ty * ty)) / denominator, im: (ty / denominator) * cx * cx };
}

export function rect(r: number, phi: number): Complex {
  if (!finite(r) || !finite(phi)) {
    if (!isInf(r) || !finite(phi) || phi === 0) return tabled(tables.RECT, r, phi);
    const real = copysign(INF, trig.cos(phi));
    const imag = copysign(INF, trig.sin(phi));
    return r > 0 ? { re: real, im: imag } : { re: -real, im: -imag };
  }
  if (phi === 0) return { re: r, im: r * phi };
  return { re: r * trig.cos(phi), im: r * trig.sin(phi) };
}
