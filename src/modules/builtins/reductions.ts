/** all, any, min, max, sum, sorted. */

import { isTrue, richCompareBool } from "../../objects/abstract/compare.ts";
import { isIterable, iter, iterNext } from "../../objects/abstract/iterate.ts";
import { Builtin } from "../../objects/binder.ts";
import { PyByteArray } from "../../objects/bytes/bytearray-object.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { object, truth } from "../../objects/converters.ts";
import { fn, kwOnly, type Param } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import { sorted, sortNow } from "../../objects/list/sort.ts";
import { listType } from "../../objects/list/type.ts";
import { activate, type CallRequest, machine, type Sink } from "../../objects/machine.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { plainTruth } from "../../objects/plain-truth.ts";
import { Py_GT, Py_LT } from "../../objects/slots.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { plainOrder, UNKNOWN } from "../../objects/tuple/order.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import { Summation } from "./summation.ts";

export function builtinAll(iterable: PyValue): PyValue {
  const iterator = iter(iterable);
  if (machine.runsPython(iterator)) return machine.drain(iterator, new Quantifier(false));
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return true;
    if (!isTrue(item)) return false;
  }
}

export function builtinAny(iterable: PyValue): PyValue {
  const iterator = iter(iterable);
  if (machine.runsPython(iterator)) return machine.drain(iterator, new Quantifier(true));
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return false;
    if (isTrue(item)) return true;
  }
}

/** any() and all() over what Python code yields: `decisive` is the truth value that ends them. */
class Quantifier implements Sink {
  private readonly decisive: boolean;
  private found = false;
  constructor(decisive: boolean) {
    this.decisive = decisive;
  }
  take(item: PyValue): boolean {
    this.found = isTrue(item) === this.decisive;
    return !this.found;
  }
  takeNow(item: PyValue): boolean {
    return plainTruth(item) === !this.decisive;
  }
  result(): PyValue {
    return this.found === this.decisive;
  }
}

/** The least or greatest of what Python code yields. */
class Extreme implements Sink {
  private best: PyValue | undefined = undefined;
  private readonly op: typeof Py_LT | typeof Py_GT;
  private readonly finish: (best: PyValue | undefined) => PyValue;
  constructor(op: typeof Py_LT | typeof Py_GT, finish: (best: PyValue | undefined) => PyValue) {
    this.op = op;
    this.finish = finish;
  }
  take(item: PyValue): boolean {
    if (this.best === undefined || better(item, this.best, this.op)) this.best = item;
    return true;
  }
  takeNow(item: PyValue): boolean {
    const { best } = this;
    const order = best === undefined ? UNKNOWN : this.op === Py_LT ? plainOrder(item, best) : plainOrder(best, item);
    if (order < 0) this.best = item;
    return order !== UNKNOWN;
  }
  result(): PyValue {
    return this.finish(this.best);
  }
}

/** Converts the keyword arguments of a function whose positional ones are `*args`: both of its options in a tuple. */
type Options = (values: PyValue[], kwnames: KwNames) => readonly PyValue[];

/** `last`: the second option, if it has no default it may be missing from the tuple. */
function options(name: string, last: Param<PyValue | undefined>): Options {
  let binder: Builtin | null = null;
  return (values, kwnames) => {
    binder ??= new Builtin(
      name,
      name,
      fn(
        [kwOnly("key", object, null), last],
        "",
        (key, other) => new PyTuple(other === undefined ? [key] : [key, other]),
      ),
    );
    return (binder.call(null, values, kwnames) as PyTuple).items;
  };
}

const sortOptions = options("sort", kwOnly("reverse", truth, false));
const minOptions = options("min", kwOnly("default", object, undefined));
const maxOptions = options("max", kwOnly("default", object, undefined));

export function builtinMin(_self: PyValue, args: PyValue[], kwnames: KwNames): PyValue {
  return extreme("min", args, kwnames, Py_LT);
}

export function builtinMax(_self: PyValue, args: PyValue[], kwnames: KwNames): PyValue {
  return extreme("max", args, kwnames, Py_GT);
}

function extreme(name: "min" | "max", all: PyValue[], kwnames: KwNames, op: typeof Py_LT | typeof Py_GT): PyValue {
  let args = all;
  let key: PyValue = null;
  let fallback: PyValue | undefined;
  const given = args.length - (kwnames === null ? 0 : kwnames.length);
  if (given === 0) throw typeError(`${name} expected at least 1 argument, got 0`);
  if (kwnames !== null) {
    args = all.slice(0, given);
    [key, fallback] = (op === Py_LT ? minOptions : maxOptions)(all.slice(given), kwnames);
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
  if (machine.runsPython(iterator)) {
    return machine.drain(
      iterator,
      new Extreme(op, (best) => (best === undefined ? emptyResult(name, fallback) : best)),
    );
  }
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

function isPlainSequence(value: PyValue): boolean {
  return (value instanceof PyList && value.type === listType) || (value instanceof PyTuple && value.type === tupleType);
}

/** Sums exactly like CPython: ints, then floats with compensated addition (3.12+), then whatever `+` does. */
export function builtinSum(iterable: PyValue, start: PyValue): PyValue {
  const isPlain = isPlainSequence(iterable);
  const iterator = isPlain ? null : iter(iterable);
  if (asStr(start) !== undefined) throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  if (start instanceof PyBytes) throw typeError("sum() can't sum bytes [use b''.join(seq) instead]");
  if (start instanceof PyByteArray) throw typeError("sum() can't sum bytearray [use b''.join(seq) instead]");
  const sum = new Summation(start);
  if (iterator === null) {
    sum.takeAll(iterable as PyList | PyTuple);
    return sum.result();
  }
  if (machine.runsPython(iterator)) return machine.drain(iterator, sum);
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return sum.result();
    sum.take(item);
  }
}

export function builtinSorted(_self: PyValue, args: PyValue[], kwnames: KwNames): PyValue {
  const given = args.length - (kwnames === null ? 0 : kwnames.length);
  if (given !== 1) throw typeError(`sorted expected 1 argument, got ${given}`);
  const [iterable] = args;
  if (kwnames === null) return sorted(iterable, null, false);
  if (!isIterable(iterable)) iter(iterable); // what it says of that comes first
  const [key, reverse] = sortOptions(args.slice(1), kwnames);
  return sorted(iterable, key, reverse === true);
}

/** Sorts a list of names in place. */
export function sortList(list: PyList): void {
  sortNow(list, null, false);
}
