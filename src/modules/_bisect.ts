/** _bisect: binary search in sorted sequences. Source: CPython Modules/_bisectmodule.c. */
import { call1, callMethod } from "../objects/abstract/call.ts";
import { isTrue, richCompare } from "../objects/abstract/compare.ts";
import { length, sequenceGet } from "../objects/abstract/container.ts";
import { ssizeIndex } from "../objects/abstract/number.ts";
import { object, ssize } from "../objects/converters.ts";
import { type CallableSpec, defineModule, fn, kwOnly, param } from "../objects/declare.ts";
import { valueError } from "../objects/errors.ts";
import { PyList } from "../objects/list/list.ts";
import { listType } from "../objects/list/type.ts";
import type { PyValue } from "../objects/object.ts";
import { Py_LT } from "../objects/slots.ts";

const PARAMS = [
  param("a", object),
  param("x", object),
  param("lo", ssize, 0),
  param("hi", (value: PyValue) => (value === null ? -1 : ssizeIndex(value)), -1, "None"),
  kwOnly("key", object, null),
] as const;

type Search = (a: PyValue, x: PyValue, lo: number, hi: number, key: PyValue) => number;

function finder(search: Search, doc: string): CallableSpec {
  return fn(PARAMS, doc, search);
}

function inserter(search: Search, doc: string): CallableSpec {
  return fn(PARAMS, doc, (a, x, lo, hi, key) => {
    const at = search(a, key === null ? x : call1(key, x), lo, hi, key);
    if (a instanceof PyList && a.type === listType) a.items.splice(at, 0, x);
    else callMethod(a, "insert", [at, x]);
    return null;
  });
}

const RIGHT = "item x in list a, kept sorted; to the right of equal items.";
const LEFT = "item x in list a, kept sorted; to the left of equal items.";

export default defineModule({
  name: "_bisect",
  doc: "Bisection algorithms on sorted sequences.",
  functions: {
    bisect_right: finder(bisectRight, `Return the index where to insert ${RIGHT}`),
    insort_right: inserter(bisectRight, `Insert ${RIGHT}`),
    bisect_left: finder(bisectLeft, `Return the index where to insert ${LEFT}`),
    insort_left: inserter(bisectLeft, `Insert ${LEFT}`),
  },
});

function less(a: PyValue, b: PyValue): boolean {
  if (typeof a === "number" && typeof b === "number") return a < b;
  return isTrue(richCompare(a, b, Py_LT));
}

function itemAt(a: PyValue, i: number): PyValue {
  if (a instanceof PyList && a.type === listType && i < a.items.length) return a.items[i];
  return sequenceGet(a, i);
}

function upperBound(a: PyValue, lo: number, hi: number): number {
  if (lo < 0) throw valueError("lo must be non-negative");
  return hi === -1 ? length(a) : hi;
}

function bisectRight(a: PyValue, x: PyValue, lo: number, hi: number, key: PyValue): number {
  let low = lo;
  let high = upperBound(a, lo, hi);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const item = itemAt(a, middle);
    if (less(x, key === null ? item : call1(key, item))) high = middle;
    else low = middle + 1;
  }
  return low;
}

function bisectLeft(a: PyValue, x: PyValue, lo: number, hi: number, key: PyValue): number {
  let low = lo;
  let high = upperBound(a, lo, hi);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const item = itemAt(a, middle);
    if (less(key === null ? item : call1(key, item), x)) low = middle + 1;
    else high = middle;
  }
  return low;
}
