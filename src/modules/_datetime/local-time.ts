/** The system's time zone. Seconds are counted from 1 January of year 1, as ordinals are. Source: CPython Modules/_datetimemodule.c (local, local_to_seconds, local_timezone). */
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call1 } from "../../objects/abstract/call.ts";
import { getItem } from "../../objects/abstract/container.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { valueError } from "../../objects/errors.ts";
import { importModule } from "../../objects/import-hook.ts";
import type { PyValue } from "../../objects/object.ts";
import { MAXYEAR, MINYEAR, ymdToOrdinal } from "./calendar.ts";
import { newDelta } from "./timedelta-math.ts";
import { timezoneFrom } from "./timezone.ts";
import type { PyDateTime, PyTimeZone } from "./values.ts";

/** Seconds from year 1 to 1970. */
export const EPOCH = 719163 * 86400;
/** No fold is longer than a day. */
export const MAX_FOLD_SECONDS = 86400;

export interface BrokenDownTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** `time.localtime(timestamp)`. */
function localStruct(timestamp: number): PyValue {
  return call1(getAttr(importModule("time"), "localtime"), timestamp);
}

export function localTime(timestamp: number): BrokenDownTime {
  const struct = localStruct(timestamp);
  const field = (i: number): number => Number(asInt(getItem(struct, i)));
  return {
    year: field(0),
    month: field(1),
    day: field(2),
    hour: field(3),
    minute: field(4),
    second: Math.min(field(5), 59),
  };
}

export function secondsOf(time: BrokenDownTime): number {
  if (time.year < MINYEAR || time.year > MAXYEAR) throw valueError(`year ${time.year} is out of range`);
  const days = ymdToOrdinal(time.year, time.month, time.day);
  return ((days * 24 + time.hour) * 60 + time.minute) * 60 + time.second;
}

/** Local time of a moment, both in seconds. */
export function local(moment: number): number {
  return secondsOf(localTime(moment - EPOCH));
}

/** The moment of a local time: `fold` chooses between two, or between the sides of a gap. */
export function localToSeconds(time: BrokenDownTime, fold: number): number {
  const t = secondsOf(time);
  const a = local(t) - t;
  const u1 = t - a;
  const t1 = local(u1);
  let b: number;
  if (t1 === t) {
    const u = fold ? u1 + MAX_FOLD_SECONDS : u1 - MAX_FOLD_SECONDS;
    b = local(u) - u;
    if (a === b) return u1;
  } else b = t1 - u1;
  const u2 = t - b;
  const t2 = local(u2);
  if (t2 === t) return u2;
  if (t1 === t) return u1;
  return fold ? Math.min(u1, u2) : Math.max(u1, u2);
}

/** The zone that holds at a moment (seconds since 1970). */
export function localTimezone(timestamp: number): PyTimeZone {
  const struct = localStruct(timestamp);
  const offset = Number(asInt(getAttr(struct, "tm_gmtoff")) ?? 0);
  return timezoneFrom(newDelta(0, offset, 0), getAttr(struct, "tm_zone"));
}

export function timestampOfNaive(self: PyDateTime): number {
  return localToSeconds(self, self.fold) - EPOCH;
}
