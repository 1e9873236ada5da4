/** partial, with placeholders (3.14). Source: CPython Modules/_functoolsmodule.c (partial_*). */
import { type Str, strToJs } from "../../kernel/str.ts";
import { genericGetAttr, genericSetAttr, getAttr } from "../../objects/abstract/attributes.ts";
import { isCallable, tailCall } from "../../objects/abstract/call.ts";
import { reprJs, strJs } from "../../objects/abstract/repr.ts";
import { object } from "../../objects/converters.ts";
import { defineType, member, method, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { typeError } from "../../objects/errors.ts";
import { genericAlias } from "../../objects/generic-alias.ts";
import { genericDictGetSet } from "../../objects/generic-dict.ts";
import { newMethod } from "../../objects/method.ts";
import { argumentlessNew } from "../../objects/new-helpers.ts";
import { inheritPyObject, type KwNames, PyObject, type PyValue } from "../../objects/object.ts";
import { guardedRepr } from "../../objects/repr-guard.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { tupleType } from "../../objects/tuple/type.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";

export const placeholderType: PyType = defineType<PyObject>({
  name: "functools._PlaceholderType",
  doc: "The type of the Placeholder singleton: an open positional argument of partial().",
  flags: ["heaptype", "immutable"],
  slots: {
    tp_repr: () => "Placeholder",
    tp_new: (_t, args, kw) => argumentlessNew("_PlaceholderType", args, kw, PLACEHOLDER),
  },
  methods: { __reduce__: method([], null, () => "Placeholder", { signature: null }) },
});

export const PLACEHOLDER: PyObject = new PyObject(placeholderType);

class Partial implements PyObject {
  static {
    inheritPyObject(Partial);
  }
  type: PyType;
  func: PyValue = null;
  args: PyTuple = new PyTuple([]);
  keywords: PyDict = new PyDict();
  placeholders = 0;
  dict: PyDict | null = null;
  /** The names in `keywords`, and of which dict in which state: calls without others all pass the very same. */
  names: readonly Str[] = [];
  namesOf: PyDict | null = null;
  namesVersion = 0;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const partialType: PyType = defineType<Partial>({
  name: "functools.partial",
  basicsize: 80,
  signature: "(func, /, *args, **keywords)",
  doc: "A function some of whose arguments are given already.",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
  alloc: (type) => new Partial(type),
  slots: {
    tp_setattro: genericSetAttr,
    tp_getattro: genericGetAttr,
    tp_new: partialNew,
    tp_call: partialCall,
    tp_repr: partialRepr,
    tp_descr_get: (self, obj) => (obj === undefined || obj === null ? self : newMethod(self, obj)),
  },
  methods: {
    __reduce__: method([], null, partialReduce, { signature: null }),
    __setstate__: method([posOnly("state", object)], null, partialSetState, {
      signature: null,
    }),
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
    func: member("func", { doc: "the function that a call calls" }),
    args: member("args", { doc: "tuple of arguments to future partial calls" }),
    keywords: member("keywords", { doc: "the keyword arguments that every call gets" }),
  },
  getset: { __dict__: genericDictGetSet() },
});

function partialNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional < 1) throw typeError("type 'partial' takes at least one argument");
  const [func] = args;
  if (!isCallable(func)) throw typeError("the first argument must be callable");
  const given = args.slice(1, positional);
  if (given.length > 0 && given[given.length - 1] === PLACEHOLDER) {
    throw typeError("trailing Placeholders are not allowed");
  }
  for (let i = positional; i < args.length; i++) {
    if (args[i] === PLACEHOLDER) throw typeError("Placeholder cannot be passed as a keyword argument");
  }
  const made = type.tp_alloc!(type) as Partial;
  made.func = func;
  made.keywords = new PyDict();
  let own = given;
  // A partial of a partial becomes one, unless it has attributes of its own.
  if (func instanceof Partial && func.type === type && (func.dict === null || func.dict.size === 0)) {
    made.func = func.func;
    own = fill(func.args.items, given, func.placeholders);
    for (const key of func.keywords.keysArray()) made.keywords.set(key, func.keywords.get(key)!);
  }
  made.args = new PyTuple(own);
  made.placeholders = own.filter((arg) => arg === PLACEHOLDER).length;
  (kwnames ?? []).forEach((name, i) => made.keywords.set(name, args[positional + i]));
  return made;
}

