/**
 * bzip2 decompression of data that arrive piece by piece.
 *
 * The parser is a generator that yields when it needs more input and when a block is ready; blocks are written out as far as the
 * caller has room. Where enough input lies ready, a whole group of symbols is decoded without looking for more.
 */
import { BLOCK_MAGIC, crcTable, END_MAGIC, GROUP_SIZE } from "./crc.ts";

/** What the parser waits for. */
type Wait = "input" | "room";

/** Longest code that a decompressor accepts. */
const LONGEST_CODE = 20;
/** Bytes that a group of symbols takes at most, and a few more. */
const GROUP_BYTES = ((GROUP_SIZE * LONGEST_CODE) >> 3) + 8;

export class Bzip2Error {}

interface CodeTable {
  /** For each length: the largest code of that length, or -1; and what to subtract from a code to get its index. */
  readonly limit: Int32Array;
  readonly base: Int32Array;
  readonly symbols: Uint16Array;
  readonly shortest: number;
}

export class Bzip2Decompressor {
  /** Whether the end of the stream has been read. */
  eof = false;
  private failed = false;
  private input: Uint8Array = new Uint8Array(0);
  private at = 0;
  private bits = 0;
  private bitCount = 0;
  private readonly parser = this.parse();
  // The block that is being written out: a chain through `next`, bytes in the lower eight bits of its entries.
  private next = new Uint32Array(0);
  private position = 0;
  private left = 0;
  private runByte = -1;
  private runLength = 0;
  private repeats = 0;
  private blockCrc = -1;

  /** Adds input; what was not used yet stays. */
  push(data: Uint8Array): void {
    const rest = this.input.length - this.at;
    if (rest === 0) {
      this.input = data;
    } else {
      const joined = new Uint8Array(rest + data.length);
      joined.set(this.input.subarray(this.at));
      joined.set(data, rest);
      this.input = joined;
    }
    this.at = 0;
  }

  /** Input that is left over. */
  rest(): Uint8Array {
    return this.input.slice(this.at);
  }

  /** Whether all input has been taken. */
  get isDry(): boolean {
    return this.at === this.input.length;
  }

  /** Decompresses at most `limit` bytes. Throws Bzip2Error for data that are no bzip2 stream. */
  read(limit: number): Uint8Array {
    if (this.failed) throw new Bzip2Error();
    const output = new GrowingBytes(limit);
    try {
      while (!this.eof) {
        if (this.left > 0 || this.repeats > 0) {
          this.emit(output);
          if (this.left > 0 || this.repeats > 0) break;
        }
        const { value, done } = this.parser.next();
        if (done) this.eof = true;
        else if (value === "input") break;
      }
    } catch (error) {
      this.failed = true;
      throw error;
    }
    this.input = this.isDry ? new Uint8Array(0) : this.input.slice(this.at);
    this.at = 0;
    return output.finish();
  }

  /** Writes out as much of the block as there is room for. */
  private emit(output: GrowingBytes): void {
    const table = crcTable();
    let crc = this.blockCrc;
    for (;;) {
      while (this.repeats > 0 && output.hasRoom()) {
        output.push(this.runByte);
        crc = (crc << 8) ^ table[(crc >>> 24) ^ this.runByte];
        this.repeats--;
      }
      if (this.left === 0 || !output.hasRoom()) break;
      this.position = this.next[this.position];
      const byte = this.position & 0xff;
      this.position >>>= 8;
      this.left--;
      if (this.runLength === 4) {
        this.repeats = byte;
        this.runLength = 0;
        continue;
      }
      if (byte === this.runByte && this.runLength > 0) this.runLength++;
      else this.runLength = 1;
      this.runByte = byte;
      output.push(byte);
      crc = (crc << 8) ^ table[(crc >>> 24) ^ byte];
    }
    this.blockCrc = crc;
  }

  /** So many bits, or -1 when the input does not have them yet. */
  private tryBits(count: number): number {
    while (this.bitCount < count) {
      if (this.at === this.input.length) return -1;
      this.bits = (this.bits << 8) | this.input[this.at++];
      this.bitCount += 8;
    }
    this.bitCount -= count;
    const value = (this.bits >>> this.bitCount) & ((1 << count) - 1);
    this.bits &= (1 << this.bitCount) - 1;
    return value;
  }

  private *need(count: number): Generator<Wait, number> {
    for (;;) {
      const value = this.tryBits(count);
      if (value >= 0) return value;
      yield "input";
    }
  }

  private *need32(): Generator<Wait, number> {
    const high = yield* this.need(16);
    return (high << 16) | (yield* this.need(16));
  }

