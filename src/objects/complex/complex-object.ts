/** PyComplex: a pair of doubles. Behaviour: type.ts. */
import { PyFloat } from "../float/float-object.ts";
import { PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { complexType } from "./type.ts";

export class PyComplex extends PyObject {
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number, type: PyType = complexType) {
    super(type);
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
