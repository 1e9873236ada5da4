/** Decoding to str. Source: CPython Objects/unicodeobject.c (PyUnicode_Decode, PyUnicode_FromEncodedObject). */
import type { Str } from "../../kernel/str.ts";
import { bytesIfLike } from "../bytes/bytes-like.ts";
import { PyBytes } from "../bytes/bytes-object.ts";
import { typeError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { typeName } from "../typeof.ts";
import { checkNames, decodeBytes } from "./builtin.ts";

/** `str(value, encoding, errors)`: of nothing, no codec is asked for outside of development mode. */
export function decodeObject(value: PyValue, encoding: string, errors: string): Str {
  if (asStr(value) !== undefined) throw typeError("decoding str is not supported");
  const data = value instanceof PyBytes ? value.data : bytesIfLike(value);
  if (data === undefined) throw typeError(`decoding to str: need a bytes-like object, ${typeName(value)} found`);
  if (data.length > 0) return decodeBytes(data, encoding, errors);
  checkNames(encoding, errors);
  return "";
}
