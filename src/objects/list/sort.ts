/**
 * list.sort and sorted(). The comparison is chosen once from what the keys are, as CPython's pre-sort check does; timsort.ts does the
 * rest. Python key functions run as an activation of the eval loop. While a list is sorted it looks empty; a program that
 * changes it meanwhile gets ValueError. Source: CPython Objects/listobject.c (list_sort_impl, unsafe_*_compare).
 */
import { charge, checkpoint, interrupt } from "../../kernel/interrupt.ts";
import { WideStr } from "../../kernel/str.ts";
import { typeLookup } from "../abstract/attributes.ts";
import { call1, isCallable, notCallable } from "../abstract/call.ts";
import { equal, isTrue, richCompare } from "../abstract/compare.ts";
import { iter, toArray } from "../abstract/iterate.ts";
import { collect } from "../collect.ts";
import { valueError } from "../errors.ts";
import type { PyBaseException } from "../exceptions/base.ts";
import { PyFloat } from "../float/float-object.ts";
import { floatType } from "../float/type.ts";
import { PyFunction } from "../function.ts";
import { activate, type CallRequest, machine, type Steps } from "../machine.ts";
import type { PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { Py_LT } from "../slots.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { tupleType } from "../tuple/type.ts";
import { slotRichCompare } from "../type/dispatchers.ts";
import type { PyType } from "../type-object.ts";
import { typeOf } from "../typeof.ts";
import { PyList } from "./list.ts";
import { FLOATS, type Less, NUMBERS, STRINGS, timsort } from "./timsort.ts";

/** `list.sort(*, key, reverse)`. May answer PENDING. */
export function listSort(self: PyList, key: PyValue, reverse: boolean): PyValue {
  if (key instanceof PyFunction) return activate(new KeySort(self, key, reverse, null));
  sortNow(self, key, reverse);
  return null;
}

/** `sorted(iterable, key, reverse)`. May answer PENDING. */
export function sorted(iterable: PyValue, key: PyValue, reverse: boolean): PyValue {
  if (iterable instanceof PyList || iterable instanceof PyTuple) {
    return sortedList(new PyList(toArray(iterable)), key, reverse);
  }
  const iterator = iter(iterable);
  if (machine.runsPython(iterator)) return collect(iterator, (items) => sortedList(new PyList(items), key, reverse));
  return sortedList(new PyList(toArray(iterator)), key, reverse);
}

function sortedList(list: PyList, key: PyValue, reverse: boolean): PyValue {
  if (key instanceof PyFunction) return activate(new KeySort(list, key, reverse, list));
  sortNow(list, key, reverse);
  return list;
}

/** Sorts a list that a program may see. */
export function sortNow(self: PyList, key: PyValue, reverse: boolean): void {
  const { items } = self;
  const watch = hide(self, key === null && items.length > 0 && typeof items[0] !== "object");
  let done = false;
  try {
    if (key === null) sortItems(items, null, reverse);
    else {
      if (!isCallable(key) && items.length > 0) throw notCallable(key);
      const keys: PyValue[] = [];
      for (let i = 0; i < items.length; i++) keys.push(call1(key, items[i]));
      sortItems(keys, items, reverse);
    }
    done = true;
  } finally {
    restore(self, items, watch, done);
  }
}

/** The same with a Python key function: steps that are the call which they ask for, of the key on the next item. */
class KeySort implements Steps, CallRequest {
  readonly callable: PyValue;
  args: PyValue[] = [];
  readonly kwnames = null;
  private readonly list: PyList;
  private items: PyValue[] = [];
  private readonly reverse: boolean;
  private readonly result: PyValue;
  private readonly keys: PyValue[] = [];
  private watch: Watch | null = null;
  private readonly asking: IteratorResult<CallRequest, PyValue> = { done: false, value: this };

  constructor(list: PyList, key: PyValue, reverse: boolean, result: PyValue) {
    this.callable = key;
    this.list = list;
    this.reverse = reverse;
    this.result = result;
  }

  next(value: PyValue): IteratorResult<CallRequest, PyValue> {
    const { keys } = this;
    if (this.watch === null) {
      this.items = this.list.items;
      this.watch = hide(this.list, false);
    } else keys.push(value);
    const { items } = this;
    if (keys.length < items.length) {
      this.args = [items[keys.length]];
      return this.asking;
    }
    let done = false;
    try {
      sortItems(keys, items, this.reverse);
      done = true;
    } finally {
      restore(this.list, items, this.watch, done);
    }
    return { done: true, value: this.result };
  }

  throw(error: PyBaseException): never {
    restore(this.list, this.items, this.watch!, false);
    throw error;
  }
}

/** What a list holds while it is being sorted. */
interface Watch {
  readonly hidden: PyValue[];
  touched: boolean;
}

/** Makes the list look empty and watches for changes; where no Python code can run, `quiet`, nothing needs watching. */
function hide(self: PyList, quiet: boolean): Watch {
  if (quiet) return { hidden: (self.items = []), touched: false };
  const watch: Watch = {
    hidden: new Proxy<PyValue[]>([], {
      set(target, property, value): boolean {
        watch.touched = true;
        return Reflect.set(target, property, value);
      },
    }),
    touched: false,
  };
  self.items = watch.hidden;
  return watch;
}

/** Gives a list its items back; that it was changed meanwhile is an error unless another one is on its way. */
function restore(self: PyList, items: PyValue[], watch: Watch, done: boolean): void {
  const modified = self.items !== watch.hidden || watch.touched || watch.hidden.length > 0;
  self.items = items;
  if (modified && done) throw valueError("list modified during sort");
}

/** Sorts an array of keys and, in step, the values; reversing twice keeps equal items in order. */
export function sortItems(keys: PyValue[], vals: PyValue[] | null, reverse: boolean): void {
  const n = keys.length;
  if (n < 2) return;
  charge(n);
  if (vals === null && sortNumbers(keys)) {
    if (reverse) keys.reverse();
    return;
  }
  if (reverse) {
    keys.reverse();
    vals?.reverse();
  }
  try {
    sortBy(keys, vals);
  } finally {
    if (reverse) {
      keys.reverse();
      vals?.reverse();
    }
  }
}

/** Small ints without keys: equal ones are the same value, so that any sort will do. */
function sortNumbers(items: PyValue[]): boolean {
  const n = items.length;
  if (n < 32) return false;
  let previous = Number.NEGATIVE_INFINITY;
  let inOrder = true;
  let small = n <= STRETCH;
  for (let i = 0; i < n; i++) {
    const item = items[i];
    if (typeof item !== "number") return false;
    if (item < previous) inOrder = false;
    if ((item | 0) !== item) small = false;
    previous = item;
  }
  if (inOrder) return true;
  const numbers = small ? new Int32Array(n) : new Float64Array(n);
  for (let i = 0; i < n; i++) numbers[i] = items[i] as number;
  const sorted = numbers instanceof Int32Array ? numbers.sort() : sortFloats(numbers);
  for (let i = 0; i < n; i++) items[i] = sorted[i];
  return true;
}

/** Places of keys that are packed behind them; keys that leave room for them in a double. */
const PLACES = 1 << 21;
const MOST_KEY = 2 ** 31;

/** Keys that are ints of 32 bits: each is sorted together with its place, so that equal ones stay in order. */
function sortPacked(keys: PyValue[], vals: PyValue[]): boolean {
  const n = keys.length;
  if (n < 32 || n > PLACES) return false;
  const packed = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const key = keys[i] as number;
    if (key > MOST_KEY || key < -MOST_KEY) return false;
    packed[i] = key * PLACES + i;
  }
  const sorted = sortFloats(packed);
  const before = vals.slice();
  for (let i = 0; i < n; i++) {
    const key = Math.floor(sorted[i] / PLACES);
    keys[i] = key;
    vals[i] = before[sorted[i] - key * PLACES];
  }
  return true;
}

