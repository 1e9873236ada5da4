function numbers(n) {
  let seed = 42;
  return Array.from({ length: n }, () => {
    seed = (Math.imul(seed, 69069) + 1) >>> 0;
    return seed >>> 8;
  });
}

function quicksort(items, low, high) {
  while (low < high) {
    const pivot = items[(low + high) >> 1];
    let i = low;
    let j = high;
    while (i <= j) {
      while (items[i] < pivot) i++;
      while (items[j] > pivot) j--;
      if (i <= j) {
        [items[i], items[j]] = [items[j], items[i]];
        i++;
        j--;
      }
    }
    if (j - low < high - i) {
      quicksort(items, low, j);
      low = i;
    } else {
      quicksort(items, i, high);
      high = j;
    }
  }
}

function sift(heap, start, end) {
  let root = start;
  while (2 * root + 1 < end) {
    let child = 2 * root + 1;
    if (child + 1 < end && heap[child] < heap[child + 1]) child++;
    if (heap[root] >= heap[child]) return;
    [heap[root], heap[child]] = [heap[child], heap[root]];
    root = child;
  }
}

function heapsort(items) {
  for (let start = (items.length >> 1) - 1; start >= 0; start--) sift(items, start, items.length);
  for (let end = items.length - 1; end > 0; end--) {
    [items[0], items[end]] = [items[end], items[0]];
    sift(items, 0, end);
  }
}

export function main(n) {
  const data = numbers(n);
  const quick = data.slice();
  quicksort(quick, 0, n - 1);
  const heap = data.slice();
  heapsort(heap);
  const sorted = data.slice().sort((a, b) => a - b);
  const byDigits = data.slice().sort((a, b) => (a % 10) - (b % 10) || b - a);
  const asText = data.map(String).sort().reverse();
  const agree = sorted.every((value, i) => value === quick[i] && value === heap[i]);
  return `${agree ? "True" : "False"} [${byDigits.slice(0, 2).join(", ")}] ${asText[0]} ${quick[n >> 1]}`;
}
