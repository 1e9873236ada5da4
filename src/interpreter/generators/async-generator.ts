/**
 * Asynchronous generators and the awaitables of their methods. Source: CPython Objects/genobject.c. A value that the generator yields
 * (rather than passes on from an `await`) comes out wrapped, which is how `asend` tells the two apart.
 */

import type { Str } from "../../kernel/str.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { audited } from "../../objects/audit.ts";
import { object } from "../../objects/converters.ts";
import { defineType, getset, member, method, posOnly } from "../../objects/declare.ts";
import { isException, newException, runtimeError, typeError } from "../../objects/errors.ts";
import { PyExc_GeneratorExit, PyExc_StopAsyncIteration, PyExc_StopIteration } from "../../objects/exceptions/types.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import type { Sent } from "../../objects/slots.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { typeOf } from "../../objects/typeof.ts";
import type { Slot } from "../inst.ts";
import { forgetEnded, initHooks } from "./async-hooks.ts";
import { awaitableIterator } from "./await.ts";
import { type Progress, watchAwaitable } from "./awaitable-estate.ts";
import { finishedError, PyGenerator, sendOrThrow, stopIterationWith } from "./generator.ts";
import { generatorThrow, settled } from "./methods.ts";
import { generatorCode, generatorFrame, generatorRepr, genericItem, throwMethod } from "./types.ts";

/** A value that an asynchronous generator yields. */
export class WrappedValue implements PyObject {
  static {
    inheritPyObject(WrappedValue);
  }
  type: PyType;
  readonly value: PyValue;
  constructor(value: PyValue) {
    this.type = wrappedValueType;
    this.value = value;
  }
}

export const wrappedValueType = defineType<WrappedValue>({
  name: "async_generator_wrapped_value",
  basicsize: 24,
  doc: null,
  flags: ["disallow_instantiation"],
});

export const asyncGeneratorType = defineType<PyGenerator>({
  name: "async_generator",
  basicsize: 152,
  itemsize: 8,
  doc: null,
  flags: ["weakref", "disallow_instantiation"],
  slots: { tp_repr: generatorRepr, am_aiter: (self) => self, am_anext: asyncGeneratorNext },
  methods: {
    asend: method([posOnly("value", object)], "Return an awaitable that sends a value in.", asyncGeneratorSend, {
      signature: null,
    }),
    athrow: throwMethod("Return an awaitable that raises an exception inside.", asyncGeneratorThrow),
    aclose: method([], "Return an awaitable that raises GeneratorExit inside.", asyncGeneratorClose, {
      signature: null,
    }),
    __sizeof__: method(
      [],
      "Return the size in memory, in bytes.",
      (self: PyGenerator) => 152 + 8 * (self.frame.code.frameSize - 1),
    ),
  },
  classMethods: genericItem(),
  members: {
    ag_running: member((self: PyGenerator) => self.runningAsync),
  },
  getset: {
    __name__: getset(
      (self: PyGenerator) => self.name,
      (self, value) => {
        self.name = requireStr(value, "__name__");
      },
      "name of the async generator",
    ),
    __qualname__: getset(
      (self: PyGenerator) => self.qualname,
      (self, value) => {
        self.qualname = requireStr(value, "__qualname__");
      },
      "qualified name of the async generator",
    ),
    ag_await: getset((self: PyGenerator) => self.yieldFrom() ?? null, undefined, "object being awaited on, or None"),
    ag_frame: getset(audited("ag_frame", generatorFrame), undefined, null),
    ag_code: getset(audited("ag_code", generatorCode), undefined, null),
    ag_suspended: getset((self: PyGenerator) => self.suspended, undefined, null),
  },
});

function requireStr(value: PyValue | undefined, attribute: string): Str {
  const text = value === undefined ? undefined : asStr(value);
  if (text === undefined) throw typeError(`${attribute} must be set to a string object`);
  return text;
}

/** `__anext__()`. */
export function asyncGeneratorNext(self: PyGenerator): PyValue {
  initHooks(self);
  return new AsyncGenSend(self, null);
}

function asyncGeneratorSend(self: PyGenerator, value: PyValue): PyValue {
  initHooks(self);
  return watchAwaitable(new AsyncGenSend(self, value), "asend");
}

