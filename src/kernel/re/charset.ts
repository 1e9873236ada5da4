/**
 * Characters as the regex engine classifies them: categories, sets, case folding, positions.
 *
 * `LOCALE` patterns see the C locale, where letters are ASCII's. Behaviour: CPython Modules/_sre/sre.c
 * (sre_category, sre_lower_*), sre_lib.h (SRE(charset), SRE(at)).
 */
import { ALPHA, ctype, DECIMAL, DIGIT, isLineBreak, NUMERIC, simpleLower, simpleUpper } from "../unicode/ctype.ts";
import { isSpaceCode } from "../unicode/decimal.ts";
import * as op from "./opcodes.ts";

/** What a pattern runs over: code points or bytes. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

export const lowerAscii = (ch: number): number => (ch >= 65 && ch <= 90 ? ch + 32 : ch);
const upperAscii = (ch: number): number => (ch >= 97 && ch <= 122 ? ch - 32 : ch);

const isWordAscii = (ch: number): boolean =>
  ch < 128 && ((ch >= 97 && ch <= 122) || (ch >= 65 && ch <= 90) || (ch >= 48 && ch <= 57) || ch === 95);

const isWordUnicode = (ch: number): boolean =>
  ch < 128 ? isWordAscii(ch) : (ctype(ch) & (ALPHA | DECIMAL | DIGIT | NUMERIC)) !== 0;

const isDigitAscii = (ch: number): boolean => ch >= 48 && ch <= 57;
const isSpaceAscii = (ch: number): boolean => ch === 32 || (ch >= 9 && ch <= 13);
const isDecimalUnicode = (ch: number): boolean => (ctype(ch) & DECIMAL) !== 0;

/** sre_category: the category's number is its place in CHCODES. */
export function inCategory(category: number, ch: number): boolean {
  switch (category) {
    case 0:
      return isDigitAscii(ch);
    case 1:
      return !isDigitAscii(ch);
    case 2:
      return isSpaceAscii(ch);
    case 3:
      return !isSpaceAscii(ch);
    case 4:
    case 8:
      return isWordAscii(ch);
    case 5:
    case 9:
      return !isWordAscii(ch);
    case 6:
      return ch === 10;
    case 7:
      return ch !== 10;
    case 10:
      return isDecimalUnicode(ch);
    case 11:
      return !isDecimalUnicode(ch);
    case 12:
      return isSpaceCode(ch);
    case 13:
      return !isSpaceCode(ch);
    case 14:
      return isWordUnicode(ch);
    case 15:
      return !isWordUnicode(ch);
    case 16:
      return isLineBreak(ch);
    case 17:
      return !isLineBreak(ch);
    default:
      return false;
  }
}

/** Whether `ch` is a member of the set whose code begins at `at`. */
export function inCharset(code: Uint32Array, at: number, ch: number): boolean {
  let ok = true;
  for (;;) {
    switch (code[at++]) {
      case op.FAILURE:
        return !ok;
      case op.LITERAL:
        if (ch === code[at]) return ok;
        at++;
        break;
      case op.CATEGORY:
        if (inCategory(code[at], ch)) return ok;
        at++;
        break;
      case op.CHARSET:
        if (ch < 256 && (code[at + (ch >> 5)] >>> (ch & 31)) & 1) return ok;
        at += 8;
        break;
      case op.RANGE:
        if (code[at] <= ch && ch <= code[at + 1]) return ok;
        at += 2;
        break;
      case op.RANGE_UNI_IGNORE: {
        if (code[at] <= ch && ch <= code[at + 1]) return ok;
        const upper = simpleUpper(ch);
        if (code[at] <= upper && upper <= code[at + 1]) return ok;
        at += 2;
        break;
      }
      case op.NEGATE:
        ok = !ok;
        break;
      case op.BIGCHARSET: {
        const count = code[at++];
        if (ch < 0x10000) {
          const block = (code[at + (ch >> 10)] >>> (((ch >> 8) & 3) * 8)) & 255;
          if ((code[at + 64 + block * 8 + ((ch & 255) >> 5)] >>> (ch & 31)) & 1) return ok;
        }
        at += 64 + count * 8;
        break;
      }
      default:
        // An invalid set matches nothing.
        return false;
    }
  }
}

