/** PyByteArray: mutable bytes with room to grow. Behaviour: bytearray-type.ts. */
import type { PyDict } from "../dict/dict.ts";
import { PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { bytearrayType } from "./bytearray-type.ts";

export class PyByteArray extends PyObject {
  /** The bytes: a view of the start of a buffer that may be larger. */
  data: Uint8Array;
  /** Buffers handed out; while there is one the size cannot change. */
  exports = 0;
  declare dict?: PyDict | null;
  constructor(data: Uint8Array, type: PyType = bytearrayType) {
    super(type);
    this.data = data;
  }
}
