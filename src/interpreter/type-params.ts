/**
 * What the `[T]` and `type` statements make (CPython Objects/typevarobject.c, Python/intrinsics.c). Operands that no compiler makes, where
 * C's assertions fail, are told of.
 */
import type { Str } from "../kernel/str.ts";
import { getItem } from "../objects/abstract/container.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { systemError, typeError } from "../objects/errors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import type { PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { makeTypeAlias as newTypeAlias } from "../objects/typing/alias.ts";
import { genericType } from "../objects/typing/generic.ts";
import { makeTypeParam, PyTypeParam, setDefault, unpackTypeParams } from "../objects/typing/type-param.ts";

export function makeTypeVar(name: PyValue, bound: PyValue | undefined, constraints: PyValue | undefined): PyValue {
  return makeTypeParam("TypeVar", nameOf(name), bound, constraints);
}

export function makeParamSpec(name: PyValue): PyValue {
  return makeTypeParam("ParamSpec", nameOf(name));
}

export function makeTypeVarTuple(name: PyValue): PyValue {
  return makeTypeParam("TypeVarTuple", nameOf(name));
}

/** `class C[T]` gets `Generic[T]` among its bases. */
export function makeGenericClassArgument(params: PyValue): PyValue {
  return getItem(genericType, unpackTypeParams(tupleOf(params)));
}

/** `type X[T] = …`: the argument is (name, parameters or None, function that computes the value). */
export function makeTypeAlias(parts: PyValue): PyValue {
  const { items } = tupleOf(parts);
  if (items.length !== 3) throw badOperand();
  const [name, params, value] = items;
  return newTypeAlias(nameOf(name), params, value);
}

export function setTypeParamDefault(param: PyValue, evaluate: PyValue): PyValue {
  if (!(param instanceof PyTypeParam)) throw typeError(`Expected a type param, got ${reprJs(param)}`);
  setDefault(param, evaluate);
  return param;
}

function nameOf(value: PyValue): Str {
  const name = asStr(value);
  if (name === undefined) throw badOperand();
  return name;
}

function tupleOf(value: PyValue): PyTuple {
  if (!(value instanceof PyTuple)) throw badOperand();
  return value;
}

/** PyErr_BadInternalCall. */
export function badOperand(): PyBaseException {
  return systemError("bad argument to internal function");
}
