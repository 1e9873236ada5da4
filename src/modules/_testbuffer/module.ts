/**
 * _testbuffer: exporters of buffers of any structure, and the C interface to buffers, for CPython's own tests. Only the command line has
 * it. Source: CPython Modules/_testbuffer.c.
 */
import { asInt } from "../../objects/abstract/number.ts";
import { PyBUF_FULL_RO, PyBUF_READ, PyBUF_WRITE } from "../../objects/buffer.ts";
import { releaseBuffer } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { POINTER_SIZE, placeOfItem } from "../../objects/bytes/layout.ts";
import { encodeText } from "../../objects/codecs/builtin.ts";
import { cint, clong, object, ssize } from "../../objects/converters.ts";
import { type CallableSpec, defineModule, fn, type Impl, type Param, posOnly } from "../../objects/declare.ts";
import { isException, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_Exception } from "../../objects/exceptions/types.ts";
import { asSsize } from "../../objects/iterators/ssize.ts";
import type { PyValue } from "../../objects/object.ts";
import { PySlice, sliceRange } from "../../objects/slice.ts";
import { asStr } from "../../objects/str/str-object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { contiguousView } from "./contiguous-view.ts";
import { listOrTuple } from "./create.ts";
import { FLAGS, ND_MAX_NDIM } from "./flags.ts";
import { unpackItem } from "./items.ts";
import { ndarrayType } from "./ndarray.ts";
import { PyNdArray } from "./ndarray-object.ts";
import { staticArrayType } from "./staticarray.ts";
import { type NdBuffer, type Order, requested } from "./structure.ts";
import { sameStructure } from "./subscript.ts";

export default defineModule({
  name: "_testbuffer",
  doc: null,
  functions: {
    slice_indices: plain([posOnly("slice", object), posOnly("len", ssize)], sliceIndices),
    get_pointer: plain([posOnly("obj", object), posOnly("indices", object)], getPointer),
    get_sizeof_void_p: fn([], null, () => POINTER_SIZE, { signature: null }),
    get_contiguous: plain(
      [posOnly("obj", object), posOnly("buffertype", object), posOnly("order", object)],
      getContiguous,
    ),
    py_buffer_to_contiguous: plain(
      [posOnly("obj", object), posOnly("order", object), posOnly("flags", cint)],
      toContiguous,
    ),
    is_contiguous: plain([posOnly("obj", object), posOnly("order", object)], isContiguous),
    cmp_contig: plain([posOnly("a", object), posOnly("b", object)], equalContiguous),
  },
  types: () => ({ ndarray: ndarrayType, staticarray: staticArrayType }),
  constants: () => FLAGS,
});

/** A function whose arguments C parses without its name. */
function plain(params: readonly Param<unknown>[], impl: Impl): CallableSpec {
  return fn(params, null, impl, { signature: null, varargs: true, parsed: "unnamed" });
}

function sliceIndices(slice: PyValue, length: number): PyValue {
  if (!(slice instanceof PySlice)) throw typeError("first argument must be a slice object");
  const { start, stop, step, count } = sliceRange(slice, length);
  return new PyTuple([start, stop, step, count]);
}

/** Runs with the buffer that `obj` gives. */
function withBuffer<T>(obj: PyValue, flags: number, run: (buffer: NdBuffer) => T): T {
  const buffer = requested(obj, flags);
  try {
    return run(buffer);
  } finally {
    releaseBuffer(buffer.exporter!);
  }
}

function getPointer(obj: PyValue, seq: PyValue): PyValue {
  const indices = listOrTuple(seq, "seq");
  return withBuffer(obj, PyBUF_FULL_RO, (buffer) => {
    const { shape } = buffer.full;
    if (shape.length > ND_MAX_NDIM) throw valueError(`get_pointer(): ndim > ${ND_MAX_NDIM}`);
    if (indices.length !== shape.length) throw valueError("get_pointer(): len(indices) != ndim");
    const place = indices.map((item, dim) => {
      const index = asSsize(item);
      if (index >= 0 && index < shape[dim]) return index;
      throw valueError(`get_pointer(): invalid index ${index} at position ${dim}`);
    });
    return unpackItem(buffer.data, placeOfItem(buffer.full, place), buffer.format);
  });
}

/** get_ascii_order. */
function orderArgument(order: PyValue): Order {
  const text = asStr(order);
  if (text === undefined) throw typeError("order must be a string");
  const letter = String.fromCharCode(encodeText(text, "ascii", "strict")[0]);
  if (letter === "C" || letter === "F" || letter === "A") return letter;
  throw valueError("invalid order, must be C, F or A");
}

function getContiguous(obj: PyValue, buffertype: PyValue, order: PyValue): PyValue {
  if (asInt(buffertype) === undefined) throw typeError("buffertype must be PyBUF_READ or PyBUF_WRITE");
  const kind = clong(buffertype);
  if (kind !== PyBUF_READ && kind !== PyBUF_WRITE) throw valueError("invalid buffer type");
  return contiguousView(obj, kind === PyBUF_WRITE, orderArgument(order));
}

function toContiguous(obj: PyValue, order: PyValue, flags: number): PyValue {
  return withBuffer(obj, flags, (buffer) => new PyBytes(buffer.toBytes(orderArgument(order))));
}

function isContiguous(obj: PyValue, order: PyValue): PyValue {
  const wanted = orderArgument(order);
  // An ndarray is looked at directly: it may lack what the request for a whole buffer asks for.
  if (obj instanceof PyNdArray) return obj.head.isContiguous(wanted);
  return orComplain("is_contiguous: object", () =>
    withBuffer(obj, PyBUF_FULL_RO, (buffer) => buffer.isContiguous(wanted)),
  );
}

function equalContiguous(a: PyValue, b: PyValue): PyValue {
  const one = orComplain("cmp_contig: first argument", () => requested(a, PyBUF_FULL_RO));
  try {
    const two = orComplain("cmp_contig: second argument", () => requested(b, PyBUF_FULL_RO));
    try {
      return sameStructure(one, two) && equalBytes(one, two);
    } finally {
      releaseBuffer(two.exporter!);
    }
  } finally {
    releaseBuffer(one.exporter!);
  }
}

function equalBytes(a: NdBuffer, b: NdBuffer): boolean {
  const both = (order: Order): boolean => a.isContiguous(order) && b.isContiguous(order);
  if (!both("C") && !both("F")) return false;
  const bytes = b.toBytes("A");
  return a.toBytes("A").every((byte, i) => byte === bytes[i]);
}

function orComplain<T>(what: string, get: () => T): T {
  try {
    return get();
  } catch (caught) {
    if (!isException(caught, PyExc_Exception)) throw caught;
    throw typeError(`${what} does not implement the buffer protocol`);
  }
}
