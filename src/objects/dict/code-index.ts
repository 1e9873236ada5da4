/** CodeIndex: from hash codes to the entries of a key table, by open addressing with linear probing. */
import { firstSlot, SPREAD } from "../../kernel/spread.ts";

/** Slots of 64 bytes: V8 allocates larger arrays ten times as slowly. */
const MIN_BITS = 4;
const FEW = 1000;

/** Arrays of at most so many slots are kept for the next table that grows, a few of each size. */
const MOST_BITS = 10;
const KEPT = 4;
const kept: Int32Array[][] = Array.from({ length: MOST_BITS + 1 }, () => []);

function slotsOf(bits: number): Int32Array {
  const slots = bits <= MOST_BITS ? kept[bits].pop() : undefined;
  return slots === undefined ? new Int32Array(2 ** bits) : slots.fill(0);
}

export class CodeIndex {
  /** An entry plus one; 0: free. No slot becomes free again: what it says is checked by who looks. At most half are taken. */
  readonly slots: Int32Array;
  /** By how much a spread code is shifted to become a slot. */
  readonly shift: number;
  private taken: number;

  private constructor(slots: Int32Array, shift: number, taken: number) {
    this.slots = slots;
    this.shift = shift;
    this.taken = taken;
  }

  /** With room for half as many more entries at least; of a few, four times as many: making the array costs more than its size. */
  static withRoom(count: number): CodeIndex {
    let bits = MIN_BITS;
    while (2 ** bits < count * (count < FEW ? 8 : 3)) bits++;
    return new CodeIndex(slotsOf(bits), 32 - bits, 0);
  }

  /** Another has taken its place, and nobody looks into this one any more. */
  giveUp(): void {
    const bits = 32 - this.shift;
    if (bits > MIN_BITS && bits <= MOST_BITS && kept[bits].length < KEPT) kept[bits].push(this.slots);
  }

  copy(): CodeIndex {
    return new CodeIndex(this.slots.slice(), this.shift, this.taken);
  }

  /** Whether so many entries, and as many again, have room in it, and not much more. */
  suits(count: number): boolean {
    const { length } = this.slots;
    return length >= count * 4 && length <= Math.max(count * 16, 2 ** MIN_BITS);
  }

  get isFull(): boolean {
    return this.taken * 2 >= this.slots.length;
  }

  /** Forgets everything, for as many entries as it has room for. */
  empty(): void {
    this.slots.fill(0);
    this.taken = 0;
  }

  /** The entry with this code has another place now. */
  move(code: number, from: number, to: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = firstSlot(code, this.shift);
    while (slots[slot] !== from + 1) slot = (slot + 1) & mask;
    slots[slot] = to + 1;
  }

  /** Must not be full. */
  add(code: number, entry: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = firstSlot(code, this.shift);
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    this.fill(slot, entry + 1);
  }

  /** Puts an entry plus one into a slot that is free. */
  fill(slot: number, entryPlusOne: number): void {
    this.slots[slot] = entryPlusOne;
    this.taken++;
  }
}

/** The code of an int that is a JavaScript number. */
export function intCode(int: number): number {
  return int === (int | 0) ? int : (int | 0) ^ Math.imul(int / 2 ** 32, SPREAD);
}
