/** _codecs: the registry and the codecs written in C. Source: CPython Modules/_codecsmodule.c. */
import {
  type EscapeWarning,
  escapeDecode,
  rawUnicodeEscapeDecode,
  rawUnicodeEscapeEncode,
  unicodeEscapeDecode,
  unicodeEscapeEncode,
} from "../kernel/codecs/escape.ts";
import type { DecodeErrors } from "../kernel/codecs/protocol.ts";
import {
  asciiDecode,
  asciiEncode,
  charmapBuild,
  charmapDecode,
  charmapEncode,
  charmapFromTable,
  latin1Decode,
  latin1Encode,
} from "../kernel/codecs/single-byte.ts";
import { utf7Decode, utf7Encode } from "../kernel/codecs/utf7.ts";
import { utf8Decode, utf8Encode } from "../kernel/codecs/utf8.ts";
import { type ByteOrder, utf16Decode, utf16Encode, utf32Decode, utf32Encode } from "../kernel/codecs/utf16.ts";
import { type Str, strFromCode, strLength, strToJs } from "../kernel/str.ts";
import { bytesRepr } from "../kernel/str-repr.ts";
import { isCallable } from "../objects/abstract/call.ts";
import { getItem } from "../objects/abstract/container.ts";
import { asInt } from "../objects/abstract/number.ts";
import { warn } from "../objects/abstract/warn.ts";
import { bytesOf } from "../objects/bytes/bytes-like.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { callCodec } from "../objects/codecs/builtin.ts";
import { decodeErrors, encodeErrors } from "../objects/codecs/handlers.ts";
import { lookupCodec, lookupErrorHandler, registry } from "../objects/codecs/registry.ts";
import { cint, object, str, truth } from "../objects/converters.ts";
import { type CallableSpec, defineModule, defineType, fn, param, posOnly } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { isException, typeError, valueError } from "../objects/errors.ts";
import { PyExc_LookupError } from "../objects/exceptions/types.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";
import { typeName } from "../objects/typeof.ts";

const ERRORS = posOnly("errors", errorsName, "strict", "None");
const FINAL = posOnly("final", truth, false);

function errorsName(value: PyValue): string {
  if (value === null) return "strict";
  const text = asStr(value);
  if (text === undefined) throw typeError(`argument 'errors' must be str or None, not ${typeName(value)}`);
  return strToJs(text);
}

/** Text or bytes-like input of the escape decoders. */
function textOrBytes(value: PyValue): Uint8Array {
  const text = asStr(value);
  return text === undefined ? bytesOf(value) : utf8Encode(text, encodeErrors("strict"));
}

function pair(result: PyValue, count: number): PyValue {
  return new PyTuple([result, count]);
}

/** A decoder that may leave an unfinished sequence at the end. */
function stateful(
  decode: (data: Uint8Array, errors: DecodeErrors, final: boolean) => { text: Str; consumed: number },
): CallableSpec {
  return fn(
    [posOnly("data", bytesOf), ERRORS, FINAL],
    "Decode bytes; returns the text and how many bytes it took.",
    (data, errors, final) => {
      const { text, consumed } = decode(data, decodeErrors(errors), final);
      return pair(text, consumed);
    },
  );
}

function encoder(encode: (text: Str, errors: string) => Uint8Array): CallableSpec {
  return fn(
    [posOnly("str", str), ERRORS],
    "Encode text; returns the bytes and how many characters they stand for.",
    (text, errors) => pair(new PyBytes(encode(text, errors)), strLength(text)),
  );
}

function wide(decode: typeof utf16Decode, order: ByteOrder): CallableSpec {
  return stateful((data, errors, final) => decode(data, order, errors, final));
}

function extended(decode: typeof utf16Decode): CallableSpec {
  return fn(
    [posOnly("data", bytesOf), ERRORS, posOnly("byteorder", cint, 0), FINAL],
    "Decode bytes in the given byte order; returns text, bytes taken and the order found.",
    (data, errors, order, final) => {
      const result = decode(data, Math.sign(order) as ByteOrder, decodeErrors(errors), final);
      return new PyTuple([result.text, result.consumed, result.order]);
    },
  );
}

function ordered(encode: typeof utf16Encode): CallableSpec {
  return fn(
    [posOnly("str", str), ERRORS, posOnly("byteorder", cint, 0)],
    "Encode text in the given byte order.",
    (text, errors, order) =>
      pair(new PyBytes(encode(text, Math.sign(order) as ByteOrder, encodeErrors(errors))), strLength(text)),
  );
}

