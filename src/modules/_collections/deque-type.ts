/** deque: the table. Source: CPython Modules/_collectionsmodule.c (deque_*). */

import { charge, chargeFor, checkpoint } from "../../kernel/interrupt.ts";
import { strToJs } from "../../kernel/str.ts";
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { compareResult, equal, isTrue, richCompare } from "../../objects/abstract/compare.ts";
import { exactItems, iter, iterNext, restOf } from "../../objects/abstract/iterate.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { sliceIndex } from "../../objects/abstract/slice-index.ts";
import { object, ssize } from "../../objects/converters.ts";
import { defineType, getset, method, param, posOnly } from "../../objects/declare.ts";
import { indexError, overflowError, runtimeError, typeError, valueError } from "../../objects/errors.ts";
import { genericAlias } from "../../objects/generic-alias.ts";
import { asSsize } from "../../objects/iterators/ssize.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";
import { reduceState } from "../../objects/object-reduce.ts";
import { guardedRepr } from "../../objects/repr-guard.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../../objects/slots.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { PyDeque } from "./deque.ts";
import { DequeIterator } from "./deque-iterator.ts";

export const dequeType: PyType = defineType<PyDeque>({
  name: "collections.deque",
  basicsize: 216,
  signature: "([iterable[, maxlen]])",
  doc: "A sequence that is quick at both of its ends.",
  flags: ["basetype", "heaptype", "immutable", "sequence", "weakref", "gc"],
  alloc: (type) => new PyDeque(type),
  slots: {
    tp_getattro: genericGetAttr,
    tp_repr: dequeRepr,
    tp_hash: null,
    tp_richcompare: dequeCompare,
    tp_iter: (self) => new DequeIterator(self, false),
    tp_new: (type) => type.tp_alloc!(type),
    sq_length: (self) => self.size,
    sq_concat: concat,
    sq_repeat: (self, n) => repeat(self, n),
    sq_item: getItem,
    sq_ass_item: setItem,
    sq_contains: contains,
    sq_inplace_concat: (self, other) => {
      extend(self as PyDeque, other);
      return self;
    },
    sq_inplace_repeat: inplaceRepeat,
  },
  init: method([param("iterable", object, undefined), param("maxlen", object, null)], "", init),
  methods: {
    append: method([posOnly("item", object)], "Put an element at the right end.", (self: PyDeque, item) =>
      void0(self.pushRight(item)),
    ),
    appendleft: method(
      [posOnly("item", object)],
      "Add an element to the left side of the deque.",
      (self: PyDeque, item) => void0(self.pushLeft(item)),
    ),
    clear: method([], "Remove all elements from the deque.", (self: PyDeque) => void0(self.clear())),
    copy: method([], "Return a shallow copy of a deque.", copy),
    __copy__: method([], "Return a shallow copy of a deque.", copy),
    count: method([posOnly("value", object)], "Return number of occurrences of value.", count),
    extend: method([posOnly("iterable", object)], "Put all elements at the right end, one after the other.", extend),
    extendleft: method(
      [posOnly("iterable", object)],
      "Put all elements at the left end, one after the other.",
      extendLeft,
    ),
    index: method(
      [posOnly("value", object), posOnly("start", object, 0), posOnly("stop", object, null)],
      "Return first index of value; ValueError if it is not present.",
      indexOf,
      { signature: "($self, value, [start, [stop]])" },
    ),
    insert: method([posOnly("index", ssize), posOnly("value", object)], "Insert value before index.", insert),
    pop: method([], "Remove and return the rightmost element.", (self: PyDeque) => nonEmpty(self).popRight()),
    popleft: method([], "Remove and return the leftmost element.", (self: PyDeque) => nonEmpty(self).popLeft()),
    remove: method([posOnly("value", object)], "Remove first occurrence of value.", remove),
    reverse: method([], "Reverse *IN PLACE*.", reverse),
    rotate: method(
      [posOnly("n", ssize, 1)],
      "Rotate the deque n steps to the right; to the left if n is negative.",
      rotate,
    ),
    __reversed__: method(
      [],
      "Return a reverse iterator over the deque.",
      (self: PyDeque) => new DequeIterator(self, true),
    ),
    __reduce__: method([], "Return state information for pickling.", reduce),
    __sizeof__: method(
      [],
      "Return the size of the deque in memory, in bytes.",
      (self: PyDeque) => 216 + 528 * Math.ceil((self.size + 1) / 64),
    ),
  },
  classMethods: {
    __class_getitem__: method(
      [posOnly("object", object)],
      "See PEP 585",
      (type: PyType, item) => genericAlias(type, item),
      { signature: null },
    ),
  },
  getset: {
    maxlen: getset(
      (self: PyDeque) => (self.maxlen < 0 ? null : self.maxlen),
      undefined,
      "maximum size of a deque or None if unbounded",
    ),
  },
});

