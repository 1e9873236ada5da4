/** Text of the locale's encoding, which is UTF-8, as start-up code converts it. Source: CPython Python/fileutils.c (_Py_DecodeLocaleEx, _Py_EncodeLocaleEx). */
import type { Str } from "../../kernel/str.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { decodeBytes, encodeText } from "../../objects/codecs/builtin.ts";
import { isException, runtimeError, valueError } from "../../objects/errors.ts";
import type { PyUnicodeError } from "../../objects/exceptions/base.ts";
import { PyExc_UnicodeError } from "../../objects/exceptions/types.ts";
import type { PyValue } from "../../objects/object.ts";

export function decodeLocale(data: Uint8Array, _current: number, errors: string): PyValue {
  return converted("decod", errors, () => decodeBytes(data, "utf-8", errors));
}

export function encodeLocale(text: Str, _current: number, errors: string): PyValue {
  return converted("encod", errors, () => new PyBytes(encodeText(text, "utf-8", errors)));
}

function converted(what: "encod" | "decod", errors: string, convert: () => PyValue): PyValue {
  if (errors !== "strict" && errors !== "surrogateescape") throw valueError("unsupported error handler");
  try {
    return convert();
  } catch (caught) {
    if (!isException(caught, PyExc_UnicodeError)) throw caught;
    throw runtimeError(`${what}e error: pos=${(caught as PyUnicodeError).start}, reason=${what}ing error`);
  }
}
