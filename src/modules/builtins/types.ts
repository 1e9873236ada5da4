/** The types and exceptions of the builtins namespace: every declared type without a module in its name, but for internal ones. */
import { PyExc_OSError } from "../../objects/exceptions/types.ts";
import { declaredTypes, isSubtype, type PyType } from "../../objects/type-object.ts";
import { PyExc_BaseException } from "../../objects/exceptions/types.ts";

const PUBLIC = [
  "bool",
  "memoryview",
  "bytearray",
  "bytes",
  "classmethod",
  "complex",
  "dict",
  "enumerate",
  "filter",
  "float",
  "frozenset",
  "property",
  "int",
  "list",
  "map",
  "object",
  "range",
  "reversed",
  "set",
  "slice",
  "staticmethod",
  "str",
  "super",
  "tuple",
  "type",
  "zip",
];

export function builtinTypes(): Record<string, PyType> {
  const byName = new Map<string, PyType>();
  const exceptions: Record<string, PyType> = {};
  for (const type of declaredTypes) {
    const name = type.tp_name as string;
    if (name.includes(".")) continue;
    if (!byName.has(name)) byName.set(name, type);
    if (isSubtype(type, PyExc_BaseException)) exceptions[name] = type;
  }
  const types: Record<string, PyType> = {};
  for (const name of PUBLIC) {
    const type = byName.get(name);
    if (type !== undefined) types[name] = type;
  }
  return { ...types, ...exceptions, EnvironmentError: PyExc_OSError, IOError: PyExc_OSError };
}
