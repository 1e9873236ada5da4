/**
 * unicode_escape, raw_unicode_escape, and bytes escapes (codecs.escape_decode).
 * Behaviour: CPython Objects/unicodeobject.c (_PyUnicode_DecodeUnicodeEscapeInternal, …RawUnicodeEscape),
 * Objects/bytesobject.c (_PyBytes_DecodeEscape).
 */
import { valueError } from "../error.ts";
import { type Str, strCodes } from "../str.ts";
import { nameAccess } from "../unicode/access.ts";
import { unicodeLookup } from "../unicode/names.ts";
import { backslashEscape } from "./errors.ts";
import { ByteSink, CodeSink, type Decoded, type DecodeErrors, handlerPosition } from "./protocol.ts";

/** What a backslash and one more character stand for: \n \t … by the character's code. */
const SIMPLE = new Map<number, number>([
  [92, 92],
  [39, 39],
  [34, 34],
  [98, 8],
  [102, 12],
  [116, 9],
  [110, 10],
  [114, 13],
  [118, 11],
  [97, 7],
]);

function hexValue(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** The first invalid escape that was kept as it stands: its position after the backslash, and octals above 0o377. */
export interface EscapeWarning {
  position: number;
  /** Octal digits where the escape is an octal one that is too large. */
  octal: string | undefined;
}

export interface DecodedEscapes extends Decoded {
  warning: EscapeWarning | undefined;
}

const TRUNCATED: Record<number, string> = {
  120: "truncated \\xXX escape",
  117: "truncated \\uXXXX escape",
  85: "truncated \\UXXXXXXXX escape",
};
const WIDTH: Record<number, number> = { 120: 2, 117: 4, 85: 8 };

/** One escape's outcome: a code point and the position after it, or an error up to that position, or too little input. */
interface Escape {
  code: number;
  next: number;
  reason: string;
  partial: boolean;
}

function hexEscape(data: Uint8Array, letter: number, at: number): Escape {
  let value = 0;
  let i = at;
  for (const end = at + WIDTH[letter]; i < end; i++) {
    if (i >= data.length) return { code: -1, next: i, reason: TRUNCATED[letter], partial: true };
    const digit = hexValue(data[i]);
    if (digit < 0) return { code: -1, next: i, reason: TRUNCATED[letter], partial: false };
    value = value * 16 + digit;
  }
  return { code: value, next: i, reason: "", partial: false };
}

function namedEscape(data: Uint8Array, at: number): Escape {
  const malformed = "malformed \\N character escape";
  if (!nameAccess.isAllowed()) nameAccess.refuseDecoding();
  if (at >= data.length) return { code: -1, next: at, reason: malformed, partial: true };
  if (data[at] !== 123) return { code: -1, next: at, reason: malformed, partial: false };
  const close = data.indexOf(125, at + 1);
  if (close < 0) return { code: -1, next: data.length, reason: malformed, partial: true };
  if (close === at + 1) return { code: -1, next: at + 1, reason: malformed, partial: false };
  const code = unicodeLookup(String.fromCharCode(...data.subarray(at + 1, close)));
  return { code, next: close + 1, reason: "unknown Unicode character name", partial: false };
}

/** unicode_escape. */
export function unicodeEscapeDecode(data: Uint8Array, errors: DecodeErrors, final = true): DecodedEscapes {
  const out = new CodeSink(data.length);
  let warning: EscapeWarning | undefined;
  let i = 0;
  while (i < data.length) {
    const byte = data[i];
    if (byte !== 92) {
      out.push(byte);
      i++;
      continue;
    }
    const start = i;
    const letter = data[i + 1];
    let found: Escape;
    if (i + 1 >= data.length) {
      found = { code: -1, next: i + 1, reason: "\\ at end of string", partial: true };
    } else if (letter === 10) {
      i += 2;
      continue;
    } else if (SIMPLE.has(letter)) {
      out.push(SIMPLE.get(letter)!);
      i += 2;
      continue;
    } else if (letter >= 48 && letter <= 55) {
      let value = 0;
      let next = i + 1;
      while (next < i + 4 && data[next] >= 48 && data[next] <= 55) value = value * 8 + data[next++] - 48;
      if (value > 255 && warning === undefined) {
        warning = { position: i + 1, octal: String.fromCharCode(...data.subarray(i + 1, next)) };
      }
      out.push(value);
      i = next;
      continue;
    } else if (letter in WIDTH) {
      found = hexEscape(data, letter, i + 2);
      if (found.code > 0x10ffff) found = { ...found, code: -1, reason: "illegal Unicode character" };
    } else if (letter === 78) {
      found = namedEscape(data, i + 2);
    } else {
      warning ??= { position: i + 1, octal: undefined };
      out.push(92);
      out.push(letter);
      i += 2;
      continue;
    }
    if (found.code >= 0) {
      out.push(found.code);
      i = found.next;
      continue;
    }
    if (found.partial && !final) {
      i = start;
      break;
    }
    const answer = errors.handle("unicodeescape", data, start, found.next, found.reason);
    if (answer.data !== undefined) data = answer.data;
    i = handlerPosition(answer.position, data.length);
    out.pushText(answer.text);
  }
  return { text: out.text(), consumed: i, warning };
}

const NAMED: Record<number, string> = { 9: "\\t", 10: "\\n", 13: "\\r", 92: "\\\\" };

export function unicodeEscapeEncode(text: Str): Uint8Array {
  const codes = strCodes(text);
  const out = new ByteSink(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    const named = NAMED[code];
    if (named !== undefined) out.pushAscii(named);
    else if (code >= 32 && code < 127) out.push(code);
    else out.pushAscii(backslashEscape(code));
  }
  return out.result();
}

/** raw_unicode_escape: only \u and \U mean anything, and only after an odd number of backslashes. */
export function rawUnicodeEscapeDecode(data: Uint8Array, errors: DecodeErrors, final = true): Decoded {
  const out = new CodeSink(data.length);
  let i = 0;
  while (i < data.length) {
    const byte = data[i];
    const letter = data[i + 1];
    if (byte !== 92) {
      out.push(byte);
      i++;
      continue;
    }
    if (i + 1 >= data.length) {
      if (!final) break;
      out.push(92);
      i++;
      continue;
    }
    if (letter !== 117 && letter !== 85) {
      out.push(92);
      out.push(letter);
      i += 2;
      continue;
    }
    const found = hexEscape(data, letter, i + 2);
    let reason = found.reason;
    if (found.code > 0x10ffff) reason = "\\Uxxxxxxxx out of range";
    if (reason === "") {
      out.push(found.code);
      i = found.next;
      continue;
    }
    if (found.partial && !final) break;
    const answer = errors.handle("rawunicodeescape", data, i, found.next, reason);
    if (answer.data !== undefined) data = answer.data;
    i = handlerPosition(answer.position, data.length);
    out.pushText(answer.text);
  }
  return { text: out.text(), consumed: i };
}

export function rawUnicodeEscapeEncode(text: Str): Uint8Array {
  const codes = strCodes(text);
  const out = new ByteSink(codes.length);
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] < 0x100) out.push(codes[i]);
    else out.pushAscii(backslashEscape(codes[i]));
  }
  return out.result();
}

