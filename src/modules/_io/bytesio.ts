/**
 * BytesIO: a binary stream in memory. The content is the first `size` bytes of `store`, which has room to grow; while a view
 * of getbuffer() lives the size cannot change. Source: CPython Modules/_io/bytesio.c.
 */
import { callMethod } from "../../objects/abstract/call.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { hasIndex, ssizeIndex } from "../../objects/abstract/number.ts";
import { bytesLike, simpleBuffer, writableBytes } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { Exports } from "../../objects/bytes/exports.ts";
import { viewOfBuffer } from "../../objects/bytes/memoryview-object.ts";
import { cint, clong, object, ssizeOrNone } from "../../objects/converters.ts";
import { defineType, getset, method, param, posOnly } from "../../objects/declare.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { updateFrom } from "../../objects/dict/update.ts";
import { memoryError, overflowError, typeError, valueError } from "../../objects/errors.ts";
import { dictOf } from "../../objects/instance-dict.ts";
import { selfIter } from "../../objects/iterators/common.ts";
import { PyList } from "../../objects/list/list.ts";
import { type Int, inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { bufferedIOBaseType } from "./bufferedbase.ts";
import { closedFile } from "./errors.ts";
import { PyIOBase } from "./iobase.ts";
import { exactSsize, goTo, LAST_POSITION, moved, type Positioned, positionOf } from "./position.ts";

export class PyBytesIO extends PyIOBase implements Positioned {
  /** null when closed. */
  store: Uint8Array | null = new Uint8Array(0);
  size = 0;
  pos = 0;
  far: Int = 0;
  /** What getbuffer()'s views belong to; null until it is called. */
  buffer: PyBytesIOBuffer | null = null;
}

export const bytesIOType: PyType = defineType<PyBytesIO>({
  name: "_io.BytesIO",
  basicsize: 64,
  doc: "A binary stream in memory.",
  flags: ["basetype", "dict", "weakref", "heaptype", "immutable"],
  base: () => bufferedIOBaseType,
  alloc: (type) => new PyBytesIO(type),
  slots: { tp_iter: bytesIter, tp_iternext: bytesNext, tp_new: (type) => type.tp_alloc!(type) },
  init: method([param("initial_bytes", object, undefined, "b''")], "", bytesInit),
  methods: {
    readable: method([], "Whether the stream can be read.", always),
    seekable: method([], "Whether random access is supported.", always),
    writable: method([], "Whether the stream can be written.", always),
    close: method([], "Close the stream and drop its content.", (self: PyBytesIO) => {
      checkExports(self);
      self.store = null;
      self.size = 0;
      return null;
    }),
    flush: method([], "Does nothing.", (self: PyBytesIO) => {
      content(self);
      return null;
    }),
    isatty: method([], "Always false.", (self: PyBytesIO) => {
      content(self);
      return false;
    }),
    tell: method([], "Return the position.", (self: PyBytesIO) => {
      content(self);
      return positionOf(self);
    }),
    write: method([posOnly("b", object)], "Write a buffer and return its size.", (self: PyBytesIO, value) =>
      bytesWrite(self, value),
    ),
    writelines: method([posOnly("lines", object)], "Write each of the buffers.", writeLines),
    read1: method(
      [posOnly("size", ssizeOrNone, -1)],
      "Read up to size bytes.",
      (self: PyBytesIO, size) => new PyBytes(take(self, size ?? -1)),
    ),
    readinto: method([posOnly("buffer", writableBytes)], "Read into a buffer.", readInto),
    readline: method(
      [posOnly("size", ssizeOrNone, -1)],
      "Read a line, at most size bytes of it.",
      (self: PyBytesIO, size) => new PyBytes(takeLine(self, size ?? -1)),
    ),
    readlines: method(
      [posOnly("size", object, null)],
      "Read lines until their total size exceeds the argument.",
      readLines,
    ),
    read: method(
      [posOnly("size", ssizeOrNone, -1)],
      "Read up to size bytes, or until the end.",
      (self: PyBytesIO, size) => new PyBytes(take(self, size ?? -1)),
    ),
    getbuffer: method(
      [],
      "Return a writable view of the content.",
      (self: PyBytesIO) => {
        content(self);
        self.buffer ??= new PyBytesIOBuffer(self);
        return viewOfBuffer(exportBuffer(self.buffer));
      },
      { definingClass: true },
    ),
    getvalue: method(
      [],
      "Return the whole content.",
      (self: PyBytesIO) => new PyBytes(content(self).slice(0, self.size)),
    ),
    seek: method([posOnly("pos", exactSsize), posOnly("whence", cint, 0)], "Move to a position and return it.", seek),
    truncate: method(
      [posOnly("size", object, null)],
      "Cut off what lies behind size bytes, by default behind the position.",
      truncate,
    ),
    __getstate__: method([], null, getState),
    __setstate__: method([posOnly("object", object)], null, setState),
    __sizeof__: method([], null, (self: PyBytesIO) => 88 + (self.store?.length ?? 0)),
  },
  getset: { closed: getset((self: PyBytesIO) => self.store === null, undefined, "Whether the stream is closed.") },
});

/** The exporter of getbuffer()'s views. */
class PyBytesIOBuffer implements PyObject {
  static {
    inheritPyObject(PyBytesIOBuffer);
  }
  type: PyType;
  readonly source: PyBytesIO;
  readonly exports = new Exports();
  constructor(source: PyBytesIO) {
    this.type = bytesIOBufferType;
    this.source = source;
  }
}

export const bytesIOBufferType: PyType = defineType<PyBytesIOBuffer>({
  name: "_io._BytesIOBuffer",
  basicsize: 24,
  doc: null,
  flags: ["disallow_instantiation", "heaptype", "immutable"],
  slots: {
    bf_getbuffer: exportBuffer,
    bf_releasebuffer: (self) => {
      self.exports.release();
    },
  },
});

function exportBuffer(self: PyBytesIOBuffer) {
  const { source } = self;
  self.exports.acquire();
  return simpleBuffer(self, source.store!.subarray(0, source.size), false, 0, self.exports);
}

function always(self: PyBytesIO): PyValue {
  content(self);
  return true;
}

/** The memory of an open stream. */
function content(self: PyBytesIO): Uint8Array {
  if (self.store === null) throw closedFile();
  return self.store;
}

function checkExports({ buffer }: PyBytesIO): void {
  buffer?.exports.check(buffer);
}

function bytesInit(self: PyBytesIO, initial: PyValue | undefined): PyValue {
  checkExports(self);
  self.store = new Uint8Array(0);
  self.size = 0;
  self.pos = 0;
  if (initial !== undefined && initial !== null) {
    bytesWrite(self, initial);
    self.pos = 0;
  }
  return null;
}

/** Makes room for `size` bytes. */
function reserve(self: PyBytesIO, size: number): Uint8Array {
  const store = content(self);
  if (size <= store.length) return store;
  if (size > 2 ** 33) throw memoryError();
  const grown = new Uint8Array(Math.max(size + (size >> 3) + 8, Math.min(store.length * 2, 1 << 24)));
  grown.set(store.subarray(0, self.size));
  self.store = grown;
  return grown;
}

function bytesWrite(self: PyBytesIO, value: PyValue): number {
  content(self);
  const data = bytesLike(value);
  checkExports(self);
  const { length } = data;
  if (length === 0) return 0;
  const end = self.pos + length;
  if (end >= 2 ** 63) throw overflowError("new buffer size too large");
  const store = reserve(self, end);
  if (self.pos > self.size) store.fill(0, self.size, self.pos);
  store.set(data, self.pos);
  self.pos = end;
  if (end > self.size) self.size = end;
  return length;
}

function writeLines(self: PyBytesIO, lines: PyValue): PyValue {
  content(self);
  const iterator = iter(lines);
  for (;;) {
    const line = iterNext(iterator);
    if (line === undefined) return null;
    bytesWrite(self, line);
  }
}

function take(self: PyBytesIO, size: number): Uint8Array {
  const store = content(self);
  const left = Math.max(self.size - self.pos, 0);
  const count = size < 0 || size > left ? left : size;
  const data = store.slice(self.pos, self.pos + count);
  self.pos += count;
  return data;
}

function takeLine(self: PyBytesIO, limit: number): Uint8Array {
  const store = content(self);
  if (self.pos >= self.size) return new Uint8Array(0);
  const newline = store.indexOf(10, self.pos);
  let count = (newline < 0 || newline >= self.size ? self.size : newline + 1) - self.pos;
  if (limit >= 0 && limit < count) count = limit;
  const data = store.slice(self.pos, self.pos + count);
  self.pos += count;
  return data;
}

function readInto(self: PyBytesIO, buffer: Uint8Array): PyValue {
  const store = content(self);
  const count = Math.min(buffer.length, Math.max(self.size - self.pos, 0));
  buffer.set(store.subarray(self.pos, self.pos + count));
  self.pos += count;
  return count;
}

function readLines(self: PyBytesIO, limit: PyValue): PyValue {
  content(self);
  let most = 0;
  if (limit !== null) {
    if (!hasIndex(limit)) throw typeError(`integer argument expected, got '${typeName(limit)}'`);
    most = ssizeIndex(limit);
  }
  const lines: PyValue[] = [];
  let total = 0;
  for (;;) {
    const line = takeLine(self, -1);
    if (line.length === 0) break;
    lines.push(new PyBytes(line));
    total += line.length;
    if (most > 0 && total >= most) break;
  }
  return new PyList(lines);
}

function bytesIter(self: PyBytesIO): PyValue {
  content(self);
  return selfIter(self);
}

function bytesNext(self: PyBytesIO): PyValue | undefined {
  content(self);
  const line = takeLine(self, -1);
  return line.length === 0 ? undefined : new PyBytes(line);
}

function seek(self: PyBytesIO, pos: Int, whence: number): PyValue {
  content(self);
  if (pos < 0 && whence === 0) throw valueError(`negative seek value ${pos}`);
  if (whence < 0 || whence > 2) throw valueError(`invalid whence (${whence}, should be 0, 1 or 2)`);
  const at = whence === 0 ? pos : moved(whence === 1 ? positionOf(self) : self.size, pos);
  if (at > LAST_POSITION) throw overflowError("new position too large");
  if (at < 0) return goTo(self, 0);
  return goTo(self, at);
}

function truncate(self: PyBytesIO, size: PyValue): PyValue {
  content(self);
  checkExports(self);
  let to = positionOf(self);
  if (size !== null) {
    to = clong(size);
    if (to < 0) throw valueError(`negative size value ${to}`);
  }
  if (to < self.size) {
    self.size = Number(to);
    self.store = content(self).slice(0, self.size);
  }
  return to;
}

function getState(self: PyBytesIO): PyValue {
  const value = new PyBytes(content(self).slice(0, self.size));
  const dict = self.dict === null ? null : copyDict(self.dict);
  return new PyTuple([value, positionOf(self), dict]);
}

export function copyDict(dict: PyDict): PyDict {
  const copy = new PyDict();
  updateFrom(copy, dict);
  return copy;
}

function setState(self: PyBytesIO, state: PyValue): PyValue {
  if (!(state instanceof PyTuple) || state.items.length < 3) {
    throw typeError(`${typeName(self)}.__setstate__ argument should be 3-tuple, got ${typeName(state)}`);
  }
  checkExports(self);
  const [value, position, dict] = state.items;
  content(self);
  self.store = new Uint8Array(0);
  self.size = 0;
  self.pos = 0;
  bytesWrite(self, value);
  if (!hasIndex(position)) {
    throw typeError(`second item of state must be an integer, not ${typeName(position)}`);
  }
  const pos = exactSsize(position);
  if (pos < 0) throw valueError("position value cannot be negative");
  goTo(self, pos);
  restoreDict(self, dict);
  return null;
}

/** Puts the attributes of a pickled state back. */
export function restoreDict(self: PyIOBase, dict: PyValue): void {
  if (dict === null) return;
  if (!(dict instanceof PyDict)) throw typeError(`third item of state should be a dict, got a ${typeName(dict)}`);
  callMethod(dictOf(self), "update", [dict]);
}
