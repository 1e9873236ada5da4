/**
 * _signal: handlers of signals. The host notes what arrives, the main thread runs the handlers between instructions.
 * Source: CPython Modules/signalmodule.c.
 */
import { SIGNALS } from "../host/constants.ts";
import { HostError } from "../host/errno.ts";
import type { Interpreter } from "../interpreter/interpreter.ts";
import { addPendingCall, raiseSignal } from "../interpreter/signals.ts";
import { currentThread } from "../interpreter/thread.ts";
import { call, isCallable } from "../objects/abstract/call.ts";
import { toArray } from "../objects/abstract/iterate.ts";
import { asInt, toFloat } from "../objects/abstract/number.ts";
import { Builtin } from "../objects/binder.ts";
import { PyBuiltinFunction } from "../objects/builtin-function.ts";
import { cint, object, truth } from "../objects/converters.ts";
import { defineModule, fn, kwOnly, posOnly } from "../objects/declare.ts";
import { newException, typeError, valueError } from "../objects/errors.ts";
import { PyExc_KeyboardInterrupt, PyExc_OSError } from "../objects/exceptions/types.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { hostCall, osErrorFor } from "../objects/host-call.ts";
import { machine, waitUntil } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { PySet } from "../objects/set/set.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { writeUnraisable } from "../objects/unraisable.ts";

const NSIG = 65;
const SIG_DFL = 0;
const SIG_IGN = 1;
const { SIGINT, SIGALRM, SIGKILL, SIGSTOP, SIGPIPE, SIGXFSZ } = SIGNALS;
const EINVAL = 22;

/** `strsignal` of glibc. */
const TEXTS: Readonly<Record<number, string>> = {
  1: "Hangup",
  2: "Interrupt",
  3: "Quit",
  4: "Illegal instruction",
  5: "Trace/breakpoint trap",
  6: "Aborted",
  7: "Bus error",
  8: "Floating point exception",
  9: "Killed",
  10: "User defined signal 1",
  11: "Segmentation fault",
  12: "User defined signal 2",
  13: "Broken pipe",
  14: "Alarm clock",
  15: "Terminated",
  16: "Stack fault",
  17: "Child exited",
  18: "Continued",
  19: "Stopped (signal)",
  20: "Stopped",
  21: "Stopped (tty input)",
  22: "Stopped (tty output)",
  23: "Urgent I/O condition",
  24: "CPU time limit exceeded",
  25: "File size limit exceeded",
  26: "Virtual timer expired",
  27: "Profiling timer expired",
  28: "Window changed",
  29: "I/O possible",
  30: "Power failure",
  31: "Bad system call",
};

interface Timer {
  cancel: (() => void) | null;
  /** When it goes off next (monotonic), and its interval, in nanoseconds. */
  due: bigint;
  interval: bigint;
}

interface State {
  readonly handlers: Map<number, PyValue>;
  wakeupFd: number;
  readonly blocked: Set<number>;
  readonly held: number[];
  readonly timer: Timer;
  /** How many signals have been handled: what pause() waits for. */
  handled: number;
}

function state(): State {
  return machine.interp.state<State>(state, () => ({
    handlers: new Map<number, PyValue>([
      [SIGPIPE, SIG_IGN],
      [SIGXFSZ, SIG_IGN],
    ]),
    wakeupFd: -1,
    blocked: new Set(),
    held: [],
    timer: { cancel: null, due: 0n, interval: 0n },
    handled: 0,
  }));
}

const INT_DOC = "The default handler of SIGINT: raise KeyboardInterrupt.";
const intHandlerSpec = fn([posOnly("signalnum", cint), posOnly("frame", object)], INT_DOC, () => {
  throw newException(PyExc_KeyboardInterrupt);
});