function asyncGeneratorThrow(self: PyGenerator, type: PyValue, value: PyValue, traceback: PyValue): PyValue {
  initHooks(self);
  return watchAwaitable(new AsyncGenThrow(self, [type, value, traceback]), "athrow");
}

function asyncGeneratorClose(self: PyGenerator): PyValue {
  initHooks(self);
  return watchAwaitable(new AsyncGenThrow(self, null), "aclose");
}

const INIT = 0;
const ITER = 1;
const CLOSED = 2;

/** The awaitable of `asend()` and `__anext__()`. */
export class AsyncGenSend implements PyObject {
  static {
    inheritPyObject(AsyncGenSend);
  }
  type: PyType;
  readonly generator: PyGenerator;
  readonly value: PyValue;
  progress: Progress | null;
  private stage: number;
  constructor(generator: PyGenerator, value: PyValue) {
    this.type = asyncGenSendType;
    this.generator = generator;
    this.value = value;
    this.progress = null;
    this.stage = INIT;
  }

  get state(): number {
    return this.stage;
  }
  set state(state: number) {
    this.stage = state;
    if (this.progress !== null) this.progress.begun = true;
  }

  /** The generator has been resumed on its behalf. */
  begin(): void {
    this.stage = ITER;
  }
}

export const asyncGenSendType = defineType<AsyncGenSend>({
  name: "async_generator_asend",
  basicsize: 40,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: {
    am_await: (self) => self,
    tp_iter: (self) => self,
    tp_iternext: (self) => asendSend(self, null),
    am_send: asendStep,
  },
  methods: {
    send: method([posOnly("arg", object)], "Send a value in.", asendSend, { signature: null }),
    throw: throwMethod("Raise an exception inside.", asendThrow),
    close: method([], "Raise GeneratorExit inside.", asendClose, { signature: null }),
  },
});

/** Runs one step of the generator and unwraps what comes out (async_gen_unwrap_value). */
function unwrapped(generator: PyGenerator, run: () => Slot): PyValue {
  let result: Slot;
  try {
    result = run();
    if (result === undefined) throw finishedError(generator);
  } catch (caught) {
    noteEnd(generator, caught);
    throw caught;
  }
  if (result instanceof WrappedValue) {
    generator.runningAsync = false;
    throw stopIterationWith(result.value);
  }
  return result;
}

/** The generator has returned, which is told by StopAsyncIteration, or an exception has come out of it. */
export function noteEnd(generator: PyGenerator, caught: unknown): void {
  if (caught === null || isException(caught, PyExc_StopAsyncIteration) || isException(caught, PyExc_GeneratorExit)) {
    generator.closed = true;
  }
  generator.runningAsync = false;
  forgetEnded(generator);
}

function beginSend(self: AsyncGenSend): void {
  if (self.state === CLOSED) throw runtimeError("cannot reuse already awaited __anext__()/asend()");
  if (self.state === ITER) return;
  if (self.generator.runningAsync) {
    self.state = CLOSED;
    throw runtimeError("anext(): asynchronous generator is already running");
  }
}

/** What is awaited is told without an exception where nobody needs one: there is one of these for every value. */
function asendStep(self: AsyncGenSend, value: PyValue): Sent {
  beginSend(self);
  if (self.state === INIT) {
    if (value === null) value = self.value;
    self.state = ITER;
  }
  const { generator } = self;
  generator.runningAsync = true;
  let result: Slot;
  try {
    result = sendOrThrow(generator, value, null, false);
  } catch (caught) {
    noteEnd(generator, caught);
    self.state = CLOSED;
    throw caught;
  }
  if (result === undefined) {
    noteEnd(generator, null);
    self.state = CLOSED;
    throw finishedError(generator);
  }
  if (!(result instanceof WrappedValue)) return { done: false, value: result };
  generator.runningAsync = false;
  self.state = CLOSED;
  return { done: true, value: result.value };
}

function asendSend(self: AsyncGenSend, value: PyValue): PyValue {
  const sent = asendStep(self, value);
  if (sent.done) throw stopIterationWith(sent.value);
  return sent.value;
}

