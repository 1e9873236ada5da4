/** The format mini-language of decimals. Behaviour: CPython _decimal.c (dec_format) and, for what libmpdec does not parse, Lib/_pydecimal.py. */
import { valueError } from "../error.ts";
import { numericLocale } from "../format-number.ts";
import { TextMemo } from "../text-memo.ts";
import { type Ctx, Dec, finite, maxContext } from "./number.ts";
import { rescale } from "./rounding.ts";
import { toText } from "./text.ts";

/** Separators given by the caller instead of the locale's. */
export interface Separators {
  decimalPoint: string;
  thousandsSep: string;
  grouping: readonly number[];
}

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  readonly zeroPad: boolean;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
  readonly fractionSep: string;
  readonly separators: Separators;
}

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(?=[\d,_])(\d+)?([,_])?)?([eEfFgGnN%])?$/su;

/** What a JavaScript string can hold. */
const MAX_WIDTH = 2 ** 29 - 64;

const memo = new TextMemo<Spec>(100, 1000);

/** What a text says, parsed once as long as the locale has no say in it. */
function specOf(text: string, override: Separators | null): Spec {
  if (override !== null || text.endsWith("n")) return parseSpec(text, override);
  return memo.find(text) ?? memo.keep(text, parseSpec(text, null));
}

function parseSpec(text: string, override: Separators | null): Spec {
  const found = SPEC.exec(text);
  if (found === null) throw valueError(`Invalid format specifier: ${text}`);
  const [, fill, align, sign, z, alt, zero, width, group, precision, fraction, letter] = found;
  const type = letter === "N" ? "n" : letter;
  if (Number(width ?? 0) > MAX_WIDTH || Number(precision ?? 0) > MAX_WIDTH) {
    throw valueError("format specification exceeds internal limits of _decimal");
  }
  if (zero !== undefined) {
    if (fill !== undefined) throw valueError(`Fill character conflicts with '0' in format specifier: ${text}`);
    if (align !== undefined) throw valueError(`Alignment conflicts with '0' in format specifier: ${text}`);
  }
  let digits = precision === undefined ? undefined : Number(precision);
  if (digits === 0 && (type === undefined || "gGn".includes(type))) digits = 1;
  let separators: Separators = { decimalPoint: ".", thousandsSep: group ?? "", grouping: [3, 0] };
  if (type === "n") {
    if (group !== undefined) {
      throw valueError(`Explicit thousands separator conflicts with 'n' type in format specifier: ${text}`);
    }
    separators = numericLocale;
  }
  return {
    fill: fill ?? " ",
    align: align ?? ">",
    sign: sign ?? "-",
    noNegativeZero: z !== undefined,
    alternate: alt !== undefined,
    zeroPad: zero !== undefined,
    width: width === undefined ? 0 : Number(width),
    precision: digits,
    type: letter === "N" ? "G" : type === "n" ? "g" : (type ?? ""),
    fractionSep: fraction ?? "",
    separators: override ?? separators,
  };
}

/** format(d, text); `ctx` gives rounding and `capitals` the case of an exponent without a type. */
export function format(d: Dec, text: string, ctx: Ctx, capitals: boolean, override: Separators | null): string {
  const given = specOf(text, override);
  const spec = given.type !== "" ? given : { ...given, type: capitals ? "G" : "g" };
  if (d.isSpecial) {
    const body = toText(new Dec(d.kind, 0, d.coeff, 0), true) + (spec.type === "%" ? "%" : "");
    return aligned(signText(d.sign, spec), body, spec);
  }
  const rounded = roundedFor(d, spec, ctx);
  const zero = rounded.coeff === 0;
  const digits = rounded.coeff.toString();
  const left = rounded.exp + digits.length;
  let dot = left;
  if (spec.type === "e" || spec.type === "E") dot = zero && spec.precision !== undefined ? 1 - spec.precision : 1;
  else if ((spec.type === "g" || spec.type === "G") && (rounded.exp > 0 || left <= -6)) dot = 1;
  let whole: string;
  let fraction: string;
  if (dot < 0) {
    whole = "0";
    fraction = "0".repeat(-dot) + digits;
  } else if (dot > digits.length) {
    whole = digits + "0".repeat(dot - digits.length);
    fraction = "";
  } else {
    whole = digits.slice(0, dot) || "0";
    fraction = digits.slice(dot);
  }
  return assemble(zero && spec.noNegativeZero ? 0 : rounded.sign, whole, fraction, left - dot, spec);
}

