/** set and frozenset: the types and their methods. Representation: set.ts; order: order.ts; algebra: ops.ts. Source: CPython Objects/setobject.c. */

import { FrozensetHash, fold32 } from "../../kernel/hash.ts";
import { charge } from "../../kernel/interrupt.ts";
import type { Str } from "../../kernel/str.ts";
import { callMethod } from "../abstract/call.ts";
import { hash } from "../abstract/compare.ts";
import { SetSink } from "../collect.ts";
import { object } from "../converters.ts";
import { type CallableSpec, defineType, method, posOnly, varArgs } from "../declare.ts";
import { SCAN_LIMIT } from "../dict/key-table.ts";
import { keyError, typeError } from "../errors.ts";
import { genericAlias } from "../generic-alias.ts";
import { PyList } from "../list/list.ts";
import { genericNew, noKeywords, noKeywordsFor } from "../new-helpers.ts";
import type { Int, KwNames, PyValue } from "../object.ts";
import { guardedRepr, reprItems } from "../repr-guard.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_GE, Py_GT, Py_LE, Py_LT, Py_NE } from "../slots.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { basicSize } from "../type/layout.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { SetIter } from "./iterator.ts";
import { setContains, setDiscard } from "./lookup.ts";
import {
  makeSet,
  setCopy,
  setDifference,
  setDifferenceUpdate,
  setIntersection,
  setIntersectionUpdate,
  setIsDisjoint,
  setIsSubset,
  setIsSuperset,
  setSymmetricDifference,
  setSymmetricDifferenceUpdate,
  setUnion,
  setUpdate,
} from "./ops.ts";
import { members } from "./order.ts";
import { PySet } from "./set.ts";

/** Slots and methods that both types have. */
function sharedSlots() {
  return {
    tp_repr: setRepr,
    tp_richcompare: setRichCompare,
    tp_iter: (self: PySet) => new SetIter(self),
    nb_subtract: binary(setDifference),
    nb_and: binary(setIntersection),
    nb_xor: binary(setSymmetricDifference),
    nb_or: binary(setUnion),
    sq_length: (self: PySet) => self.used,
    sq_contains: setContains,
  };
}

function sharedMethods(): Record<string, CallableSpec> {
  return {
    __contains__: method([posOnly("object", object)], "x.__contains__(y) <==> y in x.", setContains),
    __reduce__: method([], "Return state information for pickling.", setReduce),
    __sizeof__: method([], "S.__sizeof__() -> size of S in memory, in bytes.", setSizeof),
    difference: method(
      [varArgs("others")],
      "Return a new set with the elements that none of the others has.",
      differenceOf,
    ),
    intersection: method(
      [varArgs("others")],
      "Return a new set with the elements common to the set and all others.",
      intersectionOf,
    ),
    isdisjoint: method([posOnly("other", object)], "Return True if two sets have no element in common.", setIsDisjoint),
    issubset: method([posOnly("other", object)], "Report whether another set contains this set.", setIsSubset),
    issuperset: method([posOnly("other", object)], "Report whether this set contains another set.", setIsSuperset),
    symmetric_difference: method(
      [posOnly("other", object)],
      "Return a new set with the elements that are in exactly one of the two.",
      setSymmetricDifference,
    ),
    union: method([varArgs("others")], "Return a new set with the elements of the set and of all others.", unionOf),
  };
}

const classMethods = {
  __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyType, item) => genericAlias(cls, item)),
};