function asendThrow(self: AsyncGenSend, type: PyValue, value: PyValue, traceback: PyValue): PyValue {
  beginSend(self);
  self.state = ITER;
  const { generator } = self;
  generator.runningAsync = true;
  return closing(self, () => unwrapped(generator, () => settled(generatorThrow(generator, type, value, traceback))));
}

/** Runs `step`; an exception out of it closes the awaitable. */
function closing(self: { state: number }, step: () => PyValue): PyValue {
  try {
    return step();
  } catch (caught) {
    self.state = CLOSED;
    throw caught;
  }
}

function asendClose(self: AsyncGenSend): PyValue {
  if (self.state === CLOSED) return null;
  return closeAwaitable(() => asendThrow(self, PyExc_GeneratorExit, null, null));
}

function closeAwaitable(throwExit: () => PyValue): PyValue {
  try {
    throwExit();
  } catch (caught) {
    if (
      isException(caught, PyExc_StopIteration) ||
      isException(caught, PyExc_StopAsyncIteration) ||
      isException(caught, PyExc_GeneratorExit)
    ) {
      return null;
    }
    throw caught;
  }
  throw runtimeError("coroutine ignored GeneratorExit");
}

/** The awaitable of `athrow()` (with arguments) and `aclose()` (without). */
export class AsyncGenThrow implements PyObject {
  static {
    inheritPyObject(AsyncGenThrow);
  }
  type: PyType;
  readonly generator: PyGenerator;
  readonly thrown: readonly [PyValue, PyValue, PyValue] | null;
  progress: Progress | null = null;
  private stage = INIT;
  constructor(generator: PyGenerator, thrown: readonly [PyValue, PyValue, PyValue] | null) {
    this.type = asyncGenThrowType;
    this.generator = generator;
    this.thrown = thrown;
  }

  get state(): number {
    return this.stage;
  }
  set state(state: number) {
    this.stage = state;
    if (this.progress !== null) this.progress.begun = true;
  }
}

export const asyncGenThrowType = defineType<AsyncGenThrow>({
  name: "async_generator_athrow",
  basicsize: 40,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: { am_await: (self) => self, tp_iter: (self) => self, tp_iternext: (self) => athrowSend(self, null) },
  methods: {
    send: method([posOnly("arg", object)], "Send a value in.", athrowSend, { signature: null }),
    throw: throwMethod("Raise an exception inside.", athrowThrow),
    close: method([], "Raise GeneratorExit inside.", athrowClose, { signature: null }),
  },
});

function athrowSend(self: AsyncGenThrow, value: PyValue): PyValue {
  const { generator, thrown } = self;
  if (self.state === CLOSED) throw runtimeError("cannot reuse already awaited aclose()/athrow()");
  if (generator.finished) {
    self.state = CLOSED;
    throw newException(PyExc_StopIteration);
  }
  const first = self.state === INIT;
  if (first) {
    refuseRunning(self);
    if (generator.closed) {
      self.state = CLOSED;
      throw newException(PyExc_StopAsyncIteration);
    }
    if (value !== null) throw runtimeError("can't send non-None value to a just-started coroutine");
    self.state = ITER;
    generator.runningAsync = true;
    if (thrown === null) generator.closed = true;
  }
  const step = first
    ? () =>
        settled(
          generatorThrow(
            generator,
            thrown?.[0] ?? PyExc_GeneratorExit,
            thrown?.[1] ?? null,
            thrown?.[2] ?? null,
            false,
          ),
        )
    : () => sendOrThrow(generator, value, null, false);
  try {
    if (thrown !== null) return unwrapped(generator, step);
    const result = step();
    if (result === undefined) throw finishedError(generator);
    return refuseYield(self, result);
  } catch (caught) {
    generator.runningAsync = false;
    self.state = CLOSED;
    forgetEnded(generator);
    if (
      thrown === null &&
      (isException(caught, PyExc_StopAsyncIteration) || isException(caught, PyExc_GeneratorExit))
    ) {
      throw newException(PyExc_StopIteration);
    }
    throw caught;
  }
}

