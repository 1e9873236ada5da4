/** select: waiting for descriptors to become ready. Source: CPython Modules/selectmodule.c. */
import { HostError } from "../host/errno.ts";
import { currentThread } from "../interpreter/thread.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { asInt, toFloat } from "../objects/abstract/number.ts";
import { object } from "../objects/converters.ts";
import { defineModule, defineType, fn, getset, method, param, posOnly, varArgs } from "../objects/declare.ts";
import { keyError, overflowError, typeError, valueError } from "../objects/errors.ts";
import { PyExc_OSError } from "../objects/exceptions/types.ts";
import { fildes } from "../objects/fildes.ts";
import { osErrorFor } from "../objects/host-call.ts";
import { PyList } from "../objects/list/list.ts";
import { machine, waitUntil } from "../objects/machine.ts";
import { PyObject, type PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";
import { typeName } from "../objects/typeof.ts";

const POLLIN = 1;
const POLLPRI = 2;
const POLLOUT = 4;
const POLLERR = 8;
const POLLHUP = 16;
const POLLNVAL = 32;
const POLLRDNORM = 64;
const POLLWRNORM = 256;
const EBADF = 9;
const ENOENT = 2;
const EEXIST = 17;

export default defineModule({
  name: "select",
  doc: "Waiting until files are ready for reading or writing.",
  functions: {
    select: fn(
      [posOnly("rlist", object), posOnly("wlist", object), posOnly("xlist", object), posOnly("timeout", object, null)],
      "Wait until one or more file descriptors are ready for some kind of I/O.",
      select,
    ),
    poll: fn([], "Return a polling object.", () => new PyPoll(pollType)),
  },
  types: () => ({ epoll: epollType }),
  constants: () => ({
    error: PyExc_OSError,
    PIPE_BUF: 4096,
    POLLIN,
    POLLPRI,
    POLLOUT,
    POLLERR,
    POLLHUP,
    POLLNVAL,
    POLLRDNORM,
    POLLWRNORM,
    POLLRDBAND: 128,
    POLLWRBAND: 512,
    POLLMSG: 1024,
    POLLRDHUP: 8192,
    EPOLLIN: POLLIN,
    EPOLLPRI: POLLPRI,
    EPOLLOUT: POLLOUT,
    EPOLLERR: POLLERR,
    EPOLLHUP: POLLHUP,
    EPOLLRDHUP: 8192,
    EPOLLRDNORM: POLLRDNORM,
    EPOLLRDBAND: 128,
    EPOLLWRNORM: POLLWRNORM,
    EPOLLWRBAND: 512,
    EPOLLMSG: 1024,
    EPOLLET: 2147483648,
    EPOLLONESHOT: 1073741824,
    EPOLLEXCLUSIVE: 268435456,
    EPOLLWAKEUP: 536870912,
    EPOLL_CLOEXEC: 524288,
  }),
});

/** The events, out of those wanted, that are there, and POLLERR, wanted or not; POLLNVAL for a closed descriptor. */
function eventsOf(fd: number, wanted: number): number {
  const { fs } = machine.interp.host;
  let events = 0;
  try {
    if ((wanted & (POLLIN | POLLRDNORM)) !== 0 && fs.isReadable(fd)) events |= wanted & (POLLIN | POLLRDNORM);
    if ((wanted & (POLLOUT | POLLWRNORM)) !== 0 && fs.isWritable(fd)) events |= wanted & (POLLOUT | POLLWRNORM);
    if (fs.isBroken(fd)) events |= POLLERR;
    fs.getFlags(fd);
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
    return POLLNVAL;
  }
  return events;
}

/** Waits until `look` has an answer or `timeout` nanoseconds are over; then the answer is `late()`. */
function waitReady(
  wanted: () => Iterable<readonly [fd: number, events: number]>,
  timeout: bigint | null,
  look: () => PyValue | undefined,
  late: () => PyValue,
): PyValue {
  const { clock, fs, loop } = machine.interp.host;
  const { scheduler } = currentThread.interp;
  const deadline = timeout === null ? null : clock.monotonic() + timeout;
  let armed = false;
  let arms = 0;
  const wake = (): void => {
    armed = false;
    scheduler.notify();
  };
  const arm = (): void => {
    for (const [fd, events] of wanted()) {
      try {
        if ((events & (POLLIN | POLLRDNORM)) !== 0) fs.waitReadable(fd).then(wake, wake);
        if ((events & (POLLOUT | POLLWRNORM)) !== 0) fs.waitWritable(fd).then(wake, wake);
      } catch (caught) {
        if (!(caught instanceof HostError)) throw caught;
      }
    }
  };
  const poll = (): PyValue | undefined => {
    const answer = look();
    if (answer !== undefined) return answer;
    if (deadline !== null && clock.monotonic() >= deadline) return late();
    if (!armed) {
      armed = true;
      // Promises alone would not let the host's other events through, should one settle although nothing is ready.
      if (arms++ === 0) arm();
      else void loop.yield().then(arm);
    }
    return undefined;
  };
  const outside = [...wanted()].some(([fd]) => eventsOf(fd, 0) === 0 && fs.readyWhileBlocked(fd));
  return waitUntil(poll, deadline, undefined, outside);
}

function select(rlist: PyValue, wlist: PyValue, xlist: PyValue, timeout: PyValue): PyValue {
  let limit: bigint | null = null;
  if (timeout !== null) {
    if (asInt(timeout) === undefined && typeName(timeout) !== "float")
      throw typeError("timeout must be a float or None");
    const seconds = toFloat(timeout);
    if (Number.isNaN(seconds)) throw valueError("Invalid value NaN (not a number)");
    if (seconds < 0) throw valueError("timeout must be non-negative");
    limit = BigInt(Math.ceil(seconds * 1e9));
  }
  const sets = [rlist, wlist, xlist].map((list) => {
    const items = toArray(list);
    return items.map((item) => {
      const fd = fildes(item);
      if (fd >= 1024) throw valueError("filedescriptor out of range in select()");
      return [item, fd] as const;
    });
  });
  const [reading, writing] = sets;
  const result = (force: boolean): PyValue | undefined => {
    const ready = [
      [reading, POLLIN],
      [writing, POLLOUT],
    ] as const;
    const found = ready.map(([items, events]) =>
      items.filter(([, fd]) => {
        const state = eventsOf(fd, events);
        if (state === POLLNVAL) throw osErrorFor(EBADF);
        return state !== 0;
      }),
    );
    if (!force && found.every((items) => items.length === 0)) return undefined;
    return new PyTuple([...found.map((items) => new PyList(items.map(([item]) => item))), new PyList([])]);
  };
  const wanted = function* (): Generator<readonly [number, number]> {
    for (const [, fd] of reading) yield [fd, POLLIN];
    for (const [, fd] of writing) yield [fd, POLLOUT];
  };
  return waitReady(
    wanted,
    limit,
    () => result(false),
    () => result(true)!,
  );
}

class PyPoll extends PyObject {
  readonly registered: Map<number, number> = new Map();
  /** Events that were reported once and are not again (EPOLLONESHOT). */
  closed = false;
}

function eventMask(value: PyValue): number {
  const int = asInt(value);
  if (int === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  if (int < 0) throw valueError("value must be positive");
  if (int > 0xffff) throw overflowError("Python int too large to convert to C unsigned short");
  return Number(int);
}

/** The descriptors with something to report. */
function pollNow(self: PyPoll, most = Number.POSITIVE_INFINITY): PyValue[] {
  const found: PyValue[] = [];
  for (const [fd, wanted] of self.registered) {
    if (found.length >= most) break;
    const events = eventsOf(fd, wanted);
    if (events !== 0) found.push(new PyTuple([fd, events]));
  }
  return found;
}

function pollWait(self: PyPoll, nanoseconds: bigint | null, most?: number): PyValue {
  const look = (): PyValue | undefined => {
    const found = pollNow(self, most);
    return found.length === 0 ? undefined : new PyList(found);
  };
  return waitReady(
    () => self.registered,
    nanoseconds,
    look,
    () => new PyList([]),
  );
}

const pollType: PyType = defineType<PyPoll>({
  name: "select.poll",
  basicsize: 48,
  doc: null,
  flags: ["disallow_instantiation", "heaptype"],
  methods: {
    register: method(
      [posOnly("fd", fildes), posOnly("eventmask", eventMask, POLLIN | POLLPRI | POLLOUT)],
      "Register a file descriptor with the polling object.",
      (self: PyPoll, fd, mask) => {
        self.registered.set(fd, mask);
        return null;
      },
    ),
    modify: method(
      [posOnly("fd", fildes), posOnly("eventmask", eventMask)],
      "Modify an already registered file descriptor.",
      (self: PyPoll, fd, mask) => {
        if (!self.registered.has(fd)) throw osErrorFor(ENOENT);
        self.registered.set(fd, mask);
        return null;
      },
    ),
    unregister: method(
      [posOnly("fd", fildes)],
      "Remove a file descriptor being tracked by the polling object.",
      (self: PyPoll, fd) => {
        if (!self.registered.delete(fd)) throw keyError(fd);
        return null;
      },
    ),
    poll: method(
      [posOnly("timeout", object, null)],
      "Poll the registered descriptors; timeout in milliseconds.",
      (self: PyPoll, timeout) => {
        return pollWait(self, milliseconds(timeout));
      },
    ),
  },
});

function milliseconds(timeout: PyValue): bigint | null {
  if (timeout === null) return null;
  if (asInt(timeout) === undefined && typeName(timeout) !== "float")
    throw typeError("timeout must be an integer or None");
  const value = toFloat(timeout);
  if (value > 0x7fffffff) throw overflowError("timeout is too large");
  return value < 0 ? null : BigInt(Math.ceil(value * 1e6));
}

function epollMask(value: PyValue): number {
  const int = asInt(value);
  if (int === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  return Number(BigInt.asUintN(32, BigInt(int)) & 0xffffn);
}

function open(self: PyPoll): PyPoll {
  if (self.closed) throw valueError("I/O operation on closed epoll object");
  return self;
}

/** epoll objects have no descriptor of their own here: fileno() is -1. */
const epollType: PyType = defineType<PyPoll>({
  name: "select.epoll",
  basicsize: 24,
  doc: "select.epoll(sizehint=-1, flags=0)\n\nReturns an epolling object.",
  alloc: (type) => new PyPoll(type),
  new: method([param("sizehint", object, -1), param("flags", object, 0)], "", (type: PyType) => new PyPoll(type)),
  methods: {
    register: method(
      [param("fd", fildes), param("eventmask", epollMask, POLLIN | POLLPRI | POLLOUT)],
      "Registers a new fd.",
      (self: PyPoll, fd, mask) => {
        if (open(self).registered.has(fd)) throw osErrorFor(EEXIST);
        if (eventsOf(fd, 0) === POLLNVAL) throw osErrorFor(EBADF);
        self.registered.set(fd, mask);
        return null;
      },
    ),
    modify: method(
      [param("fd", fildes), param("eventmask", epollMask)],
      "Modify event mask for a registered file descriptor.",
      (self: PyPoll, fd, mask) => {
        if (!open(self).registered.has(fd)) throw osErrorFor(ENOENT);
        self.registered.set(fd, mask);
        return null;
      },
    ),
    unregister: method(
      [param("fd", fildes)],
      "Remove a registered file descriptor from the epoll object.",
      (self: PyPoll, fd) => {
        if (!open(self).registered.delete(fd)) throw osErrorFor(eventsOf(fd, 0) === POLLNVAL ? EBADF : ENOENT);
        return null;
      },
    ),
    poll: method(
      [param("timeout", object, null), param("maxevents", object, -1)],
      "Wait for events; timeout in seconds.",
      (self: PyPoll, timeout, most) => {
        open(self);
        const seconds = timeout === null ? -1 : toFloat(timeout);
        const count = Number(asInt(most) ?? -1);
        if (count === 0 || count < -1) throw valueError(`maxevents must be greater than 0, got ${count}`);
        forget(self);
        return pollWait(self, seconds < 0 ? null : BigInt(Math.ceil(seconds * 1e9)), count < 0 ? undefined : count);
      },
    ),
    close: method([], "Close the epoll control file descriptor.", (self: PyPoll) => {
      self.closed = true;
      self.registered.clear();
      return null;
    }),
    fileno: method([], "Return the epoll control file descriptor.", (self: PyPoll) => (open(self), -1)),
    __enter__: method([], "", (self: PyPoll) => open(self)),
    __exit__: method([varArgs("args")], "", (self: PyPoll) => {
      self.closed = true;
      self.registered.clear();
      return null;
    }),
  },
  getset: { closed: getset((self: PyPoll) => self.closed, undefined, "True if the epoll handler is closed") },
});

/** Closed descriptors leave an epoll object by themselves. */
function forget(self: PyPoll): void {
  for (const fd of [...self.registered.keys()]) if (eventsOf(fd, 0) === POLLNVAL) self.registered.delete(fd);
}
