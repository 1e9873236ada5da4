/** int: exact ints are JavaScript numbers and bigints; instances of subclasses are PyIntSub. The type's table is type.ts. */
import type { PyDict } from "../dict/dict.ts";
import { type Int, inheritPyObject, type PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { intType } from "./type.ts";

export { intType } from "./type.ts";

/** Instance of a subclass of int. */
export class PyIntSub implements PyObject {
  static {
    inheritPyObject(PyIntSub);
  }
  type: PyType;
  readonly value: Int;
  declare dict?: PyDict | null;
  constructor(value: Int, type: PyType = intType) {
    this.type = type;
    this.value = value;
  }
}
