/**
 * The machinery of BufferedReader, BufferedWriter and BufferedRandom: one buffer that lies over a stretch of the raw stream.
 *
 * `pos` is the logical position in the buffer and `rawPos` the raw stream's, both as offsets into it. `readEnd` is where read
 * bytes end (-1: none are there), `writePos`…`writeEnd` the stretch still to be written (-1: nothing). `absPos` is the raw
 * stream's absolute position, -1 when unknown. A raw stream that is exactly a FileIO is used without Python calls.
 * Source: CPython Modules/_io/bufferedio.c.
 */
import { bytesJoin } from "../../kernel/bytes-ops.ts";
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { isException, typeError, valueError } from "../../objects/errors.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { PyExc_BlockingIOError } from "../../objects/exceptions/types.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { markClean, markDirty, type Unflushed } from "../../objects/unclosed.ts";
import { WouldBlock } from "./blocking.ts";
import { blockingError, closedFile } from "./errors.ts";
import { fileIOType, PyFileIO } from "./fileio.ts";
import { BLOCKED, PyOverRaw } from "./over-raw.ts";
import { fileReadAll } from "./read-all.ts";
import type { Closing } from "./wait.ts";

export class PyBuffered extends PyOverRaw implements Unflushed, Closing {
  ok = false;
  detached = false;
  readable = false;
  writable = false;
  finalizing = false;
  /** null when closed. */
  buffer: Uint8Array | null = null;
  size = 0;
  pos = 0;
  rawPos = 0;
  readEnd = -1;
  writePos = 0;
  writeEnd = -1;

  /** `__init__` after the checks of the raw stream. */
  setUp(raw: PyValue, size: number, readable: boolean, writable: boolean): void {
    if (size <= 0) throw valueError("buffer size must be strictly positive");
    this.raw = raw;
    this.ok = false;
    this.detached = false;
    this.readable = readable;
    this.writable = writable;
    this.buffer = new Uint8Array(size);
    this.size = size;
    this.pos = 0;
    this.rawPos = 0;
    this.absPos = -1;
    this.file = raw instanceof PyFileIO && raw.type === fileIOType ? raw : null;
    this.resetRead();
    this.resetWrite();
    try {
      this.rawTell();
    } catch (caught) {
      if (toPyException(caught) === undefined) throw caught;
    }
    this.ok = true;
  }

  checkReady(): void {
    if (this.ok) return;
    throw valueError(this.detached ? "raw stream has been detached" : "I/O operation on uninitialized object");
  }

  isClosed(): boolean {
    return this.buffer === null || this.isRawClosed();
  }

  checkOpen(message: string): void {
    if (this.isClosed() && this.readAhead() === 0) throw closedFile(message);
  }

  readAhead(): number {
    return this.readable && this.readEnd >= 0 ? this.readEnd - this.pos : 0;
  }

  private validRead(): boolean {
    return this.readable && this.readEnd >= 0;
  }

  private validWrite(): boolean {
    return this.writable && this.writeEnd >= 0;
  }

  /** How far the raw stream is ahead of the logical position. */
  rawOffset(): number {
    return (this.validRead() || this.validWrite()) && this.rawPos >= 0 ? this.rawPos - this.pos : 0;
  }

  private moveTo(pos: number): void {
    this.pos = pos;
    if (this.validRead() && this.readEnd < pos) this.readEnd = pos;
  }

  resetRead(): void {
    this.readEnd = -1;
  }

  resetWrite(): void {
    this.writePos = 0;
    this.writeEnd = -1;
    markClean(this);
  }

  enterClose(): void {
    this.locked(() => null);
    this.asker = machine.thread;
  }

  leaveClose(): void {
    this.asker = null;
    this.resetWrite();
    this.buffer = null;
    this.readEnd = 0;
    this.pos = 0;
  }

  /** Reads once behind what is in the buffer. */
  fill(): number {
    const { buffer } = this;
    if (buffer === null) throw closedFile(); // by another thread, when reading had begun
    const start = this.validRead() ? this.readEnd : 0;
    const count = this.rawRead(buffer.subarray(start, this.size));
    if (count <= 0) return count;
    this.readEnd = start + count;
    this.rawPos = start + count;
    return count;
  }

