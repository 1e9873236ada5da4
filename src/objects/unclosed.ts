/**
 * Streams with data not yet written. They are kept alive until they are flushed, because memory is collected at some later time: what
 * CPython writes when the last reference goes is written here at the latest when the interpreter ends, or somebody looks at the file.
 */
import { HostError } from "../host/errno.ts";
import type { Stat } from "../host/host.ts";
import { toPyException } from "./exceptions/convert.ts";
import { type InterpreterView, machine } from "./machine.ts";

/** A stream that can write out what it holds. */
export interface Unflushed {
  flushPending(): void;
  /** The descriptor of the file on a disk that it writes to; -1: it writes to no such file. */
  readonly diskFile: number;
}

/** Each with the interpreter whose descriptors it writes to. */
const dirty = new Map<Unflushed, InterpreterView>();

export function markDirty(stream: Unflushed): void {
  dirty.set(stream, machine.interp);
}

export function markClean(stream: Unflushed): void {
  dirty.delete(stream);
}

/** Writes out everything that is still buffered: text first, as it ends up in binary buffers. Failures are passed to `failed`. */
export function flushUnclosed(failed: (error: unknown) => void): void {
  for (let round = 0; round < 3 && dirty.size > 0; round++) {
    for (const [stream, interp] of [...dirty]) {
      if (interp !== machine.interp) continue;
      dirty.delete(stream);
      try {
        stream.flushPending();
      } catch (error) {
        failed(error);
      }
    }
  }
}

/** Before somebody else, such as a child, may look at any file. */
export function flushDiskFiles(): void {
  for (const stream of diskWriters()) tryFlush(stream);
}

/** Before a file is opened by its path. */
export function flushFileAt(path: string): void {
  const writers = diskWriters();
  if (writers.length === 0) return;
  const { fs } = machine.interp.host;
  const file = statIfThere(() => fs.stat(path));
  if (file === null) return;
  for (const stream of writers) {
    const own = statIfThere(() => fs.fstat(stream.diskFile)); // the program may have closed the descriptor by itself
    if (own?.st_ino === file.st_ino && own.st_dev === file.st_dev) tryFlush(stream);
  }
}

function statIfThere(ask: () => Stat): Stat | null {
  try {
    return ask();
  } catch (caught) {
    if (caught instanceof HostError) return null;
    throw caught;
  }
}

/** This interpreter's, of files on a disk that are still open. */
function diskWriters(): Unflushed[] {
  if (dirty.size === 0) return [];
  return [...dirty].flatMap(([stream, interp]) => (interp === machine.interp && stream.diskFile >= 0 ? [stream] : []));
}

/** What fails here is tried again when the stream is closed, or at the end. */
function tryFlush(stream: Unflushed): void {
  try {
    stream.flushPending();
  } catch (caught) {
    if (toPyException(caught) === undefined) throw caught;
  }
}
