/** PickleBuffer: an object whose memory may be pickled out of band (PEP 574). Source: CPython Objects/picklebufobject.c. */
import { PyBUF_FULL_RO, type PyBuffer } from "../../objects/buffer.ts";
import { getBuffer, releaseBuffer } from "../../objects/bytes/bytes-like.ts";
import { isContiguous } from "../../objects/bytes/layout.ts";
import { viewOfBuffer } from "../../objects/bytes/memoryview-object.ts";
import { object } from "../../objects/converters.ts";
import { defineType, method, posOnly } from "../../objects/declare.ts";
import { bufferError, valueError } from "../../objects/errors.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";

export class PickleBuffer implements PyObject {
  static {
    inheritPyObject(PickleBuffer);
  }
  type: PyType;
  buffer: PyBuffer | null = null;

  constructor(type: PyType) {
    this.type = type;
  }
}

export const pickleBufferType: PyType = defineType<PickleBuffer>({
  name: "pickle.PickleBuffer",
  basicsize: 104,
  doc: "Wrapper for potentially out-of-band buffers",
  flags: ["weakref"],
  alloc: (type) => new PickleBuffer(type),
  slots: { bf_getbuffer: exportBuffer, bf_releasebuffer: () => {} },
  new: method([posOnly("object", object)], "", pickleBufferNew, { varargs: true, signature: null }),
  methods: {
    raw: method([], "A memoryview of the memory as one-dimensional bytes; BufferError if it is not contiguous.", raw),
    release: method([], "Release the underlying buffer.", release),
  },
});

function pickleBufferNew(type: PyType, base: PyValue): PyValue {
  const made = type.tp_alloc!(type) as PickleBuffer;
  made.buffer = getBuffer(base, PyBUF_FULL_RO);
  return made;
}

function released(): unknown {
  return valueError("operation forbidden on released PickleBuffer object");
}

/** The wrapped object is asked anew: the consumer's view is of that object, and released on it. */
function exportBuffer(self: PickleBuffer, flags: number): PyBuffer {
  if (self.buffer === null) throw released();
  return getBuffer(self.buffer.obj, flags);
}

function raw(self: PickleBuffer): PyValue {
  const { buffer } = self;
  if (buffer === null) throw released();
  const { shape, strides, itemsize } = buffer;
  if (!isContiguous(shape, strides, itemsize, "C") && !isContiguous(shape, strides, itemsize, "F")) {
    throw bufferError("cannot extract raw buffer from non-contiguous buffer");
  }
  const view = getBuffer(buffer.obj, PyBUF_FULL_RO);
  const size = shape.reduce((a, b) => a * b, itemsize);
  return viewOfBuffer({ ...view, itemsize: 1, format: "B", shape: [size], strides: [1] });
}

function release(self: PickleBuffer): PyValue {
  if (self.buffer !== null) releaseBuffer(self.buffer);
  self.buffer = null;
  return null;
}
