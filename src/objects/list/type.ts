/** list: the type and its methods. Slicing and assignment: subscript.ts; sorting: sort.ts. Source: CPython Objects/listobject.c. */

import { charge, chargeFor, memory } from "../../kernel/interrupt.ts";
import type { Str } from "../../kernel/str.ts";
import { equal, richCompare } from "../abstract/compare.ts";
import { iter, iterNext, lengthHint, restOf } from "../abstract/iterate.ts";
import { Collector } from "../collect.ts";
import { object, ssize, truth } from "../converters.ts";
import { defineType, kwOnly, method, posOnly } from "../declare.ts";
import { indexError, memoryError, typeError, valueError } from "../errors.ts";
import { genericAlias } from "../generic-alias.ts";
import { genericNew, noKeywords } from "../new-helpers.ts";
import type { KwNames, PyValue } from "../object.ts";
import { checkGrowth } from "../push.ts";
import { guardedRepr, reprItems } from "../repr-guard.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { sliceIndex } from "../slice.ts";
import { type CompareOp, Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT, Py_NE } from "../slots.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { tupleType } from "../tuple/type.ts";
import { basicSize } from "../type/layout.ts";
import type { PyType } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { concatItems, copyItems, insertItem, takeItem } from "./items.ts";
import { ListIter, ListReverseIter } from "./iterators.ts";
import { PyList } from "./list.ts";
import { listSort } from "./sort.ts";
import { listAssignItem, listAssSubscript, listItem, listSubscript } from "./subscript.ts";

/** More items than a JavaScript array can hold. */
export const MAX_ITEMS = 0x7fffffff / 16;

export const listType: PyType = defineType<PyList>({
  name: "list",
  basicsize: 40,
  signature: "(iterable=(), /)",
  doc: "list(iterable=(), /)\n--\n\nBuilt-in mutable sequence.\n\nWithout an argument, a new empty list is made; otherwise the argument must be an iterable.",
  flags: ["basetype", "sequence", "match_self", "gc"],
  sink: () =>
    new Collector(
      (items) => new PyList(items),
      (source) => lengthHint(source, 8),
    ),
  alloc: (type) => new PyList([], type),
  slots: {
    tp_repr: listRepr,
    tp_hash: null,
    tp_richcompare: listRichCompare,
    tp_iter: (self) => new ListIter(self),
    tp_new: genericNew,
    tp_init: listInit,
    sq_length: (self) => self.items.length,
    sq_concat: listConcat,
    sq_repeat: listRepeat,
    sq_item: listItem,
    sq_ass_item: listAssignItem,
    sq_contains: (self, item) => containsItem(self.items, item),
    sq_inplace_concat: listInplaceConcat,
    sq_inplace_repeat: listInplaceRepeat,
    mp_length: (self) => self.items.length,
    mp_subscript: listSubscript,
    mp_ass_subscript: listAssSubscript,
  },
  methods: {
    __getitem__: method([posOnly("index", object)], "Return self[index].", listSubscript),
    __reversed__: method([], "Return a reverse iterator over the list.", (self: PyList) => new ListReverseIter(self)),
    __sizeof__: method(
      [],
      "Return the size of the list in memory, in bytes.",
      (self: PyList) => basicSize(self.type) + 8 * self.items.length,
    ),
    append: method([posOnly("object", object)], "Append object to the end of the list.", listAppend),
    clear: method([], "Remove all items from list.", listClear),
    copy: method([], "Return a shallow copy of the list.", (self: PyList) => new PyList(copyItems(self.items))),
    count: method([posOnly("value", object)], "Return number of occurrences of value.", (self: PyList, value) =>
      countItems(self.items, value),
    ),
    extend: method([posOnly("iterable", object)], "Append all elements of an iterable.", listExtendMethod),
    index: method(
      [
        posOnly("value", object),
        posOnly("start", sliceIndex, 0),
        posOnly("stop", sliceIndex, Number.MAX_SAFE_INTEGER, "sys.maxsize"),
      ],
      "Return where a value first occurs; a missing one is a ValueError.",
      (self: PyList, value, start, stop) => {
        const at = findItem(self.items, value, start, stop);
        if (at < 0) throw valueError("list.index(x): x not in list");
        return at;
      },
    ),
    insert: method([posOnly("index", ssize), posOnly("object", object)], "Insert object before index.", listInsert),
    pop: method(
      [posOnly("index", ssize, -1)],
      "Take the item at an index out (by default the last one) and return it.\n\nWhere there is none, that is an IndexError.",
      listPop,
    ),
    remove: method(
      [posOnly("value", object)],
      "Take the first item that equals a value out; a missing one is a ValueError.",
      listRemove,
    ),
    reverse: method([], "Reverse *IN PLACE*.", listReverse),
    sort: method(
      [kwOnly("key", object, null), kwOnly("reverse", truth, false)],
      "Sort the list in ascending order and return None.\n\nThe sort is in-place and stable: items that compare equal keep their order.\nA key function is applied once to each item; reverse sorts in descending order.",
      listSort,
    ),
  },
  classMethods: {
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyType, item) =>
      genericAlias(cls, item),
    ),
  },
});

