/**
 * Python's hashes, those of a 64-bit build, computed on pairs of 32-bit halves.
 *
 * A 64-bit hash rarely is a safe integer, so making it an `Int` often makes a bigint. Hash tables do not want that: they
 * call the `…32` functions, which fold the same 64 bits into an int32. `fold32(hashX(v)) === hashX32(v)` always holds.
 * A hash is never -1. Behaviour: CPython Python/pyhash.c, Objects/tupleobject.c (tuple_hash), setobject.c
 * (frozenset_hash), complexobject.c (complex_hash), longobject.c (long_hash).
 */
import { decompose } from "./float.ts";
import { hashKey, known } from "./hash-key.ts";
import { type Int, normInt } from "./int.ts";
import { chargeFor } from "./interrupt.ts";
import { LONGEST_KNOWN } from "./known-hashes.ts";
import { SPREAD } from "./spread.ts";
import type { Str } from "./str.ts";

const TWO32 = 4294967296;
const HASH_MODULUS = (1n << 61n) - 1n;

/** The halves of the last 64-bit result: both int32. */
let high = 0;
let low = 0;

/** `splitHash` and `finish` leave a hash's halves in `hashHigh` and `hashLow`; to be read at once. */
export { high as hashHigh, load as splitHash, low as hashLow };

/** The Int whose two's complement halves are given. */
function toInt(h: number, l: number): Int {
  if (h >= -0x200000 && h < 0x200000) {
    const value = h * TWO32 + (l >>> 0);
    return value === -9007199254740992 ? -9007199254740992n : value;
  }
  halves[0] = l;
  halves[1] = h;
  return whole[0];
}

/** A 64-bit word and its halves: the cheapest way between bigints and numbers. */
const halves = new Int32Array(2);
const whole = new BigInt64Array(halves.buffer);

/** Any hash as an int32 for hash tables; small non-negative ints stay themselves. */
function fold(h: number, l: number): number {
  return l ^ Math.imul(h, SPREAD);
}

/** Splits an Int (taken modulo 2**64) into `high` and `low`. */
function load(hash: Int): void {
  if (typeof hash === "number") {
    low = hash | 0;
    high = low === hash ? low >> 31 : Math.floor(hash / TWO32) | 0;
  } else {
    whole[0] = hash;
    high = halves[1];
    low = halves[0];
  }
}

/** The int32 of an Int hash, as all the `…32` functions give it. */
export function fold32(hash: Int): number {
  if (typeof hash === "number" && hash === (hash | 0)) return hash >= 0 ? hash : fold(-1, hash);
  load(hash);
  return fold(high, low);
}

/** Sets high:low to a * b modulo 2**64. */
function multiply(ah: number, al: number, bh: number, bl: number): void {
  const a0 = al & 0xffff;
  const a1 = al >>> 16;
  const b0 = bl & 0xffff;
  const b1 = bl >>> 16;
  const p01 = a0 * b1;
  const p10 = a1 * b0;
  const middle = ((a0 * b0) >>> 16) + (p01 & 0xffff) + (p10 & 0xffff);
  high = (a1 * b1 + (p01 >>> 16) + (p10 >>> 16) + (middle >>> 16) + Math.imul(ah, bl) + Math.imul(al, bh)) | 0;
  low = Math.imul(al, bl);
}

/** Sets high:low to the sum modulo 2**64. */
function add(ah: number, al: number, bh: number, bl: number): void {
  const sum = (al >>> 0) + (bl >>> 0);
  low = sum | 0;
  high = (ah + bh + (sum >= TWO32 ? 1 : 0)) | 0;
}

// ---- numbers -------------------------------------------------------------------------------------------------------

/** hash(int). */
export function hashInt(value: Int): Int {
  if (typeof value === "number") return value === -1 ? -2 : value;
  const rest = normInt(value % HASH_MODULUS);
  return rest === -1 ? -2 : rest;
}

export function hashInt32(value: Int): number {
  return fold32(hashInt(value));
}

/** hash(float); a NaN hashes by identity in Python, so the caller must not ask. */
export function hashFloat(value: number): Int {
  if (Number.isSafeInteger(value)) return value === -1 ? -2 : value + 0;
  doubleHash(value);
  return toInt(high, low);
}

