/** strftime in the C locale, as glibc does it. */
import { type BrokenDown, daysFromCivil } from "./calendar.ts";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Formats; an unknown conversion stays as it is. */
export function formatTime(format: string, t: BrokenDown, offset: number, zone: string): string {
  let out = "";
  for (let i = 0; i < format.length; i++) {
    if (format[i] !== "%") {
      out += format[i];
      continue;
    }
    const start = i++;
    // glibc's flags, then E and O, which say nothing in the C locale.
    let flag = "";
    while ("_-0^#".includes(format[i] ?? "x")) flag = format[i++];
    let width = "";
    while (/[0-9]/.test(format[i] ?? "")) width += format[i++];
    if (format[i] === "E" || format[i] === "O") i++;
    const directive = format[i];
    const field = directive === undefined ? undefined : convert(directive, t, offset, zone);
    if (field === undefined) {
      out += format.slice(start, i + 1);
      continue;
    }
    out += decorate(field, flag, width);
  }
  return out;
}

interface Field {
  readonly text: string;
  /** Width and pad character of a number. */
  readonly pad?: "0" | " ";
  readonly width?: number;
}

function decorate(field: Field, flag: string, width: string): string {
  let { text } = field;
  if (flag === "^") text = text.toUpperCase();
  if (flag === "#") text = text.toUpperCase();
  const size = width === "" ? (field.width ?? 0) : Number(width);
  if (flag === "-") return text;
  const pad = flag === "_" ? " " : flag === "0" ? "0" : (field.pad ?? (width === "" ? "" : " "));
  return pad === ""
    ? text
    : text.startsWith("-")
      ? `-${text.slice(1).padStart(size - 1, pad)}`
      : text.padStart(size, pad);
}

function number(value: number, width: number, pad: "0" | " " = "0"): Field {
  return { text: String(value), width, pad };
}

function convert(directive: string, t: BrokenDown, offset: number, zone: string): Field | undefined {
  const again = (format: string): Field => ({ text: formatTime(format, t, offset, zone) });
  const hour12 = t.hour % 12 === 0 ? 12 : t.hour % 12;
  switch (directive) {
    case "a":
      return { text: DAYS[t.weekday].slice(0, 3) };
    case "A":
      return { text: DAYS[t.weekday] };
    case "b":
    case "h":
      return { text: MONTHS[t.month - 1].slice(0, 3) };
    case "B":
      return { text: MONTHS[t.month - 1] };
    case "c":
      return again("%a %b %e %H:%M:%S %Y");
    case "C":
      return number(Math.floor(t.year / 100), 2);
    case "d":
      return number(t.day, 2);
    case "D":
    case "x":
      return again("%m/%d/%y");
    case "e":
      return number(t.day, 2, " ");
    case "F":
      return again("%Y-%m-%d");
    case "g":
      return number(((isoWeek(t).year % 100) + 100) % 100, 2);
    case "G":
      return { text: String(isoWeek(t).year), pad: "0" };
    case "H":
      return number(t.hour, 2);
    case "I":
      return number(hour12, 2);
    case "j":
      return number(t.yearDay, 3);
    case "k":
      return number(t.hour, 2, " ");
    case "l":
      return number(hour12, 2, " ");
    case "m":
      return number(t.month, 2);
    case "M":
      return number(t.minute, 2);
    case "n":
      return { text: "\n" };
    case "p":
      return { text: t.hour < 12 ? "AM" : "PM" };
    case "P":
      return { text: t.hour < 12 ? "am" : "pm" };
    case "r":
      return again("%I:%M:%S %p");
    case "R":
      return again("%H:%M");
    case "s":
      return {
        text: String(daysFromCivil(t.year, t.month, t.day) * 86400 + t.hour * 3600 + t.minute * 60 + t.second - offset),
      };
    case "S":
      return number(t.second, 2);
    case "t":
      return { text: "\t" };
    case "T":
    case "X":
      return again("%H:%M:%S");
    case "u":
      return { text: String(t.weekday + 1) };
    case "U":
      return number(Math.floor((t.yearDay + 6 - ((t.weekday + 1) % 7)) / 7), 2);
    case "V":
      return number(isoWeek(t).week, 2);
    case "w":
      return { text: String((t.weekday + 1) % 7) };
    case "W":
      return number(Math.floor((t.yearDay + 6 - t.weekday) / 7), 2);
    case "y":
      return number(((t.year % 100) + 100) % 100, 2);
    case "Y":
      return { text: String(t.year), pad: "0" };
    case "z":
      return { text: zoneOffset(offset) };
    case "Z":
      return { text: zone };
    case "%":
      return { text: "%" };
    default:
      return undefined;
  }
}

function zoneOffset(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/** ISO 8601 year and week. */
function isoWeek(t: BrokenDown): { year: number; week: number } {
  const week = Math.floor((t.yearDay - 1 - t.weekday + 10) / 7);
  if (week < 1) return { year: t.year - 1, week: weeksIn(t.year - 1) };
  return week > weeksIn(t.year) ? { year: t.year + 1, week: 1 } : { year: t.year, week };
}

function weeksIn(year: number): number {
  const firstWeekday = (((daysFromCivil(year, 1, 1) + 3) % 7) + 7) % 7;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return firstWeekday === 3 || (firstWeekday === 2 && leap) ? 53 : 52;
}
