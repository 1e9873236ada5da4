/**
 * `format()` of str, int, float and complex by a parsed specifier.
 * Behaviour: CPython Python/formatter_unicode.c (format_string_internal … format_complex_internal).
 */

import { complexRepr } from "./complex.ts";
import { overflowError, valueError } from "./error.ts";
import { floatRepr } from "./float.ts";
import { type FloatCode, formatFloat } from "./float-format.ts";
import { type FormatSpec, SpecParser, unknownType } from "./format-spec.ts";
import { type Int, intAbs, intToFloat } from "./int.ts";
import { intToString } from "./int-text.ts";
import { type Str, strConcat, strFromCode, strLength, strSlice } from "./str.ts";
import { strPad, strRepeat } from "./str-split.ts";

/** What the `n` type and the locale module see; the C locale unless someone changes it. */
export interface NumericLocale {
  decimalPoint: string;
  thousandsSep: string;
  /** Group sizes from the right; the last repeats, empty for none. */
  grouping: readonly number[];
}
export const numericLocale: NumericLocale = { decimalPoint: ".", thousandsSep: "", grouping: [] };

const strSpecs = new SpecParser("s", "<");
const intSpecs = new SpecParser("d", ">");
/** Of floats and complex numbers. */
const floatSpecs = new SpecParser("", ">");

/** format(str, spec). */
export function formatStr(text: Str, specText: Str, typeName: string): Str {
  if (specText === "") return text;
  const spec = strSpecs.parse(specText, typeName);
  if (spec.type !== "s") unknownType(spec.type, typeName);
  if (spec.sign !== "") notForStr(spec.sign === " " ? "Space" : "Sign");
  if (spec.noNegativeZero) notForStr("Negative zero coercion (z)");
  if (spec.alternate) notForStr("Alternate form (#)");
  if (spec.align === "=") notForStr("'=' alignment");
  let body = text;
  if (spec.precision >= 0 && spec.precision < strLength(text)) body = strSlice(text, 0, spec.precision);
  return align(body, spec);
}

function notForStr(what: string): never {
  throw valueError(`${what} not allowed in string format specifier`);
}

/** Widths that cannot make too long a text. */
const SAFE_WIDTH = 1 << 16;

/** Pads by `<`, `>` or `^`. */
function align(body: Str, spec: FormatSpec): Str {
  const padding = spec.width - strLength(body);
  if (padding <= 0) return body;
  if (spec.fill === " " && spec.width < SAFE_WIDTH && typeof body === "string") {
    if (spec.align === "<") return body.padEnd(spec.width);
    if (spec.align === ">") return body.padStart(spec.width);
  }
  const left = spec.align === ">" ? padding : spec.align === "^" ? Math.floor(padding / 2) : 0;
  return strPad(body, left, padding - left, spec.fill);
}

/** A number's text in its parts. */
interface NumberParts {
  sign: string;
  prefix: string;
  /** The digits before the point; grouping and zero padding apply to them. */
  digits: string;
  /** The point and everything after it (and all of `inf`, `nan`, a `c` character). */
  rest: Str;
}

/** Digits grouped from the right and zero-padded to `minWidth`; a separator never comes first. */
function groupDigits(digits: string, sizes: readonly number[], separator: string, minWidth: number): string {
  if (sizes.length === 0 || separator === "") return digits.padStart(minWidth, "0");
  if (sizes === BY_THREE && digits !== "" && minWidth <= digits.length) return groupByThree(digits, separator);
  const groups: string[] = [];
  let remaining = digits.length;
  for (let i = 0; ; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)];
    const length = Math.min(size, Math.max(remaining, minWidth, 1));
    const taken = Math.min(remaining, length);
    groups.push("0".repeat(length - taken) + digits.slice(remaining - taken, remaining));
    remaining -= taken;
    minWidth -= length;
    if (remaining <= 0 && minWidth <= 0) break;
    minWidth -= separator.length;
  }
  return groups.reverse().join(separator);
}

/** The usual case: nothing is to be filled up. */
function groupByThree(digits: string, separator: string): string {
  let end = digits.length % 3 || 3;
  let text = digits.slice(0, end);
  for (; end < digits.length; end += 3) text += separator + digits.slice(end, end + 3);
  return text;
}

const UNGROUPED: readonly number[] = [];
const BY_THREE = [3];
const BY_FOUR = [4];

function groupSizes(spec: FormatSpec): readonly number[] {
  if (spec.type === "n") return numericLocale.grouping;
  if (spec.grouping === "") return UNGROUPED;
  return spec.type !== "" && "boxX".includes(spec.type) ? BY_FOUR : BY_THREE;
}

function layoutNumber(parts: NumberParts, spec: FormatSpec): Str {
  let sign = parts.sign;
  if (sign === "" && (spec.sign === "+" || spec.sign === " ")) sign = spec.sign;
  const sizes = groupSizes(spec);
  const separator = spec.type === "n" ? numericLocale.thousandsSep : spec.grouping;
  const zeroPadded = spec.fill === "0" && spec.align === "=";
  const others = sign.length + parts.prefix.length + strLength(parts.rest);
  let digits = parts.digits;
  if (digits !== "") digits = groupDigits(digits, sizes, separator, zeroPadded ? spec.width - others : 0);
  const padding = spec.width - others - digits.length;
  const start = sign + parts.prefix;
  if (padding > 0 && spec.align === "=") {
    return strConcat(strConcat(start, strRepeat(spec.fill, padding)), strConcat(digits, parts.rest));
  }
  return align(strConcat(start + digits, parts.rest), spec);
}

const PREFIX: Record<string, string> = { b: "0b", o: "0o", x: "0x", X: "0X" };
const BASE: Record<string, number> = { b: 2, o: 8, x: 16, X: 16 };

