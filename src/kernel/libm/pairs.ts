/**
 * Pairs of doubles: a value is the sum of a high and a low part, about 106 bits. Constants come from integers in fixed point.
 *
 * A function that answers with a pair returns the high part and leaves the low one in `low`: an array, for a variable of the module
 * would be boxed at each change.
 */
export const low = new Float64Array(1);

const SPLIT = 134217729;

/** The upper half of the bits of a double. */
export function upper(a: number): number {
  const t = SPLIT * a;
  return t - (t - a);
}

/** What a * b lost in rounding to p; nothing may overflow or underflow. */
export function productError(a: number, b: number, p: number): number {
  const ah = upper(a);
  const al = a - ah;
  const bh = upper(b);
  const bl = b - bh;
  return ah * bh - p + ah * bl + al * bh + al * bl;
}

/** What a + b lost in rounding to s. */
export function sumError(a: number, b: number, s: number): number {
  const t = s - a;
  return a - (s - t) + (b - t);
}

/** Sets the pair at a place of an array to value / 2**bits. */
export function setPair(value: bigint, bits: number, pairs: Float64Array, at: number): void {
  const high = Number(value);
  pairs[at] = high * 2 ** -bits;
  pairs[at + 1] = Number(value - BigInt(high)) * 2 ** -bits;
}

/** atan(p/q) in fixed point, for p < q. */
export function fixedAtan(p: bigint, q: bigint, bits: number): bigint {
  const p2 = p * p;
  const q2 = q * q;
  let power = ((1n << BigInt(bits)) * p) / q;
  let sum = 0n;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += n & 2n ? -power / n : power / n;
    power = (power * p2) / q2;
  }
  return sum;
}

/** pi in fixed point, by Machin's formula. */
export function fixedPi(bits: number): bigint {
  const more = bits + 16;
  return (16n * fixedAtan(1n, 5n, more) - 4n * fixedAtan(1n, 239n, more)) >> 16n;
}
