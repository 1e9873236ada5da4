/**
 * _codecs: the registry, and the codecs that the encodings package builds on. Decoders answer (text, bytes consumed), encoders
 * (bytes, characters consumed). Source: CPython Modules/_codecsmodule.c.
 */
import {
  type EscapeWarning,
  escapeDecode,
  rawUnicodeEscapeDecode,
  rawUnicodeEscapeEncode,
  unicodeEscapeDecode,
  unicodeEscapeEncode,
} from "../kernel/codecs/escape.ts";
import type { Decoded, DecodeErrors, EncodeErrors } from "../kernel/codecs/protocol.ts";
import { asciiDecode, asciiEncode, latin1Decode, latin1Encode } from "../kernel/codecs/single-byte.ts";
import { utf7Decode, utf7Encode } from "../kernel/codecs/utf7.ts";
import { utf8Decode, utf8Encode } from "../kernel/codecs/utf8.ts";
import {
  type ByteOrder,
  type DecodedWithOrder,
  utf16Decode,
  utf16Encode,
  utf32Decode,
  utf32Encode,
} from "../kernel/codecs/utf16.ts";
import { type Str, strLength, strToJs } from "../kernel/str.ts";
import { bytesRepr } from "../kernel/str-repr.ts";
import { isCallable } from "../objects/abstract/call.ts";
import { warn } from "../objects/abstract/warn.ts";
import { bytesLike } from "../objects/bytes/bytes-like.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { callCodec } from "../objects/codecs/builtin.ts";
import { charmapBuildMap, charmapDecodeWith, charmapEncodeWith } from "../objects/codecs/charmap.ts";
import { decodeErrors, encodeErrors } from "../objects/codecs/handlers.ts";
import { isStandardHandler, lookupCodec, lookupErrorHandler, registry } from "../objects/codecs/registry.ts";
import { cint, cstring, cstringOrNone, object, str, truth } from "../objects/converters.ts";
import { type CallableSpec, defineModule, fn, param, posOnly } from "../objects/declare.ts";
import { typeError, valueError } from "../objects/errors.ts";
import type { PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { typeName } from "../objects/typeof.ts";

export default defineModule({
  name: "_codecs",
  doc: null,
  functions: {
    register: fn(
      [posOnly("search_function", object)],
      "Register a function that answers an encoding's name with a CodecInfo, or None.",
      register,
    ),
    unregister: fn(
      [posOnly("search_function", object)],
      "Remove a search function and forget what was found.",
      unregister,
    ),
    lookup: fn([posOnly("encoding", cstring)], "Look an encoding up and return its CodecInfo.", (encoding) =>
      lookupCodec(strToJs(encoding)),
    ),
    encode: fn(
      [param("obj", object), param("encoding", cstring, "utf-8"), param("errors", cstring, "strict")],
      "Encode an object with a registered codec.",
      (value, encoding, errors) => {
        const name = strToJs(encoding);
        return callCodec(lookupCodec(name).items[0], value, strToJs(errors), "encod", name);
      },
    ),
    decode: fn(
      [param("obj", object), param("encoding", cstring, "utf-8"), param("errors", cstring, "strict")],
      "Decode an object with a registered codec.",
      (value, encoding, errors) => {
        const name = strToJs(encoding);
        return callCodec(lookupCodec(name).items[1], value, strToJs(errors), "decod", name);
      },
    ),
    register_error: fn(
      [posOnly("errors", cstring), posOnly("handler", object)],
      "Register an error handler under a name.",
      registerError,
    ),
    _unregister_error: fn(
      [posOnly("errors", cstring)],
      "Remove an error handler; the built-in ones stay.",
      unregisterError,
    ),
    lookup_error: fn([posOnly("name", str)], "Return the error handler of a name.", (name) =>
      lookupErrorHandler(strToJs(name)),
    ),
    escape_encode: fn([posOnly("data", bytesObject), posOnly("errors", cstringOrNone, null)], null, escapeEncode),
    escape_decode: fn([posOnly("data", bytesOrText), posOnly("errors", cstringOrNone, null)], null, escapeDecodeFn),
    utf_8_encode: encoder(utf8Encode),
    utf_8_decode: decoder(utf8Decode, false),
    utf_7_encode: encoder((text) => utf7Encode(text)),
    utf_7_decode: decoder(utf7Decode, false),
    utf_16_encode: orderedEncoder(utf16Encode),
    utf_16_le_encode: encoder((text, errors) => utf16Encode(text, -1, errors)),
    utf_16_be_encode: encoder((text, errors) => utf16Encode(text, 1, errors)),
    utf_16_decode: decoder((data, errors, final) => utf16Decode(data, 0, errors, final), false),
    utf_16_le_decode: decoder((data, errors, final) => utf16Decode(data, -1, errors, final), false),
    utf_16_be_decode: decoder((data, errors, final) => utf16Decode(data, 1, errors, final), false),
    utf_16_ex_decode: orderedDecoder(utf16Decode),
    utf_32_encode: orderedEncoder(utf32Encode),
    utf_32_le_encode: encoder((text, errors) => utf32Encode(text, -1, errors)),
    utf_32_be_encode: encoder((text, errors) => utf32Encode(text, 1, errors)),
    utf_32_decode: decoder((data, errors, final) => utf32Decode(data, 0, errors, final), false),
    utf_32_le_decode: decoder((data, errors, final) => utf32Decode(data, -1, errors, final), false),
    utf_32_be_decode: decoder((data, errors, final) => utf32Decode(data, 1, errors, final), false),
    utf_32_ex_decode: orderedDecoder(utf32Decode),
    unicode_escape_encode: encoder((text) => unicodeEscapeEncode(text)),
    unicode_escape_decode: escapesDecoder((data, errors, final) => {
      const decoded = unicodeEscapeDecode(data, errors, final);
      warnOfEscape(decoded.warning, data, "");
      return decoded;
    }),
    raw_unicode_escape_encode: encoder((text) => rawUnicodeEscapeEncode(text)),
    raw_unicode_escape_decode: escapesDecoder(rawUnicodeEscapeDecode),
    latin_1_encode: encoder(latin1Encode),
    latin_1_decode: plainDecoder((data) => latin1Decode(data)),
    ascii_encode: encoder(asciiEncode),
    ascii_decode: plainDecoder(asciiDecode),
    charmap_encode: fn(
      [posOnly("str", str), posOnly("errors", cstringOrNone, null), posOnly("mapping", object, null)],
      null,
      (text, errors, mapping) =>
        encoded(
          mapping === null
            ? latin1Encode(text, encodeErrors(nameOf(errors)))
            : charmapEncodeWith(text, mapping, encodeErrors(nameOf(errors))),
          text,
        ),
    ),
    charmap_decode: fn(
      [posOnly("data", bytesLike), posOnly("errors", cstringOrNone, null), posOnly("mapping", object, null)],
      null,
      (data, errors, mapping) =>
        new PyTuple([
          mapping === null ? latin1Decode(data) : charmapDecodeWith(data, mapping, decodeErrors(nameOf(errors))),
          data.length,
        ]),
    ),
    charmap_build: fn([posOnly("map", str)], null, charmapBuildMap),
    readbuffer_encode: fn(
      [posOnly("data", bytesOrText), posOnly("errors", cstringOrNone, null)],
      null,
      (data) => new PyTuple([new PyBytes(data.slice()), data.length]),
    ),
  },
});

function nameOf(errors: Str | null): string {
  return errors === null ? "strict" : strToJs(errors);
}

function encoded(data: Uint8Array, text: Str): PyValue {
  return new PyTuple([new PyBytes(data), strLength(text)]);
}

/** Converter: bytes, or text as UTF-8. */
function bytesOrText(value: PyValue): Uint8Array {
  const text = asStr(value);
  return text === undefined ? bytesLike(value) : utf8Encode(text, encodeErrors("strict"));
}

function bytesObject(value: PyValue, place: { func: string; label: string }): Uint8Array {
  if (value instanceof PyBytes) return value.data;
  throw typeError(`${place.func}() ${place.label} must be bytes, not ${value === null ? "None" : typeName(value)}`);
}

type Encode = (text: Str, errors: EncodeErrors) => Uint8Array;
type Decode = (data: Uint8Array, errors: DecodeErrors, final: boolean) => Decoded;

function encoder(encode: Encode): CallableSpec {
  return fn([posOnly("str", str), posOnly("errors", cstringOrNone, null)], null, (text, errors) =>
    encoded(encode(text, encodeErrors(nameOf(errors))), text),
  );
}

function decoder(decode: Decode, final: boolean): CallableSpec {
  return fn(
    [posOnly("data", bytesLike), posOnly("errors", cstringOrNone, null), posOnly("final", truth, final)],
    null,
    (data, errors, isFinal) => {
      const { text, consumed } = decode(data, decodeErrors(nameOf(errors)), isFinal);
      return new PyTuple([text, consumed]);
    },
  );
}

function escapesDecoder(decode: Decode): CallableSpec {
  return fn(
    [posOnly("data", bytesOrText), posOnly("errors", cstringOrNone, null), posOnly("final", truth, true)],
    null,
    (data, errors, isFinal) => {
      const { text, consumed } = decode(data, decodeErrors(nameOf(errors)), isFinal);
      return new PyTuple([text, consumed]);
    },
  );
}

function plainDecoder(decode: (data: Uint8Array, errors: DecodeErrors) => Str): CallableSpec {
  return fn(
    [posOnly("data", bytesLike), posOnly("errors", cstringOrNone, null)],
    null,
    (data, errors) => new PyTuple([decode(data, decodeErrors(nameOf(errors))), data.length]),
  );
}

function orderOf(value: number): ByteOrder {
  return value < 0 ? -1 : value > 0 ? 1 : 0;
}

function orderedEncoder(encode: (text: Str, order: ByteOrder, errors: EncodeErrors) => Uint8Array): CallableSpec {
  return fn(
    [posOnly("str", str), posOnly("errors", cstringOrNone, null), posOnly("byteorder", cint, 0)],
    null,
    (text, errors, order) => encoded(encode(text, orderOf(order), encodeErrors(nameOf(errors))), text),
  );
}

type OrderedDecode = (data: Uint8Array, order: ByteOrder, errors: DecodeErrors, final: boolean) => DecodedWithOrder;

function orderedDecoder(decode: OrderedDecode): CallableSpec {
  return fn(
    [
      posOnly("data", bytesLike),
      posOnly("errors", cstringOrNone, null),
      posOnly("byteorder", cint, 0),
      posOnly("final", truth, false),
    ],
    null,
    (data, errors, order, final) => {
      const decoded = decode(data, orderOf(order), decodeErrors(nameOf(errors)), final);
      return new PyTuple([decoded.text, decoded.consumed, decoded.order]);
    },
  );
}

function register(search: PyValue): PyValue {
  if (!isCallable(search)) throw typeError("argument must be callable");
  registry().search.push(search);
  return null;
}

function unregister(search: PyValue): PyValue {
  const state = registry();
  const at = state.search.indexOf(search);
  if (at >= 0) {
    state.search.splice(at, 1);
    state.cache.clear();
  }
  return null;
}

function registerError(name: Str, handler: PyValue): PyValue {
  if (!isCallable(handler)) throw typeError("handler must be callable");
  registry().handlers.set(strToJs(name), handler);
  return null;
}

function unregisterError(name: Str): PyValue {
  const key = strToJs(name);
  if (isStandardHandler(key)) throw valueError(`cannot un-register built-in error handler '${key}'`);
  return registry().handlers.delete(key);
}

/** The repr's inside, with single quotes escaped. */
function escapeEncode(data: Uint8Array): PyValue {
  const shown = bytesRepr(data);
  let inside = shown.slice(2, -1);
  if (shown[1] === '"') inside = inside.replaceAll("'", "\\'");
  const out = new Uint8Array(inside.length);
  for (let i = 0; i < out.length; i++) out[i] = inside.charCodeAt(i);
  return new PyTuple([new PyBytes(out), data.length]);
}

function escapeDecodeFn(data: Uint8Array, errors: Str | null): PyValue {
  const { bytes, warning } = escapeDecode(data, nameOf(errors));
  warnOfEscape(warning, data, "b");
  return new PyTuple([new PyBytes(bytes), data.length]);
}

function warnOfEscape(warning: EscapeWarning | undefined, data: Uint8Array, prefix: string): void {
  if (warning === undefined) return;
  const octal = warning.octal !== undefined;
  const shown = warning.octal ?? String.fromCharCode(data[warning.position]);
  warn(
    "DeprecationWarning",
    `${prefix}"\\${shown}" is an invalid ${octal ? "octal " : ""}escape sequence. Such sequences will not work in the future. `,
  );
}
