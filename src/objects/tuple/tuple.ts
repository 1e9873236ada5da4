/** PyTuple: the immutable sequence, and the base of named tuples and struct sequences. Behaviour: type.ts. */
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { tupleType } from "./type.ts";

export class PyTuple implements PyObject {
  static {
    inheritPyObject(PyTuple);
  }
  type: PyType;
  /** Never changed once the tuple is visible to a program. */
  readonly items: PyValue[];
  /** The hash, once computed. */
  hash: number | bigint | undefined;

  constructor(items: PyValue[], type: PyType = tupleType) {
    this.type = type;
    this.items = items;
    this.hash = undefined;
  }
}

let empty: PyTuple | undefined;

/** The empty tuple where a program can notice that it is always the same object. */
export function emptyTuple(): PyTuple {
  return (empty ??= new PyTuple([]));
}