export default defineModule({
  name: "_codecs",
  doc: null,
  functions: {
    register: fn([posOnly("search_function", object)], "Register a codec search function.", registerSearch),
    unregister: fn(
      [posOnly("search_function", object)],
      "Unregister a codec search function and clear the registry's cache.",
      unregisterSearch,
    ),
    lookup: fn([posOnly("encoding", str)], "Looks up a codec tuple in the Python codec registry.", (encoding) =>
      lookupCodec(strToJs(encoding)),
    ),
    encode: fn(
      [param("obj", object), param("encoding", str, "utf-8"), param("errors", str, "strict")],
      "Encodes obj using the codec registered for encoding.",
      (obj, encoding, errors) => callCodec(lookupCodec(strToJs(encoding)).items[0], obj, strToJs(errors), "encoder"),
    ),
    decode: fn(
      [param("obj", object), param("encoding", str, "utf-8"), param("errors", str, "strict")],
      "Decodes obj using the codec registered for encoding.",
      (obj, encoding, errors) => callCodec(lookupCodec(strToJs(encoding)).items[1], obj, strToJs(errors), "decoder"),
    ),
    register_error: fn(
      [posOnly("errors", str), posOnly("handler", object)],
      "Register the specified error handler under the name errors.",
      registerError,
    ),
    _unregister_error: fn([posOnly("errors", str)], "Un-register the specified error handler.", unregisterError),
    lookup_error: fn([posOnly("name", str)], "Return the error handler for the specified name.", (name) =>
      lookupErrorHandler(strToJs(name)),
    ),
    utf_8_encode: encoder((text, errors) => utf8Encode(text, encodeErrors(errors))),
    utf_8_decode: stateful(utf8Decode),
    utf_7_encode: encoder((text) => utf7Encode(text)),
    utf_7_decode: stateful(utf7Decode),
    utf_16_encode: ordered(utf16Encode),
    utf_16_le_encode: encoder((text, errors) => utf16Encode(text, -1, encodeErrors(errors))),
    utf_16_be_encode: encoder((text, errors) => utf16Encode(text, 1, encodeErrors(errors))),
    utf_16_decode: wide(utf16Decode, 0),
    utf_16_le_decode: wide(utf16Decode, -1),
    utf_16_be_decode: wide(utf16Decode, 1),
    utf_16_ex_decode: extended(utf16Decode),
    utf_32_encode: ordered(utf32Encode),
    utf_32_le_encode: encoder((text, errors) => utf32Encode(text, -1, encodeErrors(errors))),
    utf_32_be_encode: encoder((text, errors) => utf32Encode(text, 1, encodeErrors(errors))),
    utf_32_decode: wide(utf32Decode, 0),
    utf_32_le_decode: wide(utf32Decode, -1),
    utf_32_be_decode: wide(utf32Decode, 1),
    utf_32_ex_decode: extended(utf32Decode),
    latin_1_encode: encoder((text, errors) => latin1Encode(text, encodeErrors(errors))),
    latin_1_decode: fn([posOnly("data", bytesOf), ERRORS], "Decode Latin-1.", (data) =>
      pair(latin1Decode(data), data.length),
    ),
    ascii_encode: encoder((text, errors) => asciiEncode(text, encodeErrors(errors))),
    ascii_decode: fn([posOnly("data", bytesOf), ERRORS], "Decode ASCII.", (data, errors) =>
      pair(asciiDecode(data, decodeErrors(errors)), data.length),
    ),
    unicode_escape_encode: encoder((text) => unicodeEscapeEncode(text)),
    unicode_escape_decode: fn(
      [posOnly("data", textOrBytes), ERRORS, posOnly("final", truth, true)],
      "Decode backslash escapes.",
      (data, errors, final) => {
        const { text, consumed, warning } = unicodeEscapeDecode(data, decodeErrors(errors), final);
        warnEscape(data, warning, "");
        return pair(text, consumed);
      },
    ),
    raw_unicode_escape_encode: encoder((text) => rawUnicodeEscapeEncode(text)),
    raw_unicode_escape_decode: fn(
      [posOnly("data", textOrBytes), ERRORS, posOnly("final", truth, true)],
      "Decode \\u escapes.",
      (data, errors, final) => {
        const { text, consumed } = rawUnicodeEscapeDecode(data, decodeErrors(errors), final);
        return pair(text, consumed);
      },
    ),
    escape_encode: fn([posOnly("data", bytesOnly), ERRORS], "Encode bytes as a bytes literal's body.", escapeEncode),
    escape_decode: fn([posOnly("data", textOrBytes), ERRORS], "Decode a bytes literal's body.", (data, errors) => {
      const { bytes, warning } = escapeDecode(data, errors);
      warnEscape(data, warning, "b");
      return pair(new PyBytes(bytes), data.length);
    }),
    charmap_encode: fn(
      [posOnly("str", str), ERRORS, posOnly("mapping", object, null)],
      "Encode text by a mapping.",
      encodeByMap,
    ),
    charmap_decode: fn(
      [posOnly("data", bytesOf), ERRORS, posOnly("mapping", object, null)],
      "Decode bytes by a mapping.",
      decodeByMap,
    ),
    charmap_build: fn(
      [posOnly("map", str)],
      "Make an encoding map from a decoding table.",
      (table) => new EncodingMap(charmapBuild(table)),
    ),
    readbuffer_encode: fn([posOnly("data", textOrBytes), ERRORS], "The bytes of a buffer.", (data) =>
      pair(new PyBytes(data.slice()), data.length),
    ),
  },
});