export default defineModule({
  name: "_signal",
  doc: "Handlers of signals.",
  functions: {
    default_int_handler: intHandlerSpec,
    alarm: fn([posOnly("seconds", cint)], "Arrange for SIGALRM to arrive after the given number of seconds.", alarm),
    setitimer: fn(
      [posOnly("which", cint), posOnly("seconds", object), posOnly("interval", object, 0, "0.0")],
      "Set the timer; gives the former setting.",
      setitimer,
    ),
    getitimer: fn([posOnly("which", cint)], "Return the current setting of the timer.", getitimer),
    signal: fn(
      [posOnly("signalnum", cint), posOnly("handler", object)],
      "Set the action for the given signal; gives the former one.",
      setHandler,
    ),
    getsignal: fn([posOnly("signalnum", cint)], "Return the current action for the given signal.", (signum) =>
      handlerOf(checked(signum)),
    ),
    raise_signal: fn([posOnly("signalnum", cint)], "Send a signal to the executing process.", raise),
    strsignal: fn(
      [posOnly("signalnum", cint)],
      "Return the description of the given signal.",
      (signum) => TEXTS[checked(signum)] ?? null,
    ),
    pause: fn([], "Wait until a signal arrives.", pause),
    siginterrupt: fn(
      [posOnly("signalnum", cint), posOnly("flag", cint)],
      "Change the restart behaviour of system calls.",
      (signum) => {
        checked(signum);
        return null;
      },
    ),
    set_wakeup_fd: fn(
      [posOnly("fd", object), kwOnly("warn_on_full_buffer", truth, true)],
      "Set the descriptor to which a byte is written for each signal.",
      setWakeupFd,
    ),
    valid_signals: fn([], "Return the set of valid signal numbers on this platform.", validSignals),
    pthread_kill: fn(
      [posOnly("thread_id", cint), posOnly("signalnum", cint)],
      "Send a signal to a thread.",
      (_thread, signum) => raise(signum),
    ),
    pthread_sigmask: fn(
      [posOnly("how", cint), posOnly("mask", object)],
      "Fetch and change the signals that are blocked.",
      sigmask,
    ),
    sigpending: fn([], "Return the signals that wait to be delivered.", () => setOf(new Set(state().held))),
    sigwait: fn([posOnly("sigset", object)], "Wait for one of the signals.", sigwait),
  },
  constants: () => ({
    ...SIGNALS,
    SIGCLD: SIGNALS.SIGCHLD,
    SIGPOLL: SIGNALS.SIGIO,
    SIGIOT: SIGNALS.SIGABRT,
    SIGRTMIN: 34,
    SIGRTMAX: 64,
    NSIG,
    SIG_DFL,
    SIG_IGN,
    SIG_BLOCK: 0,
    SIG_UNBLOCK: 1,
    SIG_SETMASK: 2,
    ITIMER_REAL: 0,
    ITIMER_VIRTUAL: 1,
    ITIMER_PROF: 2,
    ItimerError: PyExc_OSError,
  }),
  exec: (_module, dict) => {
    const { interp } = currentThread;
    const { handlers } = state();
    if (!handlers.has(SIGINT))
      handlers.set(
        SIGINT,
        dict.getStr("default_int_handler") ??
          new PyBuiltinFunction(
            new Builtin("default_int_handler", "_signal.default_int_handler", intHandlerSpec),
            undefined,
            "_signal",
          ),
      );
    interp.signalHandler = deliver;
    interp.handlesSignal = (signum) => {
      const handler = handlerOf(signum);
      return handler !== SIG_DFL && handler !== SIG_IGN && handler !== null;
    };
  },
});

function checked(signum: number): number {
  if (signum < 1 || signum >= NSIG) throw valueError("signal number out of range");
  return signum;
}

function handlerOf(signum: number): PyValue {
  return state().handlers.get(signum) ?? SIG_DFL;
}

/** Runs the handler of a signal that has arrived, in the main thread. */
function deliver(signum: number): void {
  const held = state();
  if (held.blocked.has(signum)) {
    held.held.push(signum);
    return;
  }
  held.handled++;
  const handler = handlerOf(signum);
  if (handler === SIG_IGN || handler === null) return;
  if (handler === SIG_DFL) {
    defaultAction(signum);
    return;
  }
  call(handler, [signum, machine.thread.frame()?.object() ?? null]);
}

/** Signals that are ignored unless somebody handles them. */
const HARMLESS: readonly number[] = [SIGNALS.SIGCHLD, SIGNALS.SIGURG, SIGNALS.SIGWINCH, SIGNALS.SIGCONT];

function defaultAction(signum: number): void {
  if (HARMLESS.includes(signum)) return;
  const { process } = machine.interp.host;
  process.onSignal(signum, null);
  process.kill(process.pid, signum);
}

function requireMain(): void {
  if (currentThread !== currentThread.interp.mainThread) {
    throw valueError("signal only works in main thread of the main interpreter");
  }
}

function setHandler(signum: number, handler: PyValue): PyValue {
  const isNumber = typeof handler === "number" || asInt(handler) !== undefined;
  if (!isCallable(handler) && !(isNumber && (asInt(handler) === SIG_DFL || asInt(handler) === SIG_IGN))) {
    throw typeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  }
  requireMain();
  checked(signum);
  if (signum === SIGKILL || signum === SIGSTOP) throw osErrorFor(EINVAL);
  const { interp } = currentThread;
  const { process } = interp.host;
  const former = handlerOf(signum);
  const plain = isNumber ? asInt(handler) : undefined;
  const reaction =
    plain === SIG_DFL ? null : plain === SIG_IGN ? "ignore" : (number: number) => raiseSignal(interp, number);
  hostCall(() => process.onSignal(signum, reaction));
  state().handlers.set(signum, plain === undefined ? handler : Number(plain));
  return former;
}

