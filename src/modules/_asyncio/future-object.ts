/**
 * The objects of _asyncio: futures and tasks. What one holds lies in a core of its own, which its estate shares, so that the equal that is
 * finalized in its place has everything it had in the end. Source: CPython Modules/_asynciomodule.c (FutureObj, TaskObj).
 */
import type { Str } from "../../kernel/str.ts";
import { reprJs } from "../../objects/abstract/repr.ts";
import type { PyContext } from "../../objects/context.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { runtimeError } from "../../objects/errors.ts";
import type { PyBaseException } from "../../objects/exceptions/base.ts";
import type { Estate, Watched } from "../../objects/finalize.ts";
import { PyObject, type PyValue } from "../../objects/object.ts";
import type { PyType } from "../../objects/type-object.ts";
import { FutureEstate, settleFuture } from "./estates.ts";

export const PENDING_STATE = 0;
export const CANCELLED = 1;
export const FINISHED = 2;

/** `_state`. */
export const STATE_NAMES = ["PENDING", "CANCELLED", "FINISHED"] as const;

/** Something to be called when the future is done, in a context; null: in the one that is current then. */
export interface Callback {
  readonly fn: PyValue;
  readonly context: PyValue;
}

export class FutureCore {
  /** Undefined: `__init__` has not run. */
  loop: PyValue | undefined = undefined;
  state: number = PENDING_STATE;
  result: PyValue = null;
  exception: PyBaseException | null = null;
  exceptionTraceback: PyObject | null = null;
  sourceTraceback: PyValue | undefined = undefined;
  /** Most futures have one callback: it needs no list. */
  callback: Callback | null = null;
  callbacks: Callback[] | null = null;
  cancelMessage: PyValue = null;
  /** The exception by which a task was cancelled, to be raised once. */
  cancelledError: PyBaseException | null = null;
  logTraceback = false;
  blocking = false;
  /** Whom it is awaited by: one, or several. */
  awaitedBy: PyFuture | Set<PyFuture> | null = null;
  dict: PyDict | null = null;
}

export class TaskCore extends FutureCore {
  coroutine: PyValue | undefined = undefined;
  context: PyContext | undefined = undefined;
  /** A number stands for "Task-N", undefined for none yet. */
  name: Str | number | undefined = undefined;
  waiter: PyValue | undefined = undefined;
  mustCancel = false;
  logDestroyPending = false;
  cancelRequests = 0;
}

export class PyFuture extends PyObject implements Watched {
  core: FutureCore;
  estate: FutureEstate | null = null;
  youngIndex = -1;
  constructor(type: PyType, core: FutureCore = new FutureCore()) {
    super(type);
    this.core = core;
  }

  get dict(): PyDict | null {
    return this.core.dict;
  }
  set dict(dict: PyDict | null) {
    this.core.dict = dict;
  }

  get watched(): PyObject {
    return this;
  }
  leave(): Estate {
    this.estate = new FutureEstate(this);
    return this.estate;
  }

  /** `__init__` begins anew. */
  renew(): void {
    this.settle();
    const { dict } = this.core;
    this.core = this.newCore();
    this.core.dict = dict;
  }

  protected newCore(): FutureCore {
    return new FutureCore();
  }

  /** Nothing is left to be told of it. */
  settle(): void {
    if (this.youngIndex >= 0 || this.estate !== null) settleFuture(this);
  }
}

export class PyTask extends PyFuture {
  declare core: TaskCore;
  constructor(type: PyType, core: TaskCore = new TaskCore()) {
    super(type, core);
  }

  protected override newCore(): TaskCore {
    return new TaskCore();
  }
}

export function ensureAlive({ core }: PyFuture): FutureCore {
  if (core.loop === undefined) throw runtimeError("Future object is not initialized.");
  return core;
}

/** Whether it is one of ours, of no class that may have methods of its own. */
export function isExact(value: PyValue): value is PyFuture {
  return value instanceof PyFuture && value.type.spec !== null;
}

/** For messages. */
export function shown(value: PyValue | undefined): string {
  return reprJs(value ?? null);
}
