/**
 * How codecs report errors, and where they put their output.
 *
 * A decoder that meets bytes it cannot decode calls its handler with CPython's encoding name, reason and range; the
 * handler raises, or answers with replacement text and the position to go on from (and new input, if a Python handler
 * exchanged it). An encoder's handler answers with text, which the encoder must be able to encode plainly, or with bytes
 * taken as they are. Behaviour: CPython Objects/unicodeobject.c (unicode_decode_call_errorhandler_writer,
 * unicode_encode_call_errorhandler).
 */
import { KernelError } from "../error.ts";
import { charge } from "../interrupt.ts";
import { LONG_TEXT, nativeText } from "../native-text.ts";
import { type Str, strCodeAt, strFromCodes, strLength } from "../str.ts";

export interface DecodeResult {
  text: Str;
  position: number;
  /** The input from now on, if the handler changed it. */
  data?: Uint8Array;
}

export interface DecodeErrors {
  handle(encoding: string, data: Uint8Array, start: number, end: number, reason: string): DecodeResult;
}

export interface EncodeResult {
  replacement: Str | Uint8Array;
  position: number;
}

export interface EncodeErrors {
  handle(encoding: string, text: Str, start: number, end: number, reason: string): EncodeResult;
  /** Raises the error after all: the replacement could not be encoded either. */
  fail(encoding: string, text: Str, start: number, end: number, reason: string): never;
}

/** What a decoder gives back: the text, and how many bytes were used (all of them when `final`). */
export interface Decoded {
  text: Str;
  consumed: number;
}

/** Resolves a handler's position: negative counts from the end. */
export function handlerPosition(position: number, length: number): number {
  const at = position < 0 ? position + length : position;
  if (at < 0 || at > length) {
    throw new KernelError("IndexError", `position ${at} from error handler out of bounds`);
  }
  return at;
}

/** A growing text. */
export class CodeSink {
  codes: Uint32Array;
  length = 0;
  constructor(capacity: number) {
    charge(capacity >> 2);
    this.codes = new Uint32Array(capacity + 16);
  }
  push(code: number): void {
    if (this.length === this.codes.length) this.grow(1);
    this.codes[this.length++] = code;
  }
  pushText(text: Str): void {
    const size = strLength(text);
    if (this.length + size > this.codes.length) this.grow(size);
    for (let i = 0; i < size; i++) this.codes[this.length++] = strCodeAt(text, i);
  }
  /** Makes room for `count` more. */
  reserve(count: number): void {
    if (this.length + count > this.codes.length) this.grow(count);
  }
  private grow(by: number): void {
    const grown = new Uint32Array(this.codes.length * 2 + by);
    grown.set(this.codes);
    this.codes = grown;
  }
  text(): Str {
    return strFromCodes(this.codes.subarray(0, this.length));
  }
}

/** Growing bytes. */
export class ByteSink {
  bytes: Uint8Array;
  length = 0;
  constructor(capacity: number) {
    charge(capacity >> 2);
    this.bytes = new Uint8Array(capacity + 16);
  }
  push(byte: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length++] = byte;
  }
  pushBytes(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.bytes.length) this.grow(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }
  /** Makes room for `count` more. */
  reserve(count: number): void {
    if (this.length + count > this.bytes.length) this.grow(count);
  }
  /** ASCII text. */
  pushAscii(text: string): void {
    for (let i = 0; i < text.length; i++) this.push(text.charCodeAt(i));
  }
  private grow(by: number): void {
    const grown = new Uint8Array(this.bytes.length * 2 + by);
    grown.set(this.bytes);
    this.bytes = grown;
  }
  result(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

const BEYOND_ASCII = /[\x80-\uffff]/;

/** Whether all of a text is ASCII. */
export function isAsciiStr(text: Str): text is string {
  if (typeof text !== "string") return false;
  if (text.length >= LONG_TEXT) return nativeText?.isAsciiText?.(text) ?? !BEYOND_ASCII.test(text);
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** The number of leading bytes below 128. */
export function asciiPrefix(data: Uint8Array): number {
  if (data.length >= LONG_TEXT && nativeText?.isAscii?.(data)) return data.length;
  let i = 0;
  while (i < data.length && data[i] < 128) i++;
  return i;
}
