/**
 * Leaving compiled code: a guard that failed, an exception, an Unwind. Each rebuilds the interpreter's frame from the site's recipes. An
 * activation that the interpreter entered (resident) gets its own frame back, which the loop then continues; any other gets a
 * new one, which a nested run of the loop finishes.
 */

import type { Executable } from "../../interpreter/code.ts";
import {
  compiled,
  LOOP_COST,
  markInit,
  places,
  resumeCompiled,
  STACK_BUDGET,
  shownAt,
  suspendCompiled,
  Unwind,
} from "../../interpreter/compiled.ts";
import { siteAt, siteIfAny } from "../../interpreter/compiled-sites.ts";
import { runLoop } from "../../interpreter/eval.ts";
import { evalBreaker } from "../../interpreter/eval-breaker.ts";
import {
  FRAME_COMPILED,
  FRAME_DONE,
  FRAME_ENTRY,
  FRAME_GENERATOR,
  FRAME_INIT,
  FRAME_OBSERVED,
  FRAME_OWN_STACK,
  FRAME_SHELL,
  Frame,
} from "../../interpreter/frame.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { tooDeep } from "../../interpreter/limits.ts";
import { newStack } from "../../interpreter/stack.ts";
import { currentThread, type ThreadState } from "../../interpreter/thread.ts";
import type { PyTraceback } from "../../interpreter/traceback.ts";
import { addTraceback } from "../../interpreter/traceback.ts";
import { chainContext, findHandler, leaveFrame, pythonException } from "../../interpreter/unwind.ts";
import { PyBaseException } from "../../objects/exceptions/base.ts";
import type { PyFunction } from "../../objects/function.ts";
import type { PendingFrame } from "../../objects/machine.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";
import type { Piece } from "../record.ts";
import { cook, type Site } from "../sites.ts";

/** Back edges and entries of compiled code, at most, between two looks at the thread's own fuel. */
const QUANTUM = 1000;

/** Told of every exit. */
let onExit: (site: Site) => void = () => {};

export function watchExits(watcher: (site: Site) => void): void {
  onExit = watcher;
}

/** Told of exceptions for handlers that are not compiled. */
let onMissed: (site: Site) => void = () => {};

export function watchHandlers(watcher: (site: Site) => void): void {
  onMissed = watcher;
}

/** The frame in the thread's list that stands for the compiled activation at a depth, if there is one. */
export function frameAt(thread: ThreadState, depth: number): Frame | null {
  let frame = thread.top;
  while (frame !== null && frame.depth > depth) frame = frame.previous;
  if (frame === null || frame.depth !== depth) return null;
  return (frame.flags & (FRAME_COMPILED | FRAME_SHELL)) !== 0 ? frame : null;
}

/** A frame with a stack of its own, on which nothing lies. */
export function newFrame(code: Executable, func: PyFunction, previous: Frame | null, depth: number): Frame {
  const frame = new Frame(code, func, null, newStack(code.frameSize), 0, previous, depth);
  frame.flags = FRAME_OWN_STACK;
  return frame;
}

/** The frame to rebuild an activation in: the one that it has, or a new one. */
function ownFrame(thread: ThreadState, site: Site, fn: PyFunction, depth: number): Frame {
  const known = frameAt(thread, depth);
  shownAt[depth] = 0;
  if (known === null) return newFrame(site.code, fn, null, depth);
  // A shell was made without knowing which function of this code runs.
  known.func = fn;
  return known;
}

export function fill(frame: Frame, site: Site, values: readonly unknown[], stackDepth: number): void {
  if (site.isUntouched) {
    frame.sp = frame.base + frame.code.localCount + stackDepth;
    return;
  }
  const { stack, base } = frame;
  const { locals } = site;
  for (let i = 0; i < locals.length; i++) stack[base + i] = cook(locals[i], values);
  let sp = base + frame.code.localCount;
  for (let i = 0; i < stackDepth; i++) stack[sp++] = cook(site.stack[i], values);
  frame.sp = sp;
}

