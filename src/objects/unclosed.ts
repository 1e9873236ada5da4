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
  if (dirty.size > 0) flushThose(() => true);
}

/** Before a file is opened by its path. */
export function flushFileAt(path: string): void {
  if (dirty.size === 0) return;
  const { fs } = machine.interp.host;
  let file: Stat;
  try {
    file = fs.stat(path);
  } catch (caught) {
    if (caught instanceof HostError) return;
    throw caught;
  }
  flushThose((fd) => {
    const { st_ino, st_dev } = fs.fstat(fd);
    return st_ino === file.st_ino && st_dev === file.st_dev;
  });
}

/** What fails here is tried again when the stream is closed, or at the end. */
function flushThose(isWanted: (fd: number) => boolean): void {
  for (const [stream, interp] of [...dirty]) {
    if (interp !== machine.interp || stream.diskFile < 0) continue;
    try {
      if (isWanted(stream.diskFile)) stream.flushPending();
    } catch (caught) {
      if (!(caught instanceof HostError) && toPyException(caught) === undefined) throw caught;
    }
  }
}
