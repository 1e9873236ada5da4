/** Exact rational steps on doubles: composing from a mantissa, neighbours, fused multiply-add, half precision. */
import { overflowError, valueError } from "./error.ts";
import { decompose } from "./float.ts";
import { type Int, normInt, scale2 } from "./int.ts";
import { intBitLength } from "./int-bits.ts";

/** mantissa * 2**exponent rounded half to even, for mantissa >= 0; Infinity when too large. */
export function composeDouble(mantissa: bigint, exponent: bigint): number {
  if (mantissa === 0n) return 0;
  const bits = intBitLength(normInt(mantissa));
  const top = exponent + BigInt(bits);
  if (top > 1024n) return Number.POSITIVE_INFINITY;
  if (top < -1074n) return 0;
  // How many low bits are below the last place of the result.
  const drop = Math.max(bits - 53, -1074 - Number(exponent));
  let shift = Number(exponent);
  if (drop > 0) {
    const unit = 1n << BigInt(drop);
    const low = mantissa & (unit - 1n);
    mantissa >>= BigInt(drop);
    const half = unit >> 1n;
    if (low > half || (low === half && (mantissa & 1n) === 1n)) mantissa += 1n;
    shift += drop;
  }
  return scale2(Number(mantissa), shift);
}

const doubles = new Float64Array(1);
const bits = new BigInt64Array(doubles.buffer);

/** A double's place in the order of all doubles: consecutive doubles have consecutive numbers, zero has 0. */
function ordinal(x: number): bigint {
  doubles[0] = x;
  return bits[0] < 0n ? -(bits[0] & 0x7fffffffffffffffn) : bits[0];
}

/** math.nextafter(x, y, steps). */
export function nextAfter(x: number, y: number, steps: Int = 1): number {
  if (steps < 0) throw valueError("steps must be a non-negative integer");
  if (Number.isNaN(x) || steps === 0) return x;
  if (Number.isNaN(y)) return y;
  if (x === y) return y;
  const from = ordinal(x);
  const to = ordinal(y);
  const distance = to > from ? to - from : from - to;
  // Arriving at a zero keeps the sign of x; what would go beyond y ends there.
  if (BigInt(steps) >= distance)
    return to === 0n && from !== 0n && BigInt(steps) === distance ? (from < 0n ? -0 : 0) : y;
  const target = to > from ? from + BigInt(steps) : from - BigInt(steps);
  // Coming down on zero from below gives the negative one.
  if (target === 0n) return from < 0n ? -0 : 0;
  bits[0] = target < 0n ? -target : target;
  return target < 0n ? -doubles[0] : doubles[0];
}

/** math.ulp. */
export function ulp(x: number): number {
  if (Number.isNaN(x)) return x;
  const magnitude = Math.abs(x);
  if (magnitude === Number.POSITIVE_INFINITY) return magnitude;
  const next = nextAfter(magnitude, Number.POSITIVE_INFINITY);
  return next === Number.POSITIVE_INFINITY ? magnitude - nextAfter(magnitude, 0) : next - magnitude;
}

/** x * y + z with one rounding. */
export function fma(x: number, y: number, z: number): number {
  if (!Number.isFinite(z) && Number.isFinite(x) && Number.isFinite(y)) return z;
  const plain = x * y + z;
  if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(z)) {
    if (Number.isNaN(plain) && !Number.isNaN(x) && !Number.isNaN(y) && !Number.isNaN(z)) {
      throw valueError("invalid operation in fma");
    }
    return plain;
  }
  if (x === 0 || y === 0) return plain;
  const a = decompose(x);
  const b = decompose(y);
  let product = BigInt(a.mantissa) * BigInt(b.mantissa);
  if (x < 0 !== y < 0) product = -product;
  let exponent = a.exponent + b.exponent;
  if (z !== 0) {
    const c = decompose(z);
    let addend = BigInt(c.mantissa);
    if (z < 0) addend = -addend;
    if (c.exponent >= exponent) {
      addend <<= BigInt(c.exponent - exponent);
    } else {
      product <<= BigInt(exponent - c.exponent);
      exponent = c.exponent;
    }
    product += addend;
    if (product === 0n) return 0;
  }
  const magnitude = composeDouble(product < 0n ? -product : product, BigInt(exponent));
  if (magnitude === Number.POSITIVE_INFINITY) throw overflowError("overflow in fma");
  return product < 0n ? -magnitude : magnitude;
}

/** Rounds a double below 2**52 to an integer, half to even. */
const toEven = (x: number): number => x + 2 ** 52 - 2 ** 52;

/** The 16 bits of the half-precision number nearest to `x`, or -1 when it is too large. */
export function toHalf(x: number): number {
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  if (Number.isNaN(x)) {
    doubles[0] = x;
    return (bits[0] < 0n ? 0x8000 : 0) | 0x7e00;
  }
  const magnitude = Math.abs(x);
  if (magnitude === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  if (magnitude >= 65520) return -1;
  // A subnormal half is a multiple of 2**-24.
  if (magnitude < 2 ** -14) return sign | toEven(magnitude * 2 ** 24);
  const exponent = Math.floor(Math.log2(magnitude));
  // 11 significant bits; a carry moves into the exponent by itself.
  return sign + ((exponent + 14) << 10) + toEven(magnitude * 2 ** (10 - exponent));
}

/** The value of a half-precision number. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
