/** The type of any value. */
import { strToJs } from "../kernel/str.ts";
import { boolType } from "./int/bool.ts";
import { intType } from "./int/int-object.ts";
import type { PyObject, PyValue } from "./object.ts";
import { noneType } from "./singletons.ts";
import { strType } from "./str/str-object.ts";
import type { PyType } from "./type-object.ts";

/** `type(value)`. */
export function typeOf(value: PyValue): PyType {
  switch (typeof value) {
    case "object":
      return value === null ? noneType : (value as PyObject).type;
    case "number":
    case "bigint":
      return intType;
    case "string":
      return strType;
    default:
      return boolType;
  }
}

/** The type's C name (tp_name) for messages, as `%T` and `%.200s` show it. */
export function typeName(value: PyValue): string {
  return strToJs(typeOf(value).tp_name);
}
