/** Type parameters as the `[T]` syntax makes them: through `typing`'s own types (CPython Objects/typevarobject.c). */

import { setAttr } from "../objects/abstract/attributes.ts";
import { call } from "../objects/abstract/call.ts";
import { getItem } from "../objects/abstract/container.ts";
import { importFrom } from "../objects/import-hook.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";

/** `_typing`'s functions of the same names take lazily evaluated bounds. */
function typing(name: string): PyValue {
  return importFrom("_typing", name);
}

export function makeTypeVar(name: PyValue, bound: PyValue | undefined, constraints: PyValue | undefined): PyValue {
  return call(typing("_make_typevar"), [name, bound ?? null, constraints ?? null]);
}

export function makeParamSpec(name: PyValue): PyValue {
  return call(typing("_make_paramspec"), [name]);
}

export function makeTypeVarTuple(name: PyValue): PyValue {
  return call(typing("_make_typevartuple"), [name]);
}

/** `class C[T]` gets `Generic[T]` among its bases. */
export function makeGenericClassArgument(params: PyValue): PyValue {
  const unpacked = (params as PyTuple).items.map((param) => call(typing("_unpack_typevartuple"), [param]));
  return getItem(typing("Generic"), new PyTuple(unpacked));
}

/** `type X[T] = …`: the argument is (name, parameters or None, function that computes the value). */
export function makeTypeAlias(parts: PyValue): PyValue {
  const [name, params, value] = (parts as PyTuple).items;
  return call(typing("_make_typealias"), [name, params, value]);
}

export function setTypeParamDefault(param: PyValue, evaluate: PyValue): PyValue {
  setAttr(param, "_evaluate_default_function", evaluate);
  return param;
}
