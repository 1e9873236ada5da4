/** str: exact strings are JavaScript strings or WideStr; instances of subclasses are PyStrSub. The type's table is type.ts. */
import { type Str, WideStr } from "../../kernel/str.ts";
import type { PyDict } from "../dict/dict.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { strType as declared } from "./type.ts";

export { strType } from "./type.ts";

/** Instance of a subclass of str. */
export class PyStrSub implements PyObject {
  static {
    inheritPyObject(PyStrSub);
  }
  type: PyType;
  readonly value: Str;
  declare dict?: PyDict | null;
  constructor(value: Str, type: PyType = declared) {
    this.type = type;
    this.value = value;
  }
}

/** The text of a str or of a subclass instance; undefined for anything else. */
export function asStr(value: PyValue): Str | undefined {
  if (typeof value === "string") return value;
  if (value instanceof PyStrSub) return value.value;
  return value instanceof WideStr ? value : undefined;
}

/** Whether the value is a str of exactly that type. */
export function isExactStr(value: PyValue): value is Str {
  return typeof value === "string" || value instanceof WideStr;
}

/** Number of code points. */
export function strLength(text: Str): number {
  return typeof text === "string" ? text.length : text.codes.length;
}
