/** strftime: what the C library does not know (`%z`, `%:z`, `%Z`, `%f`) or does not pad (years) is filled in first. Source: CPython Modules/_datetimemodule.c (wrap_strftime). */
import { type Str, strCodes, strFromCodes } from "../../kernel/str.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call, callMethod } from "../../objects/abstract/call.ts";
import { getItem } from "../../objects/abstract/container.ts";
import { strJs } from "../../objects/abstract/repr.ts";
import { typeError } from "../../objects/errors.ts";
import { importModule } from "../../objects/import-hook.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { callTzname, formatOffset } from "./tzinfo-calls.ts";
import { type PyDate, PyDateTime, PyTime, pad } from "./values.ts";

/** `argument`: what the tzinfo's methods are called with. */
export function strftime(self: PyDate | PyTime, format: Str, timetuple: PyValue, argument: PyValue): PyValue {
  const strftimeFunction = getAttr(importModule("time"), "strftime");
  const tzinfo = self instanceof PyTime || self instanceof PyDateTime ? self.tzinfo : null;
  const yearOfWeek = (): number => Number(strJs(call(strftimeFunction, ["%G", timetuple])));
  const filled = (letter: string): Str | undefined => {
    switch (letter) {
      case "z":
        return formatOffset(tzinfo, "", argument);
      case "Z":
        return zoneName(tzinfo, argument);
      case "f":
        return self instanceof PyTime || self instanceof PyDateTime ? pad(self.microsecond, 6) : "000000";
      case "Y":
      case "G":
      case "F":
      case "C": {
        const year = pad(letter === "G" ? yearOfWeek() : Number(getItem(timetuple, 0)), 4);
        return letter === "F" ? `${year}-%m-%d` : letter === "C" ? year.slice(0, -2) : year;
      }
      default:
        return undefined;
    }
  };
  const codes = strCodes(format);
  const out: number[] = [];
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] !== PERCENT || i + 1 >= codes.length) {
      out.push(codes[i]);
      continue;
    }
    const letter = String.fromCodePoint(codes[++i]);
    if (letter === ":" && codes[i + 1] === SMALL_Z) {
      i++;
      pushText(out, formatOffset(tzinfo, ":", argument));
      continue;
    }
    const text = filled(letter);
    if (text === undefined) out.push(PERCENT, codes[i]);
    else pushText(out, text);
  }
  return call(strftimeFunction, [strFromCodes(out), timetuple]);
}

const PERCENT = 37;
const SMALL_Z = 122;

function pushText(out: number[], text: Str): void {
  for (const code of strCodes(text)) out.push(code);
}

/** The zone's name, made safe for what reads the format next. */
function zoneName(tzinfo: PyValue, argument: PyValue): Str {
  const name = callTzname(tzinfo, argument);
  if (name === null) return "";
  const doubled = callMethod(name, "replace", ["%", "%%"]);
  const text = asStr(doubled);
  if (text === undefined) throw typeError("tzname.replace() did not return a string");
  return text;
}
