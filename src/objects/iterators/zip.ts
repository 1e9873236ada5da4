/** zip. Source: CPython Python/bltinmodule.c (zip_*). */

import { checkpoint } from "../../kernel/interrupt.ts";
import { isTrue } from "../abstract/compare.ts";
import { iter, iterNext, nextRequest } from "../abstract/iterate.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import { isException, stopIteration, typeError, unexpectedKeyword, valueError } from "../errors.ts";
import { PyExc_StopIteration } from "../exceptions/types.ts";
import { ListIter, listIterNext } from "../list/iterators.ts";
import { activate, type CallRequest } from "../machine.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../object.ts";
import { checkGrowth } from "../push.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { mayWait, type Waiting } from "../waiting.ts";
import { selfIter } from "./common.ts";

export class PyZip implements Waiting {
  static {
    inheritPyObject(PyZip);
  }
  type: PyType;
  iterators: PyValue[] = [];
  strict = false;
  mayWait = false;

  constructor(type: PyType) {
    this.type = type;
  }

  setIterators(iterators: PyValue[]): void {
    this.iterators = iterators;
    this.mayWait = iterators.some(mayWait);
  }
}

export const zipType: PyType = defineType<PyZip>({
  name: "zip",
  basicsize: 48,
  signature: "(*iterables, strict=False)",
  doc: "zip(*iterables, strict=False)\n--\n\nYield tuples with one item of each iterable until the shortest one is exhausted.\n\nIf strict is true and an iterable is exhausted before the others, raise a ValueError.\n\n>>> list(zip('abc', range(2)))\n[('a', 0), ('b', 1)]",
  flags: ["basetype", "gc"],
  alloc: (type) => new PyZip(type),
  slots: { tp_iter: selfIter, tp_iternext: zipNext, tp_iternext_waiting: zipNextOrWait, tp_new: zipNew },
  rest: zipRest,
  methods: {
    __reduce__: method([], "Return state information for pickling.", (self: PyZip) => {
      const parts: PyValue[] = [self.type, new PyTuple(self.iterators.slice())];
      if (self.strict) parts.push(true);
      return new PyTuple(parts);
    }),
    __setstate__: method([posOnly("object", object)], "Set state information for unpickling.", (self: PyZip, state) => {
      self.strict = isTrue(state);
      return null;
    }),
  },
});

/** The `strict` keyword of zip and map, the only one they take. */
export function strictKeyword(name: string, args: PyValue[], kwnames: KwNames): boolean {
  if (kwnames === null || kwnames.length === 0) return false;
  const positional = args.length - kwnames.length;
  if (kwnames.length > 1) throw typeError(`${name}() takes at most 1 keyword argument (${kwnames.length} given)`);
  if (kwnames[0] !== "strict") throw unexpectedKeyword(name, ["strict"], kwnames[0]);
  return isTrue(args[positional]);
}

function zipNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const strict = strictKeyword("zip", args, kwnames);
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  const iterators: PyValue[] = [];
  for (let i = 0; i < positional; i++) iterators.push(iter(args[i]));
  const made = type.tp_alloc!(type) as PyZip;
  made.setIterators(iterators);
  made.strict = strict;
  return made;
}

function zipNext(self: PyZip): PyValue | undefined {
  const items = nextOfEach("zip", self.iterators, self.strict);
  return items === undefined ? undefined : new PyTuple(items);
}

/** Of lists only: they are read in turn, as ever, for any of their iterators may be known to others. */
function zipRest({ iterators, strict }: PyZip): PyValue[] | undefined {
  if (strict || iterators.length === 0 || !iterators.every(isListIter)) return undefined;
  const rows: PyValue[] = [];
  const row: PyValue[] = [];
  for (;;) {
    for (let i = 0; i < iterators.length; i++) {
      const item = listIterNext(iterators[i]);
      if (item === undefined) return rows;
      row[i] = item;
    }
    checkpoint();
    checkGrowth(rows.length);
    rows.push(new PyTuple(row.slice())); // a copy has no room for more items
  }
}

function isListIter(value: PyValue): value is ListIter {
  return value instanceof ListIter;
}

/** Lines of pipes may have to be waited for. */
function zipNextOrWait(self: PyZip): PyValue | undefined {
  return self.mayWait ? activate(zipping(self)) : zipNext(self);
}

function* zipping(self: PyZip): Generator<CallRequest, PyValue, PyValue> {
  return new PyTuple(yield* awaitEach("zip", self.iterators, self.strict));
}

/** As `nextOfEach`, for an activation: StopIteration is raised when an iterator is exhausted. */
export function* awaitEach(
  name: string,
  iterators: readonly PyValue[],
  strict: boolean,
): Generator<CallRequest, PyValue[], PyValue> {
  const items: PyValue[] = [];
  for (const iterator of iterators) {
    const item = yield* awaitNext(iterator);
    if (item === undefined) {
      if (strict && items.length > 0) throw tooShort(name, items.length);
      for (let i = 1; strict && i < iterators.length; i++) {
        if ((yield* awaitNext(iterators[i])) !== undefined) throw tooLong(name, i);
      }
      throw stopIteration(null);
    }
    items.push(item);
  }
  return items;
}

/** The next item; undefined at the end. */
function* awaitNext(iterator: PyValue): Generator<CallRequest, PyValue | undefined, PyValue> {
  try {
    return yield nextRequest(iterator);
  } catch (caught) {
    if (isException(caught, PyExc_StopIteration)) return undefined;
    throw caught;
  }
}

/** The next item of every iterator; undefined when one is exhausted, with CPython's ValueErrors when they must end together. */
export function nextOfEach(name: string, iterators: readonly PyValue[], strict: boolean): PyValue[] | undefined {
  const count = iterators.length;
  if (count === 0) return undefined;
  if (count === 2) return nextOfBoth(name, iterators, strict);
  const items: PyValue[] = [];
  for (let i = 0; i < count; i++) {
    const item = iterNext(iterators[i]);
    if (item === undefined) return ended(name, iterators, strict, i);
    items.push(item);
  }
  return items;
}

/** The same of two: an array that is made with its items has no room for more, where one that is pushed to has room for 17. */
function nextOfBoth(name: string, iterators: readonly PyValue[], strict: boolean): PyValue[] | undefined {
  const first = iterNext(iterators[0]);
  if (first === undefined) return ended(name, iterators, strict, 0);
  const second = iterNext(iterators[1]);
  return second === undefined ? ended(name, iterators, strict, 1) : [first, second];
}

function ended(name: string, iterators: readonly PyValue[], strict: boolean, at: number): undefined {
  if (strict) checkTogether(name, iterators, at);
}

/** Iterator `ended` is exhausted: an error unless it is the first one and all others are exhausted too. */
function checkTogether(name: string, iterators: readonly PyValue[], ended: number): void {
  if (ended > 0) throw tooShort(name, ended);
  for (let i = 1; i < iterators.length; i++) if (iterNext(iterators[i]) !== undefined) throw tooLong(name, i);
}

function tooShort(name: string, at: number): PyObject {
  return valueError(`${name}() argument ${at + 1} is shorter than argument${others(at)}`);
}

function tooLong(name: string, at: number): PyObject {
  return valueError(`${name}() argument ${at + 1} is longer than argument${others(at)}`);
}

function others(count: number): string {
  return count === 1 ? " 1" : `s 1-${count}`;
}
