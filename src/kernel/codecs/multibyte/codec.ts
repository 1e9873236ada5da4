/**
 * What a multibyte codec is: two loops that stop where they cannot go on and say why, and a state of eight bytes.
 * Behaviour: CPython Modules/cjkcodecs/multibytecodec.h.
 *
 * A result of 0 says that all input was taken; a positive one, how many bytes or characters are illegal; TOO_FEW, that the
 * rest begins a sequence without ending it.
 */
import type { ByteSink, CodeSink } from "../protocol.ts";

export const TOO_FEW = -2;
export const ILLEGAL_ONE = 1;

/** Decoding in progress: a codec moves `at` and writes to `out`. */
export interface DecodeRun {
  readonly data: Uint8Array;
  at: number;
  readonly out: CodeSink;
  readonly state: Uint8Array;
}

/** Encoding in progress. */
export interface EncodeRun {
  readonly codes: ArrayLike<number>;
  at: number;
  readonly out: ByteSink;
  readonly state: Uint8Array;
  /** Whether no more input follows: a character that might begin a pair stands alone. */
  readonly flush: boolean;
}

export interface MultibyteCodec {
  readonly encoding: string;
  decode(run: DecodeRun): number;
  encode(run: EncodeRun): number;
  /** The states to begin with; all zeros when absent. */
  readonly encodeStart?: readonly number[];
  readonly decodeStart?: readonly number[];
  /** Goes back to the initial state of encoding, and writes what says so. */
  encodeReset?(state: Uint8Array, out: ByteSink): void;
  decodeReset?(state: Uint8Array): void;
}

export const STATE_SIZE = 8;

export function startState(start: readonly number[] = []): Uint8Array {
  const state = new Uint8Array(STATE_SIZE);
  state.set(start);
  return state;
}