  /** Writes out the buffer. */
  flushWrite(): void {
    if (!this.validWrite() || this.writePos === this.writeEnd) {
      this.resetWrite();
      return;
    }
    const rewind = this.rawOffset() + (this.pos - this.writePos);
    if (rewind !== 0) {
      this.rawSeek(-rewind, 1);
      this.rawPos -= rewind;
    }
    while (this.writePos < this.writeEnd) {
      let count: number;
      try {
        count = this.rawWrite(this.buffer!.subarray(this.writePos, this.writeEnd));
      } catch (caught) {
        if (caught instanceof WouldBlock) {
          this.flushed(caught.written);
          throw new WouldBlock(caught.fd, true);
        }
        throw caught;
      }
      if (count === BLOCKED) throw blockingError("write could not complete without blocking", 0);
      this.flushed(count);
    }
    this.resetWrite();
  }

  /** The raw stream is where the rest begins; the logical position may lie behind that, or before. */
  private flushed(count: number): void {
    this.writePos += count;
    this.rawPos = this.writePos;
  }

  /** Writes out the buffer and brings the raw stream to the logical position. */
  flushAndRewind(): void {
    this.flushWrite();
    if (this.readable) {
      const offset = this.rawOffset();
      this.rawSeek(-offset, 1);
      this.resetRead();
    }
  }

  /** Before reading; an operation that starts again with an answer has done so, and the raw stream has moved on. */
  private leaveWriting(): void {
    if (this.writable && this.answer === null) this.flushAndRewind();
  }

  get diskFile(): number {
    return this.file === null || this.mayWait ? -1 : this.file.fd;
  }

  flushPending(): void {
    if (this.ok && !this.isClosed()) this.locked(() => this.flushWrite());
  }

  /** All of `data`, as long as it fits or the raw stream takes it. */
  write(data: Uint8Array): number {
    const buffer = this.buffer!;
    const { size } = this;
    if (!this.validRead() && !this.validWrite()) {
      this.pos = 0;
      this.rawPos = 0;
    }
    if (data.length <= size - this.pos && data.length < size) {
      buffer.set(data, this.pos);
      if (!this.validWrite() || this.writePos > this.pos) this.writePos = this.pos;
      this.moveTo(this.pos + data.length);
      if (this.writeEnd < this.pos) this.writeEnd = this.pos;
      markDirty(this);
      return data.length;
    }
    try {
      this.flushWrite();
    } catch (caught) {
      return this.keepBlocked(data, caught);
    }
    const offset = this.rawOffset();
    if (offset !== 0) {
      this.rawSeek(-offset, 1);
      this.rawPos -= offset;
    }
    let written = 0;
    while (data.length - written >= size) {
      let count: number;
      try {
        count = this.rawWrite(written === 0 ? data : data.subarray(written));
      } catch (caught) {
        if (caught instanceof WouldBlock) throw new WouldBlock(caught.fd, true, written + caught.written);
        throw caught;
      }
      if (count === BLOCKED) {
        if (data.length - written === size) break;
        // The raw stream takes no more: keep what the buffer can hold.
        buffer.set(data.subarray(written, written + size));
        this.rawPos = 0;
        this.writePos = 0;
        this.moveTo(size);
        this.writeEnd = size;
        markDirty(this);
        throw blockingError("write could not complete without blocking", written + size);
      }
      written += count;
    }
    if (this.readable) this.resetRead();
    const rest = data.length - written;
    if (rest > 0) buffer.set(written === 0 ? data : data.subarray(written));
    this.writePos = 0;
    this.writeEnd = rest;
    this.moveTo(rest);
    this.rawPos = 0;
    if (rest > 0) markDirty(this);
    return data.length;
  }

  /** The buffer could not be written for now: put as much as possible behind it. */
  private keepBlocked(data: Uint8Array, caught: unknown): number {
    if (!isException(caught, PyExc_BlockingIOError)) throw caught;
    const buffer = this.buffer!;
    if (this.readable) this.resetRead();
    buffer.copyWithin(0, this.writePos, this.writeEnd);
    this.writeEnd -= this.writePos;
    this.rawPos -= this.writePos;
    this.pos -= this.writePos;
    this.writePos = 0;
    const room = this.size - this.writeEnd;
    const part = data.length <= room ? data : data.subarray(0, room);
    buffer.set(part, this.writeEnd);
    this.writeEnd += part.length;
    this.pos += part.length;
    markDirty(this);
    if (part.length === data.length) return data.length;
    throw blockingError("write could not complete without blocking", part.length);
  }

