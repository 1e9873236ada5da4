/**
 * memoryview: the table. Representation: memoryview-object.ts; indexing: memoryview-subscript.ts; casts: memoryview-cast.ts;
 * comparison: memoryview-compare.ts. Behaviour: CPython Objects/memoryobject.c.
 */
import { hashBytes } from "../../kernel/hash.ts";
import type { Str } from "../../kernel/str.ts";
import { equal, hash } from "../abstract/compare.ts";
import { reprAddress } from "../address.ts";
import {
  PyBUF_ANY_CONTIGUOUS,
  PyBUF_C_CONTIGUOUS,
  PyBUF_F_CONTIGUOUS,
  PyBUF_FORMAT,
  PyBUF_FULL_RO,
  PyBUF_INDIRECT,
  PyBUF_ND,
  PyBUF_STRIDES,
  PyBUF_WRITABLE,
  type PyBuffer,
} from "../buffer.ts";
import { cint, object, ssize, str, strOrNone } from "../converters.ts";
import { defineType, type GetSetSpec, getset, method, param, posOnly, varArgs } from "../declare.ts";
import { bufferError, notImplementedError, typeError, valueError } from "../errors.ts";
import { genericAlias } from "../generic-alias.ts";
import { selfIter } from "../iterators/common.ts";
import { type Int, inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import { sliceIndex } from "../slice.ts";
import { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { bufferWrapper, callReleaseBuffer } from "./buffer-wrapper.ts";
import { getBuffer } from "./bytes-like.ts";
import { PyBytes } from "./bytes-object.ts";
import { hexText } from "./hex.ts";
import { nativeChar } from "./item.ts";
import { follow, gather } from "./layout.ts";
import { viewCast } from "./memoryview-cast.ts";
import { viewRichCompare } from "./memoryview-compare.ts";
import { registerMemoryView } from "./memoryview-hook.ts";
import { PyMemoryView, viewOfBuffer } from "./memoryview-object.ts";
import {
  itemAt,
  itemFormat,
  viewAssSubscript,
  viewItem,
  viewLength,
  viewList,
  viewSubscript,
} from "./memoryview-subscript.ts";

export { PyMemoryView } from "./memoryview-object.ts";

export const memoryviewType: PyType = defineType<PyMemoryView>({
  name: "memoryview",
  basicsize: 144,
  itemsize: 8,
  itemCount: (self) => 3 * self.shape.length, // shape, strides and suboffsets
  doc: "A view of the memory of an object with the buffer interface.",
  flags: ["sequence", "weakref", "gc"],
  slots: {
    tp_repr: (self) => `<${self.released ? "released memory" : "memory"} at ${reprAddress(self)}>`,
    tp_hash: viewHash,
    tp_richcompare: viewRichCompare,
    tp_iter: viewIter,
    sq_length: viewLength,
    sq_item: viewItem,
    mp_length: viewLength,
    mp_subscript: viewSubscript,
    mp_ass_subscript: viewAssSubscript,
    bf_getbuffer: viewGetBuffer,
    bf_releasebuffer: (self) => {
      self.exports--;
    },
  },
  new: method([param("object", object)], "", (_type: PyType, value) => memoryView(value)),
  methods: {
    release: method([], "Release the underlying buffer.", (self: PyMemoryView) => {
      self.release();
      return null;
    }),
    tobytes: method(
      [param("order", strOrNone, "C")],
      "The bytes of the items, in C ('C' or None), Fortran ('F') or their own ('A') order.",
      viewToBytes,
    ),
    hex: method(
      [param("sep", object, undefined, "<unrepresentable>"), param("bytes_per_sep", ssize, 1)],
      "The bytes as hexadecimal text, with a separator after every bytes_per_sep bytes counted from the right (the left if negative).\n\n>>> memoryview(b'\\x01\\xab\\xcd').hex(':', -2)\n'01ab:cd'",
      viewHex,
    ),
    tolist: method([], "The items as a list, nested for several dimensions.", (self: PyMemoryView) => viewList(self)),
    cast: method(
      [param("format", str), param("shape", object, undefined, "<unrepresentable>")],
      "A view of the same memory with another format or shape.",
      (self: PyMemoryView, format, shape) => viewCast(self, format, shape),
    ),
    toreadonly: method([], "A read-only view of the same memory.", (self: PyMemoryView) => {
      self.check();
      return self.derive({ readonly: true });
    }),
    index: method(
      [
        posOnly("value", object),
        posOnly("start", clampIndexArg, 0),
        posOnly("stop", clampIndexArg, Number.MAX_SAFE_INTEGER, "sys.maxsize"),
      ],
      "Index of the first item equal to a value; ValueError when absent.",
      viewIndex,
    ),
    count: method([posOnly("value", object)], "Number of items equal to a value.", viewCount),
    __enter__: method(
      [],
      null,
      (self: PyMemoryView) => {
        self.check();
        return self;
      },
      { signature: "($self, /)" },
    ),
    __exit__: method(
      [varArgs("exc_info")],
      "Release the underlying buffer.",
      (self: PyMemoryView) => {
        self.release();
        return null;
      },
      { signature: "($self, /, *exc_info)" },
    ),
  },
  classMethods: {
    _from_flags: method(
      [param("object", object), param("flags", cint)],
      "A view made with the given buffer flags.",
      (_type: PyType, value, flags) => viewOfBuffer(requestBuffer(value, flags)),
    ),
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyType, item) =>
      genericAlias(cls, item),
    ),
  },
  getset: {
    obj: live((self) => self.obj, "The object whose memory it is."),
    nbytes: live((self) => self.nbytes, "Size of all items in bytes."),
    readonly: live((self) => self.readonly, "Whether the memory is read-only."),
    itemsize: live((self) => self.itemsize, "Size of an item in bytes."),
    format: live((self) => self.format, "Format of an item, as the struct module writes it."),
    ndim: live((self) => self.shape.length, "Number of dimensions."),
    shape: live((self) => new PyTuple(self.shape.slice()), "Size of each dimension."),
    strides: live((self) => new PyTuple(self.strides.slice()), "Step of each dimension in bytes."),
    suboffsets: live(
      (self) => new PyTuple(self.suboffsets?.slice() ?? []),
      "For arrays of pointers: what is added to each.",
    ),
    c_contiguous: live((self) => self.isContiguous("C"), "Whether the items lie in C order without gaps."),
    f_contiguous: live((self) => self.isContiguous("F"), "Whether the items lie in Fortran order without gaps."),
    contiguous: live((self) => self.isContiguous("C") || self.isContiguous("F"), "Whether the items lie without gaps."),
  },
});

