/** Access to the bytes of anything with the buffer interface. Source: CPython Objects/abstract.c, bytesobject.c. */

import { freshBytes } from "../../kernel/byte-room.ts";
import { asciiBytes } from "../../kernel/codecs/single-byte.ts";
import { charge, chargeFor } from "../../kernel/interrupt.ts";
import { callSpecial } from "../abstract/call.ts";
import { iterNext, iterOr, lengthHint } from "../abstract/iterate.ts";
import { index } from "../abstract/number.ts";
import { PyBUF_READ, PyBUF_SIMPLE, PyBUF_WRITABLE, PyBUF_WRITE, type PyBuffer } from "../buffer.ts";
import type { ArgPlace } from "../declare.ts";
import { bufferError, isException, systemError, typeError, valueError } from "../errors.ts";
import { PyExc_BufferError, PyExc_TypeError } from "../exceptions/types.ts";
import { PyList } from "../list/list.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { typeName, typeOf } from "../typeof.ts";
import { PyByteArray } from "./bytearray-object.ts";
import { PyBytes } from "./bytes-object.ts";
import type { Exports } from "./exports.ts";
import { gather, isContiguous } from "./layout.ts";

/** PyObject_CheckBuffer. */
export function hasBuffer(value: PyValue): boolean {
  return typeOf(value).bf_getbuffer !== undefined;
}

