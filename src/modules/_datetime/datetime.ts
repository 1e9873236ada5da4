/** datetime: the table. Source: CPython Modules/_datetimemodule.c (datetime_*). */
import { strCodeAt, strLength } from "../../kernel/str.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, instanceOf, object } from "../../objects/converters.ts";
import { defineType, getset, kwOnly, method, param, posOnly } from "../../objects/declare.ts";
import { typeError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { bindArguments, cintOr, tzinfoOrNone } from "./arguments.ts";
import { compareDateTimes, hashDateTime, subtractDateTimes } from "./compare.ts";
import { clockBytes, dateBytes, datetimeOf, MIDNIGHT, newDate, newDateTime, newTime, stateBytes } from "./construct.ts";
import { ctime, dateType, strArgument } from "./date.ts";
import * as impl from "./datetime-methods.ts";
import { checkFold, pickledTzinfo, timeType } from "./time.ts";
import { newDelta } from "./timedelta-math.ts";
import { callDst, callTzname, callUtcOffset } from "./tzinfo-calls.ts";
import { type PyDate, PyDateTime, PyDelta, type PyTime } from "./values.ts";

const SIGNATURE = {
  names: ["year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"],
  required: 3,
  ints: true,
  positional: 8,
};

function at<T>(position: number, convert: (value: PyValue, place: { func: string; label: string }) => T) {
  return (value: PyValue, place: { readonly func: string }): T =>
    convert(value, { func: place.func, label: `argument ${position}` });
}

export const datetimeType: PyType = defineType<PyDateTime>({
  name: "datetime.datetime",
  basicsize: 48,
  doc: "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\nThe year, month and day arguments are required. tzinfo may be None, or an\ninstance of a tzinfo subclass. The remaining arguments may be ints.",
  flags: ["basetype"],
  base: () => dateType,
  alloc: (type) => new PyDateTime(type),
  slots: {
    tp_new: datetimeNew,
    tp_repr: impl.datetimeRepr,
    tp_str: (self) => callMethod(self, "isoformat", [" "]),
    tp_hash: hashDateTime,
    tp_richcompare: compareDateTimes,
    nb_add: datetimeAdd,
    nb_subtract: datetimeSubtract,
  },
  classMethods: {
    now: method(
      [param("tz", object, null)],
      "Returns new datetime object representing current time local to tz.\n\nIf no tz is specified, uses local timezone.",
      impl.now,
    ),
    utcnow: method([], "Return the present moment in UTC, without a time zone.", impl.utcNow, { signature: null }),
    fromtimestamp: method(
      [param("timestamp", object), param("tz", object, null)],
      "Create a datetime from a POSIX timestamp: local time, or the time in tz.",
      impl.fromTimestamp,
      { signature: null },
    ),
    utcfromtimestamp: method(
      [posOnly("timestamp", object)],
      "Return a moment given in POSIX seconds in UTC, without a time zone.",
      impl.utcFromTimestamp,
      { signature: null },
    ),
    strptime: method(
      [posOnly("string", strArgument(1)), posOnly("format", strArgument(2))],
      "Parse string according to the given date and time format.",
      impl.strptime,
      { varargs: true },
    ),
    combine: method(
      [
        param(
          "date",
          at(
            1,
            instanceOf<PyDate>(() => dateType),
          ),
        ),
        param(
          "time",
          at(
            2,
            instanceOf<PyTime>(() => timeType),
          ),
        ),
        param("tzinfo", object, undefined, "<unrepresentable>"),
      ],
      "Combine date and time into datetime.",
      impl.combine,
      { signature: null },
    ),
    fromisoformat: method(
      [posOnly("string", object)],
      "Construct a datetime from a string in ISO 8601 format.",
      impl.fromIsoFormat,
      { signature: null },
    ),
  },
  methods: {
    date: method([], "Return the date without the time.", (self: PyDateTime) =>
      newDate(self.year, self.month, self.day),
    ),
    time: method([], "Return the time of the day without its time zone.", (self: PyDateTime) =>
      newTime({ ...impl.clockOf(self), tzinfo: null }),
    ),
    timetz: method([], "Return time object with same time and tzinfo.", (self: PyDateTime) =>
      newTime(impl.clockOf(self)),
    ),
    ctime: method([], "Return ctime() style string.", (self: PyDateTime) =>
      ctime(self, self.hour, self.minute, self.second),
    ),
    timetuple: method([], "Return a time tuple as time.localtime() makes them.", impl.timeTuple),
    timestamp: method([], "Return POSIX timestamp as float.", (self: PyDateTime) => new PyFloat(impl.timestamp(self))),
    utctimetuple: method([], "Return a time tuple in UTC as time.gmtime() makes them.", impl.utcTimeTuple),
    isoformat: method(
      [param("sep", separator, 84, "'T'"), param("timespec", strArgument(2), "auto")],
      "Return string in ISO 8601 format: the date, sep, and the time as timespec says.",
      impl.isoFormat,
    ),
    utcoffset: method([], "Return self.tzinfo.utcoffset(self).", (self: PyDateTime) =>
      callUtcOffset(self.tzinfo, self),
    ),
    tzname: method([], "Return self.tzinfo.tzname(self).", (self: PyDateTime) => callTzname(self.tzinfo, self)),
    dst: method([], "Return self.tzinfo.dst(self).", (self: PyDateTime) => callDst(self.tzinfo, self)),
    replace: replaceSpec(),
    __replace__: replaceSpec(),
    astimezone: method([param("tz", object, null)], "Convert to local time in new timezone tz.", impl.asTimezone),
    __reduce_ex__: method(
      [posOnly("proto", cint)],
      "__reduce_ex__(proto) -> (cls, state)",
      (self: PyDateTime, proto) => reduce(self, proto),
      { signature: null },
    ),
    __reduce__: method([], "__reduce__() -> (cls, state)", (self: PyDateTime) => reduce(self, 2), { signature: null }),
  },
  getset: {
    hour: getset((self: PyDateTime) => self.hour, undefined, null),
    minute: getset((self: PyDateTime) => self.minute, undefined, null),
    second: getset((self: PyDateTime) => self.second, undefined, null),
    microsecond: getset((self: PyDateTime) => self.microsecond, undefined, null),
    tzinfo: getset((self: PyDateTime) => self.tzinfo, undefined, null),
    fold: getset((self: PyDateTime) => self.fold, undefined, null),
  },
  constants: () => ({
    min: newDateTime(1, 1, 1, MIDNIGHT),
    max: newDateTime(9999, 12, 31, { hour: 23, minute: 59, second: 59, microsecond: 999999, fold: 0, tzinfo: null }),
    resolution: newDelta(0, 0, 1),
  }),
});

/** A single character, as its code point (format "C"). */
function separator(value: PyValue): number {
  const text = asStr(value);
  if (text === undefined)
    throw typeError(`isoformat() argument 1 must be a unicode character, not ${shownType(value)}`);
  const size = strLength(text);
  if (size !== 1) {
    throw typeError(`isoformat() argument 1 must be a unicode character, not a string of length ${size}`);
  }
  return strCodeAt(text, 0);
}

function shownType(value: PyValue): string {
  return value === null ? "None" : typeName(value);
}

function datetimeNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  if (args.length >= 1 && args.length <= 2 && kwnames === null) {
    const state = stateBytes(args[0], 10);
    if (state !== undefined && (state[2] & 0x7f) >= 1 && (state[2] & 0x7f) <= 12) {
      return fromState(type.tp_alloc!(type) as PyDateTime, state, pickledTzinfo(args.length === 2 ? args[1] : null));
    }
  }
  const [year, month, day, hour, minute, second, us, tzinfo, fold] = bindArguments(SIGNATURE, args, kwnames);
  const date = [cintOr(year, 0), cintOr(month, 0), cintOr(day, 0)];
  const clock = {
    hour: cintOr(hour, 0),
    minute: cintOr(minute, 0),
    second: cintOr(second, 0),
    microsecond: cintOr(us, 0),
    fold: cintOr(fold, 0),
    tzinfo: tzinfoOrNone(tzinfo ?? null),
  };
  return newDateTime(date[0], date[1], date[2], clock, type);
}

