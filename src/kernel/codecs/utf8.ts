/**
 * UTF-8. ASCII takes a short way in both directions; errors are found exactly as CPython finds them (the longest prefix
 * that could begin a character is one error). Behaviour: Objects/stringlib/codecs.h (utf8_decode, utf8_encoder).
 */
import { isPiece, pieceStart, roomFor, takePiece } from "../byte-room.ts";
import { chargeFor } from "../interrupt.ts";
import { LONG_TEXT, type NativeText, nativeText } from "../native-text.ts";
import { type Str, strCodes, strFromCodes, strLength } from "../str.ts";
import {
  asciiPrefix,
  ByteSink,
  CodeSink,
  type Decoded,
  type DecodeErrors,
  type EncodeErrors,
  handlerPosition,
  isAsciiStr,
} from "./protocol.ts";

/** Set by `scan`: the error's length, or 0 for input that merely ends early. */
let badLength = 0;
let badReason = "";

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

/**
 * The code point at `i`, or -1 with `badLength`/`badReason` set. The caller knows its length from the first byte.
 */
function scan(data: Uint8Array, i: number): number {
  const first = data[i];
  const left = data.length - i;
  if (first < 0xc2 || first > 0xf4) return bad(1, "invalid start byte");
  const second = data[i + 1];
  if (left < 2) return bad(1, "unexpected end of data");
  if (first < 0xe0) {
    return isContinuation(second) ? ((first & 31) << 6) | (second & 63) : bad(1, "invalid continuation byte");
  }
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return bad(1, "invalid continuation byte");
  if (left < 3) return bad(2, "unexpected end of data");
  const third = data[i + 2];
  if (!isContinuation(third)) return bad(2, "invalid continuation byte");
  if (first < 0xf0) return ((first & 15) << 12) | ((second & 63) << 6) | (third & 63);
  if (left < 4) return bad(3, "unexpected end of data");
  const fourth = data[i + 3];
  if (!isContinuation(fourth)) return bad(3, "invalid continuation byte");
  return ((first & 7) << 18) | ((second & 63) << 12) | ((third & 63) << 6) | (fourth & 63);
}

function bad(length: number, reason: string): number {
  badLength = length;
  badReason = reason;
  return -1;
}

/** A surrogate whose third byte may still come: left for the next round, where surrogatepass may want it whole. */
function isTruncatedSurrogate(data: Uint8Array, i: number): boolean {
  return data[i] === 0xed && data.length - i === 2 && data[i + 1] >= 0xa0 && data[i + 1] <= 0xbf;
}

/** What stands for errors may be one; what takes two units has another form here. */
const DOUBTFUL = /[\ufffd\ud800-\udfff]/;

/** Decodes; unless `final`, an unfinished character at the end is left unread. */
export function utf8Decode(data: Uint8Array, errors: DecodeErrors, final = true): Decoded {
  if (asciiPrefix(data) === data.length) return { text: strFromCodes(data), consumed: data.length };
  if (data.length >= LONG_TEXT && nativeText !== undefined) {
    const text = nativeText.readUtf8(data);
    if (!DOUBTFUL.test(text)) return { text, consumed: data.length };
  }
  // There are never more code points than bytes, unless a handler adds text; then the sink grows by itself.
  const out = new CodeSink(data.length);
  let codes = out.codes;
  let n = 0;
  let i = 0;
  while (i < data.length) {
    const byte = data[i];
    if (byte < 128) {
      codes[n++] = byte;
      i++;
      continue;
    }
    const code = scan(data, i);
    if (code >= 0) {
      codes[n++] = code;
      i += code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      continue;
    }
    out.length = n;
    if (!final && (badReason === "unexpected end of data" || isTruncatedSurrogate(data, i))) break;
    const answer = errors.handle("utf-8", data, i, i + badLength, badReason);
    if (answer.data !== undefined) data = answer.data;
    i = handlerPosition(answer.position, data.length);
    out.pushText(answer.text);
    out.reserve(data.length - i);
    codes = out.codes;
    n = out.length;
  }
  out.length = n;
  return { text: out.text(), consumed: i };
}

/** Decodes UTF-8 that is known to be valid or may be mended with U+FFFD: no handler needed. */
export function utf8DecodeLenient(data: Uint8Array): Str {
  return utf8Decode(data, REPLACE).text;
}

const REPLACE: DecodeErrors = { handle: (_encoding, _data, _start, end) => ({ text: "\ufffd", position: end }) };

