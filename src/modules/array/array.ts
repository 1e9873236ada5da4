/**
 * array.array: its representation. The items are a JavaScript typed array with room to grow, of which the first `size` count;
 * one table entry for each type code says how values go in and out. Source: CPython Modules/arraymodule.c.
 */
import { normInt } from "../../kernel/int.ts";
import { chargeFor } from "../../kernel/interrupt.ts";
import { strCodeAt, strFromCode, strLength } from "../../kernel/str.ts";
import { asDouble, index } from "../../objects/abstract/number.ts";
import { Exports } from "../../objects/bytes/exports.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { memoryError, overflowError, typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeName } from "../../objects/typeof.ts";

type NumberItems =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;
export type Items = NumberItems | BigInt64Array | BigUint64Array;

/** A type code: its typed array, and how items become values and values items. */
export interface Kind {
  readonly code: string;
  readonly itemsize: number;
  /** The struct format that buffers show. */
  readonly format: string;
  make(length: number): Items;
  over(data: Uint8Array): Items;
  get(items: Items, i: number): PyValue;
  /** What to store for a value; throws for one that does not fit. */
  convert(value: PyValue): number | bigint;
}

type Ctor = {
  new (length: number): Items;
  new (buffer: ArrayBufferLike, offset: number, length: number): Items;
  readonly BYTES_PER_ELEMENT: number;
};

function kind(code: string, ctor: unknown, convert: Kind["convert"], get: Kind["get"], format = code): Kind {
  const Items = ctor as Ctor;
  const itemsize = Items.BYTES_PER_ELEMENT;
  return {
    code,
    itemsize,
    format,
    make: (length) => new Items(length),
    over: (data) => new Items(data.buffer, data.byteOffset, data.length / itemsize),
    get,
    convert,
  };
}

const number: Kind["get"] = (items, i) => items[i] as number;
const big: Kind["get"] = (items, i) => normInt(items[i] as bigint);
const float: Kind["get"] = (items, i) => new PyFloat(items[i] as number);

/** Ints of up to 32 bits with the words of their C types. */
function small(low: number, high: number, name: string, beyond: string): Kind["convert"] {
  return (value) => {
    const int = typeof value === "number" ? value : index(value);
    if (int >= low && int <= high) return Number(int);
    if (typeof int === "bigint" && (int > 0x7fffffffffffffffn || int < -0x8000000000000000n)) {
      throw overflowError("Python int too large to convert to C long");
    }
    if (beyond !== "" && (int > 0x7fffffff || int < -0x80000000)) throw overflowError(beyond);
    throw overflowError(`${name} is ${int < low ? "less than minimum" : "greater than maximum"}`);
  };
}

/** get_int_unless_float and unsigned conversions. */
function unsigned(high: bigint, name: string): Kind["convert"] {
  return (value) => {
    const int = index(value);
    if (int < 0) throw overflowError(`can't convert negative value to unsigned int`);
    if (int > high) {
      if (int > 0xffffffffffffffffn) throw overflowError("Python int too large to convert to C unsigned long");
      throw overflowError(`${name} is greater than maximum`);
    }
    return high > 0xffffffffn ? BigInt(int) : Number(int);
  };
}

function wide(low: bigint, high: bigint, message: string): Kind["convert"] {
  return (value) => {
    const int = BigInt(index(value));
    if (int < 0n && low === 0n) throw overflowError("can't convert negative int to unsigned");
    if (int < low || int > high) throw overflowError(message);
    return int;
  };
}

function characterCode(value: PyValue): number {
  const text = asStr(value);
  if (text === undefined) throw typeError(`array item must be a unicode character, not ${typeName(value)}`);
  const length = strLength(text);
  if (length !== 1) throw typeError(`array item must be a unicode character, not a string of length ${length}`);
  return strCodeAt(text, 0);
}

const characterAt: Kind["get"] = (items, i) => {
  const code = items[i] as number;
  if (code > 0x10ffff) throw valueError(`character U+${code.toString(16)} is not in range [U+0000; U+10ffff]`);
  return strFromCode(code);
};

