/** Methods of array.array. Source: CPython Modules/arraymodule.c. */
import { charge, chargeFor } from "../../kernel/interrupt.ts";
import { type Str, strCodes, strFromCodes } from "../../kernel/str.ts";
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { builtin } from "../../objects/abstract/builtin.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { richCompareBool } from "../../objects/abstract/compare.ts";
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { asInt } from "../../objects/abstract/number.ts";
import { identity } from "../../objects/address.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { eofError, indexError, typeError, valueError } from "../../objects/errors.ts";
import { importModule } from "../../objects/import-hook.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";
import { Py_EQ } from "../../objects/slots.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { copyItems, PyArray } from "./array.ts";
import { machineFormat } from "./reconstruct.ts";
import { arrayType, makeArray } from "./type.ts";

/** How much tofile writes at a time. */
const BLOCK = 64 * 1024;

export function append(self: PyArray, value: PyValue): PyValue {
  const item = self.kind.convert(value);
  self.append(item);
  return null;
}

export function bufferInfo(self: PyArray): PyValue {
  return new PyTuple([identity(self) + 64, self.size]);
}

export function byteswap(self: PyArray): PyValue {
  chargeFor(self.size * 4);
  const data = self.bytes();
  const { itemsize } = self.kind;
  if (itemsize > 1) for (let i = 0; i < data.length; i += itemsize) data.subarray(i, i + itemsize).reverse();
  return null;
}

export function clear(self: PyArray): PyValue {
  self.resize(0);
  return null;
}

export function copy(self: PyArray): PyValue {
  const made = makeArray(arrayType, self.kind, self.size);
  copyItems(made.items, self.items, 0, self.size, 0);
  return made;
}

export function count(self: PyArray, value: PyValue): PyValue {
  charge(self.size);
  let found = 0;
  for (let i = 0; i < self.size; i++) if (richCompareBool(self.get(i), value, Py_EQ)) found++;
  return found;
}

export function extend(self: PyArray, source: PyValue): PyValue {
  if (source instanceof PyArray) {
    if (source.kind !== self.kind) throw typeError("can only extend with array of same kind");
    self.replace(self.size, self.size, source.used());
    return null;
  }
  const iterator = iter(source);
  for (;;) {
    const value = iterNext(iterator);
    if (value === undefined) return null;
    append(self, value);
  }
}

export function fromFile(self: PyArray, file: PyValue, amount: number): PyValue {
  if (amount < 0) throw valueError("negative count");
  const wanted = amount * self.kind.itemsize;
  const read = callMethod(file, "read", [wanted]);
  if (!(read instanceof PyBytes)) throw typeError("read() didn't return bytes");
  fromBytes(self, read.data);
  if (read.data.length !== wanted) throw eofError("read() didn't return enough bytes");
  return null;
}

export function fromList(self: PyArray, list: PyValue): PyValue {
  if (!(list instanceof PyList)) throw typeError("arg must be list");
  const { length } = list.items;
  if (length === 0) return null;
  const { size } = self;
  self.checkResizable();
  self.resize(size + length);
  try {
    charge(length);
    for (let i = 0; i < length; i++) {
      self.set(size + i, self.kind.convert(list.items[i]));
      if (list.items.length !== length) throw typeError("list changed size during iteration");
    }
  } catch (caught) {
    self.resize(size);
    throw caught;
  }
  return null;
}

export function fromBytes(self: PyArray, data: Uint8Array): PyValue {
  const { itemsize } = self.kind;
  if (data.length % itemsize !== 0) throw valueError("bytes length not a multiple of item size");
  if (data.length > 0) self.replace(self.size, self.size, self.kind.over(data.slice()));
  return null;
}

const ONLY_TEXT = "may only be called on unicode type arrays ('u' or 'w')";

function isText(self: PyArray): boolean {
  return self.kind.code === "u" || self.kind.code === "w";
}

export function fromUnicode(self: PyArray, text: Str): PyValue {
  if (!isText(self)) throw valueError(`fromunicode() ${ONLY_TEXT}`);
  self.replace(self.size, self.size, Uint32Array.from(strCodes(text)));
  return null;
}

export function toUnicode(self: PyArray): PyValue {
  if (!isText(self)) throw valueError(`tounicode() ${ONLY_TEXT}`);
  return textOf(self);
}

/** The text of a character array. */
export function textOf(self: PyArray): Str {
  const codes = self.used() as Uint32Array;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] > 0x10ffff)
      throw valueError(`character U+${codes[i].toString(16)} is not in range [U+0000; U+10ffff]`);
  }
  return strFromCodes(codes);
}

export function insert(self: PyArray, at: number, value: PyValue): PyValue {
  const item = self.kind.convert(value);
  const { size } = self;
  const place = at < 0 ? Math.max(at + size, 0) : Math.min(at, size);
  const one = self.kind.make(1);
  (one as Float64Array)[0] = item as number;
  self.replace(place, place, one);
  return null;
}

export function pop(self: PyArray, at: number): PyValue {
  if (self.size === 0) throw indexError("pop from empty array");
  const i = at < 0 ? at + self.size : at;
  if (i < 0 || i >= self.size) throw indexError("pop index out of range");
  const value = self.get(i);
  self.replace(i, i + 1, self.kind.make(0));
  return value;
}

export function reverse(self: PyArray): PyValue {
  chargeFor(self.size);
  self.used().reverse();
  return null;
}

export function toFile(self: PyArray, file: PyValue): PyValue {
  for (let at = 0; at < self.size * self.kind.itemsize; at += BLOCK) {
    callMethod(file, "write", [new PyBytes(self.bytes().slice(at, at + BLOCK))]);
  }
  return null;
}

export function reduceEx(self: PyArray, value: PyValue): PyValue {
  const protocol = asInt(value);
  if (protocol === undefined) throw typeError("__reduce_ex__ argument should be an integer");
  const dict = lookupAttr(self, "__dict__") ?? null;
  const { code } = self.kind;
  if (protocol < 3) {
    const items: PyValue = isText(self) ? textOf(self) : listOf(self);
    return new PyTuple([self.type, new PyTuple([code, items]), dict]);
  }
  const maker = getAttr(importModule("array"), "_array_reconstructor");
  const data = new PyBytes(self.bytes().slice());
  return new PyTuple([maker, new PyTuple([self.type, code, machineFormat(code), data]), dict]);
}

function listOf(self: PyArray): PyList {
  charge(self.size);
  const items: PyValue[] = [];
  for (let i = 0; i < self.size; i++) items.push(self.get(i));
  return new PyList(items);
}

export function reduceIterator(self: { readonly array: PyArray | null; readonly index: number }): PyValue {
  const iterFunction = builtin("iter");
  if (self.array === null) return new PyTuple([iterFunction, new PyTuple([new PyTuple([])])]);
  return new PyTuple([iterFunction, new PyTuple([self.array]), self.index]);
}
