/** The secret that str and bytes hashes depend on. Source: CPython Python/pyhash.c, Python/bootstrap_hash.c. */
import { KnownHashes } from "./known-hashes.ts";

/** The key, as the initial state v0 … v3 (each high, low). */
export const hashKey: Int32Array = new Int32Array(8);
/** Hashes that were made with it. */
export const known: KnownHashes = new KnownHashes();

/** The constant that each half of the key is mixed with: "somepseudorandomlygeneratedbytes". */
const INITIAL = [0x736f6d65, 0x70736575, 0x646f7261, 0x6e646f6d, 0x6c796765, 0x6e657261, 0x74656462, 0x79746573];

/** Sets the secret that str and bytes hashes depend on: 16 bytes. */
export function setHashKey(secret: Uint8Array): void {
  const word = (at: number): number =>
    secret[at] | (secret[at + 1] << 8) | (secret[at + 2] << 16) | (secret[at + 3] << 24);
  for (let i = 0; i < 8; i += 2) {
    const at = (i & 2) * 4;
    hashKey[i] = INITIAL[i] ^ word(at + 4);
    hashKey[i + 1] = INITIAL[i + 1] ^ word(at);
  }
  known.forget();
}

/** Derives the secret from PYTHONHASHSEED as CPython does (lcg_urandom); seed 0 is the zero key. */
export function setHashSeed(seed: number): void {
  const secret = new Uint8Array(16);
  if (seed !== 0) {
    let x = seed | 0;
    for (let i = 0; i < 16; i++) {
      x = (Math.imul(x, 214013) + 2531011) | 0;
      secret[i] = x >>> 16;
    }
  }
  setHashKey(secret);
}
setHashSeed(0);
