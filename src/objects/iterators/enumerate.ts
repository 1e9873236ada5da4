/** enumerate. Source: CPython Objects/enumobject.c (enum_*). */
import { intAdd } from "../../kernel/int.ts";
import { checkpoint } from "../../kernel/interrupt.ts";
import { strToJs } from "../../kernel/str.ts";
import { iter, iterNext, iterNextOrWait } from "../abstract/iterate.ts";
import { index } from "../abstract/number.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import { typeError } from "../errors.ts";
import { genericAlias } from "../generic-alias.ts";
import { ListIter, listIterNext } from "../list/iterators.ts";
import { activate, type CallRequest, entering, PENDING, type PendingActivation, takePending } from "../machine.ts";
import { type Int, inheritPyObject, type KwNames, type PyObject, type PyValue } from "../object.ts";
import { checkGrowth } from "../push.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { mayWait, type Waiting } from "../waiting.ts";
import { selfIter } from "./common.ts";

export class PyEnumerate implements Waiting {
  static {
    inheritPyObject(PyEnumerate);
  }
  type: PyType;
  count: Int = 0;
  iterator: PyValue = null;

  constructor(type: PyType) {
    this.type = type;
  }

  get mayWait(): boolean {
    return mayWait(this.iterator);
  }
}

export const enumerateType: PyType = defineType<PyEnumerate>({
  name: "enumerate",
  basicsize: 56,
  signature: "(iterable, start=0)",
  doc: "enumerate(iterable, start=0)\n--\n\nReturn an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nIt yields pairs of a count (from start) and a value from the iterable.",
  flags: ["basetype", "gc"],
  alloc: (type) => new PyEnumerate(type),
  slots: {
    tp_iter: selfIter,
    tp_iternext: enumerateNext,
    tp_iternext_waiting: enumerateNextOrWait,
    tp_new: enumerateNew,
  },
  rest: enumerateRest,
  methods: {
    __reduce__: method(
      [],
      "Return state information for pickling.",
      (self: PyEnumerate) => new PyTuple([self.type, new PyTuple([self.iterator, self.count])]),
    ),
  },
  classMethods: {
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyType, item) =>
      genericAlias(cls, item),
    ),
  },
});

/** enumerate_vectorcall words its errors in its own way. */
function enumerateNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  let iterable: PyValue | undefined;
  let start: PyValue | undefined;
  if (kwnames !== null && kwnames.length > 0) {
    if (args.length > 2) throw typeError(`enumerate() takes at most 2 arguments (${args.length} given)`);
    if (positional === 1) {
      iterable = args[0];
      if (kwnames[0] !== "start") throw invalidKeyword(kwnames[0] as string);
      start = args[1];
    } else if (positional === 0) {
      for (let i = 0; i < kwnames.length; i++) {
        if (kwnames[i] === "iterable") iterable = args[i];
        else if (kwnames[i] === "start" && kwnames.length === 2) start = args[i];
        else throw invalidKeyword(kwnames[i] as string);
      }
    }
  } else {
    if (positional > 2) throw typeError(`enumerate() takes at most 2 arguments (${positional} given)`);
    iterable = args[0];
    start = args[1];
  }
  if (iterable === undefined) throw typeError("enumerate() missing required argument 'iterable'");
  const made = type.tp_alloc!(type) as PyEnumerate;
  made.count = start === undefined ? 0 : index(start);
  made.iterator = iter(iterable);
  return made;
}

function invalidKeyword(name: string): PyObject {
  return typeError(`'${strToJs(name)}' is an invalid keyword argument for enumerate()`);
}

function enumerateNext(self: PyEnumerate): PyValue | undefined {
  const item = iterNext(self.iterator);
  return item === undefined ? undefined : numbered(self, item);
}

/** Of a list only: others may have no end. */
function enumerateRest(self: PyEnumerate): PyValue[] | undefined {
  const { iterator } = self;
  if (!(iterator instanceof ListIter)) return undefined;
  const pairs: PyValue[] = [];
  for (let item = listIterNext(iterator); item !== undefined; item = listIterNext(iterator)) {
    checkpoint();
    checkGrowth(pairs.length);
    pairs.push(numbered(self, item));
  }
  return pairs;
}

/** Lines of pipes are often numbered. */
function enumerateNextOrWait(self: PyEnumerate): PyValue | undefined {
  const item = iterNextOrWait(self.iterator);
  if (item === undefined) return undefined;
  return item === PENDING ? activate(numbering(self, takePending() as PendingActivation)) : numbered(self, item);
}

function* numbering(self: PyEnumerate, waiting: PendingActivation): Generator<CallRequest, PyValue, PyValue> {
  return numbered(self, yield entering(() => activate(waiting.steps)));
}

function numbered(self: PyEnumerate, item: PyValue): PyValue {
  return new PyTuple([takeCount(self), item]);
}

/** The number of the next item, which moves on. */
export function takeCount(self: PyEnumerate): Int {
  const { count } = self;
  self.count = typeof count === "number" && count < Number.MAX_SAFE_INTEGER ? count + 1 : intAdd(count, 1);
  return count;
}
