/** Lengths of Huffman codes, as libbz2 computes them (BZ2_hbMakeCodeLengths). */

/** Longest code that a compressor writes. */
export const MAX_LENGTH = 17;

/**
 * A weight has the frequency in its upper bits and the depth of its tree in the lower eight. When a code gets too long, the
 * frequencies are evened out and all is done again.
 */
export function codeLengths(frequencies: Int32Array, maxLength: number): Uint8Array {
  const size = frequencies.length;
  const weights = new Int32Array(2 * size + 2);
  for (let i = 0; i < size; i++) weights[i + 1] = Math.max(frequencies[i], 1) << 8;
  for (;;) {
    const parents = buildTree(weights, size);
    const lengths = new Uint8Array(size);
    let longest = 0;
    for (let i = 1; i <= size; i++) {
      let depth = 0;
      for (let node = i; parents[node] >= 0; node = parents[node]) depth++;
      lengths[i - 1] = depth;
      longest = Math.max(longest, depth);
    }
    if (longest <= maxLength) return lengths;
    for (let i = 1; i <= size; i++) weights[i] = (1 + (weights[i] >> 9)) << 8;
  }
}

/** The parent of each node of the tree, -1 at the root. Nodes 1 … size are the leaves. */
function buildTree(weights: Int32Array, size: number): Int32Array {
  const parents = new Int32Array(2 * size + 2).fill(-1);
  const heap = new Int32Array(size + 2);
  let heapSize = 0;
  weights[0] = 0;

  const up = (from: number): void => {
    let at = from;
    const node = heap[at];
    while (weights[node] < weights[heap[at >> 1]]) {
      heap[at] = heap[at >> 1];
      at >>= 1;
    }
    heap[at] = node;
  };
  const down = (): void => {
    let at = 1;
    const node = heap[at];
    for (;;) {
      let child = at << 1;
      if (child > heapSize) break;
      if (child < heapSize && weights[heap[child + 1]] < weights[heap[child]]) child++;
      if (weights[node] < weights[heap[child]]) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = node;
  };
  const take = (): number => {
    const least = heap[1];
    heap[1] = heap[heapSize--];
    down();
    return least;
  };
  const add = (node: number): void => {
    heap[++heapSize] = node;
    up(heapSize);
  };

  for (let i = 1; i <= size; i++) add(i);
  let nodes = size;
  while (heapSize > 1) {
    const a = take();
    const b = take();
    nodes++;
    parents[a] = nodes;
    parents[b] = nodes;
    const depth = 1 + Math.max(weights[a] & 0xff, weights[b] & 0xff);
    weights[nodes] = ((weights[a] & ~0xff) + (weights[b] & ~0xff)) | depth;
    add(nodes);
  }
  return parents;
}
