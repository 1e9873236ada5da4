/** staticarray: twelve bytes that are always there, whatever is asked for. Source: CPython Modules/_testbuffer.c. */
import { object } from "../../objects/converters.ts";
import { defineType, method, param } from "../../objects/declare.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";

const BYTES = Uint8Array.from({ length: 12 }, (_, i) => i);

class StaticArray extends PyObject {
  /** Whether buffers name no exporter, as old ones did. */
  readonly legacy: boolean;
  constructor(legacy: boolean) {
    super(staticArrayType);
    this.legacy = legacy;
  }
}

export const staticArrayType: PyType = defineType<StaticArray>({
  name: "staticarray",
  basicsize: 24,
  doc: null,
  slots: {
    bf_getbuffer: (self) => ({
      obj: self.legacy ? null : self,
      data: BYTES,
      readonly: true,
      itemsize: 1,
      format: "B",
      shape: [BYTES.length],
      strides: [1],
    }),
  },
  new: method(
    [param("legacy_mode", object, false)],
    "",
    (_type: PyType, mode: PyValue) => new StaticArray(mode === true),
    {
      signature: null,
      parsed: "unnamed",
    },
  ),
});
