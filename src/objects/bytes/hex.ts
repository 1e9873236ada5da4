/** The `hex` methods of bytes, bytearray and memoryview. Source: CPython Python/pystrhex.c (_Py_strhex_impl). */
import { bytesHex } from "../../kernel/bytes-text.ts";
import { strCodeAt, strLength } from "../../kernel/str.ts";
import { length } from "../abstract/container.ts";
import { typeError, valueError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { PyBytes } from "./bytes-object.ts";

/** Hexadecimal text with an optional separator, a str or bytes object of one ASCII character. */
export function hexText(data: Uint8Array, separator: PyValue | undefined, group: number): string {
  if (separator === undefined) return bytesHex(data);
  if (length(separator) !== 1) throw valueError("sep must be length 1.");
  const text = asStr(separator);
  let code: number;
  if (text !== undefined) {
    if (strLength(text) !== 1) throw valueError("sep must be length 1.");
    code = strCodeAt(text, 0);
    if (code > 127) throw valueError("sep must be ASCII.");
  } else if (separator instanceof PyBytes) {
    code = separator.data[0];
    if (code > 127) throw valueError("sep must be ASCII.");
  } else throw typeError("sep must be str or bytes.");
  return bytesHex(data, String.fromCharCode(code), group);
}
