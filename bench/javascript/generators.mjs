function* numbers(n) {
  for (let i = 0; i < n; i++) yield i;
}

function* odd(items) {
  for (const item of items) if (item & 1) yield item;
}

function* squares(items) {
  for (const item of items) yield item * item;
}

function* tree(low, high) {
  if (low >= high) return;
  const middle = (low + high) >> 1;
  yield* tree(low, middle);
  yield middle;
  yield* tree(middle + 1, high);
}

function* averager() {
  let total = 0;
  let count = 0;
  let average = null;
  for (;;) {
    total += yield average;
    count++;
    average = Math.floor(total / count);
  }
}

function sum(items) {
  let total = 0;
  for (const item of items) total += item;
  return total;
}

export function main(n) {
  let total = sum(squares(odd(numbers(n))));
  for (const value of tree(0, n >> 3)) total += value;
  const average = averager();
  average.next();
  for (const i of numbers(n)) total += average.next(i).value;
  for (let i = 0; i < n; i++) if (i % 3) total += i;
  return total;
}