/** PyObject_GetBuffer: "a bytes-like object is required, not 'X'" for anything else. Release what it gives. */
export function getBuffer(value: PyValue, flags: number): PyBuffer {
  const get = typeOf(value).bf_getbuffer;
  if (get === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  checkFlags(flags);
  return get(value, flags);
}

/** PyBUF_READ and PyBUF_WRITE ask for no buffer: they belong to memoryviews of plain memory. */
function checkFlags(flags: number): void {
  if (flags === PyBUF_READ || flags === PyBUF_WRITE) {
    throw systemError("Objects/abstract.c:775: bad argument to internal function");
  }
}

/** PyBuffer_Release. */
export function releaseBuffer(buffer: PyBuffer): void {
  typeOf(buffer.obj).bf_releasebuffer?.(buffer.obj, buffer);
}

/** PyBuffer_FillInfo: a buffer of plain bytes. */
export function simpleBuffer(
  obj: PyValue,
  data: Uint8Array,
  readonly: boolean,
  flags: number,
  counted?: Exports,
): PyBuffer {
  checkFlags(flags);
  if (readonly && (flags & PyBUF_WRITABLE) !== 0) throw bufferError("Object is not writable.");
  return { obj, data, readonly, itemsize: 1, format: "B", shape: [data.length], strides: [1], counted };
}

/** A view of the object's bytes, or undefined when it has no buffer. Use at once: it is not locked against resizing. */
export function bytesIfLike(value: PyValue): Uint8Array | undefined {
  if (value instanceof PyBytes || value instanceof PyByteArray) return value.data;
  const type = typeOf(value);
  if (type.bf_getbuffer === undefined) return undefined;
  const buffer = type.bf_getbuffer(value, PyBUF_SIMPLE);
  releaseBuffer(buffer);
  return buffer.data;
}

/** The bytes of a buffer in C order; a copy only when it is strided. */
export function contiguous(buffer: PyBuffer): Uint8Array {
  const { shape, strides, itemsize, suboffsets } = buffer;
  return suboffsets === undefined && isContiguous(shape, strides, itemsize, "C") ? buffer.data : gather(buffer, "C");
}

/** The object's bytes, or "a bytes-like object is required, not 'X'". */
export function bytesOf(value: PyValue): Uint8Array {
  const data = bytesIfLike(value);
  if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  return data;
}

/** Converter (clinic's `Py_buffer`): the bytes of a bytes-like object. */
export function bytesLike(value: PyValue): Uint8Array {
  return value instanceof PyBytes ? value.data : bytesOf(value);
}

/** Converter: a bytes-like object or None. */
export function bytesLikeOrNone(value: PyValue): Uint8Array | null {
  return value === null ? null : bytesLike(value);
}

/** Converter (clinic's `Py_buffer(accept={rwbuffer})`): writable bytes, as a live view. */
export function writableBytes(value: PyValue, place: ArgPlace): Uint8Array {
  if (value instanceof PyByteArray) return value.data;
  const get = typeOf(value).bf_getbuffer;
  let buffer: PyBuffer | undefined;
  try {
    buffer = get?.(value, PyBUF_WRITABLE);
  } catch (caught) {
    if (!isException(caught, PyExc_BufferError) && !isException(caught, PyExc_TypeError)) throw caught;
  }
  if (buffer === undefined) {
    throw typeError(
      `${place.func === "" ? "" : `${place.func}() `}${place.label} must be read-write bytes-like object, not ${value === null ? "None" : typeName(value)}`,
    );
  }
  releaseBuffer(buffer);
  return buffer.data;
}

/** Converter (clinic's `Py_buffer(accept={str, buffer})`, format "s*"): bytes, or text as UTF-8 given by `encode`. */
export function bytesOrAscii(value: PyValue): Uint8Array {
  const text = asStr(value);
  if (text === undefined) {
    const data = bytesIfLike(value);
    if (data === undefined) {
      throw typeError(`argument should be bytes, buffer or ASCII string, not '${typeName(value)}'`);
    }
    return data;
  }
  const bytes = typeof text === "string" ? asciiBytes(text) : undefined;
  if (bytes === undefined) throw valueError("string argument should contain only ASCII characters");
  return bytes;
}

/** PyObject_Bytes: the value of `__bytes__`, or undefined when there is none. */
export function callDunderBytes(value: PyValue): PyBytes | undefined {
  const special = callSpecial(value, "__bytes__", []);
  if (special === undefined) return undefined;
  if (!(special instanceof PyBytes)) throw typeError(`__bytes__ returned non-bytes (type ${typeName(special)})`);
  return special;
}

/** PyBytes_FromObject: bytes from a buffer, or from an iterable of ints. */
export function bytesFromObject(value: PyValue, what = "bytes"): Uint8Array {
  if (hasBuffer(value)) return copyOfBuffer(value);
  const complaint = `cannot convert '${typeName(value)}' object to ${what}`;
  if (asStr(value) !== undefined) throw typeError(complaint);
  return bytesFromIterable(value, complaint, what);
}

/** The bytes of an object with a buffer of any layout, in C order; always fresh. */
export function copyOfBuffer(value: PyValue): Uint8Array {
  if (value instanceof PyBytes || value instanceof PyByteArray) {
    chargeFor(value.data.length);
    return value.data.slice();
  }
  const buffer = getBuffer(value, 0x100 | 0x18 | 4);
  const data = contiguous(buffer);
  const copy = data === buffer.data ? data.slice() : data;
  releaseBuffer(buffer);
  return copy;
}

/** Bytes from an iterable of ints in range(256), or the complaint; a list that shrinks while it is read just ends early. */
export function bytesFromIterable(value: PyValue, complaint: string, what = "bytes"): Uint8Array {
  if ((value instanceof PyList || value instanceof PyTuple) && value.type.spec !== null)
    return bytesFromSequence(value, what);
  const iterator = iterOr(value, complaint);
  let data = new Uint8Array(Math.min(lengthHint(value, 64), 1 << 24) + 8);
  let size = 0;
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) return data.slice(0, size);
    const byte = byteOf(item, what);
    if (size === data.length) {
      const grown = new Uint8Array(size * 2);
      grown.set(data);
      data = grown;
    }
    data[size++] = byte;
  }
}

/** Bytes from a list or tuple of ints; `__index__` may change the list meanwhile. */
function bytesFromSequence(value: PyList | PyTuple, what: string): Uint8Array {
  const { length } = value.items;
  charge(length);
  const data = freshBytes(length);
  for (let i = 0; i < length; i++) {
    const item = value.items[i];
    if (typeof item !== "number" || item < 0 || item > 255) return bytesFromAny(value, what);
    data[i] = item;
  }
  return data;
}

function bytesFromAny(value: PyList | PyTuple, what: string): Uint8Array {
  const data: number[] = [];
  for (let i = 0; i < value.items.length; i++) data.push(byteOf(value.items[i], what));
  return Uint8Array.from(data);
}

/** An int in range(256). */
export function byteOf(item: PyValue, what = "bytearray"): number {
  const int = index(item);
  if (int < 0 || int > 255) {
    throw valueError(what === "bytes" ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)");
  }
  return int as number;
}

/** Converter: an int in range(256). */
export function byteArgument(value: PyValue): number {
  return byteOf(value);
}
