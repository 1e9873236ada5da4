/** Checksums: CRC-32 (ISO 3309) and Adler-32 (RFC 1950). */
import { chargeFor } from "./interrupt.ts";

/** Eight tables of 256: entry `k * 256 + n` is the CRC of byte `n` followed by `k` zero bytes. Made at the first use. */
let tables: Int32Array | undefined;

function crcTables(): Int32Array {
  const made = new Int32Array(8 * 256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    made[n] = c;
  }
  for (let n = 256; n < made.length; n++) made[n] = made[made[n - 256] & 255] ^ (made[n - 256] >>> 8);
  return made;
}

/** The CRC-32 of data, going on from `start`; eight bytes a step. */
export function crc32(data: Uint8Array, start = 0): number {
  chargeFor(data.length);
  if (tables === undefined) tables = crcTables();
  const table = tables;
  const end = data.length;
  let crc = ~start;
  let i = 0;
  for (; i + 8 <= end; i += 8) {
    crc ^= data[i] | (data[i + 1] << 8) | (data[i + 2] << 16) | (data[i + 3] << 24);
    crc =
      table[1792 + (crc & 255)] ^
      table[1536 + ((crc >>> 8) & 255)] ^
      table[1280 + ((crc >>> 16) & 255)] ^
      table[1024 + (crc >>> 24)] ^
      table[768 + data[i + 4]] ^
      table[512 + data[i + 5]] ^
      table[256 + data[i + 6]] ^
      table[data[i + 7]];
  }
  for (; i < end; i++) crc = table[(crc ^ data[i]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

const ADLER_BASE = 65521;
/** Most bytes whose sums stay below 2 ** 32. */
const ADLER_RUN = 5552;

/** The Adler-32 checksum of data, going on from `start`. */
export function adler32(data: Uint8Array, start = 1): number {
  chargeFor(data.length);
  let a = start & 0xffff;
  let b = start >>> 16;
  for (let from = 0; from < data.length; from += ADLER_RUN) {
    const end = Math.min(from + ADLER_RUN, data.length);
    for (let i = from; i < end; i++) {
      a += data[i];
      b += a;
    }
    a %= ADLER_BASE;
    b %= ADLER_BASE;
  }
  return ((b << 16) | a) >>> 0;
}
