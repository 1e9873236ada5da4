/**
 * math. Policy, as CPython's: a NaN result from arguments that are no NaN is a ValueError, an infinite result from finite
 * arguments an OverflowError where the function overflows and a ValueError at its poles; everything else is returned.
 * Source: CPython Modules/mathmodule.c.
 */
import { signBit } from "../../kernel/float.ts";
import { ulp } from "../../kernel/float-exact.ts";
import { acos, asin, atan, atan2 } from "../../kernel/libm/arc.ts";
import { exp, exp2, log, log2, log10 } from "../../kernel/libm/explog.ts";
import { acosh, asinh, atanh, cosh, expm1, log1p, sinh, tanh } from "../../kernel/libm/hyperbolic.ts";
import { cos, sin, tan } from "../../kernel/libm/trig.ts";
import { intLog, intLog2, intLog10, remainder } from "../../kernel/math.ts";
import { erf, erfc, gamma, lgamma } from "../../kernel/math-special.ts";
import { double, object } from "../../objects/converters.ts";
import { defineModule, fn, kwOnly, param, posOnly, varArgs } from "../../objects/declare.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import {
  cbrt,
  dist,
  fma,
  fmod,
  frexpPair,
  hypot,
  isclose,
  ldexp,
  logarithm,
  logWithBase,
  modf,
  nextafter,
  pow,
  rounder,
  trunc,
} from "./functions.ts";
import { comb, factorial, fsum, gcd, isqrt, lcm, perm, prod, sumprod } from "./integer.ts";
import { binary, checked2, plain, unary } from "./real.ts";

const UNIT = "a number in range from -1 up to 1";
const POSITIVE = "a noninteger or positive integer";
const FINITE = "a finite input";

