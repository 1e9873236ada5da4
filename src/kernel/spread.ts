/** Multiplicative hashing. Source: D. E. Knuth, The Art of Computer Programming, volume 3, 6.4. */

/** 2**32 divided by the golden ratio: multiplied by it, codes that lie close together come far apart. */
export const SPREAD = 0x9e3779b1;

/** Where a table of 2**(32 - shift) slots is to be looked into first. */
export function firstSlot(code: number, shift: number): number {
  return Math.imul(code, SPREAD) >>> shift;
}
