/** sys.getrefcount(): there are no reference counts, but what CPython keeps for ever can be told. Source: CPython Include/refcount.h. */
import type { Int, PyValue } from "../../objects/object.ts";
import { ELLIPSIS_OBJECT, NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { PyType, TPFLAGS } from "../../objects/type-object.ts";

/** _Py_IMMORTAL_INITIAL_REFCNT of a 64-bit build. */
const IMMORTAL = 3 * 2 ** 30;

/** The count of an immortal object, or that of an object that only the caller knows. */
export function getRefCount(value: PyValue): Int {
  return isImmortal(value) ? IMMORTAL : 2;
}

/** Singletons, small ints, characters of Latin-1, the empty tuple and built-in types. */
function isImmortal(value: PyValue): boolean {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "number") return value >= -5 && value <= 256;
  if (typeof value === "string") return value.length === 0 || (value.length === 1 && value.charCodeAt(0) < 256);
  if (value instanceof PyTuple) return value.items.length === 0;
  if (value instanceof PyType) return (value.flags & TPFLAGS.HEAPTYPE) === 0;
  return value === ELLIPSIS_OBJECT || value === NOT_IMPLEMENTED;
}
