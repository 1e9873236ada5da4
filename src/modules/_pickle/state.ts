/** What the module knows of others: copyreg's registries, the names of Python 2, and its own exceptions. Source: CPython Modules/_pickle.c (PickleState). */
import { getAttr } from "../../objects/abstract/attributes.ts";
import { isCallable } from "../../objects/abstract/call.ts";
import { defineType } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { dictType } from "../../objects/dict/type.ts";
import { addNote, newException, runtimeError } from "../../objects/errors.ts";
import { PyBaseException } from "../../objects/exceptions/base.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { PyExc_Exception } from "../../objects/exceptions/types.ts";
import { importFrom, importModule } from "../../objects/import-hook.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";

export const pickleErrorType: PyType = defineType({
  name: "_pickle.PickleError",
  doc: null,
  flags: ["basetype", "dict", "heaptype"],
  base: () => PyExc_Exception,
});

export const picklingErrorType: PyType = defineType({
  name: "_pickle.PicklingError",
  doc: null,
  flags: ["basetype", "dict", "heaptype"],
  base: () => pickleErrorType,
});

export const unpicklingErrorType: PyType = defineType({
  name: "_pickle.UnpicklingError",
  doc: null,
  flags: ["basetype", "dict", "heaptype"],
  base: () => pickleErrorType,
});

export function picklingError(message: string): PyBaseException {
  return newException(picklingErrorType, message);
}

export function unpicklingError(message: string): PyBaseException {
  return newException(unpicklingErrorType, message);
}

/** `error` with what it was raised while handling. */
export function chained(error: PyBaseException, caught: unknown): PyBaseException {
  if (caught instanceof PyBaseException) error.context = caught;
  return error;
}

/** A caught exception with a note that tells what was being pickled; what is no Python exception passes through. */
export function withNote(caught: unknown, note: string): unknown {
  const error = toPyException(caught);
  if (error === undefined) return caught;
  addNote(error, note);
  return error;
}

export interface PickleState {
  readonly dispatchTable: PyDict;
  readonly extensionRegistry: PyDict;
  readonly invertedRegistry: PyDict;
  readonly extensionCache: PyDict;
  readonly nameMapping2to3: PyDict;
  readonly importMapping2to3: PyDict;
  readonly nameMapping3to2: PyDict;
  readonly importMapping3to2: PyDict;
  readonly codecsEncode: PyValue;
  readonly getattr: PyValue;
  readonly partial: PyValue;
}

const KEY = {};

/** The state in the running interpreter. */
export function pickleState(): PickleState {
  return machine.interp.state(KEY, makeState);
}

function makeState(): PickleState {
  const codecsEncode = importFrom("codecs", "encode");
  if (!isCallable(codecsEncode)) {
    throw runtimeError(`codecs.encode should be a callable, not ${typeName(codecsEncode)}`);
  }
  return {
    getattr: machine.interp.builtins.getStr("getattr")!,
    dispatchTable: dictFrom("copyreg", "dispatch_table"),
    extensionRegistry: dictFrom("copyreg", "_extension_registry"),
    invertedRegistry: dictFrom("copyreg", "_inverted_registry"),
    extensionCache: dictFrom("copyreg", "_extension_cache"),
    nameMapping2to3: dictFrom("_compat_pickle", "NAME_MAPPING"),
    importMapping2to3: dictFrom("_compat_pickle", "IMPORT_MAPPING"),
    nameMapping3to2: dictFrom("_compat_pickle", "REVERSE_NAME_MAPPING"),
    importMapping3to2: dictFrom("_compat_pickle", "REVERSE_IMPORT_MAPPING"),
    codecsEncode,
    partial: importFrom("functools", "partial"),
  };
}

function dictFrom(module: string, name: string): PyDict {
  const value = getAttr(importModule(module), name);
  if (!(value instanceof PyDict) || value.type !== dictType) {
    throw runtimeError(`${module}.${name} should be a dict, not ${typeName(value)}`);
  }
  return value;
}
