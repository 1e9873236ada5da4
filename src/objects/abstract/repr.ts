/** repr, str, ascii, format. Source: CPython Objects/object.c, abstract.c. */
import { floatRepr } from "../../kernel/float.ts";
import { formatFloatValue, formatInt, formatStr } from "../../kernel/format-number.ts";
import { type Str, strToJs } from "../../kernel/str.ts";
import { reprAscii } from "../../kernel/str-ops.ts";
import { typeError } from "../errors.ts";
import { PyFloat } from "../float/float-object.ts";
import { floatType } from "../float/type.ts";
import { machine } from "../machine.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { callSpecial } from "./call.ts";

/** The text of a value of a few built-in types that call nothing for it; undefined for others. */
function scalarText(value: PyValue): string | undefined {
  if (typeof value === "number") return String(value);
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value instanceof PyFloat && value.type === floatType) return floatRepr(value.v);
  return undefined;
}

/** `repr(value)`, as text. */
export function repr(value: PyValue): Str {
  const text = scalarText(value);
  if (text !== undefined) return text;
  return asStr(reprObject(value))!;
}

/** `repr(value)`: the very object that `__repr__` returned, which may be of a subclass of str. */
export function reprObject(value: PyValue): PyValue {
  const slot = typeOf(value).tp_repr!;
  machine.enterRecursive(" while getting the repr of an object");
  let result: PyValue;
  try {
    result = slot(value);
  } finally {
    machine.leaveRecursive();
  }
  if (typeof result !== "string") textResult(result, "__repr__");
  return result;
}

/** `str(value)`, as text: a str subclass returned by `__str__` gives its text. */
export function str(value: PyValue): Str {
  if (typeof value === "string") return value;
  const text = scalarText(value);
  if (text !== undefined) return text;
  const type = typeOf(value);
  if (type.tp_str === undefined) return repr(value);
  machine.enterRecursive(" while getting the str of an object");
  let result: PyValue;
  try {
    result = type.tp_str(value);
  } finally {
    machine.leaveRecursive();
  }
  return textResult(result, "__str__");
}

function textResult(result: PyValue, method: string): Str {
  const text = asStr(result);
  if (text === undefined) throw typeError(`${method} returned non-string (type ${typeName(result)})`);
  return text;
}

/** `ascii(value)`. */
export function ascii(value: PyValue): Str {
  return reprAscii(repr(value));
}

/** `format(value, spec)`. */
export function format(value: PyValue, spec: PyValue): PyValue {
  if (spec === "") {
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
  }
  if (typeof spec === "string") {
    if (typeof value === "number") return formatInt(value, spec, "int", 0);
    if (typeof value === "string") return formatStr(value, spec, "str");
    if (value instanceof PyFloat && value.type === floatType) return formatFloatValue(value.v, spec, "float");
  }
  const result = callSpecial(value, "__format__", [spec]);
  if (result === undefined) throw typeError(`Type ${typeName(value)} doesn't define __format__`);
  if (asStr(result) === undefined) throw typeError(`__format__ must return a str, not ${typeName(result)}`);
  return result;
}

/** repr as JavaScript text, for messages (`%R`). */
export function reprJs(value: PyValue): string {
  return strToJs(repr(value));
}

/** str as JavaScript text, for messages (`%S`). */
export function strJs(value: PyValue): string {
  return strToJs(str(value));
}
