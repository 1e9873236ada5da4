/** bytes: the table. Methods shared with bytearray: methods.ts. Behaviour: CPython Objects/bytesobject.c. */
import { copyBytes, NO_BYTES } from "../../kernel/byte-room.ts";
import { bytesCompare, bytesConcat, bytesEqual, bytesFind, bytesRepeat } from "../../kernel/bytes-ops.ts";
import { hashBytes } from "../../kernel/hash.ts";
import { type Str, strToJs } from "../../kernel/str.ts";
import { bytesRepr } from "../../kernel/str-repr.ts";
import { compareResult } from "../abstract/compare.ts";
import { asInt, hasIndex, index, ssizeIndex } from "../abstract/number.ts";
import type { PyBuffer } from "../buffer.ts";
import { encodeText } from "../codecs/builtin.ts";
import { cstring, object } from "../converters.ts";
import { defineType, method, param } from "../declare.ts";
import { indexError, isException, overflowError, typeError, valueError } from "../errors.ts";
import { PyExc_TypeError } from "../exceptions/types.ts";
import type { Int, PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { PySlice, sliceRange } from "../slice.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../slots.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { bytesFromObject, bytesIfLike, callDunderBytes, simpleBuffer } from "./bytes-like.ts";
import { PyBytes } from "./bytes-object.ts";
import { bytesIter } from "./iterator.ts";
import { sharedClassMethods, sharedMethods, sharedStaticMethods } from "./methods.ts";
import { bytesPercent } from "./percent.ts";

export const bytesType: PyType = defineType<PyBytes>({
  name: "bytes",
  basicsize: 33,
  itemsize: 1,
  doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> copy of bytes_or_buffer\nbytes(int) -> that many zeros\nbytes() -> empty bytes\n\nImmutable bytes.",
  flags: ["basetype", "match_self"],
  alloc: (type) => new PyBytes(NO_BYTES, type),
  slots: {
    tp_repr: (self) => bytesRepr(self.data),
    tp_str: (self) => bytesRepr(self.data),
    tp_hash: bytesHash,
    tp_richcompare: bytesRichCompare,
    tp_iter: bytesIter,
    nb_remainder: (left, right) =>
      left instanceof PyBytes ? new PyBytes(bytesPercent(left.data, right)) : NOT_IMPLEMENTED,
    sq_length: (self) => self.size,
    sq_concat: bytesConcatSlot,
    sq_repeat: bytesRepeatSlot,
    sq_item: bytesItem,
    sq_contains: (self, item) => bytesContains(self.data, item),
    mp_length: (self) => self.size,
    mp_subscript: bytesSubscript,
    bf_getbuffer: (self, flags): PyBuffer => simpleBuffer(self, self.data, true, flags),
  },
  new: method(
    [param("source", object, undefined), param("encoding", cstring, undefined), param("errors", cstring, undefined)],
    "",
    bytesNew,
    { signature: null },
  ),
  methods: {
    ...sharedMethods(),
    __bytes__: method([], "Convert to an object of exactly type bytes.", (self: PyBytes) =>
      self.type === bytesType ? self : new PyBytes(self.data),
    ),
    __getnewargs__: method([], null, (self: PyBytes) => new PyTuple([new PyBytes(self.data)])),
    __sizeof__: method([], "Size of the object in memory, in bytes.", (self: PyBytes) => 33 + self.data.length),
  },
  staticMethods: sharedStaticMethods(),
  classMethods: sharedClassMethods(),
});

function bytesNew(
  type: PyType,
  source: PyValue | undefined,
  encoding: Str | undefined,
  errors: Str | undefined,
): PyValue {
  const made = bytesValue(source, encoding, errors);
  if (type === bytesType) return made;
  const instance = type.tp_alloc!(type) as PyBytes;
  instance.data = made.data;
  return instance;
}

function bytesValue(source: PyValue | undefined, encoding: Str | undefined, errors: Str | undefined): PyBytes {
  const encoded = encodedSource(source, encoding, errors);
  if (encoded !== undefined) return new PyBytes(encoded);
  if (source === undefined) return new PyBytes(NO_BYTES);
  if (source instanceof PyBytes && source.type === bytesType) return source;
  const special = callDunderBytes(source);
  if (special !== undefined) return special;
  if (asStr(source) !== undefined) throw typeError("string argument without an encoding");
  const count = countOf(source);
  return new PyBytes(count === undefined ? bytesFromObject(source) : zeros(count));
}

/** The encoded text when an encoding is given; checks that encoding and errors come with a string. Also for bytearray. */
export function encodedSource(
  source: PyValue | undefined,
  encoding: Str | undefined,
  errors: Str | undefined,
): Uint8Array | undefined {
  const string = source === undefined ? undefined : asStr(source);
  if (encoding !== undefined) {
    if (string === undefined) throw typeError("encoding without a string argument");
    return encodeText(string, strToJs(encoding), errors === undefined ? "strict" : strToJs(errors));
  }
  if (errors !== undefined) {
    throw typeError(string === undefined ? "errors without a string argument" : "string argument without an encoding");
  }
  return undefined;
}

/** The count of zeros that an int asks for; undefined for what is no int, or fails to be one with a TypeError. */
export function countOf(source: PyValue): number | undefined {
  if (!hasIndex(source)) return undefined;
  let count: number;
  try {
    count = ssizeIndex(source, overflowError);
  } catch (caught) {
    if (!isException(caught, PyExc_TypeError)) throw caught;
    return undefined;
  }
  if (count < 0) throw valueError("negative count");
  return count;
}

export function zeros(count: number): Uint8Array {
  return new Uint8Array(count);
}

function bytesHash(self: PyBytes): Int {
  return (self.hash ??= hashBytes(self.data));
}

function bytesRichCompare(self: PyBytes, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PyBytes)) return NOT_IMPLEMENTED;
  if (op === Py_EQ) return self === other || bytesEqual(self.data, other.data);
  if (op === Py_NE) return self !== other && !bytesEqual(self.data, other.data);
  return compareResult(bytesCompare(self.data, other.data), op);
}

