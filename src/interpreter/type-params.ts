/** What the `[T]` and `type` statements make (CPython Objects/typevarobject.c, Python/intrinsics.c). */
import type { Str } from "../kernel/str.ts";
import { getItem } from "../objects/abstract/container.ts";
import type { PyValue } from "../objects/object.ts";
import type { PyTuple } from "../objects/tuple/tuple.ts";
import { makeTypeAlias as newTypeAlias } from "../objects/typing/alias.ts";
import { genericType } from "../objects/typing/generic.ts";
import { makeTypeParam, type PyTypeParam, setDefault, unpackTypeParams } from "../objects/typing/type-param.ts";

export function makeTypeVar(name: PyValue, bound: PyValue | undefined, constraints: PyValue | undefined): PyValue {
  return makeTypeParam("TypeVar", name as Str, bound, constraints);
}

export function makeParamSpec(name: PyValue): PyValue {
  return makeTypeParam("ParamSpec", name as Str);
}

export function makeTypeVarTuple(name: PyValue): PyValue {
  return makeTypeParam("TypeVarTuple", name as Str);
}

/** `class C[T]` gets `Generic[T]` among its bases. */
export function makeGenericClassArgument(params: PyValue): PyValue {
  return getItem(genericType, unpackTypeParams(params as PyTuple));
}

/** `type X[T] = …`: the argument is (name, parameters or None, function that computes the value). */
export function makeTypeAlias(parts: PyValue): PyValue {
  const [name, params, value] = (parts as PyTuple).items;
  return newTypeAlias(name as Str, params, value);
}

export function setTypeParamDefault(param: PyValue, evaluate: PyValue): PyValue {
  setDefault(param as PyTypeParam, evaluate);
  return param;
}
