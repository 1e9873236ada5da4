/** The functions of doubles that need more than a formula. Source: CPython Modules/mathmodule.c. */
import { decompose, floatRepr, frexp } from "../../kernel/float.ts";
import { fma as fusedMultiplyAdd, nextAfter } from "../../kernel/float-exact.ts";
import { type Int, intFromFloat } from "../../kernel/int.ts";
import { power } from "../../kernel/libm/explog.ts";
import { ldexp as scale, vectorNorm } from "../../kernel/math.ts";
import { callSpecial } from "../../objects/abstract/call.ts";
import { toArray } from "../../objects/abstract/iterate.ts";
import { asDouble, asInt, index, trueDivide } from "../../objects/abstract/number.ts";
import { overflowError, typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import { domainError, rangeError } from "./real.ts";

const INF = Number.POSITIVE_INFINITY;

/** ceil, floor, trunc: a float directly, anything else by its special method. */
export function rounder(round: (x: number) => number, special: "__ceil__" | "__floor__"): (value: PyValue) => PyValue {
  return (value) => {
    if (value instanceof PyFloat && value.type === floatType) return intFromFloat(round(value.v));
    const result = callSpecial(value, special, []);
    return result ?? intFromFloat(round(asDouble(value)));
  };
}

export function trunc(value: PyValue): PyValue {
  if (value instanceof PyFloat && value.type === floatType) return intFromFloat(value.v);
  const result = callSpecial(value, "__trunc__", []);
  if (result === undefined) throw typeError(`type ${typeName(value)} doesn't define __trunc__ method`);
  return result;
}

/** A logarithm that takes ints of any size. */
export function logarithm(value: PyValue, ofDouble: (x: number) => number, ofInt: (x: Int) => number): number {
  const int = asInt(value);
  if (int !== undefined) {
    if (int <= 0) throw valueError("expected a positive input");
    return ofInt(int);
  }
  const x = asDouble(value);
  if (x <= 0) throw valueError(`expected a positive input, got ${floatRepr(x)}`);
  return ofDouble(x);
}

export function logWithBase(num: number, den: number): PyValue {
  return trueDivide(new PyFloat(num), new PyFloat(den));
}

export function ldexp(x: number, exponent: PyValue): PyValue {
  const e = asInt(exponent);
  if (e === undefined) throw typeError("Expected an int as second argument to ldexp.");
  const r = scale(x, e);
  if (!Number.isFinite(r) && Number.isFinite(x)) throw rangeError();
  return new PyFloat(r);
}

export function frexpPair(x: number): PyValue {
  if (x === 0 || !Number.isFinite(x)) return new PyTuple([new PyFloat(x), 0]);
  const [m, e] = frexp(x);
  return new PyTuple([new PyFloat(m), e]);
}

export function modf(x: number): PyValue {
  if (Number.isNaN(x)) return new PyTuple([new PyFloat(x), new PyFloat(x)]);
  const whole = Math.trunc(x);
  const negative = x < 0 || Object.is(x, -0);
  const rest = Number.isFinite(x) ? x - whole : 0;
  const fraction = rest === 0 && negative ? -0 : rest;
  return new PyTuple([new PyFloat(fraction), new PyFloat(whole)]);
}

export function fmod(x: number, y: number): PyValue {
  if (!Number.isFinite(y) && !Number.isNaN(y) && Number.isFinite(x)) return new PyFloat(x);
  const r = x % y;
  if (Number.isNaN(r) && !Number.isNaN(x) && !Number.isNaN(y)) throw domainError();
  return new PyFloat(r);
}

export function pow(x: number, y: number): PyValue {
  return new PyFloat(powDouble(x, y));
}

function powDouble(x: number, y: number): number {
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    if (Number.isNaN(x)) return y === 0 ? 1 : x;
    if (Number.isNaN(y)) return x === 1 ? 1 : y;
    // Where JavaScript says NaN, C says 1.
    return Math.abs(x) === 1 ? 1 : x ** y;
  }
  const r = x > 0 ? power(x, y) : x === 0 ? x ** y : powNegative(x, y);
  if (Number.isNaN(r)) throw domainError();
  if (!Number.isFinite(r)) throw x === 0 ? domainError() : rangeError();
  return r;
}