export function hashFloat32(value: number): number {
  if (value === (value | 0) && value !== -1) return value >= 0 ? value | 0 : fold(-1, value);
  doubleHash(value);
  return fold(high, low);
}

/** The value modulo the prime 2**61 - 1: a mantissa rotated by its exponent modulo 61. */
function doubleHash(value: number): void {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    load(value > 0 ? 314159 : -314159);
    return;
  }
  const { mantissa, exponent } = decompose(value);
  let shift = exponent % 61;
  if (shift < 0) shift += 61;
  // Rotate the 61-bit number top:bottom (29 + 32 bits) left by `shift`.
  let top = Math.floor(mantissa / TWO32);
  let bottom = mantissa >>> 0;
  if (shift >= 32) {
    // By 32: the low 32 bits move up by 32, of which the upper 3 wrap around to the bottom.
    const t = bottom & 0x1fffffff;
    bottom = ((top << 3) | (bottom >>> 29)) >>> 0;
    top = t;
    shift -= 32;
  }
  if (shift > 0) {
    const wide = top * TWO32 + bottom;
    // The bits that wrap around: the upper `shift` of the 61.
    const wrapped = shift <= 29 ? top >>> (29 - shift) : Math.floor(wide / 2 ** (61 - shift));
    const newTop = (shift >= 32 ? 0 : (top << shift) | (bottom >>> (32 - shift))) & 0x1fffffff;
    bottom = ((bottom << shift) | wrapped) >>> 0;
    top = newTop;
  }
  // 2**61 - 1 itself is zero.
  if (top === 0x1fffffff && bottom === 0xffffffff) top = bottom = 0;
  high = top;
  low = bottom | 0;
  if (value < 0) {
    low = -low | 0;
    high = ~high + (low === 0 ? 1 : 0);
    if (high === -1 && low === -1) low = -2;
  }
}

/** hash(complex). */
export function hashComplex(re: number, im: number): Int {
  complexHash(re, im);
  return toInt(high, low);
}

export function hashComplex32(re: number, im: number): number {
  complexHash(re, im);
  return fold(high, low);
}

function complexHash(re: number, im: number): void {
  load(hashFloat(im));
  multiply(high, low, 0, 1000003);
  const h = high;
  const l = low;
  load(hashFloat(re));
  add(high, low, h, l);
  if (high === -1 && low === -1) low = -2;
}

// ---- text and bytes: SipHash-1-3 -----------------------------------------------------------------------------------

// The running state; module variables so that a round needs no array accesses.
let v0h = 0;
let v0l = 0;
let v1h = 0;
let v1l = 0;
let v2h = 0;
let v2l = 0;
let v3h = 0;
let v3l = 0;

function begin(): void {
  v0h = hashKey[0];
  v0l = hashKey[1];
  v1h = hashKey[2];
  v1l = hashKey[3];
  v2h = hashKey[4];
  v2l = hashKey[5];
  v3h = hashKey[6];
  v3l = hashKey[7];
}

function round(): void {
  let t: number;
  let sum = (v0l >>> 0) + (v1l >>> 0);
  v0h = (v0h + v1h + (sum >= TWO32 ? 1 : 0)) | 0;
  v0l = sum | 0;
  t = (v1h << 13) | (v1l >>> 19);
  v1l = ((v1l << 13) | (v1h >>> 19)) ^ v0l;
  v1h = t ^ v0h;
  t = v0h;
  v0h = v0l;
  v0l = t;
  sum = (v2l >>> 0) + (v3l >>> 0);
  v2h = (v2h + v3h + (sum >= TWO32 ? 1 : 0)) | 0;
  v2l = sum | 0;
  t = (v3h << 16) | (v3l >>> 16);
  v3l = ((v3l << 16) | (v3h >>> 16)) ^ v2l;
  v3h = t ^ v2h;
  sum = (v0l >>> 0) + (v3l >>> 0);
  v0h = (v0h + v3h + (sum >= TWO32 ? 1 : 0)) | 0;
  v0l = sum | 0;
  t = (v3h << 21) | (v3l >>> 11);
  v3l = ((v3l << 21) | (v3h >>> 11)) ^ v0l;
  v3h = t ^ v0h;
  sum = (v2l >>> 0) + (v1l >>> 0);
  v2h = (v2h + v1h + (sum >= TWO32 ? 1 : 0)) | 0;
  v2l = sum | 0;
  t = (v1h << 17) | (v1l >>> 15);
  v1l = ((v1l << 17) | (v1h >>> 15)) ^ v2l;
  v1h = t ^ v2h;
  t = v2h;
  v2h = v2l;
  v2l = t;
}

