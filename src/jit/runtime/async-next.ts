/**
 * What `async for` asks an asynchronous generator for: GET_ANEXT and SEND at once. The awaitable of `__anext__()` is made only when the
 * generator waits for something before its next value, and StopAsyncIteration only when somebody may see it. Matches CPython
 * Objects/genobject.c (async_gen_asend_send, async_gen_unwrap_value).
 */
import { compiled, Unwind } from "../../interpreter/compiled.ts";
import type { Frame } from "../../interpreter/frame.ts";
import {
  AsyncGenSend,
  asyncGeneratorType,
  noteEnd,
  WrappedValue,
} from "../../interpreter/generators/async-generator.ts";
import {
  finishedError,
  GEN_CLOSED,
  GEN_CREATED,
  GEN_SUSPENDED,
  PyGenerator,
} from "../../interpreter/generators/generator.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { currentThread } from "../../interpreter/thread.ts";
import type { PyValue } from "../../objects/object.ts";
import { runUnwound } from "../direct.ts";
import type { Piece } from "../record.ts";
import { sendValue } from "./generators.ts";
import { linked, resumePiece, waitingPiece } from "./resume.ts";

/** As the exception that a handler begins with END_ASYNC_FOR for: the generator has returned, and there is none. */
export const LOOP_ENDED = Symbol("loop ended");

/** Whether it is an asynchronous generator that nobody has asked for anything. */
export function needsHooks(iterator: PyValue): boolean {
  return iterator instanceof PyGenerator && iterator.type === asyncGeneratorType && !iterator.hooksInited;
}

/** Where the asynchronous generator waits at compiled code for its next value to be asked for; else null. */
export function waitingNext(iterator: PyValue, depth: number): Piece | null {
  if (!(iterator instanceof PyGenerator) || iterator.type !== asyncGeneratorType) return null;
  if (iterator.runningAsync || depth >= compiled.limit) return null;
  const { state } = iterator;
  return state === GEN_SUSPENDED || state === GEN_CREATED ? waitingPiece(iterator) : null;
}

/**
 * Resumes the generator that waits there: its next value, or with `J.done` false what it waits for, and then `J.awaited` is the awaitable.
 * Undefined: an exception, for a handler that takes LOOP_ENDED too if `endsLoop`. `outer`: the frame of the activation at `depth`.
 */
export function nextAtOnce(piece: Piece, iterator: PyValue, depth: number, outer: Frame, endsLoop: boolean): Slot {
  const generator = iterator as PyGenerator;
  generator.runningAsync = true;
  compiled.depth = depth;
  let result: Slot;
  try {
    result = resumePiece(currentThread, generator, piece, null, depth + 1, outer);
  } catch (thrown) {
    result = broken(generator, thrown, depth);
  }
  if (result instanceof WrappedValue) {
    generator.runningAsync = false;
    compiled.awaited = null;
    compiled.done = true;
    return result.value;
  }
  if (result === undefined || compiled.done) return ended(generator, result, depth, outer, endsLoop);
  const awaitable = new AsyncGenSend(generator, null);
  awaitable.begin();
  compiled.awaited = awaitable;
  return result;
}

/** What is unwound goes on in a nested run of the loop, as below any built-in. */
function broken(generator: PyGenerator, thrown: unknown, depth: number): Slot {
  let error = thrown;
  if (thrown instanceof Unwind) {
    try {
      const result = runUnwound(currentThread, thrown, depth + 1);
      compiled.done = generator.state === GEN_CLOSED;
      return result;
    } catch (raised) {
      error = raised;
    }
  }
  compiled.error = error;
  return undefined;
}

/** No value has come: the generator has returned, or raised an exception. */
function ended(generator: PyGenerator, result: Slot, depth: number, outer: Frame, endsLoop: boolean): undefined {
  const error = result === undefined ? compiled.error : null;
  if (generator.noted !== null) {
    linked(outer, depth);
    compiled.depth = depth;
  }
  noteEnd(generator, error);
  compiled.error = error ?? (endsLoop && !compiled.observed ? LOOP_ENDED : finishedError(generator));
}

/** SEND, with the awaitable of any iterator; undefined as for `sendValue`. */
export function sendNext(awaitable: PyValue, depth: number, behind: number, outer: Frame): Slot {
  const sent = sendValue(awaitable, null, depth, behind, outer);
  compiled.awaited = compiled.done ? null : awaitable;
  return sent;
}
