/**
 * Streams with data not yet written. They are kept alive until they are flushed, because memory is collected at some later time:
 * what CPython writes when the last reference goes is written here at the latest when the interpreter ends.
 */

/** A stream that can write out what it holds. */
export interface Unflushed {
  flushPending(): void;
}

const dirty = new Set<Unflushed>();

export function markDirty(stream: Unflushed): void {
  dirty.add(stream);
}

export function markClean(stream: Unflushed): void {
  dirty.delete(stream);
}

/** Writes out everything that is still buffered: text first, as it ends up in binary buffers. Failures are passed to `failed`. */
export function flushUnclosed(failed: (error: unknown) => void): void {
  for (let round = 0; round < 3 && dirty.size > 0; round++) {
    for (const stream of [...dirty]) {
      dirty.delete(stream);
      try {
        stream.flushPending();
      } catch (error) {
        failed(error);
      }
    }
  }
}
