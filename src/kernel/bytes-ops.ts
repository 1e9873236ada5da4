/**
 * Operations on byte strings: the family of str-search and str-split over `Uint8Array`, with ASCII notions of case and
 * white space. Results are new arrays unless nothing changed. Behaviour: CPython Objects/bytesobject.c,
 * bytes_methods.c, stringlib.
 */

import { FEW, freshBytes, isPiece, NO_BYTES, zeroBytes } from "./byte-room.ts";
import { valueError } from "./error.ts";
import { charge, chargeFor } from "./interrupt.ts";
import { nativeText } from "./native-text.ts";
import { clampIndex } from "./str-search.ts";
import { LONG_NEEDLE, TwoWay } from "./two-way.ts";

/** White space: space, \t, \n, \v, \f, \r. */
export const isSpaceByte = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);

/** From so many bytes on the platform compares sooner than a loop. */
const LONG_BYTES = 128;

let lastNeedle: Uint8Array | null = null;
let lastTwoWay: TwoWay | null = null;

/** The prepared form of a long needle; counting and splitting ask for the same one again and again. */
function longNeedle(needle: Uint8Array): TwoWay {
  if (lastTwoWay === null || lastNeedle === null || !bytesEqual(lastNeedle, needle)) {
    lastNeedle = needle.slice();
    lastTwoWay = new TwoWay(lastNeedle);
  }
  return lastTwoWay;
}

/** The first place of `needle` (not empty) from `start` that ends before `end`. */
function search(data: Uint8Array, needle: Uint8Array, start: number, end: number): number {
  const size = needle.length;
  if (size === 0) return start <= end ? start : -1;
  const last = end - size;
  if (size >= LONG_NEEDLE && last > start) return longNeedle(needle).find(data, start, end);
  const first = needle[0];
  let at = start;
  while (at <= last) {
    at = data.indexOf(first, at);
    if (at < 0 || at > last) return -1;
    let k = 1;
    while (k < size && data[at + k] === needle[k]) k++;
    if (k === size) return at;
    at++;
  }
  return -1;
}

export function bytesFind(data: Uint8Array, needle: Uint8Array, from = 0, to = Number.MAX_SAFE_INTEGER): number {
  chargeFor(data.length);
  if (from > data.length) return -1;
  return search(data, needle, clampIndex(from, data.length), clampIndex(to, data.length));
}

export function bytesRFind(data: Uint8Array, needle: Uint8Array, from = 0, to = Number.MAX_SAFE_INTEGER): number {
  chargeFor(data.length);
  if (from > data.length) return -1;
  const start = clampIndex(from, data.length);
  const end = clampIndex(to, data.length);
  const size = needle.length;
  for (let at = end - size; at >= start; at--) {
    let k = 0;
    while (k < size && data[at + k] === needle[k]) k++;
    if (k === size) return at;
  }
  return -1;
}

export function bytesCount(data: Uint8Array, needle: Uint8Array, from = 0, to = Number.MAX_SAFE_INTEGER): number {
  chargeFor(data.length);
  if (from > data.length) return 0;
  const start = clampIndex(from, data.length);
  const end = clampIndex(to, data.length);
  if (start > end) return 0;
  if (needle.length === 0) return end - start + 1;
  let count = 0;
  for (let at = search(data, needle, start, end); at >= 0; at = search(data, needle, at + needle.length, end)) count++;
  return count;
}

export function bytesTailMatch(data: Uint8Array, part: Uint8Array, from: number, to: number, atEnd: boolean): boolean {
  if (from > data.length) return false;
  const start = clampIndex(from, data.length);
  const end = clampIndex(to, data.length);
  if (end - start < part.length) return false;
  const at = atEnd ? end - part.length : start;
  for (let i = 0; i < part.length; i++) if (data[at + i] !== part[i]) return false;
  return true;
}

export function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  const { length } = a;
  if (length !== b.length) return false;
  chargeFor(length);
  if (length >= LONG_BYTES && nativeText?.compare !== undefined) return a[0] === b[0] && nativeText.compare(a, b) === 0;
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Negative, 0 or positive. */
export function bytesCompare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  chargeFor(length);
  if (length >= LONG_BYTES && a[0] === b[0] && nativeText?.compare !== undefined) return nativeText.compare(a, b);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

/** Bytes of any value, every one of which is to be written. */
export function allocate(size: number): Uint8Array {
  return isPiece(size) ? freshBytes(size) : zeroBytes(size);
}

export function bytesConcat(a: Uint8Array, b: Uint8Array): Uint8Array {
  chargeFor(a.length + b.length);
  const out = allocate(a.length + b.length);
  copyInto(out, a, 0);
  copyInto(out, b, a.length);
  return out;
}

export function copyInto(target: Uint8Array, part: Uint8Array, at: number): void {
  const { length } = part;
  if (length > FEW) target.set(part, at);
  else for (let i = 0; i < length; i++) target[at + i] = part[i];
}