/** The Unwind that left a nested run which an exit has started: its activation is over, so its own catch must let it pass. */
let leaving: unknown;
let leavingDepth = -1;

/** Whether what has been thrown left the activation's own exit: it is no longer compiled code's. */
export function isLeaving(depth: number): boolean {
  return compiled.exit < 0 && compiled.error === leaving && depth === leavingDepth;
}

/** A guard has failed: the activation's end (`caught`) has the variables. */
export function leaveAtEnd(number: number, ...values: unknown[]): void {
  compiled.exit = number;
  compiled.exitValues = values;
}

/** The end of a compiled function, to which a guard has led. */
function leftAtEnd(fn: PyFunction, depth: number, variables: readonly unknown[]): Slot {
  const site = siteAt(compiled.exit) as Site;
  const values = [...variables, ...compiled.exitValues];
  compiled.exit = -1;
  compiled.exitValues = [];
  return exitAt(site, fn, depth, values, false);
}

/** A guard has failed: the activation continues in the interpreter, before the site's instruction. */
export function exit(number: number, fn: PyFunction, depth: number, ...values: unknown[]): Slot {
  const site = siteAt(number) as Site;
  return exitAt(site, fn, depth, values, (site.piece as Piece).catches);
}

/** `catches`: what is thrown then comes to the activation's own catch. */
function exitAt(site: Site, fn: PyFunction, depth: number, values: readonly unknown[], catches: boolean): Slot {
  const thread = currentThread;
  const frame = ownFrame(thread, site, fn, depth);
  fill(frame, site, values, site.stack.length);
  frame.pc = site.index;
  onExit(site);
  if ((frame.flags & FRAME_COMPILED) !== 0) return undefined;
  frame.flags &= ~FRAME_SHELL;
  try {
    return continueFrame(thread, frame, depth);
  } catch (error) {
    if (error instanceof PyBaseException) {
      compiled.error = error;
      return undefined;
    }
    if (catches) {
      leaving = error;
      leavingDepth = depth;
    }
    throw error;
  }
}

/** Runs a rebuilt frame to its end in a nested run of the loop. */
function continueFrame(thread: ThreadState, frame: Frame, depth: number): Slot {
  const top = thread.top;
  if (top !== frame) frame.previous = top !== null && top.depth >= depth ? top.previous : top;
  frame.flags |= FRAME_ENTRY;
  thread.top = frame;
  compiled.depth = depth;
  // Whoever resumes a generator has to know whether it has yielded or returned, and looks after the rest.
  const run = (frame.flags & FRAME_GENERATOR) !== 0 ? runToEnd : runEntered;
  return run(thread, frame);
}

/** Whether the JavaScript stack bears another run of the loop. */
export function hasBudget(): boolean {
  const { depth, start, used } = compiled;
  return used + Math.max(0, depth - start) + LOOP_COST <= STACK_BUDGET;
}

/** Runs the thread's top frame, an entry frame, to its end, or that of what it yields. A thread that has to wait unwinds compiled code. */
export function runToEnd(thread: ThreadState, frame: Frame, pending: PendingFrame | null = null): Slot {
  if (pending === null && !hasBudget()) {
    frame.flags &= ~FRAME_ENTRY;
    thread.top = frame.previous;
    throw new Unwind({ top: frame, entry: frame }, [], false, false);
  }
  const saved = suspendCompiled(null);
  let result: Slot;
  try {
    result = runLoop(thread);
  } finally {
    resumeCompiled(saved);
  }
  if (result === undefined) {
    frame.flags &= ~FRAME_ENTRY;
    const { top } = thread;
    // Frames may have been made for activations in between.
    thread.top = frame.previous;
    throw new Unwind({ top: top!, entry: frame }, [], false, true);
  }
  if ((frame.flags & FRAME_INIT) !== 0) result = frame.owner;
  return pending === null ? result : pending.finish(result as PyValue);
}

/** The same for what a value is expected of. */
export function runEntered(thread: ThreadState, frame: Frame, pending: PendingFrame | null = null): Slot {
  const result = runToEnd(thread, frame, pending);
  if (compiled.observed) throw returned(result);
  return result;
}

