function distance(a, b) {
  if (a.length < b.length) [a, b] = [b, a];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const current = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = previous[j] + (a[i] === b[j] ? 0 : 1);
      current.push(Math.min(previous[j + 1] + 1, current[j] + 1, change));
    }
    previous = current;
  }
  return previous.at(-1);
}

export function main(n) {
  const words = Array.from({ length: n }, (_, i) =>
    Array.from({ length: 5 + (i % 6) }, (_, k) => String.fromCharCode(97 + ((i * k + k * k) % 26))).join(""),
  );
  let total = 0;
  words.forEach((a, i) => {
    for (const b of words.slice(i + 1, i + 12)) total += distance(a, b);
  });
  return total;
}
