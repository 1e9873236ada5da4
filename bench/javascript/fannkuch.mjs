export function main(n) {
  const permutation = Array.from({ length: n }, (_, i) => i);
  const counts = new Array(n).fill(0);
  let checksum = 0;
  let best = 0;
  let sign = 1;
  let remaining = n;
  for (;;) {
    for (; remaining !== 1; remaining--) counts[remaining - 1] = remaining;
    if (permutation[0] !== 0) {
      const work = permutation.slice();
      let flips = 0;
      for (let first = work[0]; first !== 0; first = work[0]) {
        for (let i = 0, j = first; i < j; i++, j--) {
          const item = work[i];
          work[i] = work[j];
          work[j] = item;
        }
        flips++;
      }
      best = Math.max(best, flips);
      checksum += sign * flips;
    }
    sign = -sign;
    for (;;) {
      if (remaining === n) return checksum * 100 + best;
      permutation.splice(remaining, 0, permutation.shift());
      counts[remaining]--;
      if (counts[remaining] > 0) break;
      remaining++;
    }
  }
}
