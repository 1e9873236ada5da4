/** Timestamps as arguments. Source: CPython Python/pytime.c (_PyTime_ObjectToTimeval, _PyTime_ObjectToTime_t). */
import { roundHalfEven } from "../../kernel/float.ts";
import { asInt, hasIndex, index } from "../../objects/abstract/number.ts";
import { osError, overflowError, typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import type { PyValue } from "../../objects/object.ts";
import { typeName } from "../../objects/typeof.ts";
import { ordinalToYmd } from "./calendar.ts";
import type { BrokenDownTime } from "./local-time.ts";

function outOfRange(): unknown {
  return overflowError("timestamp out of range for platform time_t");
}

/** Whole seconds and microseconds, rounded half to even. */
export function timeval(value: PyValue): [seconds: number, microseconds: number] {
  if (value instanceof PyFloat) {
    const { v } = value;
    if (Number.isNaN(v)) throw valueError("Invalid value NaN (not a number)");
    let seconds = Math.trunc(v);
    let us = roundHalfEven((v - seconds) * 1e6);
    if (us >= 1e6) {
      us -= 1e6;
      seconds += 1;
    } else if (us < 0) {
      us += 1e6;
      seconds -= 1;
    }
    return [checkSeconds(seconds), us];
  }
  if (asInt(value) === undefined && !hasIndex(value))
    throw typeError(`argument must be int or float, not ${typeName(value)}`);
  return [checkSeconds(Number(index(value))), 0];
}

/** Whole seconds, rounded down. */
export function timeT(value: PyValue): number {
  if (!(value instanceof PyFloat)) return checkSeconds(Number(index(value)));
  if (Number.isNaN(value.v)) throw valueError("Invalid value NaN (not a number)");
  return checkSeconds(Math.floor(value.v));
}

function checkSeconds(seconds: number): number {
  if (!(Math.abs(seconds) < 2 ** 63)) throw outOfRange();
  return seconds;
}

/** UTC of a timestamp. */
export function utcTime(timestamp: number): BrokenDownTime {
  const days = Math.floor(timestamp / 86400);
  if (Math.abs(days) > 784_000_000_000) throw osError(75, "Value too large for defined data type");
  const rest = timestamp - days * 86400;
  // The calendar repeats itself after 400 years: moments before year 1 are moved into it.
  const cycles = Math.floor((days + 719163 - 1) / 146097);
  const date = ordinalToYmd(days + 719163 - cycles * 146097);
  return {
    year: date.year + cycles * 400,
    month: date.month,
    day: date.day,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
  };
}
