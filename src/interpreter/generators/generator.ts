/**
 * PyGenerator: what generators, coroutines and asynchronous generators have in common: a frame that owns its stack and is resumed.
 * Matches CPython Objects/genobject.c (gen_send_ex2, _gen_throw, gen_close). The eval loop resumes generators without
 * recursion where it can; `resume` below is for built-in callers.
 */

import type { Str } from "../../kernel/str.ts";
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { call } from "../../objects/abstract/call.ts";
import { isException, newException, runtimeError, typeError, valueError } from "../../objects/errors.ts";
import { PyBaseException, type PyStopIteration } from "../../objects/exceptions/base.ts";
import { PyExc_GeneratorExit, PyExc_StopAsyncIteration, PyExc_StopIteration } from "../../objects/exceptions/types.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { currentDepth, tier } from "../compiled.ts";
import { runNested } from "../eval.ts";
import { FRAME_DONE, FRAME_ENTRY, FRAME_OBSERVED, type Frame } from "../frame.ts";
import type { Slot } from "../inst.ts";
import { tooDeep } from "../limits.ts";
import { isClass, normalizeThrown } from "../raise.ts";
import { currentThread, ExcInfo, type ThreadState } from "../thread.ts";
import { type GeneratorEstate, resumeWatched, settleGenerator } from "./finalize.ts";

/** `gi_frame_state`. */
export const GEN_CREATED = 0;
export const GEN_SUSPENDED = 1;
/** Suspended in `yield from` or `await`. */
export const GEN_SUSPENDED_YIELD_FROM = 2;
export const GEN_RUNNING = 3;
export const GEN_CLOSED = 4;

export type GeneratorKind = "generator" | "coroutine" | "async generator";

export class PyGenerator extends PyObject {
  readonly kind: GeneratorKind;
  frame: Frame;
  state = GEN_CREATED;
  name: Str;
  qualname: Str;
  readonly excInfo: ExcInfo = new ExcInfo(null);
  /** Where the resuming instruction continues when the generator returns (END_FOR, END_SEND). */
  returnPc = 0;
  /** `cr_origin`. */
  origin: PyValue = null;
  /** Asynchronous generators: the hooks were called, `aclose` was called, an `asend`/`athrow` is under way. */
  hooksInited = false;
  closed = false;
  runningAsync = false;
  finalizer: PyValue = null;
  /** What is to be done should nobody run the generator to its end. */
  estate: GeneratorEstate | null = null;

  constructor(type: PyType, kind: GeneratorKind, frame: Frame, name: Str, qualname: Str) {
    super(type);
    this.kind = kind;
    this.frame = frame;
    this.name = name;
    this.qualname = qualname;
  }

  get running(): boolean {
    return this.state === GEN_RUNNING;
  }
  get started(): boolean {
    return this.state !== GEN_CREATED;
  }
  get suspended(): boolean {
    return this.state === GEN_SUSPENDED || this.state === GEN_SUSPENDED_YIELD_FROM;
  }
  get finished(): boolean {
    return this.state === GEN_CLOSED;
  }

  /** Marks the generator as ended. */
  finish(): void {
    const { frame } = this;
    this.state = GEN_CLOSED;
    frame.flags |= FRAME_DONE;
    this.excInfo.value = null;
    if (this.estate !== null) settleGenerator(this);
    // Nobody can look at the locals of a frame without a frame object.
    if ((frame.flags & FRAME_OBSERVED) === 0) frame.stack = [];
  }

  /** The object that a `yield from` or `await` is delegating to (_PyGen_yf). */
  yieldFrom(): PyValue | undefined {
    if (this.state !== GEN_SUSPENDED_YIELD_FROM) return undefined;
    return this.frame.stack[this.frame.sp - 1];
  }
}

/** Links a generator's frame on top of the running one; the loop then runs it. */
export function enterGenerator(thread: ThreadState, generator: PyGenerator, value: PyValue): void {
  const { frame } = generator;
  const previous = thread.top;
  frame.depth = currentDepth(thread) + 1;
  if (frame.depth > thread.recursionLimit) throw tooDeep(thread, frame.depth);
  frame.previous = previous;
  frame.stack[frame.sp++] = value;
  if (generator.estate !== null) resumeWatched(generator);
  generator.state = GEN_RUNNING;
  generator.excInfo.previous = thread.excInfo;
  thread.excInfo = generator.excInfo;
  thread.top = frame;
}

/** Runs the generator until it yields or returns. `generator.finished` tells which; exceptions propagate. */
function resume(generator: PyGenerator, value: PyValue, error: PyBaseException | null): Slot {
  const thread = currentThread;
  if (tier !== null && error === null && !thread.instrumented) {
    const result = tier.resume(thread, generator, value);
    if (result !== undefined) return result;
  }
  enterGenerator(thread, generator, value);
  generator.frame.flags |= FRAME_ENTRY;
  if (error !== null) thread.injected = error;
  return runNested(thread);
}

/**
 * `gen_send_ex2`: sends a value or raises an exception in the generator. Undefined: it has returned, or had before, `result`
 * being what it returned.
 */
export function sendOrThrow(
  generator: PyGenerator,
  value: PyValue,
  error: PyBaseException | null,
  closing: boolean,
): Slot {
  const { kind } = generator;
  if (generator.state === GEN_CREATED && value !== null) {
    throw typeError(`can't send non-None value to a just-started ${kind}`);
  }
  if (generator.state === GEN_RUNNING) throw valueError(`${kind} already executing`);
  if (generator.state === GEN_CLOSED) {
    if (kind === "coroutine" && !closing) throw runtimeError("cannot reuse already awaited coroutine");
    if (error !== null) throw error;
    generatorResult = null;
    return undefined;
  }
  const result = resume(generator, value, error);
  if (!generator.finished) return result;
  generatorResult = result as PyValue;
  return undefined;
}

