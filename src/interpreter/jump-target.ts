/**
 * Where a trace function's assignment to `f_lineno` may continue: only where the operand stack that the code there expects can be made
 * from the present one by dropping values. A stack is a string, a character for each kind of value, bottom first.
 * Source: CPython Objects/frameobject.c (mark_stacks, frame_lineno_set).
 */
import { stackEffect } from "../bytecode/opcodes.ts";
import { valueError } from "../objects/errors.ts";
import { type Executable, OP_BITS } from "./code.ts";
import { GENERIC, OP } from "./generated/tables.ts";

export const ITERATOR = "1";
export const EXCEPT = "2";
export const OBJECT = "3";
export const NULL = "4";
const LASTI = "5";

type Stacks = (string | undefined)[];

const pop = (stack: string): string => stack.slice(0, -1);

/** The stack before each instruction that can be reached. */
export function markStacks(code: Executable): Stacks {
  const stacks: Stacks = new Array(code.offsets.length).fill(undefined);
  stacks[0] = "";
  for (let again = true; again; ) {
    again = false;
    for (let i = 0; i < code.offsets.length - 1; i++) {
      const stack = stacks[i];
      if (stack !== undefined && markNext(code, i, stack, stacks)) again = true;
    }
    if (markHandlers(code, stacks)) again = true;
  }
  return stacks;
}

/** Marks what comes after an instruction; true: something before it was reached. */
function markNext(code: Executable, i: number, stack: string, stacks: Stacks): boolean {
  const op = GENERIC[code.plain[i]];
  const oparg = code.words[i] >> OP_BITS;
  switch (op) {
    case OP.POP_JUMP_IF_FALSE:
    case OP.POP_JUMP_IF_TRUE:
    case OP.POP_JUMP_IF_NONE:
    case OP.POP_JUMP_IF_NOT_NONE:
      stacks[oparg] ??= pop(stack);
      stacks[i + 1] ??= pop(stack);
      return false;
    case OP.SEND:
      stacks[oparg] ??= stack;
      stacks[i + 1] ??= stack;
      return false;
    case OP.JUMP_FORWARD:
    case OP.JUMP_BACKWARD:
    case OP.JUMP_BACKWARD_NO_INTERRUPT: {
      const fresh = stacks[oparg] === undefined;
      stacks[oparg] ??= stack;
      return fresh && oparg < i;
    }
    case OP.FOR_ITER:
      stacks[i + 1] ??= stack + OBJECT;
      stacks[oparg] ??= stack + OBJECT;
      return false;
    case OP.RETURN_VALUE:
    case OP.RAISE_VARARGS:
    case OP.RERAISE:
      return false;
    default:
      stacks[i + 1] ??= after(op, oparg, stack);
      return false;
  }
}

/** The stack after an instruction that does not jump. */
function after(op: number, oparg: number, stack: string): string {
  switch (op) {
    case OP.GET_ITER:
    case OP.GET_AITER:
      return pop(stack) + ITERATOR;
    case OP.PUSH_EXC_INFO:
      return stack + EXCEPT;
    case OP.PUSH_NULL:
      return stack + NULL;
    case OP.LOAD_GLOBAL:
      return stack + OBJECT + ((oparg & 1) !== 0 ? NULL : "");
    case OP.LOAD_ATTR:
      return (oparg & 1) !== 0 ? pop(stack) + OBJECT + NULL : stack;
    case OP.SWAP: {
      const at = stack.length - oparg;
      const top = stack[stack.length - 1];
      return stack.slice(0, at) + top + stack.slice(at + 1, -1) + stack[at];
    }
    case OP.COPY:
      return stack + stack[stack.length - oparg];
    default: {
      const effect = stackEffect(op, oparg, false);
      return effect < 0 ? stack.slice(0, effect) : stack + OBJECT.repeat(effect);
    }
  }
}

/** Marks handlers of code that can be reached; true: there was a new one. */
function markHandlers(code: Executable, stacks: Stacks): boolean {
  const { handlers } = code;
  let fresh = false;
  for (let h = 0; h < handlers.length; h += 4) {
    const start = stacks[handlers[h]];
    const target = handlers[h + 2];
    if (start === undefined || stacks[target] !== undefined) continue;
    const flags = handlers[h + 3];
    stacks[target] = start.slice(0, flags >> 1) + ((flags & 1) !== 0 ? LASTI : "") + EXCEPT;
    fresh = true;
  }
  return fresh;
}

function compatible(from: string, to: string): boolean {
  for (let i = 0; i < to.length; i++) {
    if (to[i] === OBJECT ? from[i] === NULL : to[i] !== NULL && from[i] !== to[i]) return false;
  }
  return from.length >= to.length;
}

function explain(to: string): string {
  switch (to[to.length - 1]) {
    case EXCEPT:
      return "can't jump into an 'except' block as there's no exception";
    case LASTI:
      return "can't jump into a re-raising block as there's no location";
    case ITERATOR:
      return "can't jump into the body of a for loop";
    default:
      return "incompatible stacks";
  }
}

export interface Jump {
  readonly target: number;
  /** The stack at the present instruction, and how much of it is left after the jump. */
  readonly stack: string;
  readonly depth: number;
}

/** The best place at the line, or the next one that has code, to continue from the instruction at `from`. */
export function jumpTarget(code: Executable, from: number, line: number): Jump {
  if (line < code.unit.firstlineno) throw valueError(`line ${line} comes before the current code block`);
  const lines = startingLines(code);
  const sought = firstLineNotBefore(lines, line);
  const stacks = markStacks(code);
  const stack = stacks[from];
  let best = -1;
  let message = "cannot find bytecode for specified line";
  for (let i = 0; i < code.offsets.length - 1; i++) {
    if (lines[i] !== sought) continue;
    const to = stacks[i];
    if (stack !== undefined && to !== undefined && compatible(stack, to)) {
      if (best < 0 || isBetter(to, stacks[best]!)) best = i;
    } else if (stack === undefined) message = "can't jump from unreachable code";
    else message = to === undefined ? "can't jump into an unreachable code" : explain(to);
  }
  if (best < 0) throw valueError(message);
  return { target: best, stack: stack!, depth: stacks[best]!.length };
}

function isBetter(stack: string, than: string): boolean {
  return stack.length !== than.length ? stack.length > than.length : stack > than;
}

/** The line that starts at each instruction, or null (marklines). */
function startingLines(code: Executable): (number | null)[] {
  const lines: (number | null)[] = [];
  let last: number | null = null;
  for (let i = 0; i < code.offsets.length - 1; i++) {
    const line = code.lineOf(i);
    lines.push(line === last ? null : line);
    if (line !== null) last = line;
  }
  return lines;
}

function firstLineNotBefore(lines: readonly (number | null)[], line: number): number {
  let found = Number.POSITIVE_INFINITY;
  for (const at of lines) if (at !== null && at >= line && at < found) found = at;
  if (!Number.isFinite(found)) throw valueError(`line ${line} comes after the current code block`);
  return found;
}
