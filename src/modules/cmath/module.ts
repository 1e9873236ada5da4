/** cmath: functions of complex numbers. Source: CPython Modules/cmathmodule.c. */
import { type Complex, complexAbs, complexDiv } from "../../kernel/complex.ts";
import { KernelError } from "../../kernel/error.ts";
import { atan2 } from "../../kernel/libm/arc.ts";
import { PyComplex } from "../../objects/complex/complex-object.ts";
import { asComplex } from "../../objects/complex/type.ts";
import { double } from "../../objects/converters.ts";
import { type CallableSpec, defineModule, fn, kwOnly, param, posOnly } from "../../objects/declare.ts";
import { overflowError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import * as c from "./functions.ts";

const INF = Number.POSITIVE_INFINITY;

function complex(value: PyValue): Complex {
  return asComplex(value);
}

function unary(f: (z: Complex) => Complex, doc: string): CallableSpec {
  return fn([posOnly("z", complex)], doc, (z) => boxed(f(z)), { complex: f });
}

function boxed(z: Complex): PyComplex {
  return new PyComplex(z.re, z.im);
}

function test(f: (z: Complex) => boolean, doc: string): CallableSpec {
  return fn([posOnly("z", complex)], doc, f);
}

const infinite = (z: Complex): boolean => Math.abs(z.re) === INF || Math.abs(z.im) === INF;

export default defineModule({
  name: "cmath",
  doc: "Mathematical functions for complex numbers.",
  functions: {
    acos: unary(c.acos, "Return the arc cosine of z."),
    acosh: unary(c.acosh, "Return the inverse hyperbolic cosine of z."),
    asin: unary(c.asin, "Return the arc sine of z."),
    asinh: unary(c.asinh, "Return the inverse hyperbolic sine of z."),
    atan: unary(c.atan, "Return the arc tangent of z."),
    atanh: unary(c.atanh, "Return the inverse hyperbolic tangent of z."),
    cos: unary(c.cos, "Return the cosine of z."),
    cosh: unary(c.cosh, "Return the hyperbolic cosine of z."),
    exp: unary(c.expComplex, "Return the exponential value e**z."),
    isclose: fn(
      [
        param("a", complex),
        param("b", complex),
        kwOnly("rel_tol", double, 1e-9, "1e-09"),
        kwOnly("abs_tol", double, 0, "0.0"),
      ],
      "Determine whether two complex numbers are close in value.",
      isclose,
    ),
    isfinite: test((z) => Number.isFinite(z.re) && Number.isFinite(z.im), "Whether both parts of z are finite."),
    isinf: test(infinite, "Whether a part of z is infinite."),
    isnan: test((z) => Number.isNaN(z.re) || Number.isNaN(z.im), "Whether a part of z is no number."),
    log: fn(
      [posOnly("z", complex), posOnly("base", complex, undefined)],
      "The logarithm of z to the given base, the natural one without.",
      log,
    ),
    log10: unary(c.log10, "Return the base-10 logarithm of z."),
    phase: fn([posOnly("z", complex)], "The phase angle of a complex.", (z) => new PyFloat(atan2(z.im, z.re))),
    polar: fn([posOnly("z", complex)], "A complex in polar coordinates: the distance from 0 and the phase.", polar),
    rect: fn([posOnly("r", double), posOnly("phi", double)], "From polar to rectangular coordinates.", (r, phi) =>
      boxed(c.rect(r, phi)),
    ),
    sin: unary(c.sin, "Return the sine of z."),
    sinh: unary(c.sinh, "Return the hyperbolic sine of z."),
    sqrt: unary(c.sqrt, "Return the square root of z."),
    tan: unary(c.tan, "Return the tangent of z."),
    tanh: unary(c.tanh, "Return the hyperbolic tangent of z."),
  },
  constants: () => ({
    pi: new PyFloat(Math.PI),
    e: new PyFloat(Math.E),
    tau: new PyFloat(2 * Math.PI),
    inf: new PyFloat(INF),
    nan: new PyFloat(Number.NaN),
    infj: new PyComplex(0, INF),
    nanj: new PyComplex(0, Number.NaN),
  }),
});

function polar(z: Complex): PyValue {
  try {
    return new PyTuple([new PyFloat(complexAbs(z)), new PyFloat(atan2(z.im, z.re))]);
  } catch (caught) {
    if (caught instanceof KernelError) throw overflowError("math range error");
    throw caught;
  }
}

function log(z: Complex, base: Complex | undefined): PyValue {
  const top = c.log(z);
  if (base === undefined) return boxed(top);
  const bottom = c.log(base);
  if (bottom.re === 0 && bottom.im === 0) throw valueError("math domain error");
  return boxed(complexDiv(top, bottom));
}

function isclose(a: Complex, b: Complex, relative: number, absolute: number): PyValue {
  if (relative < 0 || absolute < 0) throw valueError("tolerances must be non-negative");
  if (a.re === b.re && a.im === b.im) return true;
  if (infinite(a) || infinite(b)) return false;
  const difference = complexAbs({ re: a.re - b.re, im: a.im - b.im });
  return difference <= relative * complexAbs(b) || difference <= relative * complexAbs(a) || difference <= absolute;
}
