/**
 * A stable, adaptive merge sort (Tim Peters' timsort): runs that are already in order are found and merged, galloping where one run wins
 * for long. Sorts `keys` and, in step with them, `vals` (null: the keys are the values). `less(a, b)` is the only comparison and may throw;
 * the arrays then hold all their elements in some order, except that elements in flight are put back first.
 * Algorithm: CPython Objects/listsort.txt.
 */
import { checkpoint } from "../../kernel/interrupt.ts";
import type { PyFloat } from "../float/float-object.ts";
import type { PyValue } from "../object.ts";
import { moveItems } from "./items.ts";

export type Less = (a: PyValue, b: PyValue) => boolean;

/** What the keys are, so that the common comparisons need no call: anything (compared by `less`), numbers, strings, floats. */
export const ANY = 0;
export const NUMBERS = 1;
export const STRINGS = 2;
export const FLOATS = 3;
export type KeyKind = 0 | 1 | 2 | 3;

const MIN_GALLOP = 7;
const MIN_MERGE = 64;

export function timsort(keys: PyValue[], vals: PyValue[] | null, less: Less, kind: KeyKind = ANY): void {
  const n = keys.length;
  if (n < 2) return;
  const sorter = new Sorter(keys, vals, less, kind);
  const minRun = minRunLength(n);
  let low = 0;
  while (low < n) {
    let run = sorter.countRun(low, n);
    if (run < minRun) {
      const force = Math.min(minRun, n - low);
      sorter.binarySort(low, low + force, low + run);
      run = force;
    }
    sorter.pushRun(low, run, n);
    low += run;
  }
  sorter.mergeAll();
}

function minRunLength(n: number): number {
  let odd = 0;
  while (n >= MIN_MERGE) {
    odd |= n & 1;
    n >>= 1;
  }
  return n + odd;
}

class Sorter {
  private readonly keys: PyValue[];
  private readonly vals: PyValue[] | null;
  private readonly order: Less;
  private readonly kind: KeyKind;
  private minGallop = MIN_GALLOP;
  /** Pending runs: start, length, and the power of the boundary before the next run (the powersort merge policy). */
  private readonly starts: number[] = [];
  private readonly lengths: number[] = [];
  private readonly powers: number[] = [];

  constructor(keys: PyValue[], vals: PyValue[] | null, order: Less, kind: KeyKind) {
    this.keys = keys;
    this.vals = vals;
    this.order = order;
    this.kind = kind;
  }

  private less(a: PyValue, b: PyValue): boolean {
    checkpoint();
    switch (this.kind) {
      case NUMBERS:
        return (a as number) < (b as number);
      case STRINGS:
        return (a as string) < (b as string);
      case FLOATS:
        return (a as PyFloat).v < (b as PyFloat).v;
      default:
        return this.order(a, b);
    }
  }

  /**
   * Length of the run that starts at `low`, made ascending: a descending run may hold equal elements, which keep their order
   * because each stretch of them is reversed twice.
   */
  countRun(low: number, high: number): number {
    const { keys } = this;
    let at = low + 1;
    while (at < high && !this.less(keys[at], keys[at - 1])) at++;
    if (at === high) return at - low;
    if (at > low + 1) {
      if (this.less(keys[low], keys[at - 1])) return at - low;
      // Everything before the smaller element is equal.
      this.reverse(low, at);
    }
    at++;
    let equals = 0;
    for (; at < high; at++) {
      if (this.less(keys[at], keys[at - 1])) {
        if (equals > 0) this.reverse(at - equals - 1, at);
        equals = 0;
      } else if (this.less(keys[at - 1], keys[at])) break;
      else equals++;
    }
    if (equals > 0) this.reverse(at - equals - 1, at);
    this.reverse(low, at);
    // What was descending may go on ascending.
    while (at < high && !this.less(keys[at], keys[at - 1])) at++;
    return at - low;
  }

  private reverse(low: number, high: number): void {
    reverse(this.keys, low, high);
    if (this.vals !== null) reverse(this.vals, low, high);
  }

  /** Insertion sort with binary search; [low, start) is sorted already. */
  binarySort(low: number, high: number, start: number): void {
    const { keys, vals } = this;
    for (; start < high; start++) {
      const pivot = keys[start];
      let left = low;
      let right = start;
      while (left < right) {
        const middle = (left + right) >>> 1;
        if (this.less(pivot, keys[middle])) right = middle;
        else left = middle + 1;
      }
      for (let i = start; i > left; i--) keys[i] = keys[i - 1];
      keys[left] = pivot;
      if (vals !== null) {
        const value = vals[start];
        for (let i = start; i > left; i--) vals[i] = vals[i - 1];
        vals[left] = value;
      }
    }
  }

