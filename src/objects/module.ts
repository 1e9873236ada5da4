/** module. Source: CPython Objects/moduleobject.c; its type's table is module-type.ts. */
import type { Str } from "../kernel/str.ts";
import type { ModuleSpec } from "./declare.ts";
import { PyDict } from "./dict/dict.ts";
import { moduleType } from "./module-type.ts";
import { PyObject } from "./object.ts";
import type { PyType } from "./type-object.ts";

export class PyModule extends PyObject {
  dict: PyDict | null;
  /** The declaration of a built-in module. */
  spec: ModuleSpec | null = null;
  constructor(type: PyType = moduleType) {
    super(type);
    this.dict = null;
  }
}

/** A new module with the usual attributes (PyModule_NewObject). */
export function newModule(name: Str, doc: Str | null = null, dict: PyDict = new PyDict()): PyModule {
  const module = new PyModule();
  dict.set("__name__", name);
  dict.set("__doc__", doc);
  dict.set("__package__", null);
  dict.set("__loader__", null);
  dict.set("__spec__", null);
  module.dict = dict;
  return module;
}
