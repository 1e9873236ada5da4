/**
 * Backslash escapes in literals: CPython `_PyUnicode_DecodeUnicodeEscapeInternal2` in Objects/unicodeobject.c and
 * `_PyBytes_DecodeEscape2` in Objects/bytesobject.c.
 *
 * Positions in messages are offsets into what CPython decodes: the literal's body with every character outside ASCII
 * spelled `\UXXXXXXXX`. So text is brought into that form first (`asciiBody`).
 */
import { type Str, strFromCodes } from "../../kernel/str.ts";
import { NAMES_UNAVAILABLE, nameAccess } from "../../kernel/unicode/access.ts";

/** The body cannot be decoded; the parser shows `(unicode error) …` or `(value error) …`. */
export class EscapeError extends Error {
  readonly kind: "unicode error" | "value error";
  constructor(kind: EscapeError["kind"], msg: string) {
    super(msg);
    this.kind = kind;
  }
}

export interface Unescaped<T> {
  readonly value: T;
  /** Where in the body the first unknown escape's character is, or -1. */
  readonly firstInvalid: number;
}

/** The code point that a Unicode character name stands for, or -1. */
export type NameLookup = (name: string) => number;

const BACKSLASH = 92;

/** Spells what is outside ASCII as `\UXXXXXXXX`; a backslash before such a character or the end stands for itself. */
export function asciiBody(text: string): string {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code === BACKSLASH) {
      const next = text.charCodeAt(i + 1);
      if (next < 128) out += text[i] + text[++i];
      else out += "\\u005c";
      continue;
    }
    if (code < 128) {
      out += text[i];
      continue;
    }
    code = text.codePointAt(i)!;
    if (code > 0xffff) i++;
    out += `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return out;
}

/** Collects text, as a JavaScript string while no surrogate or character above U+FFFF has come, then as code points. */
class TextBuilder {
  private text = "";
  private codes: number[] | null = null;

  addText(text: string): void {
    if (this.codes === null) this.text += text;
    else for (let i = 0; i < text.length; i++) this.codes.push(text.charCodeAt(i));
  }

  addCode(code: number): void {
    if (this.codes === null && code > 0xd7ff && (code < 0xe000 || code > 0xffff)) {
      this.codes = Array.from(this.text, (char) => char.charCodeAt(0));
    }
    if (this.codes === null) this.text += String.fromCharCode(code);
    else this.codes.push(code);
  }

  finish(): Str {
    return this.codes === null ? this.text : strFromCodes(this.codes);
  }
}

const SIMPLE: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  b: "\b",
  f: "\f",
  t: "\t",
  n: "\n",
  r: "\r",
  v: "\v",
  a: "\x07",
};

const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const HEX_ERROR: Readonly<Record<string, string>> = {
  x: "truncated \\xXX escape",
  u: "truncated \\uXXXX escape",
  U: "truncated \\UXXXXXXXX escape",
};

const isOctal = (c: number): boolean => c >= 48 && c <= 55;

function hexDigit(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** The end of the run of at most `max` octal digits at `i`. */
function octalEnd(body: string, i: number, max: number): number {
  let end = i;
  while (end < i + max && isOctal(body.charCodeAt(end))) end++;
  return end;
}

/** Decodes a str literal's body, which is ASCII (`asciiBody`). */
export function unescapeText(body: string, lookupName: NameLookup): Unescaped<Str> {
  const out = new TextBuilder();
  let firstInvalid = -1;
  let i = 0;
  while (i < body.length) {
    const backslash = body.indexOf("\\", i);
    if (backslash < 0) {
      out.addText(body.slice(i));
      break;
    }
    if (backslash > i) out.addText(body.slice(i, backslash));
    i = backslash + 1;
    const char = body[i];
    if (char === undefined) throw undecodable(backslash, i, "\\ at end of string");
    const simple = SIMPLE[char];
    if (simple !== undefined) {
      out.addText(simple);
      i++;
    } else if (isOctal(char.charCodeAt(0))) {
      const end = octalEnd(body, i, 3);
      const code = Number.parseInt(body.slice(i, end), 8);
      if (code > 0o377 && firstInvalid < 0) firstInvalid = i;
      out.addCode(code);
      i = end;
    } else if (char in HEX_LENGTH) {
      i = hexEscape(body, backslash, out);
    } else if (char === "N") {
      i = nameEscape(body, backslash, out, lookupName);
    } else {
      if (firstInvalid < 0) firstInvalid = i;
      out.addText(body.slice(backslash, ++i));
    }
  }
  return { value: out.finish(), firstInvalid };
}

function hexEscape(body: string, backslash: number, out: TextBuilder): number {
  const char = body[backslash + 1];
  const from = backslash + 2;
  const end = from + HEX_LENGTH[char];
  let code = 0;
  for (let i = from; i < end; i++) {
    const digit = hexDigit(body.charCodeAt(i));
    if (digit < 0) throw undecodable(backslash, i, HEX_ERROR[char]);
    code = code * 16 + digit;
  }
  if (code > 0x10ffff) throw undecodable(backslash, end, "illegal Unicode character");
  out.addCode(code);
  return end;
}

function nameEscape(body: string, backslash: number, out: TextBuilder, lookupName: NameLookup): number {
  const malformed = "malformed \\N character escape";
  if (!nameAccess.isAllowed()) throw new EscapeError("unicode error", NAMES_UNAVAILABLE);
  let i = backslash + 2;
  if (body[i] !== "{") throw undecodable(backslash, i, malformed);
  const from = ++i;
  while (i < body.length && body[i] !== "}") i++;
  if (i === from || i === body.length) throw undecodable(backslash, i, malformed);
  const code = lookupName(body.slice(from, i));
  i++;
  if (code < 0) throw undecodable(backslash, i, "unknown Unicode character name");
  out.addCode(code);
  return i;
}

/** `UnicodeDecodeError` for the escape from `start` to `end`. */
function undecodable(start: number, end: number, reason: string): EscapeError {
  const where = end === start + 1 ? `byte 0x5c in position ${start}` : `bytes in position ${start}-${end - 1}`;
  return new EscapeError("unicode error", `'unicodeescape' codec can't decode ${where}: ${reason}`);
}

/** Decodes a bytes literal's body, which is ASCII. */
export function unescapeBytes(body: string): Unescaped<Uint8Array> {
  const out: number[] = [];
  let firstInvalid = -1;
  for (let i = 0; i < body.length; ) {
    const c = body.charCodeAt(i++);
    if (c !== BACKSLASH) {
      out.push(c);
      continue;
    }
    const char = body[i];
    if (char === undefined) throw new EscapeError("value error", "Trailing \\ in string");
    const simple = SIMPLE[char];
    if (simple !== undefined) {
      if (simple !== "") out.push(simple.charCodeAt(0));
      i++;
    } else if (isOctal(char.charCodeAt(0))) {
      const end = octalEnd(body, i, 3);
      const code = Number.parseInt(body.slice(i, end), 8);
      if (code > 0o377 && firstInvalid < 0) firstInvalid = i;
      out.push(code & 0xff);
      i = end;
    } else if (char === "x") {
      const high = hexDigit(body.charCodeAt(i + 1));
      const low = hexDigit(body.charCodeAt(i + 2));
      if (high < 0 || low < 0) throw new EscapeError("value error", `invalid \\x escape at position ${i - 1}`);
      out.push(high * 16 + low);
      i += 3;
    } else {
      if (firstInvalid < 0) firstInvalid = i;
      out.push(c, char.charCodeAt(0));
      i++;
    }
  }
  return { value: Uint8Array.from(out), firstInvalid };
}
