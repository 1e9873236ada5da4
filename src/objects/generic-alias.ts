/** types.GenericAlias: `list[int]`. Source: CPython Objects/genericaliasobject.c. */

import type { PyDict } from "./dict/dict.ts";
import { genericAliasType } from "./generic-alias-type.ts";
import { inheritPyObject, type PyObject, type PyValue } from "./object.ts";
import { PyTuple } from "./tuple/tuple.ts";
import type { PyType } from "./type-object.ts";

export class PyGenericAlias implements PyObject {
  static {
    inheritPyObject(PyGenericAlias);
  }
  type: PyType;
  origin: PyValue;
  args: PyTuple;
  /** `__parameters__`, computed when first asked. */
  parameters: PyTuple | null = null;
  /** Whether it was written with a star: `*tuple[int, ...]`. */
  starred = false;
  declare dict?: PyDict | null;
  constructor(origin: PyValue, args: PyTuple, type: PyType = genericAliasType) {
    this.type = type;
    this.origin = origin;
    this.args = args;
  }
}

/** `origin[item]` (Py_GenericAlias): a tuple gives several arguments. */
export function genericAlias(origin: PyValue, item: PyValue): PyValue {
  return new PyGenericAlias(origin, item instanceof PyTuple ? item : new PyTuple([item]));
}
