/** dict_keys, dict_values, dict_items; the first and last are set-like. Source: CPython Objects/dictobject.c (dictview_*, dictviews_*). */
import { charge } from "../../kernel/interrupt.ts";
import type { Str } from "../../kernel/str.ts";
import { callMethod } from "../abstract/call.ts";
import { equal } from "../abstract/compare.ts";
import { contains, length } from "../abstract/container.ts";
import { iter, iterNext, toArray } from "../abstract/iterate.ts";
import { repr } from "../abstract/repr.ts";
import { object } from "../converters.ts";
import { defineType, getset, method, posOnly } from "../declare.ts";
import { PyList } from "../list/list.ts";
import { PyMappingProxy } from "../mappingproxy.ts";
import type { PyValue } from "../object.ts";
import { guardedRepr, TextBuilder } from "../repr-guard.ts";
import { setDifferenceUpdate, setSymmetricDifferenceUpdate, setUpdate } from "../set/ops.ts";
import { PySet } from "../set/set.ts";
import { setType } from "../set/type.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT, Py_NE } from "../slots.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { tupleType } from "../tuple/type.ts";
import type { PyType } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import {
  DictIter,
  dictItemIterType,
  dictKeyIter,
  dictReverseItemIterType,
  dictReverseKeyIter,
  dictReverseValueIterType,
  dictValueIterType,
} from "./iterators.ts";
import { PyDictView } from "./view.ts";

const REVERSED_DOC = "Return an iterator over the view, the last entry first.";
const MAPPING = {
  mapping: getset(
    (self: PyDictView) => new PyMappingProxy(self.dict),
    undefined,
    "the dictionary that this view refers to",
  ),
};
const SET_SLOTS = {
  tp_richcompare: viewRichCompare,
  nb_subtract: viewSubtract,
  nb_and: viewAnd,
  nb_xor: viewXor,
  nb_or: viewOr,
};
const IS_DISJOINT = method(
  [posOnly("object", object)],
  "Return True if the view and the given iterable have no element in common.",
  viewIsDisjoint,
);

export const dictKeysType: PyType = defineType<PyDictView>({
  name: "dict_keys",
  basicsize: 24,
  doc: null,
  flags: ["disallow_instantiation", "gc"],
  slots: {
    ...SET_SLOTS,
    tp_repr: viewRepr,
    tp_hash: null,
    tp_iter: (self) => dictKeyIter(self.dict),
    sq_length: (self) => self.dict.used,
    sq_contains: (self, key) => self.dict.has(key),
  },
  methods: {
    isdisjoint: IS_DISJOINT,
    __reversed__: method([], REVERSED_DOC, (self: PyDictView) => dictReverseKeyIter(self.dict)),
  },
  getset: MAPPING,
});

export const dictItemsType: PyType = defineType<PyDictView>({
  name: "dict_items",
  basicsize: 24,
  doc: null,
  flags: ["disallow_instantiation", "gc"],
  slots: {
    ...SET_SLOTS,
    tp_repr: viewRepr,
    tp_hash: null,
    tp_iter: (self) => new DictIter(dictItemIterType, self.dict, 0),
    sq_length: (self) => self.dict.used,
    sq_contains: itemsContains,
  },
  methods: {
    isdisjoint: IS_DISJOINT,
    __reversed__: method([], REVERSED_DOC, (self: PyDictView) => backwardIter(dictReverseItemIterType, self)),
  },
  getset: MAPPING,
});

export const dictValuesType: PyType = defineType<PyDictView>({
  name: "dict_values",
  basicsize: 24,
  doc: null,
  flags: ["disallow_instantiation", "gc"],
  slots: {
    tp_repr: viewRepr,
    tp_iter: (self) => new DictIter(dictValueIterType, self.dict, 0),
    sq_length: (self) => self.dict.used,
  },
  methods: {
    __reversed__: method([], REVERSED_DOC, (self: PyDictView) => backwardIter(dictReverseValueIterType, self)),
  },
  getset: MAPPING,
});

function backwardIter(type: PyType, self: PyDictView): DictIter {
  return new DictIter(type, self.dict, self.dict.keys.length - 1);
}

