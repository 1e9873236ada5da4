/**
 * How an opcode is defined, once. A definition is an exported constant with the opcode's name:
 *
 *     export const BUILD_SLICE = inst({ stack: "args[oparg] -- slice" }, (frame, oparg, args) => …);
 *
 * `stack` is the effect in CPython's notation (Python/bytecodes.c). The body gets the inputs as arguments and returns the
 * output: nothing for "--", the value for one output, an array literal `[a, b]` for several. `args[oparg]` is an array.
 *
 * From the definitions tools/opcodes/generate.ts makes the eval loop, a switch with the bodies inlined; reference.ts calls
 * the same definitions one after the other. For the generator to inline a body, these names have a special meaning:
 * `frame.stack`, `frame.sp`, `frame.base`, `frame.pc`, `frame.code`, `frame.caches`, `frame.consts`, `frame.names` and
 * `frame.thread` are variables of the loop (`pc` is the index of the next instruction), and the functions `guard`, `flush`,
 * `reload`, `exit`, `fail` below are expanded in place. A `raw` definition moves its operands itself, through `frame.stack` and
 * `frame.sp`; that is what instructions do that enter or leave frames. A `cold` one is called, not inlined.
 */
import type { PyValue } from "../objects/object.ts";
import type { Frame } from "./frame.ts";

/** What a stack slot or local variable holds: undefined is CPython's NULL. */
export type Slot = PyValue | undefined;

export interface InstSpec {
  /** Stack effect: "inputs -- outputs", bottom first. */
  readonly stack: string;
  /** The adaptive instruction this is a specialized form of. */
  readonly family?: string;
  /** The body moves operands itself. */
  readonly raw?: true;
  /** Rare or big: the loop calls the definition instead of inlining it. */
  readonly cold?: true;
  /** A superinstruction written by hand: the instructions that it stands for, in their order. */
  readonly fuses?: readonly string[];
  /** The name that `dis` shows, where CPython has one form for two of ours. */
  readonly shows?: string;
}

// biome-ignore lint/suspicious/noConfusingVoidType: most bodies return nothing
// biome-ignore lint/suspicious/noExplicitAny: the inputs' types are stated where a body is defined
export type Body = (frame: Frame, oparg: number, ...inputs: any[]) => Slot | Slot[] | void;

export interface Inst extends InstSpec {
  readonly body: Body;
}

/** Defines an instruction. */
export function inst(spec: InstSpec, body: Body): Inst {
  return { ...spec, body };
}

class Deoptimize {}

/** Thrown by a failed guard when definitions are called directly; the loop jumps instead. */
export const DEOPTIMIZE = new Deoptimize();

/** The condition under which a specialized form applies; otherwise the adaptive instruction runs instead. */
export function guard(condition: boolean): asserts condition {
  if (!condition) throw DEOPTIMIZE;
}

/** Writes the loop's `pc` and `sp` back to the frame, before something that looks at them or enters another frame. */
export function flush(_frame: Frame): void {}

/** Continues with whatever frame the thread now runs. Ends the body. */
export function reload(_frame: Frame): void {}

/** Leaves the loop with a result; undefined says that the thread was parked. Ends the body. */
export function exit(frame: Frame, result: Slot): void {
  frame.thread.exited = true;
  frame.thread.exitValue = result;
}

class Raised {}

/** What the loop's function returns when an instruction has failed: `thread.caught` is the exception. */
export const RAISED = new Raised();

/**
 * Ends the body with an exception. The loop leaves without a JavaScript `throw`, for which V8 would search its frames for a handler and
 * the tables of the loop's code for a position: several times the work of everything else that raising takes.
 */
export function fail(_frame: Frame, error: unknown): never {
  throw error;
}
