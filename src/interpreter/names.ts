/** Looking names up, and the errors for those not found. Source: CPython Python/ceval.c. */
import { CO_FAST } from "../bytecode/codeflags.ts";
import { type Str, strToJs } from "../kernel/str.ts";
import { getItem } from "../objects/abstract/container.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { dictType } from "../objects/dict/type.ts";
import { isException, nameError, newException } from "../objects/errors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import { PyExc_KeyError, PyExc_UnboundLocalError } from "../objects/exceptions/types.ts";
import type { PyValue } from "../objects/object.ts";
import type { Frame } from "./frame.ts";
import type { Slot } from "./inst.ts";

/** `mapping[name]`, or undefined when the key is missing. */
export function lookupMapping(mapping: PyValue, name: Str): Slot {
  if (mapping instanceof PyDict && mapping.type === dictType) return mapping.getName(name);
  try {
    return getItem(mapping, name);
  } catch (caught) {
    if (isException(caught, PyExc_KeyError)) return undefined;
    throw caught;
  }
}

/** A global or built-in name. */
export function loadGlobal(frame: Frame, name: Str): PyValue {
  const { globals, builtins } = frame.func;
  // Globals may be of a subclass that answers for missing names (annotationlib relies on it).
  const value = globals.type === dictType ? globals.getName(name) : lookupMapping(globals, name);
  if (value !== undefined) return value;
  const builtin = lookupMapping(builtins, name);
  if (builtin === undefined) throw nameNotDefined(name);
  return builtin;
}

/** NameError "name 'x' is not defined". */
export function nameNotDefined(name: Str, message?: string): PyBaseException {
  return nameError(message ?? `name '${strToJs(name)}' is not defined`, name);
}

/** The UnboundLocalError for a local variable. */
export function unboundLocal(frame: Frame, index: number): PyBaseException {
  const name = frame.code.unit.localsplusnames[index];
  return newException(
    PyExc_UnboundLocalError,
    `cannot access local variable '${strToJs(name)}' where it is not associated with a value`,
  );
}

/** The error for an empty cell: of this function's own variable, or of an enclosing one's. */
export function unboundDeref(frame: Frame, index: number): PyBaseException {
  const { unit } = frame.code;
  if ((unit.localspluskinds[index] & CO_FAST.FREE) === 0) return unboundLocal(frame, index);
  const name = unit.localsplusnames[index];
  return nameError(
    `cannot access free variable '${strToJs(name)}' where it is not associated with a value in enclosing scope`,
    name,
  );
}
