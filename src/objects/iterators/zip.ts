/** zip. Source: CPython Python/bltinmodule.c (zip_*). */

import { isTrue } from "../abstract/compare.ts";
import { iter, iterNext } from "../abstract/iterate.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import { typeError, unexpectedKeyword, valueError } from "../errors.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { selfIter } from "./common.ts";

export class PyZip implements PyObject {
  static {
    inheritPyObject(PyZip);
  }
  type: PyType;
  iterators: PyValue[] = [];
  strict = false;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const zipType: PyType = defineType<PyZip>({
  name: "zip",
  basicsize: 48,
  signature: "(*iterables, strict=False)",
  doc: "zip(*iterables, strict=False)\n--\n\nYield tuples with one item of each iterable until the shortest one is exhausted.\n\nIf strict is true and an iterable is exhausted before the others, raise a ValueError.\n\n>>> list(zip('abc', range(2)))\n[('a', 0), ('b', 1)]",
  flags: ["basetype", "gc"],
  alloc: (type) => new PyZip(type),
  slots: { tp_iter: selfIter, tp_iternext: zipNext, tp_new: zipNew },
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
  made.iterators = iterators;
  made.strict = strict;
  return made;
}

function zipNext(self: PyZip): PyValue | undefined {
  const items = nextOfEach("zip", self.iterators, self.strict);
  return items === undefined ? undefined : new PyTuple(items);
}

/** The next item of every iterator; undefined when one is exhausted, with CPython's ValueErrors when they must end together. */
export function nextOfEach(name: string, iterators: readonly PyValue[], strict: boolean): PyValue[] | undefined {
  const count = iterators.length;
  if (count === 0) return undefined;
  const items: PyValue[] = [];
  for (let i = 0; i < count; i++) {
    const item = iterNext(iterators[i]);
    if (item === undefined) {
      if (strict) checkTogether(name, iterators, i);
      return undefined;
    }
    items.push(item);
  }
  return items;
}

/** Iterator `ended` is exhausted: an error unless it is the first one and all others are exhausted too. */
function checkTogether(name: string, iterators: readonly PyValue[], ended: number): void {
  if (ended > 0) throw valueError(`${name}() argument ${ended + 1} is shorter than argument${others(ended)}`);
  for (let i = 1; i < iterators.length; i++) {
    if (iterNext(iterators[i]) !== undefined) {
      throw valueError(`${name}() argument ${i + 1} is longer than argument${others(i)}`);
    }
  }
}

function others(count: number): string {
  return count === 1 ? " 1" : `s 1-${count}`;
}