/** Mixes in eight bytes. */
function block(h: number, l: number): void {
  v3h ^= h;
  v3l ^= l;
  round();
  v0h ^= h;
  v0l ^= l;
}

/** Mixes in the last bytes (fewer than eight, in h:l) and the length, and leaves the hash in high:low. */
function finish(h: number, l: number, bytes: number): void {
  chargeFor(bytes);
  block(h | (bytes << 24), l);
  v2l ^= 0xff;
  round();
  round();
  round();
  high = v0h ^ v1h ^ v2h ^ v3h;
  low = v0l ^ v1l ^ v2l ^ v3l;
  if (high === -1 && low === -1) low = -2;
}

function bytesHash(data: Uint8Array): void {
  const n = data.length;
  if (n === 0) {
    high = low = 0;
    return;
  }
  begin();
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    block(
      data[i + 4] | (data[i + 5] << 8) | (data[i + 6] << 16) | (data[i + 7] << 24),
      data[i] | (data[i + 1] << 8) | (data[i + 2] << 16) | (data[i + 3] << 24),
    );
  }
  let h = 0;
  let l = 0;
  for (let k = n - 1; k >= i; k--) {
    h = (h << 8) | (l >>> 24);
    l = (l << 8) | data[k];
  }
  finish(h, l, n);
}

/** Leaves the hash of a text in high:low. */
function strHash(text: Str): void {
  if (typeof text !== "string") wideHash(text.codes);
  else if (text.length === 0) high = low = 0;
  else if (text.length > LONGEST_KNOWN) textHash(text);
  else {
    const at = known.placeOf(text);
    if (known.texts[at] === text) {
      high = known.highs[at];
      low = known.lows[at];
    } else {
      textHash(text);
      known.keep(at, text, high, low);
    }
  }
}

/** Text is hashed as CPython stores it: one, two or four bytes for each code point, by the largest. */
function textHash(text: string): void {
  const n = text.length;
  begin();
  let i = 0;
  let all = 0;
  for (; i + 8 <= n; i += 8) {
    const c0 = text.charCodeAt(i);
    const c1 = text.charCodeAt(i + 1);
    const c2 = text.charCodeAt(i + 2);
    const c3 = text.charCodeAt(i + 3);
    const c4 = text.charCodeAt(i + 4);
    const c5 = text.charCodeAt(i + 5);
    const c6 = text.charCodeAt(i + 6);
    const c7 = text.charCodeAt(i + 7);
    all |= c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7;
    if (all > 255) break;
    block(c4 | (c5 << 8) | (c6 << 16) | (c7 << 24), c0 | (c1 << 8) | (c2 << 16) | (c3 << 24));
  }
  let h = 0;
  let l = 0;
  if (all <= 255) {
    for (let k = n - 1; k >= i; k--) {
      const code = text.charCodeAt(k);
      all |= code;
      h = (h << 8) | (l >>> 24);
      l = (l << 8) | code;
    }
  }
  if (all > 255) ucs2Hash(text);
  else finish(h, l, n);
}

function ucs2Hash(text: string): void {
  const n = text.length;
  begin();
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    block(text.charCodeAt(i + 2) | (text.charCodeAt(i + 3) << 16), text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16));
  }
  const left = n - i;
  const l = left > 0 ? text.charCodeAt(i) | (left > 1 ? text.charCodeAt(i + 1) << 16 : 0) : 0;
  finish(left > 2 ? text.charCodeAt(i + 2) : 0, l, n * 2);
}

