/** The functions of integers, and sums and products. Source: CPython Modules/mathmodule.c. */
import { type Int, intAdd, intMul } from "../../kernel/int.ts";
import { intComb, intFactorial, intGcd, intIsqrt, intLcm, intPerm } from "../../kernel/int-power.ts";
import { checkpoint } from "../../kernel/interrupt.ts";
import { ExactSum, ProductSum } from "../../kernel/math.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { add, asDouble, index, multiply } from "../../objects/abstract/number.ts";
import { overflowError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";

const LONG_MAX = 9223372036854775807n;

export function gcd(values: PyValue[]): PyValue {
  let result: Int = 0;
  for (let i = 0; i < values.length; i++) result = intGcd(result, index(values[i]));
  return result;
}

export function lcm(values: PyValue[]): PyValue {
  let result: Int = 1;
  for (let i = 0; i < values.length; i++) result = intLcm(result, index(values[i]));
  return result;
}

export function isqrt(value: PyValue): PyValue {
  const n = index(value);
  if (n < 0) throw valueError("isqrt() argument must be nonnegative");
  return intIsqrt(n);
}

export function factorial(value: PyValue): PyValue {
  const n = index(value);
  if (n < 0) throw valueError("factorial() not defined for negative values");
  if (n > LONG_MAX) throw overflowError(`factorial() argument should not exceed ${LONG_MAX}`);
  return intFactorial(n);
}

export function perm(first: PyValue, second: PyValue): PyValue {
  if (second === null) return factorial(first);
  const n = index(first);
  const k = index(second);
  if (n < 0) throw valueError("n must be a non-negative integer");
  if (k < 0) throw valueError("k must be a non-negative integer");
  if (n < k) return 0;
  if (k > LONG_MAX) throw overflowError(`k must not exceed ${LONG_MAX}`);
  return intPerm(n, k);
}

export function comb(first: PyValue, second: PyValue): PyValue {
  const n = index(first);
  const k = index(second);
  if (n < 0) throw valueError("n must be a non-negative integer");
  if (k < 0) throw valueError("k must be a non-negative integer");
  if (k > n) return 0;
  if (k > LONG_MAX && BigInt(n) - BigInt(k) > LONG_MAX) {
    throw overflowError(`min(n - k, k) must not exceed ${LONG_MAX}`);
  }
  return intComb(n, k);
}

export function fsum(iterable: PyValue): PyValue {
  const sum = new ExactSum();
  if ((iterable instanceof PyList || iterable instanceof PyTuple) && iterable.type.spec !== null) {
    for (let i = 0; i < iterable.items.length; i++) {
      checkpoint();
      const item = iterable.items[i];
      sum.add(item instanceof PyFloat ? item.v : asDouble(item));
    }
    return new PyFloat(sum.result());
  }
  const iterator = iter(iterable);
  for (let item = iterNext(iterator); item !== undefined; item = iterNext(iterator)) sum.add(asDouble(item));
  return new PyFloat(sum.result());
}

function isExactFloat(value: PyValue): value is PyFloat {
  return value instanceof PyFloat && value.type === floatType;
}

function isExactInt(value: PyValue): value is Int {
  return typeof value === "number" || typeof value === "bigint";
}

export function prod(iterable: PyValue, start: PyValue): PyValue {
  const iterator = iter(iterable);
  let result = start;
  for (let item = iterNext(iterator); item !== undefined; item = iterNext(iterator)) {
    if (isExactInt(result) && isExactInt(item)) result = intMul(result, item);
    else result = multiply(result, item);
  }
  return result;
}

/** A pair's factor as a double for the fast path, or NaN-free undefined when it has no place there. */
function factor(value: PyValue): number | undefined {
  if (isExactFloat(value)) return value.v;
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "bigint") return undefined;
  const double = Number(value);
  return Number.isFinite(double) ? double : undefined;
}

/** Sum of products: ints exactly, floats in triple precision, everything else by the operators. */
export function sumprod(p: PyValue, q: PyValue): PyValue {
  const left = iter(p);
  const right = iter(q);
  let total: PyValue = 0;
  let ints: Int | undefined = 0;
  let floats: ProductSum | undefined = new ProductSum();
  let floatsUsed = false;
  for (;;) {
    const x = iterNext(left);
    const y = iterNext(right);
    if ((x === undefined) !== (y === undefined)) throw valueError("Inputs are not the same length");
    if (ints !== undefined) {
      if (x !== undefined && isExactInt(x) && isExactInt(y!)) {
        ints = intAdd(ints, intMul(x, y));
        continue;
      }
      total = add(total, ints);
      ints = undefined;
    }
    if (floats !== undefined) {
      if (x !== undefined && (isExactFloat(x) || isExactFloat(y!))) {
        const a = factor(x);
        const b = factor(y!);
        if (a !== undefined && b !== undefined && floats.add(a, b)) {
          floatsUsed = true;
          continue;
        }
      }
      if (floatsUsed) total = add(total, new PyFloat(floats.result()));
      floats = undefined;
    }
    if (x === undefined) return total;
    total = add(total, multiply(x, y!));
  }
}
