/**
 * Searching for long needles in time proportional to both lengths, whatever the texts: the two-way algorithm of Crochemore and
 * Perrin, as CPython's Objects/stringlib/fastsearch.h uses it. Short needles are better served by simple loops.
 */

/** From this length on a needle is searched by this algorithm. */
export const LONG_NEEDLE = 200;

/** The maximal suffix of the needle by an order of its items, and that suffix's period. */
function maximalSuffix(needle: ArrayLike<number>, inverted: boolean): [start: number, period: number] {
  let start = 0;
  let candidate = 1;
  let k = 0;
  let period = 1;
  while (candidate + k < needle.length) {
    const a = needle[candidate + k];
    const b = needle[start + k];
    if (inverted ? b < a : a < b) {
      candidate += k + 1;
      k = 0;
      period = candidate - start;
    } else if (a === b) {
      if (k + 1 !== period) k++;
      else {
        candidate += period;
        k = 0;
      }
    } else {
      start = candidate;
      candidate++;
      k = 0;
      period = 1;
    }
  }
  return [start, period];
}

/** A needle made ready for several searches. */
export class TwoWay {
  private readonly needle: ArrayLike<number>;
  private readonly cut: number;
  private readonly period: number;
  private readonly periodic: boolean;
  /** How far the needle may move when the text's item under its end is of a class (the low bits). */
  private readonly shift = new Uint32Array(256);

  constructor(needle: ArrayLike<number>) {
    this.needle = needle;
    const first = maximalSuffix(needle, false);
    const second = maximalSuffix(needle, true);
    const [cut, period] = first[0] > second[0] ? first : second;
    this.cut = cut;
    let periodic = cut + period <= needle.length;
    for (let i = 0; periodic && i < cut; i++) periodic = needle[i] === needle[i + period];
    this.periodic = periodic;
    this.period = periodic ? period : Math.max(cut, needle.length - cut) + 1;
    this.shift.fill(needle.length);
    for (let i = 0; i < needle.length; i++) this.shift[needle[i] & 255] = needle.length - 1 - i;
  }

  /** The first place of the needle in text[start, end), or -1. */
  find(text: ArrayLike<number>, start: number, end: number): number {
    const { needle, cut, period, periodic, shift } = this;
    const size = needle.length;
    let at = start;
    let memory = 0;
    while (at + size <= end) {
      const skip = shift[text[at + size - 1] & 255];
      if (skip > 0) {
        at += skip;
        memory = 0;
        continue;
      }
      let i = Math.max(cut, memory);
      while (i < size && needle[i] === text[at + i]) i++;
      if (i < size) {
        at += i - cut + 1;
        memory = 0;
        continue;
      }
      i = cut - 1;
      while (i >= memory && needle[i] === text[at + i]) i--;
      if (i < memory) return at;
      at += period;
      memory = periodic ? size - period : 0;
    }
    return -1;
  }
}