/** Writes the signal's number to the wake-up descriptor (trip_signal, report_wakeup_write_error). */
function wakeUp(interp: Interpreter, fd: number, warnsOfFull: boolean, signum: number): void {
  try {
    interp.host.fs.write(fd, Uint8Array.of(signum));
  } catch (caught) {
    if (!(caught instanceof HostError)) throw caught;
    if (caught.code === "EAGAIN" && !warnsOfFull) return;
    const error = osErrorFor(caught.errno);
    const message = "Exception ignored while trying to write to the signal wakeup fd";
    addPendingCall(interp, () => writeUnraisable(error, message, null));
  }
}

function raise(signum: number): PyValue {
  checked(signum);
  if (currentThread === currentThread.interp.mainThread && !state().blocked.has(signum)) {
    currentThread.interp.signalArrived?.(signum);
    deliver(signum);
  } else raiseSignal(currentThread.interp, signum);
  return null;
}

function pause(): PyValue {
  const held = state();
  const before = held.handled;
  return waitUntil(() => (held.handled > before ? null : undefined));
}

function setWakeupFd(fd: PyValue, warnsOfFull: boolean): PyValue {
  requireMain();
  const number = asInt(fd);
  if (number === undefined) throw typeError("an integer is required");
  if (number !== -1) hostCall(() => machine.interp.host.fs.fstat(Number(number)));
  const held = state();
  const former = held.wakeupFd;
  const { interp } = currentThread;
  const wakeup = Number(number);
  interp.signalArrived = wakeup < 0 ? null : (signum) => wakeUp(interp, wakeup, warnsOfFull, signum);
  held.wakeupFd = wakeup;
  return former;
}

function setOf(numbers: Iterable<number>): PySet {
  const set = new PySet();
  for (const number of numbers) set.add(number);
  return set;
}

function validSignals(): PyValue {
  const numbers = [];
  for (let signum = 1; signum < NSIG; signum++) if (signum !== 32 && signum !== 33) numbers.push(signum);
  return setOf(numbers);
}

function sigmask(how: number, mask: PyValue): PyValue {
  const held = state();
  const former = setOf(held.blocked);
  const numbers = toArray(mask).map((item) => checked(Number(asInt(item) ?? 0)));
  if (how === 0) for (const number of numbers) held.blocked.add(number);
  else if (how === 1) for (const number of numbers) held.blocked.delete(number);
  else if (how === 2) {
    held.blocked.clear();
    for (const number of numbers) held.blocked.add(number);
  } else throw osErrorFor(EINVAL);
  for (const number of held.held.splice(0)) deliver(number);
  return former;
}

function sigwait(signals: PyValue): PyValue {
  const wanted = toArray(signals).map((item) => Number(asInt(item) ?? 0));
  const held = state();
  return waitUntil(() => {
    const at = held.held.findIndex((number) => wanted.includes(number));
    return at < 0 ? undefined : held.held.splice(at, 1)[0];
  });
}

const NANOSECONDS = 1e9;

function remaining(timer: Timer): number {
  if (timer.cancel === null) return 0;
  const left = timer.due - machine.interp.host.clock.monotonic();
  return left > 0n ? Number(left) / NANOSECONDS : 0;
}

/** Starts the one real-time timer; zero stops it. */
function schedule(seconds: number, interval: number): void {
  const { timer } = state();
  const { interp } = currentThread;
  const { loop, clock } = interp.host;
  timer.cancel?.();
  timer.cancel = null;
  timer.interval = BigInt(Math.round(interval * NANOSECONDS));
  if (seconds <= 0) return;
  const start = (delay: bigint): void => {
    timer.due = clock.monotonic() + delay;
    timer.cancel = loop.schedule(delay, () => {
      timer.cancel = null;
      raiseSignal(interp, SIGALRM);
      if (timer.interval > 0n) start(timer.interval);
    });
  };
  start(BigInt(Math.round(seconds * NANOSECONDS)));
}

function alarm(seconds: number): PyValue {
  const former = Math.ceil(remaining(state().timer));
  schedule(seconds, 0);
  return former;
}

function timerSetting(): PyValue {
  const { timer } = state();
  return new PyTuple([new PyFloat(remaining(timer)), new PyFloat(Number(timer.interval) / NANOSECONDS)]);
}

function setitimer(which: number, seconds: PyValue, interval: PyValue): PyValue {
  if (which !== 0) throw osErrorFor(EINVAL);
  const former = timerSetting();
  schedule(toFloat(seconds), toFloat(interval));
  return former;
}

function getitimer(which: number): PyValue {
  if (which !== 0) throw osErrorFor(EINVAL);
  return timerSetting();
}