export function bytesRepeat(data: Uint8Array, count: number): Uint8Array {
  if (count <= 0 || data.length === 0) return NO_BYTES;
  chargeFor(data.length * count);
  const out = allocate(data.length * count);
  if (data.length === 1) return out.fill(data[0]);
  out.set(data);
  // Doubling copies: each step copies what is there already.
  for (let done = data.length; done < out.length; done *= 2) out.copyWithin(done, 0, Math.min(done, out.length - done));
  return out;
}

export function bytesJoin(separator: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  charge(parts.length);
  let size = Math.max(parts.length - 1, 0) * separator.length;
  for (let i = 0; i < parts.length; i++) size += parts[i].length;
  chargeFor(size);
  const out = allocate(size);
  let at = 0;
  for (let i = 0; i < parts.length; i++) {
    if (i > 0 && separator.length > 0) {
      copyInto(out, separator, at);
      at += separator.length;
    }
    copyInto(out, parts[i], at);
    at += parts[i].length;
  }
  return out;
}

export function bytesReplace(data: Uint8Array, old: Uint8Array, by: Uint8Array, count = -1): Uint8Array {
  chargeFor(data.length);
  const limit = count < 0 ? Number.POSITIVE_INFINITY : count;
  const parts: Uint8Array[] = [];
  let done = 0;
  if (old.length === 0) {
    if (limit === 0) return data;
    while (done < data.length && parts.length < limit - 1) parts.push(data.subarray(done, ++done));
    // The first replacement stands before the first byte: an empty part leads.
    return bytesJoin(by, [NO_BYTES, ...parts, data.subarray(done)]);
  }
  let at = limit > 0 ? search(data, old, 0, data.length) : -1;
  if (at < 0) return data;
  while (at >= 0 && parts.length < limit) {
    parts.push(data.subarray(done, at));
    done = at + old.length;
    at = search(data, old, done, data.length);
  }
  parts.push(data.subarray(done));
  return bytesJoin(by, parts);
}

export function bytesSplit(data: Uint8Array, separator: Uint8Array, maxSplit = -1): Uint8Array[] {
  chargeFor(data.length);
  const out: Uint8Array[] = [];
  let done = 0;
  for (let left = maxSplit; left !== 0; left--) {
    const at = search(data, separator, done, data.length);
    if (at < 0) break;
    out.push(data.slice(done, at));
    done = at + separator.length;
  }
  out.push(data.slice(done));
  return out;
}

export function bytesRSplit(data: Uint8Array, separator: Uint8Array, maxSplit = -1): Uint8Array[] {
  chargeFor(data.length);
  const out: Uint8Array[] = [];
  let end = data.length;
  for (let left = maxSplit; left !== 0; left--) {
    const at = bytesRFind(data, separator, 0, end);
    if (at < 0) break;
    out.push(data.slice(at + separator.length, end));
    end = at;
  }
  out.push(data.slice(0, end));
  return out.reverse();
}

export function bytesSplitSpace(data: Uint8Array, maxSplit = -1): Uint8Array[] {
  chargeFor(data.length);
  const out: Uint8Array[] = [];
  const length = data.length;
  let i = 0;
  for (let left = maxSplit; ; left--) {
    while (i < length && isSpaceByte(data[i])) i++;
    if (i === length) return out;
    if (left === 0) {
      out.push(data.slice(i));
      return out;
    }
    const start = i;
    while (i < length && !isSpaceByte(data[i])) i++;
    out.push(data.slice(start, i));
  }
}

export function bytesRSplitSpace(data: Uint8Array, maxSplit = -1): Uint8Array[] {
  chargeFor(data.length);
  const out: Uint8Array[] = [];
  let end = data.length;
  for (let left = maxSplit; ; left--) {
    while (end > 0 && isSpaceByte(data[end - 1])) end--;
    if (end === 0) break;
    if (left === 0) {
      out.push(data.slice(0, end));
      break;
    }
    const stop = end;
    while (end > 0 && !isSpaceByte(data[end - 1])) end--;
    out.push(data.slice(end, stop));
  }
  return out.reverse();
}

/** bytes.splitlines: only \n, \r and \r\n end a line. */
export function bytesSplitLines(data: Uint8Array, keepEnds: boolean): Uint8Array[] {
  chargeFor(data.length);
  const out: Uint8Array[] = [];
  let start = 0;
  for (let i = 0; i < data.length; ) {
    const byte = data[i++];
    if (byte !== 10 && byte !== 13) continue;
    const end = i - 1;
    if (byte === 13 && data[i] === 10) i++;
    out.push(data.slice(start, keepEnds ? i : end));
    start = i;
  }
  if (start < data.length) out.push(data.slice(start));
  return out;
}

export function bytesPartition(data: Uint8Array, separator: Uint8Array): [Uint8Array, Uint8Array, Uint8Array] | null {
  chargeFor(data.length);
  const at = search(data, separator, 0, data.length);
  return at < 0 ? null : [data.slice(0, at), separator, data.slice(at + separator.length)];
}

