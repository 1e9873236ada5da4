/** Shared pieces of `tp_new` implementations. */

import { strToJs } from "../kernel/str.ts";
import { typeError } from "./errors.ts";
import type { KwNames, PyObject, PyValue } from "./object.ts";
import type { PyType } from "./type-object.ts";

/** `tp_new` of a singleton's type: no arguments, always the same object. */
export function argumentlessNew(name: string, args: PyValue[], kwnames: KwNames, value: PyValue): PyValue {
  if (args.length > 0 || kwnames !== null) throw typeError(`${name} takes no arguments`);
  return value;
}

/** `_PyArg_NoKeywords`. */
export function noKeywords(name: string, kwnames: KwNames): void {
  if (kwnames !== null && kwnames.length > 0) throw typeError(`${name}() takes no keyword arguments`);
}

/** Refuses keywords for a type that takes none; a subclass with an `__init__` of its own may take them. */
export function noKeywordsFor(own: PyType, type: PyType, kwnames: KwNames): void {
  if (kwnames !== null && (type === own || type.tp_init === own.tp_init)) noKeywords(strToJs(own.name), kwnames);
}

/** `tp_new` of types whose `__init__` takes the arguments (PyType_GenericNew). */
export function genericNew(type: PyType): PyObject {
  return type.tp_alloc!(type);
}
