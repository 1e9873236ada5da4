/**
 * Integer powers, modular powers, and number theory on Python ints.
 *
 * Work that can run for long proceeds in steps and polls `interrupt` between them; a result beyond what the engine can
 * hold is a MemoryError, as it would be for CPython on a small machine.
 * Behaviour: CPython Objects/longobject.c (long_pow, long_invmod), Modules/mathmodule.c (math_isqrt, math_gcd …).
 */
import { KernelError, memoryError, overflowError, valueError } from "./error.ts";
import { type Int, intAbs, intFloorDiv, intMod, intMul, intSub, normInt } from "./int.ts";
import { intBitLength } from "./int-bits.ts";
import { bigProduct, bigQuotient, bigRemainder } from "./int-huge.ts";
import { checkpointFor, interrupt } from "./interrupt.ts";

const MAX = Number.MAX_SAFE_INTEGER;
/** The engine's limit on a bigint's size. */
const MAX_BITS = 2 ** 30;

/** a ** n for n >= 0. */
export function intPow(a: Int, n: Int): Int {
  if (n < 0) throw new KernelError("ValueError", "negative exponent");
  if (n === 0 || a === 1) return 1;
  if (a === 0) return 0;
  if (a === -1) return intMod(n, 2) === 0 ? 1 : -1;
  if (typeof n === "bigint") throw memoryError();
  if (typeof a === "number") {
    const small = smallPow(a, n);
    if (small !== undefined) return small;
  }
  const bits = intBitLength(a);
  if ((bits - 1) * n >= MAX_BITS) throw memoryError();
  try {
    if (bits * n < 65536) return BigInt(a) ** BigInt(n);
    return steppedPow(BigInt(a), n);
  } catch (error) {
    if (error instanceof RangeError) throw memoryError();
    throw error;
  }
}

/** The power while it stays a safe integer. */
function smallPow(base: number, n: number): number | undefined {
  if (n > 53) return undefined;
  let result = 1;
  for (;;) {
    if (n & 1) {
      result *= base;
      if (result > MAX || result < -MAX) return undefined;
    }
    n >>= 1;
    if (n === 0) return result;
    base *= base;
    if (base > MAX) return undefined;
  }
}

function steppedPow(base: bigint, n: number): Int {
  const shift = powerOfTwo(base);
  if (shift > 0) {
    const value = 1n << BigInt(shift * n);
    return base < 0n && n % 2 === 1 ? -value : value;
  }
  let result = base;
  for (let bit = 2 ** (Math.floor(Math.log2(n)) + 1); bit >= 1; bit /= 2) {
    if (bit > n) continue;
    if (bit * 2 <= n) {
      interrupt.poll();
      result = bigProduct(result, result);
      if (Math.floor(n / bit) % 2 === 1) result *= base;
    }
  }
  return normInt(result);
}

/** k when |value| is 2**k, else 0. */
function powerOfTwo(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if ((magnitude & (magnitude - 1n)) !== 0n) return 0;
  return intBitLength(normInt(magnitude)) - 1;
}

/** pow(a, n, m) for any int exponent. */
export function intPowMod(a: Int, n: Int, m: Int): Int {
  if (m === 0) throw valueError("pow() 3rd argument cannot be 0");
  const modulus = intAbs(m);
  if (modulus === 1) return 0;
  if (n < 0) {
    a = intInverse(a, modulus);
    n = intAbs(n);
  }
  const base = intMod(a, modulus);
  let result: Int;
  if (typeof modulus === "number" && modulus <= 94906265 && typeof n === "number") {
    result = smallPowMod(base as number, n, modulus);
  } else {
    result = bigPowMod(BigInt(base), BigInt(n), BigInt(modulus));
  }
  return m < 0 && result !== 0 ? intSub(result, modulus) : result;
}

function smallPowMod(base: number, n: number, m: number): number {
  let result = 1;
  while (n > 0) {
    if (n % 2 === 1) result = (result * base) % m;
    base = (base * base) % m;
    n = Math.floor(n / 2);
  }
  return result;
}

function bigPowMod(base: bigint, n: bigint, m: bigint): Int {
  const bits = intBitLength(m);
  const digits = n.toString(16);
  // One hexadecimal digit of the exponent at a time.
  const table: bigint[] = [1n, base];
  for (let i = 2; i < 16; i++) table.push(bigRemainder(bigProduct(table[i - 1], base), m));
  let result = 1n;
  for (let i = 0; i < digits.length; i++) {
    checkpointFor(bits);
    if (i > 0) {
      result = bigRemainder(bigProduct(result, result), m);
      result = bigRemainder(bigProduct(result, result), m);
      result = bigRemainder(bigProduct(result, result), m);
      result = bigRemainder(bigProduct(result, result), m);
    }
    const digit = digits.charCodeAt(i);
    const index = digit > 57 ? digit - 87 : digit - 48;
    if (index !== 0) result = bigRemainder(bigProduct(result, table[index]), m);
  }
  return normInt(result % m);
}

/** The inverse of `a` modulo `m`. Modulo 1 everything is its own inverse. */
export function intInverse(a: Int, m: Int): Int {
  if (m === 1 || m === -1) return 0;
  const size = intAbs(m);
  let x = BigInt(intMod(a, size));
  let y = BigInt(size);
  let u = 1n;
  let v = 0n;
  const bits = intBitLength(size);
  while (y !== 0n) {
    checkpointFor(bits);
    const q = x / y;
    [x, y] = [y, x - q * y];
    [u, v] = [v, u - q * v];
  }
  if (x !== 1n) throw valueError("base is not invertible for the given modulus");
  return intMod(normInt(u), size);
}

