/** bzip2 compression, block by block, choosing codes as libbz2 does. */
import { BLOCK_MAGIC, crcTable, END_MAGIC, GROUP_SIZE } from "./crc.ts";
import { codeLengths, MAX_LENGTH } from "./huffman.ts";
import { sortRotations } from "./rotations.ts";

const LONGEST_RUN = 255;
/** The cost of a symbol outside a table's range at first. */
const GREAT_COST = 15;
const ITERATIONS = 4;

export class Bzip2Compressor {
  private readonly block: Uint8Array;
  private readonly blockLimit: number;
  private size = 0;
  private inUse = new Uint8Array(256);
  /** Blocks done so far; before the first one there is no output. */
  private blocks = 0;
  private blockCrc = -1;
  private streamCrc = 0;
  /** The run of equal bytes that the next byte may continue. */
  private runByte = 0;
  private runLength = 0;
  private output = new Uint8Array(4096);
  private outputSize = 0;
  private bits = 0;
  private bitCount = 0;

  constructor(level: number) {
    this.block = new Uint8Array(level * 100_000);
    this.blockLimit = level * 100_000 - 19;
    this.write(24, 0x425a68);
    this.write(8, 0x30 + level);
  }

  /** Takes data; gives the compressed bytes that are ready. */
  push(data: Uint8Array): Uint8Array {
    for (let i = 0; i < data.length; i++) {
      const byte = data[i];
      if (byte === this.runByte && this.runLength > 0 && this.runLength < LONGEST_RUN) {
        this.runLength++;
        continue;
      }
      if (this.size >= this.blockLimit) this.endBlock();
      this.endRun();
      this.runByte = byte;
      this.runLength = 1;
    }
    if (this.size >= this.blockLimit) this.endBlock();
    return this.blocks > 0 ? this.takeOutput() : new Uint8Array(0);
  }

  /** Ends the stream; gives what is left of it. */
  finish(): Uint8Array {
    this.endRun();
    if (this.size > 0) this.endBlock();
    this.write(24, END_MAGIC[0]);
    this.write(24, END_MAGIC[1]);
    this.write32(this.streamCrc);
    if (this.bitCount > 0) this.write(8 - this.bitCount, 0);
    return this.takeOutput();
  }

  private takeOutput(): Uint8Array {
    const taken = this.output.slice(0, this.outputSize);
    this.outputSize = 0;
    return taken;
  }

  private write(count: number, value: number): void {
    this.bits = (this.bits << count) | value;
    this.bitCount += count;
    while (this.bitCount >= 8) {
      this.bitCount -= 8;
      if (this.outputSize === this.output.length) {
        const grown = new Uint8Array(this.outputSize * 2);
        grown.set(this.output);
        this.output = grown;
      }
      this.output[this.outputSize++] = this.bits >>> this.bitCount;
      this.bits &= (1 << this.bitCount) - 1;
    }
  }

  private write32(value: number): void {
    this.write(16, value >>> 16);
    this.write(16, value & 0xffff);
  }

  /** Adds the pending run to the block: at most four bytes, and how many more there are. */
  private endRun(): void {
    const { runByte, runLength, block } = this;
    if (runLength === 0) return;
    const table = crcTable();
    let crc = this.blockCrc;
    for (let i = 0; i < runLength; i++) crc = (crc << 8) ^ table[(crc >>> 24) ^ runByte];
    this.blockCrc = crc;
    this.inUse[runByte] = 1;
    for (let i = 0; i < Math.min(runLength, 4); i++) block[this.size++] = runByte;
    if (runLength >= 4) {
      block[this.size++] = runLength - 4;
      this.inUse[runLength - 4] = 1;
    }
    this.runLength = 0;
  }

  private endBlock(): void {
    const crc = ~this.blockCrc;
    this.streamCrc = ((this.streamCrc << 1) | (this.streamCrc >>> 31)) ^ crc;
    const block = this.block.subarray(0, this.size);
    const order = sortRotations(block);
    this.write(24, BLOCK_MAGIC[0]);
    this.write(24, BLOCK_MAGIC[1]);
    this.write32(crc);
    this.write(1, 0);
    this.write(24, order.indexOf(0));
    const [symbols, alphabet] = this.toSymbols(block, order);
    this.writeSymbols(symbols, alphabet);
    this.blocks++;
    this.size = 0;
    this.inUse = new Uint8Array(256);
    this.blockCrc = -1;
  }