/** Puts arguments into the open places, then behind; places left open stay, trailing ones excepted. */
function fill(own: readonly PyValue[], given: readonly PyValue[], open: number): PyValue[] {
  if (open === 0) return [...own, ...given];
  let next = 0;
  const filled = own.map((arg) => (arg === PLACEHOLDER && next < given.length ? given[next++] : arg));
  return [...filled, ...given.slice(next)];
}

function partialCall(self: Partial, args: PyValue[], kwnames: KwNames): PyValue {
  const names = kwnames ?? [];
  const positional = args.length - names.length;
  if (positional < self.placeholders) {
    throw typeError(
      `missing positional arguments in 'partial' call; expected at least ${self.placeholders}, got ${positional}`,
    );
  }
  const all = fill(self.args.items, positional === args.length ? args : args.slice(0, positional), self.placeholders);
  const { keywords } = self;
  if (keywords.size === 0) {
    if (names.length === 0) return tailCall(self.func, all);
    return tailCall(self.func, [...all, ...args.slice(positional)], names);
  }
  if (names.length === 0) {
    if (self.namesOf !== keywords || self.namesVersion !== keywords.keysVersion) {
      self.names = keywordNames(keywords);
      self.namesOf = keywords;
      self.namesVersion = keywords.keysVersion;
    }
    return tailCall(self.func, all.concat(keywords.valuesArray()), self.names);
  }
  const merged = keywords.copy();
  names.forEach((name, i) => merged.set(name, args[positional + i]));
  return tailCall(self.func, [...all, ...merged.valuesArray()], keywordNames(merged));
}

function keywordNames(keywords: PyDict): readonly Str[] {
  const keys = keywords.keysArray();
  if (!keys.every((key) => asStr(key) !== undefined)) throw typeError("keywords must be strings");
  return keys as Str[];
}

function partialRepr(self: Partial): PyValue {
  return guardedRepr(self, "...", () => {
    const name = `${strJs(getAttr(self.type, "__module__"))}.${strToJs(self.type.qualname)}`;
    // A repr may change the partial, or its keywords, under way.
    const { func, args, keywords } = self;
    const [keys, values] = [keywords.keysArray(), keywords.valuesArray()];
    const parts = [reprJs(func), ...args.items.map(reprJs)];
    keys.forEach((key, i) => parts.push(`${strJs(key)}=${reprJs(values[i])}`));
    return `${name}(${parts.join(", ")})`;
  });
}

function partialReduce(self: Partial): PyValue {
  return new PyTuple([
    self.type,
    new PyTuple([self.func]),
    new PyTuple([self.func, self.args, self.keywords, self.dict]),
  ]);
}

function partialSetState(self: Partial, state: PyValue): PyValue {
  if (!(state instanceof PyTuple) || state.items.length !== 4) throw typeError("invalid partial state");
  const [func, args, keywords, dict] = state.items;
  const valid = isCallable(func) && args instanceof PyTuple && (keywords === null || keywords instanceof PyDict);
  if (!valid) throw typeError("invalid partial state");
  const items = (args as PyTuple).items;
  if (items.length > 0 && items[items.length - 1] === PLACEHOLDER) {
    throw typeError("trailing Placeholders are not allowed");
  }
  if (dict !== null && !(dict instanceof PyDict)) throw typeError(`state dict must be a dict, not ${typeName(dict)}`);
  self.func = func;
  self.args = (args as PyTuple).type === tupleType ? (args as PyTuple) : new PyTuple(items.slice());
  self.placeholders = items.filter((arg) => arg === PLACEHOLDER).length;
  if (keywords === null) self.keywords = new PyDict();
  else self.keywords = (keywords as PyDict).type === dictType ? (keywords as PyDict) : (keywords as PyDict).copy();
  self.dict = dict;
  return null;
}
