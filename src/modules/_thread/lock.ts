/** lock and RLock. Waiting is the scheduler's: a thread polls its lock until it gets it. Source: CPython Modules/_threadmodule.c. */

import { isTrue } from "../../objects/abstract/compare.ts";
import { toFloat } from "../../objects/abstract/number.ts";
import { reprAddress } from "../../objects/address.ts";
import { object } from "../../objects/converters.ts";
import { defineType, method, param, posOnly, varArgs } from "../../objects/declare.ts";
import { overflowError, runtimeError, typeError, valueError } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float/float-object.ts";
import { machine, waitUntil } from "../../objects/machine.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../../objects/object.ts";
import { PyTuple } from "../../objects/tuple/tuple.ts";
import type { PyType } from "../../objects/type-object.ts";

/** `_thread.TIMEOUT_MAX`, in seconds. */
export const TIMEOUT_MAX = 9223372036;
const NANOSECONDS = 1_000_000_000;

export class PyLock implements PyObject {
  static {
    inheritPyObject(PyLock);
  }
  type: PyType;
  locked = false;
  constructor(type: PyType = lockType) {
    this.type = type;
  }
}

export class PyRLock implements PyObject {
  static {
    inheritPyObject(PyRLock);
  }
  type: PyType;
  /** The owning thread's id; 0: none. */
  owner = 0;
  count = 0;
  constructor(type: PyType = rlockType) {
    this.type = type;
  }
}

const ACQUIRE_DOC = "Lock the lock, waiting for it unless blocking is false; whether that was possible.";

const lockAcquireMethod = () =>
  method([param("blocking", object, true), param("timeout", object, -1)], ACQUIRE_DOC, lockAcquire);
const lockReleaseMethod = () => method([], "Release the lock, so that another thread can acquire it.", lockRelease);
const lockedMethod = () => method([], "Return whether the lock is locked.", (self: PyLock) => self.locked);

export const lockType: PyType = defineType<PyLock>({
  name: "_thread.lock",
  basicsize: 24,
  doc: "A lock: acquired by one thread at a time, released by any.",
  flags: ["weakref", "heaptype", "immutable"],
  alloc: (type) => new PyLock(type),
  new: method([], "", (type: PyType) => new PyLock(type)),
  slots: { tp_repr: (self) => `<${self.locked ? "locked" : "unlocked"} _thread.lock object at ${reprAddress(self)}>` },
  methods: {
    acquire_lock: lockAcquireMethod(),
    acquire: lockAcquireMethod(),
    release_lock: lockReleaseMethod(),
    release: lockReleaseMethod(),
    locked_lock: lockedMethod(),
    locked: lockedMethod(),
    __enter__: method([], "Lock the lock.", (self: PyLock) => lockAcquire(self, true, -1)),
    __exit__: method([varArgs("exc_info")], "Release the lock.", (self: PyLock) => lockRelease(self), {
      signature: "($self, /, *exc_info)",
    }),
    _at_fork_reinit: method([], null, lockReinit),
  },
});

export const rlockType: PyType = defineType<PyRLock>({
  name: "_thread.RLock",
  basicsize: 40,
  signature: null,
  doc: null,
  flags: ["basetype", "weakref", "heaptype", "immutable"],
  alloc: (type) => new PyRLock(type),
  slots: { tp_repr: rlockRepr, tp_new: (type) => type.tp_alloc!(type) },
  methods: {
    acquire: method([param("blocking", object, true), param("timeout", object, -1)], ACQUIRE_DOC, rlockAcquire),
    release: method([], "Release the lock once.", rlockRelease),
    locked: method([], "Return whether some thread owns the lock.", (self: PyRLock) => self.count > 0),
    _is_owned: method([], "Whether the calling thread owns the lock.", (self: PyRLock) => owns(self)),
    _acquire_restore: method(
      [posOnly("state", object)],
      "Acquire the lock as often as _release_save() released it.",
      rlockRestore,
    ),
    _release_save: method([], "Release the lock altogether.", rlockSave),
    _recursion_count: method([], "How often the calling thread has acquired the lock.", (self: PyRLock) =>
      owns(self) ? self.count : 0,
    ),
    __enter__: method([], "Lock the lock.", (self: PyRLock) => rlockAcquire(self, true, -1)),
    __exit__: method([varArgs("exc_info")], "Release the lock.", (self: PyRLock) => rlockRelease(self), {
      signature: "($self, /, *exc_info)",
    }),
    _at_fork_reinit: method([], null, rlockReinit),
  },
});

