/** Tools that pass some items of an iterable on: compress, dropwhile, filterfalse, islice, starmap, takewhile. */
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { iter, iterNext, toArray } from "../../objects/abstract/iterate.ts";
import { hasIndex, index } from "../../objects/abstract/number.ts";
import { object } from "../../objects/converters.ts";
import { defineType, method, param, posOnly } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { boolType } from "../../objects/int/bool.ts";
import { selfIter } from "../../objects/iterators/common.ts";
import { noKeywordsFor } from "../../objects/new-helpers.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";

/** A tool made of a function and an iterator. */
class Selecting implements PyObject {
  static {
    inheritPyObject(Selecting);
  }
  type: PyType;
  func: PyValue = null;
  source: PyValue = null;
  /** takewhile: the predicate failed; dropwhile: it failed, all items pass from now on. */
  done = false;

  constructor(type: PyType) {
    this.type = type;
  }
}

function define(
  name: string,
  basicsize: number,
  doc: string,
  params: readonly [string, string],
  next: (self: Selecting) => PyValue | undefined,
): PyType {
  return defineType<Selecting>({
    name: `itertools.${name}`,
    basicsize,
    doc,
    flags: ["basetype", "heaptype", "immutable"],
    alloc: (type) => new Selecting(type),
    slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: next },
    new: method([posOnly(params[0], object), posOnly(params[1], object)], "", selectingNew),
  });
}

function selectingNew(type: PyType, func: PyValue, iterable: PyValue): PyValue {
  const source = iter(iterable);
  const made = type.tp_alloc!(type) as Selecting;
  made.func = func;
  made.source = source;
  return made;
}

export const takewhileType = define(
  "takewhile",
  40,
  "Return entries from an iterable as long as the predicate is true for each.",
  ["predicate", "iterable"],
  takewhileNext,
);
export const dropwhileType = define(
  "dropwhile",
  40,
  "Drop items from the iterable while the predicate is true, then return every element.",
  ["predicate", "iterable"],
  dropwhileNext,
);
export const filterfalseType = define(
  "filterfalse",
  32,
  "Return those items of the iterable for which function(item) is false.",
  ["function", "iterable"],
  filterfalseNext,
);
export const starmapType = define(
  "starmap",
  32,
  "Return the results of function(*args) for each tuple of arguments of the iterable.",
  ["function", "iterable"],
  starmapNext,
);

function takewhileNext(self: Selecting): PyValue | undefined {
  if (self.done) return undefined;
  const item = iterNext(self.source);
  if (item === undefined) return undefined;
  if (isTrue(call(self.func, [item]))) return item;
  self.done = true;
  return undefined;
}

function dropwhileNext(self: Selecting): PyValue | undefined {
  for (;;) {
    const item = iterNext(self.source);
    if (item === undefined || self.done) return item;
    if (!isTrue(call(self.func, [item]))) {
      self.done = true;
      return item;
    }
  }
}

function filterfalseNext(self: Selecting): PyValue | undefined {
  const plain = self.func === null || self.func === boolType;
  for (;;) {
    const item = iterNext(self.source);
    if (item === undefined) return undefined;
    if (!isTrue(plain ? item : call(self.func, [item]))) return item;
  }
}

function starmapNext(self: Selecting): PyValue | undefined {
  const item = iterNext(self.source);
  if (item === undefined) return undefined;
  return call(self.func, item instanceof PyTuple ? item.items.slice() : toArray(item));
}

class Compress implements PyObject {
  static {
    inheritPyObject(Compress);
  }
  type: PyType;
  data: PyValue = null;
  selectors: PyValue = null;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const compressType: PyType = defineType<Compress>({
  name: "itertools.compress",
  basicsize: 32,
  doc: "Return data elements corresponding to true selector elements.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new Compress(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: compressNext },
  new: method([param("data", object), param("selectors", object)], "", compressNew),
});

function compressNew(type: PyType, data: PyValue, selectors: PyValue): PyValue {
  const first = iter(data);
  const second = iter(selectors);
  const made = type.tp_alloc!(type) as Compress;
  made.data = first;
  made.selectors = second;
  return made;
}

function compressNext(self: Compress): PyValue | undefined {
  for (;;) {
    const datum = iterNext(self.data);
    if (datum === undefined) return undefined;
    const selector = iterNext(self.selectors);
    if (selector === undefined) return undefined;
    if (isTrue(selector)) return datum;
  }
}

class Islice implements PyObject {
  static {
    inheritPyObject(Islice);
  }
  type: PyType;
  source: PyValue | undefined = undefined;
  /** Index of the next item to return, of the item to stop before (-1: none), and of the next item of the source. */
  next = 0;
  stop = -1;
  step = 1;
  count = 0;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const isliceType: PyType = defineType<Islice>({
  name: "itertools.islice",
  basicsize: 56,
  doc: "An iterator over selected items of an iterable: islice(iterable, stop) or islice(iterable, start, stop[, step]).",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new Islice(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: isliceNext, tp_new: isliceNew },
});

/** An index of islice, or the default for None; anything that is no index in range is a ValueError. */
function bound(value: PyValue, fallback: number, message: string): number {
  if (value === null) return fallback;
  if (!hasIndex(value)) throw valueError(message);
  const int = index(value);
  if (int < 0 || int > MAXSIZE) throw valueError(message);
  return Number(int);
}

/** sys.maxsize. Counts never come near it, so that its rounding as a double does not matter. */
const MAXSIZE = 2n ** 63n - 1n;
const RANGE = "must be None or an integer: 0 <= x <= sys.maxsize.";

function isliceNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  noKeywordsFor(isliceType, type, kwnames);
  const count = args.length - (kwnames?.length ?? 0);
  if (count < 2) throw typeError(`islice expected at least 2 arguments, got ${count}`);
  if (count > 4) throw typeError(`islice expected at most 4 arguments, got ${count}`);
  let start = 0;
  let stop: number;
  let step = 1;
  if (count === 2) {
    stop = bound(args[1], -1, `Stop argument for islice() ${RANGE}`);
  } else {
    stop = bound(args[2], -1, `Stop argument for islice() ${RANGE}`);
    start = bound(args[1], 0, `Indices for islice() ${RANGE}`);
    if (count === 4) step = bound(args[3], 1, "Step for islice() must be a positive integer or None.");
    if (step < 1) throw valueError("Step for islice() must be a positive integer or None.");
  }
  const source = iter(args[0]);
  const made = type.tp_alloc!(type) as Islice;
  made.source = source;
  made.next = start;
  made.stop = stop;
  made.step = step;
  return made;
}

function isliceNext(self: Islice): PyValue | undefined {
  const { source, stop } = self;
  if (source === undefined) return undefined;
  while (self.count < self.next) {
    if (stop >= 0 && self.count >= stop) break;
    if (iterNext(source) === undefined) return finish(self);
    self.count++;
  }
  if (stop >= 0 && self.count >= stop) return finish(self);
  const item = iterNext(source);
  if (item === undefined) return finish(self);
  self.count++;
  self.next += self.step;
  if (stop >= 0 && self.next > stop) self.next = stop;
  return item;
}

function finish(self: Islice): undefined {
  self.source = undefined;
  return undefined;
}