/** Appends a code point that is no surrogate. */
export function pushUtf8(out: ByteSink, code: number): void {
  if (code < 0x80) {
    out.push(code);
  } else if (code < 0x800) {
    out.push(0xc0 | (code >> 6));
    out.push(0x80 | (code & 63));
  } else if (code < 0x10000) {
    out.push(0xe0 | (code >> 12));
    out.push(0x80 | ((code >> 6) & 63));
    out.push(0x80 | (code & 63));
  } else {
    out.push(0xf0 | (code >> 18));
    out.push(0x80 | ((code >> 12) & 63));
    out.push(0x80 | ((code >> 6) & 63));
    out.push(0x80 | (code & 63));
  }
}

const SURROGATE = /[\ud800-\udfff]/;
/** Newer engines look for surrogates without a pattern, and not at all where a text's characters have a byte each. */
const { isWellFormed } = String.prototype as { isWellFormed?(this: string): boolean };

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** The bytes of a text without surrogates, otherwise undefined. */
export function encodePlainUtf8(text: string): Uint8Array | undefined {
  const most = text.length * 3;
  if (text.length < LONG_TEXT) return encodeShort(text, most);
  if (nativeText !== undefined) return encodeNatively(nativeText, text, most);
  if (isPiece(most)) return encodePiece(text, most);
  const size = plainLength(text);
  if (size < 0) return undefined;
  const bytes = new Uint8Array(size);
  writePlain(text, bytes, 0);
  return bytes;
}

/** The bytes of a short text, which is ASCII mostly if it begins so. */
function encodeShort(text: string, most: number): Uint8Array | undefined {
  if (text.charCodeAt(0) >= 0x80) return encodePiece(text, most);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) return encodePiece(text, most);
    bytes[i] = code;
  }
  return bytes;
}

function encodePiece(text: string, most: number): Uint8Array | undefined {
  const end = writePlain(text, roomFor(most), pieceStart());
  return end < 0 ? undefined : takePiece(end);
}

function encodeNatively(native: NativeText, text: string, most: number): Uint8Array | undefined {
  if (!isPiece(most)) {
    const bytes = native.encodeUtf8(text);
    return hasSurrogates(text, bytes.length) ? undefined : bytes;
  }
  const room = roomFor(most);
  const start = pieceStart();
  const size = native.writeUtf8(room, start, text);
  return hasSurrogates(text, size) ? undefined : takePiece(start + size);
}

/** Whether a text that takes so many bytes has surrogates; in texts there are no pairs of them. */
function hasSurrogates(text: string, size: number): boolean {
  if (size < text.length + 2) return false;
  return isWellFormed === undefined ? SURROGATE.test(text) : !isWellFormed.call(text);
}

/** The length of a text without surrogates, otherwise -1. */
function plainLength(text: string): number {
  let size = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (isSurrogate(code)) return -1;
    size += code < 0x800 ? 1 : 2;
  }
  return size;
}

/** Writes a text from `at` on; where it ends, or -1 when it has surrogates. */
function writePlain(text: string, bytes: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      bytes[at++] = code;
    } else if (code < 0x800) {
      bytes[at] = 0xc0 | (code >> 6);
      bytes[at + 1] = 0x80 | (code & 63);
      at += 2;
    } else {
      if (isSurrogate(code)) return -1;
      bytes[at] = 0xe0 | (code >> 12);
      bytes[at + 1] = 0x80 | ((code >> 6) & 63);
      bytes[at + 2] = 0x80 | (code & 63);
      at += 3;
    }
  }
  return at;
}

export function utf8Encode(text: Str, errors: EncodeErrors): Uint8Array {
  chargeFor(strLength(text));
  const plain = typeof text === "string" ? encodePlainUtf8(text) : undefined;
  if (plain !== undefined) return plain;
  const codes = strCodes(text);
  const out = new ByteSink(codes.length * 3);
  const reason = "surrogates not allowed";
  let i = 0;
  while (i < codes.length) {
    const code = codes[i];
    if (!isSurrogate(code)) {
      pushUtf8(out, code);
      i++;
      continue;
    }
    let end = i + 1;
    while (end < codes.length && isSurrogate(codes[end])) end++;
    const { replacement, position } = errors.handle("utf-8", text, i, end, reason);
    if (replacement instanceof Uint8Array) out.pushBytes(replacement);
    else if (isAsciiStr(replacement)) out.pushAscii(replacement);
    else errors.fail("utf-8", text, i, end, reason);
    i = handlerPosition(position, codes.length);
  }
  return out.result();
}

/** The length of a text in UTF-8, surrogates counted as three bytes. */
export function utf8Length(text: Str): number {
  const codes = strCodes(text);
  let length = 0;
  for (let i = 0; i < codes.length; i++) {
    length += codes[i] < 0x80 ? 1 : codes[i] < 0x800 ? 2 : codes[i] < 0x10000 ? 3 : 4;
  }
  return length;
}
