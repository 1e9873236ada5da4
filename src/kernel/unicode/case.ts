/**
 * Full case mappings of texts: upper, lower, title, capitalize, swapcase, casefold, and the tests islower, isupper,
 * istitle. Behaviour: CPython Objects/unicodeobject.c (do_upper, do_title, lower_ucs4, handle_capital_sigma).
 */
import { isAsciiStr } from "../codecs/protocol.ts";
import { charge, chargeFor } from "../interrupt.ts";
import { type Str, strCodeAt, strFromCodes, strLength } from "../str.ts";
import { CASE_IGNORABLE, CASED, ctype, LOWER, simpleLower, simpleTitle, simpleUpper, TITLE, UPPER } from "./ctype.ts";
import { decodeLists } from "./decode.ts";
import { SPECIAL_FOLD, SPECIAL_LOWER, SPECIAL_TITLE, SPECIAL_UPPER } from "./generated/ctype.ts";

/** A text as code points: one unit each, or the wide string's own array. */
type Codes = ArrayLike<number>;

function codesOf(text: Str): Codes {
  charge(strLength(text) >> 2);
  if (typeof text !== "string") return text.codes;
  const codes = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i);
  return codes;
}

/** Mappings that are not the simple one, decoded on first use. */
class Special {
  private map: Map<number, number[]> | undefined;
  private readonly encoded: string;
  constructor(encoded: string) {
    this.encoded = encoded;
  }
  get(code: number): number[] | undefined {
    this.map ??= decodeLists(this.encoded);
    return this.map.get(code);
  }
}
const specialUpper = new Special(SPECIAL_UPPER);
const specialLower = new Special(SPECIAL_LOWER);
const specialTitle = new Special(SPECIAL_TITLE);
const specialFold = new Special(SPECIAL_FOLD);

const SIGMA = 0x3a3;

function pushAll(out: number[], codes: number[]): void {
  for (let i = 0; i < codes.length; i++) out.push(codes[i]);
}

function pushUpper(out: number[], code: number): void {
  const special = code < 128 ? undefined : specialUpper.get(code);
  if (special === undefined) out.push(simpleUpper(code));
  else pushAll(out, special);
}

function pushTitle(out: number[], code: number): void {
  const special = code < 128 ? undefined : specialTitle.get(code);
  if (special === undefined) out.push(simpleTitle(code));
  else pushAll(out, special);
}

function pushLower(out: number[], codes: Codes, i: number): void {
  const code = codes[i];
  if (code === SIGMA) {
    out.push(finalSigma(codes, i) ? 0x3c2 : 0x3c3);
    return;
  }
  const special = code < 128 ? undefined : specialLower.get(code);
  if (special === undefined) out.push(simpleLower(code));
  else pushAll(out, special);
}

/** Whether a capital sigma at `i` ends a word: a cased letter before it, none after it, case-ignorables skipped. */
function finalSigma(codes: Codes, i: number): boolean {
  let before = i - 1;
  while (before >= 0 && ctype(codes[before]) & CASE_IGNORABLE) before--;
  if (before < 0 || (ctype(codes[before]) & CASED) === 0) return false;
  let after = i + 1;
  while (after < codes.length && ctype(codes[after]) & CASE_IGNORABLE) after++;
  return after === codes.length || (ctype(codes[after]) & CASED) === 0;
}

export function toUpper(text: Str): Str {
  chargeFor(strLength(text));
  if (isAsciiStr(text)) return text.toUpperCase();
  const codes = codesOf(text);
  const out: number[] = [];
  for (let i = 0; i < codes.length; i++) pushUpper(out, codes[i]);
  return strFromCodes(out);
}

export function toLower(text: Str): Str {
  chargeFor(strLength(text));
  if (isAsciiStr(text)) return text.toLowerCase();
  const codes = codesOf(text);
  const out: number[] = [];
  for (let i = 0; i < codes.length; i++) pushLower(out, codes, i);
  return strFromCodes(out);
}

export function toCasefold(text: Str): Str {
  chargeFor(strLength(text));
  if (isAsciiStr(text)) return text.toLowerCase();
  const codes = codesOf(text);
  const out: number[] = [];
  for (let i = 0; i < codes.length; i++) {
    const special = codes[i] < 128 ? undefined : specialFold.get(codes[i]);
    if (special === undefined) out.push(simpleLower(codes[i]));
    else pushAll(out, special);
  }
  return strFromCodes(out);
}

