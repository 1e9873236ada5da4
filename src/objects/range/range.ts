/**
 * PyRange: an arithmetic progression of ints of any size. `small` says that start, stop, step, length and every item are safe
 * integers, which loops and subscripts exploit. Behaviour: type.ts. Source: CPython Objects/rangeobject.c.
 */
import { intAdd, intMul } from "../../kernel/int.ts";
import { type Int, inheritPyObject, type PyObject } from "../object.ts";
import { stepCount } from "../slice.ts";
import type { PyType } from "../type-object.ts";
import { rangeType } from "./type.ts";

export class PyRange implements PyObject {
  static {
    inheritPyObject(PyRange);
  }
  type: PyType;
  readonly start: Int;
  readonly stop: Int;
  readonly step: Int;
  readonly length: Int;
  readonly small: boolean;

  constructor(start: Int, stop: Int, step: Int) {
    this.type = rangeType;
    this.start = start;
    this.stop = stop;
    this.step = step;
    if (typeof start === "number" && typeof stop === "number" && step === 1) {
      const length = stop > start ? stop - start : 0;
      this.small = length <= Number.MAX_SAFE_INTEGER;
      this.length = this.small ? length : stepCount(start, stop, step);
      return;
    }
    const length = stepCount(start, stop, step);
    this.length = length;
    this.small =
      typeof start === "number" &&
      typeof stop === "number" &&
      typeof step === "number" &&
      typeof length === "number" &&
      typeof intAdd(start, intMul(length, step)) === "number";
  }

  /** Item `i`, which must be within the length. */
  item(i: Int): Int {
    if (this.small) return (this.start as number) + (i as number) * (this.step as number);
    return intAdd(this.start, intMul(i, this.step));
  }
}