/** format(int, spec). */
export function formatInt(value: Int, specText: Str, typeName: string, maxDigits: number): Str {
  if (specText === "") return intToString(value, maxDigits);
  return formatIntBy(value, intSpecs.parse(specText, typeName), typeName, maxDigits);
}

/** The specifier of ints, read. */
export function readIntSpec(specText: Str): FormatSpec {
  return intSpecs.parse(specText, "int");
}

/** The same by a specifier that is read already. */
export function formatIntBy(value: Int, spec: FormatSpec, typeName: string, maxDigits: number): Str {
  if (spec.type.length === 1 && "eEfFgG%".includes(spec.type)) return formatFloatSpec(intToFloat(value), spec);
  if (spec.type.length !== 1 || !"bcdoxXn".includes(spec.type)) unknownType(spec.type, typeName);
  if (spec.precision >= 0) throw valueError("Precision not allowed in integer format specifier");
  if (spec.noNegativeZero) {
    throw valueError("Negative zero coercion (z) not allowed in integer format specifier");
  }
  if (spec.type === "c") return formatCharacter(value, spec);
  const base = BASE[spec.type] ?? 10;
  if (spec.bare && base === 10) return intToString(value, maxDigits);
  let digits = base === 10 ? intToString(intAbs(value), maxDigits) : intAbs(value).toString(base);
  if (spec.type === "X") digits = digits.toUpperCase();
  const prefix = spec.alternate ? (PREFIX[spec.type] ?? "") : "";
  return layoutNumber({ sign: value < 0 ? "-" : "", prefix, digits, rest: "" }, spec);
}

function formatCharacter(value: Int, spec: FormatSpec): Str {
  if (spec.sign !== "") throw valueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) throw valueError("Alternate form (#) not allowed with integer format specifier 'c'");
  if (value < -9223372036854775808n || value > 9223372036854775807n) {
    throw overflowError("Python int too large to convert to C long");
  }
  if (value < 0 || value > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
  return layoutNumber({ sign: "", prefix: "", digits: "", rest: strFromCode(value as number) }, spec);
}

/** format(float, spec). */
export function formatFloatValue(value: number, specText: Str, typeName: string): Str {
  if (specText === "") return floatRepr(value);
  return formatFloatBy(value, floatSpecs.parse(specText, typeName), typeName);
}

/** The specifier of floats, read. */
export function readFloatSpec(specText: Str): FormatSpec {
  return floatSpecs.parse(specText, "float");
}

/** The same by a specifier that is read already. */
export function formatFloatBy(value: number, spec: FormatSpec, typeName: string): Str {
  if (spec.type !== "" && !(spec.type.length === 1 && "eEfFgGn%".includes(spec.type))) unknownType(spec.type, typeName);
  return formatFloatSpec(value, spec);
}

/** The text of a double for a spec's type and precision; `n` counts as `g`. */
function floatText(value: number, spec: FormatSpec, bareIsRepr: boolean): string {
  let code = spec.type === "" ? "r" : spec.type === "n" ? "g" : spec.type;
  const percent = code === "%";
  if (percent) {
    code = "f";
    value *= 100;
  }
  let precision = spec.precision;
  if (precision < 0) precision = code === "r" ? 0 : 6;
  else if (code === "r") code = "g";
  const text = formatFloat(value, code as FloatCode, precision, {
    alternate: spec.alternate,
    noNegativeZero: spec.noNegativeZero,
    addDot0: bareIsRepr && spec.type === "",
  });
  return percent ? `${text}%` : text;
}

/** Splits a double's text, groups the digits after the point, and puts in the locale's point. */
function floatParts(text: string, spec: FormatSpec): NumberParts {
  const sign = text[0] === "-" ? "-" : "";
  let at = sign.length;
  while (at < text.length && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++;
  const digits = text.slice(sign.length, at);
  let rest = text.slice(at);
  if (rest[0] === ".") {
    let end = 1;
    while (end < rest.length && rest.charCodeAt(end) >= 48 && rest.charCodeAt(end) <= 57) end++;
    let fraction = rest.slice(1, end);
    if (spec.fractionGrouping !== "") fraction = fraction.replace(/...(?=.)/g, `$&${spec.fractionGrouping}`);
    rest = (spec.type === "n" ? numericLocale.decimalPoint : ".") + fraction + rest.slice(end);
  }
  return { sign, prefix: "", digits, rest };
}

function formatFloatSpec(value: number, spec: FormatSpec): Str {
  if (spec.bare) return floatText(value, spec, true);
  return layoutNumber(floatParts(floatText(value, spec, true), spec), spec);
}

/** format(complex, spec). */
export function formatComplex(re: number, im: number, specText: Str, typeName: string): Str {
  if (specText === "") return complexRepr({ re, im });
  const spec = floatSpecs.parse(specText, typeName);
  if (spec.type !== "" && !(spec.type.length === 1 && "eEfFgGn".includes(spec.type))) unknownType(spec.type, typeName);
  if (spec.fill === "0") throw valueError("Zero padding is not allowed in complex format specifier");
  if (spec.align === "=") throw valueError("'=' alignment flag is not allowed in complex format specifier");
  const bare = spec.type === "";
  const skipReal = bare && re === 0 && !Object.is(re, -0);
  const inner = { ...spec, fill: " ", align: "<", width: -1 };
  const real = skipReal ? "" : layoutNumber(floatParts(floatText(re, spec, false), spec), inner);
  if (!skipReal) inner.sign = "+";
  const imaginary = layoutNumber(floatParts(floatText(im, spec, false), spec), inner);
  const body = `${real as string}${imaginary as string}j`;
  return align(bare && !skipReal ? `(${body})` : body, spec);
}
