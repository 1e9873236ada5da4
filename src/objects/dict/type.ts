/** dict: the type and its methods. Representation: dict.ts; merging: update.ts; views and iterators: views.ts, iterators.ts. Source: CPython Objects/dictobject.c. */

import { charge, checkpoint } from "../../kernel/interrupt.ts";
import type { Str } from "../../kernel/str.ts";
import { callSpecial } from "../abstract/call.ts";
import { equal } from "../abstract/compare.ts";
import { repr } from "../abstract/repr.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly, varArgs, varKw } from "../declare.ts";
import { keyError } from "../errors.ts";
import { genericAlias } from "../generic-alias.ts";
import { genericNew } from "../new-helpers.ts";
import type { PyValue } from "../object.ts";
import { guardedRepr, TextBuilder } from "../repr-guard.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../slots.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { basicSize } from "../type/layout.ts";
import type { PyType } from "../type-object.ts";
import { PyDict } from "./dict.ts";
import { dictKeyIter, dictReverseKeyIter } from "./iterators.ts";
import { codeAt, find } from "./key-table.ts";
import { dictFromKeys, dictInit, dictUpdate, updateFrom } from "./update.ts";
import { PyDictView } from "./view.ts";
import { dictItemsType, dictKeysType, dictValuesType } from "./views.ts";

export const dictType: PyType = defineType<PyDict>({
  name: "dict",
  basicsize: 48,
  doc: "An insertion-ordered mapping from hashable keys to values.\n\ndict() makes an empty one; dict(mapping) copies a mapping; dict(iterable) takes (key, value)\npairs; keyword arguments add entries whose keys are their names.",
  flags: ["basetype", "mapping", "match_self", "gc"],
  alloc: (type) => new PyDict(type),
  slots: {
    tp_repr: dictRepr,
    tp_hash: null,
    tp_richcompare: dictRichCompare,
    tp_iter: dictKeyIter,
    tp_new: genericNew,
    tp_init: dictInit,
    nb_or: dictOr,
    nb_inplace_or: dictInplaceOr,
    sq_contains: dictContains,
    mp_length: (self) => self.used,
    mp_subscript: dictSubscript,
    mp_ass_subscript: dictAssSubscript,
  },
  methods: {
    __contains__: method(
      [posOnly("key", object)],
      "True if the dictionary has the specified key, else False.",
      dictContains,
    ),
    __getitem__: method([posOnly("key", object)], "Return self[key].", dictSubscript),
    __sizeof__: method([], "Return the size of the dict in memory, in bytes.", dictSizeof),
    get: method(
      [posOnly("key", object), posOnly("default", object, null)],
      "Return the value of a key, or the default where it is missing.",
      dictGet,
    ),
    setdefault: method(
      [posOnly("key", object), posOnly("default", object, null)],
      "Return the value for key; insert key with the default value first if it is absent.",
      (self: PyDict, key, value) => self.setDefault(key, value),
    ),
    pop: method(
      [posOnly("key", object), posOnly("default", object, undefined, "<unrepresentable>")],
      "Remove the key and return its value.\n\nIf the key is absent, return the default, or raise KeyError when none is given.",
      dictPop,
    ),
    popitem: method(
      [],
      "Remove and return the (key, value) pair that was inserted last; KeyError if the dict is empty.",
      dictPopItem,
    ),
    keys: method([], "Return a set-like view of the keys.", (self: PyDict) => new PyDictView(dictKeysType, self)),
    items: method(
      [],
      "Return a set-like view of the (key, value) pairs.",
      (self: PyDict) => new PyDictView(dictItemsType, self),
    ),
    values: method([], "Return a view of the values.", (self: PyDict) => new PyDictView(dictValuesType, self)),
    update: method(
      [varArgs("args"), varKw("kwargs")],
      "D.update([E, ]**F) -> None.  Take entries from a mapping or an iterable of pairs E, then those of the keywords F.",
      dictUpdate,
      { signature: null },
    ),
    clear: method([], "Remove all entries.", dictClear),
    copy: method([], "Return a shallow copy.", (self: PyDict) => self.copy()),
    __reversed__: method([], "Return an iterator over the keys, the last one first.", dictReverseKeyIter),
  },
  classMethods: {
    fromkeys: method(
      [posOnly("iterable", object), posOnly("value", object, null)],
      "Create a dictionary whose keys come from iterable, all with the same value.",
      dictFromKeys,
    ),
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyType, item) =>
      genericAlias(cls, item),
    ),
  },
});

