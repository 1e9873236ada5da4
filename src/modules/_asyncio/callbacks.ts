/** The callbacks of futures, and what the event loop is asked to call soon. Source: CPython Modules/_asynciomodule.c. */
import { callMethod } from "../../objects/abstract/call.ts";
import { equal } from "../../objects/abstract/compare.ts";
import { copyContext } from "../../objects/context.ts";
import { runtimeError } from "../../objects/errors.ts";
import { PyList } from "../../objects/list/list.ts";
import type { PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import { type Callback, ensureAlive, type FutureCore, PENDING_STATE, type PyFuture } from "./future-object.ts";

/** The keyword of what is called in a context. */
export const CONTEXT = ["context"];

/** `loop.call_soon(fn, *args, context=context)`. */
export function callSoon(loop: PyValue, fn: PyValue, args: readonly PyValue[], context: PyValue): void {
  callMethod(loop, "call_soon", [fn, ...args, context], CONTEXT);
}

/** Has the loop call everything that waits for the future (future_schedule_callbacks). */
export function scheduleCallbacks(self: PyFuture): void {
  const { core } = self;
  const { callback, callbacks } = core;
  core.callback = null;
  if (callback !== null) {
    try {
      callSoon(core.loop!, callback.fn, [self], callback.context);
    } catch (caught) {
      core.callbacks = null;
      throw caught;
    }
  }
  // A call_soon() may have changed them.
  const rest = callback === null ? callbacks : core.callbacks;
  core.callbacks = null;
  if (rest === null) return;
  for (const { fn, context } of rest) callSoon(core.loop!, fn, [self], context);
}

/** `add_done_callback`: without a context, in a copy of the current one. */
export function futureAddDoneCallback(self: PyFuture, fn: PyValue, context: PyValue | undefined): null {
  return addCallback(self, fn, context === undefined ? copyContext() : context);
}

export function addCallback(self: PyFuture, fn: PyValue, context: PyValue): null {
  const { core } = self;
  if (core.loop === undefined) throw runtimeError("uninitialized Future object");
  if (core.state !== PENDING_STATE) callSoon(core.loop, fn, [self], context);
  else if (core.callback === null && core.callbacks === null) core.callback = { fn, context };
  else {
    core.callbacks ??= [];
    core.callbacks.push({ fn, context });
  }
  return null;
}

/** `remove_done_callback`: how many there were. Comparing may run Python, which may change them. */
export function futureRemoveDoneCallback(self: PyFuture, fn: PyValue): number {
  const core = ensureAlive(self);
  let removed = 0;
  if (core.callback !== null && equal(core.callback.fn, fn)) {
    core.callback = null;
    removed = 1;
  }
  if (core.callbacks === null) return removed;
  const before = core.callbacks.length;
  const kept: Callback[] = [];
  for (let i = 0; core.callbacks !== null && i < core.callbacks.length; i++) {
    const callback: Callback = core.callbacks[i];
    if (!equal(callback.fn, fn)) kept.push(callback);
  }
  if (kept.length === 0 || core.callbacks === null) {
    core.callbacks = null;
    return removed + before;
  }
  const total = core.callbacks.length;
  core.callbacks = kept;
  return removed + total - kept.length;
}

/** `_callbacks`: pairs of callback and context, or None. */
export function futureCallbacks(self: PyFuture): PyValue {
  const { callback, callbacks } = ensureAlive(self) as FutureCore;
  if (callback === null && callbacks === null) return null;
  const all = callback === null ? callbacks! : [callback, ...(callbacks ?? [])];
  return new PyList(all.map(({ fn, context }) => new PyTuple([fn, context])));
}
