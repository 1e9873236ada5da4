/** Buffers made by built-in code. Source: CPython Modules/_testcapi/buffer.c, Modules/_testcapimodule.c. */
import { strToJs } from "../../kernel/str.ts";
import { parseStruct } from "../../kernel/struct-codec.ts";
import { bytesLike, getBuffer, releaseBuffer, simpleBuffer } from "../../objects/bytes/bytes-like.ts";
import { makeMemoryView } from "../../objects/bytes/memoryview-hook.ts";
import { cint, object, str } from "../../objects/converters.ts";
import { type CallableSpec, defineType, fn, member, method, posOnly } from "../../objects/declare.ts";
import { bufferError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";

/** Four bytes that count who looks at them. */
class TestBuffer extends PyObject {
  references = 0;
}

const TEST_BYTES = Uint8Array.of(0x74, 0x65, 0x73, 0x74);

export const testBufType: PyType = defineType<TestBuffer>({
  name: "_testcapi.testBuf",
  doc: null,
  alloc: (type) => new TestBuffer(type),
  new: method([], "", (type: PyType) => new TestBuffer(type)),
  slots: {
    bf_getbuffer: (self, flags) => {
      const buffer = simpleBuffer(self, TEST_BYTES, true, flags);
      self.references++;
      return buffer;
    },
    bf_releasebuffer: (self) => {
      self.references--;
    },
  },
  members: { references: member("references", { readonly: true }) },
});

export const BUFFER_FUNCTIONS: Record<string, CallableSpec> = {
  buffer_fill_info: fn(
    [posOnly("source", bytesLike), posOnly("readonly", cint), posOnly("flags", cint)],
    "PyBuffer_FillInfo()",
    (source: Uint8Array, readonly: number, flags: number) =>
      makeMemoryView(simpleBuffer(null, source, readonly !== 0, flags)),
    { signature: null },
  ),
  getbuffer_with_null_view: fn(
    [posOnly("obj", object)],
    "PyObject_GetBuffer() with no place for the buffer.",
    (obj: PyValue) => {
      releaseBuffer(getBuffer(obj, 0));
      throw bufferError("PyObject_GetBuffer: view==NULL argument is obsolete");
    },
    { signature: null },
  ),
  PyBuffer_SizeFromFormat: fn(
    [posOnly("format", str)],
    "PyBuffer_SizeFromFormat()",
    (format) => parseStruct(strToJs(format)).size,
  ),
};
