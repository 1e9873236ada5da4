/** The `__dict__` attribute that types with instance dicts share. Source: CPython Objects/object.c (PyObject_GenericGetDict). */
import { typeLookup } from "./abstract/attributes.ts";
import type { GetSetSpec } from "./declare.ts";
import { PyDict } from "./dict/dict.ts";
import { typeError } from "./errors.ts";
import { dictOf, setDict } from "./instance-dict.ts";
import { PyObject, type PyValue } from "./object.ts";
import type { PyType } from "./type-object.ts";
import { typeName } from "./typeof.ts";

export function genericDictGetSet(): GetSetSpec {
  return { get: dictOf as (self: never) => PyValue, set: genericSetDict as GetSetSpec["set"], doc: null };
}

function genericSetDict(self: PyObject, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("cannot delete __dict__");
  if (!(value instanceof PyDict)) throw typeError(`__dict__ must be set to a dictionary, not a '${typeName(value)}'`);
  setDict(self, value);
}

/**
 * `__dict__` of a Python class's instances: that of a built-in base which has one of its own decides, as for subclasses of type or
 * of module (subtype_setdict).
 */
export function subtypeDictGetSet(): GetSetSpec {
  return {
    get: ((self: PyObject) => {
      const descr = builtinDict(self);
      return descr === undefined ? dictOf(self) : descr.type.tp_descr_get!(descr, self, self.type);
    }) as (self: never) => PyValue,
    set: ((self: PyObject, value: PyValue | undefined) => {
      const descr = builtinDict(self);
      if (descr === undefined && value === undefined) setDict(self, null);
      else if (descr === undefined) genericSetDict(self, value);
      else descr.type.tp_descr_set!(descr, self, value);
    }) as GetSetSpec["set"],
    doc: "dictionary for instance variables",
  };
}

/** The `__dict__` descriptor of the built-in base that has one (get_builtin_base_with_dict). */
function builtinDict(self: PyObject): PyObject | undefined {
  let base: PyType | null = self.type;
  while (base !== null && !(base.spec !== null && base.hasDict)) base = base.base;
  if (base === null) return undefined;
  const descr = typeLookup(base, "__dict__");
  return descr instanceof PyObject && descr.type.tp_descr_set !== undefined ? descr : undefined;
}
