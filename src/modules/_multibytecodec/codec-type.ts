/** MultibyteCodec: a codec without memory. Source: CPython Modules/cjkcodecs/multibytecodec.c. */
import { type MultibyteCodec, startState } from "../../kernel/codecs/multibyte/codec.ts";
import { strLength } from "../../kernel/str.ts";
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { bytesLike } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { CodecCapsule } from "../../objects/codecs/multibyte.ts";
import { cstringOrNone, object } from "../../objects/converters.ts";
import { defineType, method, param } from "../../objects/declare.ts";
import { valueError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { Decoding, encodeText, textOf } from "./machine.ts";

export class PyMultibyteCodec extends PyObject {
  readonly codec: MultibyteCodec;
  constructor(codec: MultibyteCodec) {
    super(multibyteCodecType);
    this.codec = codec;
  }
}

export const multibyteCodecType: PyType = defineType<PyMultibyteCodec>({
  name: "_multibytecodec.MultibyteCodec",
  doc: null,
  flags: ["disallow_instantiation", "gc", "heaptype", "immutable"],
  slots: { tp_getattro: genericGetAttr },
  methods: {
    encode: method(
      [param("input", object), param("errors", cstringOrNone, null)],
      "Return the input as bytes, and its length.\n\nThe name of an error handler says what becomes of characters without a code; 'strict' raises UnicodeEncodeError.",
      encode,
    ),
    decode: method(
      [param("input", bytesLike), param("errors", cstringOrNone, null)],
      "Return the input as text, and its length.\n\nThe name of an error handler says what becomes of bytes without a meaning; 'strict' raises UnicodeDecodeError.",
      decode,
    ),
  },
});

function encode({ codec }: PyMultibyteCodec, input: PyValue, errors: string | null): PyValue {
  const text = textOf(input);
  const { bytes } = encodeText(codec, startState(codec.encodeStart), text, errors ?? "strict", {
    flush: true,
    reset: true,
  });
  return new PyTuple([new PyBytes(bytes), strLength(text)]);
}

function decode({ codec }: PyMultibyteCodec, data: Uint8Array, errors: string | null): PyValue {
  const run = new Decoding(codec, data, startState(codec.decodeStart));
  run.feedAll(errors ?? "strict");
  return new PyTuple([run.out.text(), data.length]);
}

export function createCodec(capsule: PyValue): PyValue {
  if (!(capsule instanceof CodecCapsule)) throw valueError("argument type invalid");
  return new PyMultibyteCodec(capsule.codec);
}
