/** Decimals as text. Behaviour: libmpdec io.c (mpd_qset_string, _mpd_to_string), CPython _decimal.c (numeric_as_ascii). */
import type { Int } from "../int.ts";
import { type Str, strToJs } from "../str.ts";
import { transformDecimalAndSpace } from "../unicode/decimal.ts";
import { CONVERSION_SYNTAX, type Ctx, Dec, fail, finite, INF, infinity, QNAN, SNAN } from "./number.ts";

const NUMBER = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/;
const SPECIAL = /^([+-]?)(?:(inf(?:inity)?)|(s?nan)(\d*))$/i;

/** The number that the text stands for, unrounded; a NaN and the condition when it stands for none. */
export function parse(text: string, ctx: Ctx): Dec {
  const found = NUMBER.exec(text);
  if (found !== null) {
    const [, sign, whole = "", part = "", only = "", exponent] = found;
    const fraction = part + only;
    const exp = (exponent === undefined ? 0 : clampExponent(exponent)) - fraction.length;
    return finite(sign === "-" ? 1 : 0, digitsValue(whole + fraction), exp);
  }
  const special = SPECIAL.exec(text);
  if (special === null) return fail(CONVERSION_SYNTAX, ctx);
  const sign = special[1] === "-" ? 1 : 0;
  if (special[2] !== undefined) return infinity(sign);
  const kind = special[3].length === 3 ? QNAN : SNAN;
  return new Dec(kind, sign, special[4] === "" ? 0 : digitsValue(special[4]), 0);
}

/** Texts of so many digits are safe integers. */
const SAFE_DIGITS = 15;

function digitsValue(digits: string): Int {
  return digits.length <= SAFE_DIGITS ? Number(digits) : BigInt(digits);
}

/** The number of a short text of digits, with a sign and a point perhaps, as most are; undefined for any other text. */
export function parsePlain(text: string): Dec | undefined {
  const { length } = text;
  if (length > SAFE_DIGITS + 2) return undefined;
  const first = length === 0 ? 0 : text.charCodeAt(0);
  const signed = first === 45 || first === 43;
  let value = 0;
  let digits = 0;
  let point = -1;
  for (let i = signed ? 1 : 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      digits++;
    } else if (code === 46 && point < 0) point = digits;
    else return undefined;
  }
  if (digits === 0 || digits > SAFE_DIGITS) return undefined;
  return finite(first === 45 ? 1 : 0, value, point < 0 ? 0 : point - digits);
}

/** An exponent; what is beyond all limits stays beyond them. */
function clampExponent(text: string): number {
  const value = Number(text);
  return Math.abs(value) > 4e18 ? Math.sign(value) * 4e18 : value;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they count as space in Python
const SPACE_AROUND = /^[\t-\r\x1c-\x20]+|[\t-\r\x1c-\x20]+$/g;

/** The ASCII form of a Python string: decimal digits of any script, without spaces around and, if wanted, underscores inside. */
export function asciiForm(text: Str, lenient: boolean): string {
  const js = strToJs(text);
  let ascii = /^[!-~]*$/.test(js) ? js : transformDecimalAndSpace(text);
  if (lenient) ascii = ascii.replace(SPACE_AROUND, "").replaceAll("_", "");
  return ascii;
}

function specialText(d: Dec): string {
  const sign = d.sign === 1 ? "-" : "";
  if (d.kind === INF) return `${sign}Infinity`;
  const payload = d.coeff === 0 ? "" : d.coeff.toString();
  return `${sign}${d.kind === SNAN ? "s" : ""}NaN${payload}`;
}

/** to-scientific-string, or to-engineering-string. */
export function toText(d: Dec, capitals: boolean, engineering = false): string {
  if (d.isSpecial) return specialText(d);
  const digits = d.coeff.toString();
  const left = d.exp + digits.length;
  let dot: number;
  if (d.exp <= 0 && left > -6) dot = left;
  else if (!engineering) dot = 1;
  else if (d.coeff === 0) dot = ((((left + 1) % 3) + 3) % 3) - 1;
  else dot = ((((left - 1) % 3) + 3) % 3) + 1;
  const sign = d.sign === 1 ? "-" : "";
  const exponent = left - dot;
  const suffix =
    exponent === 0 ? "" : `${capitals ? "E" : "e"}${exponent < 0 ? "-" : "+"}${exponentText(Math.abs(exponent))}`;
  if (dot <= 0) return `${sign}0.${"0".repeat(-dot)}${digits}${suffix}`;
  if (dot >= digits.length) return `${sign}${digits}${"0".repeat(dot - digits.length)}${suffix}`;
  return `${sign}${digits.slice(0, dot)}.${digits.slice(dot)}${suffix}`;
}

function exponentText(value: number): string {
  return value > Number.MAX_SAFE_INTEGER ? BigInt(value).toString() : String(value);
}
