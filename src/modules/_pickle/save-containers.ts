/** Pickling lists, tuples, dicts and sets, in batches. Source: CPython Modules/_pickle.c (save_list, batch_list, save_tuple, …). */
import { callMethod } from "../../objects/abstract/call.ts";
import { iter, iterNext, toArray } from "../../objects/abstract/iterate.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { reprAddress } from "../../objects/address.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { runtimeError, typeError, valueError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";
import type { PySet } from "../../objects/set/set.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { fullTypeName, typeName } from "../../objects/typeof.ts";
import {
  ADDITEMS,
  APPEND,
  APPENDS,
  BATCH_SIZE,
  DICT,
  EMPTY_DICT,
  EMPTY_LIST,
  EMPTY_SET,
  EMPTY_TUPLE,
  FROZENSET,
  LIST,
  MARK,
  POP,
  POP_MARK,
  SETITEM,
  SETITEMS,
  TUPLE,
  TUPLE1,
} from "./opcodes.ts";
import type { PyPickler } from "./pickler.ts";
import { save } from "./save.ts";
import { saveReduce } from "./save-reduce.ts";
import { withNote } from "./state.ts";

/** Saves an item of a container; an error tells which one. */
function saveItem(self: PyPickler, owner: PyValue, item: PyValue, index: number): void {
  try {
    save(self, item, false);
  } catch (caught) {
    throw withNote(caught, `when serializing ${fullTypeName(owner)} item ${index}`);
  }
}

function saveEntry(self: PyPickler, owner: PyValue, key: PyValue, value: PyValue): void {
  save(self, key, false);
  try {
    save(self, value, false);
  } catch (caught) {
    throw withNote(caught, `when serializing ${fullTypeName(owner)} item ${reprJs(key)}`);
  }
}

function saveElement(self: PyPickler, owner: PyValue, item: PyValue): void {
  try {
    save(self, item, false);
  } catch (caught) {
    throw withNote(caught, `when serializing ${fullTypeName(owner)} element`);
  }
}

/** In fast mode nothing is memoized; deep down, circles are looked for so that they do not end as a RecursionError. */
const FAST_NESTING_LIMIT = 50;

function enterFast(self: PyPickler, value: PyObject): void {
  if (++self.fastNesting < FAST_NESTING_LIMIT) return;
  self.fastMemo ??= new Set();
  if (self.fastMemo.has(value)) {
    self.fastNesting = 0;
    throw valueError(
      `fast mode: can't pickle cyclic objects including object type ${typeName(value)} at ${reprAddress(value)}`,
    );
  }
  self.fastMemo.add(value);
}

function leaveFast(self: PyPickler, value: PyObject): void {
  if (self.fastNesting-- >= FAST_NESTING_LIMIT) self.fastMemo!.delete(value);
}

export function saveList(self: PyPickler, value: PyList): void {
  if (self.fast) enterFast(self, value);
  if (self.bin) self.out.op(EMPTY_LIST);
  else {
    self.out.op(MARK);
    self.out.op(LIST);
  }
  self.memoPut(value);
  if (value.items.length > 0) {
    if (self.proto > 0) batchListExact(self, value);
    else batchList(self, iter(value), value);
  }
  if (self.fast) leaveFast(self, value);
}

function batchListExact(self: PyPickler, value: PyList): void {
  const { out } = self;
  if (value.items.length === 1) {
    saveItem(self, value, value.items[0], 0);
    out.op(APPEND);
    return;
  }
  let total = 0;
  do {
    out.op(MARK);
    // The items may change while one of them is being pickled.
    for (let n = 0; n < BATCH_SIZE && total < value.items.length; n++, total++) {
      saveItem(self, value, value.items[total], total);
    }
    out.op(APPENDS);
  } while (total < value.items.length);
}

/** Appends what an iterator gives to the object on the stack. */
export function batchList(self: PyPickler, iterator: PyValue, owner: PyValue): void {
  const { out } = self;
  let total = 0;
  if (self.proto === 0) {
    for (let item = iterNext(iterator); item !== undefined; item = iterNext(iterator)) {
      saveItem(self, owner, item, total++);
      out.op(APPEND);
    }
    return;
  }
  for (;;) {
    const first = iterNext(iterator);
    if (first === undefined) return;
    let item = iterNext(iterator);
    if (item === undefined) {
      saveItem(self, owner, first, total);
      out.op(APPEND);
      return;
    }
    out.op(MARK);
    saveItem(self, owner, first, total++);
    let n = 1;
    while (item !== undefined) {
      saveItem(self, owner, item, total++);
      if (++n === BATCH_SIZE) break;
      item = iterNext(iterator);
    }
    out.op(APPENDS);
    if (n !== BATCH_SIZE) return;
  }
}

export function saveTuple(self: PyPickler, value: PyTuple): void {
  const { out } = self;
  const { items } = value;
  if (items.length === 0) {
    if (self.bin) out.op(EMPTY_TUPLE);
    else {
      out.op(MARK);
      out.op(TUPLE);
    }
    return;
  }
  const short = items.length <= 3 && self.proto >= 2;
  if (!short) out.op(MARK);
  const { numbered } = self;
  for (let i = 0; i < items.length; i++) saveItem(self, value, items[i], i);
  // In a memo that nobody else may empty there is something new, or nothing.
  if ((self.hidden && self.numbered === numbered) || !self.memo.has(value)) {
    out.op(short ? TUPLE1 + items.length - 1 : TUPLE);
    self.memoPut(value);
    return;
  }
  // The tuple holds itself: what was put on the stack goes, and the one made meanwhile is taken.
  if (short || !self.bin) for (let i = short ? 0 : -1; i < items.length; i++) out.op(POP);
  else out.op(POP_MARK);
  self.memoGet(value);
}

export function saveDict(self: PyPickler, value: PyDict): void {
  if (self.fast) enterFast(self, value);
  if (self.bin) self.out.op(EMPTY_DICT);
  else {
    self.out.op(MARK);
    self.out.op(DICT);
  }
  self.memoPut(value);
  if (value.size > 0) {
    if (self.proto > 0) batchDictExact(self, value);
    else batchDict(self, iter(callMethod(value, "items")), value);
  }
  if (self.fast) leaveFast(self, value);
}

function batchDictExact(self: PyPickler, value: PyDict): void {
  const { out } = self;
  const size = value.size;
  let at = value.nextIndex(0);
  if (size === 1) {
    saveEntry(self, value, value.keys[at]!, value.vals[at]!);
    out.op(SETITEM);
    return;
  }
  let total = 0;
  do {
    out.op(MARK);
    for (let n = 0; n < BATCH_SIZE; n++) {
      at = value.nextIndex(at);
      if (at < 0) break;
      saveEntry(self, value, value.keys[at]!, value.vals[at]!);
      at++;
      total++;
    }
    out.op(SETITEMS);
    if (value.size !== size) throw runtimeError("dictionary changed size during iteration");
  } while (total < size);
}

function pairOf(item: PyValue): readonly PyValue[] {
  if (!(item instanceof PyTuple) || item.items.length !== 2) {
    throw typeError("dict items iterator must return 2-tuples");
  }
  return item.items;
}

function savePair(self: PyPickler, owner: PyValue, pair: readonly PyValue[]): void {
  saveEntry(self, owner, pair[0], pair[1]);
}

/** Sets the items that an iterator gives in the object on the stack. */
export function batchDict(self: PyPickler, iterator: PyValue, owner: PyValue): void {
  const { out } = self;
  if (self.proto === 0) {
    for (let item = iterNext(iterator); item !== undefined; item = iterNext(iterator)) {
      savePair(self, owner, pairOf(item));
      out.op(SETITEM);
    }
    return;
  }
  for (;;) {
    const head = iterNext(iterator);
    if (head === undefined) return;
    const first = pairOf(head);
    let item = iterNext(iterator);
    if (item === undefined) {
      savePair(self, owner, first);
      out.op(SETITEM);
      return;
    }
    out.op(MARK);
    savePair(self, owner, first);
    let n = 1;
    while (item !== undefined) {
      savePair(self, owner, pairOf(item));
      if (++n === BATCH_SIZE) break;
      item = iterNext(iterator);
    }
    out.op(SETITEMS);
    if (n !== BATCH_SIZE) return;
  }
}

export function saveSet(self: PyPickler, value: PySet): void {
  const { out } = self;
  const items = toArray(value);
  if (self.proto < 4) {
    saveReduce(self, new PyTuple([value.type, new PyTuple([new PyList(items)])]), value);
    return;
  }
  out.op(EMPTY_SET);
  self.memoPut(value);
  for (let total = 0; total < items.length; ) {
    out.op(MARK);
    for (let n = 0; n < BATCH_SIZE && total < items.length; n++) saveElement(self, value, items[total++]);
    out.op(ADDITEMS);
    if (value.size !== items.length) throw runtimeError("set changed size during iteration");
  }
}

export function saveFrozenSet(self: PyPickler, value: PySet): void {
  const { out } = self;
  const items = toArray(value);
  if (self.proto < 4) {
    saveReduce(self, new PyTuple([value.type, new PyTuple([new PyList(items)])]), value);
    return;
  }
  out.op(MARK);
  for (let i = 0; i < items.length; i++) saveElement(self, value, items[i]);
  if (self.memo.has(value)) {
    out.op(POP_MARK);
    self.memoGet(value);
    return;
  }
  out.op(FROZENSET);
  self.memoPut(value);
}
