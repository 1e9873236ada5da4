/** date: the table. Source: CPython Modules/_datetimemodule.c (date_*). */
import type { Str } from "../../kernel/str.ts";
import { strToJs } from "../../kernel/str.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call, call0, callMethod } from "../../objects/abstract/call.ts";
import { compareResult, hash } from "../../objects/abstract/compare.ts";
import { index } from "../../objects/abstract/number.ts";
import { reprJs, str as strOf } from "../../objects/abstract/repr.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, object, str } from "../../objects/converters.ts";
import { defineType, getset, method, param, posOnly } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { importFrom, importModule } from "../../objects/import-hook.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import type { CompareOp } from "../../objects/slots.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { bindArguments, cintOr } from "./arguments.ts";
import { daysBeforeMonth, isoToYmd, isoWeek1Monday, ordinalToYmd, weekday } from "./calendar.ts";
import { dateBytes, dateOf, dateOfOrdinal, newDate, ordinalOf, stateBytes } from "./construct.ts";
import { isoCalendarDateType } from "./isocalendar.ts";
import { parseIsoDate } from "./isoformat.ts";
import { localTime } from "./local-time.ts";
import { strftime } from "./strftime.ts";
import { newDelta } from "./timedelta-math.ts";
import { timeT } from "./timestamp.ts";
import { PyDate, PyDateTime, PyDelta, pad } from "./values.ts";

const SIGNATURE = { names: ["year", "month", "day"], required: 3, ints: true, positional: 3 };

export const dateType: PyType = defineType<PyDate>({
  name: "datetime.date",
  basicsize: 32,
  doc: "date(year, month, day) --> date object",
  flags: ["basetype"],
  alloc: (type) => new PyDate(type),
  slots: {
    tp_new: dateNew,
    tp_repr: (self) => `${typeName(self)}(${self.year}, ${self.month}, ${self.day})`,
    tp_str: (self) => callMethod(self, "isoformat"),
    tp_hash: (self) => hash(new PyBytes(Uint8Array.from(dateBytes(self)))),
    tp_richcompare: dateCompare,
    nb_add: dateAdd,
    nb_subtract: dateSubtract,
  },
  classMethods: {
    fromtimestamp: method(
      [posOnly("timestamp", object)],
      "Create a date from a POSIX timestamp.\n\nThe timestamp is a number, e.g. created via time.time(), that is interpreted\nas local time.",
      fromTimestamp,
    ),
    fromordinal: method(
      [posOnly("ordinal", (value: PyValue) => cintOr(value, 0))],
      "Construct a date from a proleptic Gregorian ordinal.",
      (type: PyType, ordinal) => {
        if (ordinal < 1) throw valueError("ordinal must be >= 1");
        const { year, month, day } = ordinalToYmd(ordinal);
        return dateOf(type, year, month, day);
      },
      { signature: null },
    ),
    fromisoformat: method(
      [posOnly("string", object)],
      "Construct a date from a string in ISO 8601 format.",
      fromIsoFormat,
      { signature: null },
    ),
    fromisocalendar: method(
      [param("year", isoPart), param("week", isoPart), param("day", isoPart)],
      "Construct a date from the ISO year, week number and weekday.",
      (type: PyType, year, week, day) => {
        const found = isoToYmd(year, week, day);
        if (typeof found === "string") throw valueError(found);
        return dateOf(type, found.year, found.month, found.day);
      },
      { signature: null },
    ),
    strptime: method(
      [posOnly("string", strArgument(1)), posOnly("format", strArgument(2))],
      "Parse string according to the given date format.",
      (type: PyType, text, format) => call(importFrom("_strptime", "_strptime_datetime_date"), [type, text, format]),
      { varargs: true },
    ),
    today: method(
      [],
      "Return what the clock says now.",
      (type: PyType) => callMethod(type, "fromtimestamp", [call0(getAttr(importModule("time"), "time"))]),
      { signature: null },
    ),
  },
  methods: {
    ctime: method([], "Return ctime() style string.", (self: PyDate) => ctime(self, 0, 0, 0), { signature: null }),
    strftime: method([param("format", strArgument(1))], "Format using strftime().", (self: PyDate, format) =>
      strftime(self, format, callMethod(self, "timetuple"), self),
    ),
    __format__: method([posOnly("format", strArgument(undefined))], "Formats self with strftime.", dateFormat, {
      signature: null,
    }),
    isoformat: method([], "Return string in ISO 8601 format, YYYY-MM-DD.", (self: PyDate) => isoDate(self), {
      signature: null,
    }),
    isoweekday: method(
      [],
      "Return the weekday as a number from 1 (Monday) to 7.",
      (self: PyDate) => weekday(self.year, self.month, self.day) + 1,
      { signature: null },
    ),
    toordinal: method(
      [],
      "Return the number of the day, counted from 1 for the first of January of year 1.",
      (self: PyDate) => ordinalOf(self),
      { signature: null },
    ),
    weekday: method(
      [],
      "Return the weekday as a number from 0 (Monday) to 6.",
      (self: PyDate) => weekday(self.year, self.month, self.day),
      { signature: null },
    ),
    timetuple: method(
      [],
      "Return a time tuple as time.localtime() makes them.",
      (self: PyDate) => structTime(self, 0, 0, 0, -1),
      { signature: null },
    ),
    isocalendar: method([], "Return year, week and weekday of the ISO calendar as a named tuple.", isoCalendar, {
      signature: null,
    }),
    replace: replaceSpec(),
    __replace__: replaceSpec(),
    __reduce__: method(
      [],
      "__reduce__() -> (cls, state)",
      (self: PyDate) => new PyTuple([self.type, new PyTuple([new PyBytes(Uint8Array.from(dateBytes(self)))])]),
      { signature: null },
    ),
  },
  getset: {
    year: getset((self: PyDate) => self.year, undefined, null),
    month: getset((self: PyDate) => self.month, undefined, null),
    day: getset((self: PyDate) => self.day, undefined, null),
  },
  constants: () => ({
    min: newDate(1, 1, 1),
    max: newDate(9999, 12, 31),
    resolution: newDelta(1, 0, 0),
  }),
});

