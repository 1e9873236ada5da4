function iterations(cx, cy, limit) {
  let x = 0;
  let y = 0;
  for (let i = 0; i < limit; i++) {
    const x2 = x * x;
    const y2 = y * y;
    if (x2 + y2 > 4) return i;
    y = 2 * x * y + cy;
    x = x2 - y2 + cx;
  }
  return limit;
}

export function main(n) {
  let total = 0;
  for (let row = 0; row < n; row++) {
    const cy = (2 * row) / n - 1;
    for (let column = 0; column < n; column++) total += iterations((3 * column) / n - 2, cy, 60);
  }
  return total;
}
