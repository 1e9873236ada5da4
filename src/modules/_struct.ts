/** _struct: conversion between Python values and C structs as bytes. Formats: kernel/struct-codec.ts; values: objects/bytes/struct-values.ts. Source: CPython Modules/_struct.c. */

import { charge } from "../kernel/interrupt.ts";
import { strToJs } from "../kernel/str.ts";
import { parseStruct, type StructFormat, structError } from "../kernel/struct-codec.ts";
import { TextMemo } from "../kernel/text-memo.ts";
import { genericGetAttr, genericSetAttr } from "../objects/abstract/attributes.ts";
import { hasIndex, ssizeIndex } from "../objects/abstract/number.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import type { PyBuffer } from "../objects/buffer.ts";
import { bytesLike, getBuffer, releaseBuffer, writableBytes } from "../objects/bytes/bytes-like.ts";
import { PyBytes } from "../objects/bytes/bytes-object.ts";
import { packValues, unpackValues } from "../objects/bytes/struct-values.ts";
import { object, ssize } from "../objects/converters.ts";
import { defineModule, defineType, fn, getset, method, param, posOnly, varArgs } from "../objects/declare.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { runtimeError, typeError, unicodeEncodeError } from "../objects/errors.ts";
import { registerKernelError } from "../objects/exceptions/convert.ts";
import { PyExc_Exception } from "../objects/exceptions/types.ts";
import { selfIter } from "../objects/iterators/common.ts";
import { inheritPyObject, type KwNames, PyObject, type PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";
import { typeName } from "../objects/typeof.ts";

export const structErrorType: PyType = defineType({
  name: "struct.error",
  doc: null,
  flags: ["basetype", "dict", "heaptype"],
  base: () => PyExc_Exception,
});

class PyStruct extends PyObject {
  format: StructFormat | null = null;
  text: PyValue = null;
}

export const structType: PyType = defineType<PyStruct>({
  name: "_struct.Struct",
  basicsize: 56,
  doc: "A compiled format: its methods pack and unpack according to it.",
  flags: ["basetype", "heaptype", "immutable", "weakref", "gc"],
  alloc: (type) => new PyStruct(type),
  slots: {
    tp_setattro: genericSetAttr,
    tp_getattro: genericGetAttr,
    tp_repr: (self) => `${strToJs(self.type.name)}(${reprJs(text(self))})`,
    tp_new: (type, _args: PyValue[], _kwnames: KwNames) => type.tp_alloc!(type),
  },
  init: method(
    [param("format", object)],
    "",
    (self: PyStruct, format) => {
      const [parsed, shown] = formatOf(format);
      self.format = parsed;
      self.text = shown;
      return null;
    },
    { signature: null },
  ),
  methods: {
    iter_unpack: method(
      [posOnly("buffer", object)],
      "Iterate over the values of records that lie one after the other.",
      (self: PyStruct, buffer) => iterUnpack(layout(self), buffer),
    ),
    pack: method(
      [varArgs("values")],
      "S.pack(v1, v2, ...) -> bytes\n\nReturn the values as bytes.",
      (self: PyStruct, values) => pack(layout(self), values),
      { signature: null },
    ),
    pack_into: method(
      [varArgs("args")],
      "S.pack_into(buffer, offset, v1, v2, ...)\n\nWrite the values into a buffer at an offset.",
      (self: PyStruct, args) => packInto(layout(self), args),
      { signature: null },
    ),
    unpack: method(
      [posOnly("buffer", bytesLike)],
      "Return the values of a buffer of exactly the format's size.",
      (self: PyStruct, data) => unpack(layout(self), data),
    ),
    unpack_from: method(
      [param("buffer", bytesLike), param("offset", ssize, 0)],
      "Return the values at an offset of a buffer.",
      (self: PyStruct, data, offset) => unpackFrom(layout(self), data, offset),
    ),
    __sizeof__: method(
      [],
      "Size of the object in memory, in bytes.",
      (self: PyStruct) => 88 + 32 * layout(self).items.length,
    ),
  },
  getset: {
    format: getset((self: PyStruct) => text(self), undefined, "The format text."),
    size: getset((self: PyStruct) => self.format?.size ?? -1, undefined, "Size in bytes."),
  },
});

class UnpackIterator implements PyObject {
  static {
    inheritPyObject(UnpackIterator);
  }
  type: PyType;
  readonly format: StructFormat;
  buffer: PyBuffer | null;
  at = 0;
  constructor(format: StructFormat, buffer: PyBuffer) {
    this.type = unpackIteratorType;
    this.format = format;
    this.buffer = buffer;
  }
}

export const unpackIteratorType: PyType = defineType<UnpackIterator>({
  name: "_struct.unpack_iterator",
  basicsize: 112,
  doc: null,
  flags: ["disallow_instantiation", "heaptype", "immutable", "gc"],
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: nextRecord },
  methods: {
    __length_hint__: method([], null, (self: UnpackIterator) =>
      self.buffer === null ? 0 : Math.floor((self.buffer.data.length - self.at) / self.format.size),
    ),
  },
});

