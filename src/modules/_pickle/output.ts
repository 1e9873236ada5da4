/**
 * The bytes that a pickler has made and not yet handed on. From protocol 4 on they lie in frames: a frame is opened by the first
 * byte written while none is open, and closed at an instruction's boundary once it is big enough; one of fewer than four bytes
 * loses its header again. Source: CPython Modules/_pickle.c (_Pickler_Write, _Pickler_CommitFrame).
 */
import { FRAME } from "./opcodes.ts";

const FRAME_SIZE_MIN = 4;
export const FRAME_SIZE_TARGET = 64 * 1024;
const FRAME_HEADER_SIZE = 9;

const FLOAT_BYTES = new DataView(new ArrayBuffer(8));

const NOTHING = new Uint8Array(0);
const SMALLEST = 256;

/** Room that picklers hand on to each other: to make it takes longer than to pickle something small. */
let spare: Uint8Array = NOTHING;
const LARGEST_SPARE = 1 << 16;

export class Output {
  bytes: Uint8Array = NOTHING;
  length = 0;
  framing = false;
  /** Where the open frame begins, or -1. */
  private frameStart = -1;

  /** Makes room for `count` bytes at `length`, opening a frame if need be. */
  room(count: number): void {
    let needed = this.length + count;
    if (this.framing && this.frameStart < 0) {
      needed += FRAME_HEADER_SIZE;
      this.frameStart = this.length;
      if (needed > this.bytes.length) this.grow(needed);
      this.length += FRAME_HEADER_SIZE;
    } else if (needed > this.bytes.length) this.grow(needed);
  }

  private grow(needed: number): void {
    if (this.length === 0 && spare.length >= needed) {
      this.bytes = spare;
      spare = NOTHING;
      return;
    }
    const grown = new Uint8Array(Math.max(needed * 2, SMALLEST));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** Nothing more will be written: another one may have the room. */
  end(): void {
    if (this.bytes.length > spare.length && this.bytes.length <= LARGEST_SPARE) spare = this.bytes;
    this.bytes = NOTHING;
  }

  /** An instruction without operand. */
  op(opcode: number): void {
    this.room(1);
    this.bytes[this.length++] = opcode;
  }

  op1(opcode: number, byte: number): void {
    this.room(2);
    this.bytes[this.length++] = opcode;
    this.bytes[this.length++] = byte;
  }

  op2(opcode: number, word: number): void {
    this.room(3);
    this.bytes[this.length++] = opcode;
    this.bytes[this.length++] = word;
    this.bytes[this.length++] = word >> 8;
  }

  op4(opcode: number, word: number): void {
    this.room(5);
    const { bytes } = this;
    bytes[this.length++] = opcode;
    bytes[this.length++] = word;
    bytes[this.length++] = word >> 8;
    bytes[this.length++] = word >> 16;
    bytes[this.length++] = word >> 24;
  }

  op8(opcode: number, size: number): void {
    this.room(9);
    this.bytes[this.length++] = opcode;
    this.size64(this.length, size);
    this.length += 8;
  }

  private size64(at: number, size: number): void {
    const { bytes } = this;
    let rest = size;
    for (let i = 0; i < 8; i++) {
      bytes[at + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }

  double(opcode: number, value: number): void {
    this.room(9);
    FLOAT_BYTES.setFloat64(0, value);
    const { bytes, length } = this;
    bytes[length] = opcode;
    for (let i = 0; i < 8; i++) bytes[length + 1 + i] = FLOAT_BYTES.getUint8(i);
    this.length = length + 9;
  }

  /** ASCII text. */
  text(text: string): void {
    this.room(text.length);
    const { bytes } = this;
    for (let i = 0; i < text.length; i++) bytes[this.length++] = text.charCodeAt(i);
  }

  data(data: Uint8Array): void {
    this.room(data.length);
    this.bytes.set(data, this.length);
    this.length += data.length;
  }

  /** Whether the open frame is to be closed before the next instruction. */
  get frameIsFull(): boolean {
    return this.frameStart >= 0 && this.length - this.frameStart - FRAME_HEADER_SIZE >= FRAME_SIZE_TARGET;
  }

  commitFrame(): void {
    if (!this.framing || this.frameStart < 0) return;
    const start = this.frameStart;
    const size = this.length - start - FRAME_HEADER_SIZE;
    if (size >= FRAME_SIZE_MIN) {
      this.bytes[start] = FRAME;
      this.size64(start + 1, size);
    } else {
      this.bytes.copyWithin(start, start + FRAME_HEADER_SIZE, this.length);
      this.length -= FRAME_HEADER_SIZE;
    }
    this.frameStart = -1;
  }

  /** All bytes, the open frame closed. */
  take(): Uint8Array {
    this.commitFrame();
    const taken = this.bytes.slice(0, this.length);
    this.reset();
    return taken;
  }

  reset(): void {
    this.length = 0;
    this.frameStart = -1;
  }
}
