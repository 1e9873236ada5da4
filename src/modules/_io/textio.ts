/**
 * The machinery of TextIOWrapper.
 *
 * Reading decodes a chunk at a time: `decoded` holds the text of the last chunk, of which `used` characters were handed out;
 * `snapshot` (kept while positions can be told) is the decoder's state before that chunk and the bytes fed to it, from which
 * `tell` reconstructs a position in the file. Writing gathers text in `pending` until there is a chunk of it.
 * Source: CPython Modules/_io/textio.c.
 */
import { bytesJoin } from "../../kernel/bytes-ops.ts";
import { type Str, strConcat, strFromJs, strLength, strSlice, strToJs } from "../../kernel/str.ts";
import { strJoin } from "../../kernel/str-join.ts";
import { getAttr, lookupAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { isTrue } from "../../objects/abstract/compare.ts";
import { bytesIfLike } from "../../objects/bytes/bytes-like.ts";
import { PyBytes } from "../../objects/bytes/bytes-object.ts";
import { cPrefix } from "../../objects/converters.ts";
import { newException, typeError, valueError } from "../../objects/errors.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { PyExc_BlockingIOError } from "../../objects/exceptions/types.ts";
import type { Int, PyValue } from "../../objects/object.ts";
import { typeName } from "../../objects/typeof.ts";
import { markClean, markDirty, type Unflushed } from "../../objects/unclosed.ts";
import { WouldBlock } from "./blocking.ts";
import { PyBuffered } from "./buffered.ts";
import {
  bufferedFlush,
  bufferedRandomType,
  bufferedRead1,
  bufferedReadAll,
  bufferedReaderType,
  bufferedWrite,
  bufferedWriterType,
} from "./buffered-types.ts";
import { closedFile, unsupported } from "./errors.ts";
import { PyIOBase } from "./iobase.ts";
import { findLineEnd, type LineEnds } from "./line-ending.ts";
import { NewlineDecoder, type TextDecoder } from "./newlines.ts";
import { type TextEncoder, textCodec } from "./text-codec.ts";

const CHUNK_SIZE = 8192;
const EMPTY = new Uint8Array(0);

/** What a write has been given. */
interface Piece {
  readonly data: string | Uint8Array;
  /** In bytes. */
  readonly size: number;
  /** It is to reach the raw stream because it ends a line. */
  readonly endsLine: boolean;
  /** It is part of what is to be written, and not to be added when the operation starts again. */
  added: boolean;
}

export class PyTextIOWrapper extends PyIOBase implements Unflushed {
  buffer: PyValue = null;
  ok = false;
  detached = false;
  finalizing = false;
  encoding: Str = "";
  errors: Str = "strict";
  lineBuffering = false;
  writeThrough = false;
  chunkSize = CHUNK_SIZE;
  seekable = false;
  telling = false;
  hasRead1 = false;
  encoder: TextEncoder | null = null;
  decoder: TextDecoder | null = null;
  /** How lines end when reading, and what "\n" is written as (null: as it is). */
  ends: LineEnds = { translated: true, universal: true, newline: "\n" };
  writeNewline: string | null = null;
  /** null: nothing was read since the last seek or write. */
  decoded: Str | null = null;
  used = 0;
  snapshot: { flags: Int; input: Uint8Array } | null = null;
  /** Bytes for each character in the last chunk. */
  ratio = 0;
  private pending: (string | Uint8Array)[] = [];
  private pendingSize = 0;
  /** The buffer when it is exactly one of the buffered classes: used without Python calls. */
  private direct: PyBuffered | null = null;

  /** `__init__`, its arguments checked. */
  setUp(
    buffer: PyValue,
    encoding: Str,
    errors: Str,
    newline: string | null,
    lineBuffering: boolean,
    writeThrough: boolean,
  ): void {
    this.ok = false;
    this.detached = false;
    const codec = textCodec(strToJs(encoding));
    this.encoding = encoding;
    this.errors = errors;
    this.setNewline(newline);
    this.buffer = buffer;
    this.lineBuffering = lineBuffering;
    this.writeThrough = writeThrough;
    this.chunkSize = CHUNK_SIZE;
    this.forget();
    this.pending = [];
    this.pendingSize = 0;
    this.ratio = 0;
    this.decoder = isTrue(callMethod(buffer, "readable"))
      ? this.makeDecoder(codec.decoder(strToJs(errors)), newline)
      : null;
    this.encoder = isTrue(callMethod(buffer, "writable")) ? codec.encoder(strToJs(errors)) : null;
    this.direct = directBuffer(buffer);
    this.seekable = this.telling = isTrue(callMethod(buffer, "seekable"));
    this.hasRead1 = this.direct !== null || lookupAttr(buffer, "read1") !== undefined;
    this.fixEncoder();
    this.ok = true;
  }

  setNewline(newline: string | null): void {
    this.ends = {
      translated: newline === null,
      universal: newline === "" || newline === null,
      newline: newline ?? "\n",
    };
    this.writeNewline = newline === "\r" || newline === "\r\n" ? newline : null;
  }

  private makeDecoder(decoder: TextDecoder, newline: string | null): TextDecoder {
    return newline === null || newline === "" ? new NewlineDecoder(decoder, newline === null) : decoder;
  }

  /** Behind the beginning of a file no byte order mark is written. */
  private fixEncoder(): void {
    const { encoder } = this;
    if (encoder === null || encoder.plain) return;
    if (this.seekable ? callMethod(this.buffer, "tell") !== 0 : encoder.marksKnownStart) encoder.reset(false);
  }

  /** Another encoding, error handler or newline mode from now on. */
  changeCodec(encoding: Str, errors: Str): void {
    const codec = textCodec(cPrefix(encoding));
    const handler = cPrefix(errors);
    const newline = this.ends.translated ? null : this.ends.universal ? "" : this.ends.newline;
    if (this.decoder !== null) this.decoder = this.makeDecoder(codec.decoder(handler), newline);
    if (this.encoder !== null) this.encoder = codec.encoder(handler);
    this.encoding = encoding;
    this.errors = errors;
    this.fixEncoder();
  }

  override get mayWait(): boolean {
    return this.direct?.mayWait === true;
  }

  checkInitialized(): void {
    if (!this.ok) throw valueError("I/O operation on uninitialized object");
  }

  checkAttached(): void {
    this.checkInitialized();
    if (this.detached) throw valueError("underlying buffer has been detached");
  }

  checkClosed(): void {
    const { direct } = this;
    const closed = direct?.ok ? direct.isRawClosed() : isTrue(getAttr(this, "closed"));
    if (closed) throw closedFile();
  }

  /** Drops what was decoded. */
  forget(): void {
    this.decoded = null;
    this.used = 0;
    this.snapshot = null;
  }

  // ---- writing

  /** Takes text to be written. */
  accept(text: Str): Piece {
    this.checkAttached();
    this.checkClosed();
    const { encoder } = this;
    if (encoder === null) throw unsupported("not writable");
    let out = text;
    let endsLine = false;
    if (this.writeNewline !== null || this.lineBuffering) {
      const js = typeof text === "string" ? text : strToJs(text);
      const newline = js.includes("\n");
      if (newline && this.writeNewline !== null) {
        const replaced = js.replaceAll("\n", this.writeNewline);
        out = typeof text === "string" ? replaced : strFromJs(replaced);
      }
      endsLine = this.lineBuffering && (newline || js.includes("\r"));
    }
    const size = typeof out === "string" ? encoder.gatheredSize(out) : -1;
    const data = size >= 0 ? (out as string) : encoder.encode(out);
    return { data, size: size >= 0 ? size : data.length, endsLine, added: false };
  }

  /** Adds it to what is to be written, and writes that out if it is time to. */
  handOn(piece: Piece): void {
    if (!piece.added) {
      // What is large is not gathered; more may have come by the time that the rest is written.
      if (piece.size >= this.chunkSize) while (this.pending.length > 0) this.writePending();
      piece.added = true;
      this.pending.push(piece.data);
      this.pendingSize += piece.size;
    }
    if (this.pendingSize >= this.chunkSize || piece.endsLine || this.writeThrough) this.writePending();
    else if (this.pendingSize > 0) markDirty(this);
    if (piece.endsLine) this.flushBuffer();
    if (this.snapshot !== null) this.forget();
    if (this.decoder !== null) this.decoder.reset();
  }

  /** Hands the gathered text to the buffer. */
  writePending(): void {
    if (this.pending.length === 0) return;
    const { pending } = this;
    this.pending = [];
    this.pendingSize = 0;
    markClean(this);
    const data = this.encodePending(pending);
    try {
      if (this.direct !== null) bufferedWrite(this.direct, data);
      else callMethod(this.buffer, "write", [new PyBytes(data)]);
    } catch (caught) {
      if (caught instanceof WouldBlock) {
        const rest = data.subarray(caught.written);
        this.pending.unshift(rest);
        this.pendingSize += rest.length;
        markDirty(this);
      }
      throw caught;
    }
  }

  private encodePending(pending: (string | Uint8Array)[]): Uint8Array {
    const encoder = this.encoder!;
    if (pending.length === 1) {
      const [only] = pending;
      return typeof only === "string" ? encoder.encode(only) : only;
    }
    const parts: Uint8Array[] = [];
    for (let i = 0; i < pending.length; ) {
      const item = pending[i++];
      if (typeof item !== "string") {
        parts.push(item);
        continue;
      }
      let text = item;
      while (i < pending.length && typeof pending[i] === "string") text += pending[i++] as string;
      parts.push(encoder.encode(text));
    }
    return parts.length === 1 ? parts[0] : bytesJoin(EMPTY, parts);
  }

  flushBuffer(): void {
    if (this.direct?.writable) bufferedFlush(this.direct);
    else callMethod(this.buffer, "flush");
  }

  startFlush(): void {
    this.checkAttached();
    this.checkClosed();
    this.telling = this.seekable;
  }

  finishFlush(): void {
    this.writePending();
    this.flushBuffer();
  }

  get diskFile(): number {
    return this.direct?.diskFile ?? -1;
  }

  flushPending(): void {
    if (this.ok && !this.detached && !isTrue(getAttr(this.buffer, "closed"))) this.finishFlush();
  }

  /** How many characters or bytes wait to be written. */
  get waitingToBeWritten(): number {
    return this.pendingSize;
  }

  // ---- reading

  /** Decodes a chunk; false at the end of the file. */
  private readChunk(hint: number): boolean {
    const { decoder } = this;
    if (decoder === null) throw unsupported("not readable");
    const before = this.telling ? decoder.getstate() : null;
    let size = this.chunkSize;
    if (hint > 0) size = Math.max(size, Math.floor(Math.max(this.ratio, 1) * hint));
    const input = this.readBytes(size);
    const eof = input.length === 0;
    const text = decoder.decode(input, eof);
    const length = strLength(text);
    this.decoded = text;
    this.used = 0;
    this.ratio = length > 0 ? input.length / length : 0;
    if (before !== null) {
      const [buffered, flags] = before;
      this.snapshot = { flags, input: buffered.length === 0 ? input : bytesJoin(EMPTY, [buffered, input]) };
    }
    return !eof || length > 0;
  }

  private readBytes(size: number): Uint8Array {
    if (this.direct !== null) {
      return bufferedRead1(this.direct, size);
    }
    const name = this.hasRead1 ? "read1" : "read";
    const result = callMethod(this.buffer, name, [size]);
    const data = bytesIfLike(result);
    if (data === undefined) {
      throw typeError(`underlying ${name}() should have returned a bytes-like object, not '${typeName(result)}'`);
    }
    return data;
  }

  /** Takes up to `count` decoded characters (all when negative). */
  private take(count: number): Str {
    if (this.decoded === null) return "";
    const left = strLength(this.decoded) - this.used;
    const size = count < 0 || count > left ? left : count;
    const text = strSlice(this.decoded, this.used, this.used + size);
    this.used += size;
    return text;
  }

  /** Puts text back that a read took and could not deliver. */
  private putBack(parts: Str[]): void {
    const rest = this.decoded === null ? "" : strSlice(this.decoded, this.used, strLength(this.decoded));
    this.decoded = strConcat(strJoin("", parts), rest);
    this.used = 0;
  }

  read(count: number): Str {
    this.checkAttached();
    this.checkClosed();
    if (this.decoder === null) throw unsupported("not readable");
    this.writePending();
    if (count < 0) return this.readAll(this.decoder);
    const parts = [this.take(count)];
    let missing = count - strLength(parts[0]);
    try {
      while (missing > 0) {
        if (!this.readChunk(missing)) break;
        const part = this.take(missing);
        parts.push(part);
        missing -= strLength(part);
      }
    } catch (caught) {
      if (toPyException(caught) === undefined) this.putBack(parts);
      throw caught;
    }
    return parts.length === 1 ? parts[0] : strJoin("", parts);
  }

  private readAll(decoder: TextDecoder): Str {
    // Directly, so that the whole call can wait and start over.
    const bytes = this.direct !== null ? bufferedReadAll(this.direct) : callMethod(this.buffer, "read");
    if (bytes === null) throw newException(PyExc_BlockingIOError, "Read returned None.");
    const data = bytesIfLike(bytes);
    const rest = data === undefined ? decoder.decodeOther(bytes) : decoder.decode(data, true);
    const first = this.take(-1);
    if (this.snapshot !== null) this.forget();
    if (this.decoded !== null) {
      this.decoded = "";
      this.used = 0;
    }
    return first === "" ? rest : strConcat(first, rest);
  }

  readLine(limit: number): Str {
    this.checkClosed();
    this.writePending();
    const parts: Str[] = [];
    let total = 0;
    try {
      for (;;) {
        if (this.decoded === null || this.used >= strLength(this.decoded)) {
          let more = true;
          do more = this.readChunk(0);
          while (more && this.decoded === "");
          if (!more) {
            this.forget();
            break;
          }
        }
        const line = this.lineFrom(parts, limit < 0 ? -1 : limit - total);
        if (line) break;
        total += strLength(parts[parts.length - 1]);
        if (limit >= 0 && total >= limit) break;
      }
    } catch (caught) {
      if (toPyException(caught) === undefined) this.putBack(parts);
      throw caught;
    }
    return parts.length === 0 ? "" : parts.length === 1 ? parts[0] : strJoin("", parts);
  }

  /** Adds what belongs to the line to `parts`; whether its end was found. */
  private lineFrom(parts: Str[], limit: number): boolean {
    const text = this.decoded!;
    const last = parts.length > 0 ? parts[parts.length - 1] : "";
    const { ends } = this;
    // A line end of two characters may lie across two chunks.
    if (ends.newline === "\r\n" && !ends.universal && typeof last === "string" && last.endsWith("\r")) {
      if (strSlice(text, this.used, this.used + 1) === "\n" && limit !== 0) {
        parts.push(this.take(1));
        return true;
      }
    }
    const end = findLineEnd(text, this.used, ends);
    const size = (end < 0 ? strLength(text) : end) - this.used;
    if (limit >= 0 && size > limit) {
      parts.push(this.take(limit));
      return true;
    }
    parts.push(this.take(size));
    return end >= 0;
  }
}

function directBuffer(buffer: PyValue): PyBuffered | null {
  if (!(buffer instanceof PyBuffered)) return null;
  const { type } = buffer;
  return type === bufferedReaderType || type === bufferedWriterType || type === bufferedRandomType ? buffer : null;
}
