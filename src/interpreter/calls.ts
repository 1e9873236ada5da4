/**
 * Calls: pushing frames for Python functions, and what a call of anything else leaves. Frames are pushed, not run: the loop
 * that made the call continues with the new frame. Matches CPython Python/ceval.c (_PyEvalFramePushAndInit) and bytecodes.c (CALL).
 */
import { notCallable } from "../objects/abstract/call.ts";
import { recursionError } from "../objects/errors.ts";
import { PyFunction } from "../objects/function.ts";
import { PENDING } from "../objects/machine.ts";
import { PyMethod } from "../objects/method.ts";
import type { KwNames, PyObject, PyValue } from "../objects/object.ts";
import { PyType } from "../objects/type-object.ts";
import { typeOf } from "../objects/typeof.ts";
import { bindArguments } from "./bind.ts";
import { type Executable, executableOf } from "./code.ts";
import { FRAME_INIT, FRAME_OWN_STACK, Frame, frameLimit } from "./frame.ts";
import type { Slot } from "./inst.ts";
import { newInstanceForInit } from "./instantiate.ts";
import { finishPendingCall } from "./pending.ts";
import { growStack, type ThreadState } from "./thread.ts";

/** A free variable's cells go to the end of the locals; COPY_FREE_VARS does that. This only makes and links the frame. */
function link(
  thread: ThreadState,
  code: Executable,
  func: PyFunction,
  namespace: PyValue,
  base: number,
  previous: Frame | null,
): Frame {
  const depth = previous === null ? 1 : previous.depth + 1;
  if (depth > thread.recursionLimit) throw tooDeep(thread);
  const frame = new Frame(code, func, namespace, thread.stack, base, previous, depth);
  thread.top = frame;
  return frame;
}

/** The RecursionError of a Python call, raised with a little room left for handling it. */
function tooDeep(_thread: ThreadState): PyObject {
  return recursionError("maximum recursion depth exceeded");
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
  return link(thread, code, func, namespace, base, thread.top);
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
  if (!code.simple || code.argcount !== count) {
    return pushCall(thread, func, frame.stack.slice(at, at + count) as PyValue[], null);
  }
  const { stack } = thread;
  let base = at;
  if ((frame.flags & FRAME_OWN_STACK) !== 0) {
    base = frameLimit(frame);
    if (base + code.frameSize > stack.length) growStack(stack, base + code.frameSize);
    for (let i = 0; i < count; i++) stack[base + i] = frame.stack[at + i];
  } else if (base + code.frameSize > stack.length) {
    growStack(stack, base + code.frameSize);
  }
  for (let i = base + count; i < base + code.localCount; i++) stack[i] = undefined;
  return link(thread, code, func, null, base, frame);
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
  const tpCall = typeOf(callable).tp_call;
  if (tpCall === undefined) throw notCallable(callable);
  const result = tpCall(callable, args, kwnames);
  return result === PENDING ? finishPendingCall(thread, frame) : result;
}
