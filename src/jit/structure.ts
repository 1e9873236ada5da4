/**
 * Structured control flow for a reducible graph: labelled blocks and loops, from the dominator tree (Norman Ramsey, "Beyond Relooper:
 * Recursive Translation of Unstructured Control Flow to Structured Control Flow", ICFP 2022). A node that is reached by several
 * forward edges stands behind a labelled scope that those edges break out of; a node that is reached by back edges is a loop that they
 * continue; every other node stands where the one edge to it is taken. An exception handler always stands behind a scope, which
 * catches.
 */
import { dominates, immediateDominators, predecessorsOf } from "./dominators.ts";

export type Node =
  /** The code of a block; `edges` are taken at its end, one for each successor. */
  | { readonly kind: "block"; readonly block: number; readonly edges: readonly Edge[] }
  /** `L7: for (;;) { body }`. */
  | { readonly kind: "loop"; readonly header: number; readonly body: readonly Node[] }
  /** `B7: { body }`: leaving it leads to the code of block 7, which follows. `catches`: so do exceptions. */
  | { readonly kind: "scope"; readonly target: number; readonly catches: boolean; readonly body: readonly Node[] };

export interface Edge {
  readonly target: number;
  /** Continue the loop, break out of the scope, or go on with `body`, which stands here. */
  readonly how: "continue" | "break" | "inline";
  readonly body: readonly Node[];
}

/** Nodes are numbered in reverse postorder. Undefined when the graph is not reducible, or a handler is a loop. */
export function structure(
  successors: readonly (readonly number[])[],
  handlers: ReadonlySet<number> = new Set(),
): Node[] | undefined {
  const idom = immediateDominators(successors);
  const predecessors = predecessorsOf(successors);
  const children: number[][] = successors.map(() => []);
  for (let node = 1; node < successors.length; node++) children[idom[node]].push(node);
  const isMerge = (node: number) =>
    handlers.has(node) || predecessors[node].filter((before) => before < node).length > 1;
  const isLoop = (node: number) => predecessors[node].some((before) => before >= node);
  for (let node = 0; node < successors.length; node++) {
    if (predecessors[node].some((before) => before >= node && !dominates(idom, node, before))) return undefined;
    if (handlers.has(node) && isLoop(node)) return undefined;
  }

  const tree = (node: number): Node[] => {
    const merges = children[node].filter(isMerge);
    if (!isLoop(node)) return within(node, merges);
    return [{ kind: "loop", header: node, body: within(node, merges) }];
  };

  /** The node, in scopes for the merge nodes that it dominates immediately; the last of them is the outermost. */
  const within = (node: number, merges: readonly number[]): Node[] => {
    if (merges.length === 0) {
      return [{ kind: "block", block: node, edges: successors[node].map((target) => edge(node, target)) }];
    }
    const last = merges[merges.length - 1];
    const body = within(node, merges.slice(0, -1));
    return [{ kind: "scope", target: last, catches: handlers.has(last), body }, ...tree(last)];
  };

  const edge = (source: number, target: number): Edge => {
    if (target <= source) return { target, how: "continue", body: [] };
    if (isMerge(target)) return { target, how: "break", body: [] };
    return { target, how: "inline", body: tree(target) };
  };

  return tree(0);
}
