/**
 * Calls: pushing frames for Python functions, and what a call of anything else leaves. Frames are pushed, not run: the loop
 * that made the call continues with the new frame. Matches CPython Python/ceval.c (_PyEvalFramePushAndInit) and bytecodes.c (CALL).
 */

import { CO } from "../bytecode/codeflags.ts";
import { typeLookup } from "../objects/abstract/attributes.ts";
import { notCallable } from "../objects/abstract/call.ts";
import type { Builtin } from "../objects/binder.ts";
import { PyBuiltinFunction } from "../objects/builtin-function.ts";
import { typeError } from "../objects/errors.ts";
import { PyFunction } from "../objects/function.ts";
import { PyList } from "../objects/list/list.ts";
import { PENDING } from "../objects/machine.ts";
import { PyMethod } from "../objects/method.ts";
import type { KwNames, PyValue } from "../objects/object.ts";
import { slotCall } from "../objects/type/dispatchers.ts";
import { isSubtype, PyType } from "../objects/type-object.ts";
import { typeName, typeOf } from "../objects/typeof.ts";
import { bindArguments } from "./bind.ts";
import { type Executable, executableOf } from "./code.ts";
import { currentDepth } from "./compiled.ts";
import {
  type Answer,
  FRAME_ANSWER,
  FRAME_DONE,
  FRAME_ENTRY,
  FRAME_GENERATOR,
  FRAME_INIT,
  FRAME_OWN_STACK,
  Frame,
  frameLimit,
  frameOfCall,
} from "./frame.ts";
import { returnFromGenerator } from "./generators/generator.ts";
import type { Slot } from "./inst.ts";
import { newInstanceForInit } from "./instantiate.ts";
import { tooDeep } from "./limits.ts";
import { finishPendingCall } from "./pending.ts";
import { noteBegun } from "./rerun.ts";
import { growStack, type ThreadState } from "./thread.ts";
import { leaveFrame } from "./unwind.ts";

/** A free variable's cells go to the end of the locals; COPY_FREE_VARS does that. This only makes and links the frame. */
function link(
  thread: ThreadState,
  code: Executable,
  func: PyFunction,
  namespace: PyValue,
  base: number,
  previous: Frame | null,
): Frame {
  const depth = currentDepth(thread) + 1;
  if (depth > thread.recursionLimit) throw tooDeep(thread, depth);
  const frame = new Frame(code, func, namespace, thread.stack, base, previous, depth);
  thread.top = frame;
  return frame;
}

/** A function made of a module's or a class's code has its globals as its locals (_PyFunction_Vectorcall). */
function namespaceOf(func: PyFunction, code: Executable): PyValue {
  return (code.flags & CO.OPTIMIZED) === 0 ? func.globals : null;
}

/** Pushes a frame for `func` called with arguments in an array. */
export function pushCall(
  thread: ThreadState,
  func: PyFunction,
  args: readonly PyValue[],
  kwnames: KwNames,
  namespace: PyValue = null,
): Frame {
  const code = executableOf(func.code);
  const base = frameLimit(thread.top);
  const { stack } = thread;
  if (base + code.frameSize > stack.length) growStack(stack, base + code.frameSize);
  bindArguments(func, code, stack, base, args, kwnames);
  return link(thread, code, func, namespace ?? namespaceOf(func, code), base, thread.top);
}

/** Pushes a frame for a function whose parameters have their values already, in the order of its variables. */
export function pushBound(thread: ThreadState, func: PyFunction, values: readonly Slot[]): Frame {
  const code = executableOf(func.code);
  const base = frameLimit(thread.top);
  const { stack } = thread;
  if (base + code.frameSize > stack.length) growStack(stack, base + code.frameSize);
  for (let i = 0; i < values.length; i++) stack[base + i] = values[i];
  for (let i = values.length; i < code.localCount; i++) stack[base + i] = undefined;
  return link(thread, code, func, namespaceOf(func, code), base, thread.top);
}