  /** Takes `count` bytes out of the buffer. */
  private takeAhead(count: number): Uint8Array {
    const data = this.buffer!.slice(this.pos, this.pos + count);
    this.pos += count;
    return data;
  }

  readAll(): PyValue {
    const ahead = this.readAhead();
    const chunks = ahead > 0 ? [this.takeAhead(ahead)] : [];
    return this.elsePutBack(
      () => this.readRest(chunks),
      () => bytesJoin(new Uint8Array(0), chunks),
    );
  }

  private readRest(chunks: Uint8Array[]): PyValue {
    this.leaveWriting();
    this.resetRead();
    if (this.file === null && lookupAttr(this.raw, "readall") === undefined) return this.readChunks(chunks);
    const rest = this.file !== null ? fileReadAll(this.file) : this.answerTo("readall", null).result;
    this.absPos = -1;
    if (rest !== null && !(rest instanceof PyBytes)) throw typeError("readall() should return bytes");
    if (rest !== null) chunks.push(rest.data);
    return rest === null && chunks.length === 0 ? null : new PyBytes(bytesJoin(new Uint8Array(0), chunks));
  }

  /** Has what a read that has to wait has got already be read again, be it more than the buffer usually holds. */
  private putBack(data: Uint8Array): void {
    if (data.length > this.buffer!.length) this.buffer = new Uint8Array(data.length);
    this.buffer!.set(data);
    this.pos = 0;
    this.readEnd = data.length;
    this.rawPos = data.length;
  }

  private elsePutBack<T>(read: () => T, taken: () => Uint8Array): T {
    try {
      return read();
    } catch (caught) {
      if (caught instanceof WouldBlock) {
        const data = taken();
        if (data.length > 0) this.putBack(data);
      }
      throw caught;
    }
  }

  private readChunks(chunks: Uint8Array[]): PyValue {
    for (;;) {
      const data = this.answerTo("read", null).result;
      if (data !== null && !(data instanceof PyBytes)) throw typeError("read() should return bytes");
      if (data === null || data.data.length === 0) {
        return chunks.length === 0 ? data : new PyBytes(bytesJoin(new Uint8Array(0), chunks));
      }
      chunks.push(data.data);
      if (this.absPos !== -1) this.absPos += data.data.length;
    }
  }

  /** `count` bytes, fewer only at the end of the stream; null when nothing is there yet. */
  read(count: number): PyValue {
    const ahead = this.readAhead();
    if (count <= ahead) return new PyBytes(this.takeAhead(count));
    const out = new Uint8Array(count);
    let written = 0;
    if (ahead > 0) {
      out.set(this.buffer!.subarray(this.pos, this.pos + ahead));
      written = ahead;
      this.pos += ahead;
    }
    try {
      this.leaveWriting();
      this.resetRead();
      const short = (got: number): PyValue =>
        got === 0 || written > 0 ? new PyBytes(written === count ? out : out.slice(0, written)) : null;
      while (count - written >= this.size) {
        const whole = this.size * Math.floor((count - written) / this.size);
        const got = this.rawRead(out.subarray(written, written + whole));
        if (got <= 0) return short(got);
        written += got;
      }
      this.pos = 0;
      this.rawPos = 0;
      this.readEnd = 0;
      while (written < count && this.readEnd < this.size) {
        const got = this.fill();
        if (got <= 0) return short(got);
        const part = Math.min(got, count - written);
        out.set(this.buffer!.subarray(this.pos, this.pos + part), written);
        written += part;
        this.pos += part;
      }
      return new PyBytes(written === count ? out : out.slice(0, written));
    } catch (caught) {
      if (written > 0 && caught instanceof WouldBlock) this.putBack(out.slice(0, written));
      throw caught;
    }
  }

