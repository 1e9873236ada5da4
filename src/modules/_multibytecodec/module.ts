/** _multibytecodec: the classes that make a codec of each of the East Asian encodings. Source: CPython Modules/cjkcodecs/multibytecodec.c. */
import { object } from "../../objects/converters.ts";
import { defineModule, fn, posOnly } from "../../objects/declare.ts";
import { createCodec } from "./codec-type.ts";
import { incrementalDecoderType, incrementalEncoderType } from "./incremental.ts";
import { streamReaderType, streamWriterType } from "./stream.ts";

export default defineModule({
  name: "_multibytecodec",
  doc: null,
  functions: { __create_codec: fn([posOnly("arg", object)], null, createCodec) },
  types: () => ({
    MultibyteIncrementalEncoder: incrementalEncoderType,
    MultibyteIncrementalDecoder: incrementalDecoderType,
    MultibyteStreamReader: streamReaderType,
    MultibyteStreamWriter: streamWriterType,
  }),
});
