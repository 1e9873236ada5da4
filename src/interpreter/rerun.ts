/**
 * Special methods that recurse deeply. A built-in that calls Python needs the answer at once and so runs the loop nested on the JavaScript
 * stack, which bears some hundreds of such runs; Python's own limit is 1000. From a certain nesting on, an instruction whose operand's
 * special method is to be called is therefore given up: a `Rerun` is thrown out of the built-in, the loop runs the method's frame as it
 * runs any other, and when that has ended the instruction is executed once more; the call for which it was given up is then answered with
 * what the method returned or raised.
 *
 * That is right where nothing has happened before the call that may not happen twice: for the instructions and built-ins in the tables below,
 * when the method is the first that the instruction calls and, but for those that only look at things, one of an operand itself.
 */
import { makesGenerator } from "../bytecode/codeflags.ts";
import { PyBuiltinFunction } from "../objects/builtin-function.ts";
import type { PyFunction } from "../objects/function.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { objectType } from "../objects/object-type.ts";
import { PyType } from "../objects/type-object.ts";
import { typeOf } from "../objects/typeof.ts";
import { type Executable, OP_BITS } from "./code.ts";
import { compiled } from "./compiled.ts";
import { type Answer, FRAME_ANSWER, FRAME_COMPILED, FRAME_SHELL, type Frame } from "./frame.ts";
import { GENERIC, OP, REFERENCE } from "./generated/tables.ts";
import type { Slot } from "./inst.ts";
import { markStacks } from "./jump-target.ts";
import type { ThreadState } from "./thread.ts";

/** Nested runs from which on instructions are given up. */
const DEEP = 200;
let rerunNesting = DEEP;

/** --stress=rerun-often: instructions are given up whenever they can be. */
export function provokeReruns(): void {
  rerunNesting = 0;
}

/** Whether the thread is nested so deeply that compiled code, which cannot give up an instruction, is not to be entered. */
export function isDeep(thread: ThreadState): boolean {
  return thread.nesting >= DEEP;
}

/** Whether instructions are to be given up. */
export function sparesStack(thread: ThreadState): boolean {
  return thread.nesting >= rerunNesting;
}

/** By the opcode: how many operands it has, and how many of them, the topmost, may have the method. */
type Operands = (oparg: number) => readonly [count: number, owners: number];
const one: Operands = () => [1, 1];
const two: Operands = () => [2, 2];
let table: ReadonlyMap<number, Operands> | null = null;
const operandsOf = (): ReadonlyMap<number, Operands> =>
  new Map<number, Operands>([
    [OP.BINARY_OP, two],
    [OP.COMPARE_OP, two],
    // An iterator on the right has gone on before the left operand's `__eq__` is called.
    [OP.CONTAINS_OP, () => [2, 1]],
    [OP.TO_BOOL, one],
    [OP.UNARY_NEGATIVE, one],
    [OP.UNARY_INVERT, one],
    [OP.LOAD_ATTR, one],
    [OP.STORE_ATTR, two],
    [OP.DELETE_ATTR, one],
    [OP.STORE_SUBSCR, () => [3, 3]],
    [OP.DELETE_SUBSCR, two],
    [OP.BINARY_SLICE, () => [3, 3]],
    [OP.STORE_SLICE, () => [4, 4]],
    [OP.GET_ITER, one],
    [OP.UNPACK_SEQUENCE, one],
    [OP.LIST_EXTEND, one],
    [OP.FORMAT_SIMPLE, one],
    [OP.FORMAT_WITH_SPEC, two],
    [OP.CONVERT_VALUE, one],
    [OP.BUILD_SET, (oparg) => [oparg, oparg]],
    [OP.BUILD_MAP, (oparg) => [oparg * 2, oparg * 2]],
    [OP.CALL, (oparg) => [oparg + 2, oparg + 2]],
  ]);

/** Whether the instruction changes nothing before it calls Python, whoever's method that is; `last` is its last operand. */
function isPure(op: number, last: Slot): boolean {
  if (op === OP.CONTAINS_OP) return last !== undefined && typeOf(last).tp_iternext === undefined;
  return op === OP.COMPARE_OP || op === OP.LOAD_ATTR;
}

/** Functions of builtins that do nothing before they call an argument's method. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  (
    "abs aiter all anext any ascii bin chr delattr dir divmod format getattr hasattr hash hex isinstance issubclass iter len next oct ord pow " +
    "repr round setattr vars"
  ).split(" "),
);

/** Classes, of Python and of builtins, and the functions above. */
function mayRepeat(callable: Slot): boolean {
  if (callable instanceof PyBuiltinFunction)
    return callable.module === "builtins" && FUNCTIONS.has(callable.builtin.name);
  return callable instanceof PyType && (callable.spec === null || !callable.spec.name.includes("."));
}

