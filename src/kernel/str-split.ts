/**
 * Splitting texts, stripping them, and lining them up: split, rsplit, splitlines, strip, expandtabs, center, ljust, rjust,
 * zfill. Joining: str-join.ts. Behaviour: CPython Objects/stringlib/split.h, unicodeobject.c.
 */

import { memoryError } from "./error.ts";
import { charge, chargeFor, memory } from "./interrupt.ts";
import {
  type Str,
  strCodeAt,
  strCodes,
  strConcat,
  strFromCodes,
  strFromUnits,
  strLength,
  strSlice,
  WideStr,
} from "./str.ts";
import { strFind, strRFind } from "./str-search.ts";
import { isLineBreak } from "./unicode/ctype.ts";
import { isSpaceCode } from "./unicode/decimal.ts";

/** str.split(sep, maxsplit) with a separator that is not empty; a negative maxsplit means no limit. */
export function strSplit(text: Str, separator: Str, maxSplit = -1): Str[] {
  chargeFor(strLength(text));
  if (typeof text === "string") {
    if (typeof separator !== "string") return [text];
    if (maxSplit < 0) return text.split(separator);
  }
  const size = strLength(separator);
  const out: Str[] = [];
  let done = 0;
  for (let left = maxSplit; left !== 0; left--) {
    const at = strFind(text, separator, done);
    if (at < 0) break;
    out.push(strSlice(text, done, at));
    done = at + size;
  }
  out.push(done === 0 ? text : strSlice(text, done, strLength(text)));
  return out;
}

export function strRSplit(text: Str, separator: Str, maxSplit = -1): Str[] {
  const size = strLength(separator);
  const out: Str[] = [];
  let end = strLength(text);
  for (let left = maxSplit; left !== 0; left--) {
    const at = strRFind(text, separator, 0, end);
    if (at < 0) break;
    out.push(strSlice(text, at + size, end));
    end = at;
  }
  chargeFor(strLength(text) - end);
  out.push(strSlice(text, 0, end));
  return out.reverse();
}

/** str.split() on runs of white space. */
export function strSplitSpace(text: Str, maxSplit = -1): Str[] {
  chargeFor(strLength(text));
  const out: Str[] = [];
  const length = strLength(text);
  let i = 0;
  for (let left = maxSplit; ; left--) {
    while (i < length && isSpaceCode(strCodeAt(text, i))) i++;
    if (i === length) return out;
    if (left === 0) {
      // What remains keeps its trailing white space.
      out.push(strSlice(text, i, length));
      return out;
    }
    const start = i;
    while (i < length && !isSpaceCode(strCodeAt(text, i))) i++;
    out.push(strSlice(text, start, i));
  }
}

export function strRSplitSpace(text: Str, maxSplit = -1): Str[] {
  chargeFor(strLength(text));
  const out: Str[] = [];
  let end = strLength(text);
  for (let left = maxSplit; ; left--) {
    while (end > 0 && isSpaceCode(strCodeAt(text, end - 1))) end--;
    if (end === 0) break;
    if (left === 0) {
      out.push(strSlice(text, 0, end));
      break;
    }
    const stop = end;
    while (end > 0 && !isSpaceCode(strCodeAt(text, end - 1))) end--;
    out.push(strSlice(text, end, stop));
  }
  return out.reverse();
}

/** str.splitlines. */
export function strSplitLines(text: Str, keepEnds: boolean): Str[] {
  chargeFor(strLength(text));
  if (typeof text === "string") return splitLines(text, keepEnds);
  const out: Str[] = [];
  const length = strLength(text);
  let start = 0;
  let i = 0;
  while (i < length) {
    const code = strCodeAt(text, i);
    i++;
    if (!isLineBreak(code)) continue;
    const end = i - 1;
    if (code === 13 && i < length && strCodeAt(text, i) === 10) i++;
    out.push(strSlice(text, start, keepEnds ? i : end));
    start = i;
  }
  if (start < length) out.push(start === 0 ? text : strSlice(text, start, length));
  return out;
}

/** What isLineBreak accepts. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: separators of files, groups and records end lines
const LINE_BREAK = /\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]/g;

/** The same of a text that is a JavaScript string, which the engine's own search goes through sooner and faster. */
function splitLines(text: string, keepEnds: boolean): string[] {
  const out: string[] = [];
  let start = 0;
  LINE_BREAK.lastIndex = 0;
  while (LINE_BREAK.test(text)) {
    const next = LINE_BREAK.lastIndex;
    let end = next;
    if (!keepEnds) {
      end--;
      if (text.charCodeAt(end) === 10 && end > start && text.charCodeAt(end - 1) === 13) end--;
    }
    out.push(text.slice(start, end));
    start = next;
  }
  if (start < text.length) out.push(start === 0 ? text : text.slice(start));
  return out;
}

