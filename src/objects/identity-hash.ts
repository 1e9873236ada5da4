/** The hash of objects that compare by identity. Source: CPython Python/pyhash.c (Py_HashPointer). */
import { identity } from "./address.ts";
import type { Int, PyValue } from "./object.ts";

/** The object's number rotated right by four bits, as CPython does with an address. */
export function identityHash(value: PyValue): Int {
  return identity(value) / 16;
}
