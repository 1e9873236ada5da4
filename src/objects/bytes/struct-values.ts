/** Python values of struct formats: what the struct module packs and unpacks, and memoryview compares. Source: CPython Modules/_struct.c. */
import {
  packFloat,
  packInt,
  packText,
  parseStruct,
  type StructFormat,
  type StructItem,
  structError,
  unpackFloat,
  unpackInt,
  unpackText,
} from "../../kernel/struct-codec.ts";
import { isTrue } from "../abstract/compare.ts";
import { asDouble, hasIndex, index } from "../abstract/number.ts";
import { PyComplex } from "../complex/complex-object.ts";
import { asComplex } from "../complex/type.ts";
import { isException } from "../errors.ts";
import { PyExc_TypeError } from "../exceptions/types.ts";
import { PyFloat } from "../float/float-object.ts";
import type { PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { typeOf } from "../typeof.ts";
import { PyByteArray } from "./bytearray-object.ts";
import { PyBytes } from "./bytes-object.ts";

/** Reads the values of a format from `at`. */
export function unpackValues(format: StructFormat, data: Uint8Array, at: number): PyValue[] {
  const values: PyValue[] = [];
  const { items } = format;
  for (let k = 0; k < items.length; k++) {
    const item = items[k];
    let place = at + item.offset;
    for (let i = 0; i < item.repeat; i++, place += item.size) values.push(unpackItem(format, item, data, place));
  }
  return values;
}

function unpackItem(format: StructFormat, item: StructItem, data: Uint8Array, at: number): PyValue {
  const { code, size } = item;
  const little = format.littleEndian;
  switch (item.kind) {
    case "int":
      return unpackInt(data, at, code, size, little);
    case "float":
      return new PyFloat(unpackFloat(data, at, code, little));
    case "bool":
      return data[at] !== 0;
    case "char":
      return new PyBytes(data.slice(at, at + 1));
    case "text":
      return new PyBytes(unpackText(data, at, item));
    default: {
      const part = code === "F" ? "f" : "d";
      const half = size / 2;
      return new PyComplex(unpackFloat(data, at, part, little), unpackFloat(data, at + half, part, little));
    }
  }
}

/** Writes values, as many as the format has, into zeroed memory. */
export function packValues(format: StructFormat, data: Uint8Array, at: number, values: readonly PyValue[]): void {
  let next = 0;
  const { items } = format;
  for (let k = 0; k < items.length; k++) {
    const item = items[k];
    let place = at + item.offset;
    for (let i = 0; i < item.repeat; i++, place += item.size) packItem(format, item, data, place, values[next++]);
  }
}

function packItem(format: StructFormat, item: StructItem, data: Uint8Array, at: number, value: PyValue): void {
  const { code, size } = item;
  switch (item.kind) {
    case "int":
      packInt(data, at, item, integer(value), format.littleEndian);
      return;
    case "float":
      packFloat(data, at, code, real(value), format);
      return;
    case "bool":
      data[at] = isTrue(value) ? 1 : 0;
      return;
    case "char":
      if (!(value instanceof PyBytes) || value.data.length !== 1) {
        throw structError("char format requires a bytes object of length 1");
      }
      data[at] = value.data[0];
      return;
    case "text":
      if (!(value instanceof PyBytes) && !(value instanceof PyByteArray)) {
        throw structError(`argument for '${code}' must be a bytes object`);
      }
      packText(data, at, item, value.data);
      return;
    default: {
      const part = code === "F" ? "f" : "d";
      const z = complexOf(value);
      packFloat(data, at, part, z.re, format);
      packFloat(data, at + size / 2, part, z.im, format);
    }
  }
}

/** get_pylong. */
function integer(value: PyValue): number | bigint {
  if (typeof value === "number") return value;
  if (!hasIndex(value)) throw structError("required argument is not an integer");
  return index(value);
}

function real(value: PyValue): number {
  if (value instanceof PyFloat) return value.v;
  try {
    return asDouble(value);
  } catch (caught) {
    if (!isException(caught, PyExc_TypeError) || typeOf(value).nb_float !== undefined) throw caught;
    throw structError("required argument is not a float");
  }
}

function complexOf(value: PyValue): { re: number; im: number } {
  try {
    return asComplex(value);
  } catch (caught) {
    if (!isException(caught, PyExc_TypeError)) throw caught;
    throw structError("required argument is not a complex");
  }
}

/** A reader of the items of a format (several values make a tuple), or undefined for what is no format. */
export function structReader(format: string, data: Uint8Array): ((at: number) => PyValue) | undefined {
  let parsed: StructFormat;
  try {
    parsed = parseStruct(format);
  } catch {
    return undefined;
  }
  return (at) => {
    const values = unpackValues(parsed, data, at);
    return values.length === 1 ? values[0] : new PyTuple(values);
  };
}
