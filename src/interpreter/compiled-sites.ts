/**
 * Places in compiled code by their numbers, which compiled code writes down where it can be looked at or left. Numbers come in blocks that
 * belong to code objects. The table knows blocks only weakly, so that code which nobody needs any more can go, and its numbers are used again.
 */
import type { PyFunction } from "../objects/function.ts";
import type { Executable } from "./code.ts";

/** A place in compiled code where an activation may be looked at or left. */
export interface CompiledSite {
  readonly code: Executable;
  /** Any function of that code and those globals. */
  readonly func: PyFunction;
  /** Index of the instruction. */
  readonly index: number;
}

export type SiteBlock = CompiledSite[];

/** A number is that of a block, and in its low bits the place in the block. */
const PLACE_BITS = 4;
const BLOCK_SIZE = 1 << PLACE_BITS;
const PLACE_MASK = BLOCK_SIZE - 1;

/** Blocks in the table before it is first searched for those that are gone. */
const FIRST_SEARCH = 4096;

const blocks: WeakRef<SiteBlock>[] = [];
const free: number[] = [];
let searchAt = FIRST_SEARCH;

/** Blocks that were looked at last, each at the low bits of its number: WeakRef.deref is slow. */
const RECENT_MASK = 63;
const recentNumbers: Int32Array = new Int32Array(RECENT_MASK + 1).fill(-1);
const recentBlocks: SiteBlock[] = [];

export function siteAt(number: number): CompiledSite {
  const block = number >> PLACE_BITS;
  const at = block & RECENT_MASK;
  if (recentNumbers[at] !== block) {
    recentNumbers[at] = block;
    recentBlocks[at] = blocks[block].deref()!;
  }
  return recentBlocks[at][number & PLACE_MASK];
}

/** The same of a number that may no longer be in use; undefined where it is not. */
export function siteIfAny(number: number): CompiledSite | undefined {
  return blocks[number >> PLACE_BITS]?.deref()?.[number & PLACE_MASK];
}

export function forgetRecentBlocks(): void {
  recentNumbers.fill(-1);
  recentBlocks.length = 0;
}

/** The sites of one compiled function. */
export class SiteTable {
  /** To be kept as long as an activation of the function may run. */
  readonly blocks: SiteBlock[] = [];
  size = 0;
  private first = 0;

  /** The number of a new site. */
  add(site: CompiledSite): number {
    const place = this.size++ & PLACE_MASK;
    if (place === 0) this.first = newBlock(this.blocks) << PLACE_BITS;
    this.blocks[this.blocks.length - 1].push(site);
    return this.first | place;
  }
}

/** Appends an empty block to those of a function; its number. */
function newBlock(owned: SiteBlock[]): number {
  const block: SiteBlock = [];
  owned.push(block);
  if (free.length === 0 && blocks.length >= searchAt) search();
  const number = free.pop() ?? blocks.length;
  blocks[number] = new WeakRef(block);
  return number;
}

/** Finds the blocks that are gone. As many must come before the next search as are left. */
function search(): void {
  for (let i = 0; i < blocks.length; i++) if (blocks[i].deref() === undefined) free.push(i);
  searchAt = Math.max(FIRST_SEARCH, 2 * (blocks.length - free.length));
}
