/** Asking a tzinfo object, and showing what it answers. Source: CPython Modules/_datetimemodule.c (call_tzinfo_method, call_tzname, format_utcoffset). */
import { callMethod } from "../../objects/abstract/call.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { PyDelta, PyTimeZone, pad } from "./values.ts";

/** `tzinfo.utcoffset(argument)` or `tzinfo.dst(argument)`; null when there is no tzinfo or it does not tell. */
function callOffset(tzinfo: PyValue, name: "utcoffset" | "dst", argument: PyValue): PyDelta | null {
  if (tzinfo === null) return null;
  if (tzinfo instanceof PyTimeZone && tzinfo.type.spec !== null) return name === "dst" ? null : tzinfo.offset;
  const offset = callMethod(tzinfo, name, [argument]);
  if (offset === null) return null;
  if (!(offset instanceof PyDelta)) {
    throw typeError(`tzinfo.${name}() must return None or timedelta, not '${typeName(offset)}'`);
  }
  checkOffset(offset);
  return offset;
}

/** Offsets are smaller than a day. */
export function checkOffset(offset: PyDelta): void {
  const { days, seconds, microseconds } = offset;
  if (days < -1 || days >= 1 || (days === -1 && seconds === 0 && microseconds < 1)) {
    throw valueError(
      `offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not ${reprJs(offset)}`,
    );
  }
}

export function callUtcOffset(tzinfo: PyValue, argument: PyValue): PyDelta | null {
  return callOffset(tzinfo, "utcoffset", argument);
}

export function callDst(tzinfo: PyValue, argument: PyValue): PyDelta | null {
  return callOffset(tzinfo, "dst", argument);
}

export function callTzname(tzinfo: PyValue, argument: PyValue): PyValue {
  if (tzinfo === null) return null;
  const name = callMethod(tzinfo, "tzname", [argument]);
  if (name !== null && asStr(name) === undefined) {
    throw typeError(`tzinfo.tzname() must return None or a string, not '${typeName(name)}'`);
  }
  return name;
}

/** `+05:30`, with seconds and microseconds when there are any; "" without an offset. */
export function formatOffset(tzinfo: PyValue, separator: string, argument: PyValue): string {
  const offset = callUtcOffset(tzinfo, argument);
  return offset === null ? "" : offsetText(offset, separator);
}

export function offsetText(offset: PyDelta, separator: string): string {
  const negative = offset.days < 0;
  let seconds = offset.days * 86400 + offset.seconds;
  let us = offset.microseconds;
  if (negative) {
    seconds = -seconds;
    if (us > 0) {
      us = 1_000_000 - us;
      seconds -= 1;
    }
  }
  const minutes = Math.floor(seconds / 60);
  let text = `${negative ? "-" : "+"}${pad(Math.floor(minutes / 60), 2)}${separator}${pad(minutes % 60, 2)}`;
  if (seconds % 60 !== 0 || us !== 0) text += `${separator}${pad(seconds % 60, 2)}`;
  if (us !== 0) text += `.${pad(us, 6)}`;
  return text;
}
