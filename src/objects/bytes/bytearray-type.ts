/** bytearray: the table. Methods shared with bytes: methods.ts; storage: bytearray-object.ts. Behaviour: CPython Objects/bytearrayobject.c. */

import { NO_BYTES, zeroBytes } from "../../kernel/byte-room.ts";
import { bytesCompare, bytesConcat, bytesEqual, bytesRepeat } from "../../kernel/bytes-ops.ts";
import { type Str, strFromCodes, strToJs } from "../../kernel/str.ts";
import { bytesRepr } from "../../kernel/str-repr.ts";
import { callMethod } from "../abstract/call.ts";
import { compareResult } from "../abstract/compare.ts";
import { cint, cstring, object, ssize } from "../converters.ts";
import { defineType, method, param, posOnly } from "../declare.ts";
import { indexError, memoryError, typeError, valueError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../slots.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { basicSize } from "../type/layout.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { PyByteArray } from "./bytearray-object.ts";
import { bytearrayAssItem, bytearrayAssSubscript, bytearrayItem, bytearraySubscript } from "./bytearray-subscript.ts";
import {
  byteArgument,
  bytesFromIterable,
  bytesFromObject,
  bytesIfLike,
  hasBuffer,
  simpleBuffer,
} from "./bytes-like.ts";
import { PyBytes } from "./bytes-object.ts";
import { bytearrayIter } from "./iterator.ts";
import { sharedClassMethods, sharedMethods, sharedStaticMethods } from "./methods.ts";
import { bytesPercent } from "./percent.ts";
import { bytesContains, countOf, encodedSource } from "./type.ts";

export const bytearrayType: PyType = defineType<PyByteArray>({
  name: "bytearray",
  basicsize: 56,
  doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytearray of that many zeros\nbytearray() -> empty bytearray\n\nMutable bytes.",
  flags: ["basetype", "match_self"],
  alloc: (type) => new PyByteArray(NO_BYTES, type),
  slots: {
    tp_repr: bytearrayRepr,
    tp_str: bytearrayRepr,
    tp_hash: null,
    tp_richcompare: bytearrayRichCompare,
    tp_iter: bytearrayIter,
    tp_new: (type) => type.tp_alloc!(type),
    nb_remainder: (left, right) =>
      left instanceof PyByteArray ? left.held(() => new PyByteArray(bytesPercent(left.data, right))) : NOT_IMPLEMENTED,
    sq_length: (self) => self.size,
    sq_concat: bytearrayConcat,
    sq_repeat: (self, count) => new PyByteArray(repeated(self, count)),
    sq_item: bytearrayItem,
    sq_ass_item: bytearrayAssItem,
    sq_contains: (self, item) => self.held(() => bytesContains(self.data, item)),
    sq_inplace_concat: bytearrayInplaceConcat,
    sq_inplace_repeat: bytearrayInplaceRepeat,
    mp_length: (self) => self.size,
    mp_subscript: bytearraySubscript,
    mp_ass_subscript: bytearrayAssSubscript,
    bf_getbuffer: (self, flags) => {
      const buffer = simpleBuffer(self, self.data, false, flags, self.exports);
      self.exports.acquire();
      return buffer;
    },
    bf_releasebuffer: (self) => {
      self.exports.release();
    },
  },
  init: method(
    [param("source", object, undefined), param("encoding", cstring, undefined), param("errors", cstring, undefined)],
    "",
    bytearrayInit,
    { signature: null },
  ),
  methods: {
    ...sharedMethods(),
    __alloc__: method([], "Number of bytes allocated.", (self: PyByteArray) =>
      self.size === 0 ? 0 : self.allocated + 1,
    ),
    __reduce__: method([], "Return state information for pickling.", (self: PyByteArray) => reduce(self, 2)),
    __reduce_ex__: method(
      [posOnly("proto", cint, 0)],
      "Return state information for pickling.",
      (self: PyByteArray, protocol) => reduce(self, protocol),
    ),
    __sizeof__: method(
      [],
      "Size of the object in memory, in bytes.",
      (self: PyByteArray) => basicSize(self.type) + (self.size === 0 ? 0 : self.allocated + 1),
    ),
    append: method([posOnly("item", byteArgument)], "Append a byte.", (self: PyByteArray, byte) => {
      self.append(byte);
      return null;
    }),
    clear: method([], "Remove all bytes.", (self: PyByteArray) => {
      self.resize(0);
      return null;
    }),
    copy: method([], "Copy.", (self: PyByteArray) => new PyByteArray(self.data.slice())),
    extend: method(
      [posOnly("iterable_of_ints", object)],
      "Append the bytes of an iterable of ints or a buffer.",
      bytearrayExtend,
    ),
    insert: method([posOnly("index", ssize), posOnly("item", byteArgument)], "Insert a byte before an index.", insert),
    pop: method([posOnly("index", ssize, -1)], "Remove and return a byte (by default the last).", pop),
    remove: method([posOnly("value", byteArgument)], "Remove the first occurrence of a byte.", remove),
    resize: method([posOnly("size", ssize)], "Set the length, cutting off bytes or adding zeros.", resize),
    reverse: method([], "Reverse the order of the bytes in place.", (self: PyByteArray) => {
      self.data.reverse();
      return null;
    }),
  },
  staticMethods: sharedStaticMethods(),
  classMethods: sharedClassMethods(),
});

function bytearrayInit(
  self: PyByteArray,
  source: PyValue | undefined,
  encoding: Str | undefined,
  errors: Str | undefined,
): PyValue {
  self.resize(0);
  const encoded = encodedSource(source, encoding, errors);
  if (encoded !== undefined) return setData(self, encoded);
  if (source === undefined) return null;
  if (asStr(source) !== undefined) throw typeError("string argument without an encoding");
  const count = countOf(source);
  if (count !== undefined) return setData(self, zeroBytes(count));
  return setData(self, bytesFromObject(source, "bytearray"));
}

function setData(self: PyByteArray, data: Uint8Array): null {
  self.checkResizable();
  self.data = data;
  return null;
}

function bytearrayRepr(self: PyByteArray): PyValue {
  const shown = bytesRepr(self.data);
  // Single quotes are escaped whatever the quotes around are.
  return `${strToJs(self.type.name)}(${shown[1] === '"' ? shown.replaceAll("'", "\\'") : shown})`;
}

function bytearrayRichCompare(self: PyByteArray, other: PyValue, op: CompareOp): PyValue {
  const data = bytesIfLike(other);
  if (data === undefined) return NOT_IMPLEMENTED;
  if (op === Py_EQ) return bytesEqual(self.data, data);
  if (op === Py_NE) return !bytesEqual(self.data, data);
  return compareResult(bytesCompare(self.data, data), op);
}

function operandBytes(self: PyByteArray, other: PyValue): Uint8Array {
  const data = bytesIfLike(other);
  if (data === undefined) throw typeError(`can't concat ${typeName(other)} to ${typeName(self)}`);
  return data;
}

function bytearrayConcat(self: PyByteArray, other: PyValue): PyValue {
  const data = operandBytes(self, other);
  return new PyByteArray(bytesConcat(self.data, data));
}

function bytearrayInplaceConcat(self: PyByteArray, other: PyValue): PyValue {
  if (other instanceof PyBytes) {
    self.extendBy(other);
    return self;
  }
  const data = operandBytes(self, other);
  // Its own bytes are lent out meanwhile.
  if (other === self) self.held(() => self.extend(data));
  else self.extend(data);
  return self;
}

function repeated(self: PyByteArray, count: number): Uint8Array {
  if (count > 0 && self.size * count > Number.MAX_SAFE_INTEGER) throw memoryError();
  return bytesRepeat(self.data, count);
}

function bytearrayInplaceRepeat(self: PyByteArray, count: number): PyValue {
  if (count === 1) return self;
  const data = repeated(self, count);
  if (data.length !== self.size) self.checkResizable();
  self.data = data;
  return self;
}

function bytearrayExtend(self: PyByteArray, source: PyValue): PyValue {
  if (hasBuffer(source)) {
    const data = source === self ? self.data.slice() : bytesIfLike(source)!;
    self.extend(data);
    return null;
  }
  if (asStr(source) === "") return null;
  if (asStr(source) !== undefined) throw typeError("expected iterable of integers; got: 'str'");
  const data = bytesFromIterable(source, `can't extend bytearray with ${typeName(source)}`, "bytearray");
  self.replace(self.size, self.size, data);
  return null;
}

function insert(self: PyByteArray, at: number, byte: number): PyValue {
  const { size } = self;
  const place = at < 0 ? Math.max(at + size, 0) : Math.min(at, size);
  self.replace(place, place, Uint8Array.of(byte));
  return null;
}

function pop(self: PyByteArray, at: number): PyValue {
  const { size } = self;
  if (size === 0) throw indexError("pop from empty bytearray");
  const i = at < 0 ? at + size : at;
  if (i < 0 || i >= size) throw indexError("pop index out of range");
  self.checkResizable();
  const value = self.store[i];
  if (i === size - 1) self.resize(i);
  else self.replace(i, i + 1, NO_BYTES);
  return value;
}

function remove(self: PyByteArray, byte: number): PyValue {
  const at = self.data.indexOf(byte);
  if (at < 0) throw valueError("value not found in bytearray");
  self.replace(at, at + 1, NO_BYTES);
  return null;
}

function resize(self: PyByteArray, size: number): PyValue {
  if (size < 0) throw valueError(`Can only resize to positive sizes, got ${size}`);
  if (size > 2 ** 33) throw memoryError();
  self.resize(size);
  return null;
}

function reduce(self: PyByteArray, protocol: number): PyValue {
  const { data } = self;
  const state = callMethod(self, "__getstate__");
  if (protocol >= 3) {
    return new PyTuple([self.type, new PyTuple(data.length === 0 ? [] : [new PyBytes(data.slice())]), state]);
  }
  return new PyTuple([self.type, new PyTuple(data.length === 0 ? [] : [strFromCodes(data), "latin-1"]), state]);
}
