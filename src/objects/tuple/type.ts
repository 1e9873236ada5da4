/** tuple: the type and its methods. Source: CPython Objects/tupleobject.c. */

import type { Str } from "../../kernel/str.ts";
import { toArray } from "../abstract/iterate.ts";
import { hasIndex, ssizeIndex } from "../abstract/number.ts";
import { Collector } from "../collect.ts";
import { object } from "../converters.ts";
import { defineType, method, posOnly } from "../declare.ts";
import { indexError, typeError, valueError } from "../errors.ts";
import { genericAlias } from "../generic-alias.ts";
import { concatItems } from "../list/items.ts";
import { compareItems, containsItem, countItems, findItem, repeatItems } from "../list/type.ts";
import { noKeywordsFor } from "../new-helpers.ts";
import type { Int, KwNames, PyValue } from "../object.ts";
import { guardedRepr, reprItems } from "../repr-guard.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { PySlice, sliceIndex, sliceItems, sliceRange } from "../slice.ts";
import type { CompareOp } from "../slots.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { tupleState } from "./hash.ts";
import { TupleIter } from "./iterator.ts";
import { emptyTuple, PyTuple } from "./tuple.ts";

export const tupleType: PyType = defineType<PyTuple>({
  name: "tuple",
  basicsize: 32,
  itemsize: 8,
  itemCount: (self) => self.items.length,
  signature: "(iterable=(), /)",
  doc: "tuple(iterable=(), /)\n--\n\nBuilt-in immutable sequence.\n\nWithout an argument, an empty tuple is returned. With an iterable, a tuple of its items;\na tuple is returned as it is.",
  flags: ["basetype", "sequence", "match_self", "gc"],
  sink: () => new Collector((items) => new PyTuple(items)),
  alloc: (type) => new PyTuple([], type),
  slots: {
    tp_repr: tupleRepr,
    tp_hash: tupleHash,
    tp_richcompare: tupleRichCompare,
    tp_iter: (self) => new TupleIter(self),
    tp_new: tupleNew,
    sq_length: (self) => self.items.length,
    sq_concat: tupleConcat,
    sq_repeat: tupleRepeat,
    sq_item: tupleItem,
    sq_contains: (self, item) => containsItem(self.items, item),
    mp_length: (self) => self.items.length,
    mp_subscript: tupleSubscript,
  },
  methods: {
    __getnewargs__: method([], null, (self: PyTuple) => new PyTuple([new PyTuple(self.items.slice())])),
    count: method([posOnly("value", object)], "Return number of occurrences of value.", (self: PyTuple, value) =>
      countItems(self.items, value),
    ),
    index: method(
      [
        posOnly("value", object),
        posOnly("start", sliceIndex, 0),
        posOnly("stop", sliceIndex, Number.MAX_SAFE_INTEGER, "sys.maxsize"),
      ],
      "Return where a value first occurs; a missing one is a ValueError.",
      (self: PyTuple, value, start, stop) => {
        const at = findItem(self.items, value, start, stop);
        if (at < 0) throw valueError("tuple.index(x): x not in tuple");
        return at;
      },
    ),
  },
  classMethods: {
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyType, item) =>
      genericAlias(cls, item),
    ),
  },
});

function tupleNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  noKeywordsFor(tupleType, type, kwnames);
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional > 1) throw typeError(`tuple expected at most 1 argument, got ${positional}`);
  if (positional === 0) return type === tupleType ? emptyTuple() : emptyOf(type);
  const source = args[0];
  if (type === tupleType) {
    if (source instanceof PyTuple && source.type === tupleType) return source;
    const items = toArray(source);
    return items.length === 0 ? emptyTuple() : new PyTuple(items);
  }
  const made = emptyOf(type);
  const items = toArray(source);
  for (let i = 0; i < items.length; i++) made.items.push(items[i]); // not visible to the program yet
  return made;
}

function emptyOf(type: PyType): PyTuple {
  return type.tp_alloc!(type) as PyTuple;
}

function tupleRepr(self: PyTuple): Str {
  if (self.items.length === 0) return "()";
  return guardedRepr(self, "(...)", (tuple) => reprItems("(", tuple.items, tuple.items.length === 1 ? ",)" : ")"));
}

function tupleHash(self: PyTuple): Int {
  if (self.hash !== undefined) return self.hash;
  return (self.hash = tupleState(self).result(self.items.length));
}

function tupleRichCompare(self: PyTuple, other: PyValue, op: CompareOp): PyValue {
  return other instanceof PyTuple ? compareItems(self, other, op) : NOT_IMPLEMENTED;
}

function tupleConcat(left: PyTuple, right: PyValue): PyValue {
  if (!(right instanceof PyTuple)) throw typeError(`can only concatenate tuple (not "${typeName(right)}") to tuple`);
  if (left.items.length === 0 && right.type === tupleType) return right;
  if (right.items.length === 0 && left.type === tupleType) return left;
  return new PyTuple(concatItems(left.items, right.items));
}

function tupleRepeat(self: PyTuple, count: number): PyValue {
  if ((count === 1 || self.items.length === 0) && self.type === tupleType) return self;
  return new PyTuple(repeatItems(self.items, count));
}

function tupleItem(self: PyTuple, index: number): PyValue {
  const { items } = self;
  if (index < 0 || index >= items.length) throw indexError("tuple index out of range");
  return items[index];
}

function tupleSubscript(self: PyTuple, key: PyValue): PyValue {
  const { items } = self;
  if (typeof key === "number") return tupleItem(self, key < 0 ? key + items.length : key);
  if (key instanceof PySlice) {
    const range = sliceRange(key, items.length);
    if (range.count === items.length && range.step === 1 && self.type === tupleType) return self;
    return new PyTuple(sliceItems(items, range));
  }
  if (!hasIndex(key)) throw typeError(`tuple indices must be integers or slices, not ${typeName(key)}`);
  const index = ssizeIndex(key, indexError);
  return tupleItem(self, index < 0 ? index + items.length : index);
}
