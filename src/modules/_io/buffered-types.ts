/** BufferedReader, BufferedWriter and BufferedRandom: the tables. The machinery: buffered.ts. Source: CPython Modules/_io/bufferedio.c. */
import { getAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { index } from "../../objects/abstract/number.ts";
import { bytesLike, writableBytes } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cint, object, ssize, ssizeOrNone, truth } from "../../objects/converters.ts";
import {
  type CallableSpec,
  defineType,
  getset,
  member,
  method,
  param,
  posOnly,
  type TypeSpec,
} from "../../objects/declare.ts";
import { newException, overflowError, valueError } from "../../objects/errors.ts";
import { PyExc_OSError } from "../../objects/exceptions/types.ts";
import { activate, type CallRequest } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { PyBuffered } from "./buffered.ts";
import { bufferedIOBaseType } from "./bufferedbase.ts";
import { closedFile, unsupported } from "./errors.ts";
import { guardedName, nameOf } from "./fileio.ts";
import {
  cannotPickle,
  checkReadable,
  checkSeekable,
  checkWritable,
  DEFAULT_BUFFER_SIZE,
  warnDropped,
} from "./iobase.ts";
import {
  finished,
  flushAndClose,
  flushingAndClosing,
  nextByReadline,
  waiting,
  waitingToWrite,
  whenFree,
} from "./wait.ts";

export const bufferedReaderType: PyType = defineType<PyBuffered>({
  ...shared("_io.BufferedReader", "A buffer for reading from a raw stream."),
  slots: { tp_repr: bufferedRepr, tp_iternext: nextLine, tp_iternext_waiting: nextLineOrWait },
  init: initializer((self, raw, size) => {
    checkReadable(raw);
    self.setUp(raw, size, true, false);
  }),
  methods: { ...commonMethods(), ...readingMethods(), flush: delegated("flush", null) },
});

export const bufferedWriterType: PyType = defineType<PyBuffered>({
  ...shared("_io.BufferedWriter", "A buffer for writing to a raw stream."),
  slots: { tp_repr: bufferedRepr },
  init: initializer((self, raw, size) => {
    checkWritable(raw);
    self.setUp(raw, size, false, true);
  }),
  methods: { ...commonMethods(), ...writingMethods(), flush: method([], null, flush) },
});

export const bufferedRandomType: PyType = defineType<PyBuffered>({
  ...shared("_io.BufferedRandom", "A buffer for reading from and writing to a seekable raw stream."),
  slots: { tp_repr: bufferedRepr, tp_iternext: nextLine, tp_iternext_waiting: nextLineOrWait },
  init: initializer((self, raw, size) => {
    checkSeekable(raw);
    checkReadable(raw);
    checkWritable(raw);
    self.setUp(raw, size, true, true);
  }),
  methods: {
    ...commonMethods(),
    ...readingMethods(),
    ...writingMethods(),
    flush: method([], null, flush),
  },
});

function shared(name: string, doc: string): TypeSpec<PyBuffered> {
  return {
    name,
    basicsize: 152,
    doc,
    flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
    base: () => bufferedIOBaseType,
    alloc: (type) => new PyBuffered(type),
    members: {
      raw: member("raw"),
      _finalizing: member("finalizing", { readonly: false, convert: truth }),
    },
    getset: {
      closed: getset((self: PyBuffered) => (self.checkReady(), getAttr(self.raw, "closed")), undefined, null),
      name: getset((self: PyBuffered) => (self.checkReady(), getAttr(self.raw, "name")), undefined, null),
      mode: getset((self: PyBuffered) => (self.checkReady(), getAttr(self.raw, "mode")), undefined, null),
    },
  };
}

function initializer(run: (self: PyBuffered, raw: PyValue, size: number) => void): CallableSpec {
  return method(
    [param("raw", object), param("buffer_size", ssize, DEFAULT_BUFFER_SIZE, "DEFAULT_BUFFER_SIZE")],
    "",
    (self: PyBuffered, raw, size) => {
      self.ok = false;
      self.detached = false;
      run(self, raw, size);
      return null;
    },
  );
}

