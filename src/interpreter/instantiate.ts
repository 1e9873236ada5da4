/** Instantiation of Python classes by the loop itself, so that `__init__` needs no recursion (CPython's CALL_ALLOC_AND_ENTER_INIT). */
import { typeLookup } from "../objects/abstract/attributes.ts";
import { PyFunction } from "../objects/function.ts";
import type { PyObject } from "../objects/object.ts";
import { objectType } from "../objects/object-type.ts";
import { typeType } from "../objects/type/type.ts";
import { type PyType, TPFLAGS } from "../objects/type-object.ts";

export interface FreshInstance {
  readonly object: PyObject;
  readonly init: PyFunction;
}

/** The `__init__` function of a class whose instances `object.__new__` makes, or undefined when anything is special. */
export function pythonInit(type: PyType): PyFunction | undefined {
  if (
    type.type.tp_call !== typeType.tp_call ||
    type.tp_new !== objectType.tp_new ||
    (type.flags & TPFLAGS.IS_ABSTRACT) !== 0
  )
    return undefined;
  const init = typeLookup(type, "__init__");
  return init instanceof PyFunction ? init : undefined;
}

/** A bare instance and the `__init__` to run on it, or undefined when the class must be called in the general way. */
export function newInstanceForInit(type: PyType): FreshInstance | undefined {
  const init = pythonInit(type);
  return init === undefined ? undefined : { object: type.tp_alloc!(type), init };
}
