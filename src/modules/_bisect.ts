/** _bisect: binary search in sorted sequences. Source: CPython Modules/_bisectmodule.c. */
import { normInt } from "../kernel/int.ts";
import { call1, callMethod } from "../objects/abstract/call.ts";
import { isTrue, richCompare } from "../objects/abstract/compare.ts";
import { getItem, isMapping, lengthInt, sequenceGet } from "../objects/abstract/container.ts";
import { hasIndex, index, ssizeIndex } from "../objects/abstract/number.ts";
import { object } from "../objects/converters.ts";
import { type CallableSpec, defineModule, fn, kwOnly, param } from "../objects/declare.ts";
import { typeError, valueError } from "../objects/errors.ts";
import { PyList } from "../objects/list/list.ts";
import { listType } from "../objects/list/type.ts";
import type { Int, PyValue } from "../objects/object.ts";
import { Py_LT } from "../objects/slots.ts";
import { typeName, typeOf } from "../objects/typeof.ts";

const PARAMS = [
  param("a", object),
  param("x", object),
  param("lo", bound, 0),
  param("hi", boundOrNone, -1, "None"),
  kwOnly("key", object, null),
] as const;

type Search = (a: PyValue, x: PyValue, lo: Int, hi: Int, key: PyValue) => Int;

/** The same, or None for the end. */
function boundOrNone(value: PyValue): Int {
  if (value === null) return -1;
  if (!hasIndex(value)) throw typeError(`argument should be integer or None, not '${typeName(value)}'`);
  return bound(value);
}

/** Converter: a Py_ssize_t, exact also where a number would round it. */
function bound(value: PyValue): Int {
  if (typeof value === "number") return value;
  const number = ssizeIndex(value);
  return Number.isSafeInteger(number) ? number : index(value);
}

function finder(search: Search, doc: string): CallableSpec {
  return fn(PARAMS, doc, search);
}

function inserter(search: Search, doc: string): CallableSpec {
  return fn(PARAMS, doc, (a, x, lo, hi, key) => {
    const at = search(a, key === null ? x : call1(key, x), lo, hi, key);
    if (a instanceof PyList && a.type === listType) a.items.splice(Number(at), 0, x);
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

function itemAt(a: PyValue, i: Int): PyValue {
  if (typeof i === "bigint") return getItem(a, i);
  if (a instanceof PyList && a.type === listType && i < a.items.length) return a.items[i];
  return sequenceGet(a, i);
}

function upperBound(a: PyValue, lo: Int, hi: Int): Int {
  if (lo < 0) throw valueError("lo must be non-negative");
  const end = hi === -1 ? lengthInt(a) : hi;
  if (typeOf(a).sq_item === undefined) {
    if (isMapping(a)) throw typeError(`${typeName(a)} is not a sequence`);
    throw typeError(`'${typeName(a)}' object does not support indexing`);
  }
  return end;
}

/** The first place in [lo, hi) whose item is not `before` where x goes; items before it are. */
function search(a: PyValue, lo: Int, high: Int, before: (item: PyValue) => boolean): Int {
  if (typeof lo === "number" && typeof high === "number") {
    let [from, to] = [lo, high];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (before(itemAt(a, middle))) from = middle + 1;
      else to = middle;
    }
    return from;
  }
  let [from, to] = [BigInt(lo), BigInt(high)];
  while (from < to) {
    const middle = (from + to) / 2n;
    if (before(itemAt(a, normInt(middle)))) from = middle + 1n;
    else to = middle;
  }
  return normInt(from);
}

function bisectRight(a: PyValue, x: PyValue, lo: Int, hi: Int, key: PyValue): Int {
  const high = upperBound(a, lo, hi);
  return search(a, lo, high, (item) => !less(x, key === null ? item : call1(key, item)));
}

function bisectLeft(a: PyValue, x: PyValue, lo: Int, hi: Int, key: PyValue): Int {
  const high = upperBound(a, lo, hi);
  return search(a, lo, high, (item) => less(key === null ? item : call1(key, item), x));
}
