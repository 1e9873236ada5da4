/**
 * Exceptions that compiled code handles. The traceback needs a frame for the activation, which goes on without it: a shell, which the
 * thread's list of frames contains from then on, so that whoever looks at it has the activation unwound into it first.
 */
import { compiled, places, shownAt, Unwind } from "../../interpreter/compiled.ts";
import { siteAt, siteIfAny } from "../../interpreter/compiled-sites.ts";
import { checkExceptionGroupMatch, checkExceptionMatch } from "../../interpreter/except-match.ts";
import { FRAME_DONE, FRAME_OBSERVED, FRAME_SHELL } from "../../interpreter/frame.ts";
import { raise } from "../../interpreter/raise.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { findHandler, pythonException } from "../../interpreter/unwind.ts";
import { PyBaseException } from "../../objects/exceptions/base.ts";
import type { PyFunction } from "../../objects/function.ts";
import type { PyValue } from "../../objects/object.ts";
import type { Site } from "../sites.ts";
import { fill, frameAt, newFrame, noteTraceback } from "./exits.ts";
import { found } from "./values.ts";

/** The handler for what was caught, by the instruction that it begins with; -1 when the activation has none. */
export function handlerOf(thrown: unknown, depth: number): number {
  if (thrown instanceof Unwind) return -1;
  // Where JavaScript's stack is at its end, the activation may not have been at any place yet.
  const site = thrown instanceof PyBaseException ? siteAt(places[depth]) : siteIfAny(places[depth]);
  if (site === undefined) return -1;
  const place = findHandler(site.code.handlers, site.index);
  return place < 0 ? -1 : site.code.handlers[place + 2];
}

/** A handler of the activation begins, with `J.error` and `J.lasti`. True: the activation has a frame now. */
export function take(fn: PyFunction, depth: number): boolean {
  const thread = currentThread;
  const error = pythonException(compiled.error);
  compiled.depth = depth;
  const site = siteAt(places[depth]) as Site;
  let frame = frameAt(thread, depth);
  if (frame === null) {
    frame = newFrame(site.code, fn, thread.top, depth);
    frame.flags |= FRAME_SHELL;
    thread.top = frame;
  }
  const last = noteTraceback(thread, error, frame, site.index);
  thread.propagating = undefined;
  compiled.error = error;
  compiled.lasti = site.code.offsets[last] >> 1;
  return true;
}

/** An activation that has a frame returns: from now on that is all there is of it. */
export function left(number: number, _fn: PyFunction, depth: number, ...values: unknown[]): void {
  const thread = currentThread;
  shownAt[depth] = 0;
  const site = siteAt(number) as Site;
  const frame = frameAt(thread, depth)!;
  fill(frame, site, values, 0);
  frame.pc = site.index + 1;
  if ((frame.flags & FRAME_SHELL) === 0) return;
  frame.flags = (frame.flags & ~FRAME_SHELL) | FRAME_DONE;
  if (frame.previous !== null) frame.previous.flags |= FRAME_OBSERVED;
  thread.top = frame.previous;
}

/** For callers that cannot be told otherwise. */
export function raiseAgain(): never {
  throw compiled.error;
}

/** A bare `raise`. */
export function raisedAgain(depth: number): unknown {
  const thread = currentThread;
  const handled = thread.handledException();
  if (handled === null) return raise(thread, undefined, undefined);
  thread.reraisePc = siteAt(places[depth]).index + 1;
  return handled;
}

/** RERAISE: the exception goes on as if it came from the instruction at `lasti`, unless that is negative. */
export function reraised(error: PyValue, lasti: number, depth: number): PyValue {
  const { code, index } = siteAt(places[depth]);
  currentThread.reraisePc = (lasti < 0 ? index : code.indexOf(lasti * 2)) + 1;
  return error;
}

export function pushException(error: PyBaseException): PyValue {
  const info = currentThread.excInfo;
  const previous = info.value;
  info.value = error;
  return previous;
}

export function popException(previous: PyBaseException | null): void {
  currentThread.excInfo.value = previous;
}

export function exceptionMatches(error: PyBaseException, wanted: PyValue): boolean {
  return error.type === wanted || checkExceptionMatch(error, wanted);
}

/** CHECK_EG_MATCH: what the clause takes; `found.self` is the rest. */
export function groupMatch(error: PyBaseException | null, wanted: PyValue, depth: number): PyValue {
  const frame = frameAt(currentThread, depth)!;
  frame.pc = siteAt(places[depth]).index + 1;
  const { rest, match } = checkExceptionGroupMatch(frame, error, wanted);
  if (match !== null) currentThread.excInfo.value = match as PyBaseException;
  found.self = rest;
  return match;
}
