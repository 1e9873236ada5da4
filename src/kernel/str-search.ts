/**
 * Searching in texts: find, index, count, replace, partition, startswith. A wide needle never occurs in a narrow text,
 * since narrow texts hold neither astral characters nor surrogate pairs; narrow texts use the engine's own search.
 * Indices are code points, and `start`/`end` mean what they do in a slice. Behaviour: CPython Objects/stringlib/find.h,
 * fastsearch.h, partition.h, unicodeobject.c (replace).
 */

import { memoryError } from "./error.ts";
import { chargeFor } from "./interrupt.ts";
import { beginsLow, endsHigh, type Str, strCodes, strFromCodes, strFromUnits, strLength, strSlice } from "./str.ts";
import { TwoWay } from "./two-way.ts";

/** A slice's bound brought into 0 … length. */
export function clampIndex(index: number, length: number): number {
  if (index < 0) return Math.max(index + length, 0);
  return Math.min(index, length);
}

/** The first index from `start` where `needle` lies in full before `end`, in code points; -1 if there is none. */
function findCodes(text: ArrayLike<number>, needle: ArrayLike<number>, start: number, end: number): number {
  const last = end - needle.length;
  if (needle.length === 0) return start <= end ? start : -1;
  const first = needle[0];
  for (let i = start; i <= last; i++) {
    if (text[i] !== first) continue;
    let k = 1;
    while (k < needle.length && text[i + k] === needle[k]) k++;
    if (k === needle.length) return i;
  }
  return -1;
}

function rfindCodes(text: ArrayLike<number>, needle: ArrayLike<number>, start: number, end: number): number {
  if (needle.length === 0) return start <= end ? end : -1;
  for (let i = end - needle.length; i >= start; i--) {
    let k = 0;
    while (k < needle.length && text[i + k] === needle[k]) k++;
    if (k === needle.length) return i;
  }
  return -1;
}

/** From this length on the engine's search might take time in proportion to the product of the lengths. */
const MANY = 1000;

function findLong(text: string, needle: string, start: number, end: number): number {
  return new TwoWay(strCodes(needle)).find(strCodes(text), start, end);
}

/** `undefined` bounds are the text's own. */
export function strFind(text: Str, needle: Str, from = 0, to = Number.MAX_SAFE_INTEGER): number {
  const length = strLength(text);
  // A start beyond the end finds nothing, not even the empty text.
  if (from > length) return -1;
  const start = clampIndex(from, length);
  const end = clampIndex(to, length);
  if (start > end) return -1;
  const at = findBetween(text, needle, start, end);
  chargeFor((at < 0 ? end : at) - start);
  return at;
}

function findBetween(text: Str, needle: Str, start: number, end: number): number {
  if (typeof text !== "string") return findCodes(text.codes, strCodes(needle), start, end);
  if (typeof needle !== "string") return -1;
  if (needle.length >= MANY && end - start > needle.length) return findLong(text, needle, start, end);
  if (end === text.length) return text.indexOf(needle, start);
  const found = text.slice(start, end).indexOf(needle);
  return found < 0 ? -1 : found + start;
}

export function strRFind(text: Str, needle: Str, from = 0, to = Number.MAX_SAFE_INTEGER): number {
  const length = strLength(text);
  if (from > length) return -1;
  const start = clampIndex(from, length);
  const end = clampIndex(to, length);
  if (start > end) return -1;
  const at = rfindBetween(text, needle, start, end);
  chargeFor(end - Math.max(at, start));
  return at;
}

function rfindBetween(text: Str, needle: Str, start: number, end: number): number {
  if (typeof text !== "string") return rfindCodes(text.codes, strCodes(needle), start, end);
  if (typeof needle !== "string") return -1;
  const found = (start === 0 && end === text.length ? text : text.slice(start, end)).lastIndexOf(needle);
  return found < 0 ? -1 : found + start;
}

export function strContains(text: Str, needle: Str): boolean {
  const length = strLength(text);
  const at = findBetween(text, needle, 0, length);
  chargeFor(at < 0 ? length : at);
  return at >= 0;
}

function countLong(text: ArrayLike<number>, needle: ArrayLike<number>): number {
  const search = new TwoWay(needle);
  let count = 0;
  for (let at = search.find(text, 0, text.length); at >= 0; at = search.find(text, at + needle.length, text.length))
    count++;
  return count;
}