function powNegative(x: number, y: number): number {
  if (!Number.isInteger(y)) return Number.NaN;
  const size = power(-x, y);
  return Math.abs(y % 2) === 1 ? -size : size;
}

export function fma(x: number, y: number, z: number): PyValue {
  const r = fusedMultiplyAdd(x, y, z);
  if (Number.isFinite(r)) return new PyFloat(r);
  if (Number.isNaN(r)) {
    if (!Number.isNaN(x) && !Number.isNaN(y) && !Number.isNaN(z)) throw valueError("invalid operation in fma");
  } else if (Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z)) throw overflowError("overflow in fma");
  return new PyFloat(r);
}

export function nextafter(x: number, y: number, steps: PyValue): PyValue {
  if (steps === null) return new PyFloat(nextAfter(x, y));
  const count = index(steps);
  if (count < 0) throw valueError("steps must be a non-negative integer");
  if (count === 0) return new PyFloat(x);
  if (Number.isNaN(x) || Number.isNaN(y)) return new PyFloat(x + y);
  return new PyFloat(nextAfter(x, y, count));
}

export function isclose(a: number, b: number, relative: number, absolute: number): PyValue {
  if (relative < 0 || absolute < 0) throw valueError("tolerances must be non-negative");
  if (a === b) return true;
  if (Math.abs(a) === INF || Math.abs(b) === INF) return false;
  const difference = Math.abs(b - a);
  return difference <= Math.abs(relative * b) || difference <= Math.abs(relative * a) || difference <= absolute;
}

export function dist(p: PyValue, q: PyValue): PyValue {
  const from = toArray(p);
  const to = toArray(q);
  if (from.length !== to.length) throw valueError("both points must have the same number of dimensions");
  const differences: number[] = [];
  for (let i = 0; i < from.length; i++) differences.push(asDouble(from[i]) - asDouble(to[i]));
  return new PyFloat(vectorNorm(differences));
}

export function hypot(coordinates: PyValue[]): PyValue {
  const values: number[] = [];
  for (let i = 0; i < coordinates.length; i++) values.push(asDouble(coordinates[i]));
  return new PyFloat(vectorNorm(values));
}

/** cbrt, rounded to the nearest double where JavaScript's is off by one place. */
export function cbrt(x: number): number {
  const r = Math.cbrt(x);
  if (r === 0 || !Number.isFinite(r)) return r;
  // Compare the cubes of the neighbours' midpoints exactly.
  const a = Math.abs(x);
  const up = nextAfter(Math.abs(r), INF);
  const down = nextAfter(Math.abs(r), 0);
  const sign = r < 0 ? -1 : 1;
  if (cubeOfMiddle(Math.abs(r), up, a) < 0) return sign * up;
  if (cubeOfMiddle(down, Math.abs(r), a) > 0) return sign * down;
  return r;
}

/** Sign of ((low + high) / 2)**3 - x. */
function cubeOfMiddle(low: number, high: number, x: number): number {
  const l = decompose(low);
  const h = decompose(high);
  const d = decompose(x);
  const e = Math.min(l.exponent, h.exponent);
  const middle = (BigInt(l.mantissa) << BigInt(l.exponent - e)) + (BigInt(h.mantissa) << BigInt(h.exponent - e));
  // middle * 2**(e-1)
  let left = middle ** 3n;
  let right = BigInt(d.mantissa);
  const shift = 3 * (e - 1) - d.exponent;
  if (shift > 0) left <<= BigInt(shift);
  else right <<= BigInt(-shift);
  return left < right ? -1 : left > right ? 1 : 0;
}
