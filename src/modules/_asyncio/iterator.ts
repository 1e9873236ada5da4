/** FutureIter: what `await future` goes through. It yields the future once, for the task to wait for. Source: CPython Modules/_asynciomodule.c. */
import { stopIterationWith } from "../../interpreter/generators/generator.ts";
import { isClass, normalizeThrown } from "../../interpreter/raise.ts";
import { PyTraceback } from "../../interpreter/traceback.ts";
import { warn } from "../../objects/abstract/warn.ts";
import { object } from "../../objects/converters.ts";
import { defineType, method, posOnly } from "../../objects/declare.ts";
import { newException, runtimeError, typeError } from "../../objects/errors.ts";
import { PyBaseException } from "../../objects/exceptions/base.ts";
import { PyExc_StopIteration } from "../../objects/exceptions/types.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { Sent } from "../../objects/slots.ts";
import { futureResult } from "./future.ts";
import { PENDING_STATE, type PyFuture } from "./future-object.ts";

export class FutureIter extends PyObject {
  /** Null when it was closed, or an exception was thrown. */
  future: PyFuture | null;
  constructor(future: PyFuture) {
    super(futureIterType);
    this.future = future;
  }
}

export const futureIterType = defineType<FutureIter>({
  name: "_asyncio.FutureIter",
  basicsize: 24,
  doc: null,
  flags: ["heaptype", "immutable", "gc"],
  slots: { tp_iter: (self) => self, tp_iternext: iterNext, am_send: iterSend },
  methods: {
    // A future does not care about values that are sent.
    send: method(
      [posOnly("value", object)],
      null,
      (self: FutureIter) => {
        const next = iterNext(self);
        if (next === undefined) throw newException(PyExc_StopIteration);
        return next;
      },
      { signature: null },
    ),
    throw: method(
      [
        posOnly("type", object),
        posOnly("value", object, undefined, "<unrepresentable>"),
        posOnly("traceback", object, undefined, "<unrepresentable>"),
      ],
      null,
      iterThrow,
      { signature: null },
    ),
    close: method(
      [],
      null,
      (self: FutureIter) => {
        self.future = null;
        return null;
      },
      { signature: null },
    ),
  },
});

function iterSend(self: FutureIter): Sent {
  const { future } = self;
  if (future === null) return { done: true, value: null };
  const { core } = future;
  if (core.state === PENDING_STATE) {
    if (core.blocking) throw runtimeError("await wasn't used with future");
    core.blocking = true;
    return { done: false, value: future };
  }
  return { done: true, value: futureResult(future) };
}

function iterNext(self: FutureIter): PyValue | undefined {
  const { done, value } = iterSend(self);
  if (!done) return value;
  if (value !== null) throw stopIterationWith(value);
  return undefined;
}

function iterThrow(
  self: FutureIter,
  type: PyValue,
  value: PyValue | undefined,
  traceback: PyValue | undefined,
): PyValue {
  if (value !== undefined) {
    warn(
      "DeprecationWarning",
      "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.",
    );
  }
  if ((traceback ?? null) !== null && !(traceback instanceof PyTraceback)) {
    throw typeError("throw() third argument must be a traceback");
  }
  if (!isClass(type) && !(type instanceof PyBaseException)) {
    throw typeError("exceptions must be classes deriving BaseException or instances of such a class");
  }
  const error = normalizeThrown(type, value ?? null, traceback ?? null);
  self.future = null;
  throw error;
}
