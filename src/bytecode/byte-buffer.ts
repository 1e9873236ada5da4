/** A growing byte array that can be used again and again. */
export class ByteBuffer {
  private bytes = new Uint8Array(1024);
  length = 0;

  reset(): void {
    this.length = 0;
  }

  byte(value: number): void {
    if (this.length >= this.bytes.length) this.grow(1);
    this.bytes[this.length++] = value;
  }

  pair(first: number, second: number): void {
    if (this.length + 1 >= this.bytes.length) this.grow(2);
    this.bytes[this.length++] = first;
    this.bytes[this.length++] = second;
  }

  /** A 32-bit number, lowest byte first. */
  int32(value: number): void {
    this.pair(value & 0xff, (value >> 8) & 0xff);
    this.pair((value >> 16) & 0xff, (value >> 24) & 0xff);
  }

  append(data: Uint8Array): void {
    if (this.length + data.length > this.bytes.length) this.grow(data.length);
    this.bytes.set(data, this.length);
    this.length += data.length;
  }

  private grow(room: number): void {
    const bytes = new Uint8Array(Math.max(this.bytes.length * 2, this.length + room));
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
  }

  /** A copy of what was written. */
  take(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}
