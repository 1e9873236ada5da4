/**
 * What a POSIX TZ string says of the time after a zone file's last transition: a standard offset and, where there is daylight saving
 * time, when it starts and ends each year. Seconds are local ones since 1970. Source: CPython Modules/_zoneinfo.c (parse_tz_str, calendarrule_year_to_timestamp, find_tzrule_ttinfo).
 */
import { valueError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { daysInMonth, isLeap, weekday, ymdToOrdinal } from "../_datetime/calendar.ts";
import { newDelta } from "../_datetime/timedelta-math.ts";
import type { PyDelta } from "../_datetime/values.ts";

const EPOCH_ORDINAL = 719163;

/** What holds in a stretch of time. */
export interface TransitionInfo {
  readonly utcoff: PyDelta;
  readonly dstoff: PyDelta;
  readonly tzname: PyValue;
  /** `utcoff` in seconds. */
  readonly seconds: number;
}

export function transitionInfo(seconds: number, dstSeconds: number, tzname: PyValue): TransitionInfo {
  return { utcoff: newDelta(0, seconds, 0), dstoff: newDelta(0, dstSeconds, 0), tzname, seconds };
}

/** A moment in each year: its local timestamp. */
export type YearlyMoment = (year: number) => number;

export interface YearlyRules {
  readonly std: TransitionInfo;
  readonly dst: TransitionInfo;
  readonly difference: number;
  readonly start: YearlyMoment;
  readonly end: YearlyMoment;
}

/** What holds at a local time; `fold` says which of two, or which side of a gap. */
export function infoAtLocal(rules: YearlyRules, timestamp: number, year: number, fold: number): TransitionInfo {
  let start = rules.start(year);
  let end = rules.end(year);
  if ((fold === 1) === rules.difference >= 0) end -= rules.difference;
  else start += rules.difference;
  const isDst = start < end ? start <= timestamp && timestamp < end : !(end <= timestamp && timestamp < start);
  return isDst ? rules.dst : rules.std;
}

/** What holds at a moment in UTC, and whether its local time has been before. */
export function infoAtUtc(rules: YearlyRules, timestamp: number, year: number): [TransitionInfo, boolean] {
  const start = rules.start(year) - rules.std.seconds;
  const end = rules.end(year) - rules.dst.seconds;
  const isDst = start < end ? start <= timestamp && timestamp < end : !(end <= timestamp && timestamp < start);
  const from = rules.difference > 0 ? end : start;
  const to = rules.difference > 0 ? end + rules.difference : start - rules.difference;
  return [isDst ? rules.dst : rules.std, from <= timestamp && timestamp < to];
}

/** Reads a TZ string: rules, or what always holds. */
export function parseTzString(text: string): YearlyRules | TransitionInfo {
  return new TzParser(text).parse();
}

class TzParser {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  private fail(what: string): never {
    throw valueError(`${what} b'${this.text}'`);
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at = pattern.lastIndex;
    return found;
  }

  parse(): YearlyRules | TransitionInfo {
    const std = this.abbreviation("Invalid STD format in");
    const stdOffset = this.offset("Invalid STD offset in");
    if (this.at === this.text.length) return transitionInfo(stdOffset, 0, std);
    const dst = this.abbreviation("Invalid DST format in");
    const dstOffset = this.dstOffset(stdOffset);
    const start = this.rule();
    const end = this.rule();
    if (this.at !== this.text.length) this.fail("Extraneous characters at end of TZ string:");
    return {
      std: transitionInfo(stdOffset, 0, std),
      dst: transitionInfo(dstOffset, dstOffset - stdOffset, dst),
      difference: dstOffset - stdOffset,
      start,
      end,
    };
  }

  /** Letters, or between angle brackets letters, digits and signs. */
  private abbreviation(error: string): string {
    const found = this.match(/<([A-Za-z0-9+-]+)>|([A-Za-z]+)/y);
    if (found === null) this.fail(error);
    return found[1] ?? found[2];
  }

  /** Hours west of UTC, which count negatively. */
  private offset(error: string): number {
    const found = this.match(/([+-]?)(\d{1,3})(?::(\d{2})(?::(\d{2}))?)?/y);
    if (found === null) this.fail(error);
    const [, sign, hours, minutes = "0", seconds = "0"] = found;
    if (Number(hours) > 24) this.fail(error);
    const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return sign === "-" ? total : 0 - total;
  }

  private dstOffset(stdOffset: number): number {
    if (this.text[this.at] === ",") return stdOffset + 3600;
    return this.offset("Invalid DST offset in");
  }

  /** `,Mm.w.d`, `,Jn` or `,n`, with the time of day. */
  private rule(): YearlyMoment {
    if (this.text[this.at] !== ",") this.fail("Missing transition rules in TZ string:");
    this.at++;
    const found = this.match(/M(\d{1,2})\.(\d)\.(\d)|J(\d{1,3})|(\d{1,3})/y);
    if (found === null) this.fail("Malformed transition rule in TZ string:");
    let seconds = 7200;
    if (this.text[this.at] === "/") {
      this.at++;
      seconds = this.timeOfDay();
    }
    const [, month, week, day, julian, zeroBased] = found;
    if (month !== undefined) return this.monthRule(Number(month), Number(week), Number(day), seconds);
    if (julian !== undefined) {
      if (Number(julian) < 1 || Number(julian) > 365) this.fail("Malformed transition rule in TZ string:");
      return (year) => dayOfYear(year, Number(julian) + (isLeap(year) && Number(julian) >= 59 ? 1 : 0)) + seconds;
    }
    if (Number(zeroBased) > 365) this.fail("Malformed transition rule in TZ string:");
    // CPython counts these days from 1 too, whatever POSIX says.
    return (year) => dayOfYear(year, Number(zeroBased)) + seconds;
  }

  private timeOfDay(): number {
    const error = "Malformed transition rule in TZ string:";
    const found = this.match(/([+-]?)(\d{1,3})(?::(\d{2})(?::(\d{2}))?)?/y);
    if (found === null) this.fail(error);
    const [, sign, hours, minutes = "0", seconds = "0"] = found;
    if (Number(hours) > 167) this.fail(error);
    const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return sign === "-" ? 0 - total : total;
  }

  /** The week's day in a month: the last one when there is no fifth. Sunday is day 0. */
  private monthRule(month: number, week: number, day: number, seconds: number): YearlyMoment {
    if (month < 1 || month > 12 || week < 1 || week > 5 || day > 6)
      this.fail("Malformed transition rule in TZ string:");
    return (year) => {
      const first = (weekday(year, month, 1) + 1) % 7;
      let date = ((day - first + 7) % 7) + 1 + (week - 1) * 7;
      if (date > daysInMonth(year, month)) date -= 7;
      return (ymdToOrdinal(year, month, date) - EPOCH_ORDINAL) * 86400 + seconds;
    };
  }
}

function dayOfYear(year: number, day: number): number {
  return (ymdToOrdinal(year, 1, 1) - EPOCH_ORDINAL + day - 1) * 86400;
}
