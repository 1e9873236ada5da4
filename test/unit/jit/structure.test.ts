/** Structured control flow: graphs in, nested labels out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { immediateDominators } from "../../../src/jit/dominators.ts";
import { reversePostorder } from "../../../src/jit/postorder.ts";
import { type Node, structure } from "../../../src/jit/structure.ts";

/** One line a graph: `loop 1 [ … ]`, `scope 3 { … }`, block numbers, and how each edge is taken. */
function show(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.kind === "loop") return `loop${node.header}[${show(node.body)}]`;
      if (node.kind === "scope") return `scope${node.target}{${show(node.body)}}`;
      const edges = node.edges.map((edge) =>
        edge.how === "inline" ? `(${show(edge.body)})` : `${edge.how}${edge.target}`,
      );
      return [String(node.block), ...edges].join(" ");
    })
    .join("; ");
}

test("immediate dominators", () => {
  assert.deepEqual(immediateDominators([[1, 2], [3], [3], []]), [0, 0, 0, 0]);
  assert.deepEqual(immediateDominators([[1], [2, 4], [3], [1], []]), [0, 0, 1, 2, 1]);
});

test("reverse postorder puts what falls through first", () => {
  const successors: Record<number, number[]> = { 0: [10, 20], 10: [30], 20: [30], 30: [] };
  assert.deepEqual(
    reversePostorder(0, (node) => successors[node]),
    [0, 10, 20, 30],
  );
});

test("a branch whose arms meet", () => {
  const tree = structure([[1, 2], [3], [3], []]);
  assert.equal(show(tree!), "scope3{0 (1 break3) (2 break3)}; 3");
});

test("a loop with its exit", () => {
  const tree = structure([[1], [2, 3], [1], []]);
  assert.equal(show(tree!), "0 (loop1[1 (2 continue1) (3)])");
});

test("an entry in the midst of two loops makes one of them", () => {
  // Entered at the inner header 0: the outer loop's header 2 leads back to it.
  const tree = structure([[1, 2], [0], [0, 3], []]);
  assert.equal(show(tree!), "loop0[0 (1 continue0) (2 continue0 (3))]");
});

test("a graph with two ways into a loop is refused", () => {
  assert.equal(structure([[1, 2], [2, 3], [1], []]), undefined);
});