function roundedFor(value: Dec, spec: Spec, ctx: Ctx): Dec {
  const { precision, type } = spec;
  const work: Ctx = { ...maxContext(), round: ctx.round };
  let d = type === "%" ? finite(value.sign, value.coeff, value.exp + 2) : value;
  const fixed = type === "f" || type === "F" || type === "%";
  if (precision !== undefined) {
    if (fixed) d = rescale(d, -precision, work);
    else if (type === "e" || type === "E") d = significant(d, precision + 1, work);
    else if (d.digits > precision) d = significant(d, precision, work);
  }
  if (d.coeff === 0 && d.exp > 0 && fixed) d = rescale(d, 0, work);
  return d;
}

/** The number with so many digits. */
function significant(d: Dec, places: number, work: Ctx): Dec {
  if (d.coeff === 0) return d;
  const rounded = rescale(d, d.adjusted + 1 - places, work);
  return rounded.adjusted === d.adjusted ? rounded : rescale(rounded, rounded.adjusted + 1 - places, work);
}

function signText(sign: number, spec: Spec): string {
  if (sign === 1) return "-";
  return spec.sign === "-" ? "" : spec.sign;
}

const textLength = (text: string): number => [...text].length;

function aligned(sign: string, body: string, spec: Spec): string {
  if (spec.width === 0) return sign + body;
  const room = Math.max(0, spec.width - textLength(sign) - textLength(body));
  const padding = spec.fill.repeat(room);
  switch (spec.align) {
    case "<":
      return sign + body + padding;
    case ">":
      return padding + sign + body;
    case "=":
      return sign + padding + body;
    default: {
      const half = spec.fill.repeat(room >> 1);
      return half + sign + body + spec.fill.repeat(room - (room >> 1));
    }
  }
}

function assemble(sign: number, whole: string, fractionDigits: string, exponent: number, spec: Spec): string {
  const lead = signText(sign, spec);
  let tail = fractionDigits;
  if (tail !== "" && spec.fractionSep !== "") tail = tail.match(/.{1,3}/g)!.join(spec.fractionSep);
  if (tail !== "" || spec.alternate) tail = spec.separators.decimalPoint + tail;
  if (exponent !== 0 || spec.type === "e" || spec.type === "E") {
    const letter = spec.type === "E" || spec.type === "G" ? "E" : "e";
    tail += `${letter}${exponent < 0 ? "-" : "+"}${BigInt(Math.abs(exponent))}`;
  }
  if (spec.type === "%") tail += "%";
  const least = spec.zeroPad ? spec.width - textLength(tail) - lead.length : 0;
  return aligned(lead, grouped(whole, spec.separators, least) + tail, spec);
}

/** Digits in groups, with zeros in front up to a width. */
function grouped(text: string, { thousandsSep, grouping }: Separators, least: number): string {
  let digits = text;
  let width = least;
  const groups: string[] = [];
  const push = (length: number) => {
    groups.push("0".repeat(Math.max(0, length - digits.length)) + digits.slice(Math.max(0, digits.length - length)));
    digits = digits.slice(0, Math.max(0, digits.length - length));
  };
  for (let i = 0; ; i++) {
    const size = groupSize(grouping, i);
    if (size === undefined || thousandsSep === "") {
      push(Math.max(digits.length, width, 1));
      break;
    }
    const length = Math.min(Math.max(digits.length, width, 1), size);
    push(length);
    width -= length;
    if (digits === "" && width <= 0) break;
    width -= textLength(thousandsSep);
  }
  return groups.reverse().join(thousandsSep);
}

/** The size of a group counted from the right; a last 0 repeats the one before, undefined: no more groups. */
function groupSize(grouping: readonly number[], i: number): number | undefined {
  const { length } = grouping;
  if (length === 0) return undefined;
  const last = grouping[length - 1];
  if (i < length && grouping[i] !== 0 && grouping[i] !== 127) return grouping[i];
  return last === 127 ? undefined : grouping[last === 0 ? length - 2 : length - 1];
}
