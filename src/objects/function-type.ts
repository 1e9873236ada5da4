/** The type `function`. Source: CPython Objects/funcobject.c. */

import { CO } from "../bytecode/codeflags.ts";
import { type Str, strToJs } from "../kernel/str.ts";
import { call, isCallable } from "./abstract/call.ts";
import { warn } from "./abstract/warn.ts";
import { reprAddress } from "./address.ts";
import { audit, audited, auditSet } from "./audit.ts";
import { PyCell } from "./cell.ts";
import { CO_HAS_DOCSTRING, PyCode } from "./code.ts";
import { codeTypeThunk } from "./code-type.ts";
import { instanceOf, object } from "./converters.ts";
import { defineType, getset, member, method, param } from "./declare.ts";
import { PyDict } from "./dict/dict.ts";
import { dictTypeThunk } from "./dict/type.ts";
import { typeError, valueError } from "./errors.ts";
import { functionChanged, PyFunction } from "./function.ts";
import { genericDictGetSet } from "./generic-dict.ts";
import { machine } from "./machine.ts";
import { newMethod } from "./method.ts";
import { PyModule } from "./module.ts";
import type { KwNames, PyValue } from "./object.ts";
import { asStr } from "./str/str-object.ts";
import { emptyTuple, PyTuple } from "./tuple/tuple.ts";
import type { PyType } from "./type-object.ts";
import { typeName } from "./typeof.ts";

export const functionType = defineType<PyFunction>({
  name: "function",
  basicsize: 152,
  doc: "Create a function object.",
  flags: ["method_descriptor", "dict", "weakref", "gc"],
  slots: {
    tp_repr: (self: PyFunction) => `<function ${strToJs(self.qualname)} at ${reprAddress(self)}>`,
    tp_call: functionCall,
    tp_descr_get: (self, obj) => (obj === undefined || obj === null ? self : newMethod(self, obj)),
  },
  new: method(
    [
      param("code", instanceOf(codeTypeThunk)),
      param("globals", instanceOf(dictTypeThunk)),
      param("name", object, null),
      param("argdefs", object, null),
      param("closure", object, null),
      param("kwdefaults", object, null),
    ],
    "",
    functionNew,
  ),
  getset: {
    __code__: getset(
      audited("__code__", (self: PyFunction) => self.code),
      setCode,
      null,
    ),
    __defaults__: getset(
      audited("__defaults__", (self: PyFunction) => self.defaults),
      setDefaults,
      null,
    ),
    __kwdefaults__: getset(
      audited("__kwdefaults__", (self: PyFunction) => self.kwdefaults),
      setKwDefaults,
      null,
    ),
    __annotations__: getset(getAnnotations, setAnnotations, "Dict of annotations in a function object."),
    __annotate__: getset((self: PyFunction) => self.annotate, setAnnotate, "Get the code object for a function."),
    __dict__: genericDictGetSet(),
    __name__: getset((self: PyFunction) => self.name, setName, null),
    __qualname__: getset((self: PyFunction) => self.qualname, setQualname, null),
    __type_params__: getset(
      (self: PyFunction) => self.typeParams ?? emptyTuple(),
      setTypeParams,
      "Get the declared type parameters for a function.",
    ),
  },
  members: {
    __closure__: member(closureOf),
    __doc__: member("doc", { readonly: false }),
    __globals__: member("globals"),
    __module__: member("module", { readonly: false }),
    __builtins__: member("builtins"),
  },
});

function functionCall(self: PyFunction, args: PyValue[], kwnames: KwNames): PyValue {
  return machine.callFunction(self, args, kwnames);
}

function functionNew(
  _type: PyType,
  code: PyValue,
  globals: PyValue,
  name: PyValue,
  defaults: PyValue,
  closure: PyValue,
  kwdefaults: PyValue,
): PyValue {
  const unit = code as PyCode;
  const shown = name === null ? undefined : asStr(name);
  if (name !== null && shown === undefined) throw typeError("arg 3 (name) must be None or string");
  if (defaults !== null && !(defaults instanceof PyTuple)) throw typeError("arg 4 (defaults) must be None or tuple");
  if (kwdefaults !== null && !(kwdefaults instanceof PyDict))
    throw typeError("arg 6 (kwdefaults) must be None or dict");
  const cells = checkClosure(unit, closure);
  audit("function.__new__", unit);
  const dict = globals as PyDict;
  const fn = new PyFunction(unit, dict, builtinsOf(dict), cells, docOf(unit), dict.getStr("__name__") ?? null);
  if (shown !== undefined) fn.name = shown;
  fn.defaults = defaults;
  fn.kwdefaults = kwdefaults;
  return fn;
}