/** To be thrown when compiled code gets a result back but its activations have been looked at. */
export function returned(value: Slot): Unwind {
  return new Unwind(null, value === undefined ? [] : [value], false, false);
}

/** SEND's activation has been looked at: it goes on behind the delegation, if that has ended. */
export function returnedSent(value: Slot, behind: number): Unwind {
  const unwind = new Unwind(null, [value], false, false);
  if (compiled.done) unwind.resume = behind;
  return unwind;
}

/** The end of a compiled function to which an exception, an Unwind, or a guard has led. */
export function caught(fn: PyFunction, depth: number, values: readonly unknown[]): Slot {
  if (compiled.exit >= 0) return leftAtEnd(fn, depth, values);
  const thrown = compiled.error;
  if (isLeaving(depth)) {
    leaving = undefined;
    throw thrown;
  }
  compiled.awaited = null; // it is among the values, if need be
  const thread = currentThread;
  const isPython = thrown instanceof Unwind || thrown instanceof PyBaseException;
  const site = isPython ? (siteAt(places[depth]) as Site) : siteAtOverflow(fn, depth);
  if (thrown instanceof Unwind) return unwound(thread, thrown, site, fn, depth, values);
  const error = pythonException(thrown);
  const handler = findHandler(site.code.handlers, site.index);
  if (handler >= 0) {
    site.code.handled(site.code.handlers[handler + 2]);
    onMissed(site);
  }
  const frame = ownFrame(thread, site, fn, depth);
  if ((frame.flags & FRAME_COMPILED) !== 0) {
    // The interpreter's own unwinding does the rest.
    fill(frame, site, values, site.stack.length);
    frame.pc = site.index + 1;
    frame.flags &= ~FRAME_COMPILED;
    if (thread.reraisePc < 0) linkTraceback(error, frame);
    throw thrown;
  }
  const depthInHandler = handler < 0 ? 0 : site.code.handlers[handler + 3] >> 1;
  fill(frame, site, values, depthInHandler);
  const last = noteTraceback(thread, error, frame, site.index);
  const below = thread.top === frame ? frame.previous : thread.top;
  frame.flags &= ~FRAME_SHELL;
  if (handler < 0) {
    frame.pc = last + 1;
    thread.top = below;
    if ((frame.flags & FRAME_GENERATOR) !== 0) leaveFrame(thread, frame);
    frame.flags |= FRAME_OBSERVED | FRAME_DONE;
    frame.previous = below !== null && below.depth === depth - 1 ? below : frame.previous;
    thread.propagating = error;
    compiled.error = error;
    return undefined;
  }
  thread.propagating = undefined;
  const { handlers } = site.code;
  if ((handlers[handler + 3] & 1) !== 0) frame.stack[frame.sp++] = site.code.offsets[last] >> 1;
  frame.stack[frame.sp++] = error as PyValue;
  frame.pc = handlers[handler + 2];
  return continueFrame(thread, frame, depth);
}

/**
 * Where JavaScript's stack came to its end, which may be wherever something is called: before the activation has been at any place, so that
 * the number that stands there is another's. Then it has done nothing yet.
 */
function siteAtOverflow(fn: PyFunction, depth: number): Site {
  const code = fn.code.decoded as Executable;
  const site = siteIfAny(places[depth]) as Site | undefined;
  if (site?.code === code) return site;
  const nothing = { locals: [], stack: [], isUntouched: true, finish: null, reason: "", piece: NO_PIECE };
  return { code, func: fn, index: 0, resume: 0, ...nothing };
}

const NO_PIECE = {};

/**
 * Notes in an exception that it came to an activation, unless it is raised again there; the instruction that it then counts as coming from.
 */
export function noteTraceback(thread: ThreadState, error: PyBaseException, frame: Frame, index: number): number {
  frame.pc = index + 1;
  const { reraisePc } = thread;
  if (reraisePc >= 0) {
    thread.reraisePc = -1;
    return reraisePc - 1;
  }
  if (thread.propagating !== error) chainContext(thread, error);
  linkTraceback(error, frame);
  addTraceback(frame, error);
  return index;
}

