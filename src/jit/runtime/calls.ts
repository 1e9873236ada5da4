/** Calls from compiled code that are not one JavaScript call: of the interpreter, of built-ins that are not known, of anything. */

import { callExArguments, callExKeywords } from "../../interpreter/call-ex.ts";
import { isOwn, pushCall } from "../../interpreter/calls.ts";
import { type Executable, executableOf } from "../../interpreter/code.ts";
import { compiled, Unwind } from "../../interpreter/compiled.ts";
import { FRAME_ENTRY, FRAME_INIT, type Frame } from "../../interpreter/frame.ts";
import type { Slot } from "../../interpreter/inst.ts";
import { newInstanceForInit } from "../../interpreter/instantiate.ts";
import { pushActivation } from "../../interpreter/pending.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { typeLookup } from "../../objects/abstract/attributes.ts";
import { notCallable } from "../../objects/abstract/call.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { PyMethodDescr } from "../../objects/descr/descriptors.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { typeError } from "../../objects/errors.ts";
import { PyFunction } from "../../objects/function.ts";
import { activate, type CallRequest, PENDING, type PendingFrame, pending, takePending } from "../../objects/machine.ts";
import { PyMethod } from "../../objects/method.ts";
import type { KwNames, PyValue } from "../../objects/object.ts";
import { slotCall } from "../../objects/type/dispatchers.ts";
import { PyType } from "../../objects/type-object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { type CodeRecord, recordOf } from "../record.ts";
import { needsFrame } from "../sensitive.ts";
import { hasBudget, returned, runEntered } from "./exits.ts";

/** Enters a function that is not compiled: a nested run of the loop. `depth` is that of the new activation. */
export function interpret(fn: PyFunction, depth: number, ...args: Slot[]): Slot {
  const { argcount, kwonlyargcount } = fn.code;
  // Values of keyword-only parameters come in the order of the parameters; a call of the interpreter names them.
  const names = kwonlyargcount === 0 ? null : fn.code.localsplusnames.slice(argcount, argcount + kwonlyargcount);
  return interpretCall(fn, depth, args as PyValue[], names);
}

/** Calls from compiled code to a function that is not compiled, before that is looked into. */
const CALLS = 40;

let onCall: (record: CodeRecord, fn: PyFunction) => void = () => {};

/** Told of functions that are called through the interpreter again and again. */
export function watchCalls(watcher: (record: CodeRecord, fn: PyFunction) => void): void {
  onCall = watcher;
}

function interpretCall(fn: PyFunction, depth: number, args: PyValue[], kwnames: KwNames): Slot {
  const thread = currentThread;
  compiled.depth = depth - 1;
  const record = recordOf(executableOf(fn.code));
  if (++record.interpreted >= CALLS) {
    record.interpreted = 0;
    onCall(record, fn);
  }
  const outer = thread.top;
  const frame = pushCall(thread, fn, args, kwnames);
  frame.flags |= FRAME_ENTRY;
  return runEntered(thread, frame, outer);
}

/** The compiled function that a call of `fn` with so many positional arguments enters. */
function directEntry(fn: PyFunction, count: number): CodeRecord | null {
  const code = fn.code.decoded as Executable | null;
  if (code === null || !code.simple || code.argcount !== count) return null;
  const record = code.compiled as CodeRecord | null;
  return record !== null && record.globals === fn.globals ? record : null;
}

export function invoke0(callable: PyValue, depth: number): Slot {
  if (callable instanceof PyFunction) {
    const record = directEntry(callable, 0);
    if (record !== null) return record.entry(callable, depth + 1);
  }
  return callAny(depth, callable, undefined, []);
}

export function invoke1(callable: PyValue, depth: number, a: PyValue): Slot {
  if (callable instanceof PyFunction) {
    const record = directEntry(callable, 1);
    if (record !== null) return record.entry(callable, depth + 1, a);
  }
  return callAny(depth, callable, undefined, [a]);
}

export function invoke2(callable: PyValue, depth: number, a: PyValue, b: PyValue): Slot {
  if (callable instanceof PyFunction) {
    const record = directEntry(callable, 2);
    if (record !== null) return record.entry(callable, depth + 1, a, b);
  }
  return callAny(depth, callable, undefined, [a, b]);
}

