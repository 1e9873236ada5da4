/** The order in which the passes visit a graph. */

/** Nodes reachable from `entry`, every one before its successors apart from back edges. */
export function reversePostorder(entry: number, successors: (node: number) => readonly number[]): number[] {
  const order: number[] = [];
  const seen = new Set<number>([entry]);
  const stack: { node: number; next: number }[] = [{ node: entry, next: 0 }];
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    const after = successors(top.node);
    if (top.next < after.length) {
      // The last successor is finished first, so that what falls through comes first.
      const node = after[after.length - 1 - top.next++];
      if (!seen.has(node)) {
        seen.add(node);
        stack.push({ node, next: 0 });
      }
    } else {
      order.push(top.node);
      stack.pop();
    }
  }
  return order.reverse();
}
