/**
 * The seam between the interpreter and compiled code: src/jit registers itself here and nothing else in the interpreter knows it.
 *
 * A compiled activation has no frame. It has a depth, as every activation, and before it does anything that can raise, call or
 * be looked at it writes into `places[depth]` at which site it is; a site knows the code and the instruction. The
 * thread's frames are those of the interpreter only, so that compiled activations show as gaps in the depths of the frame list.
 * An activation that the interpreter itself entered ("resident") still has the frame it was entered with, marked FRAME_COMPILED; its
 * variables are elsewhere while it runs. One that has handled an exception has a frame for the traceback, marked FRAME_SHELL.
 *
 * `Unwind` is thrown to end all compiled activations on the JavaScript stack: each turns itself into a frame and passes it on; the
 * loop that entered the outermost one continues with the innermost.
 */
import type { PyFunction } from "../objects/function.ts";
import type { KwNames, PyValue } from "../objects/object.ts";
import { type CompiledSite, siteAt } from "./compiled-sites.ts";
import type { Loop } from "./engine.ts";
import { FRAME_COMPILED, FRAME_INIT, FRAME_OBSERVED, FRAME_OWN_STACK, FRAME_SHELL, Frame } from "./frame.ts";
import { evalLoop } from "./generated/eval-loop.ts";
import type { PyGenerator } from "./generators/generator.ts";
import type { Slot } from "./inst.ts";
import { finishPendingCall } from "./pending.ts";
import { newStack } from "./stack.ts";
import type { ThreadState } from "./thread.ts";

/** What became of a frame that compiled code was asked to continue: nothing, another instruction is next, the loop's run has ended. */
export const NOT_ENTERED = 0;
export const CONTINUED = 1;
export const ENDED = 2;
export type Entered = typeof NOT_ENTERED | typeof CONTINUED | typeof ENDED;

/** What the loop's run that has just ended results in. No field: V8 would throw the loop's code away when it first reads that. */
export let outcome: Slot;

/** The run of the loop ends with the frame that compiled code has continued. */
export function endWith(result: Slot): Entered {
  outcome = result;
  return ENDED;
}

/** What compiles code. */
export interface Jit {
  /** Executions of function entries and back edges before a code object of so many instructions is looked at. */
  heatOf(length: number): number;
  /** Begins when the first code is hot. */
  start(): CompiledTier;
}

export interface CompiledTier {
  /** Compiles the frame's code if that pays, and runs it from the frame's current instruction. */
  enter(thread: ThreadState, frame: Frame): Entered;
  /** Calls a function for built-in code without a frame; undefined when it is not compiled. */
  call(thread: ThreadState, func: PyFunction, args: readonly PyValue[], kwnames: KwNames): Slot;
  /**
   * Resumes a suspended generator: the value that it yields, or, when it has ended, returns. Undefined when it does not wait at compiled
   * code; then nothing has happened.
   */
  resume(thread: ThreadState, generator: PyGenerator, value: PyValue): Slot;
  /** Goes on with a drain's frame while its generator waits at compiled code; the frame's `pc` then says what is left to the loop. */
  drain(thread: ThreadState, frame: Frame): void;
  /** Whether an activation that is at the site heeds `shownAt` when it returns. Code that is asked for it again and again will. */
  heeds(site: CompiledSite): boolean;
}

/** Where the compiled activation at each depth is: the number of its site. */
export const places = new Int32Array(1 << 16);

/**
 * At the depth of a compiled activation: it has a frame that others may keep, though it goes on without; whichever way it ends, its variables
 * are put there. The same holds then for all activations further out. 0 elsewhere.
 */
export const shownAt = new Uint8Array(places.length);

/** Compiled activations' worth of JavaScript stack that may be in use. */
export const STACK_BUDGET = 2400;
/** What a nested run of the loop takes of it. */
export const LOOP_COST = 12;

/** The state of compiled code that runs in the current thread. */
class CompiledState {
  /** Spent by entries and back edges of compiled code; below zero it looks at everything periodic. */
  fuel = 0;
  /** Depth of the compiled activation that calls out; stale ones are less than that of the thread's top frame. */
  depth = 0;
  /** Greatest depth that compiled code may reach before it unwinds or raises RecursionError. */
  limit = 0;
  /** Depth at which the interpreter last entered compiled code, and the JavaScript stack that was in use then. */
  start = 0;
  used = 0;
  /** What was thrown or raised last, until a handler has it or an activation is left with it. */
  error: unknown = null;
  /** Whether the generator that compiled code resumed last has returned. */
  done = false;
  /** What an awaited call that has not returned became: it yields, or has raised (src/jit/runtime/awaited-calls.ts). */
  awaited: PyValue = null;
  /** Coroutines may be asked where they were made. */
  origins = false;
  /** Where in its code the exception for the handler that is about to begin came from. */
  lasti = 0;
  /** The site at which a guard has failed, whose activation's end is next; -1: there is none. */
  exit = -1;
  /** What the guard says there besides the variables that the end hands over. */
  exitValues: readonly unknown[] = [];
  /** Frames were made for compiled activations that still run: they must unwind when they are next returned to. */
  observed = false;
  /** How often that has been said of the running thread's activations: those below a built-in hear of it when they are returned to. */
  observations = 0;