/** Escapes in bytes literals; `errors` is strict, replace or ignore. */
export function escapeDecode(
  data: Uint8Array,
  errors: string,
): { bytes: Uint8Array; warning: EscapeWarning | undefined } {
  const out = new ByteSink(data.length);
  let warning: EscapeWarning | undefined;
  let i = 0;
  while (i < data.length) {
    if (data[i] !== 92) {
      out.push(data[i++]);
      continue;
    }
    if (i + 1 >= data.length) throw valueError("Trailing \\ in string");
    const letter = data[i + 1];
    const simple = SIMPLE.get(letter);
    if (letter === 10) {
      i += 2;
    } else if (simple !== undefined) {
      out.push(simple);
      i += 2;
    } else if (letter >= 48 && letter <= 55) {
      let value = 0;
      let next = i + 1;
      while (next < i + 4 && data[next] >= 48 && data[next] <= 55) value = value * 8 + data[next++] - 48;
      if (value > 255) {
        warning ??= { position: i + 1, octal: String.fromCharCode(...data.subarray(i + 1, next)) };
      }
      out.push(value & 255);
      i = next;
    } else if (letter === 120) {
      const found = hexEscape(data, letter, i + 2);
      if (found.code >= 0) {
        out.push(found.code);
        i = found.next;
      } else {
        if (errors === "strict" || errors === "") throw valueError(`invalid \\x escape at position ${i}`);
        if (errors === "replace") out.push(63);
        else if (errors !== "ignore") {
          throw valueError(`decoding error; unknown error handling code: ${errors}`);
        }
        // One digit that was there is skipped with the escape.
        i += hexValue(data[i + 2] ?? 0) >= 0 ? 3 : 2;
      }
    } else {
      warning ??= { position: i + 1, octal: undefined };
      out.push(92);
      out.push(letter);
      i += 2;
    }
  }
  return { bytes: out.result(), warning };
}
