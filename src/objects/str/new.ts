/** `str(...)`. Source: CPython Objects/unicodeobject.c (unicode_new_impl). */
import type { Str } from "../../kernel/str.ts";
import { str as toStr } from "../abstract/repr.ts";
import { Builtin } from "../binder.ts";
import { decodeObject } from "../codecs/decode.ts";
import { cstring, cText, object } from "../converters.ts";
import { method, param } from "../declare.ts";
import { typeError } from "../errors.ts";
import type { KwNames, PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { asStr, type PyStrSub, strType } from "./str-object.ts";

let binder: Builtin | null = null;

export function strNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  if (kwnames === null && args.length === 1) return wrap(type, strOf(args[0]));
  if (kwnames === null && args.length > 3) throw typeError(`str expected at most 3 arguments, got ${args.length}`);
  // The quick call has words of its own for what is no text.
  if (kwnames === null && args.length > 1 && type === strType) {
    const encoding = codecName(args[1], "encoding");
    return decodeObject(args[0], encoding, args.length > 2 ? codecName(args[2], "errors") : "strict");
  }
  binder ??= new Builtin(
    "str",
    "str",
    method(
      [param("object", object, undefined), param("encoding", cstring, undefined), param("errors", cstring, undefined)],
      "",
      strNewImpl,
    ),
  );
  return binder.call(type, args, kwnames);
}

function strNewImpl(
  type: PyType,
  value: PyValue | undefined,
  encoding: string | undefined,
  errors: string | undefined,
): PyValue {
  if (value === undefined) return wrap(type, "");
  if (encoding === undefined && errors === undefined) return wrap(type, strOf(value));
  return wrap(type, decodeObject(value, encoding ?? "utf-8", errors ?? "strict"));
}

/** `str(value)`; what `__str__` returned is kept when it is of a subclass of str. */
export function strOf(value: PyValue): PyValue {
  if (typeof value === "string") return value;
  const slot = typeOf(value).tp_str;
  if (slot === undefined) return toStr(value);
  const result = slot(value);
  if (asStr(result) === undefined) throw typeError(`__str__ returned non-string (type ${typeName(result)})`);
  return result;
}

function wrap(type: PyType, result: PyValue): PyValue {
  if (type === strType) return result;
  const made = type.tp_alloc!(type) as PyStrSub;
  (made as { value: Str }).value = asStr(result)!;
  return made;
}

/** The name of a codec or error handler (arg_as_utf8). */
function codecName(value: PyValue, argument: string): string {
  const name = asStr(value);
  if (name === undefined) throw typeError(`str() argument '${argument}' must be str, not ${typeName(value)}`);
  return cText(name);
}
