/**
 * Joining texts. A few, or long ones, are concatenated: V8 makes a pair of each two and copies them only when the whole is read. Many short
 * ones would be two such pairs each, to be made, moved and visited by the collector, so their characters are copied at once.
 * Behaviour: CPython Objects/unicodeobject.c (PyUnicode_Join).
 */
import { memoryError } from "./error.ts";
import { charge } from "./interrupt.ts";
import { nativeText } from "./native-text.ts";
import { beginsLow, type Str, strCodes, strFromCodes, strFromUnits, strLength } from "./str.ts";

/** From so many parts on, of at most so many characters each on average, copying is faster. */
const MANY = 16;
const SHORT = 8;
const ROOM = 8192;

/** The last character that is one byte. */
const LATIN = 255;

let room: Uint8Array | undefined;

/** str.join. */
export function strJoin(separator: Str, parts: readonly Str[]): Str {
  if (parts.length === 1) return parts[0];
  const joined = joinPlain(separator, parts);
  if (joined !== undefined) return joined;
  let length = Math.max(parts.length - 1, 0) * strLength(separator);
  for (let i = 0; i < parts.length; i++) length += strLength(parts[i]);
  const codes = new Uint32Array(length);
  const between = strCodes(separator);
  let at = 0;
  for (let i = 0; i < parts.length; i++) {
    if (i > 0) {
      codes.set(between, at);
      at += between.length;
    }
    const part = strCodes(parts[i]);
    codes.set(part, at);
    at += part.length;
  }
  return strFromCodes(codes);
}

/** The same where all are JavaScript strings, otherwise undefined. */
export function joinPlain(separator: Str, parts: readonly unknown[]): Str | undefined {
  charge(parts.length);
  if (typeof separator !== "string") return undefined;
  let size = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (typeof part !== "string") return undefined;
    size += part.length;
  }
  try {
    const short = parts.length >= MANY && size <= parts.length * SHORT && separator.length <= SHORT;
    const copied = short ? copyShort(separator, parts) : undefined;
    return copied ?? concatenate(separator, parts as readonly string[]);
  } catch (error) {
    throw error instanceof RangeError ? memoryError() : error;
  }
}

function concatenate(separator: string, parts: readonly string[]): Str {
  let text = "";
  let mayPair = beginsLow(separator);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (beginsLow(part)) mayPair = true;
    text = i === 0 || separator === "" ? text + part : text + separator + part;
  }
  return mayPair ? strFromUnits(text) : text;
}

/** Undefined where a character takes more than a byte, or a part the whole room, or where the platform cannot read it. */
function copyShort(separator: string, parts: readonly unknown[]): string | undefined {
  const read = nativeText?.readLatin1;
  if (read === undefined) return undefined;
  room ??= new Uint8Array(ROOM);
  const bytes = room;
  const gap = separator.length;
  const mark = separator.charCodeAt(0);
  let text = "";
  let at = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as string;
    if (at + gap + part.length > ROOM) {
      if (gap + part.length > ROOM) return undefined;
      text += read(bytes, 0, at);
      at = 0;
    }
    if (i > 0) {
      if (gap === 1 && mark <= LATIN) bytes[at++] = mark;
      else if (gap > 0) {
        if (!copied(bytes, at, separator)) return undefined;
        at += gap;
      }
    }
    if (!copied(bytes, at, part)) return undefined;
    at += part.length;
  }
  return text + read(bytes, 0, at);
}

/** Writes a text's characters as bytes; whether each is one. */
function copied(bytes: Uint8Array, at: number, text: string): boolean {
  const { length } = text;
  let bits = 0;
  if (length > 4) {
    for (let i = 0; i < length; i++) bits |= bytes[at + i] = text.charCodeAt(i);
  } else {
    // Without the branches of a loop, which nothing can foretell where lengths vary.
    if (length > 0) bits |= bytes[at] = text.charCodeAt(0);
    if (length > 1) bits |= bytes[at + 1] = text.charCodeAt(1);
    if (length > 2) bits |= bytes[at + 2] = text.charCodeAt(2);
    if (length > 3) bits |= bytes[at + 3] = text.charCodeAt(3);
  }
  return bits <= LATIN;
}
