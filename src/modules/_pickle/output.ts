/**
 * The bytes that a pickler has made and not yet handed on. From protocol 4 on they lie in frames: a frame is opened by the first
 * byte written while none is open, and closed at an instruction's boundary once it is big enough; one of fewer than four bytes
 * loses its header again. Source: CPython Modules/_pickle.c (_Pickler_Write, _Pickler_CommitFrame).
 */
import { NO_BYTES } from "../../kernel/byte-room.ts";
import { FRAME } from "./opcodes.ts";

const FRAME_SIZE_MIN = 4;
export const FRAME_SIZE_TARGET = 64 * 1024;
const FRAME_HEADER_SIZE = 9;

const FLOAT_BYTES = new DataView(new ArrayBuffer(8));

const SMALLEST = 256;

/** Room that picklers hand on to each other: to make it takes longer than to pickle something small. */
let spare: Uint8Array = NO_BYTES;
const LARGEST_SPARE = 1 << 16;

/** Beyond what a buffer holds. */
const NEVER = 2 ** 53;

export class Output {
  bytes: Uint8Array = NO_BYTES;
  length = 0;
  private framing = false;
  /** Where the open frame begins, or -1. */
  private frameStart = -1;
  /** Where the open frame is big enough: to be closed before the next instruction. */
  frameEnd: number = NEVER;
  /** Up to here there is room; 0 while the next byte opens a frame. */
  private limit = 0;

  /** Makes room for `count` bytes and answers where, opening a frame if need be. Who writes sets `length` to what follows. */
  room(count: number): number {
    const at = this.length;
    return at + count <= this.limit ? at : this.makeRoom(count);
  }

  private makeRoom(count: number): number {
    const header = this.framing && this.frameStart < 0 ? FRAME_HEADER_SIZE : 0;
    const start = this.length;
    const needed = start + header + count;
    if (needed > this.bytes.length) this.grow(needed);
    this.limit = this.bytes.length;
    if (header > 0) {
      this.frameStart = start;
      this.length = start + header;
      this.frameEnd = this.length + FRAME_SIZE_TARGET;
    }
    return this.length;
  }

  private grow(needed: number): void {
    if (this.length === 0 && spare.length >= needed) {
      this.bytes = spare;
      spare = NO_BYTES;
      return;
    }
    const grown = new Uint8Array(Math.max(needed * 2, SMALLEST));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** Whether what follows is to lie in frames; answers whether it did before. */
  setFraming(framing: boolean): boolean {
    const before = this.framing;
    this.framing = framing;
    this.limit = 0;
    return before;
  }

  /** Nothing more will be written: another one may have the room. */
  end(): void {
    if (this.bytes.length > spare.length && this.bytes.length <= LARGEST_SPARE) spare = this.bytes;
    this.bytes = NO_BYTES;
    this.limit = 0;
  }

  /** An instruction without operand. */
  op(opcode: number): void {
    const at = this.room(1);
    this.bytes[at] = opcode;
    this.length = at + 1;
  }

  op1(opcode: number, byte: number): void {
    const at = this.room(2);
    const { bytes } = this;
    bytes[at] = opcode;
    bytes[at + 1] = byte;
    this.length = at + 2;
  }

  op2(opcode: number, word: number): void {
    const at = this.room(3);
    const { bytes } = this;
    bytes[at] = opcode;
    bytes[at + 1] = word;
    bytes[at + 2] = word >> 8;
    this.length = at + 3;
  }

  op4(opcode: number, word: number): void {
    const at = this.room(5);
    const { bytes } = this;
    bytes[at] = opcode;
    bytes[at + 1] = word;
    bytes[at + 2] = word >> 8;
    bytes[at + 3] = word >> 16;
    bytes[at + 4] = word >> 24;
    this.length = at + 5;
  }

  op8(opcode: number, size: number): void {
    const at = this.room(9);
    this.bytes[at] = opcode;
    this.size64(at + 1, size);
    this.length = at + 9;
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
    const at = this.room(9);
    FLOAT_BYTES.setFloat64(0, value);
    const { bytes } = this;
    bytes[at] = opcode;
    for (let i = 0; i < 8; i++) bytes[at + 1 + i] = FLOAT_BYTES.getUint8(i);
    this.length = at + 9;
  }

  /** ASCII text. */
  text(text: string): void {
    const at = this.room(text.length);
    const { bytes } = this;
    for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
    this.length = at + text.length;
  }

  data(data: Uint8Array): void {
    const at = this.room(data.length);
    this.bytes.set(data, at);
    this.length = at + data.length;
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
    this.noFrame();
  }

  private noFrame(): void {
    this.frameStart = -1;
    this.frameEnd = NEVER;
    this.limit = 0;
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
    this.noFrame();
  }
}
