/** The types `generator` and `coroutine`, and coroutine_wrapper. Source: CPython Objects/genobject.c. */
import { type Str, strToJs } from "../../kernel/str.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { reprAddress } from "../../objects/address.ts";
import { audited } from "../../objects/audit.ts";
import { object } from "../../objects/converters.ts";
import {
  type CallableSpec,
  defineType,
  type GetSetSpec,
  getset,
  member,
  method,
  posOnly,
} from "../../objects/declare.ts";
import { typeError } from "../../objects/errors.ts";
import type { PyFunction } from "../../objects/function.ts";
import { genericAlias } from "../../objects/generic-alias.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { asStr } from "../../objects/str/str-object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { FRAME_GENERATOR, FRAME_OWN_STACK, type Frame, Frame as FrameClass } from "../frame.ts";
import { frameObject } from "../frame-object.ts";
import { generatorNext, type PyGenerator } from "./generator.ts";
import { generatorClose, generatorSend, generatorThrow } from "./methods.ts";

/** `throw()`'s parameters; more than one argument is deprecated. */
export function throwMethod(
  doc: string,
  impl: (self: never, type: PyValue, value: PyValue, tb: PyValue) => PyValue,
): CallableSpec {
  return method(
    [
      posOnly("type", object),
      posOnly("value", object, undefined, "<unrepresentable>"),
      posOnly("traceback", object, undefined, "<unrepresentable>"),
    ],
    doc,
    (self: PyValue, type: PyValue, value: PyValue | undefined, traceback: PyValue | undefined) => {
      if (value !== undefined) {
        warn(
          "DeprecationWarning",
          "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.",
        );
      }
      return impl(self as never, type, value ?? null, traceback ?? null);
    },
    { signature: null },
  );
}

/** What generators and coroutines have in common; `noun` is for the docstrings. */
function shared(noun: "generator" | "coroutine"): Record<string, CallableSpec> {
  return {
    throw: throwMethod(
      `Raise an exception in ${noun}, where execution is suspended.`,
      (self: PyGenerator, type, value, tb) => generatorThrow(self, type, value, tb),
    ),
    close: method([], `Raise GeneratorExit inside ${noun}.`, (self: PyGenerator) => generatorClose(self), {
      signature: null,
    }),
    send: method(
      [posOnly("arg", object)],
      `Send a value into ${noun}; return the next yielded value or raise StopIteration.`,
      (self: PyGenerator, value: PyValue) => generatorSend(self, value),
      { signature: null },
    ),
    __sizeof__: method(
      [],
      "Return the size in memory, in bytes.",
      (self: PyGenerator) => 152 + 8 * (self.frame.code.frameSize - 1),
    ),
  };
}

function nameGetSets(noun: "generator" | "coroutine"): Record<string, GetSetSpec> {
  return {
    __name__: getset(
      (self: PyGenerator) => self.name,
      (self, value) => {
        self.name = requireStr(value, "__name__");
      },
      `name of the ${noun}`,
    ),
    __qualname__: getset(
      (self: PyGenerator) => self.qualname,
      (self, value) => {
        self.qualname = requireStr(value, "__qualname__");
      },
      `qualified name of the ${noun}`,
    ),
  };
}

function requireStr(value: PyValue | undefined, attribute: string): Str {
  const text = value === undefined ? undefined : asStr(value);
  if (text === undefined) throw typeError(`${attribute} must be set to a string object`);
  return text;
}

/** `gi_frame` and its like: None once finished. */
export function generatorFrame(self: PyGenerator): PyValue {
  return self.finished ? null : frameObject(self.frame);
}

/** `gi_code` and its like. */
export function generatorCode(self: PyGenerator): PyValue {
  return self.frame.code.pycode;
}

export function generatorRepr(self: PyGenerator): string {
  const noun = self.kind === "async generator" ? "async_generator" : self.kind;
  return `<${noun} object ${strToJs(self.qualname)} at ${reprAddress(self)}>`;
}

