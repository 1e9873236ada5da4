/** PyComplex: a pair of doubles. Behaviour: type.ts. */
import { PyFloat } from "../float/float-object.ts";
import { inheritPyObject, type PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { complexType } from "./type.ts";

export class PyComplex implements PyObject {
  static {
    inheritPyObject(PyComplex);
  }
  type: PyType;
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number, type: PyType = complexType) {
    this.type = type;
    this.real = real;
    this.imag = imag;
  }
  get realFloat(): PyFloat {
    return new PyFloat(this.real);
  }
  get imagFloat(): PyFloat {
    return new PyFloat(this.imag);
  }
}
