/** Access to the bytes of anything with the buffer interface. Source: CPython Objects/abstract.c, bytesobject.c. */

import { callSpecial } from "../abstract/call.ts";
import { isIterable, toArray } from "../abstract/iterate.ts";
import { index } from "../abstract/number.ts";
import { PyBUF_SIMPLE, type PyBuffer } from "../buffer.ts";
import { typeError, valueError } from "../errors.ts";
import type { PyValue } from "../object.ts";
import { asStr } from "../str/str-object.ts";
import { typeName, typeOf } from "../typeof.ts";
import { PyBytes } from "./bytes-object.ts";

/** A view of the object's bytes, or undefined when it has no buffer. Use at once: it is not locked against resizing. */
export function bytesIfLike(value: PyValue): Uint8Array | undefined {
  if (value instanceof PyBytes) return value.data;
  const type = typeOf(value);
  if (type.bf_getbuffer === undefined) return undefined;
  const buffer = type.bf_getbuffer(value, PyBUF_SIMPLE);
  const data = contiguous(buffer);
  type.bf_releasebuffer?.(value, buffer);
  return data;
}

/** The bytes of a buffer in C order; a copy only when it is strided. */
export function contiguous(buffer: PyBuffer): Uint8Array {
  return buffer.data;
}

/** The object's bytes, or "a bytes-like object is required, not 'X'". */
export function bytesOf(value: PyValue): Uint8Array {
  const data = bytesIfLike(value);
  if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  return data;
}

/** PyObject_Bytes: bytes from `__bytes__`, a buffer, or an iterable of ints. */
export function bytesFromObject(value: PyValue): Uint8Array {
  const special = value instanceof PyBytes ? undefined : callSpecial(value, "__bytes__", []);
  if (special !== undefined) {
    if (!(special instanceof PyBytes)) throw typeError(`__bytes__ returned non-bytes (type ${typeName(special)})`);
    return special.data;
  }
  const data = bytesIfLike(value);
  if (data !== undefined) return data.slice();
  if (asStr(value) !== undefined || !isIterable(value)) {
    throw typeError(`cannot convert '${typeName(value)}' object to bytes`);
  }
  return bytesFromInts(toArray(value), "bytes");
}

/** Bytes from ints in range(256). */
export function bytesFromInts(items: readonly PyValue[], what: string): Uint8Array {
  const data = new Uint8Array(items.length);
  for (let i = 0; i < items.length; i++) {
    const int = index(items[i]);
    if (int < 0 || int > 255) {
      throw valueError(what === "bytes" ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)");
    }
    data[i] = Number(int);
  }
  return data;
}
