/** defaultdict: a dict that makes missing values. */

import { strToJs } from "../../kernel/str.ts";
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { call, call0, callMethod, isCallable } from "../../objects/abstract/call.ts";
import { iter } from "../../objects/abstract/iterate.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { object } from "../../objects/converters.ts";
import { defineType, member, method, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { keyError, typeError } from "../../objects/errors.ts";
import { genericAlias } from "../../objects/generic-alias.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";

export class PyDefaultDict extends PyDict {
  factory: PyValue = null;
}

export const defaultdictType: PyType = defineType<PyDefaultDict>({
  name: "collections.defaultdict",
  basicsize: 56,
  doc: "A dict that calls a factory without arguments to make a missing value.",
  flags: ["basetype", "heaptype", "immutable", "mapping", "gc"],
  base: () => dictType,
  alloc: (type) => new PyDefaultDict(type),
  slots: { tp_getattro: genericGetAttr, tp_init: defaultdictInit, tp_repr: defaultdictRepr, nb_or: defaultdictOr },
  methods: {
    __missing__: method(
      [posOnly("key", object)],
      "Called by __getitem__ for a missing key; makes, stores and returns the value.",
      missing,
      { signature: null },
    ),
    copy: method([], "D.copy() -> a shallow copy of D.", copy, { signature: null }),
    __copy__: method([], "D.copy() -> a shallow copy of D.", copy, { signature: null }),
    __reduce__: method([], "Return state information for pickling.", reduce, { signature: null }),
  },
  classMethods: {
    __class_getitem__: method(
      [posOnly("object", object)],
      "See PEP 585",
      (type: PyType, item) => genericAlias(type, item),
      { signature: null },
    ),
  },
  members: {
    default_factory: member("factory", { readonly: false, doc: "What makes the values of missing keys." }),
  },
});

function defaultdictInit(self: PyDefaultDict, args: PyValue[], kwnames: KwNames): void {
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional > 0) {
    const [factory] = args;
    if (factory !== null && !isCallable(factory)) throw typeError("first argument must be callable or None");
    self.factory = factory;
  } else self.factory = null;
  dictType.tp_init!(self, positional > 0 ? args.slice(1) : args, kwnames);
}

function missing(self: PyDefaultDict, key: PyValue): PyValue {
  if (self.factory === null) throw keyError(key);
  // The factory may have stored a value itself; that one stays.
  return self.setDefault(key, call0(self.factory));
}

function copy(self: PyDefaultDict): PyValue {
  return call(self.type, [self.factory, self]);
}

function defaultdictRepr(self: PyDefaultDict): PyValue {
  const base = reprOfDict(self);
  // The factory's repr may lead back to this dict.
  const factory = guardedFactory(self);
  return `${strToJs(self.type.name)}(${factory}, ${base})`;
}

const active = new Set<PyDefaultDict>();

function guardedFactory(self: PyDefaultDict): string {
  if (active.has(self)) return "...";
  active.add(self);
  try {
    return reprJs(self.factory);
  } finally {
    active.delete(self);
  }
}

function reprOfDict(self: PyDefaultDict): string {
  return strToJs(dictType.tp_repr!(self) as string);
}

function defaultdictOr(left: PyValue, right: PyValue): PyValue {
  const self = left instanceof PyDefaultDict ? left : (right as PyDefaultDict);
  if (!(left instanceof PyDict) || !(right instanceof PyDict)) return NOT_IMPLEMENTED;
  const made = call(self.type, [self.factory, left]);
  callMethod(made, "update", [right]);
  return made;
}

function reduce(self: PyDefaultDict): PyValue {
  const args = self.factory === null ? [] : [self.factory];
  return new PyTuple([self.type, new PyTuple(args), null, null, iter(callMethod(self, "items"))]);
}
