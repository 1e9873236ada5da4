/**
 * Resuming a generator or coroutine that waits at a compiled piece, which is called as a function is, without the loop. Its frame
 * joins the thread's list, as that of an activation whose variables are elsewhere (FRAME_SHELL), only when something may look at it (`linked`):
 * most go from one yield to the next before that. Until then `previous` is the frame of the generator that has resumed it, if that is not
 * linked either, and no exception is being handled in it.
 *
 * One that waits in a delegation is not run when a value only passes through: it counts as running, and what it delegates to, however far
 * in, is resumed on its behalf.
 */
import { compiled, places, shownAt } from "../../interpreter/compiled.ts";
import { FRAME_COMPILED, FRAME_ENTRY, FRAME_SHELL, type Frame } from "../../interpreter/frame.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { settleGenerator, watchSuspended } from "../../interpreter/generators/finalize.ts";
import {
  GEN_CLOSED,
  GEN_CREATED,
  GEN_RUNNING,
  GEN_SUSPENDED,
  PyGenerator,
} from "../../interpreter/generators/generator.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { currentThread, type ThreadState } from "../../interpreter/thread.ts";
import { leaveFrame } from "../../interpreter/unwind.ts";
import type { PyFunction } from "../../objects/function.ts";
import type { QuickSink } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { type CodeRecord, MISMATCH, type Piece } from "../record.ts";
import { caught, isLeaving, returnedSent, runToEnd } from "./exits.ts";

/** The compiled piece at which a generator waits. */
export function waitingPiece(generator: PyGenerator): Piece | null {
  const { frame } = generator;
  const last = generator.piece as Piece | null;
  if (last !== null && last.entryIndex === frame.pc + 1 && !last.retired && frame.frameObject === null) return last;
  return (generator.piece = findPiece(generator));
}

function findPiece(generator: PyGenerator): Piece | null {
  const { frame } = generator;
  const record = frame.code.compiled as CodeRecord | null;
  if (record === null || record.globals !== frame.func.globals || frame.frameObject !== null) return null;
  // A new generator stands before what takes the first value away.
  const at = generator.state === GEN_CREATED ? frame.pc + 1 : frame.pc;
  const piece = record.pieces[at + 1];
  return piece === undefined || piece.retired || frame.code.plain[at] !== OP.RESUME ? null : piece;
}

/**
 * Runs a generator from there, as the activation at `depth`: what it yields or returns; `compiled.done` tells which. Undefined: it has raised
 * an exception. `outer`: the frame of the generator that resumes it, where that need not be linked. `sink`: what a feeder feeds.
 */
export function resumePiece(
  thread: ThreadState,
  generator: PyGenerator,
  piece: Piece,
  value: PyValue,
  depth: number,
  outer: Frame | null,
  sink: QuickSink | null = null,
): Slot {
  if (piece.delegation !== null && sink === null) return passOn(thread, generator, piece, value, depth, outer);
  return runPiece(thread, generator, piece, value, depth, outer, sink);
}

/** The same where the piece itself is entered. */
function runPiece(
  thread: ThreadState,
  generator: PyGenerator,
  piece: Piece,
  value: PyValue,
  depth: number,
  outer: Frame | null,
  sink: QuickSink | null,
): Slot {
  const { frame } = generator;
  if (generator.state === GEN_CREATED) {
    if (generator.youngIndex >= 0 || generator.estate !== null) settleGenerator(generator); // a coroutine that is awaited
    frame.pc += 2;
  } else {
    frame.stack[frame.sp++] = value;
    frame.pc++;
  }
  if (generator.estate !== null) frame.owner = generator;
  generator.state = GEN_RUNNING;
  frame.previous = outer;
  // In the midst of handling an exception; or coroutines that it makes will ask who did.
  if (generator.value !== null || thread.coroutineOriginDepth > 0) linked(frame, depth);
  let result = piece.resume!(frame.func, depth, frame, sink);
  if (result === MISMATCH) {
    piece.mismatched(frame);
    result = interpret(thread, frame, depth);
  }
  return resumed(thread, generator, result);
}

