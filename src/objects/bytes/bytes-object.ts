/** PyBytes: immutable bytes; subclasses' instances are PyBytes too. Behaviour: type.ts. */
import type { PyDict } from "../dict/dict.ts";
import { inheritPyObject, type PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { bytesType } from "./type.ts";

export class PyBytes implements PyObject {
  static {
    inheritPyObject(PyBytes);
  }
  type: PyType;
  /** Never changed once the object is visible to a program. */
  readonly data: Uint8Array;
  /** The hash, once computed. */
  hash: number | bigint | undefined;
  /** The code by which key tables find it, once computed; 0: not yet. */
  code: number;
  declare dict?: PyDict | null;
  constructor(data: Uint8Array, type: PyType = bytesType) {
    this.type = type;
    this.hash = undefined;
    this.code = 0;
    this.data = data;
  }
}