const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

function titleOfAscii(text: string): string {
  chargeFor(strLength(text));
  const lower = text.toLowerCase();
  let title = "";
  let done = 0;
  let previousCased = false;
  for (let i = 0; i < lower.length; i++) {
    const letter = lower.charCodeAt(i) - 97;
    const cased = letter >= 0 && letter < 26;
    if (cased && !previousCased) {
      title += lower.slice(done, i) + CAPITALS[letter];
      done = i + 1;
    }
    previousCased = cased;
  }
  return title + lower.slice(done);
}

/** str.title: a cased letter after anything not cased is a title letter. */
export function toTitle(text: Str): Str {
  if (isAsciiStr(text)) return titleOfAscii(text);
  const codes = codesOf(text);
  const out: number[] = [];
  let previousCased = false;
  for (let i = 0; i < codes.length; i++) {
    if (previousCased) pushLower(out, codes, i);
    else pushTitle(out, codes[i]);
    previousCased = (ctype(codes[i]) & CASED) !== 0;
  }
  return strFromCodes(out);
}

export function capitalize(text: Str): Str {
  chargeFor(strLength(text));
  if (isAsciiStr(text)) return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
  const codes = codesOf(text);
  if (codes.length === 0) return text;
  const out: number[] = [];
  pushTitle(out, codes[0]);
  for (let i = 1; i < codes.length; i++) pushLower(out, codes, i);
  return strFromCodes(out);
}

export function swapcase(text: Str): Str {
  if (isAsciiStr(text)) return swapAscii(text);
  const codes = codesOf(text);
  const out: number[] = [];
  for (let i = 0; i < codes.length; i++) {
    const flags = ctype(codes[i]);
    if (flags & UPPER) pushLower(out, codes, i);
    else if (flags & LOWER) pushUpper(out, codes[i]);
    else out.push(codes[i]);
  }
  return strFromCodes(out);
}

/** Capitals in turn with all others, each run taken from the text in the other case. */
function swapAscii(text: string): string {
  chargeFor(text.length);
  const lower = text.toLowerCase();
  const upper = text.toUpperCase();
  let out = "";
  let done = 0;
  let capitals = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 65 && code <= 90) === capitals) continue;
    out += (capitals ? lower : upper).slice(done, i);
    done = i;
    capitals = !capitals;
  }
  return out + (capitals ? lower : upper).slice(done);
}

/** At least one cased letter, and none of upper or title case. */
export function isLowerText(text: Str): boolean {
  return hasOnly(text, LOWER, UPPER | TITLE);
}

export function isUpperText(text: Str): boolean {
  return hasOnly(text, UPPER, LOWER | TITLE);
}

/** Whether a code point has one of the wanted flags, and none has one of the others. */
function hasOnly(text: Str, wanted: number, others: number): boolean {
  const length = strLength(text);
  chargeFor(length);
  let found = false;
  for (let i = 0; i < length; i++) {
    const flags = ctype(strCodeAt(text, i));
    if (flags & others) return false;
    if (flags & wanted) found = true;
  }
  return found;
}

export function isTitleText(text: Str): boolean {
  const length = strLength(text);
  chargeFor(length);
  let cased = false;
  let previousCased = false;
  for (let i = 0; i < length; i++) {
    const flags = ctype(strCodeAt(text, i));
    if (flags & (UPPER | TITLE)) {
      if (previousCased) return false;
      previousCased = cased = true;
    } else if (flags & LOWER) {
      if (!previousCased) return false;
      cased = true;
    } else {
      previousCased = false;
    }
  }
  return cased;
}

/** Whether every code point has one of the flags, and there is at least one (isalpha, isdigit …). */
export function allHave(text: Str, flags: number): boolean {
  chargeFor(strLength(text));
  const length = typeof text === "string" ? text.length : text.codes.length;
  if (length === 0) return false;
  return typeof text === "string" ? narrowHas(text, flags) : wideHas(text.codes, flags);
}

function narrowHas(text: string, flags: number): boolean {
  for (let i = 0; i < text.length; i++) if ((ctype(text.charCodeAt(i)) & flags) === 0) return false;
  return true;
}

function wideHas(codes: Uint32Array, flags: number): boolean {
  for (let i = 0; i < codes.length; i++) if ((ctype(codes[i]) & flags) === 0) return false;
  return true;
}
