export function main(n) {
  const items = [];
  for (let i = 0; i < n; i++) items.push((i * 7) % 1000);
  const stack = [];
  for (const item of items) {
    if (stack.length > 0 && item % 3 === 0) stack.pop();
    else stack.push(item);
  }
  const queue = items.slice(0, 200);
  for (let i = 0; i < n >> 2; i++) {
    queue.push(queue.shift() + 1);
    queue.splice(50, 0, queue.pop());
  }
  const grid = Array.from({ length: Math.floor(n / 40) }, () => new Array(40).fill(0));
  for (let i = 0; i < n; i++) grid[(i * 3) % grid.length][(i * 7) % 40] += i;
  const evens = items.filter((_, i) => i % 2 === 0);
  evens.splice(10, 10, ...items.slice(5, 10));
  evens.reverse();
  let total = 0;
  for (let i = 0; i < 1000; i += 50) {
    total += items.filter((item) => item === i).length + Math.max(items.indexOf(i), 0);
  }
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  const figures = [stack.length, sum(queue), sum(grid.map(sum)), evens.length, total, Math.min(...items), evens[0]];
  return [...figures, evens.length - 2, evens.at(-1)].join(" ");
}