  observe(): void {
    this.observed = true;
    this.observations++;
  }
}

export const compiled: CompiledState = new CompiledState();

export interface SavedState {
  readonly depth: number;
  readonly limit: number;
  readonly start: number;
  readonly used: number;
  readonly observed: boolean;
  readonly observations: number;
  readonly places: Int32Array | null;
  readonly shown: Uint8Array | null;
}

/**
 * To be called before Python runs on top of what lies on the JavaScript stack now: in the same thread, or, on top of the thread `below`, in
 * another one, whose activations lie at the same depths.
 */
export function suspendCompiled(below: ThreadState | null): SavedState {
  const { depth, limit, start, used, observed, observations } = compiled;
  // Within a nested run the depth of compiled code says nothing of the activations outside of the run.
  const size = below === null ? 0 : currentDepth(below) + 1;
  const saved = {
    depth,
    limit,
    start,
    used,
    observed,
    observations,
    places: below === null ? null : places.slice(0, size),
    shown: below === null ? null : shownAt.slice(0, size),
  };
  compiled.used += (depth > start ? depth - start : 0) + LOOP_COST;
  compiled.observed = false;
  if (below !== null) {
    compiled.depth = 0;
    shownAt.fill(0, 0, size);
  }
  return saved;
}

export function resumeCompiled(saved: SavedState): void {
  compiled.depth = saved.depth;
  compiled.limit = saved.limit;
  compiled.start = saved.start;
  compiled.used = saved.used;
  if (saved.places !== null) {
    compiled.observations = saved.observations;
    places.set(saved.places);
    shownAt.set(saved.shown!);
  }
  compiled.observed = isObserved(saved.observed, saved.observations);
}

/** Whether activations that a built-in or another run of the loop lay on top of have to unwind: what `compiled` held before is given. */
export function isObserved(observed: boolean, observations: number): boolean {
  return observed || compiled.observations !== observations;
}

/** Depth of the innermost activation, compiled or not. */
export function currentDepth(thread: ThreadState): number {
  const depth = thread.top === null ? 0 : thread.top.depth;
  return Math.max(compiled.depth, depth);
}

let jit: Jit | null = null;

/** Null until code is hot. */
export let tier: CompiledTier | null = null;

export function registerJit(registered: Jit | null): void {
  jit = registered;
  tier = null;
}

/** Whether the loop is being trained (training.ts): all code is hot then, and none is compiled. */
let drill = false;

export function setDrill(on: boolean): void {
  drill = on;
}

/** Heat that a code object starts with. */
export function initialHeat(length: number): number {
  if (drill) return 0;
  return jit === null ? COLD : jit.heatOf(length);
}

/** As good as never. */
export const COLD = 1 << 30;

/** Called by RESUME and JUMP_BACKWARD when the code is hot. */
export function enterCompiled(thread: ThreadState, frame: Frame): Entered {
  if (drill) {
    frame.code.heat = 0;
    return NOT_ENTERED;
  }
  if (jit === null) {
    frame.code.heat = COLD;
    return NOT_ENTERED;
  }
  tier ??= jit.start();
  return loopTakesOver(thread) ? tier.enter(thread, frame) : NOT_ENTERED;
}

/** Has compiled code take the next values of a drain's frame. */
export function drainCompiled(thread: ThreadState, frame: Frame): void {
  if (tier !== null && !drill && loopTakesOver(thread)) tier.drain(thread, frame);
}

/** Whether compiled code that the running loop enters may unwind into it. */
function loopTakesOver(thread: ThreadState): boolean {
  // The traced loop, which nothing can unwind into, goes on until it is left, though nobody may be tracing any more.
  return !thread.instrumented && !thread.inTracedLoop && thread.interp.engine === (evalLoop as Loop);
}

