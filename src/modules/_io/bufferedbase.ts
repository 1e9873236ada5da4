/** _BufferedIOBase: reading into buffers in terms of read(). Source: CPython Modules/_io/bufferedio.c. */
import { callMethod } from "../../objects/abstract/call.ts";
import { writableBytes } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { object, ssizeOrNone } from "../../objects/converters.ts";
import { type CallableSpec, defineType, method, posOnly } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import type { PyType } from "../../objects/type-object.ts";
import { unsupported } from "./errors.ts";
import { iobaseType, type PyIOBase } from "./iobase.ts";

export const bufferedIOBaseType: PyType = defineType<PyIOBase>({
  name: "_io._BufferedIOBase",
  basicsize: 32,
  doc: "Base class of buffered binary streams, whose read() has no short results.",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
  base: () => iobaseType,
  methods: {
    detach: method([], "Separate the raw stream and return it.", () => {
      throw unsupported("detach");
    }),
    read: method([posOnly("size", ssizeOrNone, -1)], "Read up to size bytes, or until the end.", () => {
      throw unsupported("read");
    }),
    read1: method(
      [posOnly("size", ssizeOrNone, -1)],
      "Read up to size bytes with at most one call of the raw stream.",
      () => {
        throw unsupported("read1");
      },
    ),
    readinto: readingInto("read"),
    readinto1: readingInto("read1"),
    write: method([posOnly("b", object)], "Write a buffer.", () => {
      throw unsupported("write");
    }),
  },
});

function readingInto(via: "read" | "read1"): CallableSpec {
  return method([posOnly("buffer", writableBytes)], null, (self: PyIOBase, buffer) => {
    const read = callMethod(self, via, [buffer.length]);
    if (!(read instanceof PyBytes)) throw typeError("read() should return bytes");
    const { data } = read;
    if (data.length > buffer.length) {
      throw valueError(`read() returned too much data: ${buffer.length} bytes requested, ${data.length} returned`);
    }
    buffer.set(data);
    return data.length;
  });
}
