/**
 * Signals and pending calls: what arrives from outside is noted at any time and handled by the main thread at its next look
 * at everything periodic. Matches CPython Modules/signalmodule.c (_PyErr_CheckSignals) and Python/ceval_gil.c (make_pending_calls).
 */
import { newException } from "../objects/errors.ts";
import { PyExc_KeyboardInterrupt } from "../objects/exceptions/types.ts";
import type { Interpreter } from "./interpreter.ts";

const SIGINT = 2;

/** How long a signal waits for the end of a call that could only report what the signal raises, in nanoseconds. */
const PATIENCE = 200_000_000n;

/** Throws KeyboardInterrupt: what SIGINT does until the signal module says otherwise. */
export function defaultSignalHandler(signal: number): void {
  if (signal === SIGINT) throw newException(PyExc_KeyboardInterrupt);
}

export function handlesByDefault(signal: number): boolean {
  return signal === SIGINT;
}

/** Notes a signal; the main thread will handle it. */
export function raiseSignal(interp: Interpreter, signal: number): void {
  interp.signalArrived?.(signal);
  interp.pendingSignals.push(signal);
  interp.mainThread.fuel = 0;
  interp.scheduler.notify();
}

/** Adds a function to be called by the main thread soon (Py_AddPendingCall). */
export function addPendingCall(interp: Interpreter, call: () => void): void {
  interp.pendingCalls.push(call);
  interp.mainThread.fuel = 0;
  interp.scheduler.notify();
}

/**
 * Adds what the collector found to be called. What is raised in such a call is only reported, so a signal that arrives
 * meanwhile is handled after it, unless it takes too long.
 */
export function addCollectorCall(interp: Interpreter, call: () => void): void {
  addPendingCall(interp, () => {
    // One may run on top of another, which has its own patience.
    const outer = interp.signalsWaitUntil;
    interp.signalsWaitUntil = interp.host.clock.monotonic() + PATIENCE;
    try {
      call();
    } finally {
      interp.signalsWaitUntil = outer;
      interp.mainThread.fuel = 0;
    }
  });
}

/** Handles what has arrived. Throws what a handler raises. */
export function handleSignals(interp: Interpreter): void {
  const { interruptBuffer } = interp;
  interp.host.process.pollSignals?.();
  if (interruptBuffer !== null) {
    const signal = Atomics.exchange(interruptBuffer, 0, 0);
    if (signal !== 0) {
      interp.signalArrived?.(signal);
      interp.pendingSignals.push(signal);
    }
  }
  do {
    while (signalIsDue(interp)) {
      interp.interruptions++;
      interp.signalHandler(interp.pendingSignals.shift()!);
    }
    runPendingCalls(interp);
  } while (signalIsDue(interp));
}

function signalIsDue({ pendingSignals, signalsWaitUntil, host }: Interpreter): boolean {
  return pendingSignals.length > 0 && (signalsWaitUntil === 0n || host.clock.monotonic() >= signalsWaitUntil);
}

/** Pending calls run on top of each other, where one takes its time; if there are thousands, the rest waits for one further out to end. */
const MOST_NESTED = 20;

export function runPendingCalls(interp: Interpreter): void {
  if (interp.nestedCalls >= MOST_NESTED) return;
  interp.nestedCalls++;
  try {
    while (interp.pendingCalls.length > 0) {
      interp.interruptions++;
      interp.pendingCalls.shift()!();
    }
  } finally {
    interp.nestedCalls--;
  }
}
