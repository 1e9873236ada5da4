/**
 * The order of all rotations of a block (the Burrows-Wheeler transform), in linear time.
 *
 * Rotated so that it starts with its least rotation, a block's suffixes are in the order of its rotations; so the suffixes are
 * sorted, by induced sorting (Nong, Zhang, Chan: "Linear Suffix Array Construction by Almost Pure Induced-Sorting", 2009).
 */

/** For each rank the start of the rotation that has it. */
export function sortRotations(block: Uint8Array): Int32Array {
  const size = block.length;
  const first = leastRotation(block);
  const text = new Int32Array(size + 1);
  for (let i = 0; i < size; i++) text[i] = block[i + first < size ? i + first : i + first - size] + 1;
  const order = suffixArray(text, 257);
  const ranks = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const at = order[i + 1] + first;
    ranks[i] = at < size ? at : at - size;
  }
  return ranks;
}

/** Where the least rotation starts: two candidates are compared until one has lost. */
function leastRotation(block: Uint8Array): number {
  const size = block.length;
  let a = 0;
  let b = 1;
  let same = 0;
  while (a < size && b < size && same < size) {
    const x = block[(a + same) % size];
    const y = block[(b + same) % size];
    if (x === y) {
      same++;
      continue;
    }
    if (x > y) a += same + 1;
    else b += same + 1;
    if (a === b) b++;
    same = 0;
  }
  return Math.min(a, b);
}

/** The suffix array of a text that ends with its only 0; all symbols are below `alphabet`. */
function suffixArray(text: Int32Array, alphabet: number): Int32Array {
  const size = text.length;
  const result = new Int32Array(size).fill(-1);
  // Whether the suffix is less than the next one ("S type").
  const isS = new Uint8Array(size);
  isS[size - 1] = 1;
  for (let i = size - 2; i >= 0; i--) {
    isS[i] = text[i] < text[i + 1] || (text[i] === text[i + 1] && isS[i + 1] === 1) ? 1 : 0;
  }
  const counts = new Int32Array(alphabet);
  for (let i = 0; i < size; i++) counts[text[i]]++;
  const marks: number[] = [];
  for (let i = 1; i < size; i++) if (isS[i] === 1 && isS[i - 1] === 0) marks.push(i);

  place(text, marks, counts, result);
  induce(text, isS, counts, result);
  if (marks.length <= 1) return result;
  const [names, count] = nameMarks(text, isS, marks, result);
  const sorted = count === marks.length ? orderOf(names) : suffixArray(names, count);
  const inOrder = new Array<number>(marks.length);
  for (let i = 0; i < marks.length; i++) inOrder[i] = marks[sorted[i]];
  result.fill(-1);
  place(text, inOrder, counts, result);
  induce(text, isS, counts, result);
  return result;
}

/** Ends of the buckets of equal first symbols, from the counts. */
function bucketEnds(counts: Int32Array): Int32Array {
  const ends = new Int32Array(counts.length);
  let sum = 0;
  for (let i = 0; i < counts.length; i++) ends[i] = sum += counts[i];
  return ends;
}

/** Puts suffixes at the ends of their buckets, keeping their order. */
function place(text: Int32Array, suffixes: readonly number[], counts: Int32Array, result: Int32Array): void {
  const ends = bucketEnds(counts);
  for (let i = suffixes.length - 1; i >= 0; i--) result[--ends[text[suffixes[i]]]] = suffixes[i];
}

/** From the order of the suffixes that are placed follows the order of all others. */
function induce(text: Int32Array, isS: Uint8Array, counts: Int32Array, result: Int32Array): void {
  const size = text.length;
  const starts = bucketEnds(counts);
  for (let i = 0; i < counts.length; i++) starts[i] -= counts[i];
  for (let i = 0; i < size; i++) {
    const before = result[i] - 1;
    if (before >= 0 && isS[before] === 0) result[starts[text[before]]++] = before;
  }
  const ends = bucketEnds(counts);
  for (let i = size - 1; i >= 0; i--) {
    const before = result[i] - 1;
    if (before >= 0 && isS[before] === 1) result[--ends[text[before]]] = before;
  }
}

/** Numbers the substrings between marks by their order; equal ones get equal numbers. */
function nameMarks(
  text: Int32Array,
  isS: Uint8Array,
  marks: readonly number[],
  result: Int32Array,
): [Int32Array, number] {
  const size = text.length;
  const nameAt = new Int32Array(size).fill(-1);
  let count = 0;
  let previous = -1;
  for (let i = 0; i < size; i++) {
    const at = result[i];
    if (at <= 0 || isS[at] === 0 || isS[at - 1] === 1) continue;
    if (previous >= 0 && !sameSubstring(text, isS, previous, at)) count++;
    nameAt[at] = count;
    previous = at;
  }
  return [Int32Array.from(marks, (at) => nameAt[at]), count + 1];
}

function sameSubstring(text: Int32Array, isS: Uint8Array, a: number, b: number): boolean {
  for (let k = 0; ; k++) {
    if (text[a + k] !== text[b + k] || isS[a + k] !== isS[b + k]) return false;
    if (k > 0 && isS[a + k] === 1 && isS[a + k - 1] === 0) return isS[b + k - 1] === 0;
    if (k > 0 && isS[b + k] === 1 && isS[b + k - 1] === 0) return false;
    if (a + k + 1 >= text.length || b + k + 1 >= text.length) return false;
  }
}

/** Where each of the numbers 0 … n-1 stands. */
function orderOf(names: Int32Array): Int32Array {
  const order = new Int32Array(names.length);
  for (let i = 0; i < names.length; i++) order[names[i]] = i;
  return order;
}