export function bytesRPartition(data: Uint8Array, separator: Uint8Array): [Uint8Array, Uint8Array, Uint8Array] | null {
  const at = bytesRFind(data, separator);
  return at < 0 ? null : [data.slice(0, at), separator, data.slice(at + separator.length)];
}

/** Strips white space (`chars` absent) or the bytes in `chars`; the same array when nothing is stripped. */
export function bytesStrip(data: Uint8Array, chars: Uint8Array | undefined, left: boolean, right: boolean): Uint8Array {
  chargeFor(data.length);
  let start = 0;
  let end = data.length;
  if (chars === undefined) {
    if (left) while (start < end && isSpaceByte(data[start])) start++;
    if (right) while (end > start && isSpaceByte(data[end - 1])) end--;
  } else {
    const round = mark(chars);
    if (left) while (start < end && marks[data[start]] === round) start++;
    if (right) while (end > start && marks[data[end - 1]] === round) end--;
  }
  if (start === end && data.length > 0) return NO_BYTES;
  return start === 0 && end === data.length ? data : data.slice(start, end);
}

/** A set of bytes: those whose mark is the number of the last round. */
const marks = new Uint32Array(256);
let lastRound = 0;

function mark(bytes: Uint8Array): number {
  lastRound = (lastRound + 1) >>> 0;
  if (lastRound === 0) {
    marks.fill(0);
    lastRound = 1;
  }
  for (let i = 0; i < bytes.length; i++) marks[bytes[i]] = lastRound;
  return lastRound;
}

export function bytesPad(data: Uint8Array, left: number, right: number, fill: number): Uint8Array {
  if (left <= 0 && right <= 0) return data;
  const out = allocate(left + data.length + right).fill(fill);
  out.set(data, left);
  return out;
}

export function bytesCenter(data: Uint8Array, width: number, fill: number): Uint8Array {
  const margin = width - data.length;
  if (margin <= 0) return data;
  const left = Math.floor(margin / 2) + (margin & width & 1);
  return bytesPad(data, left, margin - left, fill);
}

export function bytesZfill(data: Uint8Array, width: number): Uint8Array {
  if (width <= data.length) return data;
  const out = bytesPad(data, width - data.length, 0, 48);
  if (data[0] === 43 || data[0] === 45) {
    out[width - data.length] = 48;
    out[0] = data[0];
  }
  return out;
}

export function bytesExpandTabs(data: Uint8Array, tabSize: number): Uint8Array {
  const out: number[] = [];
  let column = 0;
  for (let i = 0; i < data.length; i++) {
    const byte = data[i];
    if (byte === 9) {
      if (tabSize > 0) {
        const add = tabSize - (column % tabSize);
        column += add;
        for (let k = 0; k < add; k++) out.push(32);
      }
    } else {
      out.push(byte);
      column = byte === 10 || byte === 13 ? 0 : column + 1;
    }
  }
  return Uint8Array.from(out);
}

/** Each byte replaced by the table's; with `keep` the same array when nothing changed. */
export function bytesMap(data: Uint8Array, table: Uint8Array, keep = false): Uint8Array {
  chargeFor(data.length);
  const { length } = data;
  const out = freshBytes(length);
  let changes = 0;
  for (let i = 0; i < length; i++) {
    const byte = data[i];
    const mapped = table[byte];
    changes |= byte ^ mapped;
    out[i] = mapped;
  }
  return keep && changes === 0 ? data : out;
}

/** bytes.translate: `table` of 256 bytes or absent, then without the bytes in `remove`; the same array when nothing changed. */
export function bytesTranslate(data: Uint8Array, table: Uint8Array | undefined, remove: Uint8Array): Uint8Array {
  if (table !== undefined && table.length !== 256) {
    throw valueError("translation table must be 256 characters long");
  }
  if (remove.length === 0) return table === undefined ? data : bytesMap(data, table, true);
  const kept = bytesWithout(data, remove);
  return table === undefined ? kept : bytesMap(kept, table, true);
}

/** Which bytes are left out; all zeros between two uses. */
const gone = new Uint8Array(256);

function bytesWithout(data: Uint8Array, remove: Uint8Array): Uint8Array {
  chargeFor(data.length);
  for (let i = 0; i < remove.length; i++) gone[remove[i]] = 1;
  const left = withoutGone(data);
  for (let i = 0; i < remove.length; i++) gone[remove[i]] = 0;
  return left;
}

function withoutGone(data: Uint8Array): Uint8Array {
  const { length } = data;
  let removed = 0;
  for (let i = 0; i < length; i++) removed += gone[data[i]];
  if (removed === 0) return data;
  const out = freshBytes(length - removed);
  if (removed === length) return out;
  let size = 0;
  for (let i = 0; i < length; i++) {
    const byte = data[i];
    if (gone[byte] === 0) out[size++] = byte;
  }
  return out;
}