  private *parse(): Generator<Wait, void> {
    for (const byte of [0x42, 0x5a, 0x68]) if ((yield* this.need(8)) !== byte) throw new Bzip2Error();
    const level = (yield* this.need(8)) - 0x30;
    if (level < 1 || level > 9) throw new Bzip2Error();
    let streamCrc = 0;
    for (;;) {
      const magic = [0, 0];
      for (let i = 0; i < 6; i++) {
        const byte = yield* this.need(8);
        magic[i < 3 ? 0 : 1] = (magic[i < 3 ? 0 : 1] << 8) | byte;
        const shift = i < 3 ? 16 - 8 * i : 40 - 8 * i;
        const half = i < 3 ? 0 : 1;
        const value = magic[half];
        if (value !== BLOCK_MAGIC[half] >> shift && value !== END_MAGIC[half] >> shift) throw new Bzip2Error();
      }
      if (magic[0] === END_MAGIC[0]) {
        if (magic[1] !== END_MAGIC[1]) throw new Bzip2Error();
        break;
      }
      if (magic[1] !== BLOCK_MAGIC[1]) throw new Bzip2Error();
      const crc = yield* this.need32();
      yield* this.parseBlock(level * 100_000);
      this.blockCrc = -1;
      yield "room";
      if (~this.blockCrc !== crc) throw new Bzip2Error();
      streamCrc = ((streamCrc << 1) | (streamCrc >>> 31)) ^ crc;
    }
    if ((yield* this.need32()) !== streamCrc) throw new Bzip2Error();
    // What remains of the last byte is padding; a whole byte that was read ahead does not exist.
    this.bitCount = 0;
  }

  private *parseBlock(limit: number): Generator<Wait, void> {
    const randomised = yield* this.need(1);
    const origin = yield* this.need(24);
    if (randomised !== 0 || origin > 10 + limit) throw new Bzip2Error();
    const used: number[] = [];
    const groups = yield* this.need(16);
    for (let i = 0; i < 16; i++) {
      if (((groups >> (15 - i)) & 1) === 0) continue;
      const members = yield* this.need(16);
      for (let j = 0; j < 16; j++) if ((members >> (15 - j)) & 1) used.push(i * 16 + j);
    }
    if (used.length === 0) throw new Bzip2Error();
    const alphabet = used.length + 2;
    const tableCount = yield* this.need(3);
    const selectorCount = yield* this.need(15);
    if (tableCount < 2 || tableCount > 6 || selectorCount < 1) throw new Bzip2Error();
    const recent = Array.from({ length: tableCount }, (_, i) => i);
    const selectors: number[] = [];
    for (let i = 0; i < selectorCount; i++) {
      let place = 0;
      while ((yield* this.need(1)) === 1) if (++place >= tableCount) throw new Bzip2Error();
      const [selector] = recent.splice(place, 1);
      recent.unshift(selector);
      selectors.push(selector);
    }
    const tables: CodeTable[] = [];
    for (let i = 0; i < tableCount; i++) tables.push(makeTable(yield* this.parseLengths(alphabet)));
    const block = new BlockBuilder(Uint8Array.from(used), limit);
    let ended = false;
    for (let i = 0; !ended; i++) {
      if (i >= selectors.length) throw new Bzip2Error();
      const table = tables[selectors[i]];
      if (this.input.length - this.at >= GROUP_BYTES) ended = this.decodeGroup(table, block);
      else ended = yield* this.decodeSlowly(table, block);
    }
    this.startBlock(block, origin);
  }

  private *parseLengths(alphabet: number): Generator<Wait, Uint8Array> {
    const lengths = new Uint8Array(alphabet);
    let current = yield* this.need(5);
    for (let i = 0; i < alphabet; i++) {
      for (;;) {
        if (current < 1 || current > LONGEST_CODE) throw new Bzip2Error();
        if ((yield* this.need(1)) === 0) break;
        current += (yield* this.need(1)) === 0 ? 1 : -1;
      }
      lengths[i] = current;
    }
    return lengths;
  }

  /** A group of symbols whose input lies ready; true at the end of the block. */
  private decodeGroup(table: CodeTable, block: BlockBuilder): boolean {
    const { limit, base, symbols, shortest } = table;
    for (let i = 0; i < GROUP_SIZE; i++) {
      let length = shortest;
      let code = this.tryBits(length);
      while (code > limit[length]) {
        if (++length > LONGEST_CODE) throw new Bzip2Error();
        code = (code << 1) | this.tryBits(1);
      }
      const index = code - base[length];
      if (index < 0 || index >= symbols.length) throw new Bzip2Error();
      if (block.add(symbols[index])) return true;
    }
    return false;
  }