const I64: [bigint, bigint] = [-0x8000000000000000n, 0x7fffffffffffffffn];
const SHORT = "signed short integer";

/** All type codes, in the order of `typecodes`. */
export const KINDS: readonly Kind[] = [
  kind("b", Int8Array, small(-128, 127, "signed char", ""), number),
  kind("B", Uint8Array, small(0, 255, "unsigned byte integer", ""), number),
  kind("u", Uint32Array, characterCode, characterAt, "w"),
  kind("w", Uint32Array, characterCode, characterAt),
  kind("h", Int16Array, small(-0x8000, 0x7fff, SHORT, "signed integer is greater than maximum"), number),
  kind("H", Uint16Array, small(0, 0xffff, "unsigned short", ""), number),
  kind("i", Int32Array, small(-0x80000000, 0x7fffffff, "signed integer", ""), number),
  kind("I", Uint32Array, unsigned(0xffffffffn, "unsigned int"), number),
  kind("l", BigInt64Array, wide(...I64, "Python int too large to convert to C long"), big),
  kind("L", BigUint64Array, unsigned(0xffffffffffffffffn, "unsigned long"), big),
  kind("q", BigInt64Array, wide(...I64, "int too big to convert"), big),
  kind("Q", BigUint64Array, wide(0n, 0xffffffffffffffffn, "int too big to convert"), big),
  kind("f", Float32Array, asDouble, float),
  kind("d", Float64Array, asDouble, float),
];

export function kindOf(code: string): Kind | undefined {
  return KINDS.find((candidate) => candidate.code === code);
}

export class PyArray implements PyObject {
  static {
    inheritPyObject(PyArray);
  }
  type: PyType;
  kind: Kind;
  items: Items;
  size: number;
  /** Buffers handed out; while there is one the size cannot change. */
  readonly exports = new Exports();
  declare dict?: PyDict | null;

  constructor(type: PyType, kind: Kind, items: Items) {
    this.type = type;
    this.kind = kind;
    this.items = items;
    this.size = items.length;
  }

  get(i: number): PyValue {
    return this.kind.get(this.items, i);
  }

  set(i: number, item: number | bigint): void {
    (this.items as NumberItems)[i] = item as number;
  }

  checkResizable(): void {
    this.exports.check(this, "cannot resize an array that is exporting buffers");
  }

  resize(size: number): void {
    if (size === this.size) return;
    this.checkResizable();
    if (size > this.items.length) {
      if (size * this.kind.itemsize > 2 ** 33) throw memoryError();
      const grown = this.kind.make(size + (size >> 4) + (size < 8 ? 3 : 7));
      copyItems(grown, this.items, 0, this.size, 0);
      this.items = grown;
    }
    this.size = size;
  }

  append(item: number | bigint): void {
    this.resize(this.size + 1);
    this.set(this.size - 1, item);
  }

  /** The items in use. */
  used(): Items {
    return this.items.subarray(0, this.size);
  }

  /** Their bytes, as a live view. */
  bytes(): Uint8Array {
    return new Uint8Array(this.items.buffer, this.items.byteOffset, this.size * this.kind.itemsize);
  }

  /** Replaces items [start, stop) by others of the same kind. */
  replace(start: number, stop: number, by: Items): void {
    const grow = by.length - (stop - start);
    const source = by.buffer === this.items.buffer ? by.slice() : by;
    const { size } = this;
    if (grow > 0) this.resize(size + grow);
    else if (grow < 0) this.checkResizable();
    if (grow !== 0) this.items.copyWithin(stop + grow, stop, size);
    if (grow < 0) this.resize(size + grow);
    copyItems(this.items, source, 0, source.length, start);
  }
}

/** Copies items[from, to) of `source` to `at` of `target`, both of one kind. */
export function copyItems(target: Items, source: Items, from: number, to: number, at: number): void {
  chargeFor(to - from);
  (target as NumberItems).set(source.subarray(from, to) as NumberItems, at);
}