/** A wide string without any code point above U+FFFF (surrogates side by side) still takes two bytes each. */
function wideHash(codes: Uint32Array): void {
  let all = 0;
  for (let i = 0; i < codes.length; i++) all |= codes[i];
  if (all <= 0xffff) {
    const units = new Uint8Array(codes.length * 2);
    for (let i = 0; i < codes.length; i++) {
      units[i * 2] = codes[i];
      units[i * 2 + 1] = codes[i] >> 8;
    }
    bytesHash(units);
    return;
  }
  const n = codes.length;
  begin();
  for (let i = 0; i + 2 <= n; i += 2) block(codes[i + 1], codes[i]);
  finish(0, n & 1 ? codes[n - 1] : 0, n * 4);
}

/** hash(str). */
export function hashStr(text: Str): Int {
  strHash(text);
  return toInt(high, low);
}

export function hashStr32(text: Str): number {
  strHash(text);
  return fold(high, low);
}

/** hash(bytes). */
export function hashBytes(data: Uint8Array): Int {
  bytesHash(data);
  return toInt(high, low);
}

export function hashBytes32(data: Uint8Array): number {
  bytesHash(data);
  return fold(high, low);
}

// ---- containers ----------------------------------------------------------------------------------------------------

/** hash(tuple) in progress: `add` each element's hash in order, then ask for the result. */
export class TupleHash {
  private high = 0x27d4eb2f;
  private low = 0x165667c5;
  /** An element's hash took running code: the tuple should remember its own. */
  costly = false;

  add(hash: Int): void {
    load(hash);
    this.mix();
  }

  /** Adds the hash of a str. */
  addStr(text: Str): void {
    strHash(text);
    this.mix();
  }

  /** Adds the hash of a float that is no NaN. */
  addFloat(value: number): void {
    if (Number.isSafeInteger(value)) load(value === -1 ? -2 : value);
    else doubleHash(value);
    this.mix();
  }

  /** Adds the hash of a tuple of `length` items that was hashed apart. */
  addTuple(inner: TupleHash, length: number): void {
    if (inner.costly) this.costly = true;
    inner.finish(length);
    this.mix();
  }

  /** Takes in the element whose hash is in high:low. */
  private mix(): void {
    multiply(high, low, 0xc2b2ae3d, 0x27d4eb4f);
    add(high, low, this.high, this.low);
    const h = (high << 31) | (low >>> 1);
    const l = (low << 31) | (high >>> 1);
    multiply(h, l, 0x9e3779b1, 0x85ebca87);
    this.high = high;
    this.low = low;
  }

  /** Leaves the hash of the tuple in the halves. */
  finish(length: number): void {
    // length ^ (the fifth prime ^ 3527539)
    add(this.high, this.low, 0x27d4eb2f, 0x165667c5 ^ 3527539 ^ length);
    if (high === -1 && low === -1) load(1546275796);
  }

  result(length: number): Int {
    this.finish(length);
    return toInt(high, low);
  }

  result32(length: number): number {
    this.finish(length);
    return fold(high, low);
  }
}

/** hash(frozenset) in progress: `add` each element's hash in any order. */
export class FrozensetHash {
  private high = 0;
  private low = 0;

  add(hash: Int): void {
    load(hash);
    const h = high ^ ((high << 16) | (low >>> 16));
    const l = low ^ 89869747 ^ (low << 16);
    multiply(h, l, 0, 3644798167);
    this.high ^= high;
    this.low ^= low;
  }

  private finish(size: number): void {
    multiply(0, size + 1, 0, 1927868237);
    let h = this.high ^ high;
    let l = this.low ^ low;
    const l11 = (l >>> 11) | (h << 21);
    const l25 = (l >>> 25) | (h << 7);
    l ^= l11 ^ l25;
    h ^= (h >>> 11) ^ (h >>> 25);
    multiply(h, l, 0, 69069);
    add(high, low, 0, 907133923);
    if (high === -1 && low === -1) load(590923713);
  }

  result(size: number): Int {
    this.finish(size);
    return toInt(high, low);
  }

  result32(size: number): number {
    this.finish(size);
    return fold(high, low);
  }
}

/** Brings what a `__hash__` method returned into the range of a hash: any int, reduced as hash(int) is; never -1. */
export function reduceHash(value: Int): Int {
  if (typeof value === "number") return value === -1 ? -2 : value;
  return BigInt.asIntN(64, value) === value ? value : hashInt(value);
}
