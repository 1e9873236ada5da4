/** struct_time, and reading time tuples with the checks of gettmarg and checktm. Source: CPython Modules/timemodule.c. */
import { index } from "../../objects/abstract/number.ts";
import { overflowError, typeError, valueError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { defineStructSeq, newStructSeq } from "../../objects/tuple/structseq.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import type { BrokenDown } from "./calendar.ts";

export const structTimeType: PyType = defineStructSeq({
  name: "time.struct_time",
  doc: "The time value as returned by gmtime(), localtime(), and strptime(), and accepted by asctime(), mktime() and strftime().",
  fields: [
    ["tm_year", "year, for example, 1993"],
    ["tm_mon", "month of year, range [1, 12]"],
    ["tm_mday", "day of month, range [1, 31]"],
    ["tm_hour", "hours, range [0, 23]"],
    ["tm_min", "minutes, range [0, 59]"],
    ["tm_sec", "seconds, range [0, 61])"],
    ["tm_wday", "day of week, range [0, 6], Monday is 0"],
    ["tm_yday", "day of year, range [1, 366]"],
    ["tm_isdst", "whether it is summer time: 1, 0, or -1 where nobody knows"],
    ["tm_zone", "abbreviation of timezone name"],
    ["tm_gmtoff", "offset from UTC in seconds"],
  ],
  visible: 9,
});

export function toTuple(t: BrokenDown, offset: number, name: string): PyValue {
  const fields = [t.year, t.month, t.day, t.hour, t.minute, t.second, t.weekday, t.yearDay, t.isDst];
  return newStructSeq(structTimeType, [...fields, name, offset]);
}

function field(value: PyValue): number {
  const int = index(value);
  if (int > 0x7fffffff) throw overflowError("signed integer is greater than maximum");
  if (int < -0x80000000) throw overflowError("signed integer is less than minimum");
  return Number(int);
}

/** A time tuple as broken-down time; `check` refuses fields outside their ranges, as strftime and asctime do. */
export function tupleArgument(value: PyValue, check = true): BrokenDown {
  if (!(value instanceof PyTuple)) throw typeError("Tuple or struct_time argument required");
  if (value.items.length !== 9) {
    throw typeError(check ? "strftime(): illegal time tuple argument" : "mktime(): illegal time tuple argument");
  }
  const [year, month, day, hour, minute, second, weekday, yearDay, isDst] = value.items.map(field);
  // C counts years from 1900 in an int.
  if (year < -0x80000000 + 1900) throw overflowError("year out of range");
  const t = { year, month, day, hour, minute, second, weekday: ((weekday % 7) + 7) % 7, yearDay, isDst };
  return check ? checked(t, weekday) : t;
}

/** checktm: zeros stand for the first of a kind. */
function checked(t: BrokenDown, weekday: number): BrokenDown {
  const fixed = {
    ...t,
    month: t.month === 0 ? 1 : t.month,
    day: t.day === 0 ? 1 : t.day,
    yearDay: t.yearDay === 0 ? 1 : t.yearDay,
  };
  if (fixed.month < 1 || fixed.month > 12) throw valueError("month out of range");
  if (fixed.day < 1 || fixed.day > 31) throw valueError("day of month out of range");
  if (t.hour < 0 || t.hour > 23) throw valueError("hour out of range");
  if (t.minute < 0 || t.minute > 59) throw valueError("minute out of range");
  if (t.second < 0 || t.second > 61) throw valueError("seconds out of range");
  if (weekday < -1) throw valueError("day of week out of range");
  if (fixed.yearDay < 1 || fixed.yearDay > 366) throw valueError("day of year out of range");
  return fixed;
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const two = (n: number): string => String(n).padStart(2, "0");

export function asctime(t: BrokenDown): string {
  const day = String(t.day).padStart(2, " ");
  return `${DAYS[t.weekday]} ${MONTHS[t.month - 1]} ${day} ${two(t.hour)}:${two(t.minute)}:${two(t.second)} ${t.year}`;
}
