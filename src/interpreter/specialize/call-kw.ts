/** Specialization of calls with keyword arguments: which argument goes to which parameter is worked out once. */
import { CO } from "../../bytecode/codeflags.ts";
import { PyFunction } from "../../objects/function.ts";
import type { PyValue } from "../../objects/object.ts";
import type { PyTuple } from "../../objects/tuple/tuple.ts";
import { pushExactCall } from "../calls.ts";
import { type Executable, executableOf } from "../code.ts";
import { FRAME_OWN_STACK, type Frame, frameLimit } from "../frame.ts";
import { OP } from "../generated/tables.ts";
import type { Slot } from "../inst.ts";
import { growStack, type ThreadState } from "../thread.ts";
import { giveUp, rewrite } from "./common.ts";

export class CallKwCache {
  readonly version: number;
  readonly code: Executable;
  /** Arguments on the stack, `self` among them. */
  readonly given: number;
  /** For every parameter the argument it gets, or -1 for its default. */
  readonly source: readonly number[];
  readonly defaults: readonly Slot[];
  /** Whether the arguments come in the order of the parameters: then they are moved where they lie, the last one first. */
  readonly ordered: boolean;
  /** Where arguments are kept while they change places. */
  readonly held: Slot[];
  constructor(version: number, code: Executable, given: number, source: readonly number[], defaults: readonly Slot[]) {
    this.version = version;
    this.code = code;
    this.given = given;
    this.source = source;
    this.defaults = defaults;
    this.ordered = source.filter((argument) => argument >= 0).every((argument, i) => argument === i);
    this.held = new Array(given).fill(undefined);
  }
}

export function specializeCallKw(
  frame: Frame,
  index: number,
  count: number,
  stack: Slot[],
  at: number,
  kwnames: PyTuple,
): void {
  const { code } = frame;
  const callable = stack[at] as PyValue;
  const given = stack[at + 1] === undefined ? count : count + 1;
  const cache = callable instanceof PyFunction ? match(callable, given, kwnames) : undefined;
  if (cache === undefined) {
    giveUp(code, index);
    return;
  }
  code.caches[index] = cache;
  rewrite(code, index, OP.CALL_KW_PY);
}

/** Undefined when the call needs more than matching names: it collects arguments, or is wrong. */
function match(func: PyFunction, given: number, kwnames: PyTuple): CallKwCache | undefined {
  const code = executableOf(func.code);
  const { unit } = code;
  if ((code.flags & (CO.VARARGS | CO.VARKEYWORDS)) !== 0 || (code.flags & CO.OPTIMIZED) === 0) return undefined;
  const positional = given - kwnames.items.length;
  if (positional > code.argcount) return undefined;
  const source: number[] = new Array(code.parameterCount).fill(-1);
  for (let i = 0; i < positional; i++) source[i] = i;
  for (let k = 0; k < kwnames.items.length; k++) {
    const parameter = unit.localsplusnames.indexOf(kwnames.items[k] as string);
    if (parameter < unit.posonlyargcount || parameter >= source.length || source[parameter] >= 0) return undefined;
    source[parameter] = positional + k;
  }
  const defaults = defaultsOf(func, code, source);
  return defaults === undefined ? undefined : new CallKwCache(func.version, code, given, source, defaults);
}

function defaultsOf(func: PyFunction, code: Executable, source: readonly number[]): Slot[] | undefined {
  const items = func.defaults === null ? [] : func.defaults.items;
  const defaults: Slot[] = [];
  for (let i = 0; i < source.length; i++) {
    // Defaults of keyword-only parameters lie in a dict that may change.
    const value = i < code.argcount ? items[i - code.argcount + items.length] : undefined;
    if (source[i] < 0 && value === undefined) return undefined;
    defaults.push(value);
  }
  return defaults;
}

/** Puts the arguments, which lie from `first` on, into the order of the parameters and pushes the callee's frame. */
export function pushKwCall(
  thread: ThreadState,
  frame: Frame,
  func: PyFunction,
  cache: CallKwCache,
  first: number,
): void {
  const { code, source, defaults } = cache;
  const own = (frame.flags & FRAME_OWN_STACK) !== 0;
  const base = own ? frameLimit(frame) : first;
  const { stack } = thread;
  if (base + code.frameSize > stack.length) growStack(stack, base + code.frameSize);
  if (own || cache.ordered) {
    const from = frame.stack;
    for (let i = source.length - 1; i >= 0; i--) {
      const argument = source[i];
      // The first ones are where they belong.
      if (argument === i && !own) break;
      stack[base + i] = argument < 0 ? defaults[i] : from[first + argument];
    }
  } else reorder(stack, base, cache);
  pushExactCall(thread, frame, func, code, base, -1);
}

function reorder(stack: Slot[], base: number, { given, source, defaults, held }: CallKwCache): void {
  for (let i = 0; i < given; i++) held[i] = stack[base + i];
  for (let i = 0; i < source.length; i++) stack[base + i] = source[i] < 0 ? defaults[i] : held[source[i]];
  held.fill(undefined);
}
