/**
 * Positions of streams in memory: any Py_ssize_t, while `pos` is exact only as far as content can reach. Beyond that, `far` has it, and
 * nothing is done there but to say where it is.
 */
import { normInt } from "../../kernel/int.ts";
import { index } from "../../objects/abstract/number.ts";
import { ssize, ssizeOrNone } from "../../objects/converters.ts";
import type { Int, PyValue } from "../../objects/object.ts";

export interface Positioned {
  pos: number;
  far: Int;
}

/** The largest Py_ssize_t. */
export const LAST_POSITION = 0x7fffffffffffffffn;

export function goTo(stream: Positioned, at: Int): Int {
  stream.pos = Number(at);
  stream.far = at;
  return at;
}

export function positionOf({ pos, far }: Positioned): Int {
  return Number.isSafeInteger(pos) ? pos : far;
}

export function moved(from: Int, offset: Int): Int {
  return normInt(BigInt(from) + BigInt(offset));
}

/** Converter: a Py_ssize_t as an exact int. */
export function exactSsize(value: PyValue): Int {
  const int = index(value);
  ssize(int);
  return int;
}

/** Converter: the same, or None. */
export function exactSsizeOrNone(value: PyValue): Int | null {
  const size = ssizeOrNone(value);
  return size === null || Number.isSafeInteger(size) ? size : index(value);
}
