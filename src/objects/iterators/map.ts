/** map. Source: CPython Python/bltinmodule.c (map_*). */
import { call, call1 } from "../abstract/call.ts";
import { isTrue } from "../abstract/compare.ts";
import { iter, iterNext } from "../abstract/iterate.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import { typeError } from "../errors.ts";
import { activate, type CallRequest } from "../machine.ts";
import { inheritPyObject, type KwNames, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { mayWait, type Waiting } from "../waiting.ts";
import { selfIter } from "./common.ts";
import { awaitEach, nextOfEach, strictKeyword } from "./zip.ts";

export class PyMap implements Waiting {
  static {
    inheritPyObject(PyMap);
  }
  type: PyType;
  func: PyValue = null;
  iterators: PyValue[] = [];
  strict = false;
  mayWait = false;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const mapType: PyType = defineType<PyMap>({
  name: "map",
  basicsize: 40,
  signature: "(function, iterable, /, *iterables, strict=False)",
  doc: "map(function, iterable, /, *iterables, strict=False)\n--\n\nMake an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and an iterable is exhausted before the others, raise a ValueError.",
  flags: ["basetype", "gc"],
  alloc: (type) => new PyMap(type),
  slots: { tp_iter: selfIter, tp_iternext: mapNext, tp_iternext_waiting: mapNextOrWait, tp_new: mapNew },
  methods: {
    __reduce__: method([], "Return state information for pickling.", (self: PyMap) => {
      const parts: PyValue[] = [self.type, new PyTuple([self.func, ...self.iterators])];
      if (self.strict) parts.push(true);
      return new PyTuple(parts);
    }),
    __setstate__: method([posOnly("object", object)], "Set state information for unpickling.", (self: PyMap, state) => {
      self.strict = isTrue(state);
      return null;
    }),
  },
});

function mapNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const strict = strictKeyword("map", args, kwnames);
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional < 2) throw typeError("map() must have at least two arguments.");
  const iterators: PyValue[] = [];
  for (let i = 1; i < positional; i++) iterators.push(iter(args[i]));
  const made = type.tp_alloc!(type) as PyMap;
  made.func = args[0];
  made.iterators = iterators;
  made.strict = strict;
  made.mayWait = iterators.some(mayWait);
  return made;
}

function mapNext(self: PyMap): PyValue | undefined {
  const { iterators } = self;
  if (iterators.length === 1) {
    const item = iterNext(iterators[0]);
    return item === undefined ? undefined : call1(self.func, item);
  }
  const args = nextOfEach("map", iterators, self.strict);
  return args === undefined ? undefined : call(self.func, args);
}

/** Lines of pipes may have to be waited for. */
function mapNextOrWait(self: PyMap): PyValue | undefined {
  return self.mayWait ? activate(mapping(self)) : mapNext(self);
}

function* mapping(self: PyMap): Generator<CallRequest, PyValue, PyValue> {
  const args = yield* awaitEach("map", self.iterators, self.strict);
  return yield { callable: self.func, args, kwnames: null };
}

/** What the function is to be called with next; undefined at the end. */
export function mapArguments(self: PyMap): PyValue[] | undefined {
  const { iterators } = self;
  if (iterators.length !== 1) return nextOfEach("map", iterators, self.strict);
  const item = iterNext(iterators[0]);
  return item === undefined ? undefined : [item];
}
