/**
 * What zlib's compressors and decompressors share: output that grows in blocks, the module's exception, copies of a stream.
 *
 * The algorithms are the package pako, a port of zlib that keeps its low-level interface. `legacyHash` makes it write zlib's own bytes.
 */
import {
  Z_BUF_ERROR,
  Z_DATA_ERROR,
  Z_OK,
  Z_STREAM_ERROR,
  ZStream,
  zlibInflateInit2,
  zlibInflateSetDictionary,
} from "pako";
import { charge } from "../../kernel/interrupt.ts";
import { bytesOf } from "../../objects/bytes/bytes-like.ts";
import { defineType } from "../../objects/declare.ts";
import { newException, valueError } from "../../objects/errors.ts";
import type { PyBaseException } from "../../objects/exceptions/base.ts";
import { PyExc_Exception } from "../../objects/exceptions/types.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";

export const DEF_BUF_SIZE = 16 * 1024;
export const MAX_WBITS = 15;

const FIRST_BLOCK = 32 * 1024;
const LARGEST_BLOCK = 4 * 1024 * 1024;
export const NOTHING = new Uint8Array(0);

export const errorType: PyType = defineType({
  name: "zlib.error",
  doc: null,
  flags: ["basetype", "dict", "heaptype"],
  base: () => PyExc_Exception,
});

export function zlibException(message: string): PyBaseException {
  return newException(errorType, message);
}

/** zlib_error: the exception for a status, in zlib's words where it has some. */
export function zlibError(stream: ZStream, status: number, what: string): PyBaseException {
  const text = stream.msg || statusText(status);
  return zlibException(text === "" ? `Error ${status} ${what}` : `Error ${status} ${what}: ${text}`);
}

function statusText(status: number): string {
  if (status === Z_BUF_ERROR) return "incomplete or truncated stream";
  if (status === Z_STREAM_ERROR) return "inconsistent stream state";
  return status === Z_DATA_ERROR ? "invalid input data" : "";
}

/** Gives a stream its input. */
export function setInput(stream: ZStream, data: Uint8Array): void {
  charge(data.length >> 2);
  stream.input = data;
  stream.next_in = 0;
  stream.avail_in = data.length;
}

/** What of the input the stream has not taken. */
export function restOfInput(stream: ZStream): Uint8Array {
  return stream.input.slice(stream.next_in);
}

/** The blocks a stream writes into, at most `limit` bytes altogether. */
export class Output {
  private readonly blocks: Uint8Array[] = [];
  private size = 0;
  private readonly limit: number;
  private readonly stream: ZStream;

  constructor(stream: ZStream, first = FIRST_BLOCK, limit = Number.POSITIVE_INFINITY) {
    this.stream = stream;
    this.limit = limit;
    this.addBlock(first);
  }

  /** Bytes written so far. */
  get length(): number {
    return this.size - this.stream.avail_out;
  }

  /** Makes room when there is none; false when the limit is reached. */
  grow(): boolean {
    if (this.stream.avail_out > 0) return true;
    if (this.size >= this.limit) return false;
    this.addBlock(this.size);
    return true;
  }

  private addBlock(wanted: number): void {
    const block = new Uint8Array(Math.min(Math.max(wanted, 1), LARGEST_BLOCK, this.limit - this.size));
    this.blocks.push(block);
    this.size += block.length;
    this.stream.output = block;
    this.stream.next_out = 0;
    this.stream.avail_out = block.length;
  }

  finish(): Uint8Array {
    const { length, blocks } = this;
    this.stream.output = new Uint8Array(0);
    if (blocks.length === 1) return blocks[0].slice(0, length);
    const data = new Uint8Array(length);
    let at = 0;
    for (const block of blocks) {
      const part = at + block.length > length ? block.subarray(0, length - at) : block;
      data.set(part, at);
      at += part.length;
    }
    return data;
  }
}

/** inflateInit2 as the two kinds of decompressor objects do it; a raw stream gets its dictionary at once. */
export function newInflater(wbits: number, zdict: PyValue | undefined): ZStream {
  const stream = new ZStream();
  const status = zlibInflateInit2(stream, wbits);
  if (status === Z_STREAM_ERROR) throw valueError("Invalid initialization option");
  if (status !== Z_OK) throw zlibError(stream, status, "while creating decompression object");
  if (zdict !== undefined && wbits < 0) setDictionary(stream, zdict);
  return stream;
}

export function setDictionary(stream: ZStream, zdict: PyValue): void {
  const status = zlibInflateSetDictionary(stream, bytesOf(zdict));
  if (status !== Z_OK) throw zlibError(stream, status, "while setting zdict");
}

/** deflateCopy, inflateCopy: the state without its input and output. */
export function copyStream(stream: ZStream): ZStream {
  if (stream.state === null) throw valueError("Inconsistent stream state");
  stream.input = NOTHING;
  stream.output = new Uint8Array(0);
  return deepCopy(stream, new Map()) as ZStream;
}

/** Copies plain data; what was one object or one buffer stays one in the copy. */
function deepCopy(value: unknown, done: Map<object, object>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = done.get(value);
  if (known !== undefined) return known;
  if (ArrayBuffer.isView(value)) {
    const view = value as Uint8Array;
    const Kind = view.constructor as new (buffer: ArrayBufferLike, offset: number, length: number) => Uint8Array;
    const copy = new Kind(deepCopy(view.buffer, done) as ArrayBuffer, view.byteOffset, view.length);
    done.set(value, copy);
    return copy;
  }
  if (value instanceof ArrayBuffer) {
    const copy = value.slice(0);
    done.set(value, copy);
    return copy;
  }
  const copy = (Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value))) as Record<string, unknown>;
  done.set(value, copy);
  for (const key of Object.keys(value)) copy[key] = deepCopy((value as Record<string, unknown>)[key], done);
  return copy;
}
