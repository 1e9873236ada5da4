/**
 * OrderedDict: a dict whose entries can be moved to either end. Dicts keep the order of insertion already, so that it needs no list of
 * its own: moving to the end is removing and inserting. Source: CPython Objects/odictobject.c.
 */
import { strConcat, strToJs } from "../../kernel/str.ts";
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { call0, call1, callMethod } from "../../objects/abstract/call.ts";
import { hash, isUnhashable, richCompareBool } from "../../objects/abstract/compare.ts";
import { contains, getItem, setItem } from "../../objects/abstract/container.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { repr } from "../../objects/abstract/repr.ts";
import { object, truth } from "../../objects/converters.ts";
import { defineType, method, param, varArgs, varKw } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { find } from "../../objects/dict/key-table.ts";
import { dictSizeof, dictType, tableSlots } from "../../objects/dict/type.ts";
import { keyError, runtimeError, typeError, valueError } from "../../objects/errors.ts";
import { genericDictGetSet } from "../../objects/generic-dict.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { reduceState } from "../../objects/object-reduce.ts";
import { guardedRepr } from "../../objects/repr-guard.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../../objects/slots.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { OrderedIter, orderedItemsType, orderedKeysType, orderedValuesType, orderedView } from "./ordered-views.ts";

export class PyOrderedDict extends PyDict {
  /** No entry before this one is live; it holds as long as the arrays are not compacted. */
  private head = 0;
  private headEpoch = 0;
  /** Keys that dict's own methods have taken away: the order still has them, and whoever asks for their values is told that they are missing. */
  private strays: PyValue[] | null = null;

  override lost(key: PyValue): void {
    this.strays = [...(this.strays ?? []), key];
  }

  /** The first key of the order that is missing. */
  stray(): PyValue | undefined {
    return this.strays?.find((key) => find(this, key) < 0);
  }

  override delete(key: PyValue): boolean {
    if (this.strays !== null) this.strays = this.strays.filter((stray) => !richCompareBool(stray, key, Py_EQ));
    return super.delete(key);
  }

  override clear(): void {
    super.clear();
    this.strays = null;
  }

  /** Index of the first entry, or -1: gaps at the front are looked through once. */
  firstIndex(): number {
    const at = this.nextIndex(this.headEpoch === this.epoch ? this.head : 0);
    this.head = Math.max(at, 0);
    this.headEpoch = at < 0 ? -1 : this.epoch;
    return at;
  }
}

export const orderedDictType: PyType = defineType<PyOrderedDict>({
  name: "collections.OrderedDict",
  basicsize: 112,
  doc: "Dictionary that remembers insertion order",
  flags: ["basetype", "mapping", "dict", "weakref"],
  base: () => dictType,
  alloc: (type) => new PyOrderedDict(type),
  slots: {
    tp_init: init,
    tp_repr: orderedRepr,
    tp_hash: null,
    tp_richcompare: compare,
    tp_iter: (self) => new OrderedIter(self, "keys", false),
    mp_ass_subscript: assign,
    nb_or: or,
    nb_inplace_or: (self, other) => {
      updateFrom(self as PyOrderedDict, other);
      return self;
    },
  },
  classMethods: {
    fromkeys: method(
      [param("iterable", object), param("value", object, null)],
      "Make an ordered dictionary whose keys all have the same value.",
      fromKeys,
    ),
  },
  getset: { __dict__: genericDictGetSet() },
  methods: {
    setdefault: method(
      [param("key", object), param("default", object, null)],
      "Return the value of a key, which is put at the end with the default where it is missing.",
      setDefault,
    ),
    pop: method(
      [param("key", object), param("default", object, undefined, "<unrepresentable>")],
      "Take a key out and return its value.\n\nA missing key gives the default, or without one a KeyError.",
      (self: PyOrderedDict, key, fallback) => popKey(self, key, fallback),
    ),
    popitem: method(
      [param("last", truth, true)],
      "Take out the last pair, or the first one if last is false, and return it.",
      popItem,
    ),
    update: method([varArgs("args"), varKw("kwargs")], "", update, { signature: null }),
    keys: method([], "", (self: PyOrderedDict) => orderedView(orderedKeysType, self), { signature: null }),
    values: method([], "", (self: PyOrderedDict) => orderedView(orderedValuesType, self), { signature: null }),
    items: method([], "", (self: PyOrderedDict) => orderedView(orderedItemsType, self), { signature: null }),
    clear: method([], "Remove all entries.", clear),
    copy: method([], "Return an ordered copy; keys and values are the same objects.", copy, { signature: null }),
    __reversed__: method(
      [],
      "Return an iterator over the keys, the last one first.",
      (self: PyOrderedDict) => new OrderedIter(self, "keys", true),
      {
        signature: null,
      },
    ),
    __reduce__: method([], "Return state information for pickling", reduce, { signature: null }),
    __sizeof__: method([], "", orderedSizeof, { signature: null }),
    move_to_end: method(
      [param("key", object), param("last", truth, true)],
      "Make a key the last one, or the first one if last is false. A missing key is a KeyError.",
      moveToEnd,
    ),
  },
});

