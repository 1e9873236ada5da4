/** typing.Generic. Source: CPython Objects/typevarobject.c (generic_*). */
import type { Str } from "../../kernel/str.ts";
import { call } from "../abstract/call.ts";
import { defineType, method, varArgs, varKw } from "../declare.ts";
import type { PyDict } from "../dict/dict.ts";
import { importFrom } from "../import-hook.ts";
import type { PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";

export const genericType: PyType = defineType<PyValue>({
  name: "typing.Generic",
  doc: "Base of generic classes; class C[T] derives from it implicitly.",
  flags: ["basetype", "heaptype"],
  classMethods: {
    __class_getitem__: method(
      [varArgs("args"), varKw("kwargs")],
      "Parameterize a generic class.",
      (cls: PyType, args, kwargs) => forward("_generic_class_getitem", cls, args, kwargs),
      { signature: null },
    ),
    __init_subclass__: method(
      [varArgs("args"), varKw("kwargs")],
      "Initialize a generic subclass.",
      (cls: PyType, args, kwargs) => forward("_generic_init_subclass", cls, args, kwargs),
      { signature: null },
    ),
  },
});

function forward(name: string, cls: PyType, args: PyValue[], kwargs: PyDict): PyValue {
  const names = kwargs.keysArray() as Str[];
  return call(importFrom("typing", name), [cls, ...args, ...kwargs.valuesArray()], names.length === 0 ? null : names);
}
