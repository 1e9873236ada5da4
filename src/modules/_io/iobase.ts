/** _IOBase and _RawIOBase: what all streams share, written in terms of the methods that a subclass provides. Source: CPython Modules/_io/iobase.c. */

import { bytesJoin } from "../../kernel/bytes-ops.ts";
import { strToJs } from "../../kernel/str.ts";
import { getAttr, lookupAttr, setAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { length } from "../../objects/abstract/container.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { ssizeIndex } from "../../objects/abstract/number.ts";
import { PyByteArray } from "../../objects/bytes/bytearray-object.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { object, ssizeOrNone } from "../../objects/converters.ts";
import { defineType, getset, method, posOnly, varArgs } from "../../objects/declare.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { newException, typeError, valueError } from "../../objects/errors.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { PyExc_OSError } from "../../objects/exceptions/types.ts";
import { dictOf } from "../../objects/instance-dict.ts";
import { PyList } from "../../objects/list/list.ts";
import { activate, type CallRequest, machine, oneCall, type Sink } from "../../objects/machine.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import type { Waiting } from "../../objects/waiting.ts";
import { closedFile, unsupported } from "./errors.ts";
import { nextByReadline } from "./wait.ts";

/** Any stream. */
export class PyIOBase extends PyObject implements Waiting {
  dict: PyDict | null = null;
  constructor(type: PyType) {
    super(type);
  }
  get mayWait(): boolean {
    return false;
  }
}

/** How much readall and copies read at a time. */
export const DEFAULT_BUFFER_SIZE = 128 * 1024;

export const iobaseType: PyType = defineType<PyIOBase>({
  name: "_io._IOBase",
  basicsize: 32,
  doc: "The abstract base class of all streams: iteration, closing and the checks that the others build on.",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
  alloc: (type) => new PyIOBase(type),
  slots: {
    tp_iter: iobaseIter,
    tp_iternext: iobaseNext,
    tp_iternext_waiting: (self: PyIOBase) => nextByReadline(self, lineOrEnd),
    tp_finalize: iobaseFinalize,
  },
  methods: {
    seek: method(
      [posOnly("offset", object), posOnly("whence", object, 0, "os.SEEK_SET")],
      "Change the position and return it.",
      () => {
        throw unsupported("seek");
      },
    ),
    tell: method([], "Return the position.", (self: PyIOBase) => callMethod(self, "seek", [0, 1])),
    truncate: method(
      [posOnly("size", object, null)],
      "Change the size to that many bytes, by default the position.",
      () => {
        throw unsupported("truncate");
      },
    ),
    flush: method([], "Write out what is buffered.", iobaseFlush),
    close: method([], "Flush and close the stream.", iobaseClose),
    seekable: method([], "Whether random access is supported.", () => false),
    readable: method([], "Whether the stream can be read.", () => false),
    writable: method([], "Whether the stream can be written.", () => false),
    _checkClosed: method(
      [varArgs("args")],
      null,
      (self: PyIOBase) => {
        checkClosed(self);
        return null;
      },
      { signature: "($self, /)" },
    ),
    _checkSeekable: method([varArgs("args")], null, (self: PyIOBase) => checkSeekable(self), {
      signature: "($self, /)",
    }),
    _checkReadable: method([varArgs("args")], null, (self: PyIOBase) => checkReadable(self), {
      signature: "($self, /)",
    }),
    _checkWritable: method([varArgs("args")], null, (self: PyIOBase) => checkWritable(self), {
      signature: "($self, /)",
    }),
    fileno: method([], "Return the file descriptor.", () => {
      throw unsupported("fileno");
    }),
    isatty: method([], "Whether the stream is a terminal.", (self: PyIOBase) => {
      checkClosed(self);
      return false;
    }),
    __enter__: method([], null, (self: PyIOBase) => {
      checkClosed(self);
      return self;
    }),
    __exit__: method([varArgs("args")], null, iobaseExit, { signature: null }),
    readline: method(
      [posOnly("size", ssizeOrNone, -1)],
      "Read a line, at most size bytes of it.",
      (self: PyIOBase, size) => activate(iobaseReadline(self, size ?? -1)),
    ),
    readlines: method(
      [posOnly("hint", ssizeOrNone, -1)],
      "Read lines until their total size exceeds the hint.",
      (self: PyIOBase, hint) => readlines(self, hint ?? -1),
    ),
    writelines: method([posOnly("lines", object)], "Write each of the lines; no separators are added.", writelines),
  },
  getset: {
    __dict__: getset((self: PyIOBase) => dictOf(self), undefined, null),
    closed: getset((self: PyIOBase) => isClosed(self), undefined, null),
  },
});

export const rawIOBaseType: PyType = defineType<PyIOBase>({
  name: "_io._RawIOBase",
  basicsize: 32,
  doc: "Base class of raw binary streams: reading in terms of readinto().",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
  base: () => iobaseType,
  methods: {
    read: method([posOnly("size", ssizeOrNone, -1)], null, (self: PyIOBase, size) => rawRead(self, size ?? -1)),
    readall: method([], "Read until the end.", rawReadAll),
    readinto: method(
      [posOnly("buffer", object)],
      null,
      () => {
        throw unsupported("readinto");
      },
      { signature: null, varargs: true },
    ),
    write: method(
      [posOnly("b", object)],
      null,
      () => {
        throw unsupported("write");
      },
      { signature: null, varargs: true },
    ),
  },
});

/** iobase_is_closed: whether close() of this class ran. */
function isClosed(self: PyIOBase): boolean {
  return lookupAttr(self, "__IOBase_closed") !== undefined;
}

/** Raises ValueError when the `closed` attribute is true. */
export function checkClosed(self: PyValue): void {
  const closed = lookupAttr(self, "closed");
  if (closed !== undefined && isTrue(closed)) throw closedFile();
}

export function checkSeekable(self: PyValue): PyValue {
  if (callMethod(self, "seekable") !== true) throw unsupported("File or stream is not seekable.");
  return true;
}
export function checkReadable(self: PyValue): PyValue {
  if (callMethod(self, "readable") !== true) throw unsupported("File or stream is not readable.");
  return true;
}
export function checkWritable(self: PyValue): PyValue {
  if (callMethod(self, "writable") !== true) throw unsupported("File or stream is not writable.");
  return true;
}

function iobaseFlush(self: PyIOBase): PyValue {
  if (isClosed(self)) throw closedFile();
  return null;
}

export function iobaseClose(self: PyIOBase): PyValue {
  if (isClosed(self)) return null;
  try {
    callMethod(self, "flush");
  } finally {
    setAttr(self, "__IOBase_closed", true);
  }
  return null;
}

/** Runs two steps, both whatever happens; the first one's exception becomes the context of the second one's. */
export function chained(first: () => void, second: () => void): void {
  throwChained(failure(first), failure(second));
}

function failure(step: () => void): unknown {
  try {
    step();
  } catch (caught) {
    return caught;
  }
  return undefined;
}

/** Throws what two steps have thrown, if they have (see `chained`). */
export function throwChained(first: unknown, second: unknown): void {
  if (second === undefined) {
    if (first !== undefined) throw first;
    return;
  }
  const later = toPyException(second);
  const earlier = first === undefined ? undefined : toPyException(first);
  if (later !== undefined && earlier !== undefined && later !== earlier) later.context = earlier;
  throw later ?? second;
}

/** Has the stream below warn that `stream` was dropped unclosed. */
export function warnDropped(below: PyValue, stream: PyValue): void {
  try {
    callMethod(below, "_dealloc_warn", [stream]);
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
  }
}

function iobaseFinalize(self: PyIOBase): void {
  let closed = true;
  try {
    const value = lookupAttr(self, "closed");
    closed = value === undefined || isTrue(value);
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
  }
  if (closed) return;
  try {
    setAttr(self, "_finalizing", true);
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
  }
  try {
    callMethod(self, "close");
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
  }
}

function iobaseIter(self: PyIOBase): PyValue {
  checkClosed(self);
  return self;
}

function iobaseExit(self: PyIOBase): PyValue {
  return self.mayWait ? activate(methodCall(self, "close", [])) : callMethod(self, "close");
}

function methodCall(stream: PyValue, name: string, args: PyValue[]): Generator<CallRequest, PyValue, PyValue> {
  return oneCall({ callable: getAttr(stream, name), args, kwnames: null });
}

function iobaseNext(self: PyIOBase): PyValue | undefined {
  return lineOrEnd(callMethod(self, "readline"));
}

function lineOrEnd(line: PyValue): PyValue | undefined {
  return length(line) <= 0 ? undefined : line;
}

function* iobaseReadline(self: PyIOBase, limit: number): Generator<CallRequest, PyValue, PyValue> {
  const peek = lookupAttr(self, "peek");
  const parts: Uint8Array[] = [];
  let total = 0;
  while (limit < 0 || total < limit) {
    let ahead = 1;
    if (peek !== undefined) {
      const peeked = yield { callable: peek, args: [1], kwnames: null };
      if (!(peeked instanceof PyBytes)) {
        throw newException(PyExc_OSError, `peek() should have returned a bytes object, not '${typeName(peeked)}'`);
      }
      if (peeked.data.length > 0) {
        const newline = peeked.data.indexOf(10) + 1;
        ahead = newline > 0 ? newline : peeked.data.length;
        if (limit >= 0) ahead = Math.min(ahead, limit);
      }
    }
    const read = yield* methodCall(self, "read", [ahead]);
    if (!(read instanceof PyBytes)) {
      throw newException(PyExc_OSError, `read() should have returned a bytes object, not '${typeName(read)}'`);
    }
    const { data } = read;
    if (data.length === 0) break;
    parts.push(data);
    total += data.length;
    if (data[data.length - 1] === 10) break;
  }
  return new PyBytes(bytesJoin(new Uint8Array(0), parts));
}

/** readlines of any stream, through its iterator. */
export function readlines(self: PyValue, hint: number): PyValue {
  const iterator = iter(self);
  return machine.runsPython(iterator) ? machine.drain(iterator, new Lines(hint)) : linesOf(iterator, new Lines(hint));
}

function linesOf(iterator: PyValue, lines: Lines): PyValue {
  for (;;) {
    const line = iterNext(iterator);
    if (line === undefined || !lines.take(line)) return lines.result();
  }
}

class Lines implements Sink {
  private readonly lines: PyValue[] = [];
  private total = 0;
  private readonly hint: number;
  constructor(hint: number) {
    this.hint = hint;
  }
  take(line: PyValue): boolean {
    this.lines.push(line);
    if (this.hint <= 0) return true;
    this.total += length(line);
    return this.total <= this.hint;
  }
  result(): PyValue {
    return new PyList(this.lines);
  }
}

export function writelines(self: PyIOBase, lines: PyValue): PyValue {
  checkClosed(self);
  const iterator = iter(lines);
  if (self.mayWait) return activate(writingLines(self, iterator));
  for (;;) {
    const line = iterNext(iterator);
    if (line === undefined) return null;
    callMethod(self, "write", [line]);
  }
}

function* writingLines(self: PyIOBase, iterator: PyValue): Generator<CallRequest, PyValue, PyValue> {
  for (;;) {
    const line = iterNext(iterator);
    if (line === undefined) return null;
    yield* methodCall(self, "write", [line]);
  }
}

function rawRead(self: PyIOBase, size: number): PyValue {
  return activate(size < 0 ? methodCall(self, "readall", []) : readingInto(self, size));
}

function* readingInto(self: PyIOBase, size: number): Generator<CallRequest, PyValue, PyValue> {
  const buffer = new PyByteArray(new Uint8Array(size));
  const read = yield* methodCall(self, "readinto", [buffer]);
  if (read === null) return null;
  const count = ssizeIndex(read, valueError);
  if (count < 0 || count > size) throw valueError(`readinto returned ${count} outside buffer size ${size}`);
  return new PyBytes(buffer.data.slice(0, count));
}

function rawReadAll(self: PyIOBase): PyValue {
  return activate(readingAll(self));
}

function* readingAll(self: PyIOBase): Generator<CallRequest, PyValue, PyValue> {
  const parts: Uint8Array[] = [];
  const callable = getAttr(self, "read");
  for (;;) {
    const data = yield { callable, args: [DEFAULT_BUFFER_SIZE], kwnames: null };
    if (data === null) {
      if (parts.length === 0) return null;
      break;
    }
    if (!(data instanceof PyBytes)) throw typeError("read() should return bytes");
    if (data.data.length === 0) break;
    parts.push(data.data);
  }
  return new PyBytes(bytesJoin(new Uint8Array(0), parts));
}

/** `__reduce__`-style refusal: streams cannot be pickled. */
export function cannotPickle(self: PyValue): PyValue {
  throw typeError(`cannot pickle '${strToJs(typeOf(self).name)}' instances`);
}
