/** JSON string literals, both ways. Source: CPython Modules/_json.c (ascii_escape_unicode, escape_unicode, scanstring_unicode). */
import { type Str, strCodes, strConcat, strFromCode, strFromCodes, strSlice } from "../../kernel/str.ts";
import { call } from "../../objects/abstract/call.ts";
import { valueError } from "../../objects/errors.ts";
import { importFrom } from "../../objects/import-hook.ts";
import type { PyValue } from "../../objects/object.ts";

const PLAIN_ASCII = /^[ !#-[\]-~]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to escape
const SPECIAL = /["\\\u0000-\u001f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to escape
const ALL_SPECIAL = /["\\\u0000-\u001f]/g;
const BEYOND = /["\\]|[^ -~]/g;

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

/** A literal of ASCII characters only. */
export function encodeAscii(text: Str): string {
  if (typeof text === "string") {
    if (PLAIN_ASCII.test(text)) return `"${text}"`;
    return `"${text.replace(BEYOND, escapeChar)}"`;
  }
  let out = '"';
  for (const code of text.codes) {
    if (code > 0xffff) out += unit(0xd7c0 + (code >> 10)) + unit(0xdc00 | (code & 0x3ff));
    else {
      const char = String.fromCharCode(code);
      out += code < 127 && PLAIN_ASCII.test(char) ? char : escapeChar(char);
    }
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

/** The string whose opening quote stands before `start`; sets scanEnd to the index behind the closing one. */
export function scanString(source: Source, start: number, strict: boolean): Str {
  const { text, shape } = source;
  const size = shape.length;
  if (start < 0 || start > size) throw valueError("end is out of bounds");
  let result: Str = "";
  let from = start;
  for (;;) {
    let next = from;
    let c = 0;
    for (; next < size; next++) {
      c = shape.charCodeAt(next);
      if (c === 34 || c === 92) break;
      if (c <= 31 && strict) throw decodeError("Invalid control character at", source, next);
    }
    if (next >= size) throw decodeError("Unterminated string starting at", source, start - 1);
    const piece = typeof text === "string" ? sliceOf(text, from, next) : strSlice(text, from, next);
    if (c === 34) {
      scanEnd = next + 1;
      return from === start ? piece : strConcat(result, piece);
    }
    result = strConcat(result, piece);
    next++;
    if (next === size) throw decodeError("Unterminated string starting at", source, start - 1);
    const letter = shape[next];
    if (letter !== "u") {
      const char = ESCAPES[letter];
      if (char === undefined) throw decodeError("Invalid \\escape", source, next - 1);
      result = strConcat(result, char);
      from = next + 1;
      continue;
    }
    let code = hexDigits(source, next + 1);
    from = next + 5;
    if ((code & 0xfc00) === 0xd800 && from + 6 < size && shape[from] === "\\" && shape[from + 1] === "u") {
      const low = hexDigits(source, from + 2);
      if ((low & 0xfc00) === 0xdc00) {
        code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
        from += 6;
      }
    }
    result = strConcat(result, strFromCode(code));
  }
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

const HEX = /^[0-9a-fA-F]{4}$/;

/** Four hexadecimal digits, not at the very end of the text. */
function hexDigits(source: Source, at: number): number {
  const { shape } = source;
  const digits = shape.slice(at, at + 4);
  if (at + 4 >= shape.length || !HEX.test(digits)) throw decodeError("Invalid \\uXXXX escape", source, at - 1);
  return Number.parseInt(digits, 16);
}
