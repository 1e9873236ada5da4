/**
 * Which guards go before a loop. A variable that a loop does not assign to has the same value in every iteration: when each of them
 * tests its type, one test on the way in does, and the loop knows the type from its header on. A guard that then stands before an inner loop
 * may go on to the outside of the next one.
 */
import type { Graph } from "./cfg.ts";
import { dominates, immediateDominators, predecessorsOf } from "./dominators.ts";
import { sameType, type Type } from "./types.ts";

/** What the emitter has done to variables in one block. */
export interface Touched {
  readonly assigned: ReadonlySet<number>;
  /** By variable: what it was found to be, and before was not known to be. */
  readonly guarded: ReadonlyMap<number, Type>;
  /** Whether it may call something, and something that may call others. */
  readonly calls: boolean;
  readonly pays: boolean;
}

/** The same while it is being found. */
export interface Touching extends Touched {
  readonly assigned: Set<number>;
  readonly guarded: Map<number, Type>;
  calls: boolean;
  pays: boolean;
}

export function untouched(): Touching {
  return { assigned: new Set(), guarded: new Map(), calls: false, pays: false };
}

/** By header of a loop: the types that variables have to be of on the way in. */
export type Hoists = ReadonlyMap<number, ReadonlyMap<number, Type>>;

/** Why compiled code is left on the way into a loop. */
export const BEFORE_LOOP = "not what a loop expects";

/** What stands in a record's set of instructions that do not speculate, when guards before the loop that begins there have failed. */
export function loopKey(start: number): number {
  return ~start;
}

export const NO_HOISTS: Hoists = new Map();

/** Whether an edge from a block leads into the loop of `header` from outside, rather than back to it. */
export function entersLoop(source: number, header: number): boolean {
  return source < header;
}

/** `edges` are those that can be taken, by block; `untouched` says which loops' headers are to be left as they are. */
export function findHoists(
  { blocks }: Graph,
  edges: readonly (readonly number[])[],
  touched: readonly (Touched | undefined)[],
  untouched: (header: number) => boolean,
): Hoists {
  const successors = blocks.map(({ successors: all }, id) => edges[id].map((k) => all[k]));
  const predecessors = predecessorsOf(successors);
  const idom = immediateDominators(successors);
  const hoists = new Map<number, Map<number, Type>>();
  // Headers of inner loops come behind those of outer ones.
  for (let header = blocks.length - 1; header > 0; header--) {
    const latches = predecessors[header].filter((before) => before >= header);
    if (latches.length === 0 || untouched(header)) continue;
    if (latches.some((latch) => !dominates(idom, header, latch))) continue;
    const body = bodyOf(header, latches, predecessors);
    const guards = new Map<number, Type | null>();
    const note = (local: number, type: Type): void => {
      const known = guards.get(local);
      guards.set(local, known === undefined || (known !== null && sameType(known, type)) ? type : null);
    };
    for (const id of body) {
      // Only what every iteration tests.
      if (!latches.every((latch) => dominates(idom, id, latch))) continue;
      touched[id]?.guarded.forEach((type, local) => note(local, type));
      for (const target of successors[id]) {
        if (target !== header && entersLoop(id, target))
          hoists.get(target)?.forEach((type, local) => note(local, type));
      }
    }
    for (const id of body) touched[id]?.assigned.forEach((local) => guards.delete(local));
    const found = [...guards].filter((entry): entry is [number, Type] => entry[1] !== null);
    if (found.length > 0) hoists.set(header, new Map(found));
  }
  return hoists;
}

/** The blocks of a natural loop. */
function bodyOf(header: number, latches: readonly number[], predecessors: readonly (readonly number[])[]): Set<number> {
  const body = new Set<number>([header, ...latches]);
  const work = latches.filter((latch) => latch !== header);
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    for (const before of predecessors[id]) {
      if (body.has(before)) continue;
      body.add(before);
      work.push(before);
    }
  }
  return body;
}
