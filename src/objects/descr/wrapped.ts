/** What staticmethod and classmethod copy from the function they wrap. Source: CPython Objects/funcobject.c (functools_wraps). */
import { getAttr, lookupAttr } from "../abstract/attributes.ts";
import { isTrue } from "../abstract/compare.ts";
import { object } from "../converters.ts";
import { type GetSetSpec, getset, method, posOnly } from "../declare.ts";
import { attributeError } from "../errors.ts";
import { genericAlias } from "../generic-alias.ts";
import { genericDictGetSet } from "../generic-dict.ts";
import { dictOf } from "../instance-dict.ts";
import type { PyObject, PyValue } from "../object.ts";
import { typeName } from "../typeof.ts";

const ATTRIBUTES = ["__module__", "__name__", "__qualname__", "__doc__"];

export function copyFunctionAttributes(wrapper: PyObject, wrapped: PyValue): void {
  const dict = dictOf(wrapper);
  for (const name of ATTRIBUTES) {
    const value = lookupAttr(wrapped, name);
    if (value !== undefined) dict.set(name, value);
  }
}

/** An attribute of the wrapped function, kept in the wrapper's namespace once it was read (descriptor_get_wrapped_attribute). */
function wrappedAttribute(name: string): GetSetSpec {
  return getset(
    (self: PyObject & { callable: PyValue }) => {
      const dict = dictOf(self);
      const known = dict.getStr(name);
      if (known !== undefined) return known;
      const value = getAttr(self.callable, name);
      dict.set(name, value);
      return value;
    },
    (self: PyObject & { callable: PyValue }, value) => {
      const dict = dictOf(self);
      if (value !== undefined) dict.set(name, value);
      else if (!dict.delete(name)) {
        throw attributeError(`'${typeName(self)}' object has no attribute '${name}'`, self, name);
      }
    },
    null,
  );
}

/** What the tables of staticmethod and classmethod share. */
export function wrapperParts() {
  return {
    classMethods: {
      __class_getitem__: method([posOnly("object", object)], null, (cls: PyValue, item) => genericAlias(cls, item), {
        signature: null,
      }),
    },
    getset: {
      __isabstractmethod__: getset(
        (self: PyObject & { callable: PyValue }) => isAbstract(self.callable),
        undefined,
        null,
      ),
      __dict__: genericDictGetSet(),
      __annotations__: wrappedAttribute("__annotations__"),
      __annotate__: wrappedAttribute("__annotate__"),
    },
  };
}

/** `callable.__isabstractmethod__` as a truth value. */
export function isAbstract(callable: PyValue): boolean {
  const value = lookupAttr(callable, "__isabstractmethod__");
  return value !== undefined && isTrue(value);
}
