/** BufferedRWPair: a reader and a writer seen as one stream. Source: CPython Modules/_io/bufferedio.c. */
import { getAttr } from "../../objects/abstract/attributes.ts";
import { call, callMethod } from "../../objects/abstract/call.ts";
import { object, ssize } from "../../objects/converters.ts";
import { type CallableSpec, defineType, getset, method, posOnly, varArgs } from "../../objects/declare.ts";
import { runtimeError, valueError } from "../../objects/errors.ts";
import { activate, oneCall } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { bufferedReaderType, bufferedWriterType } from "./buffered-types.ts";
import { bufferedIOBaseType } from "./bufferedbase.ts";
import { chained, checkReadable, checkWritable, DEFAULT_BUFFER_SIZE, PyIOBase } from "./iobase.ts";

export class PyBufferedRWPair extends PyIOBase {
  reader: PyValue | undefined = undefined;
  writer: PyValue | undefined = undefined;
}

export const bufferedRWPairType: PyType = defineType<PyBufferedRWPair>({
  name: "_io.BufferedRWPair",
  basicsize: 48,
  doc: "A buffered reader and a buffered writer over two raw streams, used as one.",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
  base: () => bufferedIOBaseType,
  alloc: (type) => new PyBufferedRWPair(type),
  init: method(
    [
      posOnly("reader", object),
      posOnly("writer", object),
      posOnly("buffer_size", ssize, DEFAULT_BUFFER_SIZE, "DEFAULT_BUFFER_SIZE"),
    ],
    "",
    (self: PyBufferedRWPair, reader, writer, size) => {
      checkReadable(reader);
      checkWritable(writer);
      self.reader = call(bufferedReaderType, [reader, size]);
      self.writer = call(bufferedWriterType, [writer, size]);
      return null;
    },
  ),
  methods: {
    read: forwarded("reader", "read", null),
    peek: forwarded("reader", "peek", null),
    read1: forwarded("reader", "read1", null),
    readinto: forwarded("reader", "readinto", null),
    readinto1: forwarded("reader", "readinto1", null),
    write: forwarded("writer", "write", null),
    flush: forwarded("writer", "flush", "($self, /)"),
    readable: forwarded("reader", "readable", "($self, /)"),
    writable: forwarded("writer", "writable", "($self, /)"),
    close: method([], null, (self: PyBufferedRWPair) => {
      chained(
        () => callMethod(part(self, "writer"), "close"),
        () => callMethod(part(self, "reader"), "close"),
      );
      return null;
    }),
    isatty: method([], null, (self: PyBufferedRWPair) => {
      const writer = callMethod(part(self, "writer"), "isatty");
      return writer !== false ? writer : callMethod(part(self, "reader"), "isatty");
    }),
  },
  getset: {
    closed: getset(
      (self: PyBufferedRWPair) => {
        if (self.writer === undefined) throw runtimeError("the BufferedRWPair object is being garbage-collected");
        return getAttr(self.writer, "closed");
      },
      undefined,
      null,
    ),
  },
});

function part(self: PyBufferedRWPair, which: "reader" | "writer"): PyValue {
  const stream = self[which];
  if (stream === undefined) throw valueError("I/O operation on uninitialized object");
  return stream;
}

function forwarded(which: "reader" | "writer", name: string, signature: string | null): CallableSpec {
  const forward = (self: PyBufferedRWPair, args: PyValue[]): PyValue =>
    activate(oneCall({ callable: getAttr(part(self, which), name), args, kwnames: null }));
  return method([varArgs("args")], null, forward, { signature });
}