export function invoke3(callable: PyValue, depth: number, a: PyValue, b: PyValue, c: PyValue): Slot {
  if (callable instanceof PyFunction) {
    const record = directEntry(callable, 3);
    if (record !== null) return record.entry(callable, depth + 1, a, b, c);
  }
  return callAny(depth, callable, undefined, [a, b, c]);
}

export function invoke4(callable: PyValue, depth: number, a: PyValue, b: PyValue, c: PyValue, d: PyValue): Slot {
  if (callable instanceof PyFunction) {
    const record = directEntry(callable, 4);
    if (record !== null) return record.entry(callable, depth + 1, a, b, c, d);
  }
  return callAny(depth, callable, undefined, [a, b, c, d]);
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
  const record = kwnames === null ? directEntry(fn, complete(fn, args)) : null;
  if (record === null) return interpretCall(fn, depth + 1, args, kwnames);
  switch (args.length) {
    case 0:
      return record.entry(fn, depth + 1);
    case 1:
      return record.entry(fn, depth + 1, args[0]);
    case 2:
      return record.entry(fn, depth + 1, args[0], args[1]);
    case 3:
      return record.entry(fn, depth + 1, args[0], args[1], args[2]);
    default:
      return record.entry(fn, depth + 1, ...args);
  }
}

/** Adds the defaults of parameters that have no argument; how many arguments there are then. */
function complete(fn: PyFunction, args: PyValue[]): number {
  const code = fn.code.decoded as Executable | null;
  if (code === null || !code.simple || fn.defaults === null) return args.length;
  const { items } = fn.defaults;
  const missing = code.argcount - args.length;
  if (missing > 0 && missing <= items.length) {
    for (let i = items.length - missing; i < items.length; i++) args.push(items[i]);
  }
  return args.length;
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
  const all = [fresh.object, ...args];
  const thread = currentThread;
  const outer = thread.top;
  const frame = pushCall(thread, fresh.init, all, kwnames);
  frame.flags |= FRAME_ENTRY | FRAME_INIT;
  frame.owner = fresh.object;
  return runEntered(thread, frame, outer);
}

/** CALL_FUNCTION_EX. */
export function callEx(depth: number, func: PyValue, callargs: PyValue, kwargs: PyDict | undefined): Slot {
  compiled.depth = depth;
  const args = callExArguments(func, callargs, kwargs);
  return callAny(depth, func, undefined, args, callExKeywords(kwargs));
}

/** A built-in's answer; what it left pending is finished first. */
export function settle(result: PyValue, depth: number): Slot {
  return result === PENDING ? finishPending(depth) : result;
}

/** The same for an iterator's next item, which may be undefined. */
export function settleNext(result: PyValue | undefined, depth: number): Slot {
  return result === PENDING ? finishPending(depth) : result;
}

function finished(result: PyValue, depth: number): Slot {
  const value = result === PENDING ? finishPending(depth) : result;
  if (compiled.observed) throw returned(value);
  return value;
}

/** An activation runs in a nested loop; anything else has to be waited for, and compiled code makes way. */
function finishPending(depth: number): Slot {
  if (pending!.kind === "frame" && hasBudget()) return runFrame(depth);
  if (pending!.kind !== "activation") throw new Unwind(null, [], true, false);
  const taken = takePending();
  if (taken.kind !== "activation") return undefined;
  const thread = currentThread;
  compiled.depth = depth;
  const outer = thread.top;
  const frame = pushActivation(thread, taken.steps);
  frame.flags |= FRAME_ENTRY;
  const result = runEntered(thread, frame, outer);
  if (thread.instrumented) throw returned(result);
  return result;
}

/** Runs the frame that a built-in has left pending, such as a generator's. */
function runFrame(depth: number): Slot {
  const taken = takePending() as PendingFrame;
  const thread = currentThread;
  compiled.depth = depth;
  const outer = thread.top;
  const result = runEntered(thread, taken.push(true) as Frame, outer, taken);
  if (thread.instrumented) throw returned(result);
  return result;
}

/** Lets the interpreter make a call that looks at the calling frame. */
function handOver(callable: PyValue, args: PyValue[], kwnames: KwNames): never {
  activate(oneCall({ callable, args, kwnames }));
  throw new Unwind(null, [], true, false);
}

function* oneCall(request: CallRequest): Generator<CallRequest, PyValue, PyValue> {
  return yield request;
}

/** `__init__` has returned something else than None. */
export function badInit(value: PyValue): never {
  throw typeError(`__init__() should return None, not '${typeName(value)}'`);
}
