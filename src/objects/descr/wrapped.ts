/** What staticmethod and classmethod copy from the function they wrap. Source: CPython Objects/funcobject.c (functools_wraps). */
import { strToJs } from "../../kernel/str.ts";
import { getAttr, lookupAttr } from "../abstract/attributes.ts";
import { type GetSetSpec, getset } from "../declare.ts";
import { attributeError } from "../errors.ts";
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

/** `__annotations__` and `__annotate__`: read from the wrapped function once, then the wrapper's own (descriptor_get_wrapped_attribute). */
export function wrappedAnnotations(): Record<string, GetSetSpec> {
  return { __annotations__: wrappedAttribute("__annotations__"), __annotate__: wrappedAttribute("__annotate__") };
}

type Wrapper = PyObject & { callable: PyValue };

function wrappedAttribute(name: string): GetSetSpec {
  return getset(
    (self: Wrapper) => {
      const dict = dictOf(self);
      let value = dict.getStr(name);
      if (value === undefined) {
        value = getAttr(self.callable, name);
        dict.set(name, value);
      }
      return value;
    },
    (self, value) => {
      const dict = dictOf(self);
      if (value !== undefined) dict.set(name, value);
      else if (!dict.delete(name)) {
        throw attributeError(`'${strToJs(self.type.name)}' object has no attribute '${name}'`, self, name);
      }
    },
    null,
  );
}