/** An attribute that a released view refuses. */
function live(get: (self: PyMemoryView) => PyValue, doc: string): GetSetSpec {
  return getset(
    (self: PyMemoryView) => {
      self.check();
      return get(self);
    },
    undefined,
    doc,
  );
}

class MemoryIter implements PyObject {
  static {
    inheritPyObject(MemoryIter);
  }
  type: PyType;
  view: PyMemoryView | null;
  index = 0;
  readonly length: number;
  readonly code: string;
  constructor(view: PyMemoryView) {
    this.type = memoryIteratorType;
    this.view = view;
    this.length = view.shape[0];
    this.code = itemFormat(view);
  }
}

export const memoryIteratorType: PyType = defineType<MemoryIter>({
  name: "memory_iterator",
  basicsize: 48,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { tp_iter: selfIter, tp_iternext: memoryIterNext },
});

/** `memoryview(value)` (PyMemoryView_FromObject). */
export function memoryView(value: PyValue): PyMemoryView {
  if (value instanceof PyMemoryView) {
    value.check();
    return value.derive({});
  }
  if (typeOf(value).bf_getbuffer === undefined) {
    throw typeError(`memoryview: a bytes-like object is required, not '${typeName(value)}'`);
  }
  return viewOfBuffer(getBuffer(value, PyBUF_FULL_RO));
}

function requestBuffer(value: PyValue, flags: number): PyBuffer {
  if (typeOf(value).bf_getbuffer === undefined) {
    throw typeError(`memoryview: a bytes-like object is required, not '${typeName(value)}'`);
  }
  return getBuffer(value, flags);
}

/** Installs the pieces that slot wrappers need; part of boot through the first use of any hook. */
registerMemoryView({
  make: (buffer) => viewOfBuffer(buffer),
  fromPython(view, exporter, flags) {
    if (!(view instanceof PyMemoryView)) throw typeError("__buffer__ returned non-memoryview object");
    return bufferWrapper(view, exporter, getBuffer(view, flags));
  },
  toPython: callReleaseBuffer,
  giveBack(view, exporter) {
    if (!(view instanceof PyMemoryView)) throw typeError("expected a memoryview object");
    if (view.obj === null) return; // it is about to be released, and knows no exporter
    if (view.obj !== exporter) throw valueError("memoryview's buffer is not this object");
    if (view.released) throw valueError("memoryview's buffer has already been released");
    view.release();
  },
});

function clampIndexArg(value: PyValue): number {
  return sliceIndex(value);
}

function viewHash(self: PyMemoryView): Int {
  if (self.hash !== undefined) return self.hash;
  self.check();
  if (!self.readonly) throw valueError("cannot hash writable memoryview object");
  const code = nativeChar(self.format);
  if (code !== "B" && code !== "b" && code !== "c") {
    throw valueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  }
  // The exporter must be hashable too, so that the content cannot change.
  // Its `__hash__` must not release the view meanwhile.
  if (self.obj !== null) held(self, () => hash(self.obj));
  self.hash = hashBytes(viewBytes(self, "C"));
  return self.hash;
}