function delegated(name: string, doc: string | null): CallableSpec {
  return method([], doc, (self: PyBuffered) => {
    self.checkReady();
    return callMethod(self.raw, name);
  });
}

function commonMethods(): Record<string, CallableSpec> {
  return {
    detach: method([], null, detach),
    close: method([], null, close),
    seekable: delegated("seekable", null),
    fileno: delegated("fileno", null),
    isatty: delegated("isatty", null),
    _dealloc_warn: method([posOnly("source", object)], null, (self: PyBuffered, source) => {
      if (self.ok && self.raw !== null) warnDropped(self.raw, source);
      return null;
    }),
    seek: method([posOnly("target", object), posOnly("whence", cint, 0)], null, seek),
    tell: method([], null, tell),
    truncate: method([posOnly("pos", object, null)], null, truncate, { definingClass: true }),
    __sizeof__: method([], null, (self: PyBuffered) => 160 + self.size),
    __getstate__: method([], null, cannotPickle),
  };
}

function readingMethods(): Record<string, CallableSpec> {
  return {
    readable: delegated("readable", null),
    read: method([posOnly("size", ssizeOrNone, -1)], null, (self: PyBuffered, size) => read(self, size ?? -1)),
    read1: method([posOnly("size", ssize, -1)], null, read1),
    readinto: method([posOnly("buffer", writableBytes)], null, (self: PyBuffered, buffer) =>
      readInto(self, buffer, false),
    ),
    readinto1: method([posOnly("buffer", writableBytes)], null, (self: PyBuffered, buffer) =>
      readInto(self, buffer, true),
    ),
    readline: method([posOnly("size", ssizeOrNone, -1)], null, (self: PyBuffered, size) => {
      self.checkReady();
      return waiting(() => new PyBytes(readLine(self, size ?? -1)));
    }),
    peek: method([posOnly("size", ssize, 0)], null, (self: PyBuffered) => {
      self.checkReady();
      self.checkOpen("peek of closed file");
      return waiting(() => new PyBytes(self.locked(() => self.peek())));
    }),
  };
}

function writingMethods(): Record<string, CallableSpec> {
  return {
    writable: delegated("writable", null),
    write: method([posOnly("buffer", bytesLike)], null, (self: PyBuffered, data) => {
      self.checkReady();
      return waitingToWrite(data, (rest) => bufferedWrite(self, rest));
    }),
  };
}

/** `self.write(data)` for a stream that is ready. */
export function bufferedWrite(self: PyBuffered, data: Uint8Array): number {
  self.checkReady();
  return self.locked(() => {
    if (self.isClosed()) throw closedFile("write to closed file");
    return self.write(data);
  });
}

function read(self: PyBuffered, size: number): PyValue {
  self.checkReady();
  if (size < -1) throw valueError("read length must be non-negative or -1");
  self.checkOpen("read of closed file");
  return waiting(() => (size === -1 ? bufferedReadAll(self) : self.locked(() => self.read(size))));
}

export function bufferedReadAll(self: PyBuffered): PyValue {
  self.checkReady();
  self.checkOpen("read of closed file");
  return self.locked(() => self.readAll());
}

function read1(self: PyBuffered, size: number): PyValue {
  self.checkReady();
  self.checkOpen("read of closed file");
  return waiting(() => new PyBytes(bufferedRead1(self, size)));
}

export function bufferedRead1(self: PyBuffered, size: number): Uint8Array {
  self.checkReady();
  self.checkOpen("read of closed file");
  return self.locked(() => self.read1(size < 0 ? self.size : size));
}

function readInto(self: PyBuffered, buffer: Uint8Array, once: boolean): PyValue {
  self.checkReady();
  self.checkOpen("readinto of closed file");
  return waiting(() => self.locked(() => self.readInto(buffer, once)));
}

