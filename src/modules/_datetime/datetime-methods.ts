/** datetime: the methods. Source: CPython Modules/_datetimemodule.c (datetime_*). */
import { type Str, strConcat, strFromCode, strToJs } from "../../kernel/str.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call, call0, callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { importFrom, importModule } from "../../objects/import-hook.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { tzinfoOrNone } from "./arguments.ts";
import { daysInMonth, MAX_ORDINAL, ordinalToYmd } from "./calendar.ts";
import { clockText, reprTail } from "./clock-text.ts";
import { subtractDateTimes } from "./compare.ts";
import { type Clock, dateOverflow, datetimeOf, MIDNIGHT, newDateTime, ordinalOf } from "./construct.ts";
import { isoDate, structTime } from "./date.ts";
import { dateEnd, endsDay, type IsoTime, parseIsoDate, parseIsoTime } from "./isoformat.ts";
import {
  type BrokenDownTime,
  EPOCH,
  local,
  localTime,
  localTimezone,
  MAX_FOLD_SECONDS,
  secondsOf,
  timestampOfNaive,
} from "./local-time.ts";
import { isoZone } from "./time.ts";
import { totalSeconds } from "./timedelta.ts";
import { timeval, utcTime } from "./timestamp.ts";
import { utc } from "./timezone.ts";
import { callDst, callUtcOffset, formatOffset } from "./tzinfo-calls.ts";
import type { ClockTime, PyDate, PyDateTime, PyTime } from "./values.ts";
import { PyDelta } from "./values.ts";

export function clockOf(self: ClockTime): Clock {
  const { hour, minute, second, microsecond, fold, tzinfo } = self;
  return { hour, minute, second, microsecond, fold, tzinfo };
}

export function datetimeRepr(self: PyDateTime): PyValue {
  let text = `${typeName(self)}(${self.year}, ${self.month}, ${self.day}, ${self.hour}, ${self.minute}`;
  if (self.microsecond !== 0) text += `, ${self.second}, ${self.microsecond}`;
  else if (self.second !== 0) text += `, ${self.second}`;
  return text + reprTail(self, reprJs(self.tzinfo));
}

/** The datetime that lies a duration away; the fold is forgotten. */
export function shifted(self: PyDateTime, delta: PyDelta, sign: 1 | -1): PyValue {
  let us = self.microsecond + sign * delta.microseconds;
  let carry = Math.floor(us / 1_000_000);
  us -= carry * 1_000_000;
  let seconds = (self.hour * 60 + self.minute) * 60 + self.second + sign * delta.seconds + carry;
  carry = Math.floor(seconds / 86400);
  seconds -= carry * 86400;
  const ordinal = ordinalOf(self) + sign * delta.days + carry;
  if (ordinal < 1 || ordinal > MAX_ORDINAL) throw dateOverflow();
  const { year, month, day } = ordinalToYmd(ordinal);
  const clock = {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    microsecond: us,
    fold: 0,
    tzinfo: self.tzinfo,
  };
  return datetimeOf(self.type, year, month, day, clock);
}

/** A datetime of a moment as UTC or local time shows it. */
function fromMoment(type: PyType, seconds: number, us: number, isLocal: boolean, tzinfo: PyValue): PyValue {
  const time = isLocal ? localTime(seconds) : utcTime(seconds);
  const fold = isLocal && tzinfo === null ? foldOf(time, seconds) : 0;
  const { year, month, day, hour, minute, second } = time;
  return datetimeOf(type, year, month, day, { hour, minute, second, microsecond: us, fold, tzinfo });
}

/** 1 for the second of two moments with the same local time. */
function foldOf(time: BrokenDownTime, timestamp: number): number {
  const result = secondsOf(time);
  const before = local(EPOCH + timestamp - MAX_FOLD_SECONDS);
  const transition = result - before - MAX_FOLD_SECONDS;
  return transition < 0 && local(EPOCH + timestamp + transition) === result ? 1 : 0;
}

function moment(): [seconds: number, us: number] {
  const ns = BigInt(asInt(call0(getAttr(importModule("time"), "time_ns")))!);
  const us = ns / 1000n;
  return [Number(us / 1_000_000n), Number(us % 1_000_000n)];
}

function inZone(type: PyType, seconds: number, us: number, tz: PyValue): PyValue {
  tzinfoOrNone(tz);
  const made = fromMoment(type, seconds, us, tz === null, tz);
  return tz === null ? made : callMethod(tz, "fromutc", [made]);
}

export function now(type: PyType, tz: PyValue): PyValue {
  tzinfoOrNone(tz);
  const [seconds, us] = moment();
  return inZone(type, seconds, us, tz);
}

export function utcNow(type: PyType): PyValue {
  warn(
    "DeprecationWarning",
    "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).",
  );
  const [seconds, us] = moment();
  return fromMoment(type, seconds, us, false, null);
}