/** Pushes a frame for `func` whose `count` positional arguments lie on the caller's operand stack from `at` on. */
export function pushCallFromStack(
  thread: ThreadState,
  frame: Frame,
  func: PyFunction,
  at: number,
  count: number,
): Frame {
  const code = executableOf(func.code);
  if (code.parameterCount === count && code.simple) return pushExactCall(thread, frame, func, code, at, at + count);
  if (code.fixed && count <= code.argcount && (frame.flags & FRAME_OWN_STACK) === 0) {
    const { stack } = thread;
    if (at + code.frameSize > stack.length) growStack(stack, at + code.frameSize);
    if (addDefaults(func, code, stack, at, count)) return pushExactCall(thread, frame, func, code, at, -1);
  }
  return pushCall(thread, func, frame.stack.slice(at, at + count) as PyValue[], null);
}

/** Completes `count` positional arguments in place. False: some parameters have no default. */
function addDefaults(func: PyFunction, code: Executable, stack: Slot[], at: number, count: number): boolean {
  const { argcount, parameterCount } = code;
  if (count < argcount) {
    const { defaults } = func;
    if (defaults === null) return false;
    const { items } = defaults;
    const shift = items.length - argcount;
    if (count + shift < 0) return false;
    for (let i = count; i < argcount; i++) stack[at + i] = items[i + shift];
  }
  for (let i = argcount; i < parameterCount; i++) {
    const value = func.kwdefaults?.get(code.unit.localsplusnames[i]);
    if (value === undefined) return false;
    stack[at + i] = value;
  }
  return true;
}

/**
 * Pushes a frame for a function called with exactly its parameters, which lie in the caller's stack from `first`
 * up to `end`; -1: they are in the thread's stack already.
 */
export function pushExactCall(
  thread: ThreadState,
  frame: Frame,
  func: PyFunction,
  code: Executable,
  first: number,
  end: number,
): Frame {
  const { stack } = thread;
  let base = first;
  const own = (frame.flags & FRAME_OWN_STACK) !== 0;
  if (own && end >= 0) base = copyArguments(thread, frame, code, first, end);
  else if (base + code.frameSize > stack.length) growStack(stack, base + code.frameSize);
  for (let i = base + code.parameterCount, last = base + code.localCount; i < last; i++) stack[i] = undefined;
  const depth = frame.depth + 1;
  if (depth > thread.recursionLimit) throw tooDeep(thread, depth);
  const callee = own
    ? new Frame(code, func, null, stack, base, frame, depth)
    : frameOfCall(frame, code, func, base, depth);
  thread.top = callee;
  return callee;
}

/** Copies a generator's arguments from its own stack to the thread's; where they lie there. */
function copyArguments(thread: ThreadState, frame: Frame, code: Executable, first: number, end: number): number {
  const { stack } = thread;
  const base = frameLimit(frame);
  if (base + code.frameSize > stack.length) growStack(stack, base + code.frameSize);
  for (let i = first; i < end; i++) stack[base + i - first] = frame.stack[i];
  return base;
}

/** Calls a built-in with `count` positional arguments from the stack. */
export function callBuiltin(builtin: Builtin, self: PyValue, stack: Slot[], first: number, count: number): PyValue {
  switch (count) {
    case 0:
      return builtin.call0(self);
    case 1:
      return builtin.call1(self, stack[first] as PyValue);
    case 2:
      return builtin.call2(self, stack[first] as PyValue, stack[first + 1] as PyValue);
    case 3:
      return builtin.call3(self, stack[first] as PyValue, stack[first + 1] as PyValue, stack[first + 2] as PyValue);
    default:
      return builtin.call(self, stack.slice(first, first + count) as PyValue[], null);
  }
}

/** The class of an object whose method is called, often that of a list: V8 reads a field of objects of all kinds several times as slowly. */
export function receiverType(self: PyValue): PyType {
  return self instanceof PyList ? self.type : typeOf(self);
}

/** Whether a method of `owner` may be called on `self`. */
export function isOwn(self: PyValue, owner: PyType): boolean {
  const type = receiverType(self);
  return type === owner || isSubtype(type, owner);
}

/**
 * Calls what lies on the operand stack at `at`: callable, self or NULL, `count` arguments. The frame is flushed with `sp` = `at`.
 * The result, or undefined when a frame was pushed or the thread parked: then the loop reloads.
 */
