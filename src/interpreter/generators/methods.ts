/**
 * `send`, `throw` and `close`, by the loop: these built-ins answer PENDING, and the loop that called them runs on with the generator's
 * frame, so that the thread may wait inside it. Source: CPython Objects/genobject.c (gen_send_ex, _gen_throw, gen_close).
 */
import { lookupAttr } from "../../objects/abstract/attributes.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import { isException, newException, runtimeError } from "../../objects/errors.ts";
import { PyBaseException, type PyStopIteration } from "../../objects/exceptions/base.ts";
import { PyExc_GeneratorExit, PyExc_StopIteration } from "../../objects/exceptions/types.ts";
import {
  activate,
  type CallRequest,
  enterFrame,
  entering,
  machine,
  PENDING,
  type PendingFrame,
  type Steps,
} from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { writeUnraisable } from "../../objects/unraisable.ts";
import { NOTHING_TO_CLEAN } from "../code.ts";
import { wants } from "../fire.ts";
import { FRAME_ENTRY, type Frame } from "../frame.ts";
import type { Slot } from "../inst.ts";
import { EVENT } from "../monitoring.ts";
import { pushActivation } from "../pending.ts";
import { isClass, normalizeThrown } from "../raise.ts";
import { currentThread } from "../thread.ts";
import {
  canResume,
  ended,
  enterGenerator,
  finishedError,
  GEN_CREATED,
  GEN_RUNNING,
  linkGenerator,
  PyGenerator,
  RAISE_STOP,
  returned,
} from "./generator.ts";

type Calls = Generator<CallRequest, PyValue, PyValue>;

/** The value itself, for callers that cannot wait. */
export function settled(value: PyValue): PyValue {
  return value === PENDING ? machine.finishPending() : value;
}

/** A generator that goes on, as the result of a built-in. */
abstract class Resumption implements PendingFrame {
  readonly kind = "frame";
  readonly generator: PyGenerator;
  readonly fallback: Slot;
  constructor(generator: PyGenerator, fallback: Slot) {
    this.generator = generator;
    this.fallback = fallback;
  }

  abstract enter(nested: boolean): void;

  /** Whoever resumes the generator is to be told of its end by exception, or by the fallback. */
  prepare(): void {
    this.generator.returnPc = RAISE_STOP;
    this.generator.fallback = this.fallback;
  }

  push(nested: boolean): Frame {
    const { generator } = this;
    this.prepare();
    if (nested) generator.frame.flags |= FRAME_ENTRY;
    this.enter(nested);
    return generator.frame;
  }

  finish(result: PyValue): PyValue {
    const end = this.end(result);
    if (end !== null) throw end;
    return this.generator.finished ? ended(this.fallback!, result) : result;
  }

  /** The exception that tells of the generator's end, when it has ended and there is no fallback. */
  end(result: PyValue): PyBaseException | null {
    const { generator, fallback } = this;
    return generator.finished && fallback === undefined ? returned(generator, result) : null;
  }
}

export class Sending extends Resumption {
  readonly value: PyValue;
  readonly error: PyBaseException | null;
  constructor(generator: PyGenerator, value: PyValue, error: PyBaseException | null, fallback: Slot) {
    super(generator, fallback);
    this.value = value;
    this.error = error;
  }

  override enter(nested: boolean): void {
    enterGenerator(currentThread, this.generator, this.value);
    if (this.error === null) return;
    currentThread.thrownInto = this.generator.frame;
    // The host's evaluator is asked first.
    if (!nested && currentThread.interp.frameEvaluator === null) throw this.error;
    currentThread.injected = this.error;
  }
}

/** Runs something on top of a generator that delegates; what comes out goes on through the generator. */
class Delegating extends Resumption {
  private readonly steps: Steps;
  constructor(generator: PyGenerator, steps: Steps) {
    super(generator, undefined);
    this.steps = steps;
  }

  override enter(): void {
    linkGenerator(currentThread, this.generator);
    pushActivation(currentThread, this.steps);
  }
}

/**
 * Sends a value into a generator, or raises an exception in it. What the generator yields is the value; when it returns that is
 * StopIteration, or `fallback`.
 */
export function generatorSend(
  generator: PyGenerator,
  value: PyValue,
  error: PyBaseException | null = null,
  fallback: Slot = undefined,
): PyValue {
  if (!canResume(generator, value, error, false)) {
    if (fallback !== undefined) return ended(fallback, null);
    throw finishedError(generator);
  }
  return enterFrame(new Sending(generator, value, error, fallback));
}

/**
 * `generator.throw(type, value, traceback)`. What cannot be thrown, and an exception from looking for the delegate's method, is the caller's:
 * the generator goes on as if nothing had been thrown (_gen_throw).
 */