/** The items' bytes in one row: a live view when they are contiguous in C order. */
export function viewBytes(self: PyMemoryView, order: "C" | "F"): Uint8Array {
  if (self.isContiguous(order)) return self.data.subarray(self.offset, self.offset + self.nbytes);
  return gather(self, order);
}

function viewToBytes(self: PyMemoryView, order: Str | null): PyValue {
  self.check();
  let wanted: "C" | "F" = "C";
  if (order === "F") wanted = "F";
  else if (order === "A") wanted = !self.isContiguous("C") && self.isContiguous("F") ? "F" : "C";
  else if (order !== null && order !== "C") throw valueError("order must be 'C', 'F' or 'A'");
  return new PyBytes(viewBytes(self, wanted).slice());
}

function viewHex(self: PyMemoryView, separator: PyValue | undefined, group: number): PyValue {
  self.check();
  return held(self, () => hexText(viewBytes(self, "C"), separator, group));
}

/** Runs what may call back into Python while the view must stay. */
function held<T>(self: PyMemoryView, run: () => T): T {
  self.exports++;
  try {
    return run();
  } finally {
    self.exports--;
  }
}

function viewIndex(self: PyMemoryView, value: PyValue, start: number, stop: number): PyValue {
  self.check();
  if (self.shape.length === 0) throw typeError("invalid lookup on 0-dim memory");
  if (self.shape.length > 1) throw notImplementedError("multi-dimensional lookup is not implemented");
  const [size] = self.shape;
  const first = start < 0 ? Math.max(start + size, 0) : start;
  const last = Math.min(stop < 0 ? Math.max(stop + size, 0) : stop, size);
  for (let i = first; i < last; i++) if (equal(viewItem(self, i), value)) return i;
  throw valueError("memoryview.index(x): x not found");
}

function viewCount(self: PyMemoryView, value: PyValue): PyValue {
  self.check();
  if (self.shape.length !== 1) {
    if (self.shape.length === 0) throw typeError("invalid indexing of 0-dim memory");
    throw notImplementedError("multi-dimensional sub-views are not implemented");
  }
  let count = 0;
  for (let i = 0; i < self.shape[0]; i++) if (equal(viewItem(self, i), value)) count++;
  return count;
}

function viewIter(self: PyMemoryView): PyValue {
  self.check();
  if (self.shape.length === 0) throw typeError("invalid indexing of 0-dim memory");
  if (self.shape.length !== 1) throw notImplementedError("multi-dimensional sub-views are not implemented");
  return new MemoryIter(self);
}

function memoryIterNext(self: MemoryIter): PyValue | undefined {
  const { view } = self;
  if (view === null) return undefined;
  if (self.index < self.length) {
    view.check();
    const at = view.offset + self.index++ * view.strides[0];
    return itemAt(view, self.code, view.suboffsets === undefined ? at : follow(view.view, at, view.suboffsets[0]));
  }
  self.view = null;
  return undefined;
}

/** memory_getbuf: what the flags ask for must fit the view's layout. */
function viewGetBuffer(self: PyMemoryView, flags: number): PyBuffer {
  self.checkUnrestricted();
  const wants = (flag: number): boolean => (flags & flag) === flag;
  if (wants(PyBUF_WRITABLE) && self.readonly) throw bufferError("memoryview: underlying buffer is not writable");
  const c = self.isContiguous("C");
  const f = self.isContiguous("F");
  if (wants(PyBUF_C_CONTIGUOUS) && !c) throw bufferError("memoryview: underlying buffer is not C-contiguous");
  if (wants(PyBUF_F_CONTIGUOUS) && !f) throw bufferError("memoryview: underlying buffer is not Fortran contiguous");
  if (wants(PyBUF_ANY_CONTIGUOUS) && !c && !f) throw bufferError("memoryview: underlying buffer is not contiguous");
  if (!wants(PyBUF_INDIRECT) && self.suboffsets !== undefined) {
    throw bufferError("memoryview: underlying buffer requires suboffsets");
  }
  if (!wants(PyBUF_STRIDES) && !c) throw bufferError("memoryview: underlying buffer is not C-contiguous");
  if (!wants(PyBUF_ND) && wants(PyBUF_FORMAT)) {
    throw bufferError("memoryview: cannot cast to unsigned bytes if the format flag is present");
  }
  self.exports++;
  const { data, offset, readonly, itemsize, shape, strides, nbytes } = self;
  const format = wants(PyBUF_FORMAT) ? self.format : "B";
  if (!wants(PyBUF_ND)) {
    return { obj: self, data: row(self), readonly, itemsize, format, shape: [nbytes / itemsize], strides: [itemsize] };
  }
  if (c) return { obj: self, data: row(self), readonly, itemsize, format, shape, strides };
  return { obj: self, data, offset, readonly, itemsize, format, shape, strides, suboffsets: self.suboffsets };
}

function row(self: PyMemoryView): Uint8Array {
  const { data, offset, nbytes } = self;
  return offset === 0 && nbytes === data.length ? data : data.subarray(offset, offset + nbytes);
}