function checkClosure(code: PyCode, closure: PyValue): readonly PyCell[] | null {
  if (!(closure instanceof PyTuple)) {
    if (code.nfrees > 0 && closure === null) throw typeError("arg 5 (closure) must be tuple");
    if (closure !== null) throw typeError("arg 5 (closure) must be None or tuple");
    return null;
  }
  if (closure.items.length !== code.nfrees) {
    throw valueError(`${strToJs(code.name)} requires closure of length ${code.nfrees}, not ${closure.items.length}`);
  }
  for (const item of closure.items) {
    if (!(item instanceof PyCell)) throw typeError(`arg 5 (closure) expected cell, found ${typeName(item)}`);
  }
  return code.nfrees === 0 ? null : (closure.items as PyCell[]);
}

/** The docstring a new function of this code gets. */
export function docOf(code: PyCode): PyValue {
  return (code.flags & CO_HAS_DOCSTRING) !== 0 ? code.consts[0] : null;
}

/**
 * The builtins that code running in `globals` sees (_PyEval_BuiltinsFromGlobals): nearly always a dict. A program may put any
 * object there; lookups of names tell the difference.
 */
export function builtinsOf(globals: PyDict): PyDict {
  const found = globals.getStr("__builtins__");
  if (found === undefined) return machine.thread.frame()?.builtins ?? machine.interp.builtins;
  return (found instanceof PyModule ? (found.dict ?? new PyDict()) : found) as PyDict;
}

function closureOf(self: PyFunction): PyValue {
  return self.closure === null ? null : new PyTuple(self.closure.slice());
}

/** What functions ran before: activations of it still need it. */
const formerCode: WeakMap<PyFunction, PyCode> = new WeakMap();

function setCode(self: PyFunction, value: PyValue | undefined): void {
  if (!(value instanceof PyCode)) throw typeError("__code__ must be set to a code object");
  const free = self.closure?.length ?? 0;
  if (value.nfrees !== free) {
    throw valueError(`${strToJs(self.name)}() requires a code object with ${free} free vars, not ${value.nfrees}`);
  }
  auditSet(self, "__code__", value);
  if ((self.code.flags & KINDS) !== (value.flags & KINDS)) {
    warn(
      "DeprecationWarning",
      "Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)",
    );
  }
  formerCode.set(self, self.code);
  self.code = value;
  functionChanged(self);
}

/** Flags of code that makes a generator or the like when called. */
const KINDS = CO.GENERATOR | CO.COROUTINE | CO.ASYNC_GENERATOR;

function setDefaults(self: PyFunction, value: PyValue | undefined): void {
  const defaults = value ?? null;
  if (defaults !== null && !(defaults instanceof PyTuple))
    throw typeError("__defaults__ must be set to a tuple object");
  auditSet(self, "__defaults__", value);
  self.defaults = defaults;
  functionChanged(self);
}

function setKwDefaults(self: PyFunction, value: PyValue | undefined): void {
  const defaults = value ?? null;
  if (defaults !== null && !(defaults instanceof PyDict))
    throw typeError("__kwdefaults__ must be set to a dict object");
  auditSet(self, "__kwdefaults__", value);
  self.kwdefaults = defaults;
  functionChanged(self);
}

function getAnnotations(self: PyFunction): PyValue {
  if (self.annotations === null) self.annotations = computeAnnotations(self);
  return self.annotations;
}

function computeAnnotations(self: PyFunction): PyDict {
  if (!isCallable(self.annotate)) return new PyDict();
  const result = call(self.annotate, [1]);
  if (!(result instanceof PyDict)) throw typeError(`__annotate__ returned non-dict of type '${typeName(result)}'`);
  return result;
}

function setAnnotations(self: PyFunction, value: PyValue | undefined): void {
  const annotations = value ?? null;
  if (annotations !== null && !(annotations instanceof PyDict))
    throw typeError("__annotations__ must be set to a dict object");
  self.annotations = annotations;
  self.annotate = null;
}

function setAnnotate(self: PyFunction, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("cannot delete __annotate__ attribute");
  if (value === null) {
    self.annotate = null;
  } else if (isCallable(value)) {
    self.annotate = value;
    self.annotations = null;
  } else {
    throw typeError("__annotate__ must be callable or None");
  }
}

function setName(self: PyFunction, value: PyValue | undefined): void {
  self.name = requireStr(value, "__name__");
}

function setQualname(self: PyFunction, value: PyValue | undefined): void {
  self.qualname = requireStr(value, "__qualname__");
}

function requireStr(value: PyValue | undefined, attribute: string): Str {
  const text = value === undefined ? undefined : asStr(value);
  if (text === undefined) throw typeError(`${attribute} must be set to a string object`);
  return text;
}

function setTypeParams(self: PyFunction, value: PyValue | undefined): void {
  if (!(value instanceof PyTuple)) throw typeError("__type_params__ must be set to a tuple");
  self.typeParams = value;
}
