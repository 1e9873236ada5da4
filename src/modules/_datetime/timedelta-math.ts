/** Making durations, and calculating with them exactly. Source: CPython Modules/_datetimemodule.c (new_delta_ex, accum, microseconds_to_delta_ex, multiply_float_timedelta). */
import { floatAsIntegerRatio, roundHalfEven } from "../../kernel/float.ts";
import { type Int, intFromFloat, normInt } from "../../kernel/int.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { overflowError, typeError, zeroDivisionError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { timedeltaType } from "./timedelta.ts";
import { PyDelta } from "./values.ts";

const MAX_DAYS = 999999999;
export const SECONDS_PER_DAY = 86400;
const US_PER_SECOND = 1_000_000;

/** A duration of any mixture of days, seconds and microseconds. */
export function newDelta(days: number, seconds: number, microseconds: number, type: PyType = timedeltaType): PyDelta {
  let carry = Math.floor(microseconds / US_PER_SECOND);
  const us = microseconds - carry * US_PER_SECOND;
  let s = seconds + carry;
  carry = Math.floor(s / SECONDS_PER_DAY);
  s -= carry * SECONDS_PER_DAY;
  const d = days + carry;
  if (d < -MAX_DAYS || d > MAX_DAYS) throw overflowError(`days=${d}; must have magnitude <= ${MAX_DAYS}`);
  const delta = type === timedeltaType ? new PyDelta() : (type.tp_alloc!(type) as PyDelta);
  delta.days = d;
  delta.seconds = s;
  delta.microseconds = us;
  return delta;
}

export function deltaToMicroseconds(delta: PyDelta): bigint {
  return BigInt(delta.days) * 86_400_000_000n + BigInt(delta.seconds * US_PER_SECOND + delta.microseconds);
}

export function microsecondsToDelta(total: Int, type: PyType = timedeltaType): PyDelta {
  if (typeof total === "number") {
    const seconds = Math.floor(total / US_PER_SECOND);
    return newDelta(0, seconds, total - seconds * US_PER_SECOND, type);
  }
  const [seconds, us] = floorDivMod(total, 1_000_000n);
  const [days, s] = floorDivMod(seconds, 86_400n);
  if (days > 0x7fffffffn || days < -0x80000000n) throw overflowError("Python int too large to convert to C int");
  return newDelta(Number(days), Number(s), Number(us), type);
}

function floorDivMod(a: bigint, b: bigint): [bigint, bigint] {
  let quotient = a / b;
  let rest = a - quotient * b;
  if (rest !== 0n && rest < 0n !== b < 0n) {
    quotient -= 1n;
    rest += b;
  }
  return [quotient, rest];
}

export function compareDeltas(a: PyDelta, b: PyDelta): number {
  return a.days - b.days || a.seconds - b.seconds || a.microseconds - b.microseconds;
}

export function addDeltas(a: PyDelta, b: PyDelta, sign: 1 | -1): PyDelta {
  return newDelta(a.days + sign * b.days, a.seconds + sign * b.seconds, a.microseconds + sign * b.microseconds);
}

/** a / b rounded half to even. */
export function divideNearest(a: bigint, b: bigint): bigint {
  if (b === 0n) throw zeroDivisionError("division by zero");
  const [quotient, rest] = floorDivMod(a, b);
  const twice = 2n * rest;
  const greater = b > 0n ? twice > b : twice < b;
  return greater || (twice === b && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** delta * factor, or delta / factor, for a float factor. */
export function scaleDelta(delta: PyDelta, factor: number, divide: boolean): PyDelta {
  const [numerator, denominator] = floatAsIntegerRatio(factor).map(BigInt);
  const total = deltaToMicroseconds(delta);
  const [by, over] = divide ? [denominator, numerator] : [numerator, denominator];
  return microsecondsToDelta(normInt(divideNearest(total * by, over)));
}

/** Microseconds that one unit of each argument of timedelta() stands for. */
const UNITS: readonly (readonly [name: string, factor: number])[] = [
  ["days", 86_400_000_000],
  ["seconds", 1_000_000],
  ["microseconds", 1],
  ["milliseconds", 1000],
  ["minutes", 60_000_000],
  ["hours", 3_600_000_000],
  ["weeks", 604_800_000_000],
];

/** The order in which they are summed up, which matters to fractions. */
const ORDER = [2, 3, 1, 4, 5, 0, 6];

export const UNIT_NAMES: readonly string[] = UNITS.map(([name]) => name);

/** timedelta(): whole parts are summed exactly; what is left of fractions is rounded once, half to even. */
export function sumUnits(values: readonly (PyValue | undefined)[], type: PyType): PyDelta {
  let total = 0n;
  let leftover = 0;
  for (const i of ORDER) {
    const value = values[i];
    if (value === undefined) continue;
    const [name, factor] = UNITS[i];
    const int = asInt(value);
    if (int !== undefined) total += BigInt(int) * BigInt(factor);
    else if (value instanceof PyFloat) {
      const whole = Math.trunc(value.v);
      const fraction = value.v - whole;
      total += BigInt(intFromFloat(whole)) * BigInt(factor);
      if (fraction !== 0) {
        const product = factor * fraction;
        const wholeProduct = Math.trunc(product);
        total += BigInt(wholeProduct);
        leftover += product - wholeProduct;
      }
    } else throw typeError(`unsupported type for timedelta ${name} component: ${typeName(value)}`);
  }
  if (leftover !== 0) total += BigInt(roundLeftover(leftover, (total & 1n) === 1n ? 1 : 0));
  return microsecondsToDelta(normInt(total), type);
}

/** Half to even for the sum, not for the leftover alone. */
function roundLeftover(leftover: number, odd: number): number {
  const rounded = Math.sign(leftover) * Math.round(Math.abs(leftover));
  if (Math.abs(rounded - leftover) !== 0.5) return rounded;
  return roundHalfEven(leftover + odd) - odd;
}