// biome-ignore lint/suspicious/noConfusingVoidType: it takes what a method returns
function void0(_: void): null {
  return null;
}

function init(self: PyDeque, iterable: PyValue | undefined, maxlen: PyValue): PyValue {
  let limit = -1;
  if (maxlen !== null) {
    limit = asSsize(maxlen);
    if (limit < 0) throw valueError("maxlen must be non-negative");
  }
  self.maxlen = limit;
  if (self.size > 0) self.clear();
  if (iterable !== undefined) extend(self, iterable);
  return null;
}

function extend(self: PyDeque, iterable: PyValue): PyValue {
  if (iterable === self) {
    for (const item of self.toArray()) self.pushRight(item);
    return null;
  }
  const known = exactItems(iterable);
  const iterator = known === undefined ? iter(iterable) : null;
  const items = known ?? restOf(iterator);
  if (items !== undefined) self.extend(items);
  else for (let item = iterNext(iterator); item !== undefined; item = iterNext(iterator)) self.pushRight(item);
  return null;
}

function extendLeft(self: PyDeque, iterable: PyValue): PyValue {
  if (iterable === self) {
    for (const item of self.toArray()) self.pushLeft(item);
    return null;
  }
  const iterator = iter(iterable);
  for (let item = iterNext(iterator); item !== undefined; item = iterNext(iterator)) self.pushLeft(item);
  return null;
}

function nonEmpty(self: PyDeque): PyDeque {
  if (self.size === 0) throw indexError("pop from an empty deque");
  return self;
}

function copy(self: PyDeque): PyDeque {
  if (self.type === dequeType) {
    const made = new PyDeque();
    made.maxlen = self.maxlen;
    extend(made, self);
    return made;
  }
  const made = call(self.type, self.maxlen < 0 ? [self] : [self, self.maxlen]);
  if (made instanceof PyDeque) return made;
  throw typeError(`${strToJs(self.type.name)}() must return a deque, not ${typeName(made)}`);
}

function count(self: PyDeque, value: PyValue): PyValue {
  charge(self.size);
  const { state } = self;
  let n = 0;
  for (let i = 0; i < self.size; i++) {
    if (equal(self.at(i), value)) n++;
    if (self.state !== state) throw runtimeError("deque mutated during iteration");
  }
  return n;
}

function contains(self: PyDeque, value: PyValue): boolean {
  const { state } = self;
  for (let i = 0; i < self.size; i++) {
    checkpoint();
    if (equal(self.at(i), value)) return true;
    if (self.state !== state) throw runtimeError("deque mutated during iteration");
  }
  return false;
}

function indexOf(self: PyDeque, value: PyValue, startArg: PyValue, stopArg: PyValue): PyValue {
  const { state, size } = self;
  const start = bound(sliceIndex(startArg), size);
  const stop = stopArg === null ? size : bound(sliceIndex(stopArg), size);
  for (let i = start; i < stop; i++) {
    checkpoint();
    if (equal(self.at(i), value)) return i;
    if (self.state !== state) throw runtimeError("deque mutated during iteration");
  }
  throw valueError("deque.index(x): x not in deque");
}

function bound(i: number, size: number): number {
  return Math.min(i < 0 ? Math.max(i + size, 0) : i, size);
}

