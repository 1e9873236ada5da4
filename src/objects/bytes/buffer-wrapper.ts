/**
 * The exporter of a buffer that a Python `__buffer__` method gave: releasing it calls `__release_buffer__` and then releases the
 * memoryview which the method returned. Source: CPython Objects/typeobject.c (slot_bf_getbuffer, bufferwrapper_*).
 */
import { callSpecial } from "../abstract/call.ts";
import type { PyBuffer } from "../buffer.ts";
import { defineType } from "../declare.ts";
import { PyObject, type PyValue } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { typeOf } from "../typeof.ts";
import { releaseBuffer } from "./bytes-like.ts";
import { type PyMemoryView, viewOfBuffer } from "./memoryview-object.ts";

class BufferWrapper extends PyObject {
  readonly view: PyMemoryView;
  readonly exporter: PyValue;
  readonly inner: PyBuffer;
  constructor(view: PyMemoryView, exporter: PyValue, inner: PyBuffer) {
    super(bufferWrapperType);
    this.view = view;
    this.exporter = exporter;
    this.inner = inner;
  }
}

export const bufferWrapperType: PyType = defineType<BufferWrapper>({
  name: "_buffer_wrapper",
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { bf_releasebuffer: release },
});

/** The buffer that a consumer sees in place of `inner`, which `view` gave on behalf of `exporter`. */
export function bufferWrapper(view: PyMemoryView, exporter: PyValue, inner: PyBuffer): PyBuffer {
  return { ...inner, obj: new BufferWrapper(view, exporter, inner) };
}

function release(self: BufferWrapper): void {
  const { view, exporter, inner } = self;
  if (typeOf(exporter).bf_releasebuffer !== undefined) {
    const shown = viewOfBuffer({ ...inner, obj: null });
    callSpecial(exporter, "__release_buffer__", [shown]);
    if (!shown.released) shown.release();
  }
  releaseBuffer(inner);
  view.release();
}
