/** The CRC of bzip2: polynomial 0x04c11db7, most significant bit first. */
const table = new Int32Array(256);

/** The table, filled at the first use. */
export function crcTable(): Int32Array {
  if (table[1] === 0) {
    for (let n = 0; n < 256; n++) {
      let c = n << 24;
      for (let k = 0; k < 8; k++) c = c < 0 ? (c << 1) ^ 0x04c11db7 : c << 1;
      table[n] = c;
    }
  }
  return table;
}

export const BLOCK_MAGIC: readonly [number, number] = [0x314159, 0x265359];
export const END_MAGIC: readonly [number, number] = [0x177245, 0x385090];
/** Symbols a table codes before the next table is chosen. */
export const GROUP_SIZE = 50;
