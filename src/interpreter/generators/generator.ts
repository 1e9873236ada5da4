/**
 * PyGenerator: what generators, coroutines and asynchronous generators have in common: a frame that owns its stack and is resumed.
 * Matches CPython Objects/genobject.c (gen_send_ex2, _gen_throw, gen_close). The eval loop resumes generators without
 * recursion where it can; `resume` below is for built-in callers.
 */

import type { Str } from "../../kernel/str.ts";
import { newException, runtimeError, typeError, valueError } from "../../objects/errors.ts";
import type { PyBaseException, PyStopIteration } from "../../objects/exceptions/base.ts";
import { PyExc_StopAsyncIteration, PyExc_StopIteration } from "../../objects/exceptions/types.ts";
import type { Estate, Watched } from "../../objects/finalize.ts";
import { machine } from "../../objects/machine.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import { objectType } from "../../objects/object-type.ts";
import { inheritSelfKeeping, type SelfKeeping } from "../../objects/self-keeping.ts";
import type { PyType } from "../../objects/type-object.ts";
import type { PyWeakref, References } from "../../objects/weakref.ts";
import { currentDepth, tier } from "../compiled.ts";
import { runNested } from "../eval.ts";
import { FRAME_DONE, FRAME_ENTRY, FRAME_OBSERVED, type Frame } from "../frame.ts";
import type { Slot } from "../inst.ts";
import { tooDeep } from "../limits.ts";
import { newStack } from "../stack.ts";
import { currentThread, type ExcInfo, type ThreadState } from "../thread.ts";
import { type GeneratorEstate, leaveEstate, settleGenerator } from "./finalize.ts";

/** `gi_frame_state`. */
export const GEN_CREATED = 0;
export const GEN_SUSPENDED = 1;
/** Suspended in `yield from` or `await`. */
export const GEN_SUSPENDED_YIELD_FROM = 2;
export const GEN_RUNNING = 3;
export const GEN_CLOSED = 4;

/** The variables of generators that have ended. */
const NO_STACK: Slot[] = newStack(0);

export type GeneratorKind = "generator" | "coroutine" | "async generator";

/** What few generators need: programs have thousands of them, and all that are alive are copied by collections. */
class RareState {
  /** Other names than those of the code. */
  name: Str | null = null;
  qualname: Str | null = null;
  /** `cr_origin`. */
  origin: PyValue = null;
  /** Asynchronous generators: the hooks were called, `aclose` was called, an `asend`/`athrow` is under way. */
  hooksInited = false;
  closed = false;
  runningAsync = false;
  finalizer: PyValue = null;
  noted: readonly PyWeakref[] | null = null;
  address = 0;
  references: References | null = null;
}

export class PyGenerator implements SelfKeeping, Watched {
  static {
    inheritSelfKeeping(PyGenerator);
  }
  type: PyType;
  readonly kind: GeneratorKind;
  frame: Frame;
  state: number;
  /** As an entry of the thread's list of exceptions that are being handled: the generator's own, and the next entry outwards. */
  value: PyBaseException | null;
  previous: ExcInfo | null;
  /** Where the resuming instruction continues when the generator returns (END_FOR, END_SEND). */
  returnPc: number;
  /** With RAISE_STOP: what the resumer gets instead of StopIteration. */
  fallback: Slot;
  private rare: RareState | null;
  /** What is to be done should nobody run the generator to its end. */
  estate: GeneratorEstate | null;
  youngIndex: number;
  /** The compiled piece at which it has last waited, for the JIT. */
  piece: object | null;

  constructor(type: PyType, kind: GeneratorKind, frame: Frame, name: Str, qualname: Str) {
    this.type = type;
    this.state = GEN_CREATED;
    this.value = null;
    this.previous = null;
    this.returnPc = 0;
    this.fallback = undefined;
    this.rare = null;
    this.estate = null;
    this.youngIndex = -1;
    this.piece = null;
    this.kind = kind;
    this.frame = frame;
    const { unit } = frame.code;
    if (name !== unit.name) this.name = name;
    if (qualname !== unit.qualname) this.qualname = qualname;
  }

