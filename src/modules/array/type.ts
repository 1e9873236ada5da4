/** array.array: the table, construction and the sequence operations. Source: CPython Modules/arraymodule.c. */

import { charge, checkpoint } from "../../kernel/interrupt.ts";
import { strToJs } from "../../kernel/str.ts";
import { strRepr } from "../../kernel/str-repr.ts";
import { genericGetAttr } from "../../objects/abstract/attributes.ts";
import { richCompare, richCompareBool } from "../../objects/abstract/compare.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { hasIndex, ssizeIndex } from "../../objects/abstract/number.ts";
import { repr } from "../../objects/abstract/repr.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { audit } from "../../objects/audit.ts";
import { PyBUF_FORMAT } from "../../objects/buffer.ts";
import { PyByteArray } from "../../objects/bytes/bytearray-object.ts";
import { bytesLike } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { object, ssize, str } from "../../objects/converters.ts";
import { defineType, getset, method, posOnly } from "../../objects/declare.ts";
import { indexError, typeError, valueError } from "../../objects/errors.ts";
import { genericAlias } from "../../objects/generic-alias.ts";
import { selfIter } from "../../objects/iterators/common.ts";
import { PyList } from "../../objects/list/list.ts";
import { inheritPyObject, type KwNames, type PyObject, type PyValue } from "../../objects/object.ts";
import { NOT_IMPLEMENTED } from "../../objects/singletons.ts";
import { PySlice, sliceIndex, sliceRange } from "../../objects/slice.ts";
import { type CompareOp, Py_EQ, Py_NE } from "../../objects/slots.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";
import { copyItems, KINDS, type Kind, kindOf, PyArray } from "./array.ts";
import * as methods from "./methods.ts";