const depths = new WeakMap<Executable, readonly (string | undefined)[]>();

/** Where the operands of the frame's instruction end. */
function operandsEnd(frame: Frame): number {
  const { code } = frame;
  let stacks = depths.get(code);
  if (stacks === undefined) depths.set(code, (stacks = markStacks(code)));
  const stack = stacks[frame.pc - 1];
  return stack === undefined ? -1 : frame.base + code.localCount + stack.length;
}

/** Where an instruction last called Python and goes on since: it is not the same that will be there after a jump backwards, which costs fuel. */
const begun = { depth: -1, pc: -1, fuel: -1 };

/** The instruction of the top frame has called Python, and what it does now may not happen twice. */
export function noteBegun(thread: ThreadState): void {
  const { top } = thread;
  if (top === null || thread.nesting < rerunNesting) return;
  begun.depth = top.depth;
  begun.pc = top.pc;
  begun.fuel = thread.fuel;
}

/** The thread's fuel has changed without a jump. */
export function keepBegun(before: number, now: number): void {
  if (begun.fuel === before) begun.fuel = now;
}

function hasBegun({ depth, pc, thread }: Frame): boolean {
  return begun.depth === depth && begun.pc === pc && begun.fuel === thread.fuel;
}

/**
 * The given-up instruction, when the call that a built-in wants to make of a function can be made by the loop instead; else null.
 * To be thrown once the function's frame lies above.
 */
export function giveUp(thread: ThreadState, func: PyFunction, args: readonly PyValue[]): Rerun | null {
  const frame = thread.top;
  if (frame === null || frame.code.internal || thread.instrumented || compiled.depth > frame.depth) return null;
  if ((frame.flags & (FRAME_COMPILED | FRAME_SHELL)) !== 0) return null;
  if (thread.rerun?.nesting === thread.nesting || makesGenerator(func.code)) return null;
  const { code, pc, stack } = frame;
  if (hasBegun(frame)) return null;
  const op = GENERIC[code.plain[pc - 1]];
  const operands = (table ??= operandsOf()).get(op);
  const [self] = args;
  if (operands === undefined || typeof self !== "object" || self === null) return null;
  const [count, owners] = operands(code.words[pc - 1] >> OP_BITS);
  const end = operandsEnd(frame);
  if (end < 0 || (!stack.slice(end - owners, end).includes(self) && !isPure(op, stack[end - 1]))) return null;
  if (op === OP.CALL && !mayRepeat(stack[end - count])) return null;
  return new Rerun(frame, func, end, thread.nesting);
}

/** An instruction that is executed again when the method that it calls has ended. */
export class Rerun extends PyObject implements Answer {
  readonly nesting: number;
  private readonly frame: Frame;
  private readonly func: PyFunction;
  private readonly pc: number;
  private readonly sp: number;
  private outcome: (() => PyValue) | null = null;

  constructor(frame: Frame, func: PyFunction, sp: number, nesting: number) {
    super(objectType);
    this.frame = frame;
    this.func = func;
    this.pc = frame.pc;
    this.sp = sp;
    this.nesting = nesting;
  }

  /** Has the method's frame answer to this. */
  await(callee: Frame): void {
    this.frame.sp = this.sp;
    callee.flags |= FRAME_ANSWER;
    callee.owner = this;
  }

  take(value: PyValue): PyValue {
    return this.again(() => value);
  }

  failed(error: PyValue): PyValue | undefined {
    try {
      return this.again(() => {
        this.frame.thread.propagating = error;
        throw error;
      });
    } catch (caught) {
      if (caught === error) return undefined;
      throw caught;
    }
  }

  /** Answers the call of the function, once. */
  answer(func: PyFunction): (() => PyValue) | null {
    const { outcome } = this;
    this.outcome = null;
    return func === this.func ? outcome : null;
  }

  /** The instruction leaves its own results; what lies on top of the frame's stack then is what the loop is to put there. */
  private again(outcome: () => PyValue): PyValue {
    const { frame } = this;
    const { thread, code, stack } = frame;
    const outer = thread.rerun;
    thread.rerun = this;
    this.outcome = outcome;
    frame.pc = this.pc;
    frame.sp = this.sp;
    try {
      REFERENCE[GENERIC[code.plain[this.pc - 1]]](frame, code.words[this.pc - 1] >> OP_BITS);
    } finally {
      thread.rerun = outer;
    }
    frame.sp--;
    return stack[frame.sp] as PyValue;
  }
}
