/**
 * Generators and coroutines that compiled code resumes: the piece at which one waits is called as a function is, without the loop. Its frame
 * joins the thread's list, as that of an activation whose variables are elsewhere (FRAME_SHELL), only when something may look at it (`linked`):
 * most go from one yield to the next before that. Until then `previous` is the frame of the generator that has resumed it, if that is not
 * linked either, and no exception is being handled in it.
 */
import type { Executable } from "../../interpreter/code.ts";
import { compiled, places, shownAt, Unwind } from "../../interpreter/compiled.ts";
import type { Drain } from "../../interpreter/drain.ts";
import { mappedFunction, pythonNext } from "../../interpreter/enter-next.ts";
import { FRAME_COMPILED, FRAME_ENTRY, FRAME_SHELL, type Frame } from "../../interpreter/frame.ts";
import { OP } from "../../interpreter/generated/tables.ts";
import { settleGenerator, watchSuspended } from "../../interpreter/generators/finalize.ts";
import {
  enterGenerator,
  GEN_CLOSED,
  GEN_CREATED,
  GEN_RUNNING,
  GEN_SUSPENDED,
  GEN_SUSPENDED_YIELD_FROM,
  PyGenerator,
  RAISE_STOP,
  returned,
} from "../../interpreter/generators/generator.ts";
import type { Sending } from "../../interpreter/generators/methods.ts";
import { sendTo } from "../../interpreter/generators/send.ts";
import { coroutineType, generatorType } from "../../interpreter/generators/types.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { DRAIN_AT, drainCode } from "../../interpreter/internal-code.ts";
import { pushWaitingNext } from "../../interpreter/pending.ts";
import { markStops } from "../../interpreter/tail-call.ts";
import { currentThread, type ThreadState } from "../../interpreter/thread.ts";
import { leaveFrame } from "../../interpreter/unwind.ts";
import { iterNextOrWait } from "../../objects/abstract/iterate.ts";
import type { Builtin } from "../../objects/binder.ts";
import { isException } from "../../objects/errors.ts";
import type { PyBaseException, PyStopIteration } from "../../objects/exceptions/base.ts";
import { PyExc_StopAsyncIteration, PyExc_StopIteration } from "../../objects/exceptions/types.ts";
import type { PyFunction } from "../../objects/function.ts";
import { mapArguments, type PyMap } from "../../objects/iterators/map.ts";
import { PENDING, type QuickSink } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { plainTruth } from "../../objects/plain-truth.ts";
import { type CodeRecord, MISMATCH, type Piece } from "../record.ts";
import { callAny, settle } from "./calls.ts";
import { caught, isLeaving, newFrame, poll, runToEnd } from "./exits.ts";
import { raiseAgain } from "./handlers.ts";

/** The compiled piece at which a generator waits. */
export function waitingPiece(generator: PyGenerator): Piece | null {
  const { frame } = generator;
  const last = generator.piece as Piece | null;
  if (last !== null && last.entryIndex === frame.pc + 1 && !last.retired && frame.frameObject === null) return last;
  return (generator.piece = findPiece(generator));
}

let onSink: (piece: Piece, func: PyFunction) => void = () => {};

/** Told of every value that a generator yields to a sink which could take it without Python code. */
export function watchSinks(watcher: (piece: Piece, func: PyFunction) => void): void {
  onSink = watcher;
}

/** Loops that do nothing with values of one truth, as `all` and `any` are compiled to, pass over them. */
export const overTrue: QuickSink = { takeNow: (item) => plainTruth(item) === true };
export const overFalse: QuickSink = { takeNow: (item) => plainTruth(item) === false };

