/**
 * PyNdArray: an exporter of buffers of any structure. An original owns its memory, and structures may be pushed onto it and popped off; a
 * consumer shows what it got from another exporter, and exports that again. Source: CPython Modules/_testbuffer.c (NDArrayObject).
 */
import { PyBUF_FULL_RO } from "../../objects/buffer.ts";
import { bufferError, valueError } from "../../objects/errors.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { makeOriginal, type Original } from "./create.ts";
import { ND_VAREXPORT } from "./flags.ts";
import { ndarrayType } from "./ndarray.ts";
import { type NdBuffer, requested } from "./structure.ts";

export class PyNdArray extends PyObject {
  /** Structures, the newest last: that one is shown. Older ones stay while somebody has their buffer. */
  structures: NdBuffer[] = [];
  /** Whether the structure may change while buffers are exported. */
  varexport = false;

  constructor() {
    super(ndarrayType);
  }

  get head(): NdBuffer {
    return this.structures[this.structures.length - 1];
  }

  get isConsumer(): boolean {
    return this.head.exporter !== null;
  }

  /** ndarray_push_base. */
  push(original: Original): void {
    this.structures.push(makeOriginal(original));
  }

  /** Pushing onto exported buffers must have been foreseen; popping them is never allowed. */
  checkMutable(forPush: boolean): void {
    if (this.isConsumer) throw bufferError("structure of re-exporting object is immutable");
    const { exports } = this.head;
    if (exports === 0 || (forPush && this.varexport)) return;
    throw bufferError(`cannot change structure: ${exports} exported buffer${exports === 1 ? "" : "s"}`);
  }

  pop(): void {
    this.checkMutable(false);
    if (this.structures.length === 1) throw bufferError("list only has a single base");
    this.structures.pop();
  }

  /** A consumer gives a buffer back; a structure that nobody has any more goes, unless it is the newest. */
  giveBack(data: Uint8Array): void {
    const at = this.structures.findLastIndex((structure) => structure.data.buffer === data.buffer);
    const structure = at < 0 ? this.head : this.structures[at];
    structure.exports--;
    if (structure.exports === 0 && structure !== this.head) this.structures.splice(at, 1);
  }
}

/** A consumer of all of an array, whose structure is to be changed before its layout is noted. */
export function consumer(exporter: PyNdArray): PyNdArray {
  const array = new PyNdArray();
  array.structures = [requested(exporter, PyBUF_FULL_RO)];
  return array;
}

/** Makes an array the consumer of what `exporter` answers to the flags. */
export function consume(array: PyNdArray, exporter: PyValue, request: number, flags: number): void {
  const structure = requested(exporter, request);
  structure.noteLayout();
  structure.flags |= flags;
  array.structures = [structure];
}

/** The flags of an original that an argument gives: one of them is the array's own. */
export function originalFlags(array: PyNdArray, flags: number, created: boolean): number {
  if ((flags & ND_VAREXPORT) === 0) return flags;
  if (created) throw valueError("ND_VAREXPORT flag can only be used during object creation");
  array.varexport = true;
  return flags & ~ND_VAREXPORT;
}
