/** TypeAliasType: `type X[T] = …`. Source: CPython Objects/typevarobject.c (typealias_*). */

import type { Str } from "../../kernel/str.ts";
import { lookupAttr } from "../abstract/attributes.ts";
import { call, callMethod } from "../abstract/call.ts";
import { object, str as text } from "../converters.ts";
import { defineType, getset, kwOnly, member, method, param } from "../declare.ts";
import { typeError } from "../errors.ts";
import { PyFunction } from "../function.ts";
import { genericAlias } from "../generic-alias.ts";
import { machine } from "../machine.ts";
import { PyObject, type PyValue } from "../object.ts";
import { emptyTuple, PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { ConstEvaluator } from "./evaluator.ts";
import { isTypeParam, NO_DEFAULT, unpacked, unpackTypeParams } from "./type-param.ts";
import { typeOr } from "./union.ts";

export class PyTypeAlias extends PyObject {
  readonly name: Str;
  readonly typeParams: PyTuple | null;
  /** Function that computes the value, or null when it was given. */
  readonly compute: PyValue;
  value: PyValue | undefined;
  readonly module: PyValue;
  constructor(name: Str, typeParams: PyTuple | null, compute: PyValue, value: PyValue | undefined, module: PyValue) {
    super(typeAliasType);
    this.name = name;
    this.typeParams = typeParams;
    this.compute = compute;
    this.value = value;
    this.module = module;
  }
}

export const typeAliasType: PyType = defineType<PyTypeAlias>({
  name: "typing.TypeAliasType",
  basicsize: 56,
  doc: "Type alias, as the type statement makes it.",
  flags: [],
  slots: {
    tp_repr: (self) => self.name,
    tp_iter: unpackOnce,
    mp_subscript: subscript,
    nb_or: (a, b) => typeOr(a, b),
  },
  new: method(
    [param("name", text), param("value", object), kwOnly("type_params", object, undefined, "()")],
    "",
    newAlias,
    { shownAs: "typealias", signature: null },
  ),
  methods: {
    __reduce__: method([], null, (self: PyTypeAlias) => self.name, { signature: null }),
  },
  members: { __name__: member("name") },
  getset: {
    __parameters__: getset(
      (self: PyTypeAlias) => (self.typeParams === null ? new PyTuple([]) : unpackTypeParams(self.typeParams)),
      undefined,
      null,
    ),
    __type_params__: getset((self: PyTypeAlias) => self.typeParams ?? emptyTuple(), undefined, null),
    __value__: getset(aliasValue, undefined, null),
    evaluate_value: getset(evaluator, undefined, null),
    __module__: getset(moduleOf, undefined, null),
  },
});

function newAlias(_type: PyType, name: Str, value: PyValue, params: PyValue | undefined): PyValue {
  if (params !== undefined && !(params instanceof PyTuple)) throw typeError("type_params must be a tuple");
  let defaulted = false;
  for (const item of params?.items ?? []) {
    if (!isTypeParam(item)) throw typeError(`Expected a type param, got ${strOf(item)}`);
    const fallback = lookupAttr(item, "__default__");
    if (fallback !== undefined && fallback !== NO_DEFAULT) defaulted = true;
    else if (defaulted) throw typeError(`non-default type parameter '${strOf(item)}' follows default type parameter`);
  }
  const module = machine.thread.frame()?.globals.getStr("__name__") ?? null;
  const list = params !== undefined && params.items.length > 0 ? params : null;
  return new PyTypeAlias(name, list, null, value, module);
}

function strOf(value: PyValue): string {
  const name = lookupAttr(value, "__name__");
  return typeof name === "string" ? name : "object";
}

/** The alias made by a type statement. */
export function makeTypeAlias(name: Str, params: PyValue, compute: PyValue): PyTypeAlias {
  const list = params instanceof PyTuple && params.items.length > 0 ? params : null;
  const module = compute instanceof PyFunction ? compute.module : null;
  return new PyTypeAlias(name, list, compute, undefined, module);
}

function aliasValue(self: PyTypeAlias): PyValue {
  if (self.value === undefined) self.value = call(self.compute, [1]);
  return self.value;
}

function evaluator(self: PyTypeAlias): PyValue {
  return self.compute !== null ? self.compute : new ConstEvaluator(self.value!);
}

function moduleOf(self: PyTypeAlias): PyValue {
  return self.module;
}

/** `*Alias` yields Unpack[Alias] once. */
function unpackOnce(self: PyTypeAlias): PyValue {
  return callMethod(new PyTuple([unpacked(self)]), "__iter__");
}

function subscript(self: PyTypeAlias, item: PyValue): PyValue {
  if (self.typeParams === null) throw typeError("Only generic type aliases are subscriptable");
  return genericAlias(self, item);
}
