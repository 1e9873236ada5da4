/** Sizes of C's structs, which nothing here has: they are what `__basicsize__`, `__itemsize__` and sys.getsizeof() tell, as on a 64-bit machine. */
import type { PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";

export function basicSize(type: PyType): number {
  let native = type;
  while (native.base !== null && native.spec?.basicsize === undefined) native = native.base;
  return (native.spec?.basicsize ?? 16) + 8 * type.slotCount;
}

export function itemSize(type: PyType): number {
  for (let at: PyType | null = type; at !== null; at = at.base) {
    if (at.spec?.itemsize !== undefined) return at.spec.itemsize;
  }
  return 0;
}

/** How many items the struct of an instance ends with. */
export function itemCount(type: PyType, value: PyValue): number {
  for (let at: PyType | null = type; at !== null; at = at.base) {
    if (at.spec?.itemCount !== undefined) return at.spec.itemCount(value as never);
  }
  return 0;
}
