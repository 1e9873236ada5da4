/**
 * time: clocks, sleeping, broken-down time. Clocks are the host's; calendar arithmetic is done here (proleptic Gregorian, UTC),
 * local time asks the host for the zone of each moment. Source: CPython Modules/timemodule.c.
 */

import { type Str, strFromCode, strFromJs, strToJs } from "../../kernel/str.ts";
import { strJoin } from "../../kernel/str-join.ts";
import { setAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { asInt, hasIndex, index } from "../../objects/abstract/number.ts";
import { audit } from "../../objects/audit.ts";
import { object, str as text } from "../../objects/converters.ts";
import { type CallableSpec, defineModule, fn, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { newException, osError, overflowError, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_OSError } from "../../objects/exceptions/types.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { importFrom } from "../../objects/import-hook.ts";
import { machine, waitUntil } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { PySimpleNamespace, simpleNamespaceType } from "../../objects/simple-namespace.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import { type BrokenDown, breakDown, daysFromCivil } from "./calendar.ts";
import { formatTime } from "./strftime.ts";
import { asctime, structTimeType, toTuple, tupleArgument } from "./struct-time.ts";

const NS = 1_000_000_000n;

function clock() {
  return machine.interp.host.clock;
}

function seconds(ns: bigint): PyFloat {
  return new PyFloat(Number(ns) / 1e9);
}

function nanoseconds(ns: bigint): PyValue {
  const n = Number(ns);
  return Number.isSafeInteger(n) ? n : ns;
}

/** A clock's pair of functions: in seconds, and in nanoseconds. */
function clockFunctions(name: string, doc: string, read: () => bigint): Record<string, CallableSpec> {
  return {
    [name]: fn([], `${doc}, in seconds.`, () => seconds(read()), { signature: null }),
    [`${name}_ns`]: fn([], `${doc}, in nanoseconds.`, () => nanoseconds(read()), { signature: null }),
  };
}

/** clockid constants of Linux. */
const CLOCKS: Readonly<Record<string, number>> = {
  CLOCK_REALTIME: 0,
  CLOCK_MONOTONIC: 1,
  CLOCK_PROCESS_CPUTIME_ID: 2,
  CLOCK_THREAD_CPUTIME_ID: 3,
  CLOCK_MONOTONIC_RAW: 4,
  CLOCK_BOOTTIME: 7,
};

function readClock(id: PyValue): bigint {
  switch (asInt(id)) {
    case 0:
      return clock().time();
    case 1:
    case 4:
    case 7:
      return clock().monotonic();
    case 2:
    case 3:
      return clock().process();
    case undefined:
      throw typeError(`clk_id should be integer, not ${typeName(id)}`);
    default:
      throw newException(PyExc_OSError, 22, "Invalid argument");
  }
}

export default defineModule({
  name: "time",
  doc: "Functions for working with time.",
  functions: {
    ...clockFunctions("time", "The current time since the Epoch", () => clock().time()),
    ...clockFunctions("monotonic", "A clock that never goes backwards", () => clock().monotonic()),
    ...clockFunctions("perf_counter", "Performance counter for benchmarking", () => clock().monotonic()),
    ...clockFunctions("process_time", "Processor time of the process", () => clock().process()),
    ...clockFunctions("thread_time", "Processor time of the thread", () => clock().process()),
    clock_gettime: fn([posOnly("clk_id", object)], "Return the time of a clock, in seconds.", (id) =>
      seconds(readClock(id)),
    ),
    clock_gettime_ns: fn([posOnly("clk_id", object)], "Return the time of a clock, in nanoseconds.", (id) =>
      nanoseconds(readClock(id)),
    ),
    clock_getres: fn([posOnly("clk_id", object)], "Return the resolution of a clock, in seconds.", clockResolution, {
      signature: null,
      parsed: "named",
    }),
    clock_settime: fn(
      [posOnly("clk_id", object), posOnly("time", object)],
      "Set the time of a clock: refused.",
      refuse,
      { signature: null, parsed: "named" },
    ),
    sleep: fn([posOnly("seconds", object)], "Delay execution for a given number of seconds.", sleep),
    gmtime: fn(
      [posOnly("seconds", object, null)],
      "Convert seconds since the Epoch to a time tuple expressing UTC.",
      (s) => toTuple(utc(moment(s)), 0, "UTC"),
      { signature: null, parsed: "named" },
    ),
    localtime: fn(
      [posOnly("seconds", object, null)],
      "Convert seconds since the Epoch to a time tuple expressing local time.",
      localTime,
      { signature: null, parsed: "named" },
    ),
    asctime: fn(
      [posOnly("tuple", object, null)],
      "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.",
      (t) => asctime(tupleOrNow(t)),
      { signature: null, varargs: true },
    ),
    ctime: fn(
      [posOnly("seconds", object, null)],
      "Convert a time in seconds since the Epoch to a string in local time.",
      (s) => asctime(local(moment(s)).fields),
      { signature: null, parsed: "named" },
    ),
    mktime: fn([posOnly("tuple", object)], "Convert a time tuple in local time to seconds since the Epoch.", mktime, {
      signature: null,
    }),
    strftime: fn(
      [posOnly("format", text), posOnly("tuple", object, null)],
      "Convert a time tuple to a string according to a format specification.",
      strftime,
      { signature: null, parsed: "named" },
    ),
    strptime: fn(
      [posOnly("string", object), posOnly("format", object, undefined)],
      "Parse a string to a time tuple according to a format specification.",
      strptime,
      { signature: null, parsed: "named" },
    ),
    tzset: fn([], "Initialize, or reinitialize, the local timezone.", tzset, { signature: null }),
    get_clock_info: fn([posOnly("name", text)], "Get information of the specified clock.", clockInfo, {
      signature: null,
      parsed: "named",
    }),
  },
  types: () => ({ struct_time: structTimeType }),
  constants: () => ({ ...CLOCKS, ...zoneConstants(), _STRUCT_TM_ITEMS: 11 }),
});

function clockResolution(id: PyValue): PyValue {
  readClock(id);
  return new PyFloat(1e-9);
}

function refuse(): PyValue {
  throw osError(1, "Operation not permitted");
}

/** Offsets of January and July: the standard zone is the one further west. */
function zoneConstants() {
  const { clock: host } = machine.interp.host;
  const { year } = breakDown(Number(host.time() / NS));
  const january = host.localZone(daysFromCivil(year, 1, 1) * 86400);
  const july = host.localZone(daysFromCivil(year, 7, 1) * 86400);
  const [standard, summer] = january.offset <= july.offset ? [january, july] : [july, january];
  return {
    timezone: -standard.offset,
    altzone: -summer.offset,
    daylight: standard.offset === summer.offset ? 0 : 1,
    tzname: new PyTuple([standard.name, summer.name]),
  };
}

/** The host follows the environment by itself; the module's constants are to be told. */
function tzset(): PyValue {
  const module = machine.interp.modules.getStr("time");
  if (module !== undefined) for (const [name, value] of Object.entries(zoneConstants())) setAttr(module, name, value);
  return null;
}

/** Seconds to sleep, as nanoseconds rounded up. */
function duration(value: PyValue): bigint {
  if (value instanceof PyFloat) {
    if (Number.isNaN(value.v)) throw valueError("Invalid value NaN (not a number)");
    if (!Number.isFinite(value.v) || Math.abs(value.v) > 9.2e9)
      throw overflowError("timestamp too large to convert to C PyTime_t");
    return BigInt(Math.ceil(value.v * 1e9));
  }
  if (!hasIndex(value)) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer or float`);
  const int = index(value);
  if (int > 9223372036 || int < -9223372036) throw overflowError("timestamp too large to convert to C PyTime_t");
  return BigInt(int) * NS;
}

/** Suspends the thread; other threads and the host's events go on. */
function sleep(value: PyValue): PyValue {
  audit("time.sleep", value);
  const ns = duration(value);
  if (ns < 0n) throw valueError("sleep length must be non-negative");
  const deadline = clock().monotonic() + ns;
  let yielded = ns > 0n;
  return waitUntil(() => {
    if (!yielded) {
      yielded = true;
      return undefined;
    }
    return clock().monotonic() >= deadline ? null : undefined;
  }, deadline);
}

/** A moment in whole seconds since the Epoch: the argument, or now for None. */
function moment(value: PyValue): number {
  if (value === null) return Number(clock().time() / NS) - (clock().time() < 0n ? 1 : 0);
  if (value instanceof PyFloat) {
    if (Number.isNaN(value.v)) throw valueError("Invalid value NaN (not a number)");
    return range(Math.floor(value.v));
  }
  const int = index(value);
  if (typeof int === "bigint") throw overflowError("timestamp out of range for platform time_t");
  return range(int);
}

function range(s: number): number {
  if (!Number.isFinite(s) || Math.abs(s) > 67768036191676800) {
    throw overflowError("timestamp out of range for platform time_t");
  }
  return s;
}

function utc(s: number): BrokenDown {
  return breakDown(s);
}

function local(s: number): { fields: BrokenDown; offset: number; name: string } {
  const zone = clock().localZone(s);
  return { fields: { ...breakDown(s + zone.offset), isDst: zone.isDst ? 1 : 0 }, offset: zone.offset, name: zone.name };
}

function localTime(value: PyValue): PyValue {
  const { fields, offset, name } = local(moment(value));
  return toTuple(fields, offset, name);
}

function tupleOrNow(value: PyValue): BrokenDown {
  return value === null ? local(moment(null)).fields : tupleArgument(value);
}

/** The moment whose local time the tuple gives; fields may be out of their ranges. */
function mktime(value: PyValue): PyValue {
  const t = tupleArgument(value, false);
  const months = t.year * 12 + (t.month - 1);
  const days = daysFromCivil(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1) + t.day - 1;
  const wall = days * 86400 + t.hour * 3600 + t.minute * 60 + t.second;
  let guess = wall - clock().localZone(wall).offset;
  guess = wall - clock().localZone(guess).offset;
  if (t.isDst >= 0) {
    const zone = clock().localZone(guess);
    if (zone.isDst !== t.isDst > 0 && zone.isDst) guess += 3600;
  }
  return new PyFloat(guess);
}

function strftime(format: Str, value: PyValue): PyValue {
  const now = value === null ? local(moment(null)) : null;
  const fields = now === null ? tupleArgument(value) : now.fields;
  const zone = now ?? zoneOf(fields, value);
  const formatted = (part: string) => strFromJs(formatTime(part, fields, zone.offset, zone.name));
  if (typeof format === "string") return formatted(format);
  // What is no UTF-16 unit of its own stays out of JavaScript's strings, where two surrogates would become one character.
  const parts: Str[] = [];
  let plain = "";
  for (const code of format.codes) {
    if (code <= 0xffff && (code & 0xf800) !== 0xd800) plain += String.fromCharCode(code);
    else {
      parts.push(formatted(plain), strFromCode(code));
      plain = "";
    }
  }
  parts.push(formatted(plain));
  return strJoin("", parts);
}

/** The zone for %z and %Z: the tuple's own if it has one, else the local one by its DST flag. */
function zoneOf(fields: BrokenDown, value: PyValue): { offset: number; name: string } {
  const own = value as { hidden?: PyValue[] };
  if (own.hidden !== undefined && typeof own.hidden[0] === "string" && typeof own.hidden[1] === "number") {
    return { name: own.hidden[0], offset: own.hidden[1] };
  }
  const zones = zoneConstants();
  const names = zones.tzname.items as string[];
  return fields.isDst > 0 ? { offset: -zones.altzone, name: names[1] } : { offset: -zones.timezone, name: names[0] };
}

function strptime(string: PyValue, format: PyValue | undefined): PyValue {
  return call(importFrom("_strptime", "_strptime_time"), format === undefined ? [string] : [string, format]);
}

function clockInfo(name: Str): PyValue {
  const known: Readonly<Record<string, [string, boolean, boolean]>> = {
    time: ["clock_gettime(CLOCK_REALTIME)", false, true],
    monotonic: ["clock_gettime(CLOCK_MONOTONIC)", true, false],
    perf_counter: ["clock_gettime(CLOCK_MONOTONIC)", true, false],
    process_time: ["clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false],
    thread_time: ["clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false],
  };
  const info = known[strToJs(name)];
  if (info === undefined) throw valueError("unknown clock");
  const dict = new PyDict();
  dict.set("implementation", info[0]);
  dict.set("monotonic", info[1]);
  dict.set("adjustable", info[2]);
  dict.set("resolution", new PyFloat(1e-9));
  const namespace = new PySimpleNamespace(simpleNamespaceType);
  namespace.dict = dict;
  return namespace;
}
