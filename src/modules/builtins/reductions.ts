/** all, any, min, max, sum, sorted. */

import { intAdd } from "../../kernel/int.ts";
import { isTrue, richCompareBool } from "../../objects/abstract/compare.ts";
import { isIterable, iter, iterNext } from "../../objects/abstract/iterate.ts";
import { add } from "../../objects/abstract/number.ts";
import { Builtin } from "../../objects/binder.ts";
import { PyByteArray } from "../../objects/bytes/bytearray-object.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { PyComplex } from "../../objects/complex/complex-object.ts";
import { complexType } from "../../objects/complex/type.ts";
import { object, truth } from "../../objects/converters.ts";
import { fn, kwOnly } from "../../objects/declare.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { floatType } from "../../objects/float/type.ts";
import type { PyList } from "../../objects/list/list.ts";
import { sorted, sortNow } from "../../objects/list/sort.ts";
import { activate, type CallRequest } from "../../objects/machine.ts";
import type { Int, KwNames, PyValue } from "../../objects/object.ts";
import { Py_GT, Py_LT } from "../../objects/slots.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { FloatSum } from "./float-sum.ts";

export function builtinAll(iterable: PyValue): PyValue {
  const iterator = iter(iterable);
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return true;
    if (!isTrue(item)) return false;
  }
}

export function builtinAny(iterable: PyValue): PyValue {
  const iterator = iter(iterable);
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return false;
    if (isTrue(item)) return true;
  }
}

/** Keyword arguments of a function whose positional ones are *args. */
function bindKeywords(name: string, spec: ReturnType<typeof fn>, kwargs: PyDict): void {
  const names = kwargs.keysArray() as string[];
  new Builtin(name, name, spec).call(null, kwargs.valuesArray(), names.length === 0 ? null : (names as KwNames));
}

export function builtinMin(args: PyValue[], kwargs: PyDict): PyValue {
  return extreme("min", args, kwargs, Py_LT);
}

export function builtinMax(args: PyValue[], kwargs: PyDict): PyValue {
  return extreme("max", args, kwargs, Py_GT);
}

function extreme(name: "min" | "max", args: PyValue[], kwargs: PyDict, op: typeof Py_LT | typeof Py_GT): PyValue {
  let key: PyValue = null;
  let fallback: PyValue | undefined;
  if (args.length === 0) throw typeError(`${name} expected at least 1 argument, got 0`);
  if (kwargs.size > 0) {
    const spec = fn([kwOnly("key", object, null), kwOnly("default", object, undefined)], "", (k, d) => {
      key = k;
      fallback = d;
      return null;
    });
    bindKeywords(name, spec, kwargs);
  }
  const positional = args.length > 1;
  if (positional && fallback !== undefined) {
    throw typeError(`Cannot specify a default for ${name}() with multiple positional arguments`);
  }
  if (key !== null) return activate(extremeByKey(name, positional ? args : null, args[0], key, fallback, op));
  if (positional) {
    let best = args[0];
    for (let i = 1; i < args.length; i++) if (better(args[i], best, op)) best = args[i];
    return best;
  }
  const iterator = iter(args[0]);
  let best: PyValue | undefined;
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) break;
    if (best === undefined || better(item, best, op)) best = item;
  }
  return best === undefined ? emptyResult(name, fallback) : best;
}

function emptyResult(name: string, fallback: PyValue | undefined): PyValue {
  if (fallback === undefined) throw valueError(`${name}() iterable argument is empty`);
  return fallback;
}

function better(item: PyValue, best: PyValue, op: typeof Py_LT | typeof Py_GT): boolean {
  if (typeof item === "number" && typeof best === "number") return op === Py_LT ? item < best : item > best;
  return richCompareBool(item, best, op);
}

function* extremeByKey(
  name: string,
  args: PyValue[] | null,
  iterable: PyValue,
  key: PyValue,
  fallback: PyValue | undefined,
  op: typeof Py_LT | typeof Py_GT,
): Generator<CallRequest, PyValue, PyValue> {
  const iterator = args === null ? iter(iterable) : null;
  let best: PyValue | undefined;
  let bestKey: PyValue = null;
  for (let i = 0; ; i++) {
    const item = iterator === null ? args![i] : iterNext(iterator);
    if (item === undefined) break;
    const value = yield { callable: key, args: [item], kwnames: null };
    if (best === undefined || better(value, bestKey, op)) {
      best = item;
      bestKey = value;
    }
  }
  return best === undefined ? emptyResult(name, fallback) : best;
}

/** Sums exactly like CPython: ints, then floats with compensated addition (3.12+), then whatever `+` does. */
function isComplex(value: PyValue | undefined): value is PyComplex {
  return value instanceof PyComplex && value.type === complexType;
}

export function builtinSum(iterable: PyValue, start: PyValue): PyValue {
  if (asStr(start) !== undefined) throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  if (start instanceof PyBytes) throw typeError("sum() can't sum bytes [use b''.join(seq) instead]");
  if (start instanceof PyByteArray) throw typeError("sum() can't sum bytearray [use b''.join(seq) instead]");
  const iterator = iter(iterable);
  let total = start;
  let item = iterNext(iterator);
  if (typeof total === "number" || typeof total === "bigint") {
    let sum: Int = total;
    while (item !== undefined && (typeof item === "number" || typeof item === "bigint" || typeof item === "boolean")) {
      sum = intAdd(sum, typeof item === "boolean" ? (item ? 1 : 0) : item);
      item = iterNext(iterator);
    }
    total = sum;
    if (item === undefined) return total;
    if (item instanceof PyFloat && item.type === floatType) {
      total = add(total, item);
      item = iterNext(iterator);
    }
  }
  if (total instanceof PyFloat && total.type === floatType) {
    const sum = new FloatSum(total.v);
    while (item !== undefined) {
      if (item instanceof PyFloat && item.type === floatType) sum.add(item.v);
      else if (typeof item === "number") sum.addExact(item);
      else break;
      item = iterNext(iterator);
    }
    total = new PyFloat(sum.value());
  }
  if (isComplex(item) && (typeof total === "number" || total instanceof PyFloat)) {
    total = add(total, item);
    item = iterNext(iterator);
  }
  if (isComplex(total)) {
    const [real, imag] = [new FloatSum(total.real), new FloatSum(total.imag)];
    for (; item !== undefined; item = iterNext(iterator)) {
      if (isComplex(item)) {
        real.add(item.real);
        imag.add(item.imag);
      } else if (typeof item === "number") real.addExact(item);
      else if (item instanceof PyFloat && item.type === floatType) real.add(item.v);
      else break;
    }
    total = new PyComplex(real.value(), imag.value());
  }
  while (item !== undefined) {
    total = add(total, item);
    item = iterNext(iterator);
  }
  return total;
}

export function builtinSorted(args: PyValue[], kwargs: PyDict): PyValue {
  if (args.length !== 1) throw typeError(`sorted expected 1 argument, got ${args.length}`);
  const [iterable] = args;
  if (kwargs.size > 0 && !isIterable(iterable)) iter(iterable); // what it says of that comes first
  let key: PyValue = null;
  let reverse = false;
  if (kwargs.size > 0) {
    const spec = fn([kwOnly("key", object, null), kwOnly("reverse", truth, false)], "", (k, r) => {
      key = k;
      reverse = r;
      return null;
    });
    bindKeywords("sort", spec, kwargs);
  }
  return sorted(iterable, key, reverse);
}

/** Sorts a list of names in place. */
export function sortList(list: PyList): void {
  sortNow(list, null, false);
}