function bytesConcatSlot(self: PyBytes, other: PyValue): PyValue {
  const data = other instanceof PyBytes ? other.data : bytesIfLike(other);
  if (data === undefined) throw typeError(`can't concat ${typeName(other)} to ${typeName(self)}`);
  if (other instanceof PyBytes && other.type === bytesType && self.size === 0) return other;
  if (self.type !== bytesType) return new PyBytes(bytesConcat(self.data, data));
  if (data.length === 0) return self;
  return other instanceof PyBytes ? PyBytes.joined(self, data) : new PyBytes(bytesConcat(self.data, data));
}

function bytesRepeatSlot(self: PyBytes, count: number): PyValue {
  if (count === 1 && self.type === bytesType) return self;
  if (count > 0 && self.data.length * count > Number.MAX_SAFE_INTEGER)
    throw overflowError("repeated bytes are too long");
  return new PyBytes(bytesRepeat(self.data, count));
}

function bytesItem(self: PyBytes, i: number): PyValue {
  if (i < 0 || i >= self.data.length) throw indexError("index out of range");
  return self.data[i];
}

/** `item in data`: an int as one byte, or a bytes-like object as a part. */
export function bytesContains(data: Uint8Array, item: PyValue): boolean {
  if (asInt(item) !== undefined || (hasIndex(item) && bytesIfLike(item) === undefined)) {
    const int = index(item);
    if (int < 0 || int > 255) throw valueError("byte must be in range(0, 256)");
    return data.includes(int as number);
  }
  const part = bytesIfLike(item);
  if (part === undefined) throw typeError(`a bytes-like object is required, not '${typeName(item)}'`);
  return bytesFind(data, part) >= 0;
}

/** The bytes that a slice selects, always fresh. */
export function sliceBytes(data: Uint8Array, start: number, step: number, count: number): Uint8Array {
  if (step === 1) return data.slice(start, start + count);
  const out = new Uint8Array(count);
  for (let i = 0, at = start; i < count; i++, at += step) out[i] = data[at];
  return out;
}

function bytesSubscript(self: PyBytes, key: PyValue): PyValue {
  const { data } = self;
  if (typeof key === "number") return bytesItem(self, key < 0 ? key + data.length : key);
  if (key instanceof PySlice) {
    const { start, step, count } = sliceRange(key, data.length);
    if (count === data.length && step === 1 && self.type === bytesType) return self;
    return new PyBytes(step === 1 ? copyBytes(data, start, start + count) : sliceBytes(data, start, step, count));
  }
  if (!hasIndex(key)) throw typeError(`byte indices must be integers or slices, not ${typeName(key)}`);
  const i = ssizeIndex(key, indexError);
  return bytesItem(self, i < 0 ? i + data.length : i);
}
