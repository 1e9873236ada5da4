/** timezone: a fixed offset from UTC. Source: CPython Modules/_datetimemodule.c (timezone_*). */
import type { Str } from "../../kernel/str.ts";
import { hash } from "../../objects/abstract/compare.ts";
import { add } from "../../objects/abstract/number.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { instanceOf, object, str } from "../../objects/converters.ts";
import { defineType, method, param, posOnly } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../../objects/slots.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { timedeltaType } from "./timedelta.ts";
import { compareDeltas, newDelta } from "./timedelta-math.ts";
import { tzinfoType } from "./tzinfo.ts";
import { checkOffset, offsetText } from "./tzinfo-calls.ts";
import { PyDateTime, type PyDelta, PyTimeZone } from "./values.ts";

export const timezoneType: PyType = defineType<PyTimeZone>({
  name: "datetime.timezone",
  basicsize: 32,
  doc: "A time zone that is always the same distance from UTC.",
  base: () => tzinfoType,
  alloc: (type) => new PyTimeZone(type),
  slots: {
    tp_repr: timezoneRepr,
    tp_str: timezoneStr,
    tp_hash: (self) => hash(self.offset),
    tp_richcompare: timezoneCompare,
  },
  new: method(
    [
      param(
        "offset",
        instanceArgument(1, () => timedeltaType),
      ),
      param("name", nameArgument, undefined),
    ],
    "",
    (_type: PyType, offset, name) => timezoneFrom(offset, name ?? null),
    { signature: null },
  ),
  methods: {
    tzname: method(
      [posOnly("dt", object)],
      "If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'.",
      (self: PyTimeZone, dt) => {
        checkArgument("tzname", dt);
        return timezoneStr(self);
      },
      { signature: null },
    ),
    utcoffset: method(
      [posOnly("dt", object)],
      "Return fixed offset.",
      (self: PyTimeZone, dt) => {
        checkArgument("utcoffset", dt);
        return self.offset;
      },
      { signature: null },
    ),
    dst: method(
      [posOnly("dt", object)],
      "Return None.",
      (_self: PyTimeZone, dt) => {
        checkArgument("dst", dt);
        return null;
      },
      { signature: null },
    ),
    fromutc: method([posOnly("dt", object)], "datetime in UTC -> datetime in local time.", fromUtc, {
      signature: null,
    }),
    __getinitargs__: method(
      [],
      "pickle support",
      (self: PyTimeZone) => new PyTuple(self.name === null ? [self.offset] : [self.offset, self.name]),
      { signature: null },
    ),
  },
  constants: () => ({
    utc: utc(),
    min: newTimezone(newDelta(-1, 60, 0), null),
    max: newTimezone(newDelta(0, 86340, 0), null),
  }),
});

/** An argument that C names by its position. */
function instanceArgument(position: number, type: () => PyType) {
  const convert = instanceOf<PyDelta>(type);
  return (value: PyValue): PyDelta => convert(value, { func: "timezone", label: `argument ${position}` });
}

function nameArgument(value: PyValue): Str {
  return str(value, { func: "timezone", label: "argument 2" });
}

let singleton: PyTimeZone | null = null;

/** `timezone.utc`. */
export function utc(): PyTimeZone {
  singleton ??= newTimezone(newDelta(0, 0, 0), null);
  return singleton;
}

function newTimezone(offset: PyDelta, name: PyValue): PyTimeZone {
  const made = new PyTimeZone();
  made.offset = offset;
  made.name = name;
  return made;
}

function isZero(offset: PyDelta): boolean {
  return offset.days === 0 && offset.seconds === 0 && offset.microseconds === 0;
}

export function timezoneFrom(offset: PyDelta, name: PyValue): PyTimeZone {
  if (name === null && isZero(offset)) return utc();
  checkOffset(offset);
  return newTimezone(offset, name);
}

function timezoneRepr(self: PyTimeZone): PyValue {
  if (self === utc()) return "datetime.timezone.utc";
  const name = self.name === null ? "" : `, ${reprJs(self.name)}`;
  return `${typeName(self)}(${reprJs(self.offset)}${name})`;
}

function timezoneStr(self: PyTimeZone): PyValue {
  if (self.name !== null) return self.name;
  return self === utc() || isZero(self.offset) ? "UTC" : `UTC${offsetText(self.offset, ":")}`;
}

function timezoneCompare(self: PyTimeZone, other: PyValue, op: CompareOp): PyValue {
  if ((op !== Py_EQ && op !== Py_NE) || !(other instanceof PyTimeZone)) return NOT_IMPLEMENTED;
  return (compareDeltas(self.offset, other.offset) === 0) === (op === Py_EQ);
}

function checkArgument(name: string, dt: PyValue): void {
  if (dt !== null && !(dt instanceof PyDateTime)) {
    throw typeError(`${name}(dt) argument must be a datetime instance or None, not ${typeName(dt)}`);
  }
}

function fromUtc(self: PyTimeZone, dt: PyValue): PyValue {
  if (!(dt instanceof PyDateTime)) throw typeError("fromutc: argument must be a datetime");
  if (dt.tzinfo !== self) throw valueError("fromutc: dt.tzinfo is not self");
  return add(dt, self.offset);
}
