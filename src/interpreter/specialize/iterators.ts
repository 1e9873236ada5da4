/**
 * FOR_ITER over iterator objects of built-in classes: what it has seen of them, and how it takes two values that are unpacked at once,
 * without a tuple, from those that yield pairs.
 */
import { bytesIteratorType } from "../../objects/bytes/iterator.ts";
import {
  advance,
  DictIter,
  dictItemIterType,
  dictKeyIterType,
  dictReverseKeyIterType,
  dictValueIterType,
} from "../../objects/dict/iterators.ts";
import { enumerateType, PyEnumerate, takeCount } from "../../objects/iterators/enumerate.ts";
import { PyZip, zipType } from "../../objects/iterators/zip.ts";
import { ListIter, listIterNext, listIterType, listReverseIterType } from "../../objects/list/iterators.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";
import { rangeIterType } from "../../objects/range/iterators.ts";
import { setIterType } from "../../objects/set/iterator.ts";
import { strIteratorType } from "../../objects/str/iterator.ts";
import { tupleIterType } from "../../objects/tuple/iterator.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { type Executable, OP_BITS } from "../code.ts";
import { GENERIC, OP } from "../generated/tables.ts";
import type { Slot } from "../inst.ts";

/** Classes of iterators that run no Python code for the next value, and say that there is none by undefined alone. */
export const SIMPLE_ITERATORS: ReadonlySet<PyType> = new Set([
  listIterType,
  listReverseIterType,
  tupleIterType,
  rangeIterType,
  strIteratorType,
  bytesIteratorType,
  dictKeyIterType,
  dictReverseKeyIterType,
  dictValueIterType,
  setIterType,
]);

/** What FOR_ITER has seen of iterators that it draws from through their class. */
export class IterCache {
  readonly type: PyType;
  /** The classes of the iterators that it draws from. */
  readonly inner: readonly PyType[];
  constructor(iterator: PyValue) {
    this.type = typeOf(iterator);
    if (iterator instanceof PyEnumerate) this.inner = [typeOf(iterator.iterator)];
    else this.inner = iterator instanceof PyZip ? iterator.iterators.map(typeOf) : [];
  }

  /** Whether such an iterator is a simple one itself. */
  get simple(): boolean {
    return SIMPLE_ITERATORS.has(this.type) || this.type === dictItemIterType;
  }

  /** Whether `nextPair` knows it. */
  get pairs(): boolean {
    const { type, inner } = this;
    if (type === dictItemIterType) return true;
    const drawn = type === enumerateType ? 1 : type === zipType ? 2 : 0;
    return drawn > 0 && inner.length === drawn && inner.every((each) => SIMPLE_ITERATORS.has(each));
  }
}

/** Whether the instruction at `index` unpacks a sequence into so many values. */
export function unpacks({ plain, words }: Executable, index: number, count: number): boolean {
  return GENERIC[plain[index]] === OP.UNPACK_SEQUENCE && words[index] >> OP_BITS === count;
}

/** What `nextPair` has found: two values, no more of them, an iterator of another kind. */
export const PAIR = 1;
export const NO_PAIR = 0;
export const NO_PAIRS = -1;

/** Puts an iterator's next two values where unpacking them would: the first one on top. */
export function nextPair(iterator: Slot, { inner }: IterCache, stack: Slot[], at: number): number {
  if (iterator instanceof PyZip) return nextOfZip(iterator, inner, stack, at);
  if (iterator instanceof PyEnumerate) return nextNumbered(iterator, inner, stack, at);
  if (iterator instanceof DictIter && iterator.type === dictItemIterType) return nextItem(iterator, stack, at);
  return NO_PAIRS;
}

function nextOfZip(zip: PyZip, inner: readonly PyType[], stack: Slot[], at: number): number {
  const { iterators } = zip;
  if (zip.type !== zipType || zip.strict || iterators.length !== 2 || inner.length !== 2) return NO_PAIRS;
  const left = iterators[0] as PyObject;
  const right = iterators[1] as PyObject;
  if (left.type !== inner[0] || right.type !== inner[1]) return NO_PAIRS;
  const first = draw(left);
  if (first === undefined) return NO_PAIR;
  const second = draw(right);
  if (second === undefined) return NO_PAIR;
  stack[at] = second;
  stack[at + 1] = first;
  return PAIR;
}

function nextNumbered(numbered: PyEnumerate, inner: readonly PyType[], stack: Slot[], at: number): number {
  const iterator = numbered.iterator as PyObject;
  if (numbered.type !== enumerateType || iterator.type !== inner[0]) return NO_PAIRS;
  const item = draw(iterator);
  if (item === undefined) return NO_PAIR;
  stack[at] = item;
  stack[at + 1] = takeCount(numbered);
  return PAIR;
}

function nextItem(items: DictIter, stack: Slot[], at: number): number {
  const { dict } = items;
  const index = advance(items);
  if (index < 0) return NO_PAIR;
  stack[at] = dict!.vals[index];
  stack[at + 1] = dict!.keys[index];
  return PAIR;
}

/** The next value of a simple iterator. */
function draw(iterator: PyObject): PyValue | undefined {
  return iterator instanceof ListIter ? listIterNext(iterator) : iterator.type.tp_iternext!(iterator);
}
