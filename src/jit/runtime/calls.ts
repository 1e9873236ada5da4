/** Calls from compiled code that are not one JavaScript call: of the interpreter, of built-ins that are not known, of anything. */

import { bindArguments } from "../../interpreter/bind.ts";
import { callExArguments, callExKeywords } from "../../interpreter/call-ex.ts";
import { isOwn, pushBound, pushCall } from "../../interpreter/calls.ts";
import { type Executable, executableOf } from "../../interpreter/code.ts";
import { compiled, Unwind } from "../../interpreter/compiled.ts";
import { Drain } from "../../interpreter/drain.ts";
import { FRAME_ENTRY, type Frame } from "../../interpreter/frame.ts";
import { Sending } from "../../interpreter/generators/methods.ts";
import { importModuleLevel, importState } from "../../interpreter/import.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { newInstanceForInit } from "../../interpreter/instantiate.ts";
import { lookupMapping } from "../../interpreter/names.ts";
import { TailCall } from "../../interpreter/tail-call.ts";
import { currentThread } from "../../interpreter/thread.ts";
import type { Str } from "../../kernel/str.ts";
import { typeLookup } from "../../objects/abstract/attributes.ts";
import { notCallable } from "../../objects/abstract/call.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { PyMethodDescr } from "../../objects/descr/descriptors.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { newException, typeError } from "../../objects/errors.ts";
import { PyExc_ImportError } from "../../objects/exceptions/types.ts";
import { PyFunction } from "../../objects/function.ts";
import {
  activate,
  oneCall,
  PENDING,
  type PendingActivation,
  type PendingFrame,
  pending,
  takePending,
} from "../../objects/machine.ts";
import { PyMethod } from "../../objects/method.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { slotCall } from "../../objects/type/dispatchers.ts";
import { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { type CodeRecord, recordOf } from "../record.ts";
import { needsFrame } from "../sensitive.ts";
import { drive, interpretActivation } from "./activations.ts";
import { finishInstance, hasBudget, returned, runEntered } from "./exits.ts";
import { drain, sendDirectly } from "./generators.ts";
import { boundByNames } from "./keywords.ts";

/** Calls from compiled code to a function that is not compiled, before that is looked into: the longer it is, the more. */
const CALLS = 40;
const CALLS_PER_INSTRUCTION = 0.4;

let onCall: (record: CodeRecord, fn: PyFunction) => void = () => {};

/** Told of functions that are called through the interpreter again and again. */
export function watchCalls(watcher: (record: CodeRecord, fn: PyFunction) => void): void {
  onCall = watcher;
}

/** Enters a function that is not compiled: a nested run of the loop. `depth` is that of the new activation. */
export function interpret(fn: PyFunction, depth: number, ...values: Slot[]): Slot {
  const thread = currentThread;
  compiled.depth = depth - 1;
  const record = recordOf(executableOf(fn.code));
  if (++record.interpreted >= CALLS + record.code.words.length * CALLS_PER_INSTRUCTION) {
    record.interpreted = 0;
    onCall(record, fn);
  }
  const frame = pushBound(thread, fn, values);
  frame.flags |= FRAME_ENTRY;
  return runEntered(thread, frame);
}

/** Calls a function whose code another module's function has been compiled for, or whose body is a module's or class's. */
function interpretCall(fn: PyFunction, depth: number, args: PyValue[], kwnames: KwNames): Slot {
  const thread = currentThread;
  compiled.depth = depth - 1;
  const frame = pushCall(thread, fn, args, kwnames);
  frame.flags |= FRAME_ENTRY;
  return runEntered(thread, frame);
}

/** The record of the code that a call of a function with so many positional arguments enters, if that needs no binding. */
export function directEntry(fn: PyValue, count: number): CodeRecord | null {
  if (!(fn instanceof PyFunction)) return null;
  const code = fn.code.decoded as Executable | null;
  if (code === null || !code.simple || code.argcount !== count) return null;
  const record = code.compiled as CodeRecord | null;
  return record !== null && record.globals === fn.globals ? record : null;
}

/** A value for every parameter: what `entry` takes. Calls that do not fit raise CPython's errors. */
export function parametersOf(
  code: Executable,
  fn: PyFunction,
  args: readonly PyValue[],
  kwnames: KwNames,
): readonly Slot[] {
  if (kwnames === null && code.simple) {
    const missing = code.argcount - args.length;
    if (missing === 0) return args;
    const defaults = fn.defaults === null ? 0 : fn.defaults.items.length;
    if (missing > 0 && missing <= defaults) {
      const values = args.slice();
      for (let i = defaults - missing; i < defaults; i++) values.push(fn.defaults!.items[i]);
      return values;
    }
  }
  const locals: Slot[] = [];
  for (let i = 0; i < code.parameterCount; i++) locals.push(undefined);
  bindArguments(fn, code, locals, 0, args, kwnames, code.parameterCount);
  return locals;
}

/** Enters the code: undefined when it has raised an exception, which is `compiled.error`. */
export function enterWith(record: CodeRecord, fn: PyFunction, depth: number, values: readonly Slot[]): Slot {
  const { entry } = record;
  switch (values.length) {
    case 0:
      return entry(fn, depth);
    case 1:
      return entry(fn, depth, values[0]);
    case 2:
      return entry(fn, depth, values[0], values[1]);
    case 3:
      return entry(fn, depth, values[0], values[1], values[2]);
    case 4:
      return entry(fn, depth, values[0], values[1], values[2], values[3]);
    case 5:
      return entry(fn, depth, values[0], values[1], values[2], values[3], values[4]);
    case 6:
      return entry(fn, depth, values[0], values[1], values[2], values[3], values[4], values[5]);
    default:
      return entry(fn, depth, ...values);
  }
}

/** Calls anything. The activation at `depth` has said where it is. */
export function callAny(depth: number, called: PyValue, self: Slot, given: PyValue[], kwnames: KwNames = null): Slot {
  let callable = called;
  let args = given;
  if (self !== undefined) args = [self, ...given];
  else if (callable instanceof PyMethod) {
    args = [callable.self, ...given];
    callable = callable.func;
  }
  if (callable instanceof PyFunction) return callFunction(depth, callable, args, kwnames);
  compiled.depth = depth;
  if (callable instanceof PyBuiltinFunction) {
    if (needsFrame(callable)) return handOver(callable, args, kwnames);
    return finished(callBuiltin(callable, args, kwnames), depth);
  }
  if (callable instanceof PyMethodDescr && kwnames === null && args.length > 0 && isOwn(args[0], callable.owner)) {
    return finished(callable.builtin.call(args[0], args.slice(1), null), depth);
  }
  if (callable instanceof PyType) return callType(depth, callable, args, kwnames);
  const tpCall = typeOf(callable).tp_call;
  if (tpCall === undefined) throw notCallable(callable);
  if (tpCall === slotCall) {
    const method = typeLookup(typeOf(callable), "__call__");
    if (method instanceof PyFunction) return callFunction(depth, method, [callable, ...args], kwnames);
  }
  return finished(tpCall(callable, args, kwnames), depth);
}

function callFunction(depth: number, fn: PyFunction, args: PyValue[], kwnames: KwNames): Slot {
  const code = executableOf(fn.code);
  const record = recordOf(code);
  if (!record.mayEnter(fn)) return interpretCall(fn, depth + 1, args, kwnames);
  // Binding may raise and, with unusual keywords, compare.
  compiled.depth = depth;
  const named = kwnames === null ? null : boundByNames(record, fn, args, kwnames);
  return enterWith(record, fn, depth + 1, named ?? parametersOf(code, fn, args, kwnames));
}

function callBuiltin({ builtin, self }: PyBuiltinFunction, args: PyValue[], kwnames: KwNames): PyValue {
  if (kwnames === null) {
    switch (args.length) {
      case 0:
        return builtin.call0(self as PyValue);
      case 1:
        return builtin.call1(self as PyValue, args[0]);
      case 2:
        return builtin.call2(self as PyValue, args[0], args[1]);
      default:
    }
  }
  return builtin.call(self as PyValue, args, kwnames);
}

function callType(depth: number, type: PyType, args: PyValue[], kwnames: KwNames): Slot {
  if (needsFrame(type)) return handOver(type, args, kwnames);
  const fresh = newInstanceForInit(type);
  if (fresh === undefined) {
    const tpCall = typeOf(type).tp_call;
    if (tpCall === undefined) throw notCallable(type);
    return finished(tpCall(type, args, kwnames), depth);
  }
  let none: Slot;
  try {
    none = callFunction(depth, fresh.init, [fresh.object, ...args], kwnames);
  } catch (thrown) {
    if (thrown instanceof Unwind) finishInstance(thrown, fresh.object);
    throw thrown;
  }
  if (none === undefined) return undefined;
  return none === null ? fresh.object : badInit(none);
}

/** CALL_FUNCTION_EX. */
export function callEx(depth: number, func: PyValue, callargs: PyValue, kwargs: PyDict | undefined): Slot {
  compiled.depth = depth;
  if (func instanceof PyMethod && callargs instanceof PyTuple && (kwargs === undefined || kwargs.used === 0)) {
    return callAny(depth, func.func, undefined, [func.self, ...callargs.items]);
  }
  const args = callExArguments(func, callargs, kwargs);
  return callAny(depth, func, undefined, args, callExKeywords(kwargs));
}

/** IMPORT_NAME in a function. */
export function importName(fn: PyFunction, depth: number, name: Str, fromlist: PyValue, level: PyValue): Slot {
  compiled.depth = depth;
  const importer = lookupMapping(fn.builtins, "__import__");
  if (importer === undefined) throw newException(PyExc_ImportError, "__import__ not found");
  if (typeof level === "number" && importer === importState().importFunction) {
    return finished(importModuleLevel(name, fn.globals, null, fromlist, level), depth);
  }
  return callAny(depth, importer, undefined, [name, fn.globals, null, fromlist, level]);
}

/** A built-in's answer; what it left pending is finished first. Undefined: it has raised an exception. */
export function settle(result: PyValue, depth: number): Slot {
  return result === PENDING ? finishPending(depth) : result;
}

export function finished(result: PyValue, depth: number): Slot {
  const value = result === PENDING ? finishPending(depth) : result;
  if (compiled.observed && value !== undefined) throw returned(value);
  return value;
}

/** An activation runs in a nested loop; anything else has to be waited for, and compiled code makes way. */
function finishPending(depth: number): Slot {
  if (pending!.kind === "frame" && hasBudget()) return runFrame(depth);
  if (pending!.kind !== "activation") throw new Unwind(null, [], true, false);
  const { steps } = takePending() as PendingActivation;
  const result = hasBudget() ? drive(steps, depth) : interpretActivation(steps, null, depth);
  if (currentThread.instrumented) throw returned(result);
  return result;
}

/** Calls the function that a built-in ends with. */
function callTail(tail: TailCall, depth: number): Slot {
  let result: Slot;
  try {
    result = callFunction(depth, tail.fn, tail.args, tail.kwnames);
  } catch (thrown) {
    if (thrown instanceof Unwind) {
      if (thrown.outermost !== null) tail.mark(thrown.outermost);
      else thrown.values = thrown.values.map((value) => tail.finish(value as PyValue));
    }
    throw thrown;
  }
  return result === undefined ? undefined : tail.finish(result);
}

/** Runs the frame that a built-in has left pending, such as a generator's. */
function runFrame(depth: number): Slot {
  const taken = takePending() as PendingFrame;
  if (taken instanceof Drain) return finished(drain(taken, depth), depth);
  if (taken instanceof Sending && taken.error === null) {
    const result = sendDirectly(taken, depth);
    if (result !== undefined) return finishSending(taken, result);
  }
  if (taken instanceof TailCall) return callTail(taken, depth);
  const thread = currentThread;
  compiled.depth = depth;
  const result = runEntered(thread, taken.push(true) as Frame, taken);
  if (thread.instrumented) throw returned(result);
  return result;
}

/** What a generator has yielded or returned; its end is told without a throw. */
function finishSending(sending: Sending, result: PyValue): Slot {
  const end = sending.end(result);
  if (end === null) return sending.finish(result);
  compiled.error = end;
  return undefined;
}

/** Lets the interpreter make a call that looks at the calling frame. */
function handOver(callable: PyValue, args: PyValue[], kwnames: KwNames): never {
  activate(oneCall({ callable, args, kwnames }));
  throw new Unwind(null, [], true, false);
}

/** `__init__` has returned something else than None. */
export function badInit(value: PyValue): never {
  throw typeError(`__init__() should return None, not '${typeName(value)}'`);
}
