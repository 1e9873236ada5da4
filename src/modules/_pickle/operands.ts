/** Operands of the pickle machine's instructions: little-endian, of 1 to 8 bytes. */
import { PY_SSIZE_MAX } from "../../objects/abstract/number.ts";
import { overflowError } from "../../objects/errors.ts";
import type { PyUnpickler } from "./unpickler.ts";

export function int32(self: PyUnpickler): number {
  const { input } = self;
  const at = input.take(4);
  const { data } = input;
  return data[at] | (data[at + 1] << 8) | (data[at + 2] << 16) | (data[at + 3] << 24);
}

export function uint32(self: PyUnpickler): number {
  return int32(self) >>> 0;
}

/** A size of 1, 4 or 8 bytes; one beyond what an object may have is an OverflowError that begins with `tooLarge`. */
export function sizeOperand(self: PyUnpickler, bytes: number, tooLarge: string): number {
  const { input } = self;
  const at = input.take(bytes);
  const { data } = input;
  if (bytes === 1) return data[at];
  if (bytes === 8 && data[at + 7] > 0x7f) throw overflowError(`${tooLarge} ${PY_SSIZE_MAX} bytes`);
  let size = 0;
  for (let i = bytes - 1; i >= 0; i--) size = size * 256 + data[at + i];
  return size;
}
