/** str.encode. Source: CPython Objects/unicodeobject.c (PyUnicode_AsEncodedString). */
import { type Str, strToJs } from "../../kernel/str.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { encodeText } from "../codecs/builtin.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "./str-object.ts";

export function strEncode(self: PyValue, encoding: Str, errors: Str): PyValue {
  return new PyBytes(encodeText(asStr(self)!, strToJs(encoding), strToJs(errors)));
}