/** Thrown through compiled code; see above. */
export class Unwind {
  /** The frames gathered so far, linked from the innermost outwards. */
  innermost: Frame | null;
  outermost: Frame | null;
  /** What the innermost activation is waiting for, when it is there already. */
  values: readonly Slot[];
  /** Where the innermost activation goes on, if not at its site's usual place. */
  resume = -1;
  /** A built-in has left something pending, in the innermost activation. */
  readonly pending: boolean;
  /** The loop is to be left: another thread, or the event loop, gets its turn. */
  readonly leave: boolean;

  constructor(inner: { top: Frame; entry: Frame } | null, values: readonly Slot[], pending: boolean, leave: boolean) {
    this.innermost = inner === null ? null : inner.top;
    this.outermost = inner === null ? null : inner.entry;
    this.values = values;
    this.pending = pending;
    this.leave = leave;
  }

  /** Adds the next activation outwards. */
  add(frame: Frame): void {
    if (this.outermost === null) this.innermost = frame;
    else this.outermost.previous = frame;
    this.outermost = frame;
  }
}

/** The loop that entered compiled code goes on with what it was turned into. True: it is to be left. */
export function land(thread: ThreadState, unwind: Unwind, inLoop = true): boolean {
  const top = unwind.innermost!;
  thread.top = top;
  compiled.depth = 0;
  compiled.observed = false;
  for (const value of unwind.values) top.stack[top.sp++] = value;
  if (unwind.pending) finishPendingCall(thread, top);
  if (inLoop && thread.instrumented) thread.switching = true;
  return unwind.leave || thread.switching;
}

/** Whether the variables of the frame's activation are elsewhere: compiled code runs it. */
export function isHidden(frame: Frame): boolean {
  return (frame.flags & (FRAME_COMPILED | FRAME_SHELL)) !== 0;
}

/** Whether activations of the thread have no frame that can be looked at. */
export function hasHiddenFrames(thread: ThreadState): boolean {
  let depth = currentDepth(thread);
  for (let frame = thread.top; frame !== null; frame = frame.previous) {
    if (frame.depth < depth) return true;
    if (isHidden(frame)) return shownAt[depth] === 0;
    depth = frame.code.internal ? frame.depth : frame.depth - 1;
  }
  return depth > 0;
}

/** Whether all compiled activations of the thread can have frames and go on. */
export function canShowFrames(thread: ThreadState): boolean {
  let all = true;
  let depth = currentDepth(thread);
  for (let frame = thread.top; frame !== null || depth > 0; ) {
    for (; depth > (frame === null ? 0 : frame.depth); depth--) all = tier!.heeds(siteAt(places[depth])) && all;
    if (frame === null) break;
    if (isHidden(frame)) {
      if (shownAt[depth] !== 0) break;
      all = tier!.heeds(siteAt(places[depth])) && all;
    }
    depth = frame.code.internal ? frame.depth : frame.depth - 1;
    frame = frame.previous;
  }
  return all;
}

/** Gives every compiled activation of the running thread a frame, without variables, and brings those that have one up to date. */
export function revealFrames(thread: ThreadState): void {
  const stays = canShowFrames(thread);
  if (!stays) compiled.observe();
  let inner: Frame | null = null;
  let depth = currentDepth(thread);
  for (let frame = thread.top; frame !== null || depth > 0; ) {
    while (depth > (frame === null ? 0 : frame.depth)) {
      const shell = shellAt(depth, frame);
      if (stays) shownAt[depth] = 1;
      if (inner === null) thread.top = shell;
      else inner.previous = shell;
      inner = shell;
      depth--;
    }
    if (frame === null) break;
    if (isHidden(frame)) {
      if (shownAt[depth] !== 0) break;
      frame.pc = siteAt(places[depth]).index + 1;
      if (stays) shownAt[depth] = 1;
    }
    depth = frame.code.internal ? frame.depth : frame.depth - 1;
    inner = frame;
    frame = frame.previous;
  }
}

/** A frame for the compiled activation at `depth`. */
function shellAt(depth: number, previous: Frame | null): Frame {
  const site = siteAt(places[depth]);
  const { code } = site;
  const shell = new Frame(code, site.func, null, newStack(code.frameSize), 0, previous, depth);
  shell.flags = FRAME_OWN_STACK | FRAME_OBSERVED | FRAME_SHELL;
  shell.pc = site.index + 1;
  return shell;
}

/** The frame's current instruction while compiled code runs it. */
export function compiledPc(frame: Frame): number {
  return siteAt(places[frame.depth]).index + 1;
}

/** Marks the frame of an `__init__` that compiled code called for a new instance. */
export function markInit(frame: Frame, instance: Frame["owner"]): void {
  frame.flags |= FRAME_INIT;
  frame.owner = instance;
}
