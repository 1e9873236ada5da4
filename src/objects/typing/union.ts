/** typing.Union (types.UnionType): `int | str`. Source: CPython Objects/unionobject.c (3.14). */

import { type Str, strToJs } from "../../kernel/str.ts";
import { genericGetAttr, getAttr } from "../abstract/attributes.ts";
import { callSpecial } from "../abstract/call.ts";
import { equal, hash, isUnhashable } from "../abstract/compare.ts";
import { binaryOp, NB } from "../abstract/number.ts";
import { object } from "../converters.ts";
import { defineType, getset, member, method, posOnly } from "../declare.ts";
import { typeError } from "../errors.ts";
import { PyGenericAlias } from "../generic-alias.ts";
import { makeParameters, substitute, typeReprText } from "../generic-alias-type.ts";
import { importFrom } from "../import-hook.ts";
import { type Int, PyObject, type PyValue } from "../object.ts";
import { frozensetOf } from "../set/type.ts";
import { NOT_IMPLEMENTED, noneType } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../slots.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { isInstance, isSubclass } from "../type/type.ts";
import { PyType } from "../type-object.ts";
import { PyTypeAlias } from "./alias.ts";

export class PyUnion extends PyObject {
  readonly args: PyTuple;
  parameters: PyTuple | null = null;
  constructor(args: PyValue[]) {
    super(unionType);
    this.args = new PyTuple(args);
  }
}

export const unionType: PyType = defineType<PyUnion>({
  name: "typing.Union",
  doc: "A union of types; made by X | Y or Union[X, Y].",
  flags: ["weakref", "disallow_instantiation"],
  slots: {
    tp_repr: (self) => self.args.items.map((arg) => (arg === noneType ? "None" : typeReprText(arg))).join(" | "),
    tp_hash: unionHash,
    tp_getattro: unionGetAttr,
    tp_richcompare: unionCompare,
    mp_subscript: unionSubscript,
    nb_or: typeOr,
  },
  methods: {
    __mro_entries__: method([posOnly("bases", object)], null, refuseBase, {
      signature: null,
    }),
    __instancecheck__: method(
      [posOnly("instance", object)],
      "Whether an object is an instance of a member.",
      (self: PyUnion, value) => self.args.items.some((arg) => isInstance(value, checkable(arg, "isinstance"))),
      { signature: null },
    ),
    __subclasscheck__: method([posOnly("cls", object)], "Whether a class derives from a member.", subclassCheck, {
      signature: null,
    }),
  },
  classMethods: {
    __class_getitem__: method([posOnly("args", object)], "Union[X, Y].", (_type: PyType, args) => unionOf(args), {
      signature: null,
    }),
  },
  members: { __args__: member("args") },
  getset: {
    __name__: getset(() => "Union", undefined, "Name of the type"),
    __qualname__: getset(() => "Union", undefined, "Qualified name of the type"),
    __origin__: getset(() => unionType, undefined, "Always returns the type"),
    __parameters__: getset(
      (self: PyUnion) => (self.parameters ??= makeParameters(self.args)),
      undefined,
      "Type variables in the types.UnionType.",
    ),
  },
});

/** What may stand in a union that is written with `|`. */
function isUnionable(value: PyValue): boolean {
  return (
    value === null ||
    value instanceof PyType ||
    value instanceof PyGenericAlias ||
    value instanceof PyTypeAlias ||
    value instanceof PyUnion
  );
}

/** `left | right` (_Py_union_type_or). */
export function typeOr(left: PyValue, right: PyValue): PyValue {
  if (!isUnionable(left) || !isUnionable(right)) return NOT_IMPLEMENTED;
  return makeUnion([left, right]);
}

/** A union of the arguments, flattened and without duplicates; one argument is itself. */
export function makeUnion(parts: readonly PyValue[]): PyValue {
  const args: PyValue[] = [];
  for (const part of parts) {
    if (part instanceof PyUnion) for (const inner of part.args.items) addUnique(args, inner);
    else addUnique(args, part === null ? noneType : part);
  }
  return args.length === 1 ? args[0] : new PyUnion(args);
}

function addUnique(args: PyValue[], arg: PyValue): void {
  if (!args.some((known) => sameMember(known, arg))) args.push(arg);
}

function sameMember(a: PyValue, b: PyValue): boolean {
  if (a === b) return true;
  if (a instanceof PyGenericAlias !== b instanceof PyGenericAlias) return false;
  return !(a instanceof PyType && b instanceof PyType) && equal(a, b);
}

/** `Union[args]`: each argument is checked as typing does. */
function unionOf(args: PyValue): PyValue {
  const parts = args instanceof PyTuple ? args.items : [args];
  if (parts.length === 0) throw typeError("Cannot take a Union of no types.");
  const checked = parts.map((part) => {
    if (isUnionable(part)) return part;
    return callTyping("_type_check", [part, "Union[arg, ...]: each arg must be a type."]);
  });
  return makeUnion(checked);
}

function callTyping(name: string, args: PyValue[]): PyValue {
  return callSpecial(importFrom("typing", name), "__call__", args)!;
}

function unionHash(self: PyUnion): Int {
  for (const arg of self.args.items) {
    if (isUnhashable(arg)) throw typeError(`union contains 1 unhashable element`);
    hash(arg);
  }
  return hash(frozensetOf(self.args.items));
}

function unionCompare(a: PyUnion, b: PyValue, op: CompareOp): PyValue {
  if ((op !== Py_EQ && op !== Py_NE) || !(b instanceof PyUnion)) return NOT_IMPLEMENTED;
  const x = a.args.items;
  const y = b.args.items;
  const same = x.length === y.length && x.every((arg) => y.some((other) => sameMember(arg, other)));
  return op === Py_EQ ? same : !same;
}

/** `(list[T] | int)[str]`: substitutes type variables. */
function unionSubscript(self: PyUnion, item: PyValue): PyValue {
  const parameters = (self.parameters ??= makeParameters(self.args));
  const args = substitute(self, self.args, parameters, item);
  let result: PyValue = args[0];
  for (let i = 1; i < args.length; i++) result = binaryOp(result, args[i], NB.or);
  return result;
}

/** `__module__` is the type's; everything else as usual. */
function unionGetAttr(self: PyUnion, name: Str): PyValue {
  if (strToJs(name) === "__module__") return getAttr(unionType, name);
  return genericGetAttr(self, name);
}

function checkable(arg: PyValue, func: "isinstance" | "issubclass"): PyValue {
  if (arg instanceof PyGenericAlias) throw typeError(`${func}() argument 2 cannot be a parameterized generic`);
  return arg;
}

function subclassCheck(self: PyUnion, cls: PyValue): PyValue {
  if (!(cls instanceof PyType)) throw typeError("issubclass() arg 1 must be a class");
  return self.args.items.some((arg) => isSubclass(cls, checkable(arg, "issubclass")));
}

function refuseBase(self: PyUnion): PyValue {
  throw typeError(`Cannot subclass ${self.args.items.map(typeReprText).join(" | ")}`);
}
