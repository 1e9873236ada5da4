/** itemgetter, attrgetter, methodcaller. Source: CPython Modules/_operator.c. */
import { type Str, strFromJs, strToJs } from "../../kernel/str.ts";
import { genericGetAttr, getAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { getItem } from "../../objects/abstract/container.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { defineType, getset, method } from "../../objects/declare.ts";
import { typeError } from "../../objects/errors.ts";
import { importFrom } from "../../objects/import-hook.ts";
import { noKeywords } from "../../objects/new-helpers.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../../objects/object.ts";
import { guardedRepr } from "../../objects/repr-guard.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";

class Getter implements PyObject {
  static {
    inheritPyObject(Getter);
  }
  type: PyType;
  /** Items or attribute names as given. */
  args: PyValue[] = [];
  /** attrgetter: each name split at its dots. */
  paths: Str[][] = [];

  constructor(type: PyType) {
    this.type = type;
  }
}

const FLAGS = ["heaptype", "immutable"] as const;

/** What inspect.signature() reads of an instance. */
const CALL_SIGNATURE = { __text_signature__: getset(() => "(obj, /)", undefined, null) };

/** One argument, the object; no keywords. */
function takeObject(name: string, args: PyValue[], kwnames: KwNames): PyValue {
  noKeywords(name, kwnames);
  if (args.length !== 1) throw typeError(`${name} expected 1 argument, got ${args.length}`);
  return args[0];
}

function showArgs(self: Getter, args: readonly PyValue[]): string {
  return `operator.${strToJs(self.type.name)}(${args.map(reprJs).join(", ")})`;
}

export const itemgetterType: PyType = defineType<Getter>({
  name: "operator.itemgetter",
  basicsize: 48,
  signature: "(item, /, *items)",
  doc: "A callable that gets the given items from its operand.",
  flags: FLAGS,
  getset: CALL_SIGNATURE,
  alloc: (type) => new Getter(type),
  slots: {
    tp_getattro: genericGetAttr,
    tp_new: itemgetterNew,
    tp_call: itemgetterCall,
    tp_repr: (self) => guardedRepr(self, "...", () => showArgs(self, self.args)),
  },
  methods: {
    __reduce__: method(
      [],
      "Return state information for pickling.",
      (self: Getter) => new PyTuple([self.type, new PyTuple(self.args.slice())]),
    ),
  },
});

function itemgetterNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  noKeywords("itemgetter", kwnames);
  if (args.length === 0) throw typeError("itemgetter expected 1 argument, got 0");
  const made = type.tp_alloc!(type) as Getter;
  made.args = args.slice();
  return made;
}

function itemgetterCall(self: Getter, args: PyValue[], kwnames: KwNames): PyValue {
  const object = takeObject("itemgetter", args, kwnames);
  if (self.args.length === 1) return getItem(object, self.args[0]);
  return new PyTuple(self.args.map((item) => getItem(object, item)));
}

export const attrgetterType: PyType = defineType<Getter>({
  name: "operator.attrgetter",
  basicsize: 40,
  signature: "(attr, /, *attrs)",
  doc: "A callable that gets the given attributes from its operand; names may be dotted.",
  flags: FLAGS,
  getset: CALL_SIGNATURE,
  alloc: (type) => new Getter(type),
  slots: {
    tp_getattro: genericGetAttr,
    tp_new: attrgetterNew,
    tp_call: attrgetterCall,
    tp_repr: (self) => guardedRepr(self, "...", () => showArgs(self, self.args)),
  },
  methods: {
    __reduce__: method(
      [],
      "Return state information for pickling.",
      (self: Getter) => new PyTuple([self.type, new PyTuple(self.args.slice())]),
    ),
  },
});

function attrgetterNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  noKeywords("attrgetter", kwnames);
  if (args.length === 0) throw typeError("attrgetter expected 1 argument, got 0");
  const made = type.tp_alloc!(type) as Getter;
  made.args = args.slice();
  made.paths = args.map((arg) => {
    const name = asStr(arg);
    if (name === undefined) throw typeError("attribute name must be a string");
    return strToJs(name).split(".").map(strFromJs);
  });
  return made;
}

function attrgetterCall(self: Getter, args: PyValue[], kwnames: KwNames): PyValue {
  const object = takeObject("attrgetter", args, kwnames);
  const { paths } = self;
  if (paths.length === 1) return follow(object, paths[0]);
  return new PyTuple(paths.map((path) => follow(object, path)));
}

function follow(object: PyValue, path: readonly Str[]): PyValue {
  let value = object;
  for (let i = 0; i < path.length; i++) value = getAttr(value, path[i]);
  return value;
}

class MethodCaller implements PyObject {
  static {
    inheritPyObject(MethodCaller);
  }
  type: PyType;
  name: Str = "";
  args: PyValue[] = [];
  kwnames: KwNames = null;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const methodcallerType: PyType = defineType<MethodCaller>({
  name: "operator.methodcaller",
  basicsize: 64,
  signature: "(name, /, *args, **kwargs)",
  doc: "A callable that calls the named method of its operand with the given arguments.",
  flags: FLAGS,
  getset: CALL_SIGNATURE,
  alloc: (type) => new MethodCaller(type),
  slots: {
    tp_getattro: genericGetAttr,
    tp_new: methodcallerNew,
    tp_call: methodcallerCall,
    tp_repr: (self) => guardedRepr(self, "...", () => methodcallerRepr(self)),
  },
  methods: { __reduce__: method([], "Return state information for pickling.", methodcallerReduce) },
});

function methodcallerNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  const positional = args.length - (kwnames?.length ?? 0);
  if (positional < 1) throw typeError("methodcaller needs at least one argument, the method name");
  const name = asStr(args[0]);
  if (name === undefined) throw typeError("method name must be a string");
  const made = type.tp_alloc!(type) as MethodCaller;
  made.name = name;
  made.args = args.slice(1);
  made.kwnames = kwnames;
  return made;
}

function methodcallerCall(self: MethodCaller, args: PyValue[], kwnames: KwNames): PyValue {
  const object = takeObject("methodcaller", args, kwnames);
  return call(getAttr(object, self.name), self.args.slice(), self.kwnames);
}

function methodcallerRepr(self: MethodCaller): string {
  const names = self.kwnames ?? [];
  const positional = self.args.length - names.length;
  const parts = [reprJs(self.name), ...self.args.slice(0, positional).map(reprJs)];
  names.forEach((name, i) => parts.push(`${strToJs(name)}=${reprJs(self.args[positional + i])}`));
  return `operator.methodcaller(${parts.join(", ")})`;
}

function methodcallerReduce(self: MethodCaller): PyValue {
  const names = self.kwnames ?? [];
  const positional = self.args.length - names.length;
  const args = [self.name, ...self.args.slice(0, positional)];
  if (names.length === 0) return new PyTuple([self.type, new PyTuple(args)]);
  const partial = call(
    importFrom("functools", "partial"),
    [self.type, self.name, ...self.args.slice(positional)],
    names,
  );
  return new PyTuple([partial, new PyTuple(args.slice(1))]);
}