/** A table of nodes, as large as the hash table, and a node of four words for each key. */
function orderedSizeof(self: PyOrderedDict): number {
  return dictSizeof(self) + 8 * tableSlots(self) + 32 * self.size;
}

function init(self: PyOrderedDict, args: PyValue[], kwnames: KwNames): void {
  const given = args.length - (kwnames?.length ?? 0);
  if (given > 1) throw typeError(`expected at most 1 argument, got ${given}`);
  if (given === 1) updateFrom(self, args[0]);
  kwnames?.forEach((name, i) => setItem(self, name, args[given + i]));
}

/** Keys are hashed by the OrderedDict, not by the dict below it, which words the error otherwise. */
function assign(self: PyOrderedDict, key: PyValue, value: PyValue | undefined): void {
  if (isUnhashable(key)) hash(key);
  if (value !== undefined) self.set(key, value);
  else if (!self.delete(key)) throw keyError(key);
}

/** Whether items may be stored directly: a subclass may have a `__setitem__` of its own. */
function storesPlainly(self: PyDict): boolean {
  return self.type === orderedDictType || self.type.mp_ass_subscript === orderedDictType.mp_ass_subscript;
}

function store(self: PyOrderedDict, key: PyValue, value: PyValue): void {
  if (storesPlainly(self) && !isUnhashable(key)) self.set(key, value);
  else setItem(self, key, value);
}

/** MutableMapping.update() with one argument. */
function updateFrom(self: PyOrderedDict, other: PyValue): void {
  if (other instanceof PyDict && other.type === dictType) {
    addPairs(self, callMethod(other, "items"));
    return;
  }
  const keys = lookupAttr(other, "keys");
  if (keys !== undefined) {
    const iterator = iter(call0(keys));
    for (let key = iterNext(iterator); key !== undefined; key = iterNext(iterator))
      store(self, key, getItem(other, key));
    return;
  }
  const items = lookupAttr(other, "items");
  addPairs(self, items === undefined ? other : call0(items));
}

function update(self: PyOrderedDict, args: PyValue[], kwargs: PyDict): PyValue {
  if (args.length > 1) throw typeError(`update() takes at most 1 positional argument (${args.length} given)`);
  if (args.length === 1) updateFrom(self, args[0]);
  for (let i = kwargs.nextIndex(0); i >= 0; i = kwargs.nextIndex(i + 1)) store(self, kwargs.keys[i]!, kwargs.vals[i]!);
  return null;
}

function addPairs(self: PyOrderedDict, pairs: PyValue): void {
  const iterator = iter(pairs);
  for (let pair = iterNext(iterator); pair !== undefined; pair = iterNext(iterator)) {
    const parts = iter(pair);
    const key = iterNext(parts);
    if (key === undefined) throw valueError("need more than 0 values to unpack");
    const value = iterNext(parts);
    if (value === undefined) throw valueError("need more than 1 value to unpack");
    if (iterNext(parts) !== undefined) throw valueError("too many values to unpack (expected 2)");
    store(self, key, value);
  }
}

function orderedRepr(self: PyOrderedDict): PyValue {
  const name = strToJs(self.type.name);
  if (self.size === 0) return `${name}()`;
  return guardedRepr(self, "...", () => {
    const own = self.type === orderedDictType;
    const plain = call1(dictType, own ? new OrderedIter(self, "items", false) : callMethod(self, "items"));
    return strConcat(strConcat(`${name}(`, repr(plain)), ")");
  });
}

