/**
 * How the modules of the East Asian codecs hand them to `_multibytecodec`: by capsules, through its `__create_codec`.
 * Source: CPython Modules/cjkcodecs/cjkcodecs.h (getcodec, register_maps).
 */
import type { MultibyteCodec } from "../../kernel/codecs/multibyte/codec.ts";
import { strToJs } from "../../kernel/str.ts";
import { call1 } from "../abstract/call.ts";
import { PyCapsule } from "../capsule.ts";
import { checkEncodable, object } from "../converters.ts";
import { defineModule, fn, type ModuleSpec, posOnly } from "../declare.ts";
import { lookupError, typeError } from "../errors.ts";
import { importFrom } from "../import-hook.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";

export class CodecCapsule extends PyCapsule {
  readonly codec: MultibyteCodec;
  constructor(codec: MultibyteCodec) {
    super("multibytecodec.codec");
    this.codec = codec;
  }
}

/** The module of a family of codecs; in C, the names of its tables lead to capsules too. */
export function codecsModule(
  name: string,
  codecs: () => readonly MultibyteCodec[],
  maps: readonly string[],
): ModuleSpec {
  return defineModule({
    name,
    doc: null,
    functions: {
      getcodec: fn([posOnly("encoding", object)], null, (encoding) => getCodec(encoding, codecs()), {
        signature: "($self, object, /)",
      }),
    },
    constants: () => Object.fromEntries(maps.map((map) => [`__map_${map}`, new PyCapsule("multibytecodec.map")])),
  });
}

function getCodec(encoding: PyValue, codecs: readonly MultibyteCodec[]): PyValue {
  const text = asStr(encoding);
  if (text === undefined) throw typeError("encoding name must be a string.");
  checkEncodable(text);
  // C reads a name up to its first null character.
  const [name] = strToJs(text).split("\0");
  const codec = codecs.find((candidate) => candidate.encoding === name);
  if (codec === undefined) throw lookupError("no such codec is supported.");
  return call1(importFrom("_multibytecodec", "__create_codec"), new CodecCapsule(codec));
}
