/**
 * Where calls of a function spend fuel. What takes arbitrarily long without jumping back makes calls that make calls: so it is enough that
 * those activations pay that make any, other than calls of functions that make none. A method that only reads attributes, or the end of a recursion, costs
 * no counting, which is a store that the next count has to wait for.
 *
 * In a circle of functions that call each other one pays for sure: for a call nobody pays who was compiled when what is called called nothing at
 * all. That has been compiled anew since, if it is in the circle; which cannot be so of one after the other all the way around. What leaves
 * for the interpreter pays there for what it calls.
 */
import type { Analysis } from "./analyze.ts";
import type { Graph } from "./cfg.ts";
import { immediateDominators, predecessorsOf } from "./dominators.ts";

export const NONE_PAYS: ReadonlySet<number> = new Set();

/** The blocks that pay for the calls behind them, outside of all loops; the first one if a handler would have to know of it. */
export function payingBlocks(
  { blocks }: Graph,
  { edges, paying }: Pick<Analysis, "edges" | "paying">,
): ReadonlySet<number> {
  const successors = blocks.map(({ successors: all }, id) => edges[id].map((k) => all[k]));
  const idom = immediateDominators(successors);
  const predecessors = predecessorsOf(successors);
  const isHeader = (id: number): boolean => predecessors[id].some((before) => before >= id);
  const places = new Set<number>();
  for (const id of paying) {
    let place = id;
    for (let at = id; at > 0; at = idom[at]) if (isHeader(at)) place = idom[at];
    places.add(isHeader(0) ? 0 : place);
  }
  const pays = new Set<number>();
  for (const place of places) {
    let at = place;
    while (at > 0 && !places.has(idom[at])) at = idom[at];
    if (at === 0) pays.add(place);
  }
  return [...pays].some((id) => id > 0 && blocks[id].instructions[0].handler >= 0) ? new Set([0]) : pays;
}