  private *decodeSlowly(table: CodeTable, block: BlockBuilder): Generator<Wait, boolean> {
    const { limit, base, symbols, shortest } = table;
    for (let i = 0; i < GROUP_SIZE; i++) {
      let length = shortest;
      let code = yield* this.need(length);
      while (code > limit[length]) {
        if (++length > LONGEST_CODE) throw new Bzip2Error();
        code = (code << 1) | (yield* this.need(1));
      }
      const index = code - base[length];
      if (index < 0 || index >= symbols.length) throw new Bzip2Error();
      if (block.add(symbols[index])) return true;
    }
    return false;
  }

  /** Undoes the Burrows-Wheeler transform: links each byte of the block to its successor. */
  private startBlock(block: BlockBuilder, origin: number): void {
    const { data, size } = block;
    if (origin >= size) throw new Bzip2Error();
    const starts = new Int32Array(256);
    for (let i = 0; i < size; i++) starts[data[i]]++;
    for (let i = 0, sum = 0; i < 256; i++) {
      const count = starts[i];
      starts[i] = sum;
      sum += count;
    }
    const next = new Uint32Array(size);
    for (let i = 0; i < size; i++) next[starts[data[i]]++] = i << 8;
    for (let i = 0; i < size; i++) next[i] |= data[next[i] >>> 8];
    this.next = next;
    this.position = origin;
    this.left = size;
    this.runByte = -1;
    this.runLength = 0;
    this.repeats = 0;
  }
}

/** Bytes of a block from its symbols: runs of the front, and moves to the front. */
class BlockBuilder {
  readonly data: Uint8Array;
  size = 0;
  private readonly recent: Uint8Array;
  private run = 0;
  private runBit = 1;
  private readonly endSymbol: number;

  constructor(used: Uint8Array, limit: number) {
    this.recent = used;
    this.endSymbol = used.length + 1;
    this.data = new Uint8Array(limit);
  }

  /** Adds a symbol; true when it is the end of the block. */
  add(symbol: number): boolean {
    if (symbol <= 1) {
      if (this.runBit > 2 * 1024 * 1024) throw new Bzip2Error();
      this.run += this.runBit << symbol;
      this.runBit <<= 1;
      return false;
    }
    if (this.run > 0) this.endRun();
    if (symbol === this.endSymbol) return true;
    if (this.size >= this.data.length) throw new Bzip2Error();
    const { recent } = this;
    const place = symbol - 1;
    const byte = recent[place];
    if (place < 16) for (let i = place; i > 0; i--) recent[i] = recent[i - 1];
    else recent.copyWithin(1, 0, place);
    recent[0] = byte;
    this.data[this.size++] = byte;
    return false;
  }

  private endRun(): void {
    if (this.size + this.run > this.data.length) throw new Bzip2Error();
    this.data.fill(this.recent[0], this.size, this.size + this.run);
    this.size += this.run;
    this.run = 0;
    this.runBit = 1;
  }
}

/** Canonical codes for decoding by length. */
function makeTable(lengths: Uint8Array): CodeTable {
  const limit = new Int32Array(LONGEST_CODE + 2).fill(-1);
  const base = new Int32Array(LONGEST_CODE + 2);
  const symbols = new Uint16Array(lengths.length);
  let shortest = LONGEST_CODE;
  let code = 0;
  let index = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    base[length] = code - index;
    for (let i = 0; i < lengths.length; i++) {
      if (lengths[i] !== length) continue;
      shortest = Math.min(shortest, length);
      symbols[index++] = i;
      code++;
    }
    limit[length] = code - 1;
    code <<= 1;
  }
  return { limit, base, symbols, shortest };
}

/** Bytes that grow up to a limit. */
class GrowingBytes {
  private data: Uint8Array;
  private size = 0;
  private readonly limit: number;
  constructor(limit: number) {
    this.limit = limit;
    this.data = new Uint8Array(Math.min(limit, 32 * 1024));
  }
  hasRoom(): boolean {
    return this.size < this.limit;
  }
  push(byte: number): void {
    if (this.size === this.data.length) {
      const grown = new Uint8Array(Math.min(this.limit, Math.max(this.size * 2, 1024)));
      grown.set(this.data);
      this.data = grown;
    }
    this.data[this.size++] = byte;
  }
  finish(): Uint8Array {
    return this.data.slice(0, this.size);
  }
}
