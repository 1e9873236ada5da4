/** The Euclidean distance of two numbers, computed in pairs of doubles and rounded once. */
import { productError } from "./pairs.ts";

/** sqrt(x*x + y*y) without overflow or underflow on the way. */
export function hypot(x: number, y: number): number {
  let a = Math.abs(x);
  let b = Math.abs(y);
  if (a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (a < b) [a, b] = [b, a];
  if (b === 0 || Number.isNaN(a + b)) return a + b;
  if (b < a * 2 ** -54) return a;
  let scale = 1;
  if (a > 2 ** 500) scale = 2 ** -600;
  else if (b < 2 ** -450) scale = 2 ** 600;
  a *= scale;
  b *= scale;
  const aa = a * a;
  const bb = b * b;
  const sum = aa + bb;
  const low = aa - sum + bb + productError(a, a, aa) + productError(b, b, bb);
  const root = Math.sqrt(sum);
  const square = root * root;
  return (root + (sum - square - productError(root, root, square) + low) / (2 * root)) / scale;
}