function dictRepr(self: PyDict): Str {
  return self.used === 0 ? "{}" : guardedRepr(self, "{...}", reprEntries);
}

function reprEntries(self: PyDict): Str {
  const text = new TextBuilder();
  let separator = "{";
  for (let at = self.nextIndex(0); at >= 0; at = self.nextIndex(at + 1)) {
    checkpoint();
    const value = self.vals[at]!; // the key's repr may change the dict
    text.add(separator);
    text.add(repr(self.keys[at]!));
    text.add(": ");
    text.add(repr(value));
    separator = ", ";
  }
  text.add("}");
  return text.finish();
}

function dictRichCompare(self: PyDict, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PyDict) || (op !== Py_EQ && op !== Py_NE)) return NOT_IMPLEMENTED;
  return dictsEqual(self, other) === (op === Py_EQ);
}

/** Whether two dicts have equal entries, in whatever order. */
export function dictsEqual(a: PyDict, b: PyDict): boolean {
  if (a.used !== b.used) return false;
  for (let at = a.nextIndex(0); at >= 0; at = a.nextIndex(at + 1)) {
    const left = a.vals[at]!;
    const key = a.keys[at]!;
    // Dicts that were made alike have a text at the same place.
    const found = typeof key === "string" && b.keys[at] === key ? at : find(b, key, codeAt(a, at));
    if (found >= 0 && equal(left, b.vals[found]!)) continue;
    charge(at);
    return false;
  }
  charge(a.keys.length);
  return true;
}

function dictOr(self: PyValue, other: PyValue): PyValue {
  if (!(self instanceof PyDict) || !(other instanceof PyDict)) return NOT_IMPLEMENTED;
  const result = self.copy();
  updateFrom(result, other);
  return result;
}

function dictInplaceOr(self: PyValue, other: PyValue): PyValue {
  updateFrom(self as PyDict, other);
  return self;
}

function dictContains(self: PyDict, key: PyValue): boolean {
  return self.has(key);
}

function dictSubscript(self: PyDict, key: PyValue): PyValue {
  const value = self.get(key);
  return value === undefined ? missing(self, key) : value;
}

function missing(self: PyDict, key: PyValue): PyValue {
  if (self.type !== dictType) {
    const value = callSpecial(self, "__missing__", [key]);
    if (value !== undefined) return value;
  }
  throw keyError(key);
}

function dictAssSubscript(self: PyDict, key: PyValue, value: PyValue | undefined): void {
  if (value !== undefined) self.set(key, value);
  else if (!self.delete(key)) throw keyError(key);
  else self.lost?.(key);
}

function dictGet(self: PyDict, key: PyValue, fallback: PyValue): PyValue {
  const value = self.get(key);
  return value === undefined ? fallback : value;
}

function dictPop(self: PyDict, key: PyValue, fallback: PyValue | undefined): PyValue {
  const value = self.pop(key);
  if (value !== undefined) {
    self.lost?.(key);
    return value;
  }
  if (fallback === undefined) throw keyError(key);
  return fallback;
}

function dictPopItem(self: PyDict): PyValue {
  if (self.used === 0) throw keyError("popitem(): dictionary is empty");
  const entry = self.popLast();
  self.lost?.(entry[0]);
  return new PyTuple(entry);
}

function dictClear(self: PyDict): null {
  self.clear();
  return null;
}

/** How many slots the hash table of such a dict has in C. */
export function tableSlots(self: PyDict): number {
  if (self.used === 0) return 0;
  let slots = 8;
  while (slots * 2 < self.keys.length * 3) slots *= 2;
  return slots;
}

export function dictSizeof(self: PyDict): number {
  const slots = tableSlots(self);
  if (slots === 0) return basicSize(self.type);
  const entry = self.keysArray().every((key) => asStr(key) !== undefined) ? 16 : 24;
  return (
    basicSize(self.type) +
    32 +
    slots * (slots <= 256 ? 1 : slots <= 65536 ? 2 : 4) +
    Math.floor((slots * 2) / 3) * entry
  );
}

/** For declarations that need the type before it is there. */
export function dictTypeThunk(): PyType {
  return dictType;
}
