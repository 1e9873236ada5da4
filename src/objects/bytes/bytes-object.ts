/** PyBytes: immutable bytes; subclasses' instances are PyBytes too. Behaviour: type.ts. */
import type { PyDict } from "../dict/dict.ts";
import { PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { bytesType } from "./type.ts";

export class PyBytes extends PyObject {
  /** Never changed once the object is visible to a program. */
  readonly data: Uint8Array;
  /** The hash, once computed. */
  hash: number | bigint | undefined = undefined;
  declare dict?: PyDict | null;
  constructor(data: Uint8Array, type: PyType = bytesType) {
    super(type);
    this.data = data;
  }
}