/** How many numbers JavaScript sorts at a stretch: longer ones could not be interrupted. */
const STRETCH = 1 << 16;

function sortFloats(numbers: Float64Array<ArrayBuffer>): Float64Array {
  const n = numbers.length;
  if (n <= STRETCH) return numbers.sort();
  for (let at = 0; at < n; at += STRETCH) {
    interrupt.poll();
    numbers.subarray(at, at + STRETCH).sort();
  }
  let from = numbers;
  let to = new Float64Array(n);
  for (let width = STRETCH; width < n; width *= 2) {
    for (let at = 0; at < n; at += 2 * width) merge(from, to, at, Math.min(at + width, n), Math.min(at + 2 * width, n));
    [from, to] = [to, from];
  }
  return from;
}

/** Merges two sorted neighbours into the same place of another array. */
function merge(from: Float64Array, to: Float64Array, start: number, middle: number, end: number): void {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    checkpoint();
    if (right >= end || (left < middle && from[left] <= from[right])) to[at] = from[left++];
    else to[at] = from[right++];
  }
}

/** How to compare keys like these; only keys that are all of one exact built-in type may skip Python's protocol. */
function sortBy(keys: PyValue[], vals: PyValue[] | null): void {
  const kind = commonKind(keys);
  if (kind === "number" && vals !== null && sortPacked(keys, vals)) return;
  if (kind === "string" && vals === null && keys.length <= STRETCH) {
    // Equal texts are the same value, and JavaScript's order of texts without surrogate pairs is that of their code points.
    keys.sort();
    return;
  }
  if (kind === "number") timsort(keys, vals, generic, NUMBERS);
  else if (kind === "string") timsort(keys, vals, generic, STRINGS);
  else if (kind === "float") timsort(keys, vals, generic, FLOATS);
  else timsort(keys, vals, kind === "tuple" ? tupleLess(keys) : (sameType(keys) ?? generic));
}