export default defineModule({
  name: "_struct",
  doc: "Functions to convert between Python values and C structs.\nPython bytes objects are used to hold the data representing the C struct\nand also as format strings (explained in struct's documentation).",
  functions: {
    _clearcache: fn([], "Clear the internal cache.", () => {
      cache.clear();
      return null;
    }),
    calcsize: fn([posOnly("format", cached)], "Size in bytes of what a format describes.", (format) => format.size),
    iter_unpack: fn(
      [posOnly("format", cached), posOnly("buffer", object)],
      "Iterate over the values of records that lie one after the other.",
      iterUnpack,
    ),
    pack: fn(
      [posOnly("format", cached), varArgs("values")],
      "pack(format, v1, v2, ...) -> bytes\n\nReturn the values as bytes.",
      pack,
      { signature: null },
    ),
    pack_into: fn(
      [posOnly("format", cached), varArgs("args")],
      "pack_into(format, buffer, offset, v1, v2, ...)\n\nWrite the values into a buffer at an offset.",
      packInto,
      { signature: null },
    ),
    unpack: fn(
      [posOnly("format", cached), posOnly("buffer", bytesLike)],
      "Return the values of a buffer of exactly the format's size.",
      unpack,
    ),
    unpack_from: fn(
      [posOnly("format", cached), param("buffer", bytesLike), param("offset", ssize, 0)],
      "Return the values at an offset of a buffer.",
      unpackFrom,
    ),
  },
  types: () => ({ Struct: structType, error: structErrorType }),
  exec() {
    registerKernelError("struct.error", structErrorType);
  },
});

const cache: TextMemo<StructFormat> = new TextMemo(100, 1000);

/** A format argument, parsed, and as str. */
function formatOf(value: PyValue): [StructFormat, PyValue] {
  const string = asStr(value);
  let source: string;
  if (string !== undefined) source = strToJs(string);
  else if (value instanceof PyBytes) source = String.fromCharCode(...value.data);
  else throw typeError(`Struct() argument 1 must be a str or bytes object, not ${typeName(value)}`);
  for (let i = 0; i < source.length; i++) {
    if (source.charCodeAt(i) <= 127) continue;
    if (string === undefined) throw structError("bad char in struct format");
    throw unicodeEncodeError("ascii", string, i, i + 1, "ordinal not in range(128)");
  }
  return [parseStruct(source), source];
}

/** Converter: a format, remembered. */
function cached(value: PyValue): StructFormat {
  const known = cache.find(value);
  if (known !== undefined) return known;
  if (typeof value !== "string" && !(value instanceof PyBytes)) new PyDict().get(value); // C's cache is a dict, which complains of what has no hash
  return cache.keep(value, formatOf(value)[0]);
}