export function fromTimestamp(type: PyType, timestamp: PyValue, tz: PyValue): PyValue {
  tzinfoOrNone(tz);
  const [seconds, us] = timeval(timestamp);
  return inZone(type, seconds, us, tz);
}

export function utcFromTimestamp(type: PyType, timestamp: PyValue): PyValue {
  warn(
    "DeprecationWarning",
    "datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, datetime.UTC).",
  );
  const [seconds, us] = timeval(timestamp);
  return fromMoment(type, seconds, us, false, null);
}

export function strptime(type: PyType, text: PyValue, format: PyValue): PyValue {
  return call(importFrom("_strptime", "_strptime_datetime_datetime"), [type, text, format]);
}

export function combine(type: PyType, date: PyDate, time: PyTime, tzinfo: PyValue | undefined): PyValue {
  const zone = tzinfo === undefined ? time.tzinfo : tzinfoOrNone(tzinfo);
  return datetimeOf(type, date.year, date.month, date.day, { ...clockOf(time), tzinfo: zone });
}

export function fromIsoFormat(type: PyType, value: PyValue): PyValue {
  const given = asStr(value);
  if (given === undefined) throw typeError("fromisoformat: argument must be str");
  // One character, whatever it is, stands between date and time.
  const text = strToJs(given).replace(/[\ud800-\udbff][\udc00-\udfff]/g, "?");
  const found = parseIso(text);
  if (found === undefined) throw valueError(`Invalid isoformat string: ${reprJs(value)}`);
  let { year, month, day } = found.date;
  const tzinfo = isoZone(found.time);
  const isDay = month >= 1 && month <= 12 && day <= daysInMonth(year, month);
  if (endsDay(found.time) && isDay && ++day > daysInMonth(year, month)) {
    day = 1;
    if (++month > 12) {
      month = 1;
      year++;
    }
  }
  const { hour, minute, second, microsecond } = found.time;
  return datetimeOf(type, year, month, day, { hour, minute, second, microsecond, fold: 0, tzinfo });
}

function parseIso(text: string): { date: { year: number; month: number; day: number }; time: IsoTime } | undefined {
  if (text.length < 7) return undefined;
  const end = dateEnd(text);
  if (end < 0) return undefined;
  const date = parseIsoDate(text.slice(0, end));
  if (date === undefined || text.length === end + 1) return undefined;
  const time: IsoTime | undefined =
    text.length <= end ? { hour: 0, minute: 0, second: 0, microsecond: 0 } : parseIsoTime(text.slice(end + 1));
  return time === undefined ? undefined : { date, time };
}

export function timeTuple(self: PyDateTime): PyValue {
  const dst = callDst(self.tzinfo, self);
  return structTime(self, self.hour, self.minute, self.second, dst === null ? -1 : isTrue(dst) ? 1 : 0);
}

export function utcTimeTuple(self: PyDateTime): PyValue {
  const offset = callUtcOffset(self.tzinfo, self);
  const naive = newDateTime(self.year, self.month, self.day, { ...clockOf(self), tzinfo: null });
  const inUtc = offset === null ? naive : (shifted(naive, offset, -1) as PyDateTime);
  return structTime(inUtc, inUtc.hour, inUtc.minute, inUtc.second, 0);
}

export function timestamp(self: PyDateTime): number {
  if (self.tzinfo !== null && callUtcOffset(self.tzinfo, self) !== null) {
    return totalSeconds(subtractDateTimes(self, newDateTime(1970, 1, 1, { ...MIDNIGHT, tzinfo: utc() }))).v;
  }
  return timestampOfNaive(self) + self.microsecond / 1e6;
}

export function isoFormat(self: PyDateTime, separator: number, timespec: Str): PyValue {
  const time = clockText(self, strToJs(timespec)) + formatOffset(self.tzinfo, ":", self);
  return strConcat(strConcat(isoDate(self), strFromCode(separator)), time);
}

export function asTimezone(self: PyDateTime, tz: PyValue): PyValue {
  tzinfoOrNone(tz);
  let own: PyValue = self.tzinfo;
  let offset: PyDelta | null = null;
  if (own !== null && own !== tz) {
    const answer = callMethod(own, "utcoffset", [self]);
    if (answer !== null && !(answer instanceof PyDelta)) {
      throw typeError(`utcoffset() returned ${typeName(answer)}, expected timedelta or None`);
    }
    offset = answer;
  }
  if (own === null || (own !== tz && offset === null)) {
    // A naive datetime is local time.
    own = localTimezone(timestampOfNaive(self));
    offset = callUtcOffset(own, self);
  }
  if (own === tz) return self;
  const moved = shifted(self, offset!, -1) as PyDateTime;
  const inUtc = newDateTime(moved.year, moved.month, moved.day, { ...clockOf(moved), tzinfo: utc() }, moved.type);
  if (tz === utc()) return inUtc;
  const zone = tz === null ? localTimezone(secondsOf(inUtc) - EPOCH) : tz;
  inUtc.tzinfo = zone;
  return callMethod(zone, "fromutc", [inUtc]);
}