/** `Generator[…]` of the types themselves. */
export function genericItem() {
  return {
    __class_getitem__: method(
      [posOnly("item", object)],
      "See PEP 585",
      (type: PyValue, item) => genericAlias(type, item),
      {
        signature: null,
      },
    ),
  };
}

export const generatorType = defineType<PyGenerator>({
  name: "generator",
  basicsize: 152,
  itemsize: 8,
  doc: null,
  flags: ["weakref", "disallow_instantiation", "gc"],
  slots: { tp_repr: generatorRepr, tp_iter: (self) => self, tp_iternext: generatorNext },
  methods: shared("generator"),
  classMethods: genericItem(),
  getset: {
    ...nameGetSets("generator"),
    gi_yieldfrom: getset(
      (self: PyGenerator) => self.yieldFrom() ?? null,
      undefined,
      "object being iterated by yield from, or None",
    ),
    gi_running: getset((self: PyGenerator) => self.running, undefined, null),
    gi_frame: getset(audited("gi_frame", generatorFrame), undefined, null),
    gi_suspended: getset((self: PyGenerator) => self.suspended, undefined, null),
    gi_code: getset(audited("gi_code", generatorCode), undefined, null),
  },
});

export const coroutineType = defineType<PyGenerator>({
  name: "coroutine",
  basicsize: 152,
  itemsize: 8,
  doc: null,
  flags: ["weakref", "disallow_instantiation"],
  slots: { tp_repr: generatorRepr, am_await: (self) => new PyCoroutineWrapper(self) },
  methods: shared("coroutine"),
  classMethods: genericItem(),
  members: {
    cr_origin: member((self: PyGenerator) => self.origin),
  },
  getset: {
    ...nameGetSets("coroutine"),
    cr_await: getset((self: PyGenerator) => self.yieldFrom() ?? null, undefined, "object being awaited on, or None"),
    cr_running: getset((self: PyGenerator) => self.running, undefined, null),
    cr_frame: getset(audited("cr_frame", generatorFrame), undefined, null),
    cr_code: getset(audited("cr_code", generatorCode), undefined, null),
    cr_suspended: getset((self: PyGenerator) => self.suspended, undefined, null),
  },
});

/** What `coroutine.__await__()` returns: an iterator over the coroutine. */
export class PyCoroutineWrapper implements PyObject {
  static {
    inheritPyObject(PyCoroutineWrapper);
  }
  type: PyType;
  readonly coroutine: PyGenerator;
  constructor(coroutine: PyGenerator) {
    this.type = coroutineWrapperType;
    this.coroutine = coroutine;
  }
}

export const coroutineWrapperType = defineType<PyCoroutineWrapper>({
  name: "coroutine_wrapper",
  basicsize: 24,
  doc: "A wrapper object implementing __await__ for coroutines.",
  flags: ["disallow_instantiation"],
  slots: { tp_iter: (self) => self, tp_iternext: (self) => generatorNext(self.coroutine) },
  methods: {
    send: method(
      [posOnly("arg", object)],
      "Send a value in; return the next yielded value or raise StopIteration.",
      (self: PyCoroutineWrapper, value: PyValue) => generatorSend(self.coroutine, value),
      { signature: null },
    ),
    throw: throwMethod("Raise an exception inside.", (self: PyCoroutineWrapper, type, value, tb) =>
      generatorThrow(self.coroutine, type, value, tb),
    ),
    close: method([], "Raise GeneratorExit inside.", (self: PyCoroutineWrapper) => generatorClose(self.coroutine), {
      signature: null,
    }),
  },
});

/** Moves a frame that lies in the thread's stack into an array of its own: the frame of a new generator. */
export function ownFrame(frame: Frame): Frame {
  const { code } = frame;
  // Copied in its full length: an array that grows afterwards is allocated twice.
  const stack = frame.stack.slice(frame.base, frame.base + code.frameSize);
  for (let i = code.localCount; i < code.frameSize; i++) stack[i] = undefined;
  const own = new FrameClass(code, frame.func as PyFunction, frame.namespace, stack, 0, null, 0);
  own.flags = FRAME_GENERATOR | FRAME_OWN_STACK;
  own.pc = frame.pc;
  return own;
}
