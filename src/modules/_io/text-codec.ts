/**
 * The codecs of text streams. UTF-8, ASCII and Latin-1 run without Python code (and without the encodings package); others are
 * the incremental codec objects of the registry. Source: CPython Modules/_io/textio.c (set_encoder, set_decoder, encodefuncs).
 */
import { bytesJoin } from "../../kernel/bytes-ops.ts";
import type { DecodeErrors, EncodeErrors } from "../../kernel/codecs/protocol.ts";
import { asciiDecode, asciiEncode, latin1Decode, latin1Encode } from "../../kernel/codecs/single-byte.ts";
import { utf8Decode, utf8Encode } from "../../kernel/codecs/utf8.ts";
import type { Str } from "../../kernel/str.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { index } from "../../objects/abstract/number.ts";
import { bytesOf } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { decodeErrors, encodeErrors } from "../../objects/codecs/handlers.ts";
import { lookupTextCodec } from "../../objects/codecs/registry.ts";
import { typeError } from "../../objects/errors.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import type { TextDecoder } from "./newlines.ts";

export interface TextEncoder {
  /** It keeps no state between texts. */
  readonly plain: boolean;
  /** How many bytes a text makes that may be gathered as it is and encoded later, all at once; -1 for others. */
  gatheredSize(text: string): number;
  /** Writes a byte order mark only where a stream is known to begin. */
  readonly marksKnownStart: boolean;
  encode(text: Str): Uint8Array;
  /** Goes back to the beginning of a stream (`start`), or to behind it, where no byte order mark is written. */
  reset(start: boolean): void;
}

export interface TextCodec {
  decoder(errors: string): TextDecoder;
  encoder(errors: string): TextEncoder;
}

const NAMES: Readonly<Record<string, "utf-8" | "ascii" | "latin-1">> = {
  utf_8: "utf-8",
  utf8: "utf-8",
  u8: "utf-8",
  ascii: "ascii",
  us_ascii: "ascii",
  "646": "ascii",
  latin_1: "latin-1",
  latin1: "latin-1",
  iso_8859_1: "latin-1",
  iso8859_1: "latin-1",
  "8859": "latin-1",
};

/** The codec of a text encoding; LookupError for what is none. */
export function textCodec(encoding: string): TextCodec {
  const name = NAMES[encoding.toLowerCase().replace(/[-\s]/g, "_")];
  if (name === "utf-8") return UTF8;
  if (name === "ascii") return ASCII;
  if (name === "latin-1") return LATIN1;
  return registeredCodec(lookupTextCodec(encoding, null));
}

const EMPTY = new Uint8Array(0);

class Utf8Decoder implements TextDecoder {
  private readonly errors: DecodeErrors;
  private rest: Uint8Array = EMPTY;
  constructor(errors: DecodeErrors) {
    this.errors = errors;
  }
  decode(data: Uint8Array, final: boolean): Str {
    const input = this.rest.length === 0 ? data : bytesJoin(EMPTY, [this.rest, data]);
    const { text, consumed } = utf8Decode(input, this.errors, final);
    this.rest = consumed === input.length ? EMPTY : input.slice(consumed);
    return text;
  }
  decodeOther(value: PyValue): Str {
    throw typeError(`can't concat ${typeName(value)} to bytes`);
  }
  getstate(): [Uint8Array, Int] {
    return [this.rest, 0];
  }
  setstate(buffer: Uint8Array): void {
    this.rest = buffer;
  }
  reset(): void {
    this.rest = EMPTY;
  }
}

class PlainDecoder implements TextDecoder {
  private readonly run: (data: Uint8Array) => Str;
  constructor(run: (data: Uint8Array) => Str) {
    this.run = run;
  }
  decode(data: Uint8Array): Str {
    return this.run(data);
  }
  decodeOther(value: PyValue): Str {
    return this.run(bytesOf(value));
  }
  getstate(): [Uint8Array, Int] {
    return [EMPTY, 0];
  }
  setstate(): void {}
  reset(): void {}
}

