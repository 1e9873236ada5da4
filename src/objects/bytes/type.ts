/** bytes: the table. Behaviour: CPython Objects/bytesobject.c. */
import { bytesCompare, bytesConcat, bytesFind, bytesRepeat } from "../../kernel/bytes-ops.ts";
import { hashBytes } from "../../kernel/hash.ts";
import { type Str, strToJs } from "../../kernel/str.ts";
import { bytesRepr } from "../../kernel/str-repr.ts";
import { compareResult } from "../abstract/compare.ts";
import { asInt, hasIndex, ssizeIndex } from "../abstract/number.ts";
import type { PyBuffer } from "../buffer.ts";
import { decodeBytes, encodeText } from "../codecs/builtin.ts";
import { object, str as text } from "../converters.ts";
import { defineType, method, param } from "../declare.ts";
import { indexError, typeError, valueError } from "../errors.ts";
import type { Int, PyValue } from "../object.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { PySlice, sliceRange } from "../slice.ts";
import type { CompareOp } from "../slots.ts";
import { asStr } from "../str/str-object.ts";
import type { PyType } from "../type-object.ts";
import { typeName } from "../typeof.ts";
import { bytesFromObject, bytesIfLike } from "./bytes-like.ts";
import { PyBytes } from "./bytes-object.ts";

export const bytesType: PyType = defineType<PyBytes>({
  name: "bytes",
  doc: "Immutable bytes: from an iterable of ints, encoded text, a buffer, or a count of zeros.",
  flags: ["basetype", "match_self"],
  alloc: (type) => new PyBytes(new Uint8Array(0), type),
  slots: {
    tp_repr: (self) => bytesRepr(self.data),
    tp_hash: bytesHash,
    tp_richcompare: bytesRichCompare,
    sq_length: (self) => self.data.length,
    sq_concat: bytesConcatSlot,
    sq_repeat: (self, count) => new PyBytes(bytesRepeat(self.data, count)),
    sq_item: bytesItem,
    sq_contains: bytesContains,
    mp_length: (self) => self.data.length,
    mp_subscript: bytesSubscript,
    bf_getbuffer: getBuffer,
  },
  new: method(
    [param("source", object, undefined), param("encoding", text, undefined), param("errors", text, undefined)],
    "",
    bytesNew,
  ),
  methods: {
    decode: method(
      [param("encoding", text, "utf-8"), param("errors", text, "strict")],
      "Decode to a string with a codec.",
      (self: PyBytes, encoding: Str, errors: Str) => decodeBytes(self.data, strToJs(encoding), strToJs(errors)),
    ),
  },
});

function bytesNew(
  type: PyType,
  source: PyValue | undefined,
  encoding: Str | undefined,
  errors: Str | undefined,
): PyValue {
  const data = bytesData(source, encoding, errors);
  if (type === bytesType) return source instanceof PyBytes && source.type === bytesType ? source : new PyBytes(data);
  const made = type.tp_alloc!(type) as PyBytes;
  (made as { data: Uint8Array }).data = data;
  return made;
}

function bytesData(source: PyValue | undefined, encoding: Str | undefined, errors: Str | undefined): Uint8Array {
  if (source === undefined) {
    if (encoding !== undefined || errors !== undefined) {
      throw typeError(
        encoding !== undefined ? "encoding without a string argument" : "errors without a string argument",
      );
    }
    return new Uint8Array(0);
  }
  const string = asStr(source);
  if (encoding !== undefined || errors !== undefined) {
    if (string === undefined) {
      throw typeError(
        encoding !== undefined ? "encoding without a string argument" : "errors without a string argument",
      );
    }
    return encodeText(
      string,
      encoding === undefined ? "utf-8" : strToJs(encoding),
      errors === undefined ? "strict" : strToJs(errors),
    );
  }
  if (string !== undefined) throw typeError("string argument without an encoding");
  if (asInt(source) !== undefined || (hasIndex(source) && bytesIfLike(source) === undefined)) {
    const count = ssizeIndex(source);
    if (count < 0) throw valueError("negative count");
    return new Uint8Array(count);
  }
  return bytesFromObject(source);
}

function bytesHash(self: PyBytes): Int {
  return (self.hash ??= hashBytes(self.data));
}

function bytesRichCompare(self: PyBytes, other: PyValue, op: CompareOp): PyValue {
  return other instanceof PyBytes ? compareResult(bytesCompare(self.data, other.data), op) : NOT_IMPLEMENTED;
}

function bytesConcatSlot(self: PyBytes, other: PyValue): PyValue {
  const data = bytesIfLike(other);
  if (data === undefined) throw typeError(`can't concat ${typeName(other)} to ${typeName(self)}`);
  return new PyBytes(bytesConcat(self.data, data));
}

function bytesItem(self: PyBytes, i: number): PyValue {
  if (i < 0 || i >= self.data.length) throw indexError("index out of range");
  return self.data[i];
}

function bytesContains(self: PyBytes, item: PyValue): boolean {
  const int = asInt(item);
  if (int !== undefined) {
    if (int < 0 || int > 255) throw valueError("byte must be in range(0, 256)");
    return self.data.includes(Number(int));
  }
  const data = bytesIfLike(item);
  if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(item)}'`);
  return bytesFind(self.data, data) >= 0;
}

function bytesSubscript(self: PyBytes, key: PyValue): PyValue {
  const { data } = self;
  if (key instanceof PySlice) {
    const { start, step, count } = sliceRange(key, data.length);
    if (step === 1) return new PyBytes(data.slice(start, start + count));
    const out = new Uint8Array(count);
    for (let i = 0; i < count; i++) out[i] = data[start + i * step];
    return new PyBytes(out);
  }
  if (!hasIndex(key)) throw typeError(`byte indices must be integers or slices, not ${typeName(key)}`);
  const i = ssizeIndex(key, indexError);
  return bytesItem(self, i < 0 ? i + data.length : i);
}

function getBuffer(self: PyBytes): PyBuffer {
  return {
    obj: self,
    data: self.data,
    readonly: true,
    itemsize: 1,
    format: "B",
    shape: [self.data.length],
    strides: [1],
  };
}
