import * as errors from "../../../src/kernel/codecs/errors.ts";
import * as escapes from "../../../src/kernel/codecs/escape.ts";
import type { DecodeErrors, EncodeErrors } from "../../../src/kernel/codecs/protocol.ts";
import * as single from "../../../src/kernel/codecs/single-byte.ts";
import * as utf7 from "../../../src/kernel/codecs/utf7.ts";
import * as utf8 from "../../../src/kernel/codecs/utf8.ts";
import * as utf16 from "../../../src/kernel/codecs/utf16.ts";
import { type Str, strCodes, strFromCodes } from "../../../src/kernel/str.ts";
import { recorded } from "./support.ts";

type Decoder = (data: Uint8Array, errors: DecodeErrors, final?: boolean) => { text: Str; consumed?: number };
const DECODERS: Record<string, Decoder> = {
  "utf-8": utf8.utf8Decode,
  "utf-16": (data, handler, final) => utf16.utf16Decode(data, 0, handler, final),
  "utf-16-le": (data, handler, final) => utf16.utf16Decode(data, -1, handler, final),
  "utf-16-be": (data, handler, final) => utf16.utf16Decode(data, 1, handler, final),
  "utf-32": (data, handler, final) => utf16.utf32Decode(data, 0, handler, final),
  "utf-32-be": (data, handler, final) => utf16.utf32Decode(data, 1, handler, final),
  ascii: (data, handler) => ({ text: single.asciiDecode(data, handler) }),
  "utf-7": utf7.utf7Decode,
  unicode_escape: escapes.unicodeEscapeDecode,
  raw_unicode_escape: escapes.rawUnicodeEscapeDecode,
};
const ENCODERS: Record<string, (text: Str, errors: EncodeErrors) => Uint8Array> = {
  "utf-8": utf8.utf8Encode,
  "utf-16": (text, handler) => utf16.utf16Encode(text, 0, handler),
  "utf-16-be": (text, handler) => utf16.utf16Encode(text, 1, handler),
  "utf-32": (text, handler) => utf16.utf32Encode(text, 0, handler),
  "utf-32-le": (text, handler) => utf16.utf32Encode(text, -1, handler),
  ascii: single.asciiEncode,
  "latin-1": single.latin1Encode,
  "utf-7": utf7.utf7Encode,
  unicode_escape: escapes.unicodeEscapeEncode,
  raw_unicode_escape: escapes.rawUnicodeEscapeEncode,
};

/** Raised by the handlers below where Python raises UnicodeError. */
const STRICT = new Error("strict");

function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error === STRICT) return null;
    throw error;
  }
}

const KINDS: Record<string, string> = {
  D: "decode",
  I: "decode incrementally",
  E: "encode",
  H: "encode errors",
  G: "decode errors",
};

recorded(
  "codecs",
  ([kind, encoding]) => `${KINDS[kind]} ${encoding}`,
  ([kind, encoding, input, third, fourth]) => {
    const log: unknown[] = [];
    if (kind === "D" || kind === "I") {
      const handler: DecodeErrors = {
        handle: (name, _data, start, end, reason) => {
          log.push([name, start, end, reason]);
          return { text: "<?>", position: end };
        },
      };
      const { text, consumed } = DECODERS[encoding](Uint8Array.from(input), handler, kind === "D");
      return [
        [[...strCodes(text)], kind === "D" ? log : consumed],
        [third, fourth],
      ];
    }
    if (kind === "E") {
      const handler: EncodeErrors = {
        handle: (name, _text, start, end, reason) => {
          log.push([name, start, end, reason]);
          return { replacement: "?", position: end };
        },
        fail: () => {
          throw STRICT;
        },
      };
      return [
        [[...ENCODERS[encoding](strFromCodes(input), handler)], log],
        [third, fourth],
      ];
    }
    if (kind === "H") {
      const handler: EncodeErrors = {
        handle: (name, text, start, end) => {
          const answer = errors.standardEncodeError(third, name, text, start, end);
          if (answer === undefined) throw STRICT;
          return answer;
        },
        fail: () => {
          throw STRICT;
        },
      };
      return [orNull(() => [...ENCODERS[encoding](strFromCodes(input), handler)]), fourth];
    }
    const handler: DecodeErrors = {
      handle: (name, data, start, end) => {
        const answer = errors.standardDecodeError(third, name, data, start, end);
        if (answer === undefined) throw STRICT;
        return answer;
      },
    };
    return [orNull(() => [...strCodes(DECODERS[encoding](Uint8Array.from(input), handler).text)]), fourth];
  },
);
