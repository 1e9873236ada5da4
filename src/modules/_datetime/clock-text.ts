/** Time of day as ISO 8601 text. Source: CPython Modules/_datetimemodule.c (time_isoformat, datetime_isoformat). */
import { valueError } from "../../objects/errors.ts";
import { type ClockTime, pad } from "./values.ts";

/** How each timespec shows a time; `auto` leaves out microseconds that are zero. */
const TIMESPECS: Readonly<Record<string, (t: ClockTime) => string>> = {
  hours: (t) => pad(t.hour, 2),
  minutes: (t) => `${pad(t.hour, 2)}:${pad(t.minute, 2)}`,
  seconds,
  milliseconds: (t) => `${seconds(t)}.${pad(Math.floor(t.microsecond / 1000), 3)}`,
  microseconds: (t) => `${seconds(t)}.${pad(t.microsecond, 6)}`,
  auto: (t) => (t.microsecond === 0 ? seconds(t) : `${seconds(t)}.${pad(t.microsecond, 6)}`),
};

function seconds(t: ClockTime): string {
  return `${pad(t.hour, 2)}:${pad(t.minute, 2)}:${pad(t.second, 2)}`;
}

export function clockText(self: ClockTime, timespec: string): string {
  if (!Object.hasOwn(TIMESPECS, timespec)) throw valueError("Unknown timespec value");
  return TIMESPECS[timespec](self);
}

/** What reprs end with. */
export function reprTail(self: ClockTime, tzinfo: string): string {
  return `${self.tzinfo === null ? "" : `, tzinfo=${tzinfo}`}${self.fold === 0 ? "" : ", fold=1"})`;
}