export default defineModule({
  name: "math",
  doc: "The mathematical functions of the C standard, and some of number theory.",
  functions: {
    acos: unary(acos, "Return the arc cosine (measured in radians) of x.", UNIT),
    acosh: unary(acosh, "Return the inverse hyperbolic cosine of x.", "argument value not less than 1"),
    asin: unary(asin, "Return the arc sine (measured in radians) of x.", UNIT),
    asinh: unary(asinh, "Return the inverse hyperbolic sine of x."),
    atan: unary(atan, "Return the arc tangent (measured in radians) of x."),
    atan2: binary(atan2, ["y", "x"], "Return the arc tangent of y/x, in the quadrant that the signs tell."),
    atanh: unary(atanh, "Return the inverse hyperbolic tangent of x.", "a number between -1 and 1"),
    cbrt: unary(cbrt, "Return the cube root of x."),
    ceil: fn([posOnly("x", object)], "Return the smallest integer >= x.", rounder(Math.ceil, "__ceil__")),
    copysign: binary(copysign, ["x", "y"], "Return a float with the magnitude of x and the sign of y."),
    cos: unary(cos, "Return the cosine of x (measured in radians).", FINITE),
    cosh: unary(cosh, "Return the hyperbolic cosine of x.", null, true),
    degrees: plain((x) => new PyFloat(x * (180 / Math.PI)), "Convert angle x from radians to degrees."),
    dist: fn([posOnly("p", object), posOnly("q", object)], "Return the Euclidean distance of two points.", dist),
    erf: unary(erf, "Error function at x."),
    erfc: unary(erfc, "Complementary error function at x."),
    exp: unary(exp, "Return e raised to the power of x.", null, true),
    exp2: unary(exp2, "Return 2 raised to the power of x.", null, true),
    expm1: unary(expm1, "Return exp(x)-1 without loss of precision for small x.", null, true),
    fabs: unary(Math.abs, "Return the absolute value of the float x."),
    factorial: fn([posOnly("n", object)], "Return n factorial.", factorial),
    floor: fn([posOnly("x", object)], "Return the largest integer <= x.", rounder(Math.floor, "__floor__")),
    fma: fn(
      [posOnly("x", double), posOnly("y", double), posOnly("z", double)],
      "Return (x * y) + z with a single rounding.",
      fma,
    ),
    fmod: fn([posOnly("x", double), posOnly("y", double)], "Return fmod(x, y) of C; x % y may differ.", fmod),
    frexp: plain(frexpPair, "Return the mantissa and exponent of x, as a pair."),
    fsum: fn([posOnly("seq", object)], "Return an accurate sum of the values, as if with unlimited precision.", fsum),
    gamma: unary(offPoles(gamma), "Gamma function at x.", POSITIVE, true),
    gcd: fn([varArgs("integers")], "Greatest common divisor.", gcd, { signature: "($module, /, *integers)" }),
    hypot: fn([varArgs("coordinates")], "Euclidean distance of a point from the origin.", hypot, {
      signature: "($module, /, *coordinates)",
    }),
    isclose: fn(
      [
        param("a", double),
        param("b", double),
        kwOnly("rel_tol", double, 1e-9, "1e-09"),
        kwOnly("abs_tol", double, 0, "0.0"),
      ],
      "Determine whether two numbers are close in value.",
      isclose,
    ),
    isfinite: plain(Number.isFinite, "Return True if x is neither an infinity nor a NaN."),
    isinf: plain((x) => Math.abs(x) === Number.POSITIVE_INFINITY, "Return True if x is an infinity."),
    isnan: plain(Number.isNaN, "Return True if x is a NaN."),
    isqrt: fn([posOnly("n", object)], "Return the integer part of the square root.", isqrt),
    lcm: fn([varArgs("integers")], "Least common multiple.", lcm, { signature: "($module, /, *integers)" }),
    ldexp: fn([posOnly("x", double), posOnly("i", object)], "Return x * (2**i).", ldexp),
    lgamma: unary(offPoles(lgamma), "Logarithm of the absolute value of the gamma function at x.", POSITIVE, true),
    log: fn(
      [posOnly("x", object), posOnly("base", object, undefined)],
      "Return the logarithm of x to the given base, the natural one without.",
      (x, base) => {
        const num = logarithm(x, log, intLog);
        return base === undefined ? new PyFloat(num) : logWithBase(num, logarithm(base, log, intLog));
      },
      { signature: null },
    ),
    log1p: unary(log1p, "Return the natural logarithm of 1+x, accurate near zero.", "argument value > -1"),
    log10: fn(
      [posOnly("x", object)],
      "Return the base 10 logarithm of x.",
      (x) => new PyFloat(logarithm(x, log10, intLog10)),
    ),
    log2: fn(
      [posOnly("x", object)],
      "Return the base 2 logarithm of x.",
      (x) => new PyFloat(logarithm(x, log2, intLog2)),
    ),
    modf: plain(modf, "Return the fractional and integer parts of x."),
    pow: fn([posOnly("x", double), posOnly("y", double)], "Return x**y (x to the power of y).", pow),
    radians: plain((x) => new PyFloat(x * (Math.PI / 180)), "Convert angle x from degrees to radians."),
    remainder: binary(checked2(remainder), ["x", "y"], "Difference between x and the closest integer multiple of y."),
    sin: unary(sin, "Return the sine of x (measured in radians).", FINITE),
    sinh: unary(sinh, "Return the hyperbolic sine of x.", null, true),
    sqrt: unary(Math.sqrt, "Return the square root of x.", "a nonnegative input"),
    tan: unary(tan, "Return the tangent of an angle in radians.", FINITE),
    tanh: unary(tanh, "Return the hyperbolic tangent of x."),
    sumprod: fn(
      [posOnly("p", object), posOnly("q", object)],
      "Return the sum of products of values from two iterables.",
      sumprod,
    ),
    trunc: fn([posOnly("x", object)], "Truncates the Real x to the nearest Integral toward 0.", trunc),
    prod: fn(
      [posOnly("iterable", object), kwOnly("start", object, 1)],
      "Calculate the product of all the elements in the input iterable.",
      prod,
    ),
    perm: fn(
      [posOnly("n", object), posOnly("k", object, null)],
      "Number of ways to choose k items from n items without repetition and with order.",
      perm,
    ),
    comb: fn(
      [posOnly("n", object), posOnly("k", object)],
      "Number of ways to choose k items from n items without repetition and without order.",
      comb,
    ),
    nextafter: fn(
      [posOnly("x", double), posOnly("y", double), kwOnly("steps", object, null)],
      "Return the floating-point value so many steps after x towards y.",
      nextafter,
    ),
    ulp: plain((x) => new PyFloat(ulp(x)), "Return what the last bit of a float is worth."),
  },
  constants: () => ({
    pi: new PyFloat(Math.PI),
    e: new PyFloat(Math.E),
    tau: new PyFloat(2 * Math.PI),
    inf: new PyFloat(Number.POSITIVE_INFINITY),
    nan: new PyFloat(Number.NaN),
  }),
});

function copysign(x: number, y: number): number {
  return signBit(y) ? -Math.abs(x) : Math.abs(x);
}

/** The gamma functions have poles at 0 and the negative integers: no number there. */
function offPoles(f: (x: number) => number): (x: number) => number {
  return (x) =>
    x <= 0 && (Number.isInteger(x) || (x === Number.NEGATIVE_INFINITY && f === gamma)) ? Number.NaN : f(x);
}