function readLine(self: PyBuffered, limit: number): Uint8Array {
  self.checkOpen("readline of closed file");
  return self.locked(() => self.readLine(limit));
}

function nextLine(self: PyBuffered): PyValue | undefined {
  self.checkReady();
  return isPlainReader(self) ? finished(plainLine(self)) : lineOrEnd(callMethod(self, "readline"));
}

function nextLineOrWait(self: PyBuffered): PyValue | undefined {
  self.checkReady();
  return isPlainReader(self) ? plainLine(self) : nextByReadline(self, lineOrEnd);
}

function isPlainReader({ type }: PyBuffered): boolean {
  return type === bufferedReaderType || type === bufferedRandomType;
}

function plainLine(self: PyBuffered): PyValue | undefined {
  return waiting(() => {
    const data = readLine(self, -1);
    return data.length === 0 ? undefined : new PyBytes(data);
  });
}

function lineOrEnd(line: PyValue): PyValue | undefined {
  if (!(line instanceof PyBytes)) {
    throw newException(PyExc_OSError, `readline() should have returned a bytes object, not '${typeName(line)}'`);
  }
  return line.data.length === 0 ? undefined : line;
}

export function bufferedFlush(self: PyBuffered): void {
  self.checkReady();
  self.checkOpen("flush of closed file");
  self.locked(() => self.flushAndRewind());
}

function flush(self: PyBuffered): PyValue {
  self.checkReady();
  self.checkOpen("flush of closed file");
  return waiting(() => {
    self.locked(() => self.flushAndRewind());
    return null;
  });
}

function close(self: PyBuffered): PyValue {
  self.checkReady();
  if (self.mayWait) return activate(closing(self));
  return startsClosing(self) ? flushAndClose(self, () => self.raw, self) : null;
}

/** Whether there is something to close. */
function startsClosing(self: PyBuffered): boolean {
  return self.locked(() => {
    if (self.isRawClosed()) return false;
    if (self.finalizing) warnDropped(self.raw, self);
    return true;
  });
}

function* closing(self: PyBuffered): Generator<CallRequest, PyValue, PyValue> {
  return (yield* whenFree(() => startsClosing(self))) ? yield* flushingAndClosing(self, () => self.raw, self) : null;
}

function detach(self: PyBuffered): PyValue {
  self.checkReady();
  callMethod(self, "flush");
  const { raw } = self;
  self.raw = null;
  self.file = null;
  self.detached = true;
  self.ok = false;
  return raw;
}

function seek(self: PyBuffered, target: PyValue, whence: number): PyValue {
  self.checkReady();
  if (whence < 0 || whence > 2) throw valueError(`whence value ${whence} unsupported`);
  self.checkOpen("seek of closed file");
  checkSeekable(self.raw);
  return self.seek(offset(target), whence);
}

function offset(value: PyValue): number {
  const int = index(value);
  if (int > 0x7fffffffffffffffn || int < -0x8000000000000000n)
    throw overflowError("cannot fit 'int' into an offset-sized integer");
  return Number(int);
}

function tell(self: PyBuffered): PyValue {
  self.checkReady();
  return Math.max(self.rawTell() - self.rawOffset(), 0);
}

function truncate(self: PyBuffered, pos: PyValue): PyValue {
  self.checkReady();
  self.checkOpen("truncate of closed file");
  if (!self.writable) throw unsupported("truncate");
  return self.locked(() => {
    self.flushAndRewind();
    const result = callMethod(self.raw, "truncate", [pos]);
    try {
      self.rawTell();
    } catch {
      self.absPos = -1;
    }
    return result;
  });
}

function bufferedRepr(self: PyBuffered): PyValue {
  const type = typeName(self);
  const name = nameOf(self);
  if (name === undefined) return `<${type}>`;
  return `<${type} name=${guardedName(self, name)}>`;
}
