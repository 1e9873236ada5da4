/** PyDictView: what `keys()`, `values()` and `items()` return; the type tells which. Behaviour: views.ts. */
import { inheritPyObject, type PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";
import type { PyDict } from "./dict.ts";

export class PyDictView implements PyObject {
  static {
    inheritPyObject(PyDictView);
  }
  type: PyType;
  readonly dict: PyDict;

  constructor(type: PyType, dict: PyDict) {
    this.type = type;
    this.dict = dict;
  }
}
