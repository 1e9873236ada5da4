/**
 * Raw DEFLATE decompression (RFC 1951) of a whole block of memory whose unpacked size is known.
 *
 * The packed library is read with it where the platform has no inflate of its own that answers at once (browsers).
 * Codes are decoded with one table look-up for up to 15 bits: `table[bits] = symbol << 4 | length`.
 */

const LENGTH_BASE = new Uint16Array([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]);
const LENGTH_EXTRA = new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]);
const DISTANCE_BASE = new Uint16Array([
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
]);
const DISTANCE_EXTRA = new Uint8Array([
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]);
const CODE_LENGTH_ORDER = new Uint8Array([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

interface Codes {
  readonly table: Uint16Array;
  readonly bits: number;
}

let fixedCodes: [Codes, Codes] | null = null;

/** Unpacks `input` into a new array of `size` bytes; throws a RangeError when the data do not fit that description. */
export function inflateRaw(input: Uint8Array, size: number): Uint8Array {
  const output = new Uint8Array(size);
  let filled = 0;
  let at = 0;
  let hold = 0;
  let held = 0;

  function bits(count: number): number {
    while (held < count) {
      if (at >= input.length) throw new RangeError("inflate: the data end early");
      hold |= input[at++]! << held;
      held += 8;
    }
    const value = hold & ((1 << count) - 1);
    hold >>>= count;
    held -= count;
    return value;
  }

  function symbol(codes: Codes): number {
    while (held < codes.bits && at < input.length) {
      hold |= input[at++]! << held;
      held += 8;
    }
    const entry = codes.table[hold & ((1 << codes.bits) - 1)]!;
    const length = entry & 15;
    if (length === 0 || length > held) throw new RangeError("inflate: invalid code");
    hold >>>= length;
    held -= length;
    return entry >>> 4;
  }

  function readCodes(): [Codes, Codes] {
    const literals = bits(5) + 257;
    const distances = bits(5) + 1;
    const count = bits(4) + 4;
    const order = new Uint8Array(19);
    for (let i = 0; i < count; i++) order[CODE_LENGTH_ORDER[i]!] = bits(3);
    const codeLengths = makeCodes(order);
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length; ) {
      const code = symbol(codeLengths);
      if (code < 16) lengths[i++] = code;
      else {
        const value = code === 16 ? lengths[i - 1]! : 0;
        let repeat = code === 16 ? 3 + bits(2) : code === 17 ? 3 + bits(3) : 11 + bits(7);
        while (repeat-- > 0) lengths[i++] = value;
      }
    }
    return [makeCodes(lengths.subarray(0, literals)), makeCodes(lengths.subarray(literals))];
  }

  for (let last = 0; last === 0; ) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) {
      hold = 0;
      held = 0;
      const length = input[at]! | (input[at + 1]! << 8);
      at += 4;
      output.set(input.subarray(at, at + length), filled);
      at += length;
      filled += length;
      continue;
    }
    if (kind === 3) throw new RangeError("inflate: invalid block type");
    const [literals, distances] = kind === 1 ? (fixedCodes ??= makeFixedCodes()) : readCodes();
    for (;;) {
      const code = symbol(literals);
      if (code < 256) {
        if (filled >= size) throw new RangeError("inflate: more data than announced");
        output[filled++] = code;
      } else if (code === 256) {
        break;
      } else {
        const length = LENGTH_BASE[code - 257]! + bits(LENGTH_EXTRA[code - 257]!);
        const far = symbol(distances);
        const distance = DISTANCE_BASE[far]! + bits(DISTANCE_EXTRA[far]!);
        if (distance > filled || filled + length > size) throw new RangeError("inflate: invalid distance");
        if (distance >= length) {
          output.copyWithin(filled, filled - distance, filled - distance + length);
          filled += length;
        } else {
          for (const end = filled + length; filled < end; filled++) output[filled] = output[filled - distance]!;
        }
      }
    }
  }
  if (filled !== size) throw new RangeError("inflate: less data than announced");
  return output;
}

/** Builds the look-up table of a canonical Huffman code from its code lengths. */
function makeCodes(lengths: Uint8Array): Codes {
  let longest = 1;
  for (let i = 0; i < lengths.length; i++) if (lengths[i]! > longest) longest = lengths[i]!;
  const table = new Uint16Array(1 << longest);
  let code = 0;
  for (let length = 1; length <= longest; length++) {
    for (let value = 0; value < lengths.length; value++) {
      if (lengths[value] !== length) continue;
      let reversed = 0;
      for (let i = 0; i < length; i++) reversed |= ((code >> i) & 1) << (length - 1 - i);
      for (let slot = reversed; slot < table.length; slot += 1 << length) table[slot] = (value << 4) | length;
      code++;
    }
    code <<= 1;
  }
  return { table, bits: longest };
}

function makeFixedCodes(): [Codes, Codes] {
  const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
  return [makeCodes(lengths), makeCodes(new Uint8Array(30).fill(5))];
}
