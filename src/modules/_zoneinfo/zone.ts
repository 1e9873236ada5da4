/**
 * ZoneInfo: the transitions of a zone, and what holds at a time. Times before the first transition have `before`, those after the last
 * one `after`: yearly rules, or what always holds. Source: CPython Modules/_zoneinfo.c (load_data, find_ttinfo, zoneinfo_fromutc).
 */

import { equal } from "../../objects/abstract/compare.ts";
import { getItem, length } from "../../objects/abstract/container.ts";
import { add, asInt } from "../../objects/abstract/number.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { ymdToOrdinal } from "../_datetime/calendar.ts";
import { compareDeltas } from "../_datetime/timedelta-math.ts";
import { PyDateTime, PyTZInfo } from "../_datetime/values.ts";
import {
  infoAtLocal,
  infoAtUtc,
  parseTzString,
  type TransitionInfo,
  transitionInfo,
  type YearlyRules,
} from "./rules.ts";
import { zoneInfoType } from "./type.ts";

export class PyZoneInfo extends PyTZInfo {
  key: PyValue = null;
  /** repr() of the file that from_file() was given. */
  fileRepr: PyValue = null;
  fromFile = false;
  fromCache = false;
  utc: readonly number[] = [];
  /** Local timestamps of the transitions, for either fold. */
  local: readonly [readonly number[], readonly number[]] = [[], []];
  infos: readonly TransitionInfo[] = [];
  before: TransitionInfo | null = null;
  after: YearlyRules | TransitionInfo = null!;
  fixed = false;

  constructor(type: PyType = zoneInfoType) {
    super(type);
  }
}

function isRules(after: YearlyRules | TransitionInfo): after is YearlyRules {
  return "start" in after;
}

function numbers(value: PyValue): number[] {
  const result: number[] = [];
  for (let i = 0; i < length(value); i++) {
    const item = getItem(value, i);
    result.push(typeof item === "boolean" ? Number(item) : Number(asInt(item)));
  }
  return result;
}

/** Takes what zoneinfo._common.load_data() read from a file. */
export function fillZone(zone: PyZoneInfo, data: PyValue): void {
  if (!(data instanceof PyTuple) || data.items.length !== 6)
    throw typeError("load_data must return a tuple of 6 items");
  const [index, utc, offsets, isDst, names, rules] = data.items;
  const transitions = numbers(index);
  const seconds = numbers(offsets);
  const dst = numbers(isDst).map((flag) => flag !== 0);
  const dstOffsets = inferDstOffsets(transitions, seconds, dst);
  const infos = seconds.map((s, i) => transitionInfo(s, dstOffsets[i], getItem(names, i)));
  zone.utc = numbers(utc);
  zone.local = localTimes(transitions, zone.utc, seconds);
  zone.infos = transitions.map((i) => infos[i]);
  const standard = dst.indexOf(false);
  zone.before = standard >= 0 ? infos[standard] : (zone.infos[0] ?? null);
  if (rules instanceof PyBytes && rules.data.length > 0) {
    zone.after = parseTzString(String.fromCharCode(...rules.data));
  } else {
    if (infos.length === 0) throw valueError("No time zone information found.");
    zone.after = zone.infos.length > 0 ? zone.infos[zone.infos.length - 1] : infos[infos.length - 1];
  }
  zone.fixed = infos.length <= 1 && !isRules(zone.after) && (infos.length === 0 || sameInfo(infos[0], zone.after));
}

function sameInfo(a: TransitionInfo, b: TransitionInfo): boolean {
  return a.seconds === b.seconds && compareDeltas(a.dstoff, b.dstoff) === 0 && equal(a.tzname, b.tzname);
}

/** The files tell which offsets are daylight saving time, not by how much: the neighbours do. */
function inferDstOffsets(
  transitions: readonly number[],
  seconds: readonly number[],
  isDst: readonly boolean[],
): number[] {
  const offsets: number[] = seconds.map(() => 0);
  const wanted = isDst.filter((flag) => flag).length;
  let found = 0;
  for (let i = 1; i < transitions.length && found < wanted; i++) {
    const index = transitions[i];
    if (!isDst[index] || offsets[index] !== 0) continue;
    const previous = transitions[i - 1];
    let offset = isDst[previous] ? 0 : seconds[index] - seconds[previous];
    if (offset === 0 && i < transitions.length - 1) {
      const next = transitions[i + 1];
      if (isDst[next]) continue;
      offset = seconds[index] - seconds[next];
    }
    if (offset !== 0) {
      found++;
      offsets[index] = offset;
    }
  }
  if (found < wanted) isDst.forEach((flag, i) => (flag && offsets[i] === 0 ? (offsets[i] = 3600) : 0));
  return offsets;
}

/** A gap starts later, and a fold earlier, for fold 0 than for fold 1. */
function localTimes(
  transitions: readonly number[],
  utc: readonly number[],
  seconds: readonly number[],
): [number[], number[]] {
  const first: number[] = [];
  const second: number[] = [];
  for (let i = 0; i < transitions.length; i++) {
    const before = i > 0 ? seconds[transitions[i - 1]] : seconds[0];
    const after = i > 0 || seconds.length > 1 ? seconds[transitions[i]] : seconds[0];
    first.push(utc[i] + Math.max(before, after));
    second.push(utc[i] + Math.min(before, after));
  }
  return [first, second];
}

function timestampOf(dt: PyDateTime): number {
  const days = ymdToOrdinal(dt.year, dt.month, dt.day) - 719163;
  return ((days * 24 + dt.hour) * 60 + dt.minute) * 60 + dt.second;
}

/** How many of the sorted times are not after `time`. */
function bisectRight(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (time < times[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What holds at a local time; null when that is None and the offset is not always the same. */
export function findInfo(zone: PyZoneInfo, dt: PyValue): TransitionInfo | null {
  const { after } = zone;
  if (dt === null) return zone.fixed && !isRules(after) ? after : null;
  if (!(dt instanceof PyDateTime)) throw typeError("dt argument must be a datetime instance or None");
  const timestamp = timestampOf(dt);
  const times = zone.local[dt.fold];
  const { length: count } = times;
  if (count > 0 && timestamp < times[0]) return zone.before;
  if (count === 0 || timestamp > times[count - 1]) {
    return isRules(after) ? infoAtLocal(after, timestamp, dt.year, dt.fold) : after;
  }
  return zone.infos[bisectRight(times, timestamp) - 1];
}

export function zoneFromUtc(zone: PyZoneInfo, dt: PyValue): PyValue {
  if (!(dt instanceof PyDateTime)) throw typeError("fromutc: argument must be a datetime");
  if (dt.tzinfo !== zone) throw valueError("fromutc: dt.tzinfo is not self");
  const timestamp = timestampOf(dt);
  const { utc, after, infos } = zone;
  const count = utc.length;
  let info: TransitionInfo;
  let fold = false;
  if (count > 0 && timestamp < utc[0]) info = zone.before!;
  else if (count === 0 || timestamp > utc[count - 1]) {
    if (isRules(after)) [info, fold] = infoAtUtc(after, timestamp, dt.year);
    else {
      info = after;
      if (count > 0) fold = infos[count - 1].seconds - info.seconds > timestamp - utc[count - 1];
    }
  } else {
    const at = bisectRight(utc, timestamp);
    const previous = at >= 2 ? infos[at - 2] : zone.before!;
    info = infos[at - 1];
    fold = previous.seconds - info.seconds > timestamp - utc[at - 1];
  }
  const result = add(dt, info.utcoff) as PyDateTime;
  if (fold) result.fold = 1;
  return result;
}
