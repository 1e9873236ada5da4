/** The iterator over anything with `__getitem__`: calls it with 0, 1, 2 … until IndexError. Source: CPython Objects/iterobject.c. */
import { type Int, inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { seqIterType } from "./seq-iter-type.ts";

export class SeqIter implements PyObject {
  static {
    inheritPyObject(SeqIter);
  }
  type: PyType;
  /** A bigint only where `__setstate__` has said so. */
  index: Int;
  /** The sequence; undefined once exhausted. */
  sequence: PyValue | undefined;

  constructor(sequence: PyValue) {
    this.type = seqIterType;
    this.index = 0;
    this.sequence = sequence;
  }
}