function registerSearch(search: PyValue): PyValue {
  if (!isCallable(search)) throw typeError("argument must be callable");
  registry().search.push(search);
  return null;
}

function unregisterSearch(search: PyValue): PyValue {
  const state = registry();
  const index = state.search.indexOf(search);
  if (index >= 0) {
    state.search.splice(index, 1);
    state.cache.clear();
  }
  return null;
}

function registerError(name: Str, handler: PyValue): PyValue {
  if (!isCallable(handler)) throw typeError("handler must be callable");
  registry().handlers.set(strToJs(name), handler);
  return null;
}

const STANDARD = [
  "strict",
  "ignore",
  "replace",
  "xmlcharrefreplace",
  "backslashreplace",
  "namereplace",
  "surrogatepass",
  "surrogateescape",
];

function unregisterError(name: Str): PyValue {
  const plain = strToJs(name);
  if (STANDARD.includes(plain)) throw valueError(`cannot un-register built-in error handler '${plain}'`);
  return registry().handlers.delete(plain);
}

/** The DeprecationWarning for an escape that means nothing. */
function warnEscape(data: Uint8Array, warning: EscapeWarning | undefined, prefix: string): void {
  if (warning === undefined) return;
  if (warning.octal !== undefined) {
    warn(
      "DeprecationWarning",
      `${prefix}"\\${warning.octal}" is an invalid octal escape sequence. Such sequences will not work in the future. `,
    );
    return;
  }
  const shown = String.fromCharCode(data[warning.position]);
  warn(
    "DeprecationWarning",
    `${prefix}"\\${shown}" is an invalid escape sequence. Such sequences will not work in the future. `,
  );
}

function bytesOnly(value: PyValue): PyBytes {
  if (!(value instanceof PyBytes)) throw typeError(`escape_encode() argument 1 must be bytes, not ${typeName(value)}`);
  return value;
}

function escapeEncode(data: PyBytes): PyValue {
  const literal = bytesRepr(data.data);
  // The literal's quote may be ", but the escaped form always escapes '.
  const body = literal.slice(2, -1);
  const text = literal[1] === '"' ? body.replaceAll("'", "\\'") : body;
  return pair(new PyBytes(Uint8Array.from(text, (c) => c.charCodeAt(0))), data.data.length);
}

/** The map that charmap_build makes: code point to byte. */
class EncodingMap extends PyObject {
  readonly map: Map<number, number>;
  constructor(map: Map<number, number>) {
    super(encodingMapType);
    this.map = map;
  }
}

const encodingMapType: PyType = defineType<EncodingMap>({
  name: "EncodingMap",
  doc: null,
  flags: ["disallow_instantiation"],
});

function lookup(mapping: PyValue, key: number): PyValue | undefined {
  if (mapping instanceof PyDict) return mapping.get(key);
  try {
    return getItem(mapping, key);
  } catch (caught) {
    if (isException(caught, PyExc_LookupError)) return undefined;
    throw caught;
  }
}

function encodeByMap(text: Str, errors: string, mapping: PyValue): PyValue {
  if (mapping === null) return pair(new PyBytes(latin1Encode(text, encodeErrors(errors))), strLength(text));
  const find =
    mapping instanceof EncodingMap
      ? (code: number) => mapping.map.get(code)
      : (code: number) => encodeTarget(mapping, code);
  return pair(new PyBytes(charmapEncode(text, find, encodeErrors(errors))), strLength(text));
}

function encodeTarget(mapping: PyValue, code: number): Uint8Array | number | undefined {
  const found = lookup(mapping, code);
  if (found === undefined || found === null) return undefined;
  const int = asInt(found);
  if (int !== undefined) {
    if (int < 0 || int > 255) throw typeError("character mapping must be in range(256)");
    return Number(int);
  }
  const data = found instanceof PyBytes ? found.data : undefined;
  if (data === undefined) {
    throw typeError(`character mapping must return integer, bytes or None, not ${typeName(found)}`);
  }
  return data;
}

function decodeByMap(data: Uint8Array, errors: string, mapping: PyValue): PyValue {
  if (mapping === null) return pair(latin1Decode(data), data.length);
  const table = asStr(mapping);
  const find = table === undefined ? (byte: number) => decodeTarget(mapping, byte) : charmapFromTable(table);
  return pair(charmapDecode(data, find, decodeErrors(errors)), data.length);
}

function decodeTarget(mapping: PyValue, byte: number): Str | undefined {
  const found = lookup(mapping, byte);
  if (found === undefined || found === null) return undefined;
  const int = asInt(found);
  if (int !== undefined) {
    if (int === 0xfffe) return undefined;
    if (int < 0 || int > 0x10ffff) throw typeError("character mapping must be in range(0x110000)");
    return strFromCode(Number(int));
  }
  const text = asStr(found);
  if (text === undefined) throw typeError("character mapping must return integer, None or str");
  return text === "\ufffe" ? undefined : text;
}