class PlainEncoder implements TextEncoder {
  readonly plain = true;
  readonly marksKnownStart = false;
  readonly gatheredSize: (text: string) => number;
  private readonly run: (text: Str, errors: EncodeErrors) => Uint8Array;
  private readonly errors: EncodeErrors;
  constructor(
    gatheredSize: (text: string) => number,
    run: (text: Str, errors: EncodeErrors) => Uint8Array,
    errors: string,
  ) {
    this.gatheredSize = gatheredSize;
    this.run = run;
    this.errors = encodeErrors(errors);
  }
  encode(text: Str): Uint8Array {
    return this.run(text, this.errors);
  }
  reset(): void {}
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
const asciiSize = (text: string): number => (/[^\x00-\x7f]/.test(text) ? -1 : text.length);
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of Latin-1
const latin1Size = (text: string): number => (/[^\x00-\xff]/.test(text) ? -1 : text.length);

function utf8Size(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (!/[^\x00-\x7f]/.test(text)) return text.length;
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code & 0xf800) === 0xd800) return -1;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  }
  return size;
}

const UTF8: TextCodec = {
  decoder: (errors) => new Utf8Decoder(decodeErrors(errors)),
  encoder: (errors) => new PlainEncoder(utf8Size, utf8Encode, errors),
};
const ASCII: TextCodec = {
  decoder: (errors) => {
    const handler = decodeErrors(errors);
    return new PlainDecoder((data) => asciiDecode(data, handler));
  },
  encoder: (errors) => new PlainEncoder(asciiSize, asciiEncode, errors),
};
const LATIN1: TextCodec = {
  decoder: () => new PlainDecoder(latin1Decode),
  encoder: (errors) => new PlainEncoder(latin1Size, latin1Encode, errors),
};

/** Codecs that textio.c knows itself. */
const MARKING: ReadonlySet<Str | undefined> = new Set(["utf-16", "utf-32"]);

function registeredCodec(info: PyTuple): TextCodec {
  return {
    decoder: (errors) => new ObjectDecoder(callMethod(info, "incrementaldecoder", [errors])),
    encoder: (errors) => {
      const encoder = callMethod(info, "incrementalencoder", [errors]);
      return new ObjectEncoder(encoder, MARKING.has(asStr(getAttr(info, "name"))));
    },
  };
}

/** An incremental decoder object. */
class ObjectDecoder implements TextDecoder {
  private readonly object: PyValue;
  constructor(object: PyValue) {
    this.object = object;
  }
  decode(data: Uint8Array, final: boolean): Str {
    return this.call(new PyBytes(data), final);
  }
  decodeOther(value: PyValue): Str {
    return this.call(value, true);
  }
  private call(data: PyValue, final: boolean): Str {
    const result = callMethod(this.object, "decode", [data, final]);
    const text = asStr(result);
    if (text === undefined) {
      throw typeError(`decoder should return a string result, not '${typeName(result)}'`);
    }
    return text;
  }
  getstate(): [Uint8Array, Int] {
    const state = callMethod(this.object, "getstate");
    if (!(state instanceof PyTuple)) throw typeError("illegal decoder state");
    if (state.items.length !== 2) throw typeError("illegal decoder state");
    const [buffer, flags] = state.items;
    if (!(buffer instanceof PyBytes)) {
      throw typeError(`illegal decoder state: the first item should be a bytes object, not '${typeName(buffer)}'`);
    }
    return [buffer.data, index(flags)];
  }
  setstate(buffer: Uint8Array, flags: Int): void {
    callMethod(this.object, "setstate", [new PyTuple([new PyBytes(buffer), flags])]);
  }
  reset(): void {
    callMethod(this.object, "reset");
  }
}

/** An incremental encoder object. */
class ObjectEncoder implements TextEncoder {
  readonly plain = false;
  readonly marksKnownStart: boolean;
  private readonly object: PyValue;
  constructor(object: PyValue, marksKnownStart: boolean) {
    this.object = object;
    this.marksKnownStart = marksKnownStart;
  }
  gatheredSize(): number {
    return -1;
  }
  encode(text: Str): Uint8Array {
    const result = callMethod(this.object, "encode", [text]);
    if (!(result instanceof PyBytes)) {
      throw typeError(`encoder should return a bytes object, not '${typeName(result)}'`);
    }
    return bytesOf(result);
  }
  reset(start: boolean): void {
    if (start) callMethod(this.object, "reset");
    else callMethod(this.object, "setstate", [0]);
  }
}