/** What a generator that waits at the piece had better be resumed with to feed a sink. */
export function feederOf(piece: Piece, func: PyFunction, sink: QuickSink): Piece {
  if (sink.takeNow === undefined) return piece;
  const { feeder } = piece;
  if (feeder !== null && !feeder.retired) return feeder;
  onSink(piece, func);
  return piece;
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
  const { frame } = generator;
  if (piece.delegation !== null && sink === null && generator.value === null) {
    const inner = frame.stack[frame.sp - 1];
    const next = inner instanceof PyGenerator ? pieceToSendTo(thread, inner, value, depth) : null;
    if (next !== null) return passOn(thread, generator, piece, inner as PyGenerator, next, value, depth, outer);
  }
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
 * Resumes what a generator delegates to, while the generator itself stands at its SEND with all that it has in its frame. Its piece is
 * entered only when the delegation has returned: so a value passes through a chain of them without loading a variable.
 */
function passOn(
  thread: ThreadState,
  generator: PyGenerator,
  piece: Piece,
  inner: PyGenerator,
  next: Piece,
  value: PyValue,
  depth: number,
  outer: Frame | null,
): Slot {
  const { frame } = generator;
  const { site, index, behind, isWatched } = piece.delegation!;
  if (generator.estate !== null) frame.owner = generator;
  generator.state = GEN_RUNNING;
  frame.previous = outer;
  places[depth] = site;
  compiled.depth = depth;
  inner.returnPc = behind;
  let sent: Slot;
  try {
    sent = resumePiece(thread, inner, next, value, depth + 1, frame);
    if (compiled.observed && sent !== undefined) throw returnedSent(sent, behind);
  } catch (thrown) {
    compiled.error = thrown;
    sent = undefined;
  }
  if (sent === undefined) return resumed(thread, generator, caughtResumed(frame, depth, []));
  if (!compiled.done) {
    return isWatched ? yieldedWatched(frame, index + 1, 1, sent) : yielded(frame, index + 1, 1, sent);
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

/** Resumes a generator on behalf of the activation at `depth`, which goes on at `behind` when the generator has returned. */
function resume(
  generator: PyGenerator,
  value: PyValue,
  depth: number,
  behind: number,
  outer: Frame | null,
  sink: QuickSink | null = null,
): Slot {
  const thread = currentThread;
  compiled.depth = depth;
  generator.returnPc = behind;
  const piece = waitingPiece(generator);
  if (piece !== null && depth < compiled.limit) {
    const form = sink === null ? piece : feederOf(piece, generator.frame.func, sink);
    return resumePiece(thread, generator, form, value, depth + 1, outer, sink);
  }
  if (outer !== null) linked(outer, depth);
  enterGenerator(thread, generator, value);
  const { frame } = generator;
  frame.flags |= FRAME_ENTRY;
  const result = runToEnd(thread, frame);
  compiled.done = generator.state === GEN_CLOSED;
  return result;
}

/** `send`, where the generator waits at compiled code; undefined where it does not. */
export function sendDirectly(sending: Sending, depth: number): Slot {
  const { generator, value } = sending;
  const piece = waitingPiece(generator);
  if (piece === null || depth >= compiled.limit) return undefined;
  compiled.depth = depth;
  sending.prepare();
  const result = resumePiece(currentThread, generator, piece, value, depth + 1, null);
  if (result === undefined) raiseAgain();
  return result;
}

/** The method `send` itself, of a generator that is known to be one. */
export function sendByMethod(send: Builtin, generator: PyGenerator, value: PyValue, depth: number): Slot {
  const piece = canSend(generator, value) ? waitingPiece(generator) : null;
  if (piece === null || depth >= compiled.limit) return settle(send.call1(generator, value), depth);
  generator.returnPc = RAISE_STOP;
  const result = resumePiece(currentThread, generator, piece, value, depth + 1, null);
  if (result === undefined || !compiled.done) return result;
  compiled.error = returned(generator, result);
  return undefined;
}

/** Whether a generator may be resumed with the value. */
export function canSend(generator: PyGenerator, value: PyValue): boolean {
  const { state } = generator;
  return state !== GEN_RUNNING && state !== GEN_CLOSED && (state !== GEN_CREATED || value === null);
}

/** Whether `await` takes the value as it is: a coroutine that nothing awaits. */
export function isWaitingCoroutine(value: PyValue): boolean {
  return value instanceof PyGenerator && value.type === coroutineType && value.state !== GEN_SUSPENDED_YIELD_FROM;
}

/** Whether `yield from` takes the value as it is. */
export function isGenerator(value: PyValue): boolean {
  return value instanceof PyGenerator && value.type === generatorType;
}

/** What lies on the JavaScript stack between a loop, or a built-in that has one, and the function that makes its items: see STACK_BUDGET. */
const NEXT_COST = 4;

/** FOR_ITER: the next item, or undefined. `outer`: the frame of a generator that asks for it, which is linked where need be. */
export function nextOf(
  iterator: PyValue,
  depth: number,
  behind: number,
  outer: Frame | null,
  sink: QuickSink | null = null,
): Slot {
  if (iterator instanceof PyGenerator && iterator.type === generatorType && canSend(iterator, null)) {
    const item = resume(iterator, null, depth, behind, outer, sink);
    if (item === undefined) raiseAgain();
    return compiled.done ? undefined : item;
  }
  if (outer !== null) linked(outer, depth);
  const method = pythonNext(iterator);
  if (method !== null) return callNext(method, [iterator], depth, behind + 1);
  const mapped = mappedFunction(iterator);
  if (mapped !== null) {
    const args = mapArguments(iterator as PyMap);
    return args === undefined ? undefined : callNext(mapped, args, depth, behind + 1);
  }
  const next = iterNextOrWait(iterator);
  return next === PENDING ? waitForNext(depth, behind + 1) : next;
}

/** Calls the Python function that makes a loop's next item; a loop that has been left meanwhile ends at `stopPc`. */
function callNext(fn: PyFunction, args: PyValue[], depth: number, stopPc: number): Slot {
  let item: Slot;
  compiled.used += NEXT_COST;
  compiled.limit -= NEXT_COST;
  try {
    item = callAny(depth, fn, undefined, args);
  } catch (thrown) {
    if (thrown instanceof Unwind && thrown.outermost !== null) markStops(thrown.outermost, stopPc);
    return endOfLoop(thrown);
  } finally {
    compiled.used -= NEXT_COST;
    compiled.limit += NEXT_COST;
  }
  return item === undefined ? endOfLoop(compiled.error) : item;
}

/** What StopIteration means to a loop; anything else is thrown. */
function endOfLoop(error: unknown): undefined {
  if (!isException(error, PyExc_StopIteration)) throw error;
  currentThread.propagating = undefined;
}

/** Runs the activation in which an iterator waits; a loop that has been left for it ends at `stopPc`. */
function waitForNext(depth: number, stopPc: number): Slot {
  const thread = currentThread;
  compiled.depth = depth;
  const frame = pushWaitingNext(thread, stopPc);
  frame.flags |= FRAME_ENTRY;
  try {
    return runToEnd(thread, frame);
  } catch (thrown) {
    return endOfLoop(thrown);
  }
}

/**
 * SEND: what the receiver yields or returns; `J.done` tells which. Undefined: it has raised an exception. `sink`: what the sender feeds, and a
 * generator that it delegates to can feed as well.
 */
export function sendValue(
  receiver: PyValue,
  value: PyValue,
  depth: number,
  behind: number,
  outer: Frame | null,
  sink: QuickSink | null = null,
): Slot {
  if (receiver instanceof PyGenerator && receiver.kind !== "async generator" && canSend(receiver, value)) {
    return resume(receiver, value, depth, behind, outer, sink);
  }
  if (outer !== null) linked(outer, depth);
  const sent = sendTo(receiver, value);
  let result: Slot;
  try {
    result = settle(sent.value, depth);
  } catch (thrown) {
    if (sent.done && thrown instanceof Unwind) thrown.resume = behind;
    throw thrown;
  }
  compiled.done = sent.done;
  return result;
}

/** SEND's activation has been looked at: it goes on behind the delegation, if that has ended. */
export function returnedSent(value: Slot, behind: number): Unwind {
  const unwind = new Unwind(null, [value], false, false);
  if (compiled.done) unwind.resume = behind;
  return unwind;
}

/** CLEANUP_THROW: the value of a delegation that has ended; undefined for any other exception, which is then raised again. */
export function delegated(error: PyBaseException, depth: number, index: number): Slot {
  if (isException(error, PyExc_StopIteration)) return (error as PyStopIteration).value;
  currentThread.reraisePc = index + 1;
  compiled.depth = depth;
  return undefined;
}

/** END_ASYNC_FOR: whether the loop has ended; any other exception is then raised again. */
export function endsLoop(error: PyBaseException, depth: number, index: number): boolean {
  if (isException(error, PyExc_StopAsyncIteration)) return true;
  currentThread.reraisePc = index + 1;
  compiled.depth = depth;
  return false;
}

/** Feeds a built-in's sink, as the loop does by internal code, which takes over when compiled code has to be left. */
export function drain(source: Drain, depth: number): PyValue {
  const { iterator, sink } = source;
  const code = drainCode();
  for (;;) {
    let item: Slot;
    try {
      item = nextOf(iterator, depth, DRAIN_AT.RETURNED, null, sink);
    } catch (thrown) {
      throw leftDrain(thrown, source, code, depth, DRAIN_AT.TAKE);
    }
    compiled.depth = depth;
    if (item === undefined || !sink.take(item)) return sink.result();
    if (--compiled.fuel >= 0) continue;
    try {
      poll(depth);
    } catch (thrown) {
      throw leftDrain(thrown, source, code, depth, DRAIN_AT.NEXT);
    }
  }
}

/** Adds a frame for the loop over the values to what is being unwound. */
function leftDrain(thrown: unknown, source: Drain, code: Executable, depth: number, pc: number): unknown {
  if (!(thrown instanceof Unwind)) return thrown;
  const frame = newFrame(code, currentThread.top!.func, null, depth);
  frame.stack[0] = source.iterator;
  frame.owner = source;
  frame.pc = pc;
  frame.sp = 1;
  thrown.add(frame);
  return thrown;
}
