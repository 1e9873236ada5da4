/** Encoding and decoding with the codecs that need no Python code; others go through the registry. Source: CPython Objects/unicodeobject.c. */
import { asciiDecode, asciiEncode, latin1Decode, latin1Encode } from "../../kernel/codecs/single-byte.ts";
import { utf8Decode, utf8Encode } from "../../kernel/codecs/utf8.ts";
import { utf16Decode, utf16Encode, utf32Decode, utf32Encode } from "../../kernel/codecs/utf16.ts";
import type { Str } from "../../kernel/str.ts";
import { TextMemo } from "../../kernel/text-memo.ts";
import { call } from "../abstract/call.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { addNote, typeError } from "../errors.ts";
import { toPyException } from "../exceptions/convert.ts";
import { machine } from "../machine.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { typeName } from "../typeof.ts";
import { decodeErrors, encodeErrors } from "./handlers.ts";
import { lookupCodec, lookupErrorHandler, lookupTextCodec } from "./registry.ts";

/** The spellings that skip the registry (PyUnicode_Decode's shortcuts). */
const SHORTCUTS: Readonly<Record<string, string>> = {
  utf_8: "utf-8",
  utf8: "utf-8",
  u8: "utf-8",
  ascii: "ascii",
  us_ascii: "ascii",
  latin_1: "latin-1",
  latin1: "latin-1",
  iso_8859_1: "latin-1",
  iso8859_1: "latin-1",
  utf_16: "utf-16",
  utf16: "utf-16",
  utf_32: "utf-32",
  utf32: "utf-32",
};

const DEFAULT = "utf-8";

/** What programs have called the encodings so far. */
const spellings: TextMemo<string> = new TextMemo(256, 64);

/** The name by which `decodeBytes` and `encodeText` know an encoding; empty when it is none of theirs. */
function shortcut(encoding: string): string {
  if (encoding === DEFAULT) return DEFAULT;
  const known = spellings.find(encoding);
  if (known !== undefined) return known;
  return spellings.keep(encoding, SHORTCUTS[encoding.toLowerCase().replace(/[-\s]/g, "_")] ?? "");
}

/** unicode_check_encoding_errors: in development mode names are looked up even where nothing needs them. */
export function checkNames(encoding: string, errors: string): void {
  if (!machine.interp.devMode) return;
  if (shortcut(encoding) === "") lookupCodec(encoding);
  if (errors !== "strict") lookupErrorHandler(errors);
}

/** `data.decode(encoding, errors)`. */
export function decodeBytes(data: Uint8Array, encoding: string, errors: string): Str {
  checkNames(encoding, errors);
  switch (shortcut(encoding)) {
    case "utf-8":
      return utf8Decode(data, decodeErrors(errors)).text;
    case "ascii":
      return asciiDecode(data, decodeErrors(errors));
    case "latin-1":
      return latin1Decode(data);
    case "utf-16":
      return utf16Decode(data, 0, decodeErrors(errors)).text;
    case "utf-32":
      return utf32Decode(data, 0, decodeErrors(errors)).text;
    default:
  }
  const codec = lookupTextCodec(encoding, "codecs.decode()");
  const result = callCodec(codec.items[1], new PyBytes(data), errors, "decod", encoding);
  const text = asStr(result);
  if (text === undefined) {
    throw typeError(
      `'${encoding}' decoder returned '${typeName(result)}' instead of 'str'; use codecs.decode() to decode to arbitrary types`,
    );
  }
  return text;
}

/** `text.encode(encoding, errors)`. */
export function encodeText(text: Str, encoding: string, errors: string): Uint8Array {
  if (encoding === DEFAULT && errors === "strict") return utf8Encode(text, encodeErrors(errors));
  checkNames(encoding, errors);
  switch (shortcut(encoding)) {
    case "utf-8":
      return utf8Encode(text, encodeErrors(errors));
    case "ascii":
      return asciiEncode(text, encodeErrors(errors));
    case "latin-1":
      return latin1Encode(text, encodeErrors(errors));
    case "utf-16":
      return utf16Encode(text, 0, encodeErrors(errors));
    case "utf-32":
      return utf32Encode(text, 0, encodeErrors(errors));
    default:
  }
  const codec = lookupTextCodec(encoding, "codecs.encode()");
  const result = callCodec(codec.items[0], text, errors, "encod", encoding);
  if (!(result instanceof PyBytes)) {
    throw typeError(
      `'${encoding}' encoder returned '${typeName(result)}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types`,
    );
  }
  return result.data;
}

/** Calls an encoder or decoder of the registry, which returns (result, length consumed); errors get a note that names it. */
export function callCodec(
  codec: PyValue,
  input: PyValue,
  errors: string | undefined,
  what: "encod" | "decod",
  encoding: string,
): PyValue {
  let result: PyValue;
  try {
    result = call(codec, errors === undefined ? [input] : [input, errors]);
  } catch (caught) {
    const error = toPyException(caught);
    if (error === undefined) throw caught;
    addNote(error, `${what}ing with '${encoding}' codec failed`);
    throw error;
  }
  if (!(result instanceof PyTuple) || result.items.length !== 2) {
    throw typeError(`${what}er must return a tuple (object, integer)`);
  }
  return result.items[0];
}
