/**
 * The flow graph of decoded bytecode, from an entry instruction on: basic blocks in reverse postorder. Exception handlers are not
 * part of it: an exception is handled in the interpreter, which takes the activation over.
 */
import { type Executable, OP_BITS } from "../interpreter/code.ts";
import { GENERIC, OP } from "../interpreter/generated/tables.ts";
import { reversePostorder } from "./postorder.ts";

export interface Instruction {
  readonly index: number;
  /** The form that specialization has chosen. */
  readonly op: number;
  readonly generic: number;
  readonly arg: number;
}

export interface Block {
  readonly id: number;
  readonly start: number;
  readonly instructions: readonly Instruction[];
  /** Block ids: for a branch, where it falls through and where it jumps to. */
  readonly successors: readonly number[];
}

export interface Graph {
  /** In reverse postorder; a block's id is its place here. The first is the entry. */
  readonly blocks: readonly Block[];
}

const BRANCHES = new Set<number>([
  OP.POP_JUMP_IF_FALSE,
  OP.POP_JUMP_IF_TRUE,
  OP.POP_JUMP_IF_NONE,
  OP.POP_JUMP_IF_NOT_NONE,
  OP.FOR_ITER,
]);
const JUMPS = new Set<number>([OP.JUMP_FORWARD, OP.JUMP_BACKWARD, OP.JUMP_BACKWARD_NO_INTERRUPT]);
/** After these the interpreter goes on, or nothing does. */
const ENDS = new Set<number>([OP.RETURN_VALUE, OP.YIELD_VALUE, OP.RAISE_VARARGS, OP.RERAISE]);

/** Where a jump goes: FOR_ITER passes the END_FOR at its target. */
function targetOf(instruction: Instruction): number {
  return instruction.generic === OP.FOR_ITER ? instruction.arg + 1 : instruction.arg;
}

export function buildGraph(code: Executable, entry: number, leaves: (op: number) => boolean): Graph {
  const read = (index: number): Instruction => {
    const op = code.plain[index];
    return { index, op, generic: GENERIC[op], arg: code.words[index] >> OP_BITS };
  };
  const leaders = findLeaders(read, entry, leaves);
  const blocks = new Map<number, { start: number; instructions: Instruction[]; targets: number[] }>();
  for (const start of leaders) {
    const instructions: Instruction[] = [];
    let targets: number[] = [];
    for (let index = start; ; index++) {
      if (index > start && leaders.has(index)) {
        targets = [index];
        break;
      }
      const instruction = read(index);
      instructions.push(instruction);
      const after = successorsOf(instruction, leaves);
      if (after !== null) {
        targets = after;
        break;
      }
    }
    blocks.set(start, { start, instructions, targets });
  }
  const order = reversePostorder(entry, (start) => blocks.get(start)!.targets);
  const ids = new Map(order.map((start, id) => [start, id]));
  return {
    blocks: order.map((start, id) => {
      const { instructions, targets } = blocks.get(start)!;
      return { id, start, instructions, successors: targets.map((target) => ids.get(target)!) };
    }),
  };
}

/** Where control goes after an instruction that ends a block; null when it does not. */
function successorsOf(instruction: Instruction, leaves: (op: number) => boolean): number[] | null {
  const { generic, index } = instruction;
  if (ENDS.has(generic) || leaves(generic)) return [];
  if (JUMPS.has(generic)) return [instruction.arg];
  if (BRANCHES.has(generic)) return [index + 1, targetOf(instruction)];
  return null;
}

function findLeaders(
  read: (index: number) => Instruction,
  entry: number,
  leaves: (op: number) => boolean,
): Set<number> {
  const leaders = new Set<number>([entry]);
  const work = [entry];
  const seen = new Set<number>();
  for (let start = work.pop(); start !== undefined; start = work.pop()) {
    for (let index = start; !seen.has(index); index++) {
      seen.add(index);
      const after = successorsOf(read(index), leaves);
      if (after === null) continue;
      for (const target of after) {
        leaders.add(target);
        work.push(target);
      }
      break;
    }
  }
  return leaders;
}
