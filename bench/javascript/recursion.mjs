function ackermann(m, n) {
  if (m === 0) return n + 1;
  return n === 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

function hanoi(n, source, target, spare, pegs) {
  if (n === 0) return;
  hanoi(n - 1, source, spare, target, pegs);
  pegs[target].push(pegs[source].pop());
  hanoi(n - 1, spare, target, source, pegs);
}

function isEven(n) {
  return n === 0 ? true : isOdd(n - 1);
}

function isOdd(n) {
  return n === 0 ? false : isEven(n - 1);
}

export function main(n) {
  const total = ackermann(2, n * 15) + ackermann(n, 6);
  const pegs = { a: Array.from({ length: 12 }, (_, i) => 12 - i), b: [], c: [] };
  hanoi(12, "a", "c", "b", pegs);
  let evens = 0;
  for (let i = 0; i < 200; i += 3) if (isEven(i)) evens++;
  return `${total} [${pegs.c.slice(0, 3).join(", ")}] ${evens}`;
}
