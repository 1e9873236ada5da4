/**
 * Awaited calls: `await f(…)` of a known coroutine function enters its code as a function is entered. Most such calls return without ever
 * having yielded, and nobody has seen the coroutine: there is none, no frame either, until the activation comes to something that could
 * look at one, runs other code, or yields. Then both are made as those of a coroutine that is running (`born`), and the activation goes
 * on as any piece of a generator. The caller finds the coroutine in `compiled.awaited` if the call has not returned.
 */
import { executableOf, OP_BITS } from "../../interpreter/code.ts";
import { compiled, places } from "../../interpreter/compiled.ts";
import { siteAt } from "../../interpreter/compiled-sites.ts";
import { FRAME_GENERATOR, type Frame } from "../../interpreter/frame.ts";
import { GEN_CLOSED, GEN_RUNNING, PyGenerator } from "../../interpreter/generators/generator.ts";
import { coroutineType } from "../../interpreter/generators/types.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { currentThread } from "../../interpreter/thread.ts";
import type { PyFunction } from "../../objects/function.ts";
import type { PyValue } from "../../objects/object.ts";
import type { CodeRecord } from "../record.ts";
import { exit, frameAt, newFrame } from "./exits.ts";
import { sendValue } from "./generators.ts";
import { caughtResumed, finish } from "./resume.ts";

let onAwait: (record: CodeRecord, fn: PyFunction) => void = () => {};

/** Told of coroutines that are made where they are awaited. */
export function watchAwaits(watcher: (record: CodeRecord, fn: PyFunction) => void): void {
  onAwait = watcher;
}

/** Awaits a coroutine that has been made for that; undefined as for `sendValue`. */
export function awaitMade(record: CodeRecord, coroutine: PyValue, depth: number, behind: number, outer: Frame): Slot {
  if (coroutine instanceof PyGenerator) onAwait(record, coroutine.frame.func);
  const sent = sendValue(coroutine, null, depth, behind, outer);
  compiled.awaited = compiled.done ? null : coroutine;
  return sent;
}

/** The frame of an awaited call, which has a coroutine from now on. `outer`: the frame of the one that awaits it. */
export function born(fn: PyFunction, depth: number, outer: Frame): Frame {
  const frame = newFrame(executableOf(fn.code), fn, null, 0);
  frame.flags |= FRAME_GENERATOR;
  frame.previous = outer;
  const coroutine = new PyGenerator(coroutineType, "coroutine", frame, fn.name, fn.qualname);
  coroutine.state = GEN_RUNNING;
  const { code, index } = siteAt(places[depth - 1]);
  coroutine.returnPc = code.words[index] >> OP_BITS;
  frame.owner = coroutine;
  return frame;
}

/** A guard has failed. */
export function leaveAwaited(number: number, fn: PyFunction, depth: number, ...values: unknown[]): Slot {
  const frame = frameAt(currentThread, depth)!;
  return left(frame, () => exit(number, fn, depth, ...values));
}

/** The end in which an exception, or an Unwind, has come. */
export function caughtAwaited(frame: Frame, depth: number, values: readonly unknown[]): Slot {
  return left(frame, () => caughtResumed(frame, depth, values));
}

/** The interpreter finishes the activation, or it is unwound. */
function left(frame: Frame, run: () => Slot): Slot {
  const coroutine = frame.owner as PyGenerator;
  try {
    const result = run();
    compiled.done = coroutine.state === GEN_CLOSED;
    return result;
  } finally {
    compiled.awaited = coroutine;
  }
}

/** A compiled `return` where there is a frame. */
export function endAwaited(frame: Frame, result: Slot): Slot {
  finish(currentThread, frame.owner as PyGenerator);
  compiled.done = true;
  return result;
}
