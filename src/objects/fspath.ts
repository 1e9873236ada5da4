/** Paths: str, bytes, or objects with `__fspath__`. Source: CPython Modules/posixmodule.c (PyOS_FSPath), Objects/unicodeobject.c. */
import { utf8Decode } from "../kernel/codecs/utf8.ts";
import type { Str } from "../kernel/str.ts";
import { lookupSpecial } from "./abstract/attributes.ts";
import { call } from "./abstract/call.ts";
import { PyBytes } from "./bytes/bytes-object.ts";
import { decodeErrors } from "./codecs/handlers.ts";
import { typeError } from "./errors.ts";
import type { PyValue } from "./object.ts";
import { asStr } from "./str/str-object.ts";
import { typeName } from "./typeof.ts";

/** `os.fspath(path)`: a str or bytes object. */
export function fspath(path: PyValue): PyValue {
  if (asStr(path) !== undefined || path instanceof PyBytes) return path;
  const method = lookupSpecial(path, "__fspath__");
  if (method === undefined || method === null) {
    throw typeError(`expected str, bytes or os.PathLike object, not ${typeName(path)}`);
  }
  const result = call(method, []);
  if (asStr(result) !== undefined || result instanceof PyBytes) return result;
  throw typeError(`expected ${typeName(path)}.__fspath__() to return str or bytes, not ${typeName(result)}`);
}

/** A path as text: bytes are decoded with the file system's encoding (UTF-8, surrogateescape). */
export function filesystemPath(path: PyValue): Str {
  const plain = fspath(path);
  return asStr(plain) ?? utf8Decode((plain as PyBytes).data, decodeErrors("surrogateescape")).text;
}
