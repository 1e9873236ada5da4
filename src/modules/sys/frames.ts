/** Frames, threads and their hooks as sys shows them. Source: CPython Python/sysmodule.c. */
import { canShowFrames, compiled, hasHiddenFrames } from "../../interpreter/compiled.ts";
import { tracingChanged } from "../../interpreter/monitoring.ts";
import { currentThread, type ThreadState, visibleFrame } from "../../interpreter/thread.ts";
import { whenUnwound } from "../../interpreter/unwound.ts";
import { isCallable } from "../../objects/abstract/call.ts";
import { audit } from "../../objects/audit.ts";
import { PyDict } from "../../objects/dict/dict.ts";
import { typeError, valueError } from "../../objects/errors.ts";
import { machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { newStructSeq } from "../../objects/tuple/structseq.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { typeName } from "../../objects/typeof.ts";
import { asyncgenHooksType } from "./structs.ts";

/**
 * Compiled activations that do not know how to go on with a frame are unwound first; where that cannot be, their frames have no
 * variables.
 */
export function getframe(depth: number): PyValue {
  const thread = currentThread;
  if (!hasHiddenFrames(thread) || canShowFrames(thread)) return frameAt(thread, depth);
  return whenUnwound(() => frameAt(thread, depth));
}

function frameAt(thread: ThreadState, depth: number): PyValue {
  let frame = thread.frame();
  for (let i = 0; i < depth && frame !== null; i++) frame = frame.back;
  if (frame === null) throw valueError("call stack is not deep enough");
  const object = frame.object();
  audit("sys._getframe", object);
  return object;
}

export function getframemodulename(depth: number): PyValue {
  audit("sys._getframemodulename", depth);
  let frame = machine.thread.frame();
  for (let i = 0; i < depth && frame !== null; i++) frame = frame.back;
  return frame === null ? null : (frame.globals.getStr("__name__") ?? null);
}

export function excInfo(): PyValue {
  const error = machine.thread.handledException();
  return new PyTuple(error === null ? [null, null, null] : [error.type, error, error.traceback]);
}

function allThreads(): readonly ThreadState[] {
  return currentThread.interp.scheduler.threads;
}

export function currentFrames(): PyValue {
  audit("sys._current_frames");
  const dict = new PyDict();
  for (const thread of allThreads()) {
    const frame = visibleFrame(thread.top);
    if (frame !== null) dict.set(thread.id, frame.object());
  }
  return dict;
}

export function currentExceptions(): PyValue {
  audit("sys._current_exceptions");
  const dict = new PyDict();
  for (const thread of allThreads()) dict.set(thread.id, thread.handledException());
  return dict;
}

export function setAsyncgenHooks(firstiter: PyValue | undefined, finalizer: PyValue | undefined): PyValue {
  for (const [name, hook] of [
    ["firstiter", firstiter],
    ["finalizer", finalizer],
  ] as const) {
    if (hook === undefined || hook === null || isCallable(hook)) continue;
    throw typeError(`callable ${name} expected, got ${typeName(hook)}`);
  }
  if (finalizer !== undefined) {
    audit("sys.set_asyncgen_hook_finalizer");
    currentThread.asyncGenFinalizer = finalizer;
  }
  if (firstiter !== undefined) {
    audit("sys.set_asyncgen_hook_firstiter");
    currentThread.asyncGenFirstIter = firstiter;
  }
  return null;
}

export function getAsyncgenHooks(): PyValue {
  return newStructSeq(asyncgenHooksType, [currentThread.asyncGenFirstIter, currentThread.asyncGenFinalizer]);
}

export function setOriginDepth(depth: number): PyValue {
  if (depth < 0) throw valueError("depth must be >= 0");
  currentThread.coroutineOriginDepth = depth;
  if (depth > 0) compiled.origins = true;
  return null;
}

export function settrace(hook: PyValue): PyValue {
  audit("sys.settrace");
  currentThread.traceFunction = hook;
  return tracingChanged([currentThread]);
}

export function setprofile(hook: PyValue): PyValue {
  audit("sys.setprofile");
  currentThread.profileFunction = hook;
  return tracingChanged([currentThread]);
}

export function settraceAll(hook: PyValue): PyValue {
  audit("sys.settrace");
  for (const thread of allThreads()) thread.traceFunction = hook;
  return tracingChanged(allThreads());
}

export function setprofileAll(hook: PyValue): PyValue {
  audit("sys.setprofile");
  for (const thread of allThreads()) thread.profileFunction = hook;
  return tracingChanged(allThreads());
}
