/** ndarray: the table. Representation: ndarray-object.ts, structure.ts; items: subscript.ts. Source: CPython Modules/_testbuffer.c. */
import { hashBytes } from "../../kernel/hash.ts";
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { hash } from "../../objects/abstract/compare.ts";
import { PyBUF_FULL_RO } from "../../objects/buffer.ts";
import { hasBuffer } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { placeOfItem } from "../../objects/bytes/layout.ts";
import { makeMemoryView } from "../../objects/bytes/memoryview-hook.ts";
import { cint, object, ssize } from "../../objects/converters.ts";
import { defineType, type GetSetSpec, getset, method, param } from "../../objects/declare.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";
import { getNdBuffer } from "./export.ts";
import { ND_C, ND_FORTRAN, ND_MAX_NDIM, ND_REDIRECT } from "./flags.ts";
import { unpackItem } from "./items.ts";
import { consume, originalFlags, PyNdArray } from "./ndarray-object.ts";
import type { NdBuffer } from "./structure.ts";
import { ndAssSubscript, ndItem, ndSubscript } from "./subscript.ts";

/** The format of items when none is given. */
const BYTES = "B";

const layoutParams = [
  param("strides", object, undefined),
  param("offset", ssize, 0),
  param("format", object, undefined),
  param("flags", cint, 0),
] as const;

export const ndarrayType: PyType = defineType<PyNdArray>({
  name: "ndarray",
  basicsize: 168,
  doc: null,
  alloc: () => new PyNdArray(),
  slots: {
    tp_new: (type) => type.tp_alloc!(type),
    tp_getattro: genericGetAttr,
    tp_hash: ndHash,
    sq_item: ndItem,
    mp_subscript: ndSubscript,
    mp_ass_subscript: ndAssSubscript,
    bf_getbuffer: getNdBuffer,
    bf_releasebuffer: (self, buffer) => self.giveBack(buffer.data),
  },
  init: method(
    [param("obj", object), param("shape", object, undefined), ...layoutParams, param("getbuf", cint, undefined)],
    "",
    ndInit,
    {
      signature: null,
      parsed: "unnamed",
    },
  ),
  methods: {
    tolist: method([], null, (self: PyNdArray) => ndList(self.head)),
    tobytes: method([], null, (self: PyNdArray) => new PyBytes(self.head.toBytes("C"))),
    push: method([param("items", object), param("shape", object), ...layoutParams], null, ndPush, {
      signature: null,
      parsed: "unnamed",
    }),
    pop: method([], null, (self: PyNdArray) => {
      self.pop();
      return null;
    }),
    add_suboffsets: method([], null, addSuboffsets),
    memoryview_from_buffer: method([], null, viewFromBuffer),
  },
  getset: {
    flags: shown((head) => head.flags),
    offset: shown((head) => head.offset),
    obj: shown((head) => head.obj),
    nbytes: shown((head) => head.len),
    readonly: shown((head) => head.readonly),
    itemsize: shown((head) => head.itemsize),
    format: shown((head) => head.format ?? ""),
    ndim: shown((head) => head.ndim),
    shape: shown((head) => new PyTuple(head.shape?.slice() ?? [])),
    strides: shown((head) => new PyTuple(head.strides?.slice() ?? [])),
    suboffsets: shown((head) => new PyTuple(head.suboffsets?.slice() ?? [])),
    c_contiguous: shown((head) => head.isContiguous("C")),
    f_contiguous: shown((head) => head.isContiguous("F")),
    contiguous: shown((head) => head.isContiguous("A")),
  },
});

function shown(get: (head: NdBuffer) => PyValue): GetSetSpec {
  return getset((self: PyNdArray) => get(self.head), undefined, null);
}

function ndInit(
  self: PyNdArray,
  obj: PyValue,
  shape: PyValue | undefined,
  strides: PyValue | undefined,
  offset: number,
  format: PyValue | undefined,
  flags: number,
  getbuf: number | undefined,
): null {
  if (shape === undefined && hasBuffer(obj)) {
    const plain = strides === undefined && offset === 0 && format === undefined;
    if (!plain || (flags !== 0 && flags !== ND_REDIRECT)) {
      throw typeError("construction from exporter object only takes 'obj', 'getbuf' and 'flags' arguments");
    }
    consume(self, obj, getbuf ?? PyBUF_FULL_RO, flags);
    return null;
  }
  if (getbuf !== undefined) throw typeError("getbuf argument only valid for construction from exporter object");
  if (shape === undefined) {
    throw typeError("shape is a required argument when constructing from list, tuple or scalar");
  }
  self.push({ items: obj, shape, strides, offset, format: format ?? BYTES, flags: originalFlags(self, flags, false) });
  return null;
}

function ndPush(
  self: PyNdArray,
  items: PyValue,
  shape: PyValue,
  strides: PyValue | undefined,
  offset: number,
  format: PyValue | undefined,
  flags: number,
): null {
  self.checkMutable(true);
  self.push({ items, shape, strides, offset, format: format ?? BYTES, flags: originalFlags(self, flags, true) });
  return null;
}

function ndList(head: NdBuffer): PyValue {
  if (head.format === null) throw valueError("ndarray: tolist() does not support format=NULL, use tobytes()");
  const layout = head.full;
  const indices: number[] = [];
  const list = (dim: number): PyValue => {
    if (dim === head.ndim) return unpackItem(head.data, placeOfItem(layout, indices), head.format);
    const items = Array.from({ length: layout.shape[dim] }, (_, i) => {
      indices[dim] = i;
      return list(dim + 1);
    });
    return new PyList(items);
  };
  return list(0);
}

function ndHash(self: PyNdArray): Int {
  const { head } = self;
  if (!head.readonly) throw valueError("cannot hash writable ndarray object");
  if (head.obj !== null) hash(head.obj);
  return hashBytes(head.toBytes("C"));
}

function addSuboffsets({ head }: PyNdArray): null {
  if (head.suboffsets !== null) throw typeError("cannot add suboffsets to PIL-style array");
  if (head.strides === null) throw typeError("cannot add suboffsets to array without strides");
  head.suboffsets = head.strides.map(() => -1);
  head.flags &= ~(ND_C | ND_FORTRAN);
  return null;
}

/** PyMemoryView_FromBuffer of a copy of the memory. */
function viewFromBuffer(self: PyNdArray): PyValue {
  const { head } = self;
  const { obj } = head;
  if (self.isConsumer && !(obj instanceof PyNdArray && !obj.isConsumer)) {
    throw typeError(
      "memoryview_from_buffer(): ndarray must be original exporter or consumer from ndarray/original exporter",
    );
  }
  const format = head.format ?? BYTES;
  if (format.length > ND_MAX_NDIM) {
    throw typeError(`memoryview_from_buffer: format is limited to ${ND_MAX_NDIM} characters`);
  }
  return makeMemoryView({ ...head.full, data: head.data.slice(), obj: null, readonly: head.readonly, format });
}
