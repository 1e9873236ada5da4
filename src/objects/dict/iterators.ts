/** Iterators over a dict, forward and backward, of keys, values and items. Source: CPython Objects/dictobject.c (dictiter_*). */

import { charge } from "../../kernel/interrupt.ts";
import { builtin } from "../abstract/builtin.ts";
import { defineType, method } from "../declare.ts";
import { runtimeError } from "../errors.ts";
import { selfIter } from "../iterators/common.ts";
import { PyList } from "../list/list.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import type { PyDict } from "./dict.ts";

export class DictIter implements PyObject {
  static {
    inheritPyObject(DictIter);
  }
  type: PyType;
  /** The dict; undefined once exhausted. */
  dict: PyDict | undefined;
  /** Where the search for the next entry starts. */
  at: number;
  /** The dict's size at the start; -1 after a change was reported. */
  used: number;
  /** Entries still to come. */
  left: number;

  constructor(type: PyType, dict: PyDict, at: number) {
    this.type = type;
    this.dict = dict;
    this.at = at;
    this.used = dict.used;
    this.left = dict.used;
  }
}

/** The index of the next entry, or -1 at the end. */
export function advance(self: DictIter): number {
  const dict = self.dict;
  if (dict === undefined) return -1;
  if (self.used !== dict.used) throw changedSize(self);
  const keys = dict.keys;
  let at = self.at;
  while (at < keys.length && keys[at] === undefined) at++;
  if (at >= keys.length) {
    self.dict = undefined;
    return -1;
  }
  if (self.left === 0) throw runtimeError("dictionary keys changed during iteration");
  self.left--;
  self.at = at + 1;
  return at;
}

function retreat(self: DictIter): number {
  const dict = self.dict;
  if (dict === undefined) return -1;
  if (self.used !== dict.used) throw changedSize(self);
  const keys = dict.keys;
  let at = self.at;
  if (at >= keys.length) at = -1; // the dict was cleared and filled again
  while (at >= 0 && keys[at] === undefined) at--;
  if (at < 0) {
    self.dict = undefined;
    return -1;
  }
  self.left--;
  self.at = at - 1;
  return at;
}

function changedSize(self: DictIter): PyObject {
  self.used = -1; // the error is sticky
  return runtimeError("dictionary changed size during iteration");
}

function keyAt(dict: PyDict, at: number): PyValue {
  return dict.keys[at]!;
}
function valueAt(dict: PyDict, at: number): PyValue {
  return dict.vals[at]!;
}
function itemAt(dict: PyDict, at: number): PyValue {
  return new PyTuple([dict.keys[at]!, dict.vals[at]!]);
}

function nextKey(self: DictIter): PyValue | undefined {
  const dict = self.dict;
  const at = advance(self);
  return at < 0 ? undefined : dict!.keys[at];
}
function nextValue(self: DictIter): PyValue | undefined {
  const dict = self.dict;
  const at = advance(self);
  return at < 0 ? undefined : dict!.vals[at];
}
function nextItem(self: DictIter): PyValue | undefined {
  const dict = self.dict;
  const at = advance(self);
  return at < 0 ? undefined : itemAt(dict!, at);
}

function backward(read: (dict: PyDict, at: number) => PyValue): (self: DictIter) => PyValue | undefined {
  return (self) => {
    const dict = self.dict;
    const at = retreat(self);
    return at < 0 ? undefined : read(dict!, at);
  };
}

/** Of a dict that has changed or has been begun, one by one. */
function restBy(read: (dict: PyDict) => PyValue[]): (self: DictIter) => PyValue[] | undefined {
  return (self) => {
    const { dict } = self;
    if (dict === undefined || self.used !== dict.used || self.at > 0) return undefined;
    self.dict = undefined;
    self.left = 0;
    return read(dict);
  };
}

function items(dict: PyDict): PyValue[] {
  const out: PyValue[] = [];
  charge(dict.used);
  for (let at = dict.nextIndex(0); at >= 0; at = dict.nextIndex(at + 1)) out.push(itemAt(dict, at));
  return out;
}

function iteratorType(
  name: string,
  next: (self: DictIter) => PyValue | undefined,
  rest?: (dict: PyDict) => PyValue[],
): PyType {
  return defineType<DictIter>({
    ...(rest === undefined ? {} : { rest: restBy(rest) }),
    name,
    basicsize: 56,
    doc: null,
    flags: ["disallow_instantiation"],
    slots: { tp_iter: selfIter, tp_iternext: next },
    methods: {
      __length_hint__: method([], "Return an estimate of how many entries are left.", dictIterLengthHint),
      __reduce__: method([], "Return state information for pickling.", dictIterReduce),
    },
  });
}

export const dictKeyIterType: PyType = iteratorType("dict_keyiterator", nextKey, (dict) => dict.keysArray());
export const dictValueIterType: PyType = iteratorType("dict_valueiterator", nextValue, (dict) => dict.valuesArray());
export const dictItemIterType: PyType = iteratorType("dict_itemiterator", nextItem, items);
export const dictReverseKeyIterType: PyType = iteratorType("dict_reversekeyiterator", backward(keyAt));
export const dictReverseValueIterType: PyType = iteratorType("dict_reversevalueiterator", backward(valueAt));
export const dictReverseItemIterType: PyType = iteratorType("dict_reverseitemiterator", backward(itemAt));

export function dictKeyIter(dict: PyDict): DictIter {
  return new DictIter(dictKeyIterType, dict, 0);
}

export function dictReverseKeyIter(dict: PyDict): DictIter {
  return new DictIter(dictReverseKeyIterType, dict, dict.keys.length - 1);
}

function dictIterLengthHint(self: DictIter): number {
  return self.dict !== undefined && self.used === self.dict.used ? self.left : 0;
}

function dictIterReduce(self: DictIter): PyValue {
  const rest: PyValue[] = [];
  if (self.dict !== undefined) {
    const copy = new DictIter(self.type, self.dict, self.at);
    copy.used = self.used;
    copy.left = self.left;
    const next = self.type.tp_iternext!;
    for (let item = next(copy); item !== undefined; item = next(copy)) rest.push(item);
  }
  return new PyTuple([builtin("iter"), new PyTuple([new PyList(rest)])]);
}
