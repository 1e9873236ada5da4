/** Counts predecessors and empties blocks that have none (`remove_unreachable`). */
import { type Block, clearVisited, hasTarget } from "./cfg.ts";

export function removeUnreachable(entry: Block): void {
  clearVisited(entry);
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) block.predecessors = 0;
  entry.predecessors = 1;
  entry.visited = true;
  const todo: Block[] = [entry];
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    const next = block.next;
    if (next !== undefined && block.hasFallthrough()) {
      if (!next.visited) {
        next.visited = true;
        todo.push(next);
      }
      next.predecessors++;
    }
    const instrs = block.instrs;
    for (let i = 0; i < instrs.length; i++) {
      if (!hasTarget(instrs[i].opcode)) continue;
      const target = instrs[i].target!;
      if (!target.visited) {
        target.visited = true;
        todo.push(target);
      }
      target.predecessors++;
    }
  }
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    if (block.predecessors > 0) continue;
    block.truncate(0);
    block.exceptHandler = false;
  }
}