/** A set under LOCALE and IGNORECASE: either case may be a member. */
export function inCharsetLocale(code: Uint32Array, at: number, ch: number): boolean {
  const lower = lowerAscii(ch);
  if (inCharset(code, at, lower)) return true;
  const upper = upperAscii(ch);
  return upper !== lower && inCharset(code, at, upper);
}

export function equalLocale(literal: number, ch: number): boolean {
  return ch === literal || lowerAscii(ch) === literal || upperAscii(ch) === literal;
}

/**
 * Whether one item that matches a single character (the opcode at `at`) matches `ch`. These are the only items that
 * REPEAT_ONE and its kin repeat.
 */
export function matchesOne(code: Uint32Array, at: number, ch: number): boolean {
  switch (code[at]) {
    case op.LITERAL:
      return ch === code[at + 1];
    case op.NOT_LITERAL:
      return ch !== code[at + 1];
    case op.ANY:
      return ch !== 10;
    case op.ANY_ALL:
      return true;
    case op.CATEGORY:
      return inCategory(code[at + 1], ch);
    case op.IN:
      return inCharset(code, at + 2, ch);
    case op.IN_IGNORE:
      return inCharset(code, at + 2, lowerAscii(ch));
    case op.IN_UNI_IGNORE:
      return inCharset(code, at + 2, simpleLower(ch));
    case op.IN_LOC_IGNORE:
      return inCharsetLocale(code, at + 2, ch);
    case op.LITERAL_IGNORE:
      return lowerAscii(ch) === code[at + 1];
    case op.NOT_LITERAL_IGNORE:
      return lowerAscii(ch) !== code[at + 1];
    case op.LITERAL_UNI_IGNORE:
      return simpleLower(ch) === code[at + 1];
    case op.NOT_LITERAL_UNI_IGNORE:
      return simpleLower(ch) !== code[at + 1];
    case op.LITERAL_LOC_IGNORE:
      return equalLocale(code[at + 1], ch);
    case op.NOT_LITERAL_LOC_IGNORE:
      return !equalLocale(code[at + 1], ch);
    default:
      return false;
  }
}

/** The number of code words of an item that matches one character, or 0 if the opcode is no such item. */
export function unitLength(code: Uint32Array, at: number): number {
  switch (code[at]) {
    case op.ANY:
    case op.ANY_ALL:
      return 1;
    case op.LITERAL:
    case op.NOT_LITERAL:
    case op.CATEGORY:
    case op.LITERAL_IGNORE:
    case op.NOT_LITERAL_IGNORE:
    case op.LITERAL_UNI_IGNORE:
    case op.NOT_LITERAL_UNI_IGNORE:
    case op.LITERAL_LOC_IGNORE:
    case op.NOT_LITERAL_LOC_IGNORE:
      return 2;
    case op.IN:
    case op.IN_IGNORE:
    case op.IN_UNI_IGNORE:
    case op.IN_LOC_IGNORE:
      return code[at + 1] + 1;
    default:
      return 0;
  }
}

/** Whether a position condition holds at `ptr` in `text[0 … end]`. */
export function atPosition(at: number, text: Codes, ptr: number, end: number): boolean {
  switch (at) {
    case op.AT_BEGINNING:
    case op.AT_BEGINNING_STRING:
      return ptr === 0;
    case op.AT_BEGINNING_LINE:
      return ptr === 0 || text[ptr - 1] === 10;
    case op.AT_END:
      return ptr === end || (ptr === end - 1 && text[ptr] === 10);
    case op.AT_END_LINE:
      return ptr === end || text[ptr] === 10;
    case op.AT_END_STRING:
      return ptr === end;
    case op.AT_BOUNDARY:
    case op.AT_LOC_BOUNDARY:
      return (ptr > 0 && isWordAscii(text[ptr - 1])) !== (ptr < end && isWordAscii(text[ptr]));
    case op.AT_NON_BOUNDARY:
    case op.AT_LOC_NON_BOUNDARY:
      return (ptr > 0 && isWordAscii(text[ptr - 1])) === (ptr < end && isWordAscii(text[ptr]));
    case op.AT_UNI_BOUNDARY:
      return (ptr > 0 && isWordUnicode(text[ptr - 1])) !== (ptr < end && isWordUnicode(text[ptr]));
    case op.AT_UNI_NON_BOUNDARY:
      return (ptr > 0 && isWordUnicode(text[ptr - 1])) === (ptr < end && isWordUnicode(text[ptr]));
    default:
      return false;
  }
}
