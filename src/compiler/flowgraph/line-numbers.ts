/**
 * Line numbers of instructions that codegen left without one (Python/flowgraph.c): each exit must have a line (PEP 626),
 * so exit blocks without one are copied until each has a single predecessor, whose line they take.
 */
import { type Block, copyBlock, isJump, maxLabel, NO_LOCATION, nextNonemptyBlock } from "./cfg.ts";

function isExitOrEvalCheckWithoutLineno(block: Block): boolean {
  return (block.exitsScope() || block.hasEvalBreak()) && block.hasNoLineno();
}

function duplicateExitsWithoutLineno(entry: Block): void {
  let nextLabel = maxLabel(entry) + 1;
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const last = block.last();
    if (last === undefined || !isJump(last.opcode)) continue;
    const target = nextNonemptyBlock(last.target)!;
    if (target.predecessors <= 1 || !isExitOrEvalCheckWithoutLineno(target)) continue;
    const copy = copyBlock(target);
    copy.instrs[0].loc = last.loc;
    last.target = copy;
    target.predecessors--;
    copy.predecessors = 1;
    copy.next = target.next;
    copy.label = nextLabel++;
    target.next = copy;
  }
  // What is left can only be reached by falling through.
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const next = block.next;
    if (next === undefined || block.instrs.length === 0 || !block.hasFallthrough()) continue;
    if (isExitOrEvalCheckWithoutLineno(next)) next.instrs[0].loc = block.last()!.loc;
  }
}

function propagateLineNumbers(entry: Block): void {
  for (let block: Block | undefined = entry; block !== undefined; block = block.next) {
    const instrs = block.instrs;
    if (instrs.length === 0) continue;
    let previous = NO_LOCATION;
    for (let i = 0; i < instrs.length; i++) {
      if (instrs[i].loc.lineno === -1) instrs[i].loc = previous;
      else previous = instrs[i].loc;
    }
    const next = block.next;
    if (next !== undefined && next.predecessors === 1 && block.hasFallthrough()) inherit(next, previous);
    const last = instrs[instrs.length - 1];
    if (isJump(last.opcode) && last.target!.predecessors === 1) inherit(last.target!, previous);
  }
}

function inherit(block: Block, loc: typeof NO_LOCATION): void {
  const first = block.instrs[0];
  if (first !== undefined && first.loc.lineno === -1) first.loc = loc;
}

/** `resolve_line_numbers` */
export function resolveLineNumbers(entry: Block): void {
  duplicateExitsWithoutLineno(entry);
  propagateLineNumbers(entry);
}