  /** What the buffer holds, after one raw read if it was empty. */
  peek(): Uint8Array {
    this.leaveWriting();
    const ahead = this.readAhead();
    if (ahead > 0) return this.buffer!.slice(this.pos, this.pos + ahead);
    this.resetRead();
    const got = Math.max(this.fill(), 0);
    this.pos = 0;
    return this.buffer!.slice(0, got);
  }

  /** At most `count` bytes with at most one raw read. */
  read1(count: number): Uint8Array {
    if (count === 0) return new Uint8Array(0);
    const ahead = this.readAhead();
    if (ahead > 0) return this.takeAhead(Math.min(ahead, count));
    const out = new Uint8Array(count);
    this.leaveWriting();
    this.resetRead();
    const got = Math.max(this.rawRead(out), 0);
    return got === count ? out : out.slice(0, got);
  }

  /** Fills `target`; `once`: with at most one raw read. null when nothing is there yet. */
  readInto(target: Uint8Array, once: boolean): number | null {
    let written = 0;
    const ahead = this.readAhead();
    if (ahead > 0) {
      const part = Math.min(ahead, target.length);
      target.set(this.buffer!.subarray(this.pos, this.pos + part));
      this.pos += part;
      if (part === target.length) return part;
      written = part;
    }
    this.leaveWriting();
    this.resetRead();
    this.pos = 0;
    while (written < target.length) {
      const left = target.length - written;
      const direct = left > this.size;
      if (once && written > 0 && !direct) break;
      let got = this.elsePutBack(
        () => (direct ? this.rawRead(target.subarray(written)) : this.fill()),
        () => target.slice(0, written),
      );
      if (got <= 0) return got === BLOCKED && written === 0 ? null : written;
      if (!direct) {
        got = Math.min(got, left);
        target.set(this.buffer!.subarray(this.pos, this.pos + got), written);
        this.pos += got;
      }
      written += got;
      if (once) break;
    }
    return written;
  }

  /** A line with its end, at most `limit` bytes of it (all of it when negative). */
  readLine(limit: number): Uint8Array {
    let ahead = this.readAhead();
    if (limit >= 0 && ahead > limit) ahead = limit;
    const newline = ahead > 0 ? this.buffer!.indexOf(10, this.pos) : -1;
    if (newline >= 0 && newline < this.pos + ahead) return this.takeAhead(newline + 1 - this.pos);
    if (limit >= 0 && ahead === limit) return this.takeAhead(limit);
    const parts: Uint8Array[] = [];
    let total = 0;
    if (ahead > 0) {
      parts.push(this.takeAhead(ahead));
      total = ahead;
    }
    try {
      this.leaveWriting();
      for (;;) {
        this.resetRead();
        let got = this.fill();
        if (got <= 0) break;
        this.pos = 0;
        if (limit >= 0) got = Math.min(got, limit - total);
        const end = this.buffer!.indexOf(10);
        if (end >= 0 && end < got) {
          parts.push(this.takeAhead(end + 1));
          break;
        }
        parts.push(this.takeAhead(got));
        total += got;
        if (limit >= 0 && total === limit) break;
      }
    } catch (caught) {
      if (total > 0 && caught instanceof WouldBlock) this.putBack(bytesJoin(new Uint8Array(0), parts));
      throw caught;
    }
    return parts.length === 1 ? parts[0] : bytesJoin(new Uint8Array(0), parts);
  }

  /** Moves the logical position; inside the buffer without touching the raw stream. */
  seek(offset: number, whence: number): number {
    if (whence !== 2 && this.readable) {
      const current = this.absPos !== -1 ? this.absPos : this.rawTell();
      const ahead = this.readAhead();
      if (ahead > 0) {
        const move = whence === 0 ? offset - (current - this.rawOffset()) : offset;
        if (move >= -this.pos && move <= ahead) {
          this.pos += move;
          return Math.max(current - ahead + move, 0); // a device may say that it is at 0 wherever it is
        }
      }
    }
    return this.locked(() => {
      if (this.writable) this.flushWrite();
      const target = whence === 1 ? offset - this.rawOffset() : offset;
      const at = this.rawSeek(target, whence);
      this.rawPos = -1;
      if (this.readable) this.resetRead();
      return at;
    });
  }
}
