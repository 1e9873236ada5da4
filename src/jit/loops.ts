/**
 * What a piece that begins in the midst of a function is made of: the outermost loop around its entry, and what comes behind up to the next
 * loop. Another loop is a piece of its own, so that what is compiled of a function grows with its length and not with its square.
 */
import type { Block, Graph } from "./cfg.ts";
import { predecessorsOf } from "./dominators.ts";

/** The graph, in which code ends at the headers of loops that do not lead back to the entry. */
export function withoutOtherLoops({ blocks }: Graph): Graph {
  const around = leadingToEntry(blocks);
  const others = new Set<number>();
  for (const { id, successors } of blocks) {
    for (const target of successors) if (target <= id && !around.has(target)) others.add(target);
  }
  return {
    blocks: blocks.map((block) =>
      others.has(block.id) ? { ...block, leaves: true, successors: [], handlers: new Map() } : block,
    ),
  };
}

function leadingToEntry(blocks: readonly Block[]): Set<number> {
  const predecessors = predecessorsOf(blocks.map(({ successors }) => successors));
  const found = new Set<number>([0]);
  const work = [0];
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    for (const before of predecessors[id]) {
      if (found.has(before)) continue;
      found.add(before);
      work.push(before);
    }
  }
  return found;
}