function layout(self: PyStruct): StructFormat {
  if (self.format === null) throw runtimeError("Struct object is not initialized");
  return self.format;
}

function text(self: PyStruct): PyValue {
  layout(self);
  return self.text;
}

function pack(format: StructFormat, values: PyValue[]): PyValue {
  if (values.length !== format.count) {
    throw structError(`pack expected ${format.count} items for packing (got ${values.length})`);
  }
  charge(values.length);
  const data = new Uint8Array(format.size);
  packValues(format, data, 0, values);
  return new PyBytes(data);
}

function packInto(format: StructFormat, args: PyValue[]): PyValue {
  if (args.length !== format.count + 2) {
    if (args.length === 0) throw structError("pack_into expected buffer argument");
    if (args.length === 1) throw structError("pack_into expected offset argument");
    throw structError(`pack_into expected ${format.count} items for packing (got ${args.length - 2})`);
  }
  const data = writableBytes(args[0], { func: "", label: "argument" });
  if (!hasIndex(args[1])) ssizeIndex(args[1]);
  let offset = ssizeIndex(args[1]);
  const { size } = format;
  if (offset < 0) {
    if (offset + size > 0) throw structError(`no space to pack ${size} bytes at offset ${offset}`);
    if (offset + data.length < 0) throw structError(`offset ${offset} out of range for ${data.length}-byte buffer`);
    offset += data.length;
  }
  if (data.length - offset < size) {
    throw structError(
      `pack_into requires a buffer of at least ${total(size, offset)} bytes for packing ${size} bytes at offset ${shown(offset)} (actual buffer size is ${data.length})`,
    );
  }
  data.fill(0, offset, offset + size);
  packValues(format, data, offset, args.slice(2));
  return null;
}

/** Offsets near the largest Py_ssize_t are no exact doubles: they stand for the largest one. */
function shown(offset: number): string {
  return offset >= 2 ** 63 ? "9223372036854775807" : String(offset);
}

function total(size: number, offset: number): string {
  return String(BigInt(shown(offset)) + BigInt(size));
}

function unpack(format: StructFormat, data: Uint8Array): PyValue {
  if (data.length !== format.size) throw structError(`unpack requires a buffer of ${format.size} bytes`);
  charge(format.count);
  return new PyTuple(unpackValues(format, data, 0));
}

function unpackFrom(format: StructFormat, data: Uint8Array, start: number): PyValue {
  let offset = start;
  const { size } = format;
  if (offset < 0) {
    if (offset + size > 0) throw structError(`not enough data to unpack ${size} bytes at offset ${offset}`);
    if (offset + data.length < 0) throw structError(`offset ${offset} out of range for ${data.length}-byte buffer`);
    offset += data.length;
  }
  if (data.length - offset < size) {
    throw structError(
      `unpack_from requires a buffer of at least ${total(size, offset)} bytes for unpacking ${size} bytes at offset ${shown(offset)} (actual buffer size is ${data.length})`,
    );
  }
  return new PyTuple(unpackValues(format, data, offset));
}

function iterUnpack(format: StructFormat, source: PyValue): PyValue {
  if (format.size === 0) throw structError("cannot iteratively unpack with a struct of length 0");
  const buffer = getBuffer(source, 0);
  if (buffer.data.length % format.size !== 0) {
    releaseBuffer(buffer);
    throw structError(`iterative unpacking requires a buffer of a multiple of ${format.size} bytes`);
  }
  return new UnpackIterator(format, buffer);
}

function nextRecord(self: UnpackIterator): PyValue | undefined {
  const { buffer, format } = self;
  if (buffer === null) return undefined;
  if (self.at >= buffer.data.length) {
    releaseBuffer(buffer);
    self.buffer = null;
    return undefined;
  }
  const values = unpackValues(format, buffer.data, self.at);
  self.at += format.size;
  return new PyTuple(values);
}
