/** The Mersenne Twister MT19937, as CPython's `_random` uses it. Behaviour: Modules/_randommodule.c. */
import { valueError } from "./error.ts";
import { type Int, intAbs, normInt } from "./int.ts";

const N = 624;
const M = 397;

export class MersenneTwister {
  private readonly state = new Uint32Array(N);
  private index = N + 1;

  /** Seeds from one 32-bit number. */
  private initGenrand(seed: number): void {
    const mt = this.state;
    mt[0] = seed;
    for (let i = 1; i < N; i++) mt[i] = Math.imul(1812433253, mt[i - 1] ^ (mt[i - 1] >>> 30)) + i;
    this.index = N;
  }

  /** Seeds from 32-bit numbers, at least one. */
  initByArray(key: ArrayLike<number>): void {
    this.initGenrand(19650218);
    const mt = this.state;
    let i = 1;
    let j = 0;
    for (let k = Math.max(N, key.length); k > 0; k--) {
      mt[i] = (mt[i] ^ Math.imul(mt[i - 1] ^ (mt[i - 1] >>> 30), 1664525)) + key[j] + j;
      if (++i >= N) {
        mt[0] = mt[N - 1];
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      mt[i] = (mt[i] ^ Math.imul(mt[i - 1] ^ (mt[i - 1] >>> 30), 1566083941)) - i;
      if (++i >= N) {
        mt[0] = mt[N - 1];
        i = 1;
      }
    }
    mt[0] = 0x80000000;
  }

  /** Seeds from the magnitude of an int of any size. */
  seed(value: Int): void {
    const key: number[] = [];
    let rest = BigInt(intAbs(value));
    do {
      key.push(Number(BigInt.asUintN(32, rest)));
      rest >>= 32n;
    } while (rest > 0n);
    this.initByArray(key);
  }

  /** The next 32 random bits. */
  nextUint32(): number {
    const mt = this.state;
    if (this.index >= N) this.refill(mt);
    let y = mt[this.index++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  private refill(mt: Uint32Array): void {
    let k = 0;
    for (; k < N - M; k++) mt[k] = mt[k + M] ^ twist(mt[k], mt[k + 1]);
    for (; k < N - 1; k++) mt[k] = mt[k + M - N] ^ twist(mt[k], mt[k + 1]);
    mt[N - 1] = mt[M - 1] ^ twist(mt[N - 1], mt[0]);
    this.index = 0;
  }

  /** A double in [0, 1) with 53 random bits. */
  random(): number {
    const a = this.nextUint32() >>> 5;
    const b = this.nextUint32() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }

  /** An int with `count` random bits. */
  getrandbits(count: number): Int {
    if (count < 0) throw valueError("number of bits must be non-negative");
    if (count === 0) return 0;
    if (count <= 32) return this.nextUint32() >>> (32 - count);
    if (count <= 53) {
      const low = this.nextUint32();
      return (this.nextUint32() >>> (64 - count)) * 4294967296 + low;
    }
    if (count <= 64) {
      const low = this.nextUint32();
      return normInt((BigInt(this.nextUint32() >>> (64 - count)) << 32n) | BigInt(low));
    }
    let text = "";
    for (let left = count; left > 0; left -= 32) {
      const word = this.nextUint32() >>> (left < 32 ? 32 - left : 0);
      text = word.toString(16).padStart(8, "0") + text;
    }
    return normInt(BigInt(`0x${text}`));
  }

  /** The 624 words of state and the index into them. */
  getState(): number[] {
    return [...this.state, this.index];
  }

  setState(words: ArrayLike<number>): void {
    if (words.length !== N + 1) throw valueError("state vector is the wrong size");
    const index = words[N];
    if (index < 0 || index > N) throw valueError("invalid state");
    for (let i = 0; i < N; i++) this.state[i] = words[i];
    this.index = index;
  }
}

function twist(u: number, v: number): number {
  return (((u & 0x80000000) | (v & 0x7fffffff)) >>> 1) ^ (v & 1 ? 0x9908b0df : 0);
}