/** What the generator that `sendOrThrow` last found finished has returned. */
export let generatorResult: PyValue = null;

export function forgetResult(): void {
  generatorResult = null;
}

/** The StopIteration (or StopAsyncIteration) that a finished generator's caller gets. */
export function finishedError(generator: PyGenerator): PyBaseException {
  if (generator.kind === "async generator") return newException(PyExc_StopAsyncIteration);
  return stopIterationWith(generatorResult);
}

/** StopIteration carrying `value`, which is its only argument whatever it is (_PyGen_SetStopIterationValue). */
export function stopIterationWith(value: PyValue): PyBaseException {
  const error = newException(PyExc_StopIteration, ...(value === null ? [] : [value])) as PyStopIteration;
  error.value = value;
  return error;
}

/** `generator.send(value)`. */
export function generatorSend(generator: PyGenerator, value: PyValue): PyValue {
  const result = sendOrThrow(generator, value, null, false);
  if (result === undefined) throw finishedError(generator);
  return result;
}

/** tp_iternext. */
export function generatorNext(generator: PyGenerator): Slot {
  const result = sendOrThrow(generator, null, null, false);
  if (result === undefined && (generatorResult !== null || generator.kind === "async generator")) {
    throw finishedError(generator);
  }
  return result;
}

/** `generator.throw(type, value, traceback)` (_gen_throw). */
export function generatorThrow(
  generator: PyGenerator,
  type: PyValue,
  value: PyValue,
  traceback: PyValue,
  closeOnExit = true,
): PyValue {
  const delegate = generator.yieldFrom();
  if (delegate !== undefined) {
    const answer = throwIntoDelegate(generator, delegate, type, value, traceback, closeOnExit);
    if (answer !== undefined) return answer;
  }
  return throwHere(generator, normalizeThrown(type, value, traceback));
}

function throwHere(generator: PyGenerator, error: PyBaseException): PyValue {
  const result = sendOrThrow(generator, null, error, false);
  if (result === undefined) throw finishedError(generator);
  return result;
}

/** Passes an exception on to the delegate; undefined when it is to be raised in the generator itself. */
function throwIntoDelegate(
  generator: PyGenerator,
  delegate: PyValue,
  type: PyValue,
  value: PyValue,
  traceback: PyValue,
  closeOnExit: boolean,
): Slot {
  const state = generator.state;
  try {
    generator.state = GEN_RUNNING;
    if (closeOnExit && isThrownExit(type)) {
      closeIterator(delegate);
      generator.state = state;
      return undefined;
    }
    if (delegate instanceof PyGenerator && delegate.kind !== "async generator") {
      const result = generatorThrow(delegate, type, value, traceback, closeOnExit);
      generator.state = state;
      return result;
    }
    const method = lookupAttr(delegate, "throw");
    if (method === undefined) {
      generator.state = state;
      return undefined;
    }
    const args = [type];
    if (value !== null || traceback !== null) args.push(value);
    if (traceback !== null) args.push(traceback);
    const result = call(method, args);
    generator.state = state;
    return result;
  } catch (caught) {
    generator.state = state;
    if (!(caught instanceof PyBaseException)) throw caught;
    return throwHere(generator, caught);
  }
}

function isThrownExit(type: PyValue): boolean {
  if (isClass(type)) return type === PyExc_GeneratorExit || type.mro.includes(PyExc_GeneratorExit);
  return isException(type, PyExc_GeneratorExit);
}

/** Closes what a `yield from` delegates to (gen_close_iter). */
function closeIterator(iterator: PyValue): void {
  if (iterator instanceof PyGenerator && iterator.kind !== "async generator") {
    generatorClose(iterator);
    return;
  }
  const close = lookupAttr(iterator, "close");
  if (close !== undefined) call(close, []);
}

/** `generator.close()`: the value that the generator returns on GeneratorExit, or None. */
export function generatorClose(generator: PyGenerator): PyValue {
  if (generator.state === GEN_CREATED) {
    generator.finish();
    return null;
  }
  if (generator.finished) return null;
  let error: PyBaseException | undefined;
  const delegate = generator.yieldFrom();
  if (delegate !== undefined) {
    const state = generator.state;
    generator.state = GEN_RUNNING;
    try {
      closeIterator(delegate);
    } catch (caught) {
      if (!(caught instanceof PyBaseException)) throw caught;
      error = caught;
    }
    generator.state = state;
  }
  error ??= newException(PyExc_GeneratorExit);
  try {
    const result = sendOrThrow(generator, null, error, true);
    if (result !== undefined) throw runtimeError(`${generator.kind} ignored GeneratorExit`);
    return generatorResult;
  } catch (caught) {
    if (isException(caught, PyExc_StopIteration)) return (caught as PyStopIteration).value;
    if (isException(caught, PyExc_GeneratorExit)) return null;
    throw caught;
  }
}

/** A generator that the loop resumed inline returns: its resumer continues after the loop or delegation. */
export function returnFromGenerator(frame: Frame, caller: Frame | null): void {
  if ((frame.flags & FRAME_ENTRY) === 0) caller!.pc = (frame.owner as PyGenerator).returnPc;
}