export function generatorThrow(
  generator: PyGenerator,
  type: PyValue,
  value: PyValue,
  traceback: PyValue,
  closeOnExit = true,
): PyValue {
  const delegate = generator.yieldFrom();
  const thrown: Thrown = { type, value, traceback, closeOnExit };
  if (delegate !== undefined) {
    if (closeOnExit && isThrownExit(type)) return closeAndThrow(generator, delegate, thrown);
    if (delegate instanceof PyGenerator && delegate.kind !== "async generator") {
      return delegateThrow(generator, passOn(delegate, thrown));
    }
    const method = lookupAttr(delegate, "throw");
    if (method !== undefined) return delegateThrow(generator, callThrow(method, thrown));
  }
  return generatorSend(generator, null, normalizeThrown(type, value, traceback));
}

interface Thrown {
  readonly type: PyValue;
  readonly value: PyValue;
  readonly traceback: PyValue;
  readonly closeOnExit: boolean;
}

function delegateThrow(generator: PyGenerator, steps: Calls): PyValue {
  return enterFrame(new Delegating(generator, throwSteps(generator, steps)));
}

/** What the delegate yields, the generator yields; what the delegate raises, is raised in the generator. */
function* throwSteps(generator: PyGenerator, steps: Calls): Calls {
  try {
    const result = yield* steps;
    generator.frame.pc--; // back to YIELD_VALUE
    return result;
  } catch (caught) {
    currentThread.thrownInto = generator.frame;
    throw caught;
  }
}

function* passOn(delegate: PyGenerator, { type, value, traceback, closeOnExit }: Thrown): Calls {
  return yield entering(() => generatorThrow(delegate, type, value, traceback, closeOnExit));
}

function* callThrow(method: PyValue, { type, value, traceback }: Thrown): Calls {
  const args = [type];
  if (value !== null || traceback !== null) args.push(value);
  if (traceback !== null) args.push(traceback);
  return yield { callable: method, args, kwnames: null };
}

/** GeneratorExit closes the delegate first. */
function closeAndThrow(generator: PyGenerator, delegate: PyValue, { type, value, traceback }: Thrown): PyValue {
  let error: PyBaseException;
  try {
    error = normalizeThrown(type, value, traceback);
  } catch (caught) {
    return activate(closeAndRaise(delegate, caught));
  }
  return delegateThrow(generator, closeAndRaise(delegate, error));
}

function* closeAndRaise(delegate: PyValue, error: unknown): Calls {
  yield entering(() => closeIterator(delegate));
  throw error;
}

function isThrownExit(type: PyValue): boolean {
  if (isClass(type)) return type === PyExc_GeneratorExit || type.mro.includes(PyExc_GeneratorExit);
  return isException(type, PyExc_GeneratorExit);
}

/** Closes what a `yield from` delegates to (gen_close_iter). */
function closeIterator(iterator: PyValue): PyValue {
  if (iterator instanceof PyGenerator && iterator.kind !== "async generator") return generatorClose(iterator);
  return activate(closeOther(iterator));
}

function* closeOther(iterator: PyValue): Calls {
  let close: Slot;
  try {
    close = lookupAttr(iterator, "close");
  } catch (caught) {
    writeUnraisable(caught, `Exception ignored while closing generator ${reprJs(iterator)}`, null);
  }
  if (close !== undefined) yield { callable: close, args: [], kwnames: null };
  return null;
}

/** `generator.close()`: the value that the generator returns on GeneratorExit, or None. */
export function generatorClose(generator: PyGenerator): PyValue {
  if (generator.state === GEN_CREATED) generator.finish();
  if (generator.finished) return null;
  const delegate = generator.yieldFrom();
  if (delegate === undefined && finishIdle(generator)) return null;
  return activate(closeSteps(generator, delegate));
}

/** Ends a generator that is suspended where nothing is to be cleaned up. */
function finishIdle(generator: PyGenerator): boolean {
  const { frame } = generator;
  if (generator.running || (frame.code.words[frame.pc] & NOTHING_TO_CLEAN) === 0) return false;
  if (wants(currentThread, EVENT.PY_UNWIND)) return false;
  generator.finish();
  return true;
}

function* closeSteps(generator: PyGenerator, delegate: Slot): Calls {
  let error: PyBaseException | undefined;
  if (delegate !== undefined) {
    const { state } = generator;
    generator.state = GEN_RUNNING;
    try {
      yield entering(() => closeIterator(delegate));
    } catch (caught) {
      if (!(caught instanceof PyBaseException)) throw caught;
      error = caught;
    } finally {
      generator.state = state;
    }
    if (error === undefined && finishIdle(generator)) return null;
  }
  const exit = error ?? newException(PyExc_GeneratorExit);
  try {
    yield entering(() => generatorSend(generator, null, exit));
  } catch (caught) {
    if (isException(caught, PyExc_StopIteration)) return (caught as PyStopIteration).value;
    if (isException(caught, PyExc_GeneratorExit)) return null;
    throw caught;
  }
  throw runtimeError(`${generator.kind} ignored GeneratorExit`);
}
