/** staticmethod. Source: CPython Objects/funcobject.c (sm_*). */

import { call } from "../abstract/call.ts";
import { reprJs } from "../abstract/repr.ts";
import { object } from "../converters.ts";
import { defineType, member, method, posOnly } from "../declare.ts";
import type { PyDict } from "../dict/dict.ts";
import { type KwNames, PyObject, type PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { copyFunctionAttributes, wrapperParts } from "./wrapped.ts";

export class PyStaticMethod extends PyObject {
  callable: PyValue;
  dict: PyDict | null = null;
  constructor(callable: PyValue, type: PyType = staticMethodType) {
    super(type);
    this.callable = callable;
  }
}

export const staticMethodType = defineType<PyStaticMethod>({
  name: "staticmethod",
  basicsize: 32,
  doc: "Make a function a static method: it gets no implicit first argument, called through the class or an instance.",
  flags: ["basetype", "dict", "gc"],
  alloc: (type) => new PyStaticMethod(null, type),
  slots: {
    tp_repr: (self) => `<staticmethod(${reprJs(self.callable)})>`,
    tp_descr_get: (self) => self.callable,
    tp_call: (self, args: PyValue[], kwnames: KwNames) => call(self.callable, args, kwnames),
    tp_new: (type) => type.tp_alloc!(type),
  },
  init: method([posOnly("function", object)], "", staticMethodInit),
  members: { __func__: member("callable"), __wrapped__: member("callable") },
  ...wrapperParts(),
});

function staticMethodInit(self: PyStaticMethod, callable: PyValue): PyValue {
  self.callable = callable;
  copyFunctionAttributes(self, callable);
  return null;
}
