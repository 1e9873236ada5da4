/**
 * Single items in native formats: what memoryview reads and writes (and array stores). Source: CPython Objects/memoryobject.c
 * (unpack_single, pack_single, get_native_fmtchar).
 */
import { fromHalf, toHalf } from "../../kernel/float-exact.ts";
import { normInt } from "../../kernel/int.ts";
import { isTrue } from "../abstract/compare.ts";
import { asDouble, index } from "../abstract/number.ts";
import { isException, notImplementedError, typeError, valueError } from "../errors.ts";
import { PyExc_OverflowError, PyExc_TypeError, PyExc_ValueError } from "../exceptions/types.ts";
import { PyFloat } from "../float/float-object.ts";
import type { PyObject, PyValue } from "../object.ts";
import { PyBytes } from "./bytes-object.ts";

const SIZES: Readonly<Record<string, number>> = {
  c: 1,
  b: 1,
  B: 1,
  "?": 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 8,
  L: 8,
  q: 8,
  Q: 8,
  n: 8,
  N: 8,
  e: 2,
  f: 4,
  d: 8,
  P: 8,
};

/** The character of a native single-item format ("i", "@i"), or "" for others. */
export function nativeChar(format: string): string {
  const code = format[0] === "@" ? format.slice(1) : format;
  return code.length === 1 && SIZES[code] !== undefined ? code : "";
}

export function nativeSize(code: string): number {
  return SIZES[code];
}

/** Reads one native item. */
export function readItem(code: string, data: Uint8Array, view: DataView, at: number): PyValue {
  switch (code) {
    case "B":
      return data[at];
    case "b":
      return (data[at] << 24) >> 24;
    case "c":
      return new PyBytes(data.slice(at, at + 1));
    case "?":
      return data[at] !== 0;
    case "h":
      return view.getInt16(at, true);
    case "H":
      return view.getUint16(at, true);
    case "i":
      return view.getInt32(at, true);
    case "I":
      return view.getUint32(at, true);
    case "l":
    case "q":
    case "n":
      return normInt(view.getBigInt64(at, true));
    case "L":
    case "Q":
    case "N":
    case "P":
      return normInt(view.getBigUint64(at, true));
    case "e":
      return new PyFloat(fromHalf(view.getUint16(at, true)));
    case "f":
      return new PyFloat(view.getFloat32(at, true));
    case "d":
      return new PyFloat(view.getFloat64(at, true));
    default:
      throw notImplementedError(`memoryview: format ${code} not supported`);
  }
}

/** Converts a value for a format, then writes it: `live` gives the memory only after the conversion, which may run Python code. */
export function writeItem(
  code: string,
  live: () => { data: Uint8Array; view: DataView },
  at: number,
  value: PyValue,
): void {
  let item: number | bigint;
  try {
    item = convert(code, value);
  } catch (caught) {
    if (isException(caught, PyExc_TypeError)) throw typeError(`memoryview: invalid type for format '${code}'`);
    if (isException(caught, PyExc_OverflowError) || isException(caught, PyExc_ValueError)) throw invalidValue(code);
    throw caught;
  }
  const { data, view } = live();
  switch (nativeSize(code)) {
    case 1:
      data[at] = Number(item);
      break;
    case 2:
      view.setUint16(at, Number(item), true);
      break;
    case 4:
      if (code === "f") view.setFloat32(at, Number(item), true);
      else view.setUint32(at, Number(item), true);
      break;
    default:
      if (code === "d") view.setFloat64(at, Number(item), true);
      else view.setBigUint64(at, BigInt.asUintN(64, BigInt(item)), true);
  }
}

function invalidValue(code: string): PyObject {
  return valueError(`memoryview: invalid value for format '${code}'`);
}

const BITS: Readonly<Record<string, readonly [bits: number, signed: boolean]>> = {
  b: [8, true],
  B: [8, false],
  h: [16, true],
  H: [16, false],
  i: [32, true],
  I: [32, false],
  l: [64, true],
  q: [64, true],
  n: [64, true],
  L: [64, false],
  Q: [64, false],
  N: [64, false],
  P: [64, false],
};

/** What is stored for a value. */
function convert(code: string, value: PyValue): number | bigint {
  const layout = BITS[code];
  if (layout !== undefined) {
    const [bits, signed] = layout;
    const int = BigInt(index(value));
    if ((signed ? BigInt.asIntN(bits, int) : BigInt.asUintN(bits, int)) !== int) throw invalidValue(code);
    return int;
  }
  switch (code) {
    case "c":
      if (!(value instanceof PyBytes)) throw typeError("");
      if (value.data.length !== 1) throw invalidValue(code);
      return value.data[0];
    case "?":
      return isTrue(value) ? 1 : 0;
    case "e": {
      const half = toHalf(asDouble(value));
      if (half < 0) throw invalidValue(code);
      return half;
    }
    case "f":
    case "d":
      return asDouble(value);
    default:
      throw notImplementedError(`memoryview: format ${code} not supported`);
  }
}
