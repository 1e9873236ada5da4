/**
 * What the incremental and the stream classes have in common: a codec, its state, an error handler, and input that waits for
 * more. Source: CPython Modules/cjkcodecs/multibytecodec.c (encoder_encode_stateful, decoder_feed_buffer, decoder_append_pending).
 */
import { type MultibyteCodec, startState } from "../../kernel/codecs/multibyte/codec.ts";
import { type Str, strConcat, strLength, strSlice, strToJs } from "../../kernel/str.ts";
import { getAttr } from "../../objects/abstract/attributes.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { checkEncodable } from "../../objects/converters.ts";
import { type GetSetSpec, getset } from "../../objects/declare.ts";
import { attributeError, typeError, unicodeDecodeError } from "../../objects/errors.ts";
import type { PyBaseException, PyUnicodeError } from "../../objects/exceptions/base.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { PyMultibyteCodec } from "./codec-type.ts";
import { Decoding, encodeText, textOf } from "./machine.ts";

/** More input than this is never kept. */
export const MAX_PENDING_BYTES = 8;

export abstract class Stateful extends PyObject {
  codec: MultibyteCodec = null!;
  state: Uint8Array = null!;
  errors = "strict";
}

export class StatefulEncoder extends Stateful {
  pending: Str = "";
}

export class StatefulDecoder extends Stateful {
  pending: Uint8Array = new Uint8Array(0);
}

/** Gives a new object the codec of its class. */
export function begin<T extends Stateful>(self: T, type: PyType, errors: string | null): T {
  const codec = getAttr(type, "codec");
  if (!(codec instanceof PyMultibyteCodec)) throw typeError("codec is unexpected type");
  self.codec = codec.codec;
  self.state = startState(self instanceof StatefulEncoder ? self.codec.encodeStart : self.codec.decodeStart);
  self.errors = errors ?? "strict";
  return self;
}

/** The attribute that names the error handler. */
export const errorsAttribute: GetSetSpec = getset<Stateful>(
  (self) => self.errors,
  (self, value) => {
    if (value === undefined) throw attributeError("cannot delete attribute");
    const text = asStr(value);
    if (text === undefined) throw typeError("errors must be a string");
    checkEncodable(text);
    // C reads it up to its first null character.
    [self.errors] = strToJs(text).split("\0");
  },
  "how to treat errors",
);

/** `__init__`: all is done already, and the classes of the library that come later in a subclass's order are not asked. */
export function noInit(): void {}

/** Encodes what waited and the input; what may begin a pair waits on, unless this is the end. */
export function encodeMore(self: StatefulEncoder, input: PyValue, final: boolean): Uint8Array {
  const text = strConcat(self.pending, textOf(input));
  const { bytes, position } = encodeText(self.codec, self.state, text, self.errors, { flush: final, reset: final });
  const length = strLength(text);
  self.pending = position < length ? strSlice(text, position, length) : "";
  return bytes;
}

/** Decodes what waited and the input, as far as that goes; for the rest see `keepRest`. After an error nothing waits. */
export function decodeMore(self: StatefulDecoder, input: Uint8Array, error?: PyUnicodeError): Decoding {
  const before = self.pending;
  const data = new Uint8Array(before.length + input.length);
  data.set(before);
  data.set(input, before.length);
  self.pending = new Uint8Array(0);
  const run = new Decoding(self.codec, data, self.state, error);
  run.feed(self.errors);
  return run;
}

/** What begins a sequence waits for the next input. */
export function keepRest(self: StatefulDecoder, { data, at }: Decoding): void {
  if (data.length - at > MAX_PENDING_BYTES) throw pendingError(self, data, "pending buffer overflow");
  self.pending = data.slice(at);
}

export function pendingError({ codec }: Stateful, data: Uint8Array, reason: string): PyBaseException {
  return unicodeDecodeError(codec.encoding, new PyBytes(data.slice()), 0, data.length, reason);
}
