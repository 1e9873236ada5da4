/** Comparing and hashing times that may have an offset from UTC. Source: CPython Modules/_datetimemodule.c (datetime_richcompare, time_richcompare, pep495_eq_exception). */
import { compareResult, hash } from "../../objects/abstract/compare.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { typeError } from "../../objects/errors.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../../objects/slots.ts";
import { clockBytes, dateBytes, newDateTime, ordinalOf } from "./construct.ts";
import { compareDates } from "./date.ts";
import { addDeltas, compareDeltas, newDelta } from "./timedelta-math.ts";
import { callUtcOffset } from "./tzinfo-calls.ts";
import { type ClockTime, PyDateTime, type PyDelta, PyTime } from "./values.ts";

function compareClocks(a: ClockTime, b: ClockTime): number {
  return a.hour - b.hour || a.minute - b.minute || a.second - b.second || a.microsecond - b.microsecond;
}

function sameOffset(a: PyDelta | null, b: PyDelta | null): boolean {
  return a === b || (a !== null && b !== null && compareDeltas(a, b) === 0);
}

/** The answer when just one side is aware. */
function mixed(op: CompareOp, what: string): PyValue {
  if (op === Py_EQ) return false;
  if (op === Py_NE) return true;
  throw typeError(`can't compare offset-naive and offset-aware ${what}`);
}

function secondsOf(t: ClockTime): number {
  return (t.hour * 60 + t.minute) * 60 + t.second;
}

export function compareTimes(self: PyTime, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PyTime)) return NOT_IMPLEMENTED;
  if (self.tzinfo === other.tzinfo) return compareResult(compareClocks(self, other), op);
  const a = callUtcOffset(self.tzinfo, null);
  const b = callUtcOffset(other.tzinfo, null);
  if (sameOffset(a, b)) return compareResult(compareClocks(self, other), op);
  if (a === null || b === null) return mixed(op, "times");
  const seconds = secondsOf(self) - a.days * 86400 - a.seconds - (secondsOf(other) - b.days * 86400 - b.seconds);
  return compareResult(seconds || self.microsecond - other.microsecond, op);
}

export function compareDateTimes(self: PyDateTime, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PyDateTime)) return NOT_IMPLEMENTED;
  if (self.tzinfo === other.tzinfo) return compareResult(compareDates(self, other) || compareClocks(self, other), op);
  const a = callUtcOffset(self.tzinfo, self);
  const b = callUtcOffset(other.tzinfo, other);
  let order: number;
  if (sameOffset(a, b)) order = compareDates(self, other) || compareClocks(self, other);
  else if (a === null || b === null) return mixed(op, "datetimes");
  else {
    const difference = subtractDateTimes(self, other);
    order = difference.days || difference.seconds || difference.microseconds;
  }
  const equality = op === Py_EQ || op === Py_NE;
  if (equality && order === 0 && (dependsOnFold(self, a) || dependsOnFold(other, b))) order = 1;
  return compareResult(order, op);
}

/** A time that another fold would give another offset equals none of another zone (PEP 495). */
function dependsOnFold(self: PyDateTime, offset: PyDelta | null): boolean {
  const flipped = newDateTime(self.year, self.month, self.day, { ...clockOf(self), fold: self.fold === 0 ? 1 : 0 });
  return !sameOffset(callUtcOffset(self.tzinfo, flipped), offset);
}

function clockOf(t: ClockTime) {
  const { hour, minute, second, microsecond, fold, tzinfo } = t;
  return { hour, minute, second, microsecond, fold, tzinfo };
}

export function subtractDateTimes(a: PyDateTime, b: PyDateTime): PyDelta {
  let offsetA: PyDelta | null = null;
  let offsetB: PyDelta | null = null;
  if (a.tzinfo !== b.tzinfo) {
    offsetA = callUtcOffset(a.tzinfo, a);
    offsetB = callUtcOffset(b.tzinfo, b);
    if ((offsetA === null) !== (offsetB === null)) {
      throw typeError("can't subtract offset-naive and offset-aware datetimes");
    }
  }
  const days = ordinalOf(a) - ordinalOf(b);
  const result = newDelta(days, secondsOf(a) - secondsOf(b), a.microsecond - b.microsecond);
  if (offsetA === null || offsetB === null || compareDeltas(offsetA, offsetB) === 0) return result;
  return addDeltas(result, addDeltas(offsetA, offsetB, -1), -1);
}

/** The same for times that are equal: aware ones hash as the moment in UTC. */
export function hashTime(self: PyTime): Int {
  const plain = self.fold === 0 ? self : unfolded(self);
  const offset = callUtcOffset(plain.tzinfo, null);
  if (offset === null) return hash(new PyBytes(Uint8Array.from(clockBytes(self))));
  return hash(addDeltas(newDelta(0, secondsOf(self), self.microsecond), offset, -1));
}

function unfolded(self: PyTime): PyTime {
  const copy = new PyTime();
  Object.assign(copy, clockOf(self), { fold: 0 });
  return copy;
}

export function hashDateTime(self: PyDateTime): Int {
  const plain = self.fold === 0 ? self : newDateTime(self.year, self.month, self.day, { ...clockOf(self), fold: 0 });
  const offset = callUtcOffset(plain.tzinfo, plain);
  if (offset === null) return hash(new PyBytes(Uint8Array.from([...dateBytes(self), ...clockBytes(self)])));
  return hash(addDeltas(newDelta(ordinalOf(self), secondsOf(self), self.microsecond), offset, -1));
}