function viewRepr(self: PyDictView): Str {
  return guardedRepr(self, "...", (view) => {
    const text = new TextBuilder();
    text.add(`${typeName(view)}(`);
    text.add(repr(new PyList(toArray(view))));
    text.add(")");
    return text.finish();
  });
}

function itemsContains(self: PyDictView, item: PyValue): boolean {
  if (!(item instanceof PyTuple) || item.items.length !== 2) return false;
  const found = self.dict.get(item.items[0]);
  return found !== undefined && equal(found, item.items[1]);
}

/** Whether a value is a view that works as a set: of keys or of items. */
export function isSetView(value: PyValue): value is PyDictView {
  return value instanceof PyDictView && value.type !== dictValuesType;
}

function viewRichCompare(self: PyDictView, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PySet) && !isSetView(other)) return NOT_IMPLEMENTED;
  const mine = self.dict.used;
  const theirs = length(other);
  switch (op) {
    case Py_NE:
    case Py_EQ: {
      const same = mine === theirs && allContainedIn(self, other);
      return op === Py_EQ ? same : !same;
    }
    case Py_LT:
      return mine < theirs && allContainedIn(self, other);
    case Py_LE:
      return mine <= theirs && allContainedIn(self, other);
    case Py_GT:
      return mine > theirs && allContainedIn(other, self);
    case Py_GE:
      return mine >= theirs && allContainedIn(other, self);
  }
}

function allContainedIn(part: PyValue, whole: PyValue): boolean {
  const iterator = iter(part);
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return true;
    if (!contains(whole, item)) return false;
  }
}

/** The operators see either operand first: `[1] | d.keys()` arrives with the list on the left. */
function toSet(value: PyValue): PySet {
  const made = new PySet();
  setUpdate(made, value);
  return made;
}

function viewSubtract(left: PyValue, right: PyValue): PyValue {
  const result = toSet(left);
  setDifferenceUpdate(result, right);
  return result;
}

function viewOr(left: PyValue, right: PyValue): PyValue {
  const result = toSet(left);
  setUpdate(result, right);
  return result;
}

function viewAnd(left: PyValue, right: PyValue): PyValue {
  let self = left;
  let other = right;
  if (!isSetView(self)) [self, other] = [other, self];
  const size = length(self);
  if (other instanceof PySet && other.type === setType && size <= other.used) {
    return callMethod(other, "intersection", [self]);
  }
  if (isSetView(other) && other.dict.used > size) [self, other] = [other, self];
  const result = new PySet();
  const iterator = iter(other);
  for (;;) {
    const key = iterNext(iterator);
    if (key === undefined) return result;
    if (contains(self, key)) result.add(key);
  }
}

function viewXor(left: PyValue, right: PyValue): PyValue {
  if (isItems(left) && isItems(right)) return itemsXor(left, right);
  const result = toSet(left);
  setSymmetricDifferenceUpdate(result, right);
  return result;
}

function isItems(value: PyValue): value is PyDictView {
  return typeOf(value) === dictItemsType;
}

function itemsXor(left: PyDictView, right: PyDictView): PyValue {
  charge(left.dict.used + right.dict.used);
  const rest = left.dict.copy();
  const result = new PySet();
  const other = right.dict;
  for (let at = other.nextIndex(0); at >= 0; at = other.nextIndex(at + 1)) {
    const key = other.keys[at]!;
    const value = other.vals[at]!;
    const mine = rest.get(key);
    if (mine !== undefined && equal(mine, value)) rest.delete(key);
    else result.add(new PyTuple([key, value], tupleType));
  }
  for (let at = rest.nextIndex(0); at >= 0; at = rest.nextIndex(at + 1)) {
    result.add(new PyTuple([rest.keys[at]!, rest.vals[at]!], tupleType));
  }
  return result;
}

function viewIsDisjoint(self: PyDictView, other: PyValue): boolean {
  if ((self as PyValue) === other) return self.dict.used === 0;
  let mine: PyValue = self;
  if ((other instanceof PySet && other.type === setType) || isSetView(other)) {
    if (length(other) > self.dict.used) [mine, other] = [other, self as PyValue];
  }
  const iterator = iter(other);
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return true;
    if (contains(mine, item)) return false;
  }
}
