/** Hash functions under one interface. The algorithms are those of the package @noble/hashes; BLAKE2 with all its parameters: blake2.ts. */
import { _MD5, _SHA1 } from "@noble/hashes/legacy.js";
import { _SHA224, _SHA256, _SHA384, _SHA512 } from "@noble/hashes/sha2.js";
import { Keccak } from "@noble/hashes/sha3.js";
import { chargeFor } from "../interrupt.ts";

/** A hash of what has been fed to it so far. */
export interface Hasher {
  readonly blockSize: number;
  readonly digestSize: number;
  update(data: Uint8Array): void;
  /** The digest of the data so far, which may be continued. */
  digest(): Uint8Array;
  copy(): Hasher;
}

/** What the package's hash objects have in common. */
interface State {
  readonly blockLen: number;
  readonly outputLen: number;
  update(data: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): State;
}

class PlainHasher implements Hasher {
  private readonly state: State;
  constructor(state: State) {
    this.state = state;
  }
  get blockSize(): number {
    return this.state.blockLen;
  }
  get digestSize(): number {
    return this.state.outputLen;
  }
  update(data: Uint8Array): void {
    chargeFor(data.length);
    this.state.update(data);
  }
  digest(): Uint8Array {
    return this.state.clone().digest();
  }
  copy(): Hasher {
    return new PlainHasher(this.state.clone());
  }
}

/** SHAKE: the digest is as long as the caller wants. */
export class ShakeHasher implements Hasher {
  private readonly state: Keccak;
  readonly digestSize = 0;
  constructor(state: Keccak) {
    this.state = state;
  }
  get blockSize(): number {
    return this.state.blockLen;
  }
  update(data: Uint8Array): void {
    chargeFor(data.length);
    this.state.update(data);
  }
  digest(length = 0): Uint8Array {
    return length === 0 ? new Uint8Array(0) : this.state.clone().xof(length);
  }
  copy(): ShakeHasher {
    return new ShakeHasher(this.state.clone());
  }
}

const SHA3_SUFFIX = 0x06;
const SHAKE_SUFFIX = 0x1f;

const sha3 = (blockLen: number, size: number) => (): Hasher => new PlainHasher(new Keccak(blockLen, SHA3_SUFFIX, size));
const shake = (blockLen: number) => (): ShakeHasher => new ShakeHasher(new Keccak(blockLen, SHAKE_SUFFIX, 0, true));

/** The algorithms without parameters, by hashlib's names. */
export const hashers = {
  md5: (): Hasher => new PlainHasher(new _MD5()),
  sha1: (): Hasher => new PlainHasher(new _SHA1()),
  sha224: (): Hasher => new PlainHasher(new _SHA224()),
  sha256: (): Hasher => new PlainHasher(new _SHA256()),
  sha384: (): Hasher => new PlainHasher(new _SHA384()),
  sha512: (): Hasher => new PlainHasher(new _SHA512()),
  sha3_224: sha3(144, 28),
  sha3_256: sha3(136, 32),
  sha3_384: sha3(104, 48),
  sha3_512: sha3(72, 64),
  shake_128: shake(168),
  shake_256: shake(136),
} as const;

const HEX = "0123456789abcdef";

export function hexDigest(digest: Uint8Array): string {
  let text = "";
  for (let i = 0; i < digest.length; i++) text += HEX[digest[i] >> 4] + HEX[digest[i] & 15];
  return text;
}
