/** classmethod. Source: CPython Objects/funcobject.c (cm_*). */
import { reprJs } from "../abstract/repr.ts";
import { object } from "../converters.ts";
import { defineType, member, method, posOnly } from "../declare.ts";
import type { PyDict } from "../dict/dict.ts";
import { newMethod } from "../method.ts";
import { PyObject, type PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { typeOf } from "../typeof.ts";
import { copyFunctionAttributes, wrapperParts } from "./wrapped.ts";

export class PyClassMethod extends PyObject {
  callable: PyValue;
  dict: PyDict | null = null;
  constructor(callable: PyValue, type: PyType = classMethodType) {
    super(type);
    this.callable = callable;
  }
}

export const classMethodType = defineType<PyClassMethod>({
  name: "classmethod",
  basicsize: 32,
  doc: "Make a function a class method: it gets the class as its implicit first argument.",
  flags: ["basetype", "dict", "gc"],
  alloc: (type) => new PyClassMethod(null, type),
  slots: {
    tp_repr: (self) => `<classmethod(${reprJs(self.callable)})>`,
    tp_descr_get: classMethodGet,
    tp_new: (type) => type.tp_alloc!(type),
  },
  init: method([posOnly("function", object)], "", classMethodInit),
  members: { __func__: member("callable"), __wrapped__: member("callable") },
  ...wrapperParts(),
});

function classMethodGet(self: PyClassMethod, object: PyValue | undefined, owner: PyType | undefined): PyValue {
  return newMethod(self.callable, owner ?? typeOf(object!));
}

function classMethodInit(self: PyClassMethod, callable: PyValue): PyValue {
  self.callable = callable;
  copyFunctionAttributes(self, callable);
  return null;
}