/** A str argument that C names by its position. */
export function strArgument(position: number | undefined) {
  return (value: PyValue, place: { readonly func: string; readonly label: string }): Str => {
    const { func } = place;
    return str(value, { func, label: position === undefined ? "argument 1" : `argument ${position}` });
  };
}

function isoPart(value: PyValue): number {
  const int = index(value);
  if (typeof int === "bigint" || int > 0x7fffffff || int < -0x80000000) {
    throw valueError("ISO calendar component out of range");
  }
  return int;
}

function dateNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  if (args.length === 1 && kwnames === null) {
    const state = stateBytes(args[0], 4);
    if (state !== undefined && state[2] >= 1 && state[2] <= 12) {
      const made = type.tp_alloc!(type) as PyDate;
      made.year = (state[0] << 8) | state[1];
      made.month = state[2];
      made.day = state[3];
      return made;
    }
  }
  const [year, month, day] = bindArguments(SIGNATURE, args, kwnames);
  return newDate(cintOr(year, 0), cintOr(month, 0), cintOr(day, 0), type);
}

function fromTimestamp(type: PyType, timestamp: PyValue): PyValue {
  const { year, month, day } = localTime(timeT(timestamp));
  return dateOf(type, year, month, day);
}

function fromIsoFormat(type: PyType, value: PyValue): PyValue {
  const given = asStr(value);
  if (given === undefined) throw typeError("fromisoformat: argument must be str");
  const text = strToJs(given);
  const found = [7, 8, 10].includes(text.length) ? parseIsoDate(text) : undefined;
  if (found === undefined) throw valueError(`Invalid isoformat string: ${reprJs(value)}`);
  return dateOf(type, found.year, found.month, found.day);
}

function replaceSpec() {
  return method(
    [
      param("year", cint, undefined, "unchanged"),
      param("month", cint, undefined, "unchanged"),
      param("day", cint, undefined, "unchanged"),
    ],
    "Return date with new specified fields.",
    (self: PyDate, year, month, day) => dateOf(self.type, year ?? self.year, month ?? self.month, day ?? self.day),
  );
}

export function isoDate(self: PyDate): string {
  return `${pad(self.year, 4)}-${pad(self.month, 2)}-${pad(self.day, 2)}`;
}

const DAY_NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function ctime(self: PyDate, hour: number, minute: number, second: number): PyValue {
  const { year, month, day } = self;
  const clock = `${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}`;
  const date = `${MONTH_NAMES[month - 1]} ${String(day).padStart(2)}`;
  return `${DAY_NAMES[weekday(year, month, day)]} ${date} ${clock} ${pad(year, 4)}`;
}

export function structTime(self: PyDate, hour: number, minute: number, second: number, dst: number): PyValue {
  const { year, month, day } = self;
  const yearDay = daysBeforeMonth(year, month) + day;
  const items = [year, month, day, hour, minute, second, weekday(year, month, day), yearDay, dst];
  return call(getAttr(importModule("time"), "struct_time"), [new PyTuple(items)]);
}

function isoCalendar(self: PyDate): PyValue {
  let { year } = self;
  let monday = isoWeek1Monday(year);
  const today = ordinalOf(self);
  let week = Math.floor((today - monday) / 7);
  const day = (((today - monday) % 7) + 7) % 7;
  if (week < 0) {
    monday = isoWeek1Monday(--year);
    week = Math.floor((today - monday) / 7);
  } else if (week >= 52 && today >= isoWeek1Monday(year + 1)) {
    year++;
    week = 0;
  }
  return new PyTuple([year, week + 1, day + 1], isoCalendarDateType);
}

function dateCompare(self: PyDate, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PyDate) || other instanceof PyDateTime) return NOT_IMPLEMENTED;
  return compareResult(compareDates(self, other), op);
}

export function compareDates(a: PyDate, b: PyDate): number {
  return a.year - b.year || a.month - b.month || a.day - b.day;
}

function dateAdd(a: PyValue, b: PyValue): PyValue {
  if (a instanceof PyDateTime || b instanceof PyDateTime) return NOT_IMPLEMENTED;
  if (a instanceof PyDate) return b instanceof PyDelta ? shifted(a, b.days) : NOT_IMPLEMENTED;
  return a instanceof PyDelta ? shifted(b as PyDate, a.days) : NOT_IMPLEMENTED;
}

function dateSubtract(a: PyValue, b: PyValue): PyValue {
  if (a instanceof PyDateTime || b instanceof PyDateTime || !(a instanceof PyDate)) return NOT_IMPLEMENTED;
  if (b instanceof PyDate) return newDelta(ordinalOf(a) - ordinalOf(b), 0, 0);
  return b instanceof PyDelta ? shifted(a, -b.days) : NOT_IMPLEMENTED;
}

function shifted(date: PyDate, days: number): PyValue {
  return dateOfOrdinal(date.type, ordinalOf(date) + days);
}

/** An empty format is str(); others are strftime's. */
export function dateFormat(self: PyValue, format: Str): PyValue {
  return format === "" ? strOf(self) : callMethod(self, "strftime", [format]);
}
