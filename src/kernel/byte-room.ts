/**
 * Room for short byte strings that never change: pieces of one array after the other. An array of its own costs V8 ten times as much, but
 * for those of up to 64 bytes, which lie among the objects. A piece keeps its whole array alive, so pieces are short; and whoever is
 * handed one must not look at its `buffer`, where the neighbours are.
 */
import { memoryError } from "./error.ts";
import { memory } from "./interrupt.ts";

/** Up to so many bytes V8 allocates arrays as fast as other objects. */
const ON_HEAP = 64;
const ROOM = 8192;
const LARGEST_PIECE = 1024;
const WORD = 8;
/** So many bytes are copied sooner one by one. */
export const FEW = 16;

/** Any empty byte string: one array for all. */
export const NO_BYTES = new Uint8Array(0);

let room = new Uint8Array(ROOM);
let buffer = room.buffer;
let used = 0;

/** Whether a piece is the best place for so many bytes. */
export function isPiece(size: number): boolean {
  return size > ON_HEAP && size <= LARGEST_PIECE;
}

/** The array where a piece of at most `size` bytes may be written, from `pieceStart` on, before `takePiece`. */
export function roomFor(size: number): Uint8Array {
  if (used + size > ROOM) {
    room = new Uint8Array(ROOM);
    buffer = room.buffer;
    used = 0;
  }
  return room;
}

export function pieceStart(): number {
  return used;
}

/** The piece that ends before `end`. Pieces begin where words do, for those who read or write bytes by words. */
export function takePiece(end: number): Uint8Array {
  const piece = new Uint8Array(buffer, used, end - used);
  used = (end + WORD - 1) & -WORD;
  return piece;
}

/** Bytes of any value, every one of which is to be written. */
export function freshBytes(size: number): Uint8Array {
  if (!isPiece(size)) return new Uint8Array(size);
  roomFor(size);
  return takePiece(used + size);
}

/** Zeros; MemoryError where there is no room for them, or may not be. */
export function zeroBytes(size: number): Uint8Array {
  if (size <= ON_HEAP) return new Uint8Array(size);
  memory.reserve(size);
  try {
    return new Uint8Array(size);
  } catch (error) {
    throw error instanceof RangeError ? memoryError() : error;
  }
}

/** A copy of some bytes. */
export function copyBytes(data: Uint8Array, start: number, end: number): Uint8Array {
  const size = end - start;
  if (size <= FEW) {
    const copy = new Uint8Array(size);
    for (let i = 0; i < size; i++) copy[i] = data[start + i];
    return copy;
  }
  if (!isPiece(size)) return data.slice(start, end);
  roomFor(size).set(data.subarray(start, end), used);
  return takePiece(used + size);
}
