/** The source argument of compile, exec and eval. Source: CPython Python/pythonrun.c (_Py_SourceAsString). */

import { treeOfObject } from "../../interpreter/ast-hook.ts";
import { type Str, strToJs } from "../../kernel/str.ts";
import { bytesIfLike } from "../../objects/bytes/bytes-like.ts";
import { checkEncodable } from "../../objects/converters.ts";
import { newException, typeError } from "../../objects/errors.ts";
import { PyExc_SyntaxError } from "../../objects/exceptions/types.ts";
import type { PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { mod } from "../../parser/generated/ast.ts";
import type { ParseMode } from "../../parser/parse.ts";

/** Text or bytes to compile. */
export function bytesOfSource(func: string, wanted: string, source: PyValue): Str | Uint8Array {
  const text = asStr(source);
  const data = text === undefined ? bytesIfLike(source) : undefined;
  if (text === undefined && data === undefined) throw typeError(`${func}() arg 1 must be a ${wanted} object`);
  if (text !== undefined) checkEncodable(text);
  const hasNull = text !== undefined ? strToJs(text).includes("\0") : data!.includes(0);
  if (hasNull) throw newException(PyExc_SyntaxError, "source code string cannot contain null bytes");
  return text ?? data!;
}

/** The syntax tree when the source is an AST object. */
export function treeOf(source: PyValue, mode: ParseMode): mod | undefined {
  return treeOfObject(source, mode);
}
