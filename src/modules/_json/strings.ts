/** JSON string literals, both ways. Source: CPython Modules/_json.c (ascii_escape_unicode, escape_unicode, scanstring_unicode). */
import { type Str, strCodes, strConcat, strFromCode, strFromCodes, strSlice } from "../../kernel/str.ts";
import { call } from "../../objects/abstract/call.ts";
import { valueError } from "../../objects/errors.ts";
import { importFrom } from "../../objects/import-hook.ts";
import type { PyValue } from "../../objects/object.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to escape
const SPECIAL = /["\\\u0000-\u001f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to escape
const ALL_SPECIAL = /["\\\u0000-\u001f]/g;

const SHORT: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

function escapeChar(char: string): string {
  return SHORT[char] ?? unit(char.charCodeAt(0));
}

/** The characters of Latin-1, escaped. */
const ESCAPED: readonly string[] = Array.from({ length: 256 }, (_, code) => escapeChar(String.fromCharCode(code)));

/** Whether a character stands for itself in a literal of ASCII characters. */
function isPlain(code: number): boolean {
  return code >= 32 && code < 127 && code !== 34 && code !== 92;
}

/** A literal of ASCII characters only. */
export function encodeAscii(text: Str): string {
  if (typeof text === "string") {
    let out = '"';
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (isPlain(code)) continue;
      out += text.slice(from, i) + (code < 256 ? ESCAPED[code] : unit(code));
      from = i + 1;
    }
    return from === 0 ? `"${text}"` : `${out}${text.slice(from)}"`;
  }
  let out = '"';
  for (const code of text.codes) {
    if (code > 0xffff) out += unit(0xd7c0 + (code >> 10)) + unit(0xdc00 | (code & 0x3ff));
    else out += isPlain(code) ? String.fromCharCode(code) : escapeChar(String.fromCharCode(code));
  }
  return `${out}"`;
}

/** A literal that keeps what need not be escaped. */
export function encodePlain(text: Str): Str {
  if (typeof text === "string") {
    return SPECIAL.test(text) ? `"${text.replace(ALL_SPECIAL, escapeChar)}"` : `"${text}"`;
  }
  const out: number[] = [34];
  for (const code of text.codes) {
    if (code >= 32 && code !== 34 && code !== 92) out.push(code);
    else for (const c of escapeChar(String.fromCharCode(code))) out.push(c.charCodeAt(0));
  }
  out.push(34);
  return strFromCodes(out);
}

/**
 * A text being decoded. `shape` has one UTF-16 unit for each code point: wide characters, which JSON's syntax does not know,
 * are replaced there; their text comes from the original.
 */
export interface Source {
  readonly text: Str;
  readonly shape: string;
}

export function sourceOf(text: Str): Source {
  if (typeof text === "string") return { text, shape: text };
  const codes = strCodes(text);
  let shape = "";
  for (let i = 0; i < codes.length; i++) shape += codes[i] > 0xffff ? "\ufffd" : String.fromCharCode(codes[i]);
  return { text, shape };
}

/** Throws json.JSONDecodeError. */
export function decodeError(message: string, source: Source, at: number): PyValue {
  return call(importFrom("json.decoder", "JSONDecodeError"), [message, source.text, at]);
}

/** Where the last scanned value ended. */
export let scanEnd = 0;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * The string whose opening quote stands before `start`; sets scanEnd to the index behind the closing one. What `recurs`, as keys do, is
 * looked for among the recent texts.
 */
export function scanString(source: Source, start: number, strict: boolean, recurs: boolean): Str {
  const { text, shape } = source;
  const size = shape.length;
  if (start < 0 || start > size) throw valueError("end is out of bounds");
  for (let at = start; at < size; at++) {
    const c = shape.charCodeAt(at);
    if (c > 92 || (c > 34 && c < 92)) continue;
    if (c === 34) {
      scanEnd = at + 1;
      if (typeof text !== "string") return strSlice(text, start, at);
      return recurs ? sliceOf(text, start, at) : text.slice(start, at);
    }
    if (c === 92 || (c <= 31 && strict)) return scanEscaped(source, start, at, strict);
  }
  throw unterminated(source, start);
}

function unterminated(source: Source, start: number): PyValue {
  return decodeError("Unterminated string starting at", source, start - 1);
}

/** Where the next quote or backslash is, from `from` on, in the string that begins at `start`. */
function findSpecial(source: Source, start: number, from: number, strict: boolean): number {
  const { shape } = source;
  for (let at = from; at < shape.length; at++) {
    const c = shape.charCodeAt(at);
    if (c === 34 || c === 92) return at;
    if (c <= 31 && strict) throw decodeError("Invalid control character at", source, at);
  }
  throw unterminated(source, start);
}

/** The same where the first escape, or a character that must not be there, is at `special`. */
function scanEscaped(source: Source, start: number, special: number, strict: boolean): Str {
  const { text, shape } = source;
  let result = strSlice(text, start, special);
  let next = findSpecial(source, start, special, strict);
  while (shape.charCodeAt(next) !== 34) {
    next++;
    if (next === shape.length) throw unterminated(source, start);
    let from = next + 1;
    const letter = shape[next];
    if (letter === "u") {
      let code = hexDigits(source, from);
      from += 4;
      if ((code & 0xfc00) === 0xd800 && from + 6 < shape.length && shape[from] === "\\" && shape[from + 1] === "u") {
        const low = hexDigits(source, from + 2);
        if ((low & 0xfc00) === 0xdc00) {
          code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
          from += 6;
        }
      }
      result = strConcat(result, strFromCode(code));
    } else {
      const char = ESCAPES[letter];
      if (char === undefined) throw decodeError("Invalid \\escape", source, next - 1);
      result = strConcat(result, char);
    }
    next = findSpecial(source, start, from, strict);
    if (next > from) result = strConcat(result, strSlice(text, from, next));
  }
  scanEnd = next + 1;
  return result;
}

/** Short texts, which V8 copies, come again and again; the one that was last made of a size and its ends is likely to be wanted next. */
const recent: string[] = new Array(512).fill("");
const LONGEST_RECENT = 12;

function sliceOf(text: string, from: number, to: number): string {
  const size = to - from;
  if (size === 0 || size > LONGEST_RECENT) return text.slice(from, to);
  const place = (text.charCodeAt(from) * 31 + text.charCodeAt(to - 1) * 7 + size) & 511;
  const known = recent[place];
  if (known.length === size && text.startsWith(known, from)) return known;
  const made = text.slice(from, to);
  recent[place] = made;
  return made;
}

/** Four hexadecimal digits, not at the very end of the text. */
function hexDigits(source: Source, at: number): number {
  const { shape } = source;
  let value = 0;
  let i = at;
  for (; i < at + 4; i++) {
    const digit = hexDigit(shape.charCodeAt(i));
    if (digit < 0) break;
    value = value * 16 + digit;
  }
  if (i < at + 4 || i >= shape.length) throw decodeError("Invalid \\uXXXX escape", source, at - 1);
  return value;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
