/** The `__dict__` attribute that types with instance dicts share. Source: CPython Objects/object.c (PyObject_GenericGetDict). */
import type { GetSetSpec } from "./declare.ts";
import { PyDict } from "./dict/dict.ts";
import { typeError } from "./errors.ts";
import { dictOf, setDict } from "./instance-dict.ts";
import type { PyObject, PyValue } from "./object.ts";
import { typeName } from "./typeof.ts";

export function genericDictGetSet(): GetSetSpec {
  return { get: dictOf as (self: never) => PyValue, set: genericSetDict as GetSetSpec["set"], doc: null };
}

function genericSetDict(self: PyObject, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("cannot delete __dict__");
  if (!(value instanceof PyDict)) throw typeError(`__dict__ must be set to a dictionary, not a '${typeName(value)}'`);
  setDict(self, value);
}
