function place(row, n, columns, rising, falling) {
  if (row === n) return 1;
  let solutions = 0;
  for (let column = 0; column < n; column++) {
    const up = row + column;
    const down = row - column;
    if (columns.has(column) || rising.has(up) || falling.has(down)) continue;
    columns.add(column);
    rising.add(up);
    falling.add(down);
    solutions += place(row + 1, n, columns, rising, falling);
    columns.delete(column);
    rising.delete(up);
    falling.delete(down);
  }
  return solutions;
}

export function main(n) {
  return place(0, n, new Set(), new Set(), new Set());
}