  get excInfo(): ExcInfo {
    return this;
  }
  get watched(): PyObject {
    return this;
  }

  get name(): Str {
    return this.rare?.name ?? this.frame.code.unit.name;
  }
  set name(name: Str) {
    this.makeRare().name = name;
  }
  get qualname(): Str {
    return this.rare?.qualname ?? this.frame.code.unit.qualname;
  }
  set qualname(qualname: Str) {
    this.makeRare().qualname = qualname;
  }
  get origin(): PyValue {
    return this.rare === null ? null : this.rare.origin;
  }
  set origin(origin: PyValue) {
    this.makeRare().origin = origin;
  }
  get hooksInited(): boolean {
    return this.rare?.hooksInited ?? false;
  }
  set hooksInited(inited: boolean) {
    this.makeRare().hooksInited = inited;
  }
  get closed(): boolean {
    return this.rare?.closed ?? false;
  }
  set closed(closed: boolean) {
    this.makeRare().closed = closed;
  }
  get runningAsync(): boolean {
    return this.rare?.runningAsync ?? false;
  }
  set runningAsync(running: boolean) {
    this.makeRare().runningAsync = running;
  }
  get finalizer(): PyValue {
    return this.rare === null ? null : this.rare.finalizer;
  }
  set finalizer(finalizer: PyValue) {
    this.makeRare().finalizer = finalizer;
  }

  /** The weak references by which the hook has noted an asynchronous generator; they hold it while it is young. */
  get noted(): readonly PyWeakref[] | null {
    return this.rare === null ? null : this.rare.noted;
  }
  set noted(noted: readonly PyWeakref[] | null) {
    this.makeRare().noted = noted;
  }

  get address(): number {
    return this.rare === null ? 0 : this.rare.address;
  }
  set address(address: number) {
    this.makeRare().address = address;
  }
  get references(): References | null {
    return this.rare === null ? null : this.rare.references;
  }
  set references(references: References | null) {
    this.makeRare().references = references;
  }

  private makeRare(): RareState {
    return (this.rare ??= new RareState());
  }
  leave(): Estate {
    return leaveEstate(this);
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
    this.value = null;
    if (this.youngIndex >= 0 || this.estate !== null) settleGenerator(this);
    // Nobody can look at the locals of a frame without a frame object.
    if ((frame.flags & FRAME_OBSERVED) === 0) frame.stack = NO_STACK;
  }

  /** The object that a `yield from` or `await` is delegating to (_PyGen_yf). */
  yieldFrom(): PyValue | undefined {
    if (this.state !== GEN_SUSPENDED_YIELD_FROM) return undefined;
    return this.frame.stack[this.frame.sp - 1];
  }
}

/** Links a generator's frame on top of the running one; the loop then runs it. */
export function enterGenerator(thread: ThreadState, generator: PyGenerator, value: PyValue): void {
  linkGenerator(thread, generator);
  const { frame } = generator;
  frame.stack[frame.sp++] = value;
}

/** The same without a value for the `yield` at which it is suspended. */
export function linkGenerator(thread: ThreadState, generator: PyGenerator): void {
  const { frame } = generator;
  const previous = thread.top;
  frame.depth = currentDepth(thread) + 1;
  if (frame.depth > thread.recursionLimit) throw tooDeep(thread, frame.depth);
  frame.previous = previous;
  if (generator.estate !== null) frame.owner = generator;
  if (generator.state === GEN_CREATED && (generator.youngIndex >= 0 || generator.estate !== null)) {
    settleGenerator(generator); // a coroutine that is awaited
  }
  generator.state = GEN_RUNNING;
  generator.excInfo.previous = thread.excInfo;
  thread.excInfo = generator.excInfo;
  thread.top = frame;
}