/** Frames that exceptions have gone through know who called them. */
function linkTraceback(error: PyBaseException, frame: Frame): void {
  const inner = (error.traceback as PyTraceback | null)?.frame;
  if (inner === undefined || inner === frame || inner.depth !== frame.depth + 1) return;
  if (inner.previous === null || inner.previous.depth < frame.depth) inner.previous = frame;
}

function unwound(
  thread: ThreadState,
  unwind: Unwind,
  site: Site,
  fn: PyFunction,
  depth: number,
  values: readonly unknown[],
): never {
  const frame = ownFrame(thread, site, fn, depth);
  if (thread.top === frame && (frame.flags & FRAME_SHELL) !== 0) thread.top = frame.previous;
  fill(frame, site, values, site.stack.length);
  frame.pc = unwind.resume >= 0 ? unwind.resume : site.resume;
  unwind.resume = -1;
  if (site.finish !== null) {
    site.finish.by(
      unwind,
      site.finish.from.map((recipe) => cook(recipe, values)),
    );
  }
  frame.flags &= ~(FRAME_COMPILED | FRAME_SHELL);
  unwind.add(frame);
  throw unwind;
}

/** The caller of an `__init__`, whether it has returned or not, gets the instance. */
export function finishInstance(unwind: Unwind, made: PyObject): void {
  if (unwind.outermost !== null) markInit(unwind.outermost, made);
  else unwind.values = [made];
}

/** The same of an `__init__` whose instance is its only operand. */
export function finishInit(unwind: Unwind, [made]: readonly Slot[]): void {
  finishInstance(unwind, made as PyObject);
}

/** Function entry when there is no fuel or the stack is deep. */
export function slowEntry(fn: PyFunction, depth: number, ...args: Slot[]): void {
  const thread = currentThread;
  const code = fn.code.decoded as Executable;
  if (depth > compiled.limit) {
    if (depth > thread.recursionLimit) throw tooDeep(thread, depth);
    throw new Unwind(begun(code, fn, depth, args), [], false, false);
  }
  if (!spend(thread, depth - 1)) return;
  throw new Unwind(begun(code, fn, depth, args), [], false, true);
}

/** The frame of an activation that is about to begin; one that the interpreter entered has its frame. */
function begun(code: Executable, fn: PyFunction, depth: number, args: readonly Slot[]): { top: Frame; entry: Frame } {
  const resident = frameAt(currentThread, depth);
  if (resident !== null) {
    resident.flags &= ~FRAME_COMPILED;
    return { top: resident, entry: resident };
  }
  const frame = newFrame(code, fn, null, depth);
  for (let i = 0; i < args.length; i++) frame.stack[i] = args[i];
  return { top: frame, entry: frame };
}

/** A back edge without fuel. */
export function poll(depth: number): void {
  const thread = currentThread;
  if (spend(thread, depth)) throw new Unwind(null, [], false, true);
}

let suspendOften = false;

/** --stress=suspend-often: compiled code is unwound whenever it could be. */
export function provokeUnwinding(often: boolean): void {
  suspendOften = often;
}

/** Looks at everything periodic when the thread's fuel is spent too. True: compiled code is to be left. */
function spend(thread: ThreadState, depth: number): boolean {
  if (suspendOften) {
    compiled.fuel = 5;
    thread.fuel -= 5;
    compiled.depth = depth;
    if (thread.fuel < 0) evalBreaker(thread);
    return true;
  }
  const portion = Math.max(1, Math.min(QUANTUM, thread.fuel));
  compiled.fuel = portion;
  thread.fuel -= portion;
  if (thread.fuel >= 0 && !thread.instrumented) return false;
  compiled.depth = depth;
  const { interp } = thread;
  const { interruptions } = interp;
  // Compiled code relies on what it knew before, so that it ends when other code has run.
  return evalBreaker(thread) || thread.instrumented || interp.interruptions !== interruptions;
}