export const arrayType: PyType = defineType<PyArray>({
  name: "array.array",
  basicsize: 64,
  doc: "array(typecode [, initializer]) -> array\n\nA sequence of numbers (or characters) of one machine type, stored compactly. The type code says which: b, B, h, H, i, I, l, L, q, Q are signed and unsigned ints of growing size, f and d floats, u and w characters. The initializer is a list, bytes, a str for characters, or an iterable of items.",
  flags: ["basetype", "sequence", "heaptype", "immutable", "weakref", "gc"],
  alloc: (type) => new PyArray(type, KINDS[0], KINDS[0].make(0)),
  slots: {
    tp_getattro: genericGetAttr,
    tp_repr: arrayRepr,
    tp_hash: null,
    tp_richcompare: arrayRichCompare,
    tp_iter: (self) => new ArrayIter(self),
    tp_new: arrayNew,
    sq_length: (self) => self.size,
    sq_concat: concat,
    sq_repeat: (self, count) => repeat(self, count),
    sq_item: item,
    sq_ass_item: assignItem,
    sq_contains: (self, value) => find(self, value, 0, self.size) >= 0,
    sq_inplace_concat: (self, other) => {
      if (!(other instanceof PyArray)) throw typeError(`can only extend array with array (not "${typeName(other)}")`);
      methods.extend(self, other);
      return self;
    },
    sq_inplace_repeat: inplaceRepeat,
    mp_length: (self) => self.size,
    mp_subscript: subscript,
    mp_ass_subscript: assSubscript,
    bf_getbuffer: (self, flags) => {
      self.exports.acquire();
      const { itemsize, format } = self.kind;
      return {
        obj: self,
        data: self.bytes(),
        readonly: false,
        itemsize,
        format: (flags & PyBUF_FORMAT) === 0 ? "B" : format,
        shape: [self.size],
        strides: [itemsize],
        counted: self.exports,
      };
    },
    bf_releasebuffer: (self) => {
      self.exports.release();
    },
  },
  methods: {
    append: method([posOnly("v", object)], "Append a value.", methods.append),
    buffer_info: method([], "Address and length of the memory.", methods.bufferInfo),
    byteswap: method([], "Reverse the order of the bytes of each item.", methods.byteswap),
    clear: method([], "Remove all items.", methods.clear),
    __copy__: method([], "Copy.", methods.copy),
    count: method([posOnly("v", object)], "Number of items equal to a value.", methods.count),
    __deepcopy__: method([posOnly("unused", object)], "Copy.", methods.copy),
    extend: method([posOnly("bb", object)], "Append the items of an array or iterable.", methods.extend, {
      definingClass: true,
    }),
    fromfile: method(
      [posOnly("f", object), posOnly("n", ssize)],
      "Append n items read from a file.",
      methods.fromFile,
      { definingClass: true },
    ),
    fromlist: method([posOnly("list", object)], "Append the items of a list.", methods.fromList),
    frombytes: method(
      [posOnly("buffer", bytesLike)],
      "Append items from their machine representation.",
      methods.fromBytes,
    ),
    fromunicode: method(
      [posOnly("ustr", str)],
      "Append the characters of a str; only for types u and w.",
      methods.fromUnicode,
    ),
    index: method(
      [
        posOnly("v", object),
        posOnly("start", sliceIndex, 0),
        posOnly("stop", sliceIndex, Number.MAX_SAFE_INTEGER, "sys.maxsize"),
      ],
      "Index of the first item equal to a value; ValueError when absent.",
      (self: PyArray, value, start, stop) => {
        const at = find(
          self,
          value,
          start < 0 ? Math.max(start + self.size, 0) : start,
          stop < 0 ? stop + self.size : stop,
        );
        if (at < 0) throw valueError("array.index(x): x not in array");
        return at;
      },
    ),
    insert: method([posOnly("i", ssize), posOnly("v", object)], "Insert a value before an index.", methods.insert),
    pop: method([posOnly("i", ssize, -1)], "Remove and return an item (by default the last).", methods.pop),
    __reduce_ex__: method([posOnly("value", object)], "Return state information for pickling.", methods.reduceEx, {
      definingClass: true,
    }),
    remove: method([posOnly("v", object)], "Remove the first item equal to a value.", (self: PyArray, value) => {
      const at = find(self, value, 0, self.size);
      if (at < 0) throw valueError("array.remove(x): x not in array");
      self.replace(at, at + 1, self.kind.make(0));
      return null;
    }),
    reverse: method([], "Reverse the order of the items in place.", methods.reverse),
    tofile: method(
      [posOnly("f", object)],
      "Write all items, as their machine representation, to a file.",
      methods.toFile,
      { definingClass: true },
    ),
    tolist: method([], "The items as a list.", (self: PyArray) => {
      const items: PyValue[] = [];
      charge(self.size);
      for (let i = 0; i < self.size; i++) items.push(self.get(i));
      return new PyList(items);
    }),
    tobytes: method(
      [],
      "The items as their machine representation.",
      (self: PyArray) => new PyBytes(self.bytes().slice()),
    ),
    tounicode: method([], "The characters as a str; only for types u and w.", methods.toUnicode),
    __sizeof__: method(
      [],
      "Size of the object in memory, in bytes.",
      (self: PyArray) => 64 + self.size * self.kind.itemsize,
    ),
  },
  classMethods: {
    __class_getitem__: method([posOnly("object", object)], "See PEP 585", (cls: PyType, key) => genericAlias(cls, key)),
  },
  getset: {
    typecode: getset((self: PyArray) => self.kind.code, undefined, "The type code of the items."),
    itemsize: getset((self: PyArray) => self.kind.itemsize, undefined, "Size of an item in bytes."),
  },
});

class ArrayIter implements PyObject {
  static {
    inheritPyObject(ArrayIter);
  }
  type: PyType;
  array: PyArray | null;
  index = 0;
  constructor(array: PyArray) {
    this.type = arrayIteratorType;
    this.array = array;
  }
}

export const arrayIteratorType: PyType = defineType<ArrayIter>({
  name: "array.arrayiterator",
  basicsize: 40,
  doc: null,
  flags: ["disallow_instantiation", "heaptype", "immutable", "gc"],
  slots: { tp_getattro: genericGetAttr, tp_iter: selfIter, tp_iternext: iteratorNext },
  methods: {
    __reduce__: method(
      [],
      "Return state information for pickling.",
      methods.reduceIterator as unknown as (self: ArrayIter) => PyValue,
    ),
    __setstate__: method(
      [posOnly("state", object)],
      "Set state information for unpickling.",
      (self: ArrayIter, state) => {
        const at = ssizeIndex(state);
        if (self.array !== null) self.index = Math.min(Math.max(at, 0), self.array.size);
        return null;
      },
    ),
  },
});

