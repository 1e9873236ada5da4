/** select: waiting for sockets of this interpreter; files and other descriptors of the host count as ready. Source: CPython Modules/selectmodule.c. */

import { lookupAttr } from "../objects/abstract/attributes.ts";
import { callMethod } from "../objects/abstract/call.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { asDouble, asInt, index } from "../objects/abstract/number.ts";
import { object } from "../objects/converters.ts";
import { defineModule, defineType, fn, method, posOnly } from "../objects/declare.ts";
import { descriptorState } from "../objects/descriptor-state.ts";
import { keyError, osError, typeError, valueError } from "../objects/errors.ts";
import { PyExc_OSError } from "../objects/exceptions/types.ts";
import { PyList } from "../objects/list/list.ts";
import { machine, waitUntil } from "../objects/machine.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";

const EVENTS = {
  POLLIN: 1,
  POLLPRI: 2,
  POLLOUT: 4,
  POLLERR: 8,
  POLLHUP: 16,
  POLLNVAL: 32,
  POLLRDNORM: 64,
  POLLRDBAND: 128,
  POLLWRNORM: 256,
  POLLWRBAND: 512,
  POLLMSG: 1024,
  POLLRDHUP: 8192,
} as const;

class Poll extends PyObject {
  readonly watched: Map<number, number> = new Map();
}

const pollType: PyType = defineType<Poll>({
  name: "select.poll",
  doc: "A polling object.",
  flags: ["disallow_instantiation"],
  methods: {
    register: method(
      [posOnly("fd", object), posOnly("eventmask", object, EVENTS.POLLIN | EVENTS.POLLPRI | EVENTS.POLLOUT)],
      "Register a file descriptor with the polling object.",
      (self: Poll, fd, mask) => watch(self, fd, mask, false),
    ),
    modify: method(
      [posOnly("fd", object), posOnly("eventmask", object)],
      "Modify an already registered file descriptor.",
      (self: Poll, fd, mask) => watch(self, fd, mask, true),
    ),
    unregister: method(
      [posOnly("fd", object)],
      "Remove a file descriptor being tracked by the polling object.",
      unregister,
    ),
    poll: method(
      [posOnly("timeout", object, null)],
      "Polls the set of registered file descriptors; the timeout is in milliseconds.",
      poll,
    ),
  },
});

export default defineModule({
  name: "select",
  doc: "Waiting for I/O completion.",
  functions: {
    select: fn(
      [posOnly("rlist", object), posOnly("wlist", object), posOnly("xlist", object), posOnly("timeout", object, null)],
      "Wait until one or more file descriptors are ready for some kind of I/O.",
      select,
    ),
    poll: fn([], "Returns a polling object.", () => new Poll(pollType)),
  },
  types: () => ({ error: PyExc_OSError }),
  constants: () => ({ ...EVENTS, PIPE_BUF: 4096 }),
});

/** PyObject_AsFileDescriptor. */
function descriptor(value: PyValue): number {
  let int = asInt(value);
  if (int === undefined) {
    if (lookupAttr(value, "fileno") === undefined)
      throw typeError("argument must be an int, or have a fileno() method.");
    int = asInt(callMethod(value, "fileno"));
    if (int === undefined) throw typeError("fileno() returned a non-integer");
  }
  if (int < 0) throw valueError(`file descriptor cannot be a negative integer (${int})`);
  return Number(int);
}

function watch(self: Poll, fd: PyValue, mask: PyValue, known: boolean): PyValue {
  const number = descriptor(fd);
  if (known && !self.watched.has(number)) throw osError(2, "No such file or directory");
  self.watched.set(number, Number(index(mask)));
  return null;
}

function unregister(self: Poll, fd: PyValue): PyValue {
  const number = descriptor(fd);
  if (!self.watched.delete(number)) throw keyError(number);
  return null;
}

function deadlineAfter(nanoseconds: number | null): bigint | null {
  return nanoseconds === null ? null : machine.interp.host.clock.monotonic() + BigInt(Math.ceil(nanoseconds));
}

/** Waits until `look` finds something or the time is over, when `nothing` is the answer. */
function waitFor(look: () => PyValue | undefined, nothing: () => PyValue, nanoseconds: number | null): PyValue {
  const found = look();
  if (found !== undefined) return found;
  if (nanoseconds !== null && nanoseconds <= 0) return nothing();
  const deadline = deadlineAfter(nanoseconds);
  return waitUntil(() => {
    const answer = look();
    if (answer !== undefined) return answer;
    return deadline !== null && machine.interp.host.clock.monotonic() >= deadline ? nothing() : undefined;
  }, deadline);
}

function poll(self: Poll, timeout: PyValue): PyValue {
  const milliseconds = timeout === null ? null : asDouble(timeout);
  const look = (): PyValue | undefined => {
    const ready: PyValue[] = [];
    for (const [fd, mask] of self.watched) {
      const state = descriptorState(fd);
      if (state === undefined) {
        ready.push(new PyTuple([fd, EVENTS.POLLNVAL]));
        continue;
      }
      let events = 0;
      if (state.readable) events |= mask & EVENTS.POLLIN;
      if (state.writable) events |= mask & EVENTS.POLLOUT;
      if (state.hangup) events |= EVENTS.POLLHUP;
      if (events !== 0) ready.push(new PyTuple([fd, events]));
    }
    return ready.length > 0 ? new PyList(ready) : undefined;
  };
  const nanoseconds = milliseconds === null || milliseconds < 0 ? null : milliseconds * 1e6;
  return waitFor(look, () => new PyList([]), nanoseconds);
}

function select(readers: PyValue, writers: PyValue, exceptional: PyValue, timeout: PyValue): PyValue {
  const seconds = timeout === null ? null : asDouble(timeout);
  if (seconds !== null && seconds < 0) throw valueError("timeout must be non-negative");
  const entries = (list: PyValue) => toArray(list).map((item) => [descriptor(item), item] as const);
  const read = entries(readers);
  const write = entries(writers);
  entries(exceptional);
  const pick = (list: typeof read, test: (state: NonNullable<ReturnType<typeof descriptorState>>) => boolean) =>
    list.filter(([fd]) => {
      const state = descriptorState(fd);
      if (state === undefined) throw osError(9, "Bad file descriptor");
      return test(state);
    });
  const answer = (r: typeof read, w: typeof write) =>
    new PyTuple([new PyList(r.map(([, item]) => item)), new PyList(w.map(([, item]) => item)), new PyList([])]);
  const look = (): PyValue | undefined => {
    const r = pick(read, (state) => state.readable);
    const w = pick(write, (state) => state.writable);
    return r.length + w.length > 0 ? answer(r, w) : undefined;
  };
  return waitFor(look, () => answer([], []), seconds === null ? null : seconds * 1e9);
}