/** The interpreter goes on with a generator whose piece has not taken its variables. */
function interpret(thread: ThreadState, frame: Frame, depth: number): Slot {
  linked(frame, depth);
  frame.flags = (frame.flags & ~FRAME_SHELL) | FRAME_ENTRY;
  // What it delegated to may have been the last to say where it is.
  compiled.depth = depth;
  return runToEnd(thread, frame);
}

/** What a piece has answered with, of a generator that may have returned. */
function resumed(thread: ThreadState, generator: PyGenerator, result: Slot): Slot {
  if (result === undefined) return undefined;
  compiled.done = generator.state === GEN_CLOSED;
  if (generator.state === GEN_RUNNING) {
    finish(thread, generator);
    compiled.done = true;
  }
  return result;
}

/** Where what a generator delegates to waits, if the value can be passed on to it without entering the generator's own piece. */
function pieceToSendTo(thread: ThreadState, inner: PyGenerator, value: PyValue, depth: number): Piece | null {
  if (inner.kind === "async generator" || !canSend(inner, value)) return null;
  return depth >= compiled.limit || thread.coroutineOriginDepth > 0 ? null : waitingPiece(inner);
}

/**
 * Resumes what a generator delegates to, while the generator stands at its SEND with all that it has in its frame. What that is may
 * delegate in turn, and so on: only the innermost is run. The pieces of the others are entered only when what they delegate to
 * has returned, so that a value passes through a chain of delegations without a variable being loaded.
 */
function passOn(
  thread: ThreadState,
  outermost: PyGenerator,
  first: Piece,
  value: PyValue,
  depth: number,
  outer: Frame | null,
): Slot {
  let generator = outermost;
  let piece = first;
  let at = depth;
  let around = outer;
  while (piece.delegation !== null && generator.value === null) {
    const { frame } = generator;
    const inner = frame.stack[frame.sp - 1];
    const next = inner instanceof PyGenerator ? pieceToSendTo(thread, inner, value, at) : null;
    if (next === null) break;
    if (generator.estate !== null) frame.owner = generator;
    generator.state = GEN_RUNNING;
    frame.previous = around;
    places[at++] = piece.delegation.site;
    around = frame;
    generator = inner as PyGenerator;
    generator.returnPc = piece.delegation.behind;
    piece = next;
  }
  if (at === depth) return runPiece(thread, outermost, first, value, depth, outer, null);
  compiled.depth = at - 1;
  let sent: Slot;
  try {
    sent = runPiece(thread, generator, piece, value, at, around, null);
  } catch (thrown) {
    compiled.error = thrown;
    sent = undefined;
  }
  for (let frame = around!; ; at--) {
    if (sent !== undefined && !compiled.done && !compiled.observed) return passOut(frame, at - depth, sent);
    if (at === depth + 1) return goOn(thread, frame, value, depth, sent);
    const further = frame.previous!;
    try {
      sent = goOn(thread, frame, value, at - 1, sent);
    } catch (thrown) {
      compiled.error = thrown;
      sent = undefined;
    }
    frame = further;
  }
}

/** A value passes through so many generators, which wait again. */
function passOut(innermost: Frame, levels: number, value: PyValue): Slot {
  let frame = innermost;
  for (let left = levels; left > 0; left--) {
    const further = frame.previous;
    const { index, isWatched } = ((frame.owner as PyGenerator).piece as Piece).delegation!;
    if (isWatched) yieldedWatched(frame, index + 1, 1, value);
    else yielded(frame, index + 1, 1, value);
    frame = further!;
  }
  return value;
}

