/** typing.Union (types.UnionType): `int | str`. Source: CPython Objects/unionobject.c (3.14). */

import { NB } from "../../bytecode/opargs.ts";
import { type Str, strToJs } from "../../kernel/str.ts";
import { genericGetAttr, getAttr } from "../abstract/attributes.ts";
import { callSpecial } from "../abstract/call.ts";
import { equal, hash } from "../abstract/compare.ts";
import { binaryOp } from "../abstract/number.ts";
import { object } from "../converters.ts";
import { defineType, getset, member, method, posOnly } from "../declare.ts";
import { isException, typeError } from "../errors.ts";
import { PyExc_BaseException } from "../exceptions/types.ts";
import { PyGenericAlias } from "../generic-alias.ts";
import { makeParameters, substitute, typeReprText } from "../generic-alias-type.ts";
import { importFrom } from "../import-hook.ts";
import { type Int, PyObject, type PyValue } from "../object.ts";
import { setContains } from "../set/lookup.ts";
import { PySet } from "../set/set.ts";
import { frozensetOf } from "../set/type.ts";
import { NOT_IMPLEMENTED, noneType } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../slots.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { isInstance, isSubclass } from "../type/type.ts";
import { PyType } from "../type-object.ts";
import { PyTypeAlias } from "./alias.ts";

export class PyUnion extends PyObject {
  readonly args: PyTuple;
  /** The members by which unions are compared: those that have a hash as a frozenset, and the others. */
  readonly hashable: PySet;
  readonly unhashable: readonly PyValue[];
  parameters: PyTuple | null = null;
  constructor(members: Members) {
    super(unionType);
    this.args = new PyTuple(members.args);
    this.hashable = frozensetOf(members.hashable);
    this.unhashable = members.unhashable;
  }
}

/** Collects members, each once (unionbuilder). */
class Members {
  readonly args: PyValue[] = [];
  readonly hashable: PyValue[] = [];
  readonly unhashable: PyValue[] = [];
  private readonly seen = new PySet();

  add(part: PyValue): void {
    if (part instanceof PyUnion) for (const inner of part.args.items) this.addOne(inner);
    else this.addOne(part === null ? noneType : part);
  }

  private addOne(arg: PyValue): void {
    if (!hasHash(arg)) {
      if (this.unhashable.some((known) => known === arg || equal(known, arg))) return;
      this.unhashable.push(arg);
    } else {
      if (setContains(this.seen, arg)) return;
      this.seen.add(arg);
      this.hashable.push(arg);
    }
    this.args.push(arg);
  }
}

function hasHash(value: PyValue): boolean {
  try {
    hash(value);
    return true;
  } catch (caught) {
    if (!isException(caught, PyExc_BaseException)) throw caught;
    return false;
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
    nb_or: unionOr,
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
  const members = new Members();
  for (const part of parts) members.add(part);
  return members.args.length === 1 ? members.args[0] : new PyUnion(members);
}

/** `|` with a union on one side also takes what only `Union[…]` takes. */
function unionOr(left: PyValue, right: PyValue): PyValue {
  return makeUnion([checkedMember(left), checkedMember(right)]);
}

/** `Union[args]`: each argument is checked as typing does. */
function unionOf(args: PyValue): PyValue {
  const parts = args instanceof PyTuple ? args.items : [args];
  if (parts.length === 0) throw typeError("Cannot take a Union of no types.");
  return makeUnion(parts.map(checkedMember));
}

function checkedMember(part: PyValue): PyValue {
  if (isUnionable(part)) return part;
  return callTyping("_type_check", [part, "Union[arg, ...]: each arg must be a type."]);
}

function callTyping(name: string, args: PyValue[]): PyValue {
  return callSpecial(importFrom("typing", name), "__call__", args)!;
}

function unionHash(self: PyUnion): Int {
  const { unhashable } = self;
  for (const arg of unhashable) hash(arg);
  if (unhashable.length > 0) {
    const plural = unhashable.length === 1 ? "" : "s";
    throw typeError(`union contains ${unhashable.length} unhashable element${plural}`);
  }
  return hash(self.hashable);
}

function unionCompare(a: PyUnion, b: PyValue, op: CompareOp): PyValue {
  if ((op !== Py_EQ && op !== Py_NE) || !(b instanceof PyUnion)) return NOT_IMPLEMENTED;
  const same = equal(a.hashable, b.hashable) && isPermutation(a.unhashable, b.unhashable);
  return op === Py_EQ ? same : !same;
}

function isPermutation(a: readonly PyValue[], b: readonly PyValue[]): boolean {
  const holds = (items: readonly PyValue[], item: PyValue) => items.some((one) => one === item || equal(one, item));
  return a.length === b.length && a.every((item) => holds(b, item)) && b.every((item) => holds(a, item));
}

/** `(list[T] | int)[str]`: substitutes type variables. */
function unionSubscript(self: PyUnion, item: PyValue): PyValue {
  const parameters = (self.parameters ??= makeParameters(self.args));
  const args = substitute(self, self.args, parameters, item);
  let result: PyValue = args[0];
  for (let i = 1; i < args.length; i++) result = binaryOp(result, args[i], NB.OR);
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
  return self.args.items.some((arg) => isSubclass(cls, checkable(arg, "issubclass")));
}

function refuseBase(self: PyUnion): PyValue {
  throw typeError(`Cannot subclass ${self.args.items.map(typeReprText).join(" | ")}`);
}
