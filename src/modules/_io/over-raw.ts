/** A stream over a raw stream: it calls that one's methods, a FileIO's without Python calls. Source: CPython Modules/_io/bufferedio.c. */
import { getAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { ssizeIndex } from "../../objects/abstract/number.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { simpleBuffer } from "../../objects/bytes/bytes-like.ts";
import { viewOfBuffer } from "../../objects/bytes/memoryview-object.ts";
import { runtimeError, valueError } from "../../objects/errors.ts";
import { machine, type ThreadView } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { bytesIOType, PyBytesIO } from "./bytesio.ts";
import { fileReadInto, fileSeek, fileWrite, type PyFileIO } from "./fileio.ts";
import { PyIOBase } from "./iobase.ts";
import { type Answer, type Asking, InUse, RawCall } from "./raw-call.ts";
import { invalidLength, offsetResult, readResult } from "./raw-results.ts";

/** What raw reads and writes answer when they would block. */
export const BLOCKED = -2;

export class PyOverRaw extends PyIOBase implements Asking {
  raw: PyValue = null;
  /** The raw stream when it is exactly a FileIO. */
  file: PyFileIO | null = null;
  /** The raw stream's position, -1 when unknown. */
  absPos = -1;
  private owner: ThreadView | null = null;
  asker: ThreadView | null = null;
  answer: Answer | null = null;

  override get mayWait(): boolean {
    const { file, raw } = this;
    return file !== null ? file.mayWait : !(raw instanceof PyBytesIO && raw.type === bytesIOType);
  }

  isRawClosed(): boolean {
    return this.file !== null ? this.file.fd < 0 : isTrue(getAttr(this.raw, "closed"));
  }

  /** Runs an operation that uses the buffer; the raw stream's methods must not come back into it. */
  locked<T>(run: () => T): T {
    const { thread } = machine;
    if (this.asker !== null && this.asker !== thread) throw new InUse(this);
    if (this.owner === thread || this.asker === thread) throw runtimeError(`reentrant call inside ${reprJs(this)}`);
    const before = this.owner;
    this.owner = thread;
    try {
      return run();
    } finally {
      this.owner = before;
    }
  }

  rawTell(): number {
    const at = this.file !== null ? fileSeek(this.file, 0, 1) : offsetResult(callMethod(this.raw, "tell"));
    this.absPos = at;
    return at;
  }

  rawSeek(offset: number, whence: number): number {
    const at =
      this.file !== null
        ? fileSeek(this.file, offset, whence)
        : offsetResult(callMethod(this.raw, "seek", [offset, whence]));
    this.absPos = at;
    return at;
  }

  /** What a method of a raw stream in Python has answered; asks it first. */
  protected answerTo(name: string, memory: Uint8Array | null): Answer {
    const { answer } = this;
    if (answer === null) throw new RawCall(this, name, memory);
    this.answer = null;
    return answer;
  }

  /** Reads into part of memory: the number of bytes, or BLOCKED. Only what `waiting` runs may read. */
  rawRead(target: Uint8Array): number {
    let count: number;
    if (this.file !== null) {
      count = fileReadInto(this.file, target);
      if (count < 0) return BLOCKED;
    } else {
      const { result, memory } = this.answerTo("readinto", new Uint8Array(target.length));
      if (result === null) return BLOCKED;
      count = readResult(result);
      if (count < 0 || count > memory!.length) throw invalidLength("readinto", count, memory!.length);
      target.set(memory!.subarray(0, count));
    }
    if (count > 0 && this.absPos !== -1) this.absPos += count;
    return count;
  }

  rawWrite(data: Uint8Array): number {
    let count: number;
    if (this.file !== null) {
      count = fileWrite(this.file, data);
      if (count < 0) return BLOCKED;
    } else {
      const view = viewOfBuffer(simpleBuffer(null, data, true, 0));
      const result = callMethod(this.raw, "write", [view]);
      if (!view.released && view.exports === 0) view.release();
      if (result === null) return BLOCKED;
      count = ssizeIndex(result, valueError);
      if (count < 0 || count > data.length) throw invalidLength("write", count, data.length);
    }
    if (count > 0 && this.absPos !== -1) this.absPos += count;
    return count;
  }
}
