/** Making dates and times: ranges are checked; subclasses are called. Source: CPython Modules/_datetimemodule.c (check_date_args, new_datetime_subclass_fold_ex, …). */
import { setAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { overflowError, valueError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { daysInMonth, MAX_ORDINAL, MAXYEAR, MINYEAR, ordinalToYmd, ymdToOrdinal } from "./calendar.ts";
import { dateType } from "./date.ts";
import { datetimeType } from "./datetime.ts";
import { timeType } from "./time.ts";
import { PyDate, PyDateTime, PyTime } from "./values.ts";

export function checkYear(year: number): void {
  if (year < MINYEAR || year > MAXYEAR) throw valueError(`year must be in ${MINYEAR}..${MAXYEAR}, not ${year}`);
}

export function checkDate(year: number, month: number, day: number): void {
  checkYear(year);
  if (month < 1 || month > 12) throw valueError(`month must be in 1..12, not ${month}`);
  const last = daysInMonth(year, month);
  if (day < 1 || day > last) {
    throw valueError(`day ${day} must be in range 1..${last} for month ${month} in year ${year}`);
  }
}

export function checkTime(hour: number, minute: number, second: number, microsecond: number, fold: number): void {
  if (hour < 0 || hour > 23) throw valueError(`hour must be in 0..23, not ${hour}`);
  if (minute < 0 || minute > 59) throw valueError(`minute must be in 0..59, not ${minute}`);
  if (second < 0 || second > 59) throw valueError(`second must be in 0..59, not ${second}`);
  if (microsecond < 0 || microsecond > 999999) throw valueError(`microsecond must be in 0..999999, not ${microsecond}`);
  if (fold !== 0 && fold !== 1) throw valueError(`fold must be either 0 or 1, not ${fold}`);
}

export function newDate(year: number, month: number, day: number, type: PyType = dateType): PyDate {
  checkDate(year, month, day);
  const made = type === dateType ? new PyDate() : (type.tp_alloc!(type) as PyDate);
  made.year = year;
  made.month = month;
  made.day = day;
  return made;
}

/** A date of `type` as a result: the constructor of a subclass is called. */
export function dateOf(type: PyType, year: number, month: number, day: number): PyValue {
  return type === dateType ? newDate(year, month, day) : call(type, [year, month, day]);
}

/** The date so many days after year 0's end, or OverflowError. */
export function dateOfOrdinal(type: PyType, ordinal: number): PyValue {
  if (ordinal < 1 || ordinal > MAX_ORDINAL) throw dateOverflow();
  const { year, month, day } = ordinalToYmd(ordinal);
  return dateOf(type, year, month, day);
}

export function dateOverflow(): unknown {
  return overflowError("date value out of range");
}

export function ordinalOf(date: PyDate): number {
  return ymdToOrdinal(date.year, date.month, date.day);
}

/** Hour to fold, and the time zone. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly fold: number;
  readonly tzinfo: PyValue;
}

export const MIDNIGHT: Clock = { hour: 0, minute: 0, second: 0, microsecond: 0, fold: 0, tzinfo: null };

function setClock(made: PyTime | PyDateTime, clock: Clock): void {
  made.hour = clock.hour;
  made.minute = clock.minute;
  made.second = clock.second;
  made.microsecond = clock.microsecond;
  made.fold = clock.fold;
  made.tzinfo = clock.tzinfo;
}

export function newTime(clock: Clock, type: PyType = timeType): PyTime {
  checkTime(clock.hour, clock.minute, clock.second, clock.microsecond, clock.fold);
  const made = type === timeType ? new PyTime() : (type.tp_alloc!(type) as PyTime);
  setClock(made, clock);
  return made;
}

export function newDateTime(
  year: number,
  month: number,
  day: number,
  clock: Clock,
  type: PyType = datetimeType,
): PyDateTime {
  checkDate(year, month, day);
  checkTime(clock.hour, clock.minute, clock.second, clock.microsecond, clock.fold);
  const made = type === datetimeType ? new PyDateTime() : (type.tp_alloc!(type) as PyDateTime);
  made.year = year;
  made.month = month;
  made.day = day;
  setClock(made, clock);
  return made;
}

/** A time of `type` as a result: the constructor of a subclass is called. */
export function timeOf(type: PyType, clock: Clock): PyValue {
  if (type === timeType) return newTime(clock);
  const args = [clock.hour, clock.minute, clock.second, clock.microsecond, clock.tzinfo];
  return withFold(call(type, args), clock.fold);
}

export function datetimeOf(type: PyType, year: number, month: number, day: number, clock: Clock): PyValue {
  if (type === datetimeType) return newDateTime(year, month, day, clock);
  const { hour, minute, second, microsecond, tzinfo } = clock;
  return withFold(call(type, [year, month, day, hour, minute, second, microsecond, tzinfo]), clock.fold);
}

/** Constructors of subclasses may not know `fold`: it is set afterwards. */
function withFold(made: PyValue, fold: number): PyValue {
  if (fold === 0) return made;
  if (made instanceof PyTime || made instanceof PyDateTime) made.fold = fold;
  else setAttr(made, "fold", fold);
  return made;
}

/** Exact bytes of a date, as pickles and hashes have them. */
export function dateBytes(date: PyDate): number[] {
  return [date.year >> 8, date.year & 255, date.month, date.day];
}

export function clockBytes(clock: Clock): number[] {
  const us = clock.microsecond;
  return [clock.hour, clock.minute, clock.second, us >> 16, (us >> 8) & 255, us & 255];
}

/** State bytes that a pickle hands to a constructor: bytes, or text of Latin-1 characters from Python 2. */
export function stateBytes(value: PyValue | undefined, length: number): Uint8Array | undefined {
  if (typeof value === "string") {
    if (value.length !== length || /[^\0-\xff]/.test(value)) return undefined;
    return Uint8Array.from(value, (c) => c.charCodeAt(0));
  }
  const data = (value as { data?: unknown } | null | undefined)?.data;
  return data instanceof Uint8Array && data.length === length ? data : undefined;
}