/** The number of non-overlapping occurrences. */
export function strCount(text: Str, needle: Str, from = 0, to = Number.MAX_SAFE_INTEGER): number {
  chargeFor(strLength(text));
  const length = strLength(text);
  if (from > length) return 0;
  const start = clampIndex(from, length);
  const end = clampIndex(to, length);
  if (start > end) return 0;
  const size = strLength(needle);
  if (size === 0) return end - start + 1;
  let count = 0;
  if (typeof text === "string") {
    if (typeof needle !== "string") return 0;
    const part = start === 0 && end === length ? text : text.slice(start, end);
    if (size >= MANY && part.length > size) return countLong(strCodes(part), strCodes(needle));
    for (let at = part.indexOf(needle); at >= 0; at = part.indexOf(needle, at + size)) count++;
    return count;
  }
  const codes = strCodes(needle);
  for (let at = findCodes(text.codes, codes, start, end); at >= 0; at = findCodes(text.codes, codes, at + size, end)) {
    count++;
  }
  return count;
}

/** Whether `part` stands at the start (or the end) of the slice. */
export function strTailMatch(text: Str, part: Str, from: number, to: number, atEnd: boolean): boolean {
  const length = strLength(text);
  if (from > length) return false;
  const start = clampIndex(from, length);
  const end = clampIndex(to, length);
  const size = strLength(part);
  if (end - start < size) return false;
  const at = atEnd ? end - size : start;
  if (typeof text === "string") return typeof part === "string" && text.startsWith(part, at);
  const codes = strCodes(part);
  for (let i = 0; i < size; i++) if (text.codes[at + i] !== codes[i]) return false;
  return true;
}

/** More occurrences than a text may have. */
const MOST = 0x3fffffff;

/** str.replace; a negative count replaces all. */
export function strReplace(text: Str, old: Str, by: Str, count = -1): Str {
  chargeFor(strLength(text));
  if (count === 0) return text;
  const limit = count < 0 ? MOST : count;
  try {
    if (typeof text === "string" && typeof by === "string") {
      if (typeof old !== "string") return text;
      return replaceNarrow(text, old, by, limit);
    }
    return replaceCodes(text, old, by, limit);
  } catch (error) {
    throw error instanceof RangeError ? memoryError() : error;
  }
}

function replaceNarrow(text: string, old: string, by: string, limit: number): Str {
  if (old === "") return interleave(text, by, limit);
  let at = text.indexOf(old);
  if (at < 0) return text;
  let out = "";
  let done = 0;
  for (; at >= 0 && limit > 0; limit--) {
    // From left to right: V8 copies the short text that the two would make, but not the long one before them.
    out = out + text.slice(done, at) + by;
    done = at + old.length;
    at = text.indexOf(old, done);
  }
  out += text.slice(done);
  return by === "" || beginsLow(by) || endsHigh(by) ? strFromUnits(out) : out;
}

/** Puts `by` before each code point and at the end. */
function interleave(text: string, by: string, limit: number): Str {
  if (limit > text.length) return strFromUnits(by + (text === "" ? "" : text.split("").join(by) + by));
  let out = "";
  for (let i = 0; i < limit; i++) out += by + text[i];
  return strFromUnits(out + text.slice(limit));
}

function replaceCodes(text: Str, old: Str, by: Str, limit: number): Str {
  const codes = strCodes(text);
  const needle = strCodes(old);
  const target = strCodes(by);
  const out: number[] = [];
  const copy = (from: ArrayLike<number>, start: number, end: number): void => {
    for (let i = start; i < end; i++) out.push(from[i]);
  };
  let done = 0;
  if (needle.length === 0) {
    for (; done < codes.length && limit > 0; done++, limit--) {
      copy(target, 0, target.length);
      out.push(codes[done]);
    }
    if (limit > 0) copy(target, 0, target.length);
  } else {
    let at = findCodes(codes, needle, 0, codes.length);
    if (at < 0) return text;
    for (; at >= 0 && limit > 0; limit--) {
      copy(codes, done, at);
      copy(target, 0, target.length);
      done = at + needle.length;
      at = findCodes(codes, needle, done, codes.length);
    }
  }
  copy(codes, done, codes.length);
  return strFromCodes(out);
}

/** The parts before and after the separator at `at`; the separator itself is the caller's. */
export function strPartition(text: Str, separator: Str): [Str, Str, Str] {
  const at = strFind(text, separator);
  if (at < 0) return [text, "", ""];
  return [strSlice(text, 0, at), separator, strSlice(text, at + strLength(separator), strLength(text))];
}

export function strRPartition(text: Str, separator: Str): [Str, Str, Str] {
  const at = strRFind(text, separator);
  if (at < 0) return ["", "", text];
  return [strSlice(text, 0, at), separator, strSlice(text, at + strLength(separator), strLength(text))];
}
