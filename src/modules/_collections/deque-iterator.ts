/** Iterators over a deque, which notice its mutation. */

import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { ssizeIndex } from "../../objects/abstract/number.ts";
import { object } from "../../objects/converters.ts";
import { defineType, method, posOnly } from "../../objects/declare.ts";
import { runtimeError } from "../../objects/errors.ts";
import { selfIter } from "../../objects/iterators/common.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import type { PyDeque } from "./deque.ts";

export class DequeIterator implements PyObject {
  static {
    inheritPyObject(DequeIterator);
  }
  type: PyType;
  readonly deque: PyDeque;
  readonly reverse: boolean;
  readonly state: number;
  index = 0;
  /** Items left to yield. */
  left: number;
  constructor(deque: PyDeque, reverse: boolean) {
    this.type = reverse ? dequeReverseIteratorType : dequeIteratorType;
    this.deque = deque;
    this.reverse = reverse;
    this.state = deque.state;
    this.left = deque.size;
  }
}

function define(name: string, reverse: boolean): PyType {
  return defineType<DequeIterator>({
    name: `collections.${name}`,
    basicsize: 56,
    doc: null,
    signature: null,
    flags: ["heaptype", "immutable"],
    slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: next },
    new: method([posOnly("deque", object), posOnly("index", object, 0)], "", (_type: PyType, deque, index) =>
      make(deque, index, reverse),
    ),
    methods: {
      __length_hint__: method(
        [],
        "Private method returning an estimate of len(list(it)).",
        (self: DequeIterator) => self.left,
        { signature: null },
      ),
      __reduce__: method(
        [],
        "Return state information for pickling.",
        (self: DequeIterator) => new PyTuple([self.type, new PyTuple([self.deque, self.deque.size - self.left])]),
        { signature: null },
      ),
    },
  });
}

export const dequeIteratorType = define("_deque_iterator", false);
export const dequeReverseIteratorType = define("_deque_reverse_iterator", true);

function make(deque: PyValue, index: PyValue, reverse: boolean): PyValue {
  const made = new DequeIterator(deque as PyDeque, reverse);
  const skip = Math.min(Math.max(ssizeIndex(index), 0), made.left);
  made.index = skip;
  made.left -= skip;
  return made;
}

function next(self: DequeIterator): PyValue | undefined {
  const { deque } = self;
  if (self.state !== deque.state) {
    self.left = 0;
    throw runtimeError("deque mutated during iteration");
  }
  if (self.left === 0) return undefined;
  const i = self.index++;
  self.left--;
  return deque.at(self.reverse ? deque.size - 1 - i : i);
}
