/** What staticmethod and classmethod copy from the function they wrap. Source: CPython Objects/funcobject.c (functools_wraps). */
import { lookupAttr } from "../abstract/attributes.ts";
import { dictOf } from "../instance-dict.ts";
import type { PyObject, PyValue } from "../object.ts";

const ATTRIBUTES = ["__module__", "__name__", "__qualname__", "__doc__"];

export function copyFunctionAttributes(wrapper: PyObject, wrapped: PyValue): void {
  const dict = dictOf(wrapper);
  for (const name of ATTRIBUTES) {
    const value = lookupAttr(wrapped, name);
    if (value !== undefined) dict.set(name, value);
  }
}
