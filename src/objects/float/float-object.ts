/** PyFloat: a double in a box, so that 1.0 and 1 differ. Instances of float's subclasses are PyFloats too. Behaviour: type.ts. */
import { inheritPyObject, type PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { floatType } from "./type.ts";

export class PyFloat implements PyObject {
  static {
    inheritPyObject(PyFloat);
  }
  type: PyType;
  readonly v: number;

  constructor(v: number, type: PyType = floatType) {
    this.type = type;
    this.v = v;
  }
}