/** lock_acquire_parse_args: how long to wait, in nanoseconds; null: without end, 0n: not at all. */
function timeoutOf(blocking: PyValue, timeout: PyValue): bigint | null {
  const waits = isTrue(blocking);
  const seconds = timeout === -1 ? -1 : toFloat(timeout);
  if (Number.isNaN(seconds)) throw valueError("Invalid value NaN (not a number)");
  if (!waits && seconds !== -1) throw valueError("can't specify a timeout for a non-blocking call");
  if (seconds < 0 && seconds !== -1) throw valueError("timeout value must be a non-negative number");
  if (!waits) return 0n;
  if (seconds === -1) return null;
  if (seconds > TIMEOUT_MAX) throw overflowError("timeout value is too large");
  return BigInt(Math.ceil(seconds * NANOSECONDS));
}

/** Waits until `attempt` succeeds (True) or the time is over (False). */
export function waitFor(attempt: () => boolean, timeout: bigint | null): PyValue {
  if (attempt()) return true;
  if (timeout === 0n) return false;
  if (timeout === null) return waitUntil(() => (attempt() ? true : undefined));
  const { clock } = machine.interp.host;
  const deadline = clock.monotonic() + timeout;
  return waitUntil(() => {
    if (attempt()) return true;
    return clock.monotonic() >= deadline ? false : undefined;
  }, deadline);
}

export function lockAcquire(self: PyLock, blocking: PyValue, timeout: PyValue): PyValue {
  return waitFor(() => tryLock(self), timeoutOf(blocking, timeout));
}

function tryLock(self: PyLock): boolean {
  if (self.locked) return false;
  self.locked = true;
  return true;
}

function lockRelease(self: PyLock): PyValue {
  if (!self.locked) throw runtimeError("release unlocked lock");
  self.locked = false;
  return null;
}

function lockReinit(self: PyLock): PyValue {
  self.locked = false;
  return null;
}

function owns(self: PyRLock): boolean {
  return self.count > 0 && self.owner === machine.thread.id;
}

function rlockRepr(self: PyRLock): string {
  const state = self.count > 0 ? "locked" : "unlocked";
  const name = self.type === rlockType ? "_thread.RLock" : String(self.type.tp_name);
  return `<${state} ${name} object owner=${self.owner} count=${self.count} at ${reprAddress(self)}>`;
}

function rlockAcquire(self: PyRLock, blocking: PyValue, timeout: PyValue): PyValue {
  const me = machine.thread.id;
  return waitFor(() => tryRLock(self, me, 1), timeoutOf(blocking, timeout));
}

function tryRLock(self: PyRLock, me: number, times: number): boolean {
  if (self.count > 0 && self.owner !== me) return false;
  self.owner = me;
  self.count += times;
  return true;
}

function rlockRelease(self: PyRLock): PyValue {
  if (!owns(self)) throw runtimeError("cannot release un-acquired lock");
  if (--self.count === 0) self.owner = 0;
  return null;
}

function rlockRestore(self: PyRLock, state: PyValue): PyValue {
  if (!(state instanceof PyTuple) || state.items.length !== 2) throw typeError("function takes exactly 2 arguments");
  const [count, owner] = state.items as [number, number];
  return waitUntil(() => {
    if (self.count > 0) return undefined;
    self.owner = owner;
    self.count = count;
    return null;
  });
}

function rlockSave(self: PyRLock): PyValue {
  if (self.count === 0) throw runtimeError("cannot release un-acquired lock");
  const state = new PyTuple([self.count, self.owner]);
  self.count = 0;
  self.owner = 0;
  return state;
}

function rlockReinit(self: PyRLock): PyValue {
  self.count = 0;
  self.owner = 0;
  return null;
}

/** A timeout argument of join(): None and negative numbers wait without end. */
export function joinTimeout(timeout: PyValue): bigint | null {
  if (timeout === null) return null;
  const seconds = timeout instanceof PyFloat ? timeout.v : toFloat(timeout);
  if (seconds < 0) return null;
  if (seconds > TIMEOUT_MAX) throw overflowError("timeout value is too large");
  return BigInt(Math.ceil(seconds * NANOSECONDS));
}