function insert(self: PyDeque, at: number, value: PyValue): PyValue {
  if (self.size === self.maxlen) throw indexError("deque already at its maximum size");
  const i = bound(at, self.size);
  self.pushRight(value);
  chargeFor(self.size - i);
  for (let k = self.size - 1; k > i; k--) self.put(k, self.at(k - 1));
  self.put(i, value);
  return null;
}

function deleteAt(self: PyDeque, i: number): void {
  chargeFor(self.size - i);
  for (let k = i; k < self.size - 1; k++) self.put(k, self.at(k + 1));
  self.popRight();
}

function remove(self: PyDeque, value: PyValue): PyValue {
  const { state, size } = self;
  for (let i = 0; i < size; i++) {
    checkpoint();
    const found = equal(self.at(i), value);
    if (self.state !== state) throw indexError("deque mutated during remove().");
    if (found) {
      deleteAt(self, i);
      return null;
    }
  }
  throw valueError("deque.remove(x): x not in deque");
}

function reverse(self: PyDeque): PyValue {
  chargeFor(self.size);
  for (let i = 0, j = self.size - 1; i < j; i++, j--) {
    const left = self.at(i);
    self.put(i, self.at(j));
    self.put(j, left);
  }
  return null;
}

function rotate(self: PyDeque, n: number): PyValue {
  const { size } = self;
  if (size <= 1) return null;
  let steps = n % size;
  if (steps > size / 2) steps -= size;
  else if (steps < -size / 2) steps += size;
  charge(Math.abs(steps));
  const { maxlen } = self;
  self.maxlen = -1;
  for (; steps > 0; steps--) self.pushLeft(self.popRight());
  for (; steps < 0; steps++) self.pushRight(self.popLeft());
  self.maxlen = maxlen;
  return null;
}

function getItem(self: PyDeque, i: number): PyValue {
  if (i < 0 || i >= self.size) throw indexError("deque index out of range");
  return self.at(i);
}

function setItem(self: PyDeque, i: number, value: PyValue | undefined): void {
  if (i < 0 || i >= self.size) throw indexError("deque index out of range");
  if (value === undefined) deleteAt(self, i);
  else self.put(i, value);
}

function concat(self: PyDeque, other: PyValue): PyValue {
  if (!(other instanceof PyDeque)) throw typeError(`can only concatenate deque (not "${typeName(other)}") to deque`);
  const made = copy(self);
  extend(made, other);
  return made;
}

function repeat(self: PyDeque, n: number): PyValue {
  return inplaceRepeat(copy(self), n);
}

function inplaceRepeat(self: PyDeque, n: number): PyValue {
  if (n <= 0) {
    self.clear();
    return self;
  }
  const items = self.toArray();
  if (items.length * n > 0x7fffffff && self.maxlen < 0)
    throw overflowError("cannot fit 'int' into an index-sized integer");
  for (let k = 1; k < n && (self.maxlen < 0 || k <= self.maxlen); k++) {
    charge(items.length);
    for (const item of items) self.pushRight(item);
  }
  return self;
}

function dequeRepr(self: PyDeque): PyValue {
  const name = strToJs(self.type.name);
  return guardedRepr(self, "[...]", () => {
    const list = reprJs(new PyList(self.toArray()));
    return self.maxlen < 0 ? `${name}(${list})` : `${name}(${list}, maxlen=${self.maxlen})`;
  });
}

function dequeCompare(a: PyDeque, b: PyValue, op: CompareOp): PyValue {
  if (!(b instanceof PyDeque)) return NOT_IMPLEMENTED;
  if (a.size !== b.size && (op === Py_EQ || op === Py_NE)) return op === Py_NE;
  const n = Math.min(a.size, b.size);
  for (let i = 0; i < n; i++) {
    checkpoint();
    const x = a.at(i);
    const y = b.at(i);
    if (equal(x, y)) continue;
    if (op === Py_EQ) return false;
    if (op === Py_NE) return true;
    return isTrue(richCompare(x, y, op));
  }
  return compareResult(a.size - b.size, op);
}

function reduce(self: PyDeque): PyValue {
  const state = reduceState(self);
  const args = self.maxlen < 0 ? [] : [new PyTuple([]), self.maxlen];
  return new PyTuple([self.type, new PyTuple(args), state, iter(self)]);
}
