/** Tests on whole texts, and mapping one: isascii, isidentifier, isprintable, isspace, translate, ascii(). */
import { isAsciiStr } from "./codecs/protocol.ts";
import { overflowError } from "./error.ts";
import { charge, chargeFor } from "./interrupt.ts";
import { type Str, strCodeAt, strFromCodes, strLength } from "./str.ts";
import { escapeCode } from "./str-repr.ts";
import { isIdContinue, isIdStart, isPrintable } from "./unicode/ctype.ts";
import { isSpaceCode } from "./unicode/decimal.ts";

const ASCII_NAME = /^[A-Za-z_][A-Za-z_0-9]*$/;

export function strIsAscii(text: Str): boolean {
  chargeFor(strLength(text));
  return isAsciiStr(text);
}

export function isIdentifier(text: Str): boolean {
  chargeFor(strLength(text));
  if (typeof text === "string" && ASCII_NAME.test(text)) return true;
  const length = strLength(text);
  if (length === 0 || !isIdStart(strCodeAt(text, 0))) return false;
  for (let i = 1; i < length; i++) if (!isIdContinue(strCodeAt(text, i))) return false;
  return true;
}

export function strIsPrintable(text: Str): boolean {
  chargeFor(strLength(text));
  const length = strLength(text);
  for (let i = 0; i < length; i++) if (!isPrintable(strCodeAt(text, i))) return false;
  return true;
}

export function strIsSpace(text: Str): boolean {
  chargeFor(strLength(text));
  const length = strLength(text);
  for (let i = 0; i < length; i++) if (!isSpaceCode(strCodeAt(text, i))) return false;
  return length > 0;
}

/**
 * str.translate: `map` answers for a code point with its replacement, `null` to drop it, or `undefined` to keep it.
 * Each code point is asked once.
 */
export function strTranslate(text: Str, map: (code: number) => Str | null | undefined): Str {
  charge(strLength(text));
  const known = new Map<number, Str | null | undefined>();
  const out: number[] = [];
  const length = strLength(text);
  let changed = false;
  for (let i = 0; i < length; i++) {
    const code = strCodeAt(text, i);
    let to = known.get(code);
    if (to === undefined && !known.has(code)) {
      to = map(code);
      known.set(code, to);
    }
    if (to === undefined) {
      out.push(code);
      continue;
    }
    changed = true;
    if (to === null) continue;
    const size = strLength(to);
    for (let k = 0; k < size; k++) out.push(strCodeAt(to, k));
  }
  return changed ? strFromCodes(out) : text;
}

/** chr(): the text of a code point in range. */
export function checkCodePoint(code: number): number {
  if (code < 0 || code > 0x10ffff) throw overflowError("character argument not in range(0x110000)");
  return code;
}

/** ascii(): every non-ASCII character of a repr becomes an escape. */
export function reprAscii(text: Str): string {
  chargeFor(strLength(text));
  if (isAsciiStr(text)) return text;
  let out = "";
  const length = strLength(text);
  for (let i = 0; i < length; i++) {
    const code = strCodeAt(text, i);
    out += code < 128 ? String.fromCharCode(code) : escapeCode(code);
  }
  return out;
}
