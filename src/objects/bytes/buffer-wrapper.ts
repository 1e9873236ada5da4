/**
 * Buffers that Python code gives and takes back (PEP 688). The exporter of what a `__buffer__` method gave is a wrapper, so that
 * `__release_buffer__` gets the very memoryview that the method returned. Source: CPython Objects/typeobject.c
 * (slot_bf_getbuffer, releasebuffer_call_python, bufferwrapper_*).
 */
import { callSpecial } from "../abstract/call.ts";
import type { PyBuffer } from "../buffer.ts";
import { defineType } from "../declare.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { slotReleaseBuffer } from "../type/dispatchers.ts";
import type { PyType } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { writeUnraisable } from "../unraisable.ts";
import { releaseBuffer } from "./bytes-like.ts";
import { type PyMemoryView, viewOfBuffer } from "./memoryview-object.ts";

class BufferWrapper implements PyObject {
  static {
    inheritPyObject(BufferWrapper);
  }
  type: PyType;
  readonly view: PyMemoryView;
  readonly exporter: PyValue;
  readonly inner: PyBuffer;
  released = false;
  constructor(view: PyMemoryView, exporter: PyValue, inner: PyBuffer) {
    this.type = bufferWrapperType;
    this.view = view;
    this.exporter = exporter;
    this.inner = inner;
  }
}

export const bufferWrapperType: PyType = defineType<BufferWrapper>({
  name: "_buffer_wrapper",
  basicsize: 32,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { bf_releasebuffer: release },
});

/** The buffer that a consumer sees in place of `inner`, which `view` gave on behalf of `exporter`. */
export function bufferWrapper(view: PyMemoryView, exporter: PyValue, inner: PyBuffer): PyBuffer {
  return { ...inner, obj: new BufferWrapper(view, exporter, inner), counted: undefined };
}

function release(self: BufferWrapper, buffer: PyBuffer): void {
  if (self.released) return;
  self.released = true;
  const { view, exporter, inner } = self;
  releaseBuffer(inner);
  // Releasing the view will tell the exporter itself where the view is the exporter's own.
  if (view.obj !== exporter && typeOf(exporter).bf_releasebuffer === slotReleaseBuffer) {
    callReleaseBuffer(exporter, buffer);
  }
  // CPython drops its reference, which is the last one as a rule. Others' memory that counts its views finds out by itself whether this
  // one is left.
  const { counted } = view.managed.master;
  if (view.exports === 0 && (counted === undefined || view.obj === exporter)) view.release();
}

/** Calls `__release_buffer__`; what it raises cannot reach anybody. */
export function callReleaseBuffer(exporter: PyValue, buffer: PyBuffer): void {
  const { obj } = buffer;
  // A view of a buffer that is on its way out must not outlive the call.
  const view = obj instanceof BufferWrapper ? obj.view : viewOfBuffer({ ...buffer, obj: null });
  if (!(obj instanceof BufferWrapper)) view.restricted = true;
  try {
    callSpecial(exporter, "__release_buffer__", [view]);
  } catch (caught) {
    writeUnraisable(caught, `Exception ignored in __release_buffer__ of ${typeName(exporter)}`, null);
  }
  if (!(obj instanceof BufferWrapper)) view.release();
}