  /** Notes a run, after merging those that the powersort policy wants merged before it. */
  pushRun(start: number, length: number, n: number): void {
    const { starts, lengths, powers } = this;
    if (starts.length > 0) {
      const last = starts.length - 1;
      const power = boundaryPower(starts[last], lengths[last], length, n);
      while (starts.length > 1 && powers[starts.length - 2] > power) this.mergeAt(starts.length - 2);
      powers[starts.length - 1] = power;
    }
    starts.push(start);
    lengths.push(length);
  }

  mergeAll(): void {
    while (this.starts.length > 1) {
      let i = this.starts.length - 2;
      if (i > 0 && this.lengths[i - 1] < this.lengths[i + 1]) i--;
      this.mergeAt(i);
    }
  }

  private mergeAt(i: number): void {
    const { keys, starts, lengths } = this;
    let startA = starts[i];
    let lengthA = lengths[i];
    const startB = starts[i + 1];
    let lengthB = lengths[i + 1];
    lengths[i] = lengthA + lengthB;
    starts.splice(i + 1, 1);
    lengths.splice(i + 1, 1);
    this.powers.splice(i, 1);
    const skip = this.gallopRight(keys[startB], keys, startA, lengthA, 0);
    startA += skip;
    lengthA -= skip;
    if (lengthA === 0) return;
    lengthB = this.gallopLeft(keys[startA + lengthA - 1], keys, startB, lengthB, lengthB - 1);
    if (lengthB === 0) return;
    if (lengthA <= lengthB) this.mergeLow(startA, lengthA, startB, lengthB);
    else this.mergeHigh(startA, lengthA, startB, lengthB);
  }

