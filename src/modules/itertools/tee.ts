/** tee: independent iterators over one source, which share a linked list of the items read. */

import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { object } from "../../objects/converters.ts";
import { defineType, method, posOnly } from "../../objects/declare.ts";
import { runtimeError, valueError } from "../../objects/errors.ts";
import { selfIter } from "../../objects/iterators/common.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";

/** An item read from the source and what follows it; unread until somebody asks. */
class TeeData implements PyObject {
  static {
    inheritPyObject(TeeData);
  }
  type: PyType;
  readonly source: PyValue;
  item: PyValue | undefined = undefined;
  next: TeeData | null = null;
  running = false;
  constructor(source: PyValue) {
    this.type = teeDataType;
    this.source = source;
  }
}

class Tee implements PyObject {
  static {
    inheritPyObject(Tee);
  }
  type: PyType;
  data: TeeData | null = null;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const teeDataType: PyType = defineType<TeeData>({
  name: "itertools._tee_dataobject",
  basicsize: 496,
  signature: null,
  slots: { tp_getattro: genericGetAttr },
  doc: "Data container common to multiple tee objects.",
  flags: ["heaptype", "immutable"],
  new: method(
    [posOnly("it", object), posOnly("values", object), posOnly("next", object)],
    "",
    (_type: PyType, it) => new TeeData(it),
  ),
});

export const teeType: PyType = defineType<Tee>({
  name: "itertools._tee",
  basicsize: 48,
  doc: "Iterator wrapped to make it copyable.",
  flags: ["heaptype", "immutable", "weakref"],
  alloc: (type) => new Tee(type),
  slots: { tp_iter: selfIter, tp_iternext: teeNext },
  new: method([posOnly("iterable", object)], "", (_type: PyType, iterable) => teeOf(iterable)),
  methods: { __copy__: method([], "Returns an independent iterator.", copyTee, { signature: null }) },
});

function teeOf(iterable: PyValue): Tee {
  const source = iter(iterable);
  if (source instanceof Tee) return copyTee(source);
  const made = new Tee(teeType);
  made.data = new TeeData(source);
  return made;
}

function copyTee(self: Tee): Tee {
  const made = new Tee(teeType);
  made.data = self.data;
  return made;
}

function teeNext(self: Tee): PyValue | undefined {
  const data = self.data!;
  if (data.next === null) {
    if (data.running) throw runtimeError("cannot re-enter the tee iterator");
    data.running = true;
    let item: PyValue | undefined;
    try {
      item = iterNext(data.source);
    } finally {
      data.running = false;
    }
    if (item === undefined) return undefined;
    data.item = item;
    data.next = new TeeData(data.source);
  }
  self.data = data.next;
  return data.item;
}

/** itertools.tee. */
export function makeTees(iterable: PyValue, n: number): PyValue {
  if (n < 0) throw valueError("n must be >= 0");
  if (n === 0) return new PyTuple([]);
  const tees = [teeOf(iterable)];
  while (tees.length < n) tees.push(copyTee(tees[0]));
  return new PyTuple(tees);
}