type Kind = "number" | "string" | "float" | "tuple" | "other";

function kindOf(key: PyValue): Kind {
  if (typeof key === "number") return "number";
  if (typeof key === "string") return "string";
  if (key instanceof PyFloat && key.type === floatType) return "float";
  if (key instanceof PyTuple && key.type === tupleType && key.items.length > 0) return "tuple";
  return "other";
}

/** The kind that all keys have; "other" when they differ. */
function commonKind(keys: readonly PyValue[]): Kind {
  const kind = kindOf(keys[0]);
  for (let i = 1; i < keys.length; i++) if (kindOf(keys[i]) !== kind) return "other";
  return kind;
}

const lessInt: Less = (a, b) => (a as bigint) < (b as bigint);
const lessFloat: Less = (a, b) => (a as PyFloat).v < (b as PyFloat).v;
const generic: Less = (a, b) => {
  const result = richCompare(a, b, Py_LT);
  return typeof result === "boolean" ? result : isTrue(result);
};

function lessStr(a: PyValue, b: PyValue): boolean {
  if (typeof a === "string" && typeof b === "string") return a < b;
  const n = Math.min(lengthOf(a), lengthOf(b));
  for (let i = 0; i < n; i++) {
    const x = codeAt(a, i);
    const y = codeAt(b, i);
    if (x !== y) return x < y;
  }
  return lengthOf(a) < lengthOf(b);
}

function lengthOf(text: PyValue): number {
  return text instanceof WideStr ? text.codes.length : (text as string).length;
}

function codeAt(text: PyValue, i: number): number {
  return text instanceof WideStr ? text.codes[i] : (text as string).charCodeAt(i);
}

/** Mixed representations of one type: ints of both sizes, strs of both widths, or any one type with its own comparison slot. */
function sameType(keys: readonly PyValue[]): Less | undefined {
  const type = typeOf(keys[0]);
  for (let i = 1; i < keys.length; i++) if (typeOf(keys[i]) !== type) return undefined;
  if (typeof keys[0] === "number" || typeof keys[0] === "bigint") return lessInt;
  if (typeof keys[0] === "string" || keys[0] instanceof WideStr) return lessStr;
  return type.spec !== null || type.tp_richcompare === undefined ? undefined : slotLess(type);
}

/** One Python class: its `<` directly, the protocol when that does not know. */
function slotLess(type: PyType): Less {
  const compare = type.tp_richcompare!;
  const method = compare === slotRichCompare ? typeLookup(type, "__lt__") : undefined;
  const version = type.version;
  return (a, b) => {
    if (typeOf(a) !== type || typeOf(b) !== type || type.tp_richcompare !== compare) return generic(a, b);
    const result =
      method instanceof PyFunction && type.version === version
        ? machine.callFunction(method, [a, b], null)
        : compare(a, b, Py_LT);
    if (result === NOT_IMPLEMENTED) return generic(a, b);
    return typeof result === "boolean" ? result : isTrue(result);
  };
}

/** Tuples: the first items differ most of the time, and are of one kind most of the time (unsafe_tuple_compare). */
function tupleLess(keys: readonly PyValue[]): Less {
  const firsts = keys.map((key) => (key as PyTuple).items[0]);
  const kind = commonKind(firsts);
  const simple = kind === "number" || kind === "string";
  const firstLess = kind === "float" ? lessFloat : generic;
  return (a, b) => {
    const x = (a as PyTuple).items;
    const y = (b as PyTuple).items;
    const first = x[0];
    const other = y[0];
    if (simple && first !== other) return (first as string) < (other as string);
    const n = Math.min(x.length, y.length);
    let i = 0;
    while (i < n && (x[i] === y[i] || equal(x[i], y[i]))) i++;
    if (i >= n) return x.length < y.length;
    if (i === 0) return firstLess(first, other);
    const left = x[i];
    const right = y[i];
    return typeof left === "number" && typeof right === "number" ? left < right : generic(left, right);
  };
}
