function knapsack(weights, values, capacity) {
  const best = new Array(capacity + 1).fill(0);
  weights.forEach((weight, i) => {
    for (let room = capacity; room >= weight; room--) {
      best[room] = Math.max(best[room], best[room - weight] + values[i]);
    }
  });
  return best[capacity];
}

function common(a, b) {
  let previous = new Array(b.length + 1).fill(0);
  for (const x of a) {
    const current = [0];
    for (let j = 0; j < b.length; j++) {
      current.push(x === b[j] ? previous[j] + 1 : Math.max(current[j], previous[j + 1]));
    }
    previous = current;
  }
  return previous.at(-1);
}

function change(amount, coins) {
  const ways = new Array(amount + 1).fill(0);
  ways[0] = 1;
  for (const coin of coins) for (let total = coin; total <= amount; total++) ways[total] += ways[total - coin];
  return ways[amount];
}

export function main(n) {
  const weights = Array.from({ length: 40 }, (_, i) => 3 + ((i * 7) % 23));
  const values = Array.from({ length: 40 }, (_, i) => 10 + ((i * 13) % 37));
  const a = Array.from({ length: n >> 1 }, (_, i) => (i * i) % 11);
  const b = Array.from({ length: n >> 1 }, (_, i) => (i * 7) % 13);
  return `${knapsack(weights, values, n)} ${common(a, b)} ${change(n * 3, [1, 2, 5, 10, 20, 50])}`;
}