function iteratorNext(self: ArrayIter): PyValue | undefined {
  const { array } = self;
  if (array === null) return undefined;
  if (self.index < array.size) return array.get(self.index++);
  self.array = null;
  return undefined;
}

const BAD_CODE = "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)";

function arrayNew(type: PyType, args: PyValue[], kwnames: KwNames): PyValue {
  if (kwnames !== null && kwnames.length > 0 && type === arrayType)
    throw typeError("array.array() takes no keyword arguments");
  const given = args.length - (kwnames?.length ?? 0);
  if (given < 1) throw typeError("array() takes at least 1 argument (0 given)");
  if (given > 2) throw typeError(`array() takes at most 2 arguments (${given} given)`);
  const code = asStr(args[0]);
  if (code === undefined)
    throw typeError(
      `array() argument 1 must be a unicode character, not ${args[0] === null ? "None" : typeName(args[0])}`,
    );
  if (typeof code !== "string" || code.length !== 1) {
    throw typeError(
      `array() argument 1 must be a unicode character, not a string of length ${typeof code === "string" ? code.length : code.codes.length}`,
    );
  }
  const initial = given > 1 ? args[1] : null;
  audit("array.__new__", code, initial);
  if (code === "u") warn("DeprecationWarning", "The 'u' type code is deprecated and will be removed in Python 3.16");
  checkInitial(code, initial);
  const kind = kindOf(code);
  if (kind === undefined) throw valueError(BAD_CODE);
  const made = makeArray(type, kind, 0);
  if (given > 1) fill(made, args[1]);
  return made;
}

/** Text goes into character arrays only, and character arrays only into those. */
function checkInitial(code: string, initial: PyValue): void {
  if (code === "u" || code === "w") return;
  if (asStr(initial) !== undefined) throw typeError(`cannot use a str to initialize an array with typecode '${code}'`);
  if (initial instanceof PyArray && (initial.kind.code === "u" || initial.kind.code === "w")) {
    throw typeError(`cannot use a unicode array to initialize an array with typecode '${code}'`);
  }
}

function fill(made: PyArray, initial: PyValue): void {
  const { kind } = made;
  if (initial instanceof PyBytes || initial instanceof PyByteArray) {
    methods.fromBytes(made, initial.data);
    return;
  }
  const text = asStr(initial);
  if (text !== undefined) {
    methods.fromUnicode(made, text);
    return;
  }
  if (initial instanceof PyArray && initial.kind === kind) {
    made.replace(0, 0, initial.used());
    return;
  }
  const iterator = iter(initial);
  for (;;) {
    const value = iterNext(iterator);
    if (value === undefined) return;
    made.append(kind.convert(value));
  }
}

/** An array of `size` zeros, of a class. */
export function makeArray(type: PyType, kind: Kind, size: number): PyArray {
  const made = type.tp_alloc!(type) as PyArray;
  made.kind = kind;
  made.items = kind.make(size);
  made.size = size;
  return made;
}

function arrayRepr(self: PyArray): PyValue {
  const name = strToJs(self.type.name);
  const { code } = self.kind;
  if (self.size === 0) return `${name}('${code}')`;
  if (code === "u" || code === "w") return `${name}('${code}', ${strToJs(strRepr(methods.textOf(self)))})`;
  const items: PyValue[] = [];
  for (let i = 0; i < self.size; i++) items.push(self.get(i));
  return `${name}('${code}', ${strToJs(repr(new PyList(items)))})`;
}

function arrayRichCompare(self: PyArray, other: PyValue, op: CompareOp): PyValue {
  if (!(other instanceof PyArray)) return NOT_IMPLEMENTED;
  if (self.size !== other.size && (op === Py_EQ || op === Py_NE)) return op === Py_NE;
  for (let i = 0; i < self.size && i < other.size; i++) {
    checkpoint();
    const a = self.get(i);
    const b = other.get(i);
    if (richCompareBool(a, b, Py_EQ)) continue;
    if (op === Py_EQ) return false;
    if (op === Py_NE) return true;
    return richCompare(a, b, op);
  }
  return richCompare(self.size, other.size, op);
}