export function intGcd(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    let x = Math.abs(a);
    let y = Math.abs(b);
    while (y !== 0) {
      const rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
  return bigGcd(BigInt(intAbs(a)), BigInt(intAbs(b)));
}

/** Lehmer's algorithm: most steps work on the leading bits in doubles. */
function bigGcd(a: bigint, b: bigint): Int {
  if (a < b) [a, b] = [b, a];
  while (b > BigInt(MAX)) {
    const bits = intBitLength(a);
    checkpointFor(bits);
    const shift = BigInt(bits - 48);
    let x = Number(a >> shift);
    let y = Number(b >> shift);
    let [ka, kb, kc, kd] = [1, 0, 0, 1];
    for (;;) {
      if (y - kc === 0 || y + kd === 0) break;
      const q = Math.floor((x + ka) / (y + kc));
      if (q !== Math.floor((x + kb) / (y + kd))) break;
      const [nc, nd, ny] = [ka - q * kc, kb - q * kd, x - q * y];
      if (Math.abs(nc) > 1 << 24 || Math.abs(nd) > 1 << 24) break;
      [ka, kb, x, kc, kd, y] = [kc, kd, y, nc, nd, ny];
    }
    if (kb === 0) {
      [a, b] = [b, a % b];
    } else {
      const [bka, bkb, bkc, bkd] = [BigInt(ka), BigInt(kb), BigInt(kc), BigInt(kd)];
      [a, b] = [a * bka + b * bkb, a * bkc + b * bkd];
      if (a < b) [a, b] = [b, a];
    }
  }
  if (b === 0n) return normInt(a);
  return intGcd(Number(a % b), Number(b));
}

export function intLcm(a: Int, b: Int): Int {
  if (a === 0 || b === 0) return 0;
  return intAbs(intMul(intFloorDiv(a, intGcd(a, b)), b));
}

/** The integer square root. */
export function intIsqrt(a: Int): Int {
  if (a < 0) throw valueError("isqrt() argument must be nonnegative");
  if (typeof a === "number") {
    let root = Math.floor(Math.sqrt(a));
    if (root * root > a) root--;
    return root;
  }
  // CPython's adaptive-precision method: each step doubles the number of correct bits.
  const c = (intBitLength(a) - 1) >> 1;
  let root = 1n;
  let d = 0;
  for (let s = 32 - Math.clz32(c) - 1; s >= 0; s--) {
    const e = d;
    d = c >> s;
    root = (root << BigInt(d - e - 1)) + bigQuotient(a >> BigInt(2 * c - e - d + 1), root);
  }
  return normInt(bigProduct(root, root) > a ? root - 1n : root);
}

/** The product of the ints from `low` to `high` - 1, halving the range so that factors stay of like size. */
function rangeProduct(low: number, high: number): Int {
  if (high - low > 8) {
    const middle = Math.floor((low + high) / 2);
    if (high - low > 4096) interrupt.poll();
    return intMul(rangeProduct(low, middle), rangeProduct(middle, high));
  }
  let product: Int = 1;
  for (let i = low; i < high; i++) product = intMul(product, i);
  return product;
}

export function intFactorial(n: Int): Int {
  if (n < 0) throw valueError("factorial() not defined for negative values");
  if (n > 9223372036854775807n) throw overflowError("factorial() argument should not exceed 9223372036854775807");
  if (typeof n !== "number" || n > 50000000) throw memoryError();
  return rangeProduct(2, n + 1);
}

function checkCombArguments(n: Int, k: Int): void {
  if (n < 0) throw valueError("n must be a non-negative integer");
  if (k < 0) throw valueError("k must be a non-negative integer");
}

/** n! / (n - k)! */
export function intPerm(n: Int, k: Int): Int {
  checkCombArguments(n, k);
  if (n < k) return 0;
  if (k > 9223372036854775807n) throw overflowError("k must not exceed 9223372036854775807");
  if (typeof k !== "number") throw memoryError();
  return fallingProduct(n, k);
}

/** n (n-1) … (n-k+1) */
function fallingProduct(n: Int, k: number): Int {
  if (k === 0) return 1;
  if (typeof n === "number") return rangeProduct(n - k + 1, n + 1);
  if (k === 1) return n;
  const half = Math.floor(k / 2);
  interrupt.poll();
  return intMul(fallingProduct(n, half), fallingProduct(intSub(n, half), k - half));
}

export function intComb(n: Int, k: Int): Int {
  checkCombArguments(n, k);
  if (n < k) return 0;
  const other = intSub(n, k);
  const count = other < k ? other : k;
  if (count > 9223372036854775807n) {
    throw overflowError("min(n - k, k) must not exceed 9223372036854775807");
  }
  if (typeof count !== "number") throw memoryError();
  return combine(n, count);
}

/** C(n, k) = C(n, j) C(n-j, k-j) / C(k, j) with j = k/2, which keeps the division small (CPython perm_comb). */
function combine(n: Int, k: number): Int {
  if (k === 0) return 1;
  if (k <= 16) return intFloorDiv(fallingProduct(n, k), rangeProduct(2, k + 1));
  const j = Math.floor(k / 2);
  interrupt.poll();
  return intFloorDiv(intMul(combine(n, j), combine(intSub(n, j), k - j)), combine(k, j));
}
