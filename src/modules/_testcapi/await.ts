/** An awaitable whose iterator is any object. Source: CPython Modules/_testcapimodule.c (awaitObject). */
import { object } from "../../objects/converters.ts";
import { defineType, method, posOnly } from "../../objects/declare.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";

class Awaitable extends PyObject {
  iterator: PyValue = null;
}

export const awaitType = defineType<Awaitable>({
  name: "awaitType",
  doc: null,
  alloc: (type) => new Awaitable(type),
  slots: { am_await: (self) => self.iterator },
  new: method([posOnly("iterator", object)], "", (type: PyType, iterator) => {
    const made = new Awaitable(type);
    made.iterator = iterator;
    return made;
  }),
});
