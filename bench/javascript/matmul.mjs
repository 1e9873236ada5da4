function matrix(n, seed) {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => ((i * seed + j * 3) % 17) / 4));
}

function multiply(a, b) {
  const n = a.length;
  const columns = b.map((_, j) => b.map((row) => row[j]));
  return a.map((row) =>
    columns.map((column) => {
      let total = 0;
      for (let k = 0; k < n; k++) total += row[k] * column[k];
      return total;
    }),
  );
}

export function main(n) {
  const a = matrix(n, 5);
  const b = matrix(n, 7);
  let sum = 0;
  for (const row of multiply(multiply(a, b), a)) for (const value of row) sum += value;
  return sum.toFixed(6);
}
