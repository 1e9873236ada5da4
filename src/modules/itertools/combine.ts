/** Tools that put items together: accumulate, batched, chain, pairwise, zip_longest. */
import { charge } from "../../kernel/interrupt.ts";
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { call2 } from "../../objects/abstract/call.ts";
import { exactItems, iter, iterNext } from "../../objects/abstract/iterate.ts";
import { add } from "../../objects/abstract/number.ts";
import { object, ssize, truth } from "../../objects/converters.ts";
import { defineType, kwOnly, method, param, posOnly } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { genericAlias } from "../../objects/generic-alias.ts";
import { selfIter } from "../../objects/iterators/common.ts";
import { noKeywordsFor } from "../../objects/new-helpers.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../../objects/object.ts";
import { checkGrowth } from "../../objects/push.ts";
import { TupleIter } from "../../objects/tuple/iterator.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";

class Accumulate implements PyObject {
  static {
    inheritPyObject(Accumulate);
  }
  type: PyType;
  source: PyValue = null;
  func: PyValue = null;
  total: PyValue | undefined = undefined;
  initial: PyValue = null;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const accumulateType: PyType = defineType<Accumulate>({
  name: "itertools.accumulate",
  basicsize: 56,
  doc: "Return series of accumulated sums, or of the results of another function of two arguments.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new Accumulate(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: accumulateNext },
  new: method(
    [param("iterable", object), param("func", object, null), kwOnly("initial", object, null)],
    "",
    accumulateNew,
  ),
});

function accumulateNew(type: PyType, iterable: PyValue, func: PyValue, initial: PyValue): PyValue {
  const source = iter(iterable);
  const made = type.tp_alloc!(type) as Accumulate;
  made.source = source;
  made.func = func;
  made.initial = initial;
  return made;
}

function accumulateNext(self: Accumulate): PyValue | undefined {
  if (self.initial !== null) {
    self.total = self.initial;
    self.initial = null;
    return self.total;
  }
  const item = iterNext(self.source);
  if (item === undefined) return undefined;
  if (self.total === undefined) self.total = item;
  else self.total = self.func === null ? add(self.total, item) : call2(self.func, self.total, item);
  return self.total;
}

class Batched implements PyObject {
  static {
    inheritPyObject(Batched);
  }
  type: PyType;
  source: PyValue | undefined = undefined;
  size = 1;
  strict = false;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const batchedType: PyType = defineType<Batched>({
  name: "itertools.batched",
  basicsize: 40,
  doc: "Batch data into tuples of length n; the last one may be shorter, or a ValueError if strict is true.\n\n>>> list(batched('abcde', 2))\n[('a', 'b'), ('c', 'd'), ('e',)]",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new Batched(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: batchedNext },
  new: method([param("iterable", object), param("n", ssize), kwOnly("strict", truth, false)], "", batchedNew),
});

function batchedNew(type: PyType, iterable: PyValue, size: number, strict: boolean): PyValue {
  if (size < 1) throw valueError("n must be at least one");
  const source = iter(iterable);
  const made = type.tp_alloc!(type) as Batched;
  made.source = source;
  made.size = size;
  made.strict = strict;
  return made;
}

function batchedNext(self: Batched): PyValue | undefined {
  if (self.source === undefined) return undefined;
  const items: PyValue[] = [];
  while (items.length < self.size) {
    const item = iterNext(self.source);
    if (item === undefined) {
      self.source = undefined;
      if (items.length === 0) return undefined;
      if (self.strict) throw valueError("batched(): incomplete batch");
      break;
    }
    items.push(item);
  }
  return new PyTuple(items);
}

class Chain implements PyObject {
  static {
    inheritPyObject(Chain);
  }
  type: PyType;
  /** Iterator over the iterables; undefined at the end. */
  sources: PyValue | undefined = undefined;
  active: PyValue | undefined = undefined;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const chainType: PyType = defineType<Chain>({
  name: "itertools.chain",
  basicsize: 32,
  signature: "(*iterables)",
  doc: "An iterator over the items of the first iterable, then of the next, until all are exhausted.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new Chain(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: chainNext, tp_new: chainNew },
  rest: chainRest,
  classMethods: {
    from_iterable: method(
      [posOnly("iterable", object)],
      "A chain of the iterables that a single iterable yields.",
      (type: PyType, iterable) => makeChain(type, iter(iterable)),
    ),
    __class_getitem__: method(
      [posOnly("object", object)],
      "See PEP 585",
      (type: PyType, item) => genericAlias(type, item),
      { signature: null },
    ),
  },
});

function chainNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  noKeywordsFor(chainType, type, kwnames);
  const iterables = kwnames === null ? args : args.slice(0, args.length - kwnames.length);
  return makeChain(type, iter(new PyTuple(iterables)));
}

function makeChain(type: PyType, sources: PyValue): PyValue {
  const made = type.tp_alloc!(type) as Chain;
  made.sources = sources;
  return made;
}

function chainNext(self: Chain): PyValue | undefined {
  while (self.sources !== undefined) {
    if (self.active === undefined) {
      const source = iterNext(self.sources);
      if (source === undefined) {
        self.sources = undefined;
        return undefined;
      }
      try {
        self.active = iter(source);
      } catch (error) {
        self.sources = undefined;
        throw error;
      }
    }
    const item = iterNext(self.active);
    if (item !== undefined) return item;
    self.active = undefined;
  }
  return undefined;
}

/** Of a chain of lists and tuples that has not begun. */
function chainRest(self: Chain): PyValue[] | undefined {
  const { sources } = self;
  if (self.active !== undefined || !(sources instanceof TupleIter) || sources.tuple === undefined) return undefined;
  const { items } = sources.tuple;
  const all: PyValue[] = [];
  for (let i = sources.index; i < items.length; i++) {
    const part = exactItems(items[i]);
    if (part === undefined) return undefined;
    charge(part.length);
    checkGrowth(all.length + part.length);
    for (let k = 0; k < part.length; k++) all.push(part[k]);
  }
  self.sources = undefined;
  return all;
}

class Pairwise implements PyObject {
  static {
    inheritPyObject(Pairwise);
  }
  type: PyType;
  source: PyValue | undefined = undefined;
  old: PyValue | undefined = undefined;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const pairwiseType: PyType = defineType<Pairwise>({
  name: "itertools.pairwise",
  basicsize: 40,
  doc: "Return an iterator of overlapping pairs taken from the input iterator.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new Pairwise(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: pairwiseNext },
  new: method([posOnly("iterable", object)], "", pairwiseNew),
});

function pairwiseNew(type: PyType, iterable: PyValue): PyValue {
  const source = iter(iterable);
  const made = type.tp_alloc!(type) as Pairwise;
  made.source = source;
  return made;
}

function pairwiseNext(self: Pairwise): PyValue | undefined {
  if (self.source === undefined) return undefined;
  if (self.old === undefined) {
    const first = iterNext(self.source);
    if (first === undefined) {
      self.source = undefined;
      return undefined;
    }
    self.old = first;
    // Getting the first item may have advanced this very iterator, or ended it.
    if (self.source === undefined) return undefined;
  }
  // Getting the next item may advance this iterator, too: its pair still begins where it began.
  const { old } = self;
  const item = iterNext(self.source);
  if (item === undefined) {
    self.source = undefined;
    self.old = undefined;
    return undefined;
  }
  self.old = item;
  return new PyTuple([old!, item]);
}

class ZipLongest implements PyObject {
  static {
    inheritPyObject(ZipLongest);
  }
  type: PyType;
  sources: (PyValue | undefined)[] = [];
  active = 0;
  fill: PyValue = null;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const zipLongestType: PyType = defineType<ZipLongest>({
  name: "itertools.zip_longest",
  basicsize: 56,
  signature: "(*iterables, fillvalue=None)",
  doc: "Tuples with one item of each iterable; shorter iterables are filled up with fillvalue.",
  flags: ["basetype", "heaptype", "immutable"],
  alloc: (type) => new ZipLongest(type),
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: zipLongestNext, tp_new: zipLongestNew },
});

function zipLongestNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  let fill: PyValue = null;
  const positional = args.length - (kwnames?.length ?? 0);
  if (kwnames !== null && kwnames.length > 0) {
    if (kwnames.length > 1 || kwnames[0] !== "fillvalue") {
      throw typeError("zip_longest() got an unexpected keyword argument");
    }
    fill = args[positional];
  }
  const sources = args.slice(0, positional).map((arg) => iter(arg));
  const made = type.tp_alloc!(type) as ZipLongest;
  made.sources = sources;
  made.active = sources.length;
  made.fill = fill;
  return made;
}

function zipLongestNext(self: ZipLongest): PyValue | undefined {
  const { sources } = self;
  if (self.active === 0) return undefined;
  const items: PyValue[] = [];
  for (let i = 0; i < sources.length; i++) {
    const source = sources[i];
    let item: PyValue | undefined;
    if (source !== undefined) {
      try {
        item = iterNext(source);
      } catch (error) {
        self.active = 0;
        throw error;
      }
      if (item === undefined) {
        sources[i] = undefined;
        self.active--;
        if (self.active === 0) return undefined;
      }
    }
    items.push(item === undefined ? self.fill : item);
  }
  return new PyTuple(items);
}
