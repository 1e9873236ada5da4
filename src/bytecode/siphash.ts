/** SipHash-1-3 with an explicit key, as `_Py_KeyedHash` uses it for the hashes in `.pyc` files (Python/pyhash.c). */

const MASK = (1n << 64n) - 1n;

const rotl = (value: bigint, bits: bigint): bigint => ((value << bits) | (value >> (64n - bits))) & MASK;

/** The 64-bit hash of `data` under the key `k0`, `k1`. */
export function sipHash13(k0: bigint, k1: bigint, data: Uint8Array): bigint {
  let v0 = k0 ^ 0x736f6d6570736575n;
  let v1 = k1 ^ 0x646f72616e646f6dn;
  let v2 = k0 ^ 0x6c7967656e657261n;
  let v3 = k1 ^ 0x7465646279746573n;
  const round = (): void => {
    v0 = (v0 + v1) & MASK;
    v2 = (v2 + v3) & MASK;
    v1 = rotl(v1, 13n) ^ v0;
    v3 = rotl(v3, 16n) ^ v2;
    v0 = rotl(v0, 32n);
    v2 = (v2 + v1) & MASK;
    v0 = (v0 + v3) & MASK;
    v1 = rotl(v1, 17n) ^ v2;
    v3 = rotl(v3, 21n) ^ v0;
    v2 = rotl(v2, 32n);
  };
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;
  for (; at + 8 <= data.length; at += 8) {
    const block = view.getBigUint64(at, true);
    v3 ^= block;
    round();
    v0 ^= block;
  }
  let last = BigInt(data.length & 0xff) << 56n;
  for (let i = 0; at + i < data.length; i++) last |= BigInt(data[at + i]) << BigInt(8 * i);
  v3 ^= last;
  round();
  v0 ^= last;
  v2 ^= 0xffn;
  round();
  round();
  round();
  return v0 ^ v1 ^ v2 ^ v3;
}
