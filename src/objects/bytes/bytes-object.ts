/**
 * PyBytes: immutable bytes; subclasses' instances are PyBytes too. Behaviour: type.ts.
 *
 * Representation: `data`; but a short concatenation is only a chain of its parts until somebody reads its bytes. Most that are made of
 * many small parts are never read, but become part of something longer, and an array for each would cost several times as much.
 */

import { freshBytes } from "../../kernel/byte-room.ts";
import { bytesConcat, copyInto } from "../../kernel/bytes-ops.ts";
import type { PyDict } from "../dict/dict.ts";
import { inheritPyObject, type PyObject } from "../object.ts";
import type { PyType } from "../type-object.ts";
import { bytesType } from "./type.ts";

/** Longer concatenations are made at once, and those of more parts. */
const LONGEST_CHAIN = 64;
const MOST_PARTS = 8;

export class PyBytes implements PyObject {
  static {
    inheritPyObject(PyBytes);
  }
  type: PyType;
  /** The hash, once computed. */
  hash: number | bigint | undefined;
  /** The code by which key tables find it, once computed; 0: not yet. */
  code: number;
  /** The bytes, or null and where they are: behind those of `left`. Never changed once the object is visible to a program. */
  private flat: Uint8Array | null;
  private left: PyBytes | null;
  private right: Uint8Array | null;
  declare dict?: PyDict | null;
  constructor(data: Uint8Array | null, type: PyType = bytesType) {
    this.type = type;
    this.hash = undefined;
    this.code = 0;
    this.flat = data;
    this.left = null;
    this.right = null;
  }

  /** The bytes of both. */
  static joined(left: PyBytes, right: Uint8Array): PyBytes {
    let size = right.length;
    let parts = 2;
    let first = left;
    for (; first.flat === null; first = first.left!) {
      size += first.right!.length;
      parts++;
    }
    size += first.flat.length;
    if (size > LONGEST_CHAIN || parts > MOST_PARTS) return new PyBytes(bytesConcat(left.data, right));
    const made = new PyBytes(null);
    made.left = left;
    made.right = right;
    return made;
  }

  get data(): Uint8Array {
    const { flat } = this;
    return flat === null ? this.flatten() : flat;
  }

  /** For an instance that is being made. */
  set data(data: Uint8Array) {
    this.flat = data;
  }

  get size(): number {
    let size = 0;
    let first: PyBytes = this;
    for (; first.flat === null; first = first.left!) size += first.right!.length;
    return size + first.flat.length;
  }

  /** Writes the bytes so that they end before `end`; answers where they begin. */
  writeBefore(target: Uint8Array, end: number): number {
    let at = end;
    let first: PyBytes = this;
    for (; first.flat === null; first = first.left!) {
      at -= first.right!.length;
      copyInto(target, first.right!, at);
    }
    at -= first.flat.length;
    copyInto(target, first.flat, at);
    return at;
  }

  private flatten(): Uint8Array {
    const { size } = this;
    const data = freshBytes(size);
    this.writeBefore(data, size);
    this.flat = data;
    this.left = null;
    this.right = null;
    return data;
  }
}