export function callAt(thread: ThreadState, frame: Frame, at: number, count: number): Slot {
  const { stack } = frame;
  let callable = stack[at] as PyValue;
  let first = at + 2;
  if (stack[at + 1] !== undefined) {
    first--;
    count++;
  } else if (callable instanceof PyMethod) {
    stack[at + 1] = callable.self;
    callable = callable.func;
    first--;
    count++;
  }
  if (callable instanceof PyFunction) {
    pushCallFromStack(thread, frame, callable, first, count);
    return undefined;
  }
  if (callable instanceof PyBuiltinFunction) {
    const result = callBuiltin(callable.builtin, callable.self as PyValue, stack, first, count);
    return result === PENDING ? finishPendingCall(thread, frame) : result;
  }
  return callObject(thread, frame, callable, stack.slice(first, first + count) as PyValue[], null);
}

/** CALL_KW: as callAt, the last arguments being named by `kwnames`. */
export function callKwAt(thread: ThreadState, frame: Frame, at: number, count: number, kwnames: KwNames): Slot {
  const { stack } = frame;
  let callable = stack[at] as PyValue;
  let first = at + 2;
  if (stack[at + 1] !== undefined) {
    first--;
    count++;
  } else if (callable instanceof PyMethod) {
    stack[at + 1] = callable.self;
    callable = callable.func;
    first--;
    count++;
  }
  return callObject(thread, frame, callable, stack.slice(first, first + count) as PyValue[], kwnames);
}

/** Calls any object for the loop: pushes a frame when Python code is to run (the result is then undefined). */
export function callObject(
  thread: ThreadState,
  frame: Frame,
  callable: PyValue,
  args: PyValue[],
  kwnames: KwNames,
): Slot {
  if (callable instanceof PyMethod) {
    args.unshift(callable.self);
    callable = callable.func;
  }
  if (callable instanceof PyFunction) {
    pushCall(thread, callable, args, kwnames);
    return undefined;
  }
  if (callable instanceof PyType) {
    const instance = newInstanceForInit(callable);
    if (instance !== undefined) {
      const init = instance.init;
      args.unshift(instance.object);
      const pushed = pushCall(thread, init, args, kwnames);
      pushed.flags |= FRAME_INIT;
      pushed.owner = instance.object;
      return undefined;
    }
  }
  const type = typeOf(callable);
  const tpCall = type.tp_call;
  if (tpCall === undefined) throw notCallable(callable);
  if (tpCall === slotCall) {
    // A `__call__` written in Python runs in this loop, so that the thread may wait inside it.
    const method = typeLookup(type, "__call__");
    if (method instanceof PyFunction) {
      args.unshift(callable);
      pushCall(thread, method, args, kwnames);
      return undefined;
    }
  }
  const result = tpCall(callable, args, kwnames);
  return result === PENDING ? finishPendingCall(thread, frame) : result;
}

/**
 * Ends a frame whose flags ask for more than handing the value to the caller. True: the run of the loop ends with this frame; else the
 * caller has got its value.
 */
export function returnSpecially(thread: ThreadState, frame: Frame, caller: Frame, retval: PyValue): boolean {
  if (frame.flags !== FRAME_INIT) leaveFrame(thread, frame);
  else if (retval === null) {
    caller.stack[caller.sp++] = frame.owner!;
    frame.owner = null;
    frame.flags = FRAME_DONE;
    return false;
  }
  return handOver(frame, caller, retval);
}

/** Gives the caller of a frame that has ended what its flags make of the value that it returned. True: see `returnSpecially`. */
export function handOver(frame: Frame, caller: Frame, retval: PyValue): boolean {
  const { flags } = frame;
  let value = retval;
  if ((flags & FRAME_INIT) !== 0) {
    if (retval !== null) throw typeError(`__init__() should return None, not '${typeName(retval)}'`);
    value = frame.owner!;
  }
  if ((flags & (FRAME_ANSWER | FRAME_ENTRY)) === FRAME_ANSWER) {
    noteBegun(caller.thread);
    value = (frame.owner as Answer).take(value);
  }
  if ((flags & FRAME_GENERATOR) !== 0) value = returnFromGenerator(frame, caller, value);
  if ((flags & FRAME_ENTRY) !== 0) return true;
  caller.stack[caller.sp++] = value;
  return false;
}
