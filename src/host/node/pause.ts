/** Blocks this JavaScript thread. */
const CELL = new Int32Array(new SharedArrayBuffer(4));

export function pause(milliseconds: number): void {
  Atomics.wait(CELL, 0, 0, milliseconds);
}
