/** filter. Source: CPython Python/bltinmodule.c (filter_*). */
import { call1 } from "../abstract/call.ts";
import { isTrue } from "../abstract/compare.ts";
import { iter, iterNext } from "../abstract/iterate.ts";
import { defineType, method } from "../declare.ts";
import { typeError } from "../errors.ts";
import { boolType } from "../int/bool.ts";
import { noKeywordsFor } from "../new-helpers.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { selfIter } from "./common.ts";

export class PyFilter implements PyObject {
  static {
    inheritPyObject(PyFilter);
  }
  type: PyType;
  func: PyValue = null;
  iterator: PyValue = null;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const filterType: PyType = defineType<PyFilter>({
  name: "filter",
  basicsize: 32,
  signature: "(function, iterable, /)",
  doc: "filter(function, iterable, /)\n--\n\nReturn an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
  flags: ["basetype", "gc"],
  alloc: (type) => new PyFilter(type),
  slots: { tp_iter: selfIter, tp_iternext: filterNext, tp_new: filterNew },
  methods: {
    __reduce__: method(
      [],
      "Return state information for pickling.",
      (self: PyFilter) => new PyTuple([self.type, new PyTuple([self.func, self.iterator])]),
    ),
  },
});

function filterNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  noKeywordsFor(filterType, type, kwnames);
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional !== 2) throw typeError(`filter expected 2 arguments, got ${positional}`);
  const iterator = iter(args[1]);
  const made = type.tp_alloc!(type) as PyFilter;
  made.func = args[0];
  made.iterator = iterator;
  return made;
}

function filterNext(self: PyFilter): PyValue | undefined {
  const plain = self.func === null || self.func === boolType;
  for (;;) {
    const item = iterNext(self.iterator);
    if (item === undefined) return undefined;
    if (isTrue(plain ? item : call1(self.func, item))) return item;
  }
}
