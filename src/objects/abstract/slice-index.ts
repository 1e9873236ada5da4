/** Bounds given to methods such as str.find. Source: CPython Python/ceval.c (_PyEval_SliceIndex). */
import { typeError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { clampIndex, hasIndex } from "./number.ts";

/** An index that is clamped to a Py_ssize_t; anything without `__index__` is refused. */
export function sliceIndex(value: PyValue): number {
  if (typeof value === "number") return value;
  if (!hasIndex(value)) throw typeError("slice indices must be integers or None or have an __index__ method");
  return clampIndex(value);
}
