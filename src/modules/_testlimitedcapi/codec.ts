/** Incremental codecs as C code asks for them. Source: CPython Modules/_testlimitedcapi/codec.c. */
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { lookupCodec } from "../../objects/codecs/registry.ts";
import { cstring, cstringOrNone } from "../../objects/converters.ts";
import { type CallableSpec, fn, posOnly } from "../../objects/declare.ts";

export const CODEC_FUNCTIONS: Record<string, CallableSpec> = {
  codec_incrementaldecoder: incremental("incrementaldecoder", "PyCodec_IncrementalDecoder()"),
  codec_incrementalencoder: incremental("incrementalencoder", "PyCodec_IncrementalEncoder()"),
};

function incremental(attribute: string, doc: string): CallableSpec {
  return fn(
    [posOnly("encoding", cstring), posOnly("errors", cstringOrNone, null)],
    doc,
    (encoding: string, errors: string | null) =>
      call(getAttr(lookupCodec(encoding), attribute), errors === null ? [] : [errors]),
    { signature: null },
  );
}
