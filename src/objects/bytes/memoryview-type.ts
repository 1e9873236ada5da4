/** memoryview: the table. Behaviour: CPython Objects/memoryobject.c. */
import type { PyBuffer } from "../buffer.ts";
import { defineType } from "../declare.ts";
import { PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";

export class PyMemoryView extends PyObject {
  buffer: PyBuffer;
  constructor(buffer: PyBuffer) {
    super(memoryviewType);
    this.buffer = buffer;
  }
}

export const memoryviewType: PyType = defineType<PyMemoryView>({
  name: "memoryview",
  doc: "A view of the memory of an object with the buffer interface.",
  slots: { sq_length: (self) => self.buffer.shape[0] },
});
