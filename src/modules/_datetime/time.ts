/** time: the table. Source: CPython Modules/_datetimemodule.c (time_*). */
import { strToJs } from "../../kernel/str.ts";
import { call, callMethod } from "../../objects/abstract/call.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, object } from "../../objects/converters.ts";
import { defineType, getset, kwOnly, method, param, posOnly } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { importFrom } from "../../objects/import-hook.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { bindArguments, cintOr, tzinfoOrNone } from "./arguments.ts";
import { clockText, reprTail } from "./clock-text.ts";
import { compareTimes, hashTime } from "./compare.ts";
import { clockBytes, MIDNIGHT, newTime, stateBytes, timeOf } from "./construct.ts";
import { dateFormat, strArgument, structTime } from "./date.ts";
import { endsDay, type IsoTime, parseIsoTime } from "./isoformat.ts";
import { strftime } from "./strftime.ts";
import { newDelta } from "./timedelta-math.ts";
import { timezoneFrom } from "./timezone.ts";
import { callDst, callTzname, callUtcOffset, formatOffset } from "./tzinfo-calls.ts";
import { PyDate, PyTime } from "./values.ts";

const SIGNATURE = {
  names: ["hour", "minute", "second", "microsecond", "tzinfo", "fold"],
  required: 0,
  positional: 5,
};

export const timeType: PyType = defineType<PyTime>({
  name: "datetime.time",
  basicsize: 40,
  doc: "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\nAll arguments are optional. tzinfo may be None, or an instance of\na tzinfo subclass. The remaining arguments may be ints.",
  flags: ["basetype"],
  alloc: (type) => new PyTime(type),
  slots: {
    tp_new: timeNew,
    tp_repr: timeRepr,
    tp_str: (self) => callMethod(self, "isoformat"),
    tp_hash: hashTime,
    tp_richcompare: compareTimes,
  },
  classMethods: {
    fromisoformat: method(
      [posOnly("string", object)],
      "Construct a time from a string in ISO 8601 format.",
      fromIsoFormat,
      {
        signature: null,
      },
    ),
    strptime: method(
      [posOnly("string", strArgument(1)), posOnly("format", strArgument(2))],
      "Parse string according to the given time format.",
      (type: PyType, text, format) => call(importFrom("_strptime", "_strptime_datetime_time"), [type, text, format]),
      { varargs: true },
    ),
  },
  methods: {
    isoformat: method(
      [param("timespec", strArgument(1), "auto")],
      "Return the time formatted according to ISO.",
      (self: PyTime, timespec) => clockText(self, strToJs(timespec)) + formatOffset(self.tzinfo, ":", null),
    ),
    strftime: method(
      [param("format", strArgument(1))],
      "Format using strftime().\n\nThe date part of the timestamp passed to underlying strftime should not be used.",
      (self: PyTime, format) => strftime(self, format, dayOf1900(self), null),
    ),
    __format__: method([posOnly("format", strArgument(undefined))], "Formats self with strftime.", dateFormat, {
      signature: null,
    }),
    utcoffset: method([], "Return self.tzinfo.utcoffset(self).", (self: PyTime) => callUtcOffset(self.tzinfo, null), {
      signature: null,
    }),
    tzname: method([], "Return self.tzinfo.tzname(self).", (self: PyTime) => callTzname(self.tzinfo, null), {
      signature: null,
    }),
    dst: method([], "Return self.tzinfo.dst(self).", (self: PyTime) => callDst(self.tzinfo, null), { signature: null }),
    replace: replaceSpec(),
    __replace__: replaceSpec(),
    __reduce_ex__: method(
      [posOnly("proto", cint)],
      "__reduce_ex__(proto) -> (cls, state)",
      (self: PyTime, proto) => reduce(self, proto),
      { signature: null },
    ),
    __reduce__: method([], "__reduce__() -> (cls, state)", (self: PyTime) => reduce(self, 2), { signature: null }),
  },
  getset: {
    hour: getset((self: PyTime) => self.hour, undefined, null),
    minute: getset((self: PyTime) => self.minute, undefined, null),
    second: getset((self: PyTime) => self.second, undefined, null),
    microsecond: getset((self: PyTime) => self.microsecond, undefined, null),
    tzinfo: getset((self: PyTime) => self.tzinfo, undefined, null),
    fold: getset((self: PyTime) => self.fold, undefined, null),
  },
  constants: () => ({
    min: newTime(MIDNIGHT),
    max: newTime({ hour: 23, minute: 59, second: 59, microsecond: 999999, fold: 0, tzinfo: null }),
    resolution: newDelta(0, 0, 1),
  }),
});

function timeNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  if (args.length >= 1 && args.length <= 2 && kwnames === null) {
    const state = stateBytes(args[0], 6);
    if (state !== undefined && (state[0] & 0x7f) < 24) {
      const tzinfo = args.length === 2 ? args[1] : null;
      return fromState(type.tp_alloc!(type) as PyTime, state, pickledTzinfo(tzinfo));
    }
  }
  const [hour, minute, second, us, tzinfo, fold] = bindArguments(SIGNATURE, args, kwnames);
  const clock = {
    hour: cintOr(hour, 0),
    minute: cintOr(minute, 0),
    second: cintOr(second, 0),
    microsecond: cintOr(us, 0),
    fold: cintOr(fold, 0),
    tzinfo: tzinfoOrNone(tzinfo ?? null),
  };
  return newTime(clock, type);
}

export function pickledTzinfo(value: PyValue): PyValue {
  try {
    return tzinfoOrNone(value);
  } catch {
    throw typeError("bad tzinfo state arg");
  }
}

/** The hour's highest bit is the fold. */
function fromState(made: PyTime, state: Uint8Array, tzinfo: PyValue): PyTime {
  made.hour = state[0] & 0x7f;
  made.fold = state[0] >> 7;
  made.minute = state[1];
  made.second = state[2];
  made.microsecond = (state[3] << 16) | (state[4] << 8) | state[5];
  made.tzinfo = tzinfo;
  return made;
}

function reduce(self: PyTime, proto: number): PyValue {
  const bytes = clockBytes(self);
  if (proto > 3 && self.fold === 1) bytes[0] |= 0x80;
  const state = new PyBytes(Uint8Array.from(bytes));
  return new PyTuple([self.type, new PyTuple(self.tzinfo === null ? [state] : [state, self.tzinfo])]);
}

function timeRepr(self: PyTime): PyValue {
  let text = `${typeName(self)}(${self.hour}, ${self.minute}`;
  if (self.microsecond !== 0) text += `, ${self.second}, ${self.microsecond}`;
  else if (self.second !== 0) text += `, ${self.second}`;
  return text + reprTail(self, reprJs(self.tzinfo));
}

function dayOf1900(self: PyTime): PyValue {
  const day = new PyDate();
  day.year = 1900;
  return structTime(day, self.hour, self.minute, self.second, -1);
}

/** The zone that text in ISO 8601 names. */
export function isoZone(clock: IsoTime): PyValue {
  const { offset } = clock;
  return offset === undefined ? null : timezoneFrom(newDelta(0, offset[0], offset[1]), null);
}

function fromIsoFormat(type: PyType, value: PyValue): PyValue {
  const given = asStr(value);
  if (given === undefined) throw typeError("fromisoformat: argument must be str");
  const text = strToJs(given);
  const clock = parseIsoTime(text.startsWith("T") ? text.slice(1) : text);
  if (clock === undefined) throw valueError(`Invalid isoformat string: ${reprJs(value)}`);
  endsDay(clock);
  const tzinfo = isoZone(clock);
  const { hour, minute, second, microsecond } = clock;
  return timeOf(type, { hour, minute, second, microsecond, fold: 0, tzinfo });
}

function replaceSpec() {
  return method(
    [
      param("hour", cint, undefined, "unchanged"),
      param("minute", cint, undefined, "unchanged"),
      param("second", cint, undefined, "unchanged"),
      param("microsecond", cint, undefined, "unchanged"),
      param("tzinfo", object, undefined, "unchanged"),
      kwOnly("fold", cint, undefined, "unchanged"),
    ],
    "Return time with new specified fields.",
    (self: PyTime, hour, minute, second, microsecond, tzinfo, fold) => {
      const clock = {
        hour: hour ?? self.hour,
        minute: minute ?? self.minute,
        second: second ?? self.second,
        microsecond: microsecond ?? self.microsecond,
        fold: checkFold(fold ?? self.fold),
        tzinfo: tzinfo === undefined ? self.tzinfo : tzinfoOrNone(tzinfo),
      };
      return timeOf(self.type, clock);
    },
  );
}

export function checkFold(fold: number): number {
  if (fold !== 0 && fold !== 1) throw valueError(`fold must be either 0 or 1, not ${fold}`);
  return fold;
}