/** The month's highest bit is the fold. */
function fromState(made: PyDateTime, state: Uint8Array, tzinfo: PyValue): PyDateTime {
  made.year = (state[0] << 8) | state[1];
  made.month = state[2] & 0x7f;
  made.fold = state[2] >> 7;
  made.day = state[3];
  made.hour = state[4];
  made.minute = state[5];
  made.second = state[6];
  made.microsecond = (state[7] << 16) | (state[8] << 8) | state[9];
  made.tzinfo = tzinfo;
  return made;
}

function reduce(self: PyDateTime, proto: number): PyValue {
  const bytes = [...dateBytes(self), ...clockBytes(self)];
  if (proto > 3 && self.fold === 1) bytes[2] |= 0x80;
  const state = new PyBytes(Uint8Array.from(bytes));
  return new PyTuple([self.type, new PyTuple(self.tzinfo === null ? [state] : [state, self.tzinfo])]);
}

function replaceSpec() {
  return method(
    [
      param("year", cint, undefined, "unchanged"),
      param("month", cint, undefined, "unchanged"),
      param("day", cint, undefined, "unchanged"),
      param("hour", cint, undefined, "unchanged"),
      param("minute", cint, undefined, "unchanged"),
      param("second", cint, undefined, "unchanged"),
      param("microsecond", cint, undefined, "unchanged"),
      param("tzinfo", object, undefined, "unchanged"),
      kwOnly("fold", cint, undefined, "unchanged"),
    ],
    "Return datetime with new specified fields.",
    (self: PyDateTime, year, month, day, hour, minute, second, microsecond, tzinfo, fold) => {
      const clock = {
        hour: hour ?? self.hour,
        minute: minute ?? self.minute,
        second: second ?? self.second,
        microsecond: microsecond ?? self.microsecond,
        fold: checkFold(fold ?? self.fold),
        tzinfo: tzinfo === undefined ? self.tzinfo : tzinfoOrNone(tzinfo),
      };
      return datetimeOf(self.type, year ?? self.year, month ?? self.month, day ?? self.day, clock);
    },
  );
}

function datetimeAdd(a: PyValue, b: PyValue): PyValue {
  if (a instanceof PyDateTime) return b instanceof PyDelta ? impl.shifted(a, b, 1) : NOT_IMPLEMENTED;
  return a instanceof PyDelta ? impl.shifted(b as PyDateTime, a, 1) : NOT_IMPLEMENTED;
}

function datetimeSubtract(a: PyValue, b: PyValue): PyValue {
  if (!(a instanceof PyDateTime)) return NOT_IMPLEMENTED;
  if (b instanceof PyDateTime) return subtractDateTimes(a, b);
  return b instanceof PyDelta ? impl.shifted(a, b, -1) : NOT_IMPLEMENTED;
}
