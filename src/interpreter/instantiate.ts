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

/** Whether calling the class has `object.__new__` make its instance. */
export function usesObjectNew({ type, tp_new, flags }: PyType): boolean {
  return type.tp_call === typeType.tp_call && tp_new === objectType.tp_new && (flags & TPFLAGS.IS_ABSTRACT) === 0;
}

/** The `__init__` function of a class whose instances `object.__new__` makes, or undefined when anything is special. */
export function pythonInit(type: PyType): PyFunction | undefined {
  if (!usesObjectNew(type)) return undefined;
  const init = typeLookup(type, "__init__");
  return init instanceof PyFunction ? init : undefined;
}

/** A bare instance and the `__init__` to run on it, or undefined when the class must be called in the general way. */
export function newInstanceForInit(type: PyType): FreshInstance | undefined {
  const init = pythonInit(type);
  return init === undefined ? undefined : { object: type.tp_alloc!(type), init };
}