  /** Where `key` goes in a sorted range, before its equals; the search starts at `hint`. */
  private gallopLeft(key: PyValue, array: PyValue[], start: number, length: number, hint: number): number {
    let last = 0;
    let offset = 1;
    if (this.less(array[start + hint], key)) {
      const max = length - hint;
      while (offset < max && this.less(array[start + hint + offset], key)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > max) offset = max;
      last += hint;
      offset += hint;
    } else {
      const max = hint + 1;
      while (offset < max && !this.less(array[start + hint - offset], key)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > max) offset = max;
      [last, offset] = [hint - offset, hint - last];
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >>> 1);
      if (this.less(array[start + middle], key)) last = middle + 1;
      else offset = middle;
    }
    return offset;
  }

  /** Like gallopLeft, but after its equals. */
  private gallopRight(key: PyValue, array: PyValue[], start: number, length: number, hint: number): number {
    let last = 0;
    let offset = 1;
    if (this.less(key, array[start + hint])) {
      const max = hint + 1;
      while (offset < max && this.less(key, array[start + hint - offset])) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > max) offset = max;
      [last, offset] = [hint - offset, hint - last];
    } else {
      const max = length - hint;
      while (offset < max && !this.less(key, array[start + hint + offset])) {
        last = offset;
        offset = offset * 2 + 1;
      }
      if (offset > max) offset = max;
      last += hint;
      offset += hint;
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >>> 1);
      if (this.less(key, array[start + middle])) offset = middle;
      else last = middle + 1;
    }
    return offset;
  }

  /** Merges two neighbouring runs from the left; the left one, the shorter, is set aside. */
  private mergeLow(startA: number, lengthA: number, startB: number, lengthB: number): void {
    const { keys, vals } = this;
    const aside = keys.slice(startA, startA + lengthA);
    const asideVals = vals === null ? null : vals.slice(startA, startA + lengthA);
    let a = 0;
    let b = startB;
    const endB = startB + lengthB;
    let to = startA;
    const takeA = (count: number): void => {
      copy(aside, a, keys, to, count);
      if (vals !== null) copy(asideVals!, a, vals, to, count);
      a += count;
      to += count;
    };
    const takeB = (count: number): void => {
      moveItems(keys, to, b, count);
      if (vals !== null) moveItems(vals, to, b, count);
      b += count;
      to += count;
    };
    // The last of the left run is known to be greater than all of the right one: it is not compared.
    try {
      takeB(1);
      if (b === endB || lengthA === 1) return;
      for (;;) {
        let winsA = 0;
        let winsB = 0;
        for (;;) {
          if (this.less(keys[b], aside[a])) {
            keys[to] = keys[b];
            if (vals !== null) vals[to] = vals[b];
            to++;
            b++;
            winsA = 0;
            if (b === endB) return;
            if (++winsB >= this.minGallop) break;
          } else {
            keys[to] = aside[a];
            if (vals !== null) vals[to] = asideVals![a];
            to++;
            a++;
            winsB = 0;
            if (lengthA - a === 1) return;
            if (++winsA >= this.minGallop) break;
          }
        }
        this.minGallop++;
        do {
          if (this.minGallop > 1) this.minGallop--;
          winsA = this.gallopRight(keys[b], aside, a, lengthA - a, 0);
          takeA(winsA);
          if (lengthA - a <= 1) return;
          takeB(1);
          if (b === endB) return;
          winsB = this.gallopLeft(aside[a], keys, b, endB - b, 0);
          takeB(winsB);
          if (b === endB) return;
          takeA(1);
          if (lengthA - a === 1) return;
        } while (winsA >= MIN_GALLOP || winsB >= MIN_GALLOP);
        this.minGallop++;
      }
    } finally {
      // What was set aside goes into the gap, whatever happened; its last one goes behind what is left of the right run.
      if (lengthA - a === 1) takeB(endB - b);
      takeA(lengthA - a);
    }
  }

  /** Merges from the right; the right run, the shorter, is set aside. */
  private mergeHigh(startA: number, lengthA: number, startB: number, lengthB: number): void {
    const { keys, vals } = this;
    const aside = keys.slice(startB, startB + lengthB);
    const asideVals = vals === null ? null : vals.slice(startB, startB + lengthB);
    let a = startA + lengthA - 1;
    let b = lengthB - 1;
    let to = startB + lengthB - 1;
    const takeA = (count: number): void => {
      moveItems(keys, to - count + 1, a - count + 1, count);
      if (vals !== null) moveItems(vals, to - count + 1, a - count + 1, count);
      a -= count;
      to -= count;
    };
    const takeB = (count: number): void => {
      copy(aside, b - count + 1, keys, to - count + 1, count);
      if (vals !== null) copy(asideVals!, b - count + 1, vals, to - count + 1, count);
      b -= count;
      to -= count;
    };
    // The first of the right run is known to be less than all of the left one: it is not compared.
    try {
      takeA(1);
      if (a < startA || lengthB === 1) return;
      for (;;) {
        let winsA = 0;
        let winsB = 0;
        for (;;) {
          if (this.less(aside[b], keys[a])) {
            keys[to] = keys[a];
            if (vals !== null) vals[to] = vals[a];
            to--;
            a--;
            winsB = 0;
            if (a < startA) return;
            if (++winsA >= this.minGallop) break;
          } else {
            keys[to] = aside[b];
            if (vals !== null) vals[to] = asideVals![b];
            to--;
            b--;
            winsA = 0;
            if (b === 0) return;
            if (++winsB >= this.minGallop) break;
          }
        }
        this.minGallop++;
        do {
          if (this.minGallop > 1) this.minGallop--;
          winsA = a - startA + 1 - this.gallopRight(aside[b], keys, startA, a - startA + 1, a - startA);
          takeA(winsA);
          if (a < startA) return;
          takeB(1);
          if (b === 0) return;
          winsB = b + 1 - this.gallopLeft(keys[a], aside, 0, b + 1, b);
          takeB(winsB);
          if (b <= 0) return;
          takeA(1);
          if (a < startA) return;
        } while (winsA >= MIN_GALLOP || winsB >= MIN_GALLOP);
        this.minGallop++;
      }
    } finally {
      if (b === 0) takeA(a - startA + 1);
      takeB(b + 1);
    }
  }
}

/** The depth of the boundary between two neighbouring runs in a perfectly balanced tree over all n elements. */
function boundaryPower(start: number, length: number, nextLength: number, n: number): number {
  let a = 2 * start + length;
  let b = a + length + nextLength;
  let power = 0;
  for (;;) {
    power++;
    if (a >= n) {
      a -= n;
      b -= n;
    } else if (b >= n) return power;
    a *= 2;
    b *= 2;
  }
}

function reverse(array: PyValue[], low: number, high: number): void {
  for (high--; low < high; low++, high--) {
    const item = array[low];
    array[low] = array[high];
    array[high] = item;
  }
}

function copy(from: PyValue[], at: number, to: PyValue[], start: number, count: number): void {
  for (let i = 0; i < count; i++) to[start + i] = from[at + i];
}