function listInit(self: PyList, args: PyValue[], kwnames: KwNames): void {
  if (kwnames !== null && (self.type === listType || self.type.tp_new === listType.tp_new)) noKeywords("list", kwnames);
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional > 1) throw typeError(`list expected at most 1 argument, got ${positional}`);
  if (self.items.length > 0) self.items = [];
  if (positional === 1) listExtend(self, args[0]);
}

/** Appends everything of an iterable. */
export function listExtend(self: PyList, source: PyValue): void {
  const known = knownItems(source);
  if (known !== undefined) {
    appendAll(self.items, known);
    return;
  }
  const iterator = iter(source);
  if (typeOf(source).spec === null) lengthHint(source, 8); // CPython sizes the list first: errors in __len__ come out here
  const rest = restOf(iterator);
  if (rest !== undefined) {
    if (self.items.length === 0) self.items = rest;
    else appendAll(self.items, rest);
    return;
  }
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return;
    checkGrowth(self.items.length);
    self.items.push(item);
  }
}

/** The items of a list or tuple, as an array that must not be changed. */
function knownItems(source: PyValue): readonly PyValue[] | undefined {
  if (source instanceof PyList) return source.type.tp_iter === listType.tp_iter ? source.items : undefined;
  if (source instanceof PyTuple) return source.type.tp_iter === tupleType.tp_iter ? source.items : undefined;
  return undefined;
}

function appendAll(items: PyValue[], more: readonly PyValue[]): void {
  chargeFor(more.length);
  const count = more.length; // `more` may be `items` itself
  if (count > 0) checkGrowth(items.length + count - 1);
  for (let i = 0; i < count; i++) items.push(more[i]);
}

function listExtendMethod(self: PyList, source: PyValue): null {
  listExtend(self, source);
  return null;
}

function listRepr(self: PyList): Str {
  return self.items.length === 0 ? "[]" : guardedRepr(self, "[...]", (list) => reprItems("[", list.items, "]"));
}

function listRichCompare(self: PyList, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PyList)) return NOT_IMPLEMENTED;
  // Unlike tuples, lists are told apart by their lengths before anything is compared.
  if (self.items.length !== other.items.length && (op === Py_EQ || op === Py_NE)) return op === Py_NE;
  return compareItems(self, other, op);
}

