/**
 * Where an unpickler reads from: memory, or a file that is asked for just what is needed, so that other data may follow the pickle.
 * A file with peek() is read ahead; what was used of that is skipped in the file later. `data[pos…end)` is read and not yet used.
 * Source: CPython Modules/_pickle.c (_Unpickler_Read, _Unpickler_ReadFromFile, _Unpickler_Readline).
 */
import { NO_BYTES } from "../../kernel/byte-room.ts";
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { call0, call1 } from "../../objects/abstract/call.ts";
import { ssizeIndex } from "../../objects/abstract/number.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { PyBUF_CONTIG_RO } from "../../objects/buffer.ts";
import { PyByteArray } from "../../objects/bytes/bytearray-object.ts";
import { contiguous, getBuffer, releaseBuffer, simpleBuffer } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { makeMemoryView } from "../../objects/bytes/memoryview-hook.ts";
import { isException, typeError, valueError } from "../../objects/errors.ts";
import { PyExc_NotImplementedError } from "../../objects/exceptions/types.ts";
import type { PyValue } from "../../objects/object.ts";
import { typeOf } from "../../objects/typeof.ts";
import { unpicklingError } from "./state.ts";

/** How much is read ahead. */
const PREFETCH = 8192 * 16;
/** More than this is read in growing pieces: the size in a pickle may be a lie. */
const CAUTIOUS_SIZE = 1 << 20;

export class Input {
  data: Uint8Array = NO_BYTES;
  pos = 0;
  end = 0;
  /** Up to here the file's own position has moved. */
  private prefetched = 0;
  read: PyValue | undefined = undefined;
  private readline: PyValue | undefined = undefined;
  /** Bytes that C's copy of the last line takes. */
  lineRoom = 0;
  private readinto: PyValue | undefined = undefined;
  private peek: PyValue | undefined = undefined;

  setFile(file: PyValue): void {
    this.data = NO_BYTES;
    this.pos = this.end = this.prefetched = 0;
    this.read = this.readline = undefined;
    this.peek = lookupAttr(file, "peek");
    this.readinto = lookupAttr(file, "readinto");
    const read = lookupAttr(file, "read");
    const readline = lookupAttr(file, "readline");
    if (read === undefined || readline === undefined) {
      throw typeError("file must have 'read' and 'readline' attributes");
    }
    this.read = read;
    this.readline = readline;
  }

  setData(data: Uint8Array): void {
    this.data = data;
    this.pos = 0;
    this.end = this.prefetched = data.length;
  }

  /** Where the next `count` bytes lie in `data`; they count as used. */
  take(count: number): number {
    const at = this.pos;
    if (count <= this.end - at) {
      this.pos = at + count;
      return at;
    }
    if (this.read === undefined) throw truncated();
    if (this.readFromFile(count) < count) throw truncated();
    this.pos = count;
    return 0;
  }

  byte(): number {
    const at = this.take(1);
    return this.data[at];
  }

  /** The next byte, or -1 where the data ends. */
  next(): number {
    if (this.pos < this.end) return this.data[this.pos++];
    if (this.read === undefined || this.readFromFile(1) < 1) return -1;
    this.pos = 1;
    return this.data[0];
  }

  /** The next `count` bytes as a fresh array. */
  copy(count: number): Uint8Array {
    const buffered = this.end - this.pos;
    if (count <= buffered) {
      const at = this.take(count);
      return this.data.slice(at, at + count);
    }
    if (this.read === undefined) throw truncated();
    let bytes = new Uint8Array(Math.min(count, CAUTIOUS_SIZE));
    let filled = Math.min(buffered, bytes.length);
    bytes.set(this.data.subarray(this.pos, this.pos + filled));
    this.pos += filled;
    for (;;) {
      this.fill(bytes, filled);
      if (bytes.length >= count) return bytes;
      filled = bytes.length;
      const grown = new Uint8Array(Math.min(filled * 2, count));
      grown.set(bytes);
      bytes = grown;
    }
  }

  /** Reads from the file into `bytes`, from `start` to the end. */
  private fill(bytes: Uint8Array, start: number): void {
    const buffered = Math.min(this.end - this.pos, bytes.length - start);
    bytes.set(this.data.subarray(this.pos, this.pos + buffered), start);
    this.pos += buffered;
    const from = start + buffered;
    const count = bytes.length - from;
    if (count === 0) return;
    this.skipConsumed();
    if (this.readinto === undefined) {
      const data = call1(this.read!, count);
      if (!(data instanceof PyBytes)) throw valueError(`read() returned non-bytes object (${reprJs(typeOf(data))})`);
      if (data.data.length < count) throw truncated();
      bytes.set(data.data.subarray(0, count), from);
      return;
    }
    const target = bytes.subarray(from);
    const size = ssizeIndex(
      call1(this.readinto, makeMemoryView(simpleBuffer(new PyByteArray(target), target, false, 0))),
    );
    if (size < 0) throw valueError("readinto() returned negative size");
    if (size < count) throw truncated();
  }

  /** Moves the file behind what was used of the bytes read ahead. */
  skipConsumed(): void {
    const consumed = this.pos - this.prefetched;
    if (consumed <= 0) return;
    call1(this.read!, consumed);
    this.prefetched = this.pos;
  }

  /** Gets `count` bytes or, if less, what there is; `count` < 0: a line. */
  private readFromFile(count: number): number {
    this.skipConsumed();
    if (count < 0) return this.setFromObject(call0(this.readline!));
    if (this.peek !== undefined && count < PREFETCH) {
      const size = this.readAhead(this.peek);
      if (size >= count) return size;
    }
    if (count <= CAUTIOUS_SIZE) return this.setFromObject(call1(this.read!, count));
    this.pos = this.end = this.prefetched = 0;
    this.setData(this.copy(count));
    return count;
  }

  private readAhead(peek: PyValue): number {
    let data: PyValue;
    try {
      data = call1(peek, PREFETCH);
    } catch (caught) {
      if (!isException(caught, PyExc_NotImplementedError)) throw caught;
      this.peek = undefined;
      return -1;
    }
    const size = this.setFromObject(data);
    this.prefetched = 0;
    return size;
  }

  private setFromObject(value: PyValue): number {
    if (value instanceof PyBytes) this.setData(value.data);
    else {
      const buffer = getBuffer(value, PyBUF_CONTIG_RO);
      this.setData(contiguous(buffer).slice());
      releaseBuffer(buffer);
    }
    return this.end;
  }

  /** The next line without its newline, as text of Latin-1 characters; at least `least` bytes must be in it, newline included. */
  line(least: number): string {
    const bytes = this.lineBytes(least);
    let text = "";
    for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]);
    return text;
  }

  lineBytes(least: number): Uint8Array {
    let start = this.pos;
    let newline = this.data.indexOf(10, start);
    if (newline < 0 || newline >= this.end) {
      if (this.read === undefined) throw truncated();
      const size = this.readFromFile(-1);
      if (size === 0 || this.data[size - 1] !== 10) throw truncated();
      start = 0;
      newline = size - 1;
    }
    this.pos = newline + 1;
    this.lineRoom = newline + 2 - start;
    if (newline + 1 - start < least) throw truncated();
    return this.data.subarray(start, newline);
  }
}

export function truncated(): unknown {
  return unpicklingError("pickle data was truncated");
}
