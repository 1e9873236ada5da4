/**
 * The `struct` module's formats: parsing, packing and unpacking, for a 64-bit little-endian machine.
 * Behaviour and error texts: CPython Modules/_struct.c.
 */
import { KernelError, overflowError } from "./error.ts";
import { fromHalf, toHalf } from "./float-exact.ts";
import { type Int, normInt } from "./int.ts";

/** One item of a format: `repeat` values of `code`, the first at `offset`. For s and p, `size` is the field's length. */
export interface StructItem {
  code: string;
  offset: number;
  size: number;
  repeat: number;
  kind: StructKind;
  /** The bounds of an integer of up to 32 bits; for all others those of no number. */
  least: number;
  most: number;
}

/** How a code's values are to be converted: which of the functions below serve it. */
export type StructKind = "int" | "float" | "complex" | "bool" | "char" | "text";

export interface StructFormat {
  items: StructItem[];
  /** The size in bytes, and the number of values. */
  size: number;
  count: number;
  littleEndian: boolean;
  /** Native mode (`@`), in which floats are not checked for overflow. */
  native: boolean;
}

export const structError = (msg: string): KernelError => new KernelError("struct.error", msg);

/** Sizes of the codes; the native ones are also their alignment (but for s, p, c, x and complex numbers). */
const SIZES: Record<string, number> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  "?": 1,
  s: 1,
  p: 1,
  h: 2,
  H: 2,
  e: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  f: 4,
  q: 8,
  Q: 8,
  d: 8,
  F: 8,
  D: 16,
};
const NATIVE_SIZES: Record<string, number> = { ...SIZES, l: 8, L: 8, n: 8, N: 8, P: 8 };
const NATIVE_ALIGN: Record<string, number> = { ...NATIVE_SIZES, F: 4, D: 8 };

const TWO32 = 4294967296;

/** Parses a format text (ASCII). */
export function parseStruct(format: string): StructFormat {
  if (format.includes("\0")) throw structError("embedded null character");
  const order = "<>!=@".includes(format[0] ?? "-") ? format[0] : "";
  const native = order === "" || order === "@";
  const sizes = native ? NATIVE_SIZES : SIZES;
  const items: StructItem[] = [];
  let size = 0;
  let count = 0;
  let i = order.length;
  while (i < format.length) {
    if (/[ \t\n\v\f\r]/.test(format[i])) {
      i++;
      continue;
    }
    let repeat = 1;
    const digits = /^\d+/.exec(format.slice(i))?.[0];
    if (digits !== undefined) {
      i += digits.length;
      if (BigInt(digits) > 9223372036854775807n) throw structError("overflow in item count");
      repeat = Number(digits);
      if (i >= format.length) throw structError("repeat count given without format specifier");
    }
    const code = format[i++];
    const itemSize = Object.hasOwn(sizes, code) ? sizes[code] : undefined;
    if (itemSize === undefined) throw structError("bad char in struct format");
    if (native) size = Math.ceil(size / NATIVE_ALIGN[code]) * NATIVE_ALIGN[code];
    const text = code === "s" || code === "p";
    if (code !== "x" && (text || repeat > 0)) {
      items.push({
        code,
        offset: size,
        size: text ? repeat : itemSize,
        repeat: text ? 1 : repeat,
        kind: structKind(code),
        ...bounds(structKind(code), code, itemSize),
      });
      count += text ? 1 : repeat;
    }
    size += itemSize * repeat;
    if (size > Number.MAX_SAFE_INTEGER) throw structError("total struct size too long");
  }
  return { items, size, count, littleEndian: order !== ">" && order !== "!", native };
}

const RANGES: Record<string, [bigint, bigint]> = {};
for (const [codes, bits] of [
  ["bB", 8],
  ["hH", 16],
  ["iI", 32],
  ["qQ", 64],
] as const) {
  RANGES[codes[0]] = [-(1n << BigInt(bits - 1)), (1n << BigInt(bits - 1)) - 1n];
  RANGES[codes[1]] = [0n, (1n << BigInt(bits)) - 1n];
}

/**
 * The low bytes of a number, as many as `size`. Here and below bytes are taken one by one: making a view of them would cost more than reading
 * or writing the few that a record has.
 */
function writeBytes(data: Uint8Array, at: number, size: number, value: number, littleEndian: boolean): void {
  let rest = value;
  if (littleEndian) for (let i = at; i < at + size; i++, rest >>= 8) data[i] = rest;
  else for (let i = at + size - 1; i >= at; i--, rest >>= 8) data[i] = rest;
}

function writeLong(data: Uint8Array, at: number, high: number, low: number, littleEndian: boolean): void {
  writeBytes(data, littleEndian ? at : at + 4, 4, low, littleEndian);
  writeBytes(data, littleEndian ? at + 4 : at, 4, high, littleEndian);
}