/** Lexicographic comparison; the arrays are read anew at each step, since comparing may change them. */
export function compareItems(a: { items: PyValue[] }, b: { items: PyValue[] }, op: CompareOp): PyValue {
  let i = 0;
  for (; i < a.items.length && i < b.items.length; i++) {
    if (!equal(a.items[i], b.items[i])) break;
  }
  charge(i);
  const mine = a.items.length;
  const theirs = b.items.length;
  if (i >= mine || i >= theirs) {
    switch (op) {
      case Py_LT:
        return mine < theirs;
      case Py_LE:
        return mine <= theirs;
      case Py_EQ:
        return mine === theirs;
      case Py_NE:
        return mine !== theirs;
      case Py_GT:
        return mine > theirs;
      case Py_GE:
        return mine >= theirs;
    }
  }
  if (op === Py_EQ) return false;
  if (op === Py_NE) return true;
  return richCompare(a.items[i], b.items[i], op);
}

/** Whether an item is among `items`, by identity or equality. */
export function containsItem(items: readonly PyValue[], item: PyValue): boolean {
  return findItem(items, item, 0, Number.MAX_SAFE_INTEGER) >= 0;
}

/** The first index of `value` in a range given as to `index()`, or -1. `items` may change while it is searched. */
export function findItem(items: readonly PyValue[], value: PyValue, start: number, stop: number): number {
  if (start < 0) start = Math.max(0, start + items.length);
  if (stop < 0) stop = Math.max(0, stop + items.length);
  for (let i = start; i < stop && i < items.length; i++) {
    const item = items[i];
    if (item !== value && !equal(item, value)) continue;
    charge(i - start);
    return i;
  }
  charge(items.length);
  return -1;
}

export function countItems(items: readonly PyValue[], value: PyValue): number {
  charge(items.length);
  let count = 0;
  for (let i = 0; i < items.length; i++) if (items[i] === value || equal(items[i], value)) count++;
  return count;
}

function listConcat(left: PyList, right: PyValue): PyValue {
  if (!(right instanceof PyList)) throw typeError(`can only concatenate list (not "${typeName(right)}") to list`);
  return new PyList(concatItems(left.items, right.items));
}

function listRepeat(self: PyList, count: number): PyValue {
  return new PyList(repeatItems(self.items, count));
}

/** `items * count`. */
export function repeatItems(items: readonly PyValue[], count: number): PyValue[] {
  if (count <= 0 || items.length === 0) return [];
  const size = items.length * count;
  if (size > MAX_ITEMS) throw memoryError();
  memory.reserve(size * 8);
  chargeFor(size);
  if (items.length === 1) return new Array(size).fill(items[0]);
  const out: PyValue[] = [];
  for (let i = 0; i < count; i++) for (let k = 0; k < items.length; k++) out.push(items[k]);
  return out;
}

function listInplaceConcat(self: PyValue, other: PyValue): PyValue {
  listExtend(self as PyList, other);
  return self;
}

function listInplaceRepeat(self: PyValue, count: number): PyValue {
  const list = self as PyList;
  list.items = repeatItems(list.items, count);
  return self;
}

function listAppend(self: PyList, item: PyValue): null {
  checkGrowth(self.items.length);
  self.items.push(item);
  return null;
}

function listClear(self: PyList): null {
  self.items = [];
  return null;
}

function listInsert(self: PyList, index: number, item: PyValue): null {
  const { items } = self;
  checkGrowth(items.length);
  if (index < 0) index = Math.max(0, index + items.length);
  insertItem(items, Math.min(index, items.length), item);
  return null;
}

function listPop(self: PyList, index: number): PyValue {
  const { items } = self;
  if (items.length === 0) throw indexError("pop from empty list");
  if (index === -1) return items.pop()!;
  if (index < 0) index += items.length;
  if (index < 0 || index >= items.length) throw indexError("pop index out of range");
  return takeItem(items, index);
}

function listRemove(self: PyList, value: PyValue): null {
  const at = findItem(self.items, value, 0, Number.MAX_SAFE_INTEGER);
  if (at < 0) throw valueError("list.remove(x): x not in list");
  takeItem(self.items, at);
  return null;
}

function listReverse(self: PyList): null {
  chargeFor(self.items.length);
  self.items.reverse();
  return null;
}