function find(self: PyArray, value: PyValue, start: number, stop: number): number {
  for (let i = start; i < self.size && i < stop; i++) {
    checkpoint();
    if (richCompareBool(self.get(i), value, Py_EQ)) return i;
  }
  return -1;
}

function concat(self: PyArray, other: PyValue): PyValue {
  if (!(other instanceof PyArray)) throw typeError(`can only append array (not "${typeName(other)}") to array`);
  if (other.kind !== self.kind) throw typeError("bad argument type for built-in operation");
  const made = makeArray(arrayType, self.kind, self.size + other.size);
  copyItems(made.items, self.items, 0, self.size, 0);
  copyItems(made.items, other.items, 0, other.size, self.size);
  return made;
}

function repeat(self: PyArray, count: number): PyArray {
  const made = makeArray(arrayType, self.kind, 0);
  made.resize(self.size * Math.max(count, 0));
  for (let i = 0; i < count; i++) copyItems(made.items, self.items, 0, self.size, i * self.size);
  return made;
}

function inplaceRepeat(self: PyArray, count: number): PyValue {
  const { size } = self;
  const times = Math.max(count, 0);
  if (size === 0 || times === 1) return self;
  self.resize(size * times);
  for (let i = 1; i < times; i++) copyItems(self.items, self.items, 0, size, i * size);
  return self;
}

function item(self: PyArray, i: number): PyValue {
  if (i < 0 || i >= self.size) throw indexError("array index out of range");
  return self.get(i);
}

function assignItem(self: PyArray, i: number, value: PyValue | undefined): void {
  if (i < 0 || i >= self.size) throw indexError("array assignment index out of range");
  if (value === undefined) {
    self.replace(i, i + 1, self.kind.make(0));
    return;
  }
  const stored = self.kind.convert(value);
  if (i >= self.size) throw indexError("array assignment index out of range");
  self.set(i, stored);
}

function subscript(self: PyArray, key: PyValue): PyValue {
  if (typeof key === "number") return item(self, key < 0 ? key + self.size : key);
  if (key instanceof PySlice) {
    const { start, step, count } = sliceRange(key, self.size);
    const made = makeArray(arrayType, self.kind, count);
    if (step === 1) copyItems(made.items, self.items, start, start + count, 0);
    else for (let i = 0, at = start; i < count; i++, at += step) made.set(i, self.items[at]);
    return made;
  }
  if (!hasIndex(key)) throw typeError("array indices must be integers");
  const i = ssizeIndex(key, indexError);
  return item(self, i < 0 ? i + self.size : i);
}

function assSubscript(self: PyArray, key: PyValue, value: PyValue | undefined): void {
  if (key instanceof PySlice) {
    assignSlice(self, key, value);
    return;
  }
  if (!hasIndex(key)) throw typeError("array indices must be integers");
  const i = ssizeIndex(key, indexError);
  assignItem(self, i < 0 ? i + self.size : i, value);
}

function assignSlice(self: PyArray, key: PySlice, value: PyValue | undefined): void {
  let source = self.kind.make(0);
  if (value instanceof PyArray) {
    if (value.kind !== self.kind) throw typeError("bad argument type for built-in operation");
    source = value === self ? self.used().slice() : value.used();
  } else if (value !== undefined) {
    throw typeError(`can only assign array (not "${typeName(value)}") to array slice`);
  }
  const range = sliceRange(key, self.size);
  let { start, step } = range;
  const { count } = range;
  if (step === 1) {
    if (source.length !== count) self.checkResizable();
    self.replace(start, Math.max(start, range.stop), source);
    return;
  }
  if (source.length === 0) {
    if (count === 0) return;
    self.checkResizable();
    if (step < 0) {
      start += step * (count - 1);
      step = -step;
    }
    const kept = self.kind.make(self.size - count);
    let to = 0;
    for (let i = 0; i < self.size; i++) {
      const gone = i >= start && (i - start) % step === 0 && (i - start) / step < count;
      if (!gone) copyItems(kept, self.items, i, i + 1, to++);
    }
    self.items = kept;
    self.size = kept.length;
    return;
  }
  if (source.length !== count) {
    throw valueError(`attempt to assign array of size ${source.length} to extended slice of size ${count}`);
  }
  for (let i = 0, at = start; i < count; i++, at += step) self.set(at, source[i]);
}
