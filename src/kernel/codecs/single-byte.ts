/**
 * ASCII, Latin-1, and codecs given by a character map. Behaviour: CPython Objects/unicodeobject.c
 * (PyUnicode_DecodeASCII, unicode_encode_ucs1, PyUnicode_DecodeCharmap, _PyUnicode_EncodeCharmap).
 */

import { freshBytes, isPiece, pieceStart, roomFor, takePiece } from "../byte-room.ts";
import { KernelError } from "../error.ts";
import { chargeFor } from "../interrupt.ts";
import { LONG_TEXT, nativeText } from "../native-text.ts";
import { type Str, strCodeAt, strCodes, strFromCodes, strLength } from "../str.ts";
import {
  asciiPrefix,
  ByteSink,
  CodeSink,
  type DecodeErrors,
  type EncodeErrors,
  handlerPosition,
  isAsciiStr,
} from "./protocol.ts";

export function latin1Decode(data: Uint8Array): Str {
  return strFromCodes(data);
}

export function asciiDecode(data: Uint8Array, errors: DecodeErrors): Str {
  if (asciiPrefix(data) === data.length) return strFromCodes(data);
  const out = new CodeSink(data.length);
  let i = 0;
  while (i < data.length) {
    if (data[i] < 128) {
      out.push(data[i++]);
      continue;
    }
    const answer = errors.handle("ascii", data, i, i + 1, "ordinal not in range(128)");
    if (answer.data !== undefined) data = answer.data;
    i = handlerPosition(answer.position, data.length);
    out.pushText(answer.text);
  }
  return out.text();
}

/** Encodes code points below `limit` (128 or 256) as themselves; a run of others is one error. */
function encodeBelow(text: Str, limit: 128 | 256, errors: EncodeErrors): Uint8Array {
  chargeFor(strLength(text));
  return (typeof text === "string" ? encodePlain(text, limit) : undefined) ?? encodeAny(text, limit, errors);
}

/** Undefined when the text has errors. */
function encodePlain(text: string, limit: number): Uint8Array | undefined {
  if (text.length >= LONG_TEXT && nativeText !== undefined && isAsciiStr(text)) {
    const bytes = freshBytes(text.length);
    nativeText.writeUtf8(bytes, 0, text);
    return bytes;
  }
  const piece = isPiece(text.length);
  const bytes = piece ? roomFor(text.length) : new Uint8Array(text.length);
  let at = piece ? pieceStart() : 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= limit) return undefined;
    bytes[at++] = code;
  }
  return piece ? takePiece(at) : bytes;
}

/** The characters of an ASCII text, otherwise undefined. */
export function asciiBytes(text: string): Uint8Array | undefined {
  chargeFor(text.length);
  return encodePlain(text, 128);
}

function encodeAny(text: Str, limit: 128 | 256, errors: EncodeErrors): Uint8Array {
  const codes = strCodes(text);
  const encoding = limit === 128 ? "ascii" : "latin-1";
  const reason = `ordinal not in range(${limit})`;
  const out = new ByteSink(codes.length);
  let i = 0;
  while (i < codes.length) {
    if (codes[i] < limit) {
      out.push(codes[i++]);
      continue;
    }
    let end = i + 1;
    while (end < codes.length && codes[end] >= limit) end++;
    const { replacement, position } = errors.handle(encoding, text, i, end, reason);
    if (replacement instanceof Uint8Array) {
      out.pushBytes(replacement);
    } else {
      const size = strLength(replacement);
      for (let k = 0; k < size; k++) {
        const code = strCodeAt(replacement, k);
        if (code >= limit) errors.fail(encoding, text, i, end, reason);
        out.push(code);
      }
    }
    i = handlerPosition(position, codes.length);
  }
  return out.result();
}

export function asciiEncode(text: Str, errors: EncodeErrors): Uint8Array {
  return encodeBelow(text, 128, errors);
}

export function latin1Encode(text: Str, errors: EncodeErrors): Uint8Array {
  return encodeBelow(text, 256, errors);
}

/** Decodes by a map: it answers for a byte with text, or `undefined` where the byte means nothing. */
export function charmapDecode(data: Uint8Array, map: (byte: number) => Str | undefined, errors: DecodeErrors): Str {
  const out = new CodeSink(data.length);
  let i = 0;
  while (i < data.length) {
    const text = map(data[i]);
    if (text !== undefined) {
      out.pushText(text);
      i++;
      continue;
    }
    const answer = errors.handle("charmap", data, i, i + 1, "character maps to <undefined>");
    if (answer.data !== undefined) data = answer.data;
    i = handlerPosition(answer.position, data.length);
    out.pushText(answer.text);
  }
  return out.text();
}

/** The map of a decoding table in one text, where U+FFFE stands for "undefined". */
export function charmapFromTable(table: Str): (byte: number) => Str | undefined {
  const codes = strCodes(table);
  const texts: (Str | undefined)[] = Array.from(codes, (code) => (code === 0xfffe ? undefined : strFromCodes([code])));
  return (byte) => texts[byte];
}

/**
 * Encodes by a map: bytes for a code point, or `undefined` where it cannot be encoded. Replacement text goes through the
 * map too.
 */
export function charmapEncode(
  text: Str,
  map: (code: number) => Uint8Array | number | undefined,
  errors: EncodeErrors,
): Uint8Array {
  const codes = strCodes(text);
  const reason = "character maps to <undefined>";
  const out = new ByteSink(codes.length);
  const put = (mapped: Uint8Array | number): void => {
    if (typeof mapped === "number") out.push(mapped);
    else out.pushBytes(mapped);
  };
  let i = 0;
  while (i < codes.length) {
    const mapped = map(codes[i]);
    if (mapped !== undefined) {
      put(mapped);
      i++;
      continue;
    }
    let end = i + 1;
    while (end < codes.length && map(codes[end]) === undefined) end++;
    const { replacement, position } = errors.handle("charmap", text, i, end, reason);
    if (replacement instanceof Uint8Array) {
      out.pushBytes(replacement);
    } else {
      const size = strLength(replacement);
      for (let k = 0; k < size; k++) {
        const byte = map(strCodeAt(replacement, k));
        if (byte === undefined) errors.fail("charmap", text, i, end, reason);
        put(byte as Uint8Array | number);
      }
    }
    i = handlerPosition(position, codes.length);
  }
  return out.result();
}

/** codecs.charmap_build: from a decoding table of up to 256 characters to code point → byte. */
export function charmapBuild(table: Str): Map<number, number> {
  if (strLength(table) > 256) throw new KernelError("ValueError", "charmap table too long");
  const map = new Map<number, number>();
  const codes = strCodes(table);
  for (let byte = 0; byte < codes.length; byte++) if (codes[byte] !== 0xfffe) map.set(codes[byte], byte);
  return map;
}