export const setType: PyType = defineType<PySet>({
  name: "set",
  basicsize: 200,
  signature: "(iterable=(), /)",
  doc: "set(iterable=(), /)\n--\n\nBuild an unordered collection of unique elements.",
  flags: ["basetype", "match_self", "weakref", "gc"],
  sink: () => new SetSink(setType),
  alloc: (type) => new PySet(type),
  slots: {
    ...sharedSlots(),
    tp_hash: null,
    tp_new: genericNew,
    tp_init: setInit,
    nb_inplace_subtract: inplace(setDifferenceUpdate),
    nb_inplace_and: inplace(setIntersectionUpdate),
    nb_inplace_xor: inplace(setSymmetricDifferenceUpdate),
    nb_inplace_or: inplace(setUpdate),
  },
  methods: {
    ...sharedMethods(),
    add: method(
      [posOnly("object", object)],
      "Add an element to a set.\n\nNothing changes when it is there already.",
      setAdd,
    ),
    clear: method([], "Remove all elements from this set.", setClear),
    copy: method([], "Return a shallow copy of a set.", setCopy),
    difference_update: method(
      [varArgs("others")],
      "Remove the elements of all others from this set.",
      each(setDifferenceUpdate),
    ),
    discard: method([posOnly("object", object)], "Remove an element from a set if it is a member.", setDiscardMethod),
    intersection_update: method(
      [varArgs("others")],
      "Keep only the elements that all others have too.",
      intersectionUpdate,
    ),
    pop: method([], "Take some element out and return it; from an empty set that is a KeyError.", setPop),
    remove: method(
      [posOnly("object", object)],
      "Remove an element from a set; it must be a member, or KeyError is raised.",
      setRemove,
    ),
    symmetric_difference_update: method(
      [posOnly("other", object)],
      "Keep the elements that are in exactly one of the set and another.",
      each1(setSymmetricDifferenceUpdate),
    ),
    update: method([varArgs("others")], "Add the elements of all others to this set.", each(setUpdate)),
  },
  classMethods,
});

export const frozensetType: PyType = defineType<PySet>({
  name: "frozenset",
  basicsize: 200,
  signature: "(iterable=(), /)",
  doc: "frozenset(iterable=(), /)\n--\n\nBuild an immutable unordered collection of unique elements.",
  flags: ["basetype", "match_self", "weakref", "gc"],
  sink: () => new SetSink(frozensetType),
  alloc: (type) => new PySet(type),
  slots: { ...sharedSlots(), tp_hash: frozensetHash, tp_new: frozensetNew },
  methods: { ...sharedMethods(), copy: method([], "Return a shallow copy of a set.", frozensetCopy) },
  classMethods,
});

/** An operator: sets on both sides, or NotImplemented. */
function binary(operation: (left: PySet, right: PySet) => PyValue): (left: PyValue, right: PyValue) => PyValue {
  return (left, right) => (left instanceof PySet && right instanceof PySet ? operation(left, right) : NOT_IMPLEMENTED);
}

function inplace(operation: (left: PySet, right: PySet) => void): (left: PyValue, right: PyValue) => PyValue {
  return (left, right) => {
    if (!(right instanceof PySet)) return NOT_IMPLEMENTED;
    operation(left as PySet, right);
    return left;
  };
}

function each(operation: (set: PySet, other: PyValue) => void): (self: PySet, others: PyValue[]) => null {
  return (self, others) => {
    for (let i = 0; i < others.length; i++) operation(self, others[i]);
    return null;
  };
}

function each1(operation: (set: PySet, other: PyValue) => void): (self: PySet, other: PyValue) => null {
  return (self, other) => {
    operation(self, other);
    return null;
  };
}

function setInit(self: PySet, args: PyValue[], kwnames: KwNames): void {
  noKeywords("set", kwnames);
  if (args.length > 1) throw typeError(`${typeName(self)} expected at most 1 argument, got ${args.length}`);
  if (self.keys.length > 0) self.clear();
  if (args.length === 1) setUpdate(self, args[0]);
}

function frozensetNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  noKeywordsFor(frozensetType, type, kwnames);
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional > 1) throw typeError(`${String(type.tp_name)} expected at most 1 argument, got ${positional}`);
  const source = positional === 1 ? args[0] : undefined;
  if (type === frozensetType && source instanceof PySet && source.type === frozensetType) return source;
  const made = type.tp_alloc!(type) as PySet;
  if (source !== undefined) setUpdate(made, source);
  return made;
}

function setRepr(self: PySet): Str {
  const name = typeName(self);
  if (self.used === 0) return `${name}()`;
  return guardedRepr(self, `${name}(...)`, (set) =>
    set.type === setType ? reprItems("{", members(set), "}") : reprItems(`${name}({`, members(set), "})"),
  );
}