function refuseRunning(self: AsyncGenThrow): void {
  if (!self.generator.runningAsync) return;
  self.state = CLOSED;
  const name = self.thrown === null ? "aclose" : "athrow";
  throw runtimeError(`${name}(): asynchronous generator is already running`);
}

function refuseYield(self: AsyncGenThrow, result: PyValue): PyValue {
  if (!(result instanceof WrappedValue)) return result;
  self.generator.runningAsync = false;
  self.state = CLOSED;
  throw runtimeError("async generator ignored GeneratorExit");
}

function athrowThrow(self: AsyncGenThrow, type: PyValue, value: PyValue, traceback: PyValue): PyValue {
  const { generator } = self;
  if (self.state === CLOSED) throw runtimeError("cannot reuse already awaited aclose()/athrow()");
  if (self.state === INIT) {
    refuseRunning(self);
    self.state = ITER;
    generator.runningAsync = true;
  }
  try {
    const step = () => settled(generatorThrow(generator, type, value, traceback));
    if (self.thrown !== null) return unwrapped(generator, step);
    return refuseYield(self, step());
  } catch (caught) {
    generator.runningAsync = false;
    self.state = CLOSED;
    forgetEnded(generator);
    if (
      self.thrown === null &&
      (isException(caught, PyExc_StopAsyncIteration) || isException(caught, PyExc_GeneratorExit))
    ) {
      throw newException(PyExc_StopIteration);
    }
    throw caught;
  }
}

function athrowClose(self: AsyncGenThrow): PyValue {
  if (self.state === CLOSED) return null;
  return closeAwaitable(() => athrowThrow(self, PyExc_GeneratorExit, null, null));
}

/** The awaitable of `anext(iterator, default)`. */
export class AnextAwaitable implements PyObject {
  static {
    inheritPyObject(AnextAwaitable);
  }
  type: PyType;
  readonly wrapped: PyValue;
  readonly fallback: PyValue;
  constructor(wrapped: PyValue, fallback: PyValue) {
    this.type = anextAwaitableType;
    this.wrapped = wrapped;
    this.fallback = fallback;
  }
}

export const anextAwaitableType = defineType<AnextAwaitable>({
  name: "anext_awaitable",
  basicsize: 32,
  doc: null,
  flags: ["disallow_instantiation"],
  slots: {
    am_await: (self) => self,
    tp_iter: (self) => self,
    tp_iternext: (self) => anextStep(self, (iterator) => nextStep(iterator)),
  },
  methods: {
    send: method(
      [posOnly("arg", object)],
      "Send a value in.",
      (self: AnextAwaitable, value: PyValue) => anextStep(self, (iterator) => methodStep(iterator, "send", [value])),
      { signature: null },
    ),
    throw: throwMethod("Raise an exception inside.", (self: AnextAwaitable, type, value, traceback) =>
      anextStep(self, (iterator) =>
        methodStep(iterator, "throw", value === null && traceback === null ? [type] : [type, value, traceback]),
      ),
    ),
    close: method(
      [],
      "Raise GeneratorExit inside.",
      (self: AnextAwaitable) => anextStep(self, (iterator) => methodStep(iterator, "close", [])),
      { signature: null },
    ),
  },
});

/** StopAsyncIteration becomes the default value. */
function anextStep(self: AnextAwaitable, step: (iterator: PyValue) => PyValue): PyValue {
  const iterator = anextIterator(self.wrapped);
  try {
    return step(iterator);
  } catch (caught) {
    if (isException(caught, PyExc_StopAsyncIteration)) throw stopIterationWith(self.fallback);
    throw caught;
  }
}

function anextIterator(wrapped: PyValue): PyValue {
  const iterator = awaitableIterator(wrapped);
  if (!(iterator instanceof PyGenerator) || iterator.kind !== "coroutine") return iterator;
  return typeOf(iterator).am_await!(iterator);
}

function nextStep(iterator: PyValue): PyValue {
  const result = typeOf(iterator).tp_iternext!(iterator);
  if (result === undefined) throw newException(PyExc_StopIteration);
  return result;
}

function methodStep(iterator: PyValue, name: string, args: PyValue[]): PyValue {
  return callMethod(iterator, name, args);
}