/** Strips white space from the chosen sides. */
export function strStripSpace(text: Str, left: boolean, right: boolean): Str {
  chargeFor(strLength(text));
  const length = strLength(text);
  let start = 0;
  let end = length;
  if (left) while (start < end && isSpaceCode(strCodeAt(text, start))) start++;
  if (right) while (end > start && isSpaceCode(strCodeAt(text, end - 1))) end--;
  return start === 0 && end === length ? text : strSlice(text, start, end);
}

/** Strips the code points of `chars` from the chosen sides. */
export function strStrip(text: Str, chars: Str, left: boolean, right: boolean): Str {
  chargeFor(strLength(text));
  const length = strLength(text);
  let start = 0;
  let end = length;
  if (typeof chars === "string" && chars.length === 1) {
    const code = chars.charCodeAt(0);
    if (left) while (start < end && strCodeAt(text, start) === code) start++;
    if (right) while (end > start && strCodeAt(text, end - 1) === code) end--;
  } else if (typeof text === "string" && typeof chars === "string") {
    if (left) while (start < end && chars.includes(text[start])) start++;
    if (right) while (end > start && chars.includes(text[end - 1])) end--;
  } else {
    const set = new Set<number>(strCodes(chars));
    if (left) while (start < end && set.has(strCodeAt(text, start))) start++;
    if (right) while (end > start && set.has(strCodeAt(text, end - 1))) end--;
  }
  return start === 0 && end === length ? text : strSlice(text, start, end);
}

/** The text `count` times; too long a result is a MemoryError. */
export function strRepeat(text: Str, count: number): Str {
  if (count <= 0 || text === "") return "";
  if (count === 1) return text;
  memory.reserve(strLength(text) * count);
  try {
    if (typeof text === "string") {
      const repeated = text.repeat(count);
      const first = text.charCodeAt(0) & 0xfc00;
      return first === 0xdc00 ? strFromUnits(repeated) : repeated;
    }
    const size = text.codes.length;
    if (size * count > 0x3fffffff) throw memoryError();
    const codes = new Uint32Array(size * count);
    for (let i = 0; i < count; i++) codes.set(text.codes, i * size);
    return new WideStr(codes);
  } catch (error) {
    throw error instanceof RangeError ? memoryError() : error;
  }
}

/** The text between `left` and `right` copies of the fill character. */
export function strPad(text: Str, left: number, right: number, fill: Str): Str {
  if (left <= 0 && right <= 0) return text;
  memory.reserve(Math.max(left, 0) + Math.max(right, 0));
  return strConcat(strConcat(strRepeat(fill, left), text), strRepeat(fill, right));
}

export function strCenter(text: Str, width: number, fill: Str): Str {
  const margin = width - strLength(text);
  if (margin <= 0) return text;
  const left = Math.floor(margin / 2) + (margin & width & 1);
  return strPad(text, left, margin - left, fill);
}

/** str.zfill: zeros go after a sign. */
export function strZfill(text: Str, width: number): Str {
  const length = strLength(text);
  if (width <= length) return text;
  const sign = length > 0 ? strCodeAt(text, 0) : 0;
  const zeros = strRepeat("0", width - length);
  if (sign !== 43 && sign !== 45) return strConcat(zeros, text);
  return strConcat(strConcat(strSlice(text, 0, 1), zeros), strSlice(text, 1, length));
}

export function strExpandTabs(text: Str, tabSize: number): Str {
  charge(strLength(text));
  if (typeof text === "string" && !text.includes("\t")) return text;
  const out: number[] = [];
  const length = strLength(text);
  let column = 0;
  let found = false;
  for (let i = 0; i < length; i++) {
    const code = strCodeAt(text, i);
    if (code === 9) {
      found = true;
      if (tabSize > 0) {
        const add = tabSize - (column % tabSize);
        column += add;
        for (let k = 0; k < add; k++) out.push(32);
      }
    } else {
      out.push(code);
      column = code === 10 || code === 13 ? 0 : column + 1;
    }
  }
  return found ? strFromCodes(out) : text;
}