function setRichCompare(self: PySet, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PySet)) return NOT_IMPLEMENTED;
  switch (op) {
    case Py_EQ:
      return setsEqual(self, other);
    case Py_NE:
      return !setsEqual(self, other);
    case Py_LE:
      return setIsSubset(self, other);
    case Py_GE:
      return setIsSubset(other, self);
    case Py_LT:
      return self.used < other.used && setIsSubset(self, other);
    case Py_GT:
      return self.used > other.used && setIsSubset(other, self);
  }
}

export function setsEqual(a: PySet, b: PySet): boolean {
  if (a.used !== b.used) return false;
  if (a.hash !== undefined && b.hash !== undefined && a.hash !== b.hash) return false;
  return isScanned(a) && isScanned(b) ? eachScanned(a.keys, b.keys) : setIsSubset(a, b);
}

/** Whether members are so few, and such, that comparing all with all by identity is the fastest. */
function isScanned({ plain, others, keys }: PySet): boolean {
  return plain && others === null && keys.length <= SCAN_LIMIT;
}

/** Whether each key in `left` is in `right`. */
function eachScanned(left: PySet["keys"], right: PySet["keys"]): boolean {
  search: for (let i = 0; i < left.length; i++) {
    const key = left[i];
    if (key === undefined) continue;
    for (let k = 0; k < right.length; k++) if (right[k] === key) continue search;
    return false;
  }
  return true;
}

function frozensetHash(self: PySet): Int {
  return self.hash === undefined ? (self.hash = hashState(self).result(self.used)) : self.hash;
}

/** The folded hash of a frozenset: most are never asked for their hash itself, which is a bigint. */
export function frozensetCode(set: PySet): number {
  if (set.code === undefined) set.code = set.hash === undefined ? hashState(set).result32(set.used) : fold32(set.hash);
  return set.code;
}

function hashState({ keys }: PySet): FrozensetHash {
  charge(keys.length);
  const state = new FrozensetHash();
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key === "number") state.add(key === -1 ? -2 : key);
    else if (key !== undefined) state.add(hash(key));
  }
  return state;
}

function setReduce(self: PySet): PyValue {
  return new PyTuple([self.type, new PyTuple([new PyList(members(self))]), callMethod(self, "__getstate__")]);
}

function setSizeof(self: PySet): number {
  let slots = 8;
  while (self.keys.length * 5 >= (slots - 1) * 3) slots *= 4;
  return basicSize(self.type) + (slots > 8 ? slots * 16 : 0);
}

function differenceOf(self: PySet, others: PyValue[]): PyValue {
  if (others.length === 0) return setCopy(self);
  const result = setDifference(self, others[0]);
  for (let i = 1; i < others.length; i++) setDifferenceUpdate(result, others[i]);
  return result;
}

function intersectionOf(self: PySet, others: PyValue[]): PySet {
  if (others.length === 0) return setCopy(self);
  let result = self;
  for (let i = 0; i < others.length; i++) result = setIntersection(result, others[i]);
  return result;
}

function unionOf(self: PySet, others: PyValue[]): PyValue {
  const result = setCopy(self);
  for (let i = 0; i < others.length; i++) if (others[i] !== self) setUpdate(result, others[i]);
  return result;
}

function intersectionUpdate(self: PySet, others: PyValue[]): null {
  self.steal(intersectionOf(self, others));
  return null;
}

function setAdd(self: PySet, item: PyValue): null {
  self.add(item);
  return null;
}

function setClear(self: PySet): null {
  self.clear();
  return null;
}

function setDiscardMethod(self: PySet, item: PyValue): null {
  setDiscard(self, item);
  return null;
}

function setRemove(self: PySet, item: PyValue): null {
  if (!setDiscard(self, item)) throw keyError(item);
  return null;
}

function setPop(self: PySet): PyValue {
  if (self.used === 0) throw keyError("pop from an empty set");
  return self.pop();
}

function frozensetCopy(self: PySet): PyValue {
  return self.type === frozensetType ? self : setCopy(self);
}

/** A frozenset of the given members, in CPython's insertion order. */
export function frozensetOf(items: readonly PyValue[]): PySet {
  const made = makeSet(frozensetType);
  for (let i = 0; i < items.length; i++) made.add(items[i]);
  return made;
}
