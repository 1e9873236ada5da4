/** The type `module`. Source: CPython Objects/moduleobject.c. */
import { type Str, strToJs } from "../kernel/str.ts";
import { genericLookupAttr, getAttr } from "./abstract/attributes.ts";
import { call, callMethod, isCallable } from "./abstract/call.ts";
import { object, str } from "./converters.ts";
import { defineType, getset, member, method, param } from "./declare.ts";
import { PyDict } from "./dict/dict.ts";
import { attributeError, isException, typeError } from "./errors.ts";
import { PyExc_AttributeError } from "./exceptions/types.ts";
import { importFrom } from "./import-hook.ts";
import { PyList } from "./list/list.ts";
import { PyModule } from "./module.ts";
import { fileOrigin, isInitializing, isStandardName, isUninitializedSubmodule, mayShadow } from "./module-spec.ts";
import type { PyValue } from "./object.ts";
import { asStr } from "./str/str-object.ts";
import { typeName } from "./typeof.ts";

export const moduleType = defineType<PyModule>({
  name: "module",
  basicsize: 56,
  doc: "Create a module object with a name and, optionally, a docstring.",
  flags: ["basetype", "dict", "weakref", "gc"],
  alloc: (type) => new PyModule(type),
  slots: { tp_repr: moduleRepr, tp_getattro: moduleGetAttr, tp_new: (type) => newBare(type) },
  init: method([param("name", str), param("doc", object, null)], "", moduleInit),
  methods: {
    __dir__: method([], "__dir__() -> list\nspecialized dir() implementation", moduleDir, {
      signature: null,
      parsed: "named",
    }),
  },
  members: {
    __dict__: member((self: PyModule) => self.dict),
  },
  getset: {
    __annotations__: getset(moduleAnnotations, setModuleAnnotations, null),
    __annotate__: getset(moduleAnnotate, setModuleAnnotate, null),
  },
});

function newBare(type: PyModule["type"]): PyValue {
  const module = type.tp_alloc!(type) as PyModule;
  module.dict = new PyDict();
  return module;
}

function moduleInit(self: PyModule, name: Str, doc: PyValue): PyValue {
  const dict = (self.dict ??= new PyDict());
  dict.set("__name__", name);
  dict.set("__doc__", doc);
  dict.set("__package__", null);
  dict.set("__loader__", null);
  dict.set("__spec__", null);
  return null;
}

function moduleRepr(self: PyModule): PyValue {
  return callMethod(importFrom("importlib", "_bootstrap"), "_module_repr", [self]);
}

export function moduleGetAttr(self: PyModule, name: Str): PyValue {
  const value = moduleLookupAttr(self, name);
  if (value === undefined) throw missing(self, name);
  return value;
}

/** The same without an error: undefined when neither the module has the attribute nor a `__getattr__`. */
export function moduleLookupAttr(self: PyModule, name: Str): PyValue | undefined {
  let value: PyValue | undefined;
  try {
    value = genericLookupAttr(self, self.type, name);
  } catch (caught) {
    if (!isException(caught, PyExc_AttributeError)) throw caught;
  }
  if (value !== undefined) return value;
  const hook = self.dict?.getStr("__getattr__");
  return hook === undefined || hook === null ? undefined : call(hook, [name]);
}

/** module_getattro's last part: circular imports and shadowed modules are named in the message. */
function missing(self: PyModule, name: Str): unknown {
  return attributeError(missingMessage(self, name), self, name);
}

function missingMessage(self: PyModule, name: Str): string {
  const shown = strToJs(name);
  const given = self.dict?.getStr("__name__") ?? null;
  const text = asStr(given);
  if (text === undefined) return `module has no attribute '${shown}'`;
  const module = strToJs(text);
  const plain = `module '${module}' has no attribute '${shown}'`;
  const spec = self.dict!.getStr("__spec__");
  if (spec === undefined) return plain;
  const origin = fileOrigin(spec);
  const shadows = mayShadow(origin);
  if (shadows && isStandardName(given)) {
    return `${plain} (consider renaming '${origin}' since it has the same name as the standard library module named '${module}' and prevents importing that standard library module)`;
  }
  if (isInitializing(spec)) {
    if (shadows) {
      return `${plain} (consider renaming '${origin}' if it has the same name as a library you intended to import)`;
    }
    const from = origin === null ? "" : ` from '${origin}'`;
    return `partially initialized module '${module}'${from} has no attribute '${shown}' (most likely due to a circular import)`;
  }
  return isUninitializedSubmodule(spec, name)
    ? `cannot access submodule '${shown}' of module '${module}' (most likely due to a circular import)`
    : plain;
}

function moduleDir(self: PyModule): PyValue {
  const dict = getAttr(self, "__dict__");
  if (!(dict instanceof PyDict)) throw typeError("<module>.__dict__ is not a dictionary");
  const hook = dict.getStr("__dir__");
  return hook === undefined ? new PyList(dict.keysArray()) : call(hook, []);
}

function moduleAnnotate(self: PyModule): PyValue {
  const dict = (self.dict ??= new PyDict());
  const found = dict.getStr("__annotate__");
  if (found === undefined) dict.set("__annotate__", null);
  return found ?? null;
}

function setModuleAnnotate(self: PyModule, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("cannot delete __annotate__ attribute");
  if (value !== null && !isCallable(value)) throw typeError("__annotate__ must be callable or None");
  self.dict!.set("__annotate__", value);
  if (value !== null) self.dict!.delete("__annotations__");
}

function moduleAnnotations(self: PyModule): PyValue {
  const dict = (self.dict ??= new PyDict());
  const found = dict.getStr("__annotations__");
  if (found !== undefined) return found;
  const spec = dict.getStr("__spec__") ?? null;
  const annotate = dict.getStr("__annotate__") ?? null;
  let annotations: PyValue = new PyDict();
  if (isCallable(annotate)) {
    annotations = call(annotate, [1]);
    if (!(annotations instanceof PyDict)) {
      throw typeError(`__annotate__ returned non-dict of type '${typeName(annotations)}'`);
    }
  }
  if (spec === null || !isInitializing(spec)) dict.set("__annotations__", annotations);
  return annotations;
}

function setModuleAnnotations(self: PyModule, value: PyValue | undefined): void {
  if (value !== undefined) self.dict!.set("__annotations__", value);
  else if (!self.dict!.delete("__annotations__")) throw attributeError("__annotations__", self, "__annotations__");
  self.dict!.delete("__annotate__");
}
