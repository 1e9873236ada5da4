/**
 * BLAKE2b and BLAKE2s (RFC 7693) with all parameters of the tree mode.
 *
 * The package @noble/hashes does the work but knows sequential hashing only: the other parameters are put into its initial state
 * by XOR, and the very last block of a "last node", whose second finalization flag it lacks, is compressed here.
 */
import { _BLAKE2b, _BLAKE2s } from "@noble/hashes/blake2.js";
import { chargeFor } from "../interrupt.ts";
import type { Hasher } from "./hasher.ts";

export interface Blake2Params {
  digestSize: number;
  key: Uint8Array;
  salt: Uint8Array;
  person: Uint8Array;
  fanout: number;
  depth: number;
  leafSize: number;
  nodeOffset: bigint;
  nodeDepth: number;
  innerSize: number;
  lastNode: boolean;
}

/** What differs between the two functions. */
interface Variant {
  /** Bits of a word; a state has eight words. */
  readonly bits: 32 | 64;
  readonly rounds: number;
  readonly rotations: readonly [bigint, bigint, bigint, bigint];
  readonly saltSize: number;
  readonly blockSize: number;
}

export const BLAKE2B: Variant = {
  bits: 64,
  rounds: 12,
  rotations: [32n, 24n, 16n, 63n],
  saltSize: 16,
  blockSize: 128,
};
export const BLAKE2S: Variant = { bits: 32, rounds: 10, rotations: [16n, 12n, 8n, 7n], saltSize: 8, blockSize: 64 };

/** The members of the package's classes that this file works with; some are protected there. */
interface State {
  readonly buffer: Uint8Array;
  readonly pos: number;
  readonly length: number;
  get(): number[];
  set(...words: number[]): void;
  update(data: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): State;
}

export class Blake2Hasher implements Hasher {
  readonly digestSize: number;
  private readonly variant: Variant;
  private readonly state: State;
  private readonly lastNode: boolean;

  private constructor(variant: Variant, state: State, digestSize: number, lastNode: boolean) {
    this.variant = variant;
    this.state = state;
    this.digestSize = digestSize;
    this.lastNode = lastNode;
  }

  static create(variant: Variant, params: Blake2Params): Blake2Hasher {
    const options = {
      dkLen: params.digestSize,
      salt: padded(params.salt, variant.saltSize),
      personalization: padded(params.person, variant.saltSize),
      ...(params.key.length > 0 ? { key: params.key } : {}),
    };
    const made = variant.bits === 64 ? new _BLAKE2b(options) : new _BLAKE2s(options);
    const state = made as unknown as State;
    const words = state.get();
    const low = Number(params.nodeOffset & 0xffffffffn);
    const high = Number(params.nodeOffset >> 32n);
    const shape = (params.nodeDepth | (params.innerSize << 8)) >>> 0;
    words[0] ^= ((params.fanout ^ 1) << 16) | ((params.depth ^ 1) << 24);
    words[1] ^= params.leafSize;
    words[2] ^= low;
    if (variant.bits === 64) {
      words[3] ^= high;
      words[4] ^= shape;
    } else {
      words[3] ^= high | (shape << 16);
    }
    state.set(...words);
    return new Blake2Hasher(variant, state, params.digestSize, params.lastNode);
  }

  get blockSize(): number {
    return this.variant.blockSize;
  }

  update(data: Uint8Array): void {
    chargeFor(data.length);
    this.state.update(data);
  }

  digest(): Uint8Array {
    return this.lastNode ? this.lastNodeDigest() : this.state.clone().digest();
  }

  copy(): Blake2Hasher {
    return new Blake2Hasher(this.variant, this.state.clone(), this.digestSize, this.lastNode);
  }

  private lastNodeDigest(): Uint8Array {
    const { variant, state } = this;
    const block = new Uint8Array(variant.blockSize);
    block.set(state.buffer.subarray(0, state.pos));
    const words = toWords(Uint8Array.from(new Uint8Array(Uint32Array.from(state.get()).buffer)), variant.bits);
    const out = compressLast(variant, words, toWords(block, variant.bits), BigInt(state.length));
    return fromWords(out, variant.bits).slice(0, this.digestSize);
  }
}

function padded(data: Uint8Array, size: number): Uint8Array {
  const block = new Uint8Array(size);
  block.set(data);
  return block;
}

function toWords(data: Uint8Array, bits: number): bigint[] {
  const size = bits / 8;
  const words: bigint[] = [];
  for (let at = 0; at < data.length; at += size) {
    let word = 0n;
    for (let i = size - 1; i >= 0; i--) word = (word << 8n) | BigInt(data[at + i]);
    words.push(word);
  }
  return words;
}

function fromWords(words: readonly bigint[], bits: number): Uint8Array {
  const size = bits / 8;
  const data = new Uint8Array(words.length * size);
  words.forEach((word, k) => {
    for (let i = 0; i < size; i++) data[k * size + i] = Number((word >> BigInt(8 * i)) & 0xffn);
  });
  return data;
}

/** The first words of the fractional parts of the square roots of the first eight primes; BLAKE2s has their upper halves. */
const IV: readonly bigint[] = [
  0x6a09e667f3bcc908n,
  0xbb67ae8584caa73bn,
  0x3c6ef372fe94f82bn,
  0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n,
  0x9b05688c2b3e6c1fn,
  0x1f83d9abfb41bd6bn,
  0x5be0cd19137e2179n,
];

const SIGMA: readonly string[] = [
  "0123456789abcdef",
  "ea489fd61c02b753",
  "b8c052fdae367194",
  "7931dcbe265a40f8",
  "905724afe1bc683d",
  "2c6a0b834d75fe19",
  "c51fed4a0763928b",
  "db7ec13950f4862a",
  "6fe9b308c2d714a5",
  "a2847615fb9e3cd0",
];

/** Columns and diagonals of the state that the eight mixing steps of a round work on. */
const STEPS: readonly (readonly [number, number, number, number])[] = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
];

/** The compression function for the last block of a last node: both finalization flags are set. */
function compressLast(variant: Variant, state: readonly bigint[], block: readonly bigint[], length: bigint): bigint[] {
  const width = BigInt(variant.bits);
  const mask = (1n << width) - 1n;
  const iv = IV.map((word) => word >> (64n - width));
  const v = [...state, ...iv];
  v[12] ^= length & mask;
  v[13] ^= length >> width;
  v[14] ^= mask;
  v[15] ^= mask;
  const [r1, r2, r3, r4] = variant.rotations;
  const rotate = (x: bigint, by: bigint): bigint => ((x >> by) | (x << (width - by))) & mask;
  for (let round = 0; round < variant.rounds; round++) {
    const order = SIGMA[round % 10];
    STEPS.forEach(([a, b, c, d], i) => {
      const x = block[Number.parseInt(order[2 * i], 16)];
      const y = block[Number.parseInt(order[2 * i + 1], 16)];
      v[a] = (v[a] + v[b] + x) & mask;
      v[d] = rotate(v[d] ^ v[a], r1);
      v[c] = (v[c] + v[d]) & mask;
      v[b] = rotate(v[b] ^ v[c], r2);
      v[a] = (v[a] + v[b] + y) & mask;
      v[d] = rotate(v[d] ^ v[a], r3);
      v[c] = (v[c] + v[d]) & mask;
      v[b] = rotate(v[b] ^ v[c], r4);
    });
  }
  return state.map((word, i) => word ^ v[i] ^ v[i + 8]);
}
