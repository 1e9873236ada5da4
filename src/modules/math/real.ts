/**
 * How a function of doubles becomes a function of math: a NaN from a number is a domain error, an infinity from a finite
 * number an overflow or a pole. Source: CPython Modules/mathmodule.c (math_1, math_2, loghelper).
 */
import { floatRepr } from "../../kernel/float.ts";
import { asDouble } from "../../objects/abstract/number.ts";
import { double, object } from "../../objects/converters.ts";
import { type CallableSpec, fn, posOnly } from "../../objects/declare.ts";
import { overflowError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";

export function domainError(): PyObject {
  return valueError("math domain error");
}

export function rangeError(): PyObject {
  return overflowError("math range error");
}

/** The error for an argument outside the domain; `expected` says what would be inside. */
function badValue(expected: string | null, x: number): PyObject {
  return expected === null ? domainError() : valueError(`expected ${expected}, got ${floatRepr(x)}`);
}

/** A checked result: `overflows` says whether an infinity is an overflow, or a pole and so a domain error. */
export function checked(x: number, r: number, overflows: boolean, expected: string | null): number {
  if (Number.isFinite(r)) return r;
  if (Number.isNaN(r)) {
    if (Number.isNaN(x)) return r;
    throw badValue(expected, x);
  }
  if (!Number.isFinite(x)) return r;
  throw overflows ? rangeError() : badValue(expected, x);
}

/** A function of one double. */
export function unary(
  f: (x: number) => number,
  doc: string,
  expected: string | null = null,
  overflows = false,
): CallableSpec {
  const impl = (value: PyValue): PyValue => {
    const x = value instanceof PyFloat ? value.v : asDouble(value);
    return new PyFloat(checked(x, f(x), overflows, expected));
  };
  return fn([posOnly("x", object)], doc, impl, { real: f });
}

/** A function of one double whose implementation raises what is to be raised. */
export function plain(f: (x: number) => PyValue, doc: string): CallableSpec {
  return fn([posOnly("x", double)], doc, f);
}

/** A function of two doubles. */
export function binary(
  f: (x: number, y: number) => number,
  names: readonly [string, string],
  doc: string,
): CallableSpec {
  return fn([posOnly(names[0], double), posOnly(names[1], double)], doc, (x, y) => new PyFloat(f(x, y)), { real: f });
}

/** math_2: errors as for one argument. */
export function checked2(f: (x: number, y: number) => number): (x: number, y: number) => number {
  return (x, y) => {
    const r = f(x, y);
    if (Number.isNaN(r)) {
      if (!Number.isNaN(x) && !Number.isNaN(y)) throw domainError();
    } else if (!Number.isFinite(r) && Number.isFinite(x) && Number.isFinite(y)) throw rangeError();
    return r;
  };
}
