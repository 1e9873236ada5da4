/** Reading ISO 8601. Every reader answers undefined for text that it does not take. Source: CPython Modules/_datetimemodule.c (parse_isoformat_date, parse_isoformat_time, _find_isoformat_datetime_separator). */
import { valueError } from "../../objects/errors.ts";
import { isoToYmd, type YearMonthDay } from "./calendar.ts";

function isDigit(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c >= 48 && c <= 57;
}

/** The number in `count` digits, or -1. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    if (!isDigit(text, i)) return -1;
    value = value * 10 + text.charCodeAt(i) - 48;
  }
  return value;
}

/** `YYYY-MM-DD`, `YYYYMMDD`, `YYYY-Www[-D]`, `YYYYWww[D]`. */
export function parseIsoDate(text: string): YearMonthDay | undefined {
  const year = digits(text, 0, 4);
  if (year < 0) return undefined;
  const separated = text[4] === "-";
  let at = separated ? 5 : 4;
  if (text[at] === "W") {
    const week = digits(text, at + 1, 2);
    if (week < 0) return undefined;
    at += 3;
    let day = 1;
    if (at < text.length) {
      if (separated && text[at++] !== "-") return undefined;
      day = digits(text, at, 1);
      if (day < 0 || at + 1 !== text.length) return undefined;
    }
    const found = isoToYmd(year, week, day);
    if (typeof found !== "string") return found;
    if (found.startsWith("year")) throw valueError(found);
    return undefined;
  }
  const month = digits(text, at, 2);
  if (month < 0) return undefined;
  at += 2;
  if (separated && text[at++] !== "-") return undefined;
  const day = digits(text, at, 2);
  return day < 0 || at + 2 !== text.length ? undefined : { year, month, day };
}

export interface IsoTime {
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
  /** Seconds and microseconds east of UTC; undefined for a time without zone. */
  offset?: readonly [seconds: number, microseconds: number];
}

/** `HH[:MM[:SS[.fff…]]]` or the same without colons. */
function parseClock(text: string, start: number, end: number): IsoTime | undefined {
  const values = [0, 0, 0];
  let at = start;
  let separated = true;
  let microsecond = 0;
  for (let i = 0; i < 3; i++) {
    values[i] = at + 2 <= end ? digits(text, at, 2) : -1;
    if (values[i] < 0) return undefined;
    at += 2;
    if (at >= end) break;
    const c = text[at];
    if (i === 0) separated = c === ":";
    if (separated && c === ":") {
      if (i === 2) return undefined;
      at++;
    } else if (c === "." || c === ",") {
      if (i < 2) return undefined;
      const count = Math.min(6, end - at - 1);
      microsecond = count === 0 ? -1 : digits(text, at + 1, count);
      if (microsecond < 0) return undefined;
      microsecond *= 10 ** (6 - count);
      at += 1 + count;
      while (at < end && isDigit(text, at)) at++;
      if (at < end) return undefined;
    } else if (separated || i === 2) return undefined;
  }
  if (at < end || (separated && text[end - 1] === ":")) return undefined;
  return { hour: values[0], minute: values[1], second: values[2], microsecond };
}

export function parseIsoTime(text: string): IsoTime | undefined {
  let zone = text.search(/[+\-Z]/);
  if (zone < 0) zone = text.length;
  const clock = parseClock(text, 0, zone);
  if (clock === undefined || zone === text.length) return clock;
  if (text[zone] === "Z") {
    if (zone + 1 !== text.length) return undefined;
    clock.offset = [0, 0];
    return clock;
  }
  const offset = parseClock(text, zone + 1, text.length);
  if (offset === undefined) return undefined;
  const sign = text[zone] === "-" ? -1 : 1;
  clock.offset = [sign * (offset.hour * 3600 + offset.minute * 60 + offset.second), sign * offset.microsecond];
  return clock;
}

/** Hour 24 is the midnight that ends a day: true when the date has to move on. */
export function endsDay(clock: IsoTime): boolean {
  if (clock.hour !== 24) return false;
  if (clock.minute !== 0 || clock.second !== 0 || clock.microsecond !== 0) {
    throw valueError("minute, second, and microsecond must be 0 when hour is 24");
  }
  clock.hour = 0;
  return true;
}

/** Where the date ends, which may be of any of the forms; -1 when that cannot be told. */
export function dateEnd(text: string): number {
  const { length } = text;
  if (length === 7) return 7;
  if (text[4] === "-") {
    if (text[5] !== "W") return 10;
    if (length < 8) return -1;
    if (length > 8 && text[8] === "-") {
      if (length === 9) return -1;
      // YYYY-Www-HH is taken for a time that follows a week.
      return length > 10 && isDigit(text, 10) ? 8 : 10;
    }
    return 8;
  }
  if (text[4] !== "W") return 8;
  let at = 7;
  while (at < length && isDigit(text, at)) at++;
  if (at < 9) return at;
  return at % 2 === 0 ? 7 : 8;
}
