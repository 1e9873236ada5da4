/**
 * The flow graph of decoded bytecode, from an entry instruction on: basic blocks in reverse postorder. An exception handler that is to
 * be compiled is a successor of every block with an instruction that it guards; any other is left to the interpreter.
 */
import { type Executable, OP_BITS } from "../interpreter/code.ts";
import { GENERIC, OP } from "../interpreter/generated/tables.ts";
import { findHandler } from "../interpreter/unwind.ts";
import { reversePostorder } from "./postorder.ts";

export interface Instruction {
  readonly index: number;
  /** The form that specialization has chosen. */
  readonly op: number;
  readonly generic: number;
  readonly arg: number;
  /** The entry of the exception table for it, if its handler is compiled; else -1. */
  readonly handler: number;
  /** The one that follows in the same block. */
  readonly next: Instruction | null;
}

export interface Block {
  readonly id: number;
  readonly start: number;
  readonly instructions: readonly Instruction[];
  /** Block ids: for a branch, where it falls through and where it jumps to. Handlers come last. */
  readonly successors: readonly number[];
  /** By entry of the exception table: index into the successors. */
  readonly handlers: ReadonlyMap<number, number>;
  /** The interpreter goes on before its first instruction. */
  readonly leaves: boolean;
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
  OP.SEND,
]);
const JUMPS = new Set<number>([OP.JUMP_FORWARD, OP.JUMP_BACKWARD, OP.JUMP_BACKWARD_NO_INTERRUPT]);
/** After these the interpreter goes on, or nothing does. */
const ENDS = new Set<number>([OP.RETURN_VALUE, OP.YIELD_VALUE, OP.RAISE_VARARGS, OP.RERAISE]);

/** Where a jump goes: FOR_ITER passes the END_FOR at its target. */
function targetOf(instruction: Instruction): number {
  return instruction.generic === OP.FOR_ITER ? instruction.arg + 1 : instruction.arg;
}

/** An instruction whose follower is still to be found. */
type Link = Omit<Instruction, "next"> & { next: Instruction | null };

interface Draft {
  readonly instructions: readonly Instruction[];
  readonly targets: readonly number[];
  /** Starts of handlers by entry of the exception table. */
  readonly handlers: ReadonlyMap<number, number>;
}

/**
 * `compiles` tells which handlers become part of the graph, by the instruction that they begin with; `passes`, whether instructions that
 * end a piece of code, such as a `yield`, are followed by what comes next.
 */
export function buildGraph(
  code: Executable,
  entry: number,
  leaves: (op: number) => boolean,
  compiles: (handler: number) => boolean,
  passes: (op: number) => boolean = () => false,
): Graph {
  const read = (index: number): Link => {
    const op = code.plain[index];
    const found = findHandler(code.handlers, index);
    const handler = found >= 0 && compiles(code.handlers[found + 2]) ? found : -1;
    return { index, op, generic: GENERIC[op], arg: code.words[index] >> OP_BITS, handler, next: null };
  };
  const after = (instruction: Instruction): number[] | null =>
    passes(instruction.generic) ? null : successorsOf(instruction, leaves);
  const leaders = findLeaders(code, read, entry, after);
  const blocks = new Map<number, Draft>();
  for (const start of leaders) {
    const instructions: Link[] = [];
    const handlers = new Map<number, number>();
    let targets: number[] = [];
    for (let index = start; ; index++) {
      if (index > start && leaders.has(index) && !sendsFirst(code, index)) {
        targets = [index];
        break;
      }
      const instruction = read(index);
      if (index > start) instructions[index - start - 1].next = instruction;
      instructions.push(instruction);
      if (instruction.handler >= 0) handlers.set(instruction.handler, code.handlers[instruction.handler + 2]);
      const targetsHere = after(instruction);
      if (targetsHere !== null) {
        targets = targetsHere;
        break;
      }
    }
    blocks.set(start, { instructions, targets, handlers });
  }
  // A handler stands right behind the last block that it guards.
  const order = reversePostorder(entry, (start) => {
    const { targets, handlers } = blocks.get(start)!;
    return [...handlers.values(), ...targets];
  });
  const ids = new Map(order.map((start, id) => [start, id]));
  return {
    blocks: order.map((start, id) => {
      const { instructions, targets, handlers } = blocks.get(start)!;
      const successors = [...targets, ...new Set(handlers.values())].map((target) => ids.get(target)!);
      const places = [...handlers].map(([place, handler]) => [place, successors.indexOf(ids.get(handler)!)] as const);
      return { id, start, instructions, successors, handlers: new Map(places), leaves: false };
    }),
  };
}

/** Whether the block goes on with a copy of the instruction, which others lead to: the SEND of an `await` that begins there (emit/awaited-calls.ts). */
function sendsFirst({ plain }: Executable, index: number): boolean {
  return GENERIC[plain[index]] === OP.SEND && GENERIC[plain[index - 2]] === OP.GET_AWAITABLE;
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
  code: Executable,
  read: (index: number) => Instruction,
  entry: number,
  successors: (instruction: Instruction) => number[] | null,
): Set<number> {
  const leaders = new Set<number>([entry]);
  const work = [entry];
  const seen = new Set<number>();
  for (let start = work.pop(); start !== undefined; start = work.pop()) {
    for (let index = start; !seen.has(index); index++) {
      seen.add(index);
      const instruction = read(index);
      if (instruction.handler >= 0) {
        const handler = code.handlers[instruction.handler + 2];
        leaders.add(handler);
        work.push(handler);
      }
      const after = successors(instruction);
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