  /** Move to front, runs of the front in a binary code of two symbols (generateMTFValues). */
  private toSymbols(block: Uint8Array, order: Int32Array): [Uint16Array, number] {
    const toUsed = new Uint8Array(256);
    let used = 0;
    for (let i = 0; i < 256; i++) if (this.inUse[i] === 1) toUsed[i] = used++;
    const recent = Uint8Array.from({ length: used }, (_, i) => i);
    const symbols = new Uint16Array(block.length + 1);
    let count = 0;
    let run = 0;
    const endRun = (): void => {
      while (run > 0) {
        run--;
        symbols[count++] = run & 1;
        run >>= 1;
      }
    };
    for (let i = 0; i < order.length; i++) {
      const at = order[i];
      const value = toUsed[block[at === 0 ? block.length - 1 : at - 1]];
      if (recent[0] === value) {
        run++;
        continue;
      }
      if (run > 0) endRun();
      const place = recent.indexOf(value);
      recent.copyWithin(1, 0, place);
      recent[0] = value;
      symbols[count++] = place + 1;
    }
    endRun();
    symbols[count++] = used + 1;
    return [symbols.subarray(0, count), used + 2];
  }

  private writeSymbols(symbols: Uint16Array, alphabet: number): void {
    const { lengths, selectors } = chooseTables(symbols, alphabet);
    this.writeUsed();
    this.write(3, lengths.length);
    this.write(15, selectors.length);
    const recent = lengths.map((_, i) => i);
    for (const selector of selectors) {
      const place = recent.indexOf(selector);
      recent.splice(place, 1);
      recent.unshift(selector);
      for (let i = 0; i < place; i++) this.write(1, 1);
      this.write(1, 0);
    }
    for (const table of lengths) this.writeLengths(table);
    const codes = lengths.map(assignCodes);
    for (let i = 0; i < symbols.length; i++) {
      const table = selectors[(i / GROUP_SIZE) | 0];
      this.write(lengths[table][symbols[i]], codes[table][symbols[i]]);
    }
  }

  private writeUsed(): void {
    const { inUse } = this;
    const groups = Array.from({ length: 16 }, (_, i) => inUse.subarray(i * 16, i * 16 + 16));
    for (const group of groups) this.write(1, group.includes(1) ? 1 : 0);
    for (const group of groups) if (group.includes(1)) for (const used of group) this.write(1, used);
  }

  private writeLengths(lengths: Uint8Array): void {
    let current = lengths[0];
    this.write(5, current);
    for (const length of lengths) {
      for (; current < length; current++) this.write(2, 2);
      for (; current > length; current--) this.write(2, 3);
      this.write(1, 0);
    }
  }
}

interface Tables {
  readonly lengths: Uint8Array[];
  readonly selectors: number[];
}

/** Two to six tables that suit the groups of symbols, by improving on an even division (sendMTFValues). */
function chooseTables(symbols: Uint16Array, alphabet: number): Tables {
  const count = symbols.length;
  const tables = count < 200 ? 2 : count < 600 ? 3 : count < 1200 ? 4 : count < 2400 ? 5 : 6;
  const lengths = firstLengths(symbols, alphabet, tables);
  let selectors: number[] = [];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    selectors = [];
    const frequencies = lengths.map(() => new Int32Array(alphabet));
    for (let start = 0; start < count; start += GROUP_SIZE) {
      const group = symbols.subarray(start, Math.min(start + GROUP_SIZE, count));
      let best = 0;
      let bestCost = Number.POSITIVE_INFINITY;
      for (let t = 0; t < tables; t++) {
        const table = lengths[t];
        let cost = 0;
        for (let i = 0; i < group.length; i++) cost += table[group[i]];
        if (cost < bestCost) [best, bestCost] = [t, cost];
      }
      selectors.push(best);
      const chosen = frequencies[best];
      for (let i = 0; i < group.length; i++) chosen[group[i]]++;
    }
    for (let t = 0; t < tables; t++) lengths[t] = codeLengths(frequencies[t], MAX_LENGTH);
  }
  return { lengths, selectors };
}

/** Tables that divide the alphabet into ranges of about equal frequency. */
function firstLengths(symbols: Uint16Array, alphabet: number, tables: number): Uint8Array[] {
  const frequency = new Int32Array(alphabet);
  for (let i = 0; i < symbols.length; i++) frequency[symbols[i]]++;
  const lengths: Uint8Array[] = new Array(tables);
  let left = symbols.length;
  let start = 0;
  for (let part = tables; part > 0; part--) {
    const target = Math.floor(left / part);
    let end = start - 1;
    let sum = 0;
    while (sum < target && end < alphabet - 1) sum += frequency[++end];
    if (end > start && part !== tables && part !== 1 && (tables - part) % 2 === 1) sum -= frequency[end--];
    lengths[part - 1] = Uint8Array.from({ length: alphabet }, (_, v) => (v >= start && v <= end ? 0 : GREAT_COST));
    start = end + 1;
    left -= sum;
  }
  return lengths;
}

/** Canonical codes for code lengths. */
function assignCodes(lengths: Uint8Array): Int32Array {
  const codes = new Int32Array(lengths.length);
  let code = 0;
  for (let length = 1; length <= MAX_LENGTH; length++) {
    for (let i = 0; i < lengths.length; i++) if (lengths[i] === length) codes[i] = code++;
    code <<= 1;
  }
  return codes;
}