/** What a generator delegates to has returned, or raised an exception, or is to be left: the generator goes on itself. */
function goOn(thread: ThreadState, frame: Frame, value: PyValue, depth: number, sent: Slot): Slot {
  const generator = frame.owner as PyGenerator;
  const piece = generator.piece as Piece;
  const { behind } = piece.delegation!;
  if (compiled.observed && sent !== undefined) compiled.error = returnedSent(sent, behind);
  if (compiled.observed || sent === undefined) {
    return resumed(thread, generator, caughtResumed(frame, depth, []));
  }
  frame.stack[frame.sp++] = value;
  frame.pc++;
  let result = piece.resume!(frame.func, depth, frame, null, sent);
  if (result === MISMATCH) {
    piece.mismatched(frame);
    frame.stack[frame.sp - 1] = sent;
    frame.pc = behind;
    result = interpret(thread, frame, depth);
  }
  return resumed(thread, generator, result);
}

/** A compiled `return`. */
export function finish(thread: ThreadState, generator: PyGenerator): void {
  const { frame } = generator;
  if (generator.previous === null) {
    frame.previous = null;
    generator.finish();
    return;
  }
  frame.flags &= ~FRAME_SHELL;
  thread.top = frame.previous;
  leaveFrame(thread, frame);
}

/** The function of a generator's activation, which is in the thread's list of frames from now on, as are those further out. */
export function linked(frame: Frame, depth: number): PyFunction {
  if (isUnlinked(frame)) link(frame, depth);
  return frame.func;
}

/** The end of a generator's piece in which an exception, or an Unwind, has come. */
export function caughtResumed(frame: Frame, depth: number, values: readonly unknown[]): Slot {
  if (!isLeaving(depth)) linked(frame, depth);
  return caught(frame.func, depth, values);
}

function isUnlinked({ flags }: Frame): boolean {
  return (flags & (FRAME_COMPILED | FRAME_SHELL)) === 0;
}

function link(innermost: Frame, depth: number): void {
  const thread = currentThread;
  // The outermost is linked first.
  let next: Frame | null = null;
  let first = depth + 1;
  for (let frame: Frame | null = innermost; frame !== null && isUnlinked(frame); first--) {
    const outer: Frame | null = frame.previous;
    frame.previous = next;
    next = frame;
    frame = outer;
  }
  for (let frame = next; frame !== null; first++) {
    const inner = frame.previous;
    const generator = frame.owner as PyGenerator;
    frame.depth = first;
    frame.previous = thread.top;
    frame.flags |= FRAME_SHELL;
    generator.previous = thread.excInfo;
    thread.excInfo = generator;
    thread.top = frame;
    frame = inner;
  }
}

/** What a compiled `yield` answers with, when the generator's variables are in its frame again. */
export function yielded(frame: Frame, index: number, oparg: number, value: PyValue): Slot {
  const { flags } = frame;
  if ((flags & FRAME_COMPILED) !== 0) return handBack(frame, index, value);
  const generator = frame.owner as PyGenerator;
  frame.pc = index + 1;
  generator.state = GEN_SUSPENDED + oparg;
  if (generator.estate !== null) watchSuspended(currentThread, generator);
  if ((flags & FRAME_SHELL) !== 0) unlink(frame, generator);
  frame.previous = null;
  return value;
}

/** The same where something is left to be done should nobody go on with the generator. */
export function yieldedWatched(frame: Frame, index: number, oparg: number, value: PyValue): Slot {
  const { owner } = frame;
  const result = yielded(frame, index, oparg, value);
  if ((frame.flags & FRAME_COMPILED) === 0) watchSuspended(currentThread, owner as PyGenerator);
  return result;
}

/** The loop that entered the piece does it. */
function handBack(frame: Frame, index: number, value: PyValue): undefined {
  shownAt[frame.depth] = 0;
  frame.stack[frame.sp++] = value;
  frame.pc = index;
}

function unlink(frame: Frame, generator: PyGenerator): void {
  const thread = currentThread;
  shownAt[frame.depth] = 0;
  frame.flags &= ~FRAME_SHELL;
  thread.excInfo = generator.previous!;
  generator.previous = null;
  thread.top = frame.previous;
}

/** Whether a generator may be resumed with the value. */
export function canSend(generator: PyGenerator, value: PyValue): boolean {
  const { state } = generator;
  return state !== GEN_RUNNING && state !== GEN_CLOSED && (state !== GEN_CREATED || value === null);
}