/** Writes an int for an integer code; `size` is that of the item. */
export function packInt(data: Uint8Array, at: number, item: StructItem, value: Int, littleEndian: boolean): void {
  if (typeof value === "number" && value <= item.most && value >= item.least) {
    writeBytes(data, at, item.size, value | 0, littleEndian);
    return;
  }
  const { code, size } = item;
  if (size === 8 && typeof value === "number" && (value >= 0 || code > "a")) {
    writeLong(data, at, Math.floor(value / TWO32) | 0, value | 0, littleEndian);
    return;
  }
  const unsigned = code !== code.toLowerCase() && code !== "P";
  if (code === "P") {
    if (value > 18446744073709551615n || value < -9223372036854775808n) throw structError("int too large to convert");
  } else {
    const [min, max] = RANGES[unsigned ? "BHIQ"[Math.log2(size)] : "bhiq"[Math.log2(size)]];
    if (value < min || value > max) {
      throw structError(`'${code}' format requires ${min} <= number <= ${max}`);
    }
  }
  const bits = BigInt.asUintN(64, BigInt(value));
  writeLong(data, at, Number(bits >> 32n) | 0, Number(bits & 0xffffffffn) | 0, littleEndian);
}

/** Where a float and its bytes meet. */
const scratch = new DataView(new ArrayBuffer(8));
const scratchBytes = new Uint8Array(scratch.buffer);

/** Writes a float for e, f or d. */
export function packFloat(data: Uint8Array, at: number, code: string, value: number, format: StructFormat): void {
  const little = format.littleEndian;
  let size = 8;
  if (code === "d") {
    scratch.setFloat64(0, value, little);
  } else if (code === "f") {
    // C's conversion, which formats in the machine's own order are left to, makes infinities of what is too large.
    if (!format.native && Number.isFinite(value) && !Number.isFinite(Math.fround(value))) {
      throw overflowError("float too large to pack with f format");
    }
    size = 4;
    scratch.setFloat32(0, value, little);
  } else {
    const half = toHalf(value);
    if (half < 0) throw overflowError("float too large to pack with e format");
    size = 2;
    scratch.setUint16(0, half, little);
  }
  for (let i = 0; i < size; i++) data[at + i] = scratchBytes[i];
}

/** Writes bytes for s (cut or zero-filled) or p (a length byte first); the field is zeros already. */
export function packText(target: Uint8Array, at: number, item: StructItem, data: Uint8Array): void {
  if (item.code === "s") {
    target.set(data.length > item.size ? data.subarray(0, item.size) : data, at);
  } else if (item.size > 0) {
    const length = Math.min(data.length, item.size - 1);
    target.set(data.subarray(0, length), at + 1);
    target[at] = Math.min(length, 255);
  }
}

/** 32 bits, signed. */
function readWord(data: Uint8Array, at: number, littleEndian: boolean): number {
  return littleEndian
    ? data[at] | (data[at + 1] << 8) | (data[at + 2] << 16) | (data[at + 3] << 24)
    : (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
}

/** Reads an integer code's value. */
export function unpackInt(data: Uint8Array, at: number, code: string, size: number, littleEndian: boolean): Int {
  // Capital letters are the unsigned codes.
  const unsigned = code < "a";
  if (size === 1) return unsigned ? data[at] : (data[at] << 24) >> 24;
  if (size === 2) {
    const value = littleEndian ? data[at] | (data[at + 1] << 8) : (data[at] << 8) | data[at + 1];
    return unsigned ? value : (value << 16) >> 16;
  }
  const first = readWord(data, at, littleEndian);
  if (size === 4) return unsigned ? first >>> 0 : first;
  const second = readWord(data, at + 4, littleEndian);
  const high = littleEndian ? second : first;
  const low = (littleEndian ? first : second) >>> 0;
  const top = unsigned ? high >>> 0 : high;
  const value = top * TWO32 + low;
  return Number.isSafeInteger(value) ? value : normInt((BigInt(top) << 32n) | BigInt(low));
}

/** Reads the double that e, f or d hold. */
export function unpackFloat(data: Uint8Array, at: number, code: string, littleEndian: boolean): number {
  const size = code === "d" ? 8 : code === "f" ? 4 : 2;
  for (let i = 0; i < size; i++) scratchBytes[i] = data[at + i];
  if (code === "d") return scratch.getFloat64(0, littleEndian);
  return code === "f" ? scratch.getFloat32(0, littleEndian) : fromHalf(scratch.getUint16(0, littleEndian));
}

/** Reads the bytes of an s or p field. */
export function unpackText(source: Uint8Array, at: number, item: StructItem): Uint8Array {
  if (item.code === "s") return source.slice(at, at + item.size);
  if (item.size === 0) return new Uint8Array(0);
  const length = Math.min(source[at], item.size - 1);
  return source.slice(at + 1, at + 1 + length);
}

function bounds(kind: StructKind, code: string, size: number): { least: number; most: number } {
  if (kind !== "int" || size > 4) return { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY };
  const values = 2 ** (8 * size);
  return code < "a" ? { least: 0, most: values - 1 } : { least: -values / 2, most: values / 2 - 1 };
}

function structKind(code: string): StructKind {
  if (code === "s" || code === "p") return "text";
  if (code === "c") return "char";
  if (code === "?") return "bool";
  if (code === "e" || code === "f" || code === "d") return "float";
  return code === "F" || code === "D" ? "complex" : "int";
}
