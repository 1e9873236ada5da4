/** PyList: the mutable sequence over a JavaScript array. Behaviour: type.ts. */
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { listType } from "./type.ts";

export class PyList implements PyObject {
  static {
    inheritPyObject(PyList);
  }
  type: PyType;
  /** The items; replaced as a whole while the list is being sorted. */
  items: PyValue[];

  constructor(items: PyValue[], type: PyType = listType) {
    this.type = type;
    this.items = items;
  }
}
