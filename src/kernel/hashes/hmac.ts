/** HMAC (RFC 2104) over any hash function. */
import type { Hasher } from "./hasher.ts";

export class Hmac {
  private readonly inner: Hasher;
  private readonly outer: Hasher;
  private constructor(inner: Hasher, outer: Hasher) {
    this.inner = inner;
    this.outer = outer;
  }

  static create(make: () => Hasher, key: Uint8Array): Hmac {
    const inner = make();
    const outer = make();
    const block = new Uint8Array(inner.blockSize);
    if (key.length > block.length) {
      const short = make();
      short.update(key);
      block.set(short.digest());
    } else {
      block.set(key);
    }
    inner.update(block.map((byte) => byte ^ 0x36));
    outer.update(block.map((byte) => byte ^ 0x5c));
    return new Hmac(inner, outer);
  }

  get blockSize(): number {
    return this.inner.blockSize;
  }
  get digestSize(): number {
    return this.inner.digestSize;
  }
  update(data: Uint8Array): void {
    this.inner.update(data);
  }
  digest(): Uint8Array {
    const outer = this.outer.copy();
    outer.update(this.inner.digest());
    return outer.digest();
  }
  copy(): Hmac {
    return new Hmac(this.inner.copy(), this.outer.copy());
  }
}
