/** PyDictView: what `keys()`, `values()` and `items()` return; the type tells which. Behaviour: views.ts. */
import { PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";
import type { PyDict } from "./dict.ts";

export class PyDictView extends PyObject {
  readonly dict: PyDict;

  constructor(type: PyType, dict: PyDict) {
    super(type);
    this.dict = dict;
  }
}
