/** Raising: what `raise`, `throw()` and the like accept. Source: CPython Python/ceval.c (do_raise), genobject.c (_gen_throw). */
import { call } from "../objects/abstract/call.ts";
import { reprJs } from "../objects/abstract/repr.ts";
import { runtimeError, systemError, typeError } from "../objects/errors.ts";
import { PyBaseException } from "../objects/exceptions/base.ts";
import { PyExc_BaseException } from "../objects/exceptions/types.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { isSubtype, PyType } from "../objects/type-object.ts";
import { typeName, typeOf } from "../objects/typeof.ts";
import type { Frame } from "./frame.ts";
import type { Slot } from "./inst.ts";
import type { ThreadState } from "./thread.ts";
import { PyTraceback } from "./traceback.ts";
import { chainContext } from "./unwind.ts";

/** Whether the value is an exception class. */
export function isClass(value: PyValue): value is PyType {
  return value instanceof PyType && isSubtype(value, PyExc_BaseException);
}

/** Calls an exception class, which must answer with an exception. */
function makeFrom(type: PyType, args: PyValue[]): PyBaseException {
  const made = call(type, args);
  if (made instanceof PyBaseException) return made;
  throw typeError(
    `calling ${reprJs(type)} should have returned an instance of BaseException, not ${reprJs(typeOf(made))}`,
  );
}

/** An exception from a class or instance, as `raise X` takes it. */
function instantiate(value: PyValue): PyBaseException | undefined {
  if (isClass(value)) return makeFrom(value, []);
  return value instanceof PyBaseException ? value : undefined;
}

/** `raise`, `raise exc`, `raise exc from cause`: the exception to throw, its context already set. */
export function raise(thread: ThreadState, value: Slot, cause: Slot): PyBaseException {
  if (value === undefined) {
    const handled = thread.handledException();
    if (handled === null) return runtimeError("No active exception to reraise");
    thread.reraisePc = thread.top!.pc;
    return handled;
  }
  const error = instantiate(value);
  if (error === undefined) return typeError("exceptions must derive from BaseException");
  if (cause !== undefined) {
    if (cause === null) {
      error.cause = null;
    } else {
      const fixed = instantiate(cause);
      if (fixed === undefined) return typeError("exception causes must derive from BaseException");
      error.cause = fixed;
    }
    error.suppressContext = true;
  }
  chainContext(thread, error);
  thread.propagating = error;
  return error;
}

/** The exception that a class makes, or the one that it raises instead. */
function makeOrFail(type: PyType, args: PyValue[]): PyBaseException {
  try {
    return makeFrom(type, args);
  } catch (caught) {
    if (caught instanceof PyBaseException) return caught;
    throw caught;
  }
}

/** The exception that `throw(type, value, traceback)` means. */
export function normalizeThrown(type: PyValue, value: PyValue, traceback: PyValue): PyBaseException {
  if (traceback !== null && !(traceback instanceof PyTraceback)) {
    throw typeError("throw() third argument must be a traceback object");
  }
  let error: PyBaseException;
  if (isClass(type)) {
    if (value instanceof PyBaseException && isSubtype(value.type, type)) error = value;
    else error = makeOrFail(type, value === null ? [] : value instanceof PyTuple ? value.items.slice() : [value]);
  } else if (type instanceof PyBaseException) {
    if (value !== null) throw typeError("instance exception may not have a separate value");
    error = type;
  } else {
    throw typeError(`exceptions must be classes or instances deriving from BaseException, not ${typeName(type)}`);
  }
  if (traceback !== null) error.traceback = traceback;
  return error;
}

/** Says where the exception that RERAISE raises again comes from; with an argument, `f_lasti` is that of the original exception. */
export function prepareReraise(frame: Frame, oparg: number, error: Slot): void {
  if (!(error instanceof PyBaseException)) throw systemError("lasti is not an int");
  frame.thread.reraisePc = frame.pc;
  if (oparg === 0) return;
  const lasti = frame.stack[frame.sp - oparg];
  if (typeof lasti !== "number") throw systemError("lasti is not an int");
  frame.thread.reraisePc = frame.code.indexOf(lasti * 2) + 1;
}
