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

/** The type's C name (tp_name) for messages, as `Py_TYPE(v)->tp_name` shows it. */
export function typeName(value: PyValue): string {
  return strToJs(typeOf(value).tp_name);
}

/** The type's name with its module, as `%T` shows it (PyType_GetFullyQualifiedName). */
export function fullTypeName(value: PyValue): string {
  const type = typeOf(value);
  if (type.spec !== null) return strToJs(type.tp_name);
  const module = type.dict.getStr("__module__");
  const qualname = strToJs(type.qualname);
  const named = typeof module === "string" && module !== "builtins" && module !== "__main__";
  return named ? `${module}.${qualname}` : qualname;
}
