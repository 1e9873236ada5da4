/** The Euclidean distance of two numbers, computed in pairs of doubles and rounded once. */
const SPLIT = 134217729;

function splitHigh(a: number): number {
  const t = SPLIT * a;
  return t - (t - a);
}

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
  const ah = splitHigh(a);
  const al = a - ah;
  const bh = splitHigh(b);
  const bl = b - bh;
  const aa = a * a;
  const bb = b * b;
  const aaLow = ah * ah - aa + 2 * ah * al + al * al;
  const bbLow = bh * bh - bb + 2 * bh * bl + bl * bl;
  const sum = aa + bb;
  const low = aa - sum + bb + aaLow + bbLow;
  const root = Math.sqrt(sum);
  const rh = splitHigh(root);
  const rl = root - rh;
  const square = root * root;
  const squareLow = rh * rh - square + 2 * rh * rl + rl * rl;
  return (root + (sum - square - squareLow + low) / (2 * root)) / scale;
}