/** Runs the generator until it yields or returns. `generator.finished` tells which; exceptions propagate. */
function resume(generator: PyGenerator, value: PyValue, error: PyBaseException | null): Slot {
  const thread = currentThread;
  if (tier !== null && error === null && !thread.instrumented) {
    // Compiled code spends fuel where it jumps back, which from one yield to the next it need not.
    machine.poll();
    const result = tier.resume(thread, generator, value);
    if (result !== undefined) return result;
  }
  enterGenerator(thread, generator, value);
  generator.frame.flags |= FRAME_ENTRY;
  if (error !== null) {
    thread.injected = error;
    thread.thrownInto = generator.frame;
  }
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
  if (!canResume(generator, value, error, closing)) return undefined;
  const result = resume(generator, value, error);
  if (!generator.finished) return result;
  generatorResult = result as PyValue;
  return undefined;
}

/** Whether there is something to resume; false: it has ended before. Raises what resuming it now would. */
export function canResume(
  generator: PyGenerator,
  value: PyValue,
  error: PyBaseException | null,
  closing: boolean,
): boolean {
  const { kind } = generator;
  if (generator.state === GEN_CREATED && value !== null) {
    throw typeError(`can't send non-None value to a just-started ${kind}`);
  }
  if (generator.state === GEN_RUNNING) throw valueError(`${kind} already executing`);
  if (generator.state !== GEN_CLOSED) return true;
  if (kind === "coroutine" && !closing) throw runtimeError("cannot reuse already awaited coroutine");
  if (error !== null) throw withoutContext(error);
  generatorResult = null;
  return false;
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

/** An error that is thrown as it is, whatever is being handled. */
function withoutContext<E extends PyBaseException>(error: E): E {
  currentThread.propagating = error;
  return error;
}

/**
 * StopIteration carrying `value`, which is its only argument whatever it is; only without one it is in the context of what is being
 * handled (_PyGen_SetStopIterationValue, gen_send_ex).
 */
export function stopIterationWith(value: PyValue): PyBaseException {
  if (value === null) return newException(PyExc_StopIteration);
  const error = newException(PyExc_StopIteration, value) as PyStopIteration;
  error.value = value;
  return withoutContext(error);
}

/** tp_iternext. */
export function generatorNext(generator: PyGenerator): Slot {
  const result = sendOrThrow(generator, null, null, false);
  if (result === undefined && (generatorResult !== null || generator.kind === "async generator")) {
    throw finishedError(generator);
  }
  return result;
}

/** As `returnPc`: what resumed the generator gets StopIteration, or the value that it wants instead. */
export const RAISE_STOP = -1;

/**
 * A generator that the loop resumed inline returns: its resumer continues after the loop or delegation, or is told by exception. What it
 * finds on its stack.
 */
export function returnFromGenerator(frame: Frame, caller: Frame | null, value: PyValue): PyValue {
  if ((frame.flags & FRAME_ENTRY) !== 0) return value;
  const generator = frame.owner as PyGenerator;
  const { returnPc } = generator;
  if (returnPc !== RAISE_STOP) {
    caller!.pc = returnPc;
    return value;
  }
  const { fallback } = generator;
  generator.fallback = undefined;
  if (fallback !== undefined) return ended(fallback, value);
  throw returned(generator, value);
}

/** As the fallback: it takes what the generator returns. */
export class ReturnedValue extends PyObject {
  value: PyValue = null;
  constructor() {
    super(objectType);
  }
}

/** The fallback, when the generator has returned. */
export function ended(fallback: PyValue, value: PyValue): PyValue {
  if (fallback instanceof ReturnedValue) fallback.value = value;
  return fallback;
}

/** The exception by which the generator's return is told. */
export function returned(generator: PyGenerator, value: PyValue): PyBaseException {
  generatorResult = value;
  return finishedError(generator);
}
