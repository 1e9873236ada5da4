/** Ints that `__setstate__` methods take. Source: CPython Objects/longobject.c (PyLong_AsSsize_t). */
import { asInt, PY_SSIZE_MAX } from "../abstract/number.ts";
import { overflowError, typeError } from "../errors.ts";
import type { PyValue } from "../object.ts";

/** PyLong_AsSsize_t: only ints, no `__index__`. */
export function asSsize(value: PyValue): number {
  const int = asInt(value);
  if (int === undefined) throw typeError("an integer is required");
  if (typeof int === "number") return int;
  if (int > PY_SSIZE_MAX || int < -PY_SSIZE_MAX - 1n)
    throw overflowError("Python int too large to convert to C ssize_t");
  return Number(int);
}
