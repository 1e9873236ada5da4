/** Moves blocks that only exceptions reach to the end (`push_cold_blocks_to_end`). */
import { OPCODE } from "../../bytecode/opcodes.ts";
import { Block, CfgInstr, clearVisited, isJump, maxLabel, NO_LOCATION } from "./cfg.ts";
import { removeRedundantNopsAndJumps } from "./redundant.ts";

const { JUMP_NO_INTERRUPT } = OPCODE;

/** Pushes the successors that are neither visited nor `warm`. */
function pushSuccessors(block: Block, todo: Block[]): void {
  const next = block.next;
  if (next !== undefined && !next.warm && !next.visited && block.hasFallthrough()) {
    next.visited = true;
    todo.push(next);
  }
  const last = block.last();
  if (last === undefined || !isJump(last.opcode)) return;
  const target = last.target!;
  if (target.warm || target.visited) return;
  target.visited = true;
  todo.push(target);
}

function markCold(entry: Block): void {
  clearVisited(entry);
  const todo: Block[] = [entry];
  entry.visited = true;
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    block.warm = true;
    pushSuccessors(block, todo);
  }
  clearVisited(entry);
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    if (!block.exceptHandler) continue;
    block.visited = true;
    todo.push(block);
  }
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    block.cold = true;
    pushSuccessors(block, todo);
  }
}

/** Gives cold blocks that fall into a warm one an explicit jump, since they will move. */
function makeFallthroughExplicit(entry: Block): void {
  let nextLabel = maxLabel(entry) + 1;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const next: Block | undefined = block.next;
    if (next === undefined || !block.cold || !next.warm || !block.hasFallthrough()) continue;
    const jump = new Block();
    if (next.label < 0) next.label = nextLabel++;
    jump.instrs.push(new CfgInstr(JUMP_NO_INTERRUPT, next.label, NO_LOCATION, next));
    jump.cold = true;
    jump.next = next;
    jump.predecessors = 1;
    block.next = jump;
  }
}

export function pushColdBlocksToEnd(entry: Block): void {
  if (entry.next === undefined) return;
  markCold(entry);
  makeFallthroughExplicit(entry);
  let warmTail = entry;
  let firstCold: Block | undefined;
  let coldTail: Block | undefined;
  for (let block: Block | undefined = entry.next; block !== undefined; block = block.next) {
    if (!block.cold) {
      warmTail.next = block;
      warmTail = block;
    } else {
      if (coldTail === undefined) firstCold = block;
      else coldTail.next = block;
      coldTail = block;
    }
  }
  if (coldTail !== undefined) coldTail.next = undefined;
  warmTail.next = firstCold;
  if (firstCold !== undefined) removeRedundantNopsAndJumps(entry);
}