function compare(self: PyOrderedDict, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PyDict) || (op !== Py_EQ && op !== Py_NE)) return NOT_IMPLEMENTED;
  const sameItems = dictType.tp_richcompare!(self, other, Py_EQ);
  if (typeof sameItems !== "boolean") return sameItems;
  const same = sameItems && (!(other instanceof PyOrderedDict) || sameOrder(self, other));
  return same === (op === Py_EQ);
}

function sameOrder(a: PyOrderedDict, b: PyOrderedDict): boolean {
  const stateA = a.keysVersion;
  const stateB = b.keysVersion;
  let i = a.nextIndex(0);
  let j = b.nextIndex(0);
  while (i >= 0 && j >= 0) {
    const equal = richCompareBool(a.keys[i]!, b.keys[j]!, Py_EQ);
    if (a.keysVersion !== stateA || b.keysVersion !== stateB)
      throw runtimeError("OrderedDict mutated during iteration");
    if (!equal) return false;
    i = a.nextIndex(i + 1);
    j = b.nextIndex(j + 1);
  }
  return i === j;
}

function or(left: PyValue, right: PyValue): PyValue {
  if (!(left instanceof PyDict) || !(right instanceof PyDict)) return NOT_IMPLEMENTED;
  const type = left instanceof PyOrderedDict ? left.type : right.type;
  const made = call1(type, left) as PyOrderedDict;
  updateFrom(made, right);
  return made;
}

function fromKeys(type: PyType, iterable: PyValue, value: PyValue): PyValue {
  const made = call0(type);
  const iterator = iter(iterable);
  for (let key = iterNext(iterator); key !== undefined; key = iterNext(iterator)) setItem(made, key, value);
  return made;
}

function setDefault(self: PyOrderedDict, key: PyValue, fallback: PyValue): PyValue {
  if (self.type === orderedDictType) return self.setDefault(key, fallback);
  if (contains(self, key)) return getItem(self, key);
  setItem(self, key, fallback);
  return fallback;
}

function popKey(self: PyOrderedDict, key: PyValue, fallback: PyValue | undefined): PyValue {
  const value = self.pop(key);
  if (value !== undefined) return value;
  if (fallback === undefined) throw keyError(key);
  return fallback;
}

function popItem(self: PyOrderedDict, last: boolean): PyValue {
  if (self.size === 0) throw keyError("dictionary is empty");
  if (last) return new PyTuple(self.popLast());
  const at = self.firstIndex();
  const item = new PyTuple([self.keys[at]!, self.vals[at]!]);
  self.deleteAt(at);
  return item;
}

function copy(self: PyOrderedDict): PyValue {
  const made = call0(self.type);
  const iterator = new OrderedIter(self, "keys", false);
  for (let key = iterator.next(); key !== undefined; key = iterator.next()) {
    if (made instanceof PyOrderedDict && self.type === orderedDictType) made.set(key, self.get(key)!);
    else setItem(made, key, getItem(self, key));
  }
  return made;
}

function reduce(self: PyOrderedDict): PyValue {
  const state = reduceState(self);
  const items = iter(call0(getAttr(self, "items")));
  return new PyTuple([self.type, new PyTuple([]), state, null, items]);
}

function clear(self: PyOrderedDict): PyValue {
  self.clear();
  return null;
}

function moveToEnd(self: PyOrderedDict, key: PyValue, last: boolean): PyValue {
  const at = find(self, key);
  if (at < 0) throw keyError(key);
  if (at === (last ? self.lastIndex() : self.firstIndex())) return null;
  if (last) {
    self.moveToLast(at);
    return null;
  }
  // The key may be another object than the one that is equal to it in the dict.
  const own = self.keys[at]!;
  const value = self.vals[at]!;
  self.deleteAt(at);
  // To the front everything else has to move behind it.
  const keys = self.keysArray();
  const values = self.valuesArray();
  self.clear();
  self.set(own, value);
  for (let i = 0; i < keys.length; i++) self.set(keys[i], values[i]);
  return null;
}
