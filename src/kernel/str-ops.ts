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
  // Taken away while it is in use: `map` may run code that translates as well.
  const known = spareAnswers ?? new Answers();
  spareAnswers = null;
  const length = strLength(text);
  let out: number[] | null = null;
  for (let i = 0; i < length; i++) {
    if (out === null && typeof text === "string") {
      i = firstNotKept(text, i, known.kept);
      if (i === length) break;
    }
    const code = strCodeAt(text, i);
    let to = known.others.get(code);
    if (to === undefined && !known.keeps(code)) {
      to = map(code);
      known.learn(code, to);
    }
    if (to === undefined || isText(to, code)) {
      if (out !== null) out.push(code);
      continue;
    }
    out ??= codesOf(text, i);
    if (to === null) continue;
    const size = strLength(to);
    for (let k = 0; k < size; k++) out.push(strCodeAt(to, k));
  }
  known.forget();
  spareAnswers = known;
  return out === null ? text : strFromCodes(out);
}

/** A loop of its own: most characters of most texts stay as they are. */
function firstNotKept(text: string, from: number, kept: Uint8Array): number {
  const { length } = text;
  let i = from;
  for (; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= LOW || kept[code] === 0) break;
  }
  return i;
}

/** What is known of so many code points is in an array. */
const LOW = 256;

/** What has been found out about code points. */
class Answers {
  /** 1: stays as it is. */
  readonly kept = new Uint8Array(LOW);
  private readonly keptHigh = new Set<number>();
  readonly others = new Map<number, Str | null>();

  keeps(code: number): boolean {
    return code < LOW ? this.kept[code] === 1 : this.keptHigh.has(code);
  }

  learn(code: number, to: Str | null | undefined): void {
    if (to !== undefined && !isText(to, code)) this.others.set(code, to);
    else if (code < LOW) this.kept[code] = 1;
    else this.keptHigh.add(code);
  }

  forget(): void {
    this.kept.fill(0);
    if (this.keptHigh.size > 0) this.keptHigh.clear();
    if (this.others.size > 0) this.others.clear();
  }
}

let spareAnswers: Answers | null = null;

/** Tables map spaces to spaces: that is no change. */
function isText(to: Str | null, code: number): boolean {
  return typeof to === "string" && to.length === 1 && to.charCodeAt(0) === code;
}

function codesOf(text: Str, end: number): number[] {
  const codes: number[] = [];
  for (let i = 0; i < end; i++) codes.push(strCodeAt(text, i));
  return codes;
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
