/** The bits of ints: how many there are, how many are set, where the lowest is. Numbers are safe integers or, here, any bigint. */

const TWO32 = 4294967296;

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/** The number of bits of a non-negative integral double below 2**1024. */
function doubleBitLength(value: number): number {
  if (value < TWO32) return 32 - Math.clz32(value);
  doubles[0] = value;
  return (words[1] >>> 20) - 1022;
}

/** 512 and its doubles: how far numbers are shifted to find their highest bit. */
const DISTANCES: readonly bigint[] = Array.from({ length: 22 }, (_, i) => 512n << BigInt(i));
/** Below these few distances will do: those up to these indices. */
const SHORT = 1n << 4096n;
const SHORT_DISTANCE = 2;
const MIDDLE = 1n << 65536n;
const MIDDLE_DISTANCE = 6;

/** The number of bits of |a|. */
export function intBitLength(a: number | bigint): number {
  if (typeof a === "number") return doubleBitLength(a < 0 ? -a : a);
  const magnitude = a < 0n ? -a : a;
  const rounded = Number(magnitude);
  if (rounded < 1e300) {
    const bits = doubleBitLength(rounded);
    // Rounding may have carried into the next power of two.
    return magnitude >> BigInt(bits - 1) === 0n ? bits - 1 : bits;
  }
  // Shifts that leave nothing, or little, cost little: halve the distance to the highest bit.
  let bits = 0;
  let rest = magnitude;
  let i = DISTANCES.length - 1;
  if (magnitude < MIDDLE) i = magnitude < SHORT ? SHORT_DISTANCE : MIDDLE_DISTANCE;
  for (; i >= 0; i--) {
    const high = rest >> DISTANCES[i];
    if (high === 0n) continue;
    rest = high;
    bits += 512 * 2 ** i;
  }
  return bits + intBitLength(rest);
}

function popCount32(n: number): number {
  n -= (n >>> 1) & 0x55555555;
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The number of one bits of |a|. */
export function intBitCount(a: number | bigint): number {
  if (typeof a === "number") {
    const magnitude = a < 0 ? -a : a;
    return popCount32(magnitude | 0) + popCount32(Math.floor(magnitude / TWO32));
  }
  const digits = (a < 0n ? -a : a).toString(16);
  let count = 0;
  for (let end = digits.length; end > 0; end -= 8) {
    count += popCount32(Number.parseInt(digits.slice(Math.max(0, end - 8), end), 16) | 0);
  }
  return count;
}

/** The number of low zero bits; the argument is not zero. */
export function intTrailingZeros(a: number | bigint): number {
  if (typeof a === "number") {
    const low = a | 0;
    if (low !== 0) return 31 - Math.clz32(low & -low);
    const high = Math.floor(a / TWO32) | 0;
    return 63 - Math.clz32(high & -high);
  }
  const low = BigInt.asUintN(64, a);
  if (low !== 0n) return intBitLength(low & -low) - 1;
  const digits = (a < 0n ? -a : a).toString(16);
  let end = digits.length - 1;
  while (digits[end] === "0") end--;
  const last = Number.parseInt(digits[end], 16);
  return (digits.length - 1 - end) * 4 + 31 - Math.clz32(last & -last);
}
