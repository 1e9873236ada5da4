/** What compiled code does with whole containers: sizes, new iterators and lists. */
import { charge } from "../../kernel/interrupt.ts";
import { iter } from "../../objects/abstract/iterate.ts";
import type { PyByteArray } from "../../objects/bytes/bytearray-object.ts";
import { bytearrayType } from "../../objects/bytes/bytearray-type.ts";
import type { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { bytesType } from "../../objects/bytes/type.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import { enumerateType, PyEnumerate } from "../../objects/iterators/enumerate.ts";
import { PyZip, zipType } from "../../objects/iterators/zip.ts";
import { copyItems, insertItem } from "../../objects/list/items.ts";
import { PyList } from "../../objects/list/list.ts";
import { listType } from "../../objects/list/type.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";
import type { PySet } from "../../objects/set/set.ts";
import { setType } from "../../objects/set/type.ts";
import type { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";

/** `len` of a built-in container; -1 of anything else. */
export function sizeOf(value: PyValue): number {
  if (typeof value === "string") return value.length;
  switch ((value as PyObject | null)?.type) {
    case listType:
      return (value as PyList).items.length;
    case tupleType:
      return (value as PyTuple).items.length;
    case dictType:
      return (value as PyDict).used;
    case setType:
      return (value as PySet).used;
    case bytesType:
      return (value as PyBytes).size;
    case bytearrayType:
      return (value as PyByteArray).size;
    default:
      return -1;
  }
}

export function newEnumerate(iterable: PyValue, start: number): PyEnumerate {
  const made = new PyEnumerate(enumerateType);
  made.count = start;
  made.iterator = iter(iterable);
  return made;
}

export function newZip(iterables: PyValue[]): PyZip {
  const made = new PyZip(zipType);
  for (let i = 0; i < iterables.length; i++) iterables[i] = iter(iterables[i]);
  made.setIterators(iterables);
  return made;
}

/** Longest list that is made without a look at limits. */
const SHORT = 100_000;

export function listOfRange(start: number, end: number, step: number): PyList | undefined {
  if ((end - start) / step > SHORT) return undefined;
  charge(Math.max(0, (end - start) / step));
  const items: PyValue[] = [];
  if (step > 0) for (let i = start; i < end; i += step) items.push(i);
  else for (let i = start; i > end; i += step) items.push(i);
  return new PyList(items);
}

/** A new list of the items of a list or tuple; undefined for anything else. */
export function copyOf(value: PyValue): PyList | undefined {
  const type = (value as PyObject | null)?.type;
  return type === listType || type === tupleType ? new PyList(copyItems((value as PyList).items)) : undefined;
}

/** Whether an int or text is among the items; undefined when they are such that Python code, or an int's other forms, decide that. */
export function plainMembership(items: readonly PyValue[], wanted: number | string): boolean | undefined {
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (item === wanted) {
      charge(i);
      return true;
    }
    if (typeof item !== "number" && typeof item !== "string" && item !== null) return undefined;
  }
  charge(items.length);
  return false;
}

/** `list.insert(index, item)`. */
export function insertAt({ items }: PyList, index: number, item: PyValue): void {
  insertItem(items, index < 0 ? Math.max(0, index + items.length) : Math.min(index, items.length), item);
}

/** The smaller of two numbers of one kind, or the first; undefined when they are something else. */
export function smaller(a: PyValue, b: PyValue): PyValue | undefined {
  if (typeof a === "number" && typeof b === "number") return b < a ? b : a;
  return isFloat(a) && isFloat(b) ? (b.v < a.v ? b : a) : undefined;
}

export function greater(a: PyValue, b: PyValue): PyValue | undefined {
  if (typeof a === "number" && typeof b === "number") return b > a ? b : a;
  return isFloat(a) && isFloat(b) ? (b.v > a.v ? b : a) : undefined;
}

function isFloat(value: PyValue): value is PyFloat {
  return value instanceof PyFloat && value.type === floatType;
}
