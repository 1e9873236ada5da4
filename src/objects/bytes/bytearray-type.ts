/** bytearray: the table. Behaviour: CPython Objects/bytearrayobject.c. */
import { bytesRepr } from "../../kernel/str-repr.ts";
import { defineType } from "../declare.ts";
import type { PyType } from "../type-object.ts";
import { PyByteArray } from "./bytearray-object.ts";

export const bytearrayType: PyType = defineType<PyByteArray>({
  name: "bytearray",
  doc: "Mutable bytes: from an iterable of ints, encoded text, a buffer, or a count of zeros.",
  flags: ["basetype"],
  alloc: (type) => new PyByteArray(new Uint8Array(0), type),
  slots: {
    tp_repr: (self) => `bytearray(${bytesRepr(self.data)})`,
    tp_hash: null,
    sq_length: (self) => self.data.length,
  },
});
