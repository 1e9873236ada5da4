/**
 * What resumes generators and coroutines that wait at compiled pieces (resume.ts): loops, delegations, `send`, built-ins that drain them.
 */
import type { Executable } from "../../interpreter/code.ts";
import { compiled, Unwind } from "../../interpreter/compiled.ts";
import type { Drain } from "../../interpreter/drain.ts";
import { mappedFunction, pythonNext } from "../../interpreter/enter-next.ts";
import { FRAME_ENTRY, type Frame } from "../../interpreter/frame.ts";
import {
  enterGenerator,
  GEN_CLOSED,
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
import { currentThread } from "../../interpreter/thread.ts";
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
import type { Piece } from "../record.ts";
import { callAny, settle } from "./calls.ts";
import { newFrame, poll, runToEnd } from "./exits.ts";
import { raiseAgain } from "./handlers.ts";
import { canSend, linked, resumePiece, waitingPiece } from "./resume.ts";

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
 * How far above the loop a generator hands its sink on: what it delegates to takes more of the JavaScript stack then than the budget allows for.
 */
const FEEDERS = 100;

/** Whether it does. Without fuel the other would come to no look at what is periodic: its values go to the generator, in a loop. */
function handsOn(depth: number): boolean {
  return --compiled.fuel >= 0 && depth - compiled.start < FEEDERS;
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
    return resume(receiver, value, depth, behind, outer, sink !== null && handsOn(depth) ? sink : null);
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
