/** `__annotations__` and `__annotate__` of classes (PEP 649, 749). Source: CPython Objects/typeobject.c (type_get_annotations …). */
import { strToJs } from "../../kernel/str.ts";
import { call, isCallable } from "../abstract/call.ts";
import { PyDict } from "../dict/dict.ts";
import { attributeError, typeError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { type PyType, TPFLAGS } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { invalidate } from "./inherit.ts";

function checkMutable(type: PyType, name: string): void {
  if ((type.flags & TPFLAGS.IMMUTABLETYPE) !== 0) {
    throw typeError(`cannot set '${name}' attribute of immutable type '${strToJs(type.tp_name)}'`);
  }
}

export function typeAnnotate(self: PyType): PyValue {
  if ((self.flags & TPFLAGS.HEAPTYPE) === 0) {
    throw attributeError(
      `type object '${strToJs(self.tp_name)}' has no attribute '__annotate__'`,
      self,
      "__annotate__",
    );
  }
  const found = self.dict.getStr("__annotate__") ?? self.dict.getStr("__annotate_func__");
  if (found === undefined) {
    self.dict.set("__annotate_func__", null);
    return null;
  }
  const get = typeOf(found).tp_descr_get;
  return get === undefined ? found : get(found, undefined, self);
}

export function setTypeAnnotate(self: PyType, value: PyValue | undefined): void {
  if (value === undefined) throw typeError("cannot delete __annotate__ attribute");
  checkMutable(self, "__annotate__");
  if (value !== null && !isCallable(value)) throw typeError("__annotate__ must be callable or None");
  self.dict.set("__annotate_func__", value);
  if (value !== null) self.dict.delete("__annotations_cache__");
  self.dict.delete("__annotations__");
  invalidate(self);
}

export function typeAnnotations(self: PyType): PyValue {
  if ((self.flags & TPFLAGS.HEAPTYPE) === 0) {
    throw attributeError(
      `type object '${strToJs(self.tp_name)}' has no attribute '__annotations__'`,
      self,
      "__annotations__",
    );
  }
  const found = self.dict.getStr("__annotations__") ?? self.dict.getStr("__annotations_cache__");
  if (found !== undefined) {
    const get = typeOf(found).tp_descr_get;
    return get === undefined ? found : get(found, undefined, self);
  }
  const annotate = typeAnnotate(self);
  let annotations: PyValue = new PyDict();
  if (isCallable(annotate)) {
    annotations = call(annotate, [1]);
    if (!(annotations instanceof PyDict)) {
      throw typeError(`__annotate__ returned non-dict of type '${typeName(annotations)}'`);
    }
  }
  self.dict.set("__annotations_cache__", annotations);
  invalidate(self);
  return annotations;
}

export function setTypeAnnotations(self: PyType, value: PyValue | undefined): void {
  checkMutable(self, "__annotations__");
  if (value !== undefined) {
    self.dict.set(self.dict.has("__annotations__") ? "__annotations__" : "__annotations_cache__", value);
  } else if (!self.dict.delete("__annotations__") && !self.dict.delete("__annotations_cache__")) {
    throw attributeError("__annotations__", self, "__annotations__");
  }
  self.dict.delete("__annotate_func__");
  self.dict.delete("__annotate__");
  invalidate(self);
}
