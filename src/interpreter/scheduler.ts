/**
 * The scheduler of an interpreter's threads, which share its GIL. A thread runs in slices: its loop returns when its turn is over or
 * when it has to wait, and its frames stay where they are. A thread whose loop lies on the JavaScript stack (because a built-in
 * that it called runs Python code) cannot be resumed from elsewhere; when such a nested run has to wait, other threads' slices run
 * on top of it. Matches CPython Python/ceval_gil.c in what programs can observe.
 */
import { looked } from "../kernel/interrupt.ts";
import { runtimeError } from "../objects/errors.ts";
import type { PendingPromise, PendingWait } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { compiled, resumeCompiled, suspendCompiled } from "./compiled.ts";
import { runLoop } from "./eval.ts";
import { lookSoon } from "./eval-breaker.ts";
import type { Interpreter } from "./interpreter.ts";
import type { Limits } from "./limits.ts";
import { handleSignals } from "./signals.ts";
import { currentThread, MOST_FUEL, setCurrentThread, type ThreadState } from "./thread.ts";
import { considerTraining } from "./training.ts";

/**
 * Where the answer to a wait can come from while the host is blocked: other threads and time alone, also from outside of the interpreter, or
 * from nowhere, because it is a promise's.
 */
type AnswerSource = "threads" | "outside" | "promise";

/** What a parked thread waits for. */
export interface Wait {
  /** The answer, or undefined while it is not there; may throw it. */
  readonly poll: () => PyValue | undefined;
  /** Moment (monotonic, nanoseconds) at which to poll again even if nothing else happens. */
  readonly deadline: bigint | null;
  readonly from: AnswerSource;
  readonly cancel?: () => void;
  /** The value where nothing can wait for the host. */
  readonly fallback?: () => PyValue;
}

const MILLISECOND = 1_000_000n;
/** How long Python may run before the JavaScript event loop gets its turn. */
const EVENT_LOOP_INTERVAL = 6n * MILLISECOND;
/** Nanoseconds between two looks at everything periodic: what is aimed at, and from where and up to where that is met. */
const SLICE = 1_000_000;
const SHORT_SLICE = 500_000;
const LONG_SLICE = 3_000_000;
/**
 * How long a nested run goes on before others get their turn, at least. They run on top of it, so that whoever then waits for a lock that it
 * holds waits for ever.
 */
const NESTED_INTERVAL = 50n * MILLISECOND;
/** Longest wait without a look at signals. */
const SIGNAL_INTERVAL = 50n * MILLISECOND;

export class Scheduler {
  readonly interp: Interpreter;
  readonly threads: ThreadState[] = [];
  /** Whether the event loop waits for its turn: a thread at its base then returns to it. */
  private eventLoopWaits = false;
  private sliceStart = 0n;
  private lastYield = 0n;
  private next = 0;
  /** Settle the promises that idle asynchronous runs await. */
  private readonly wakes: Set<() => void> = new Set();

  constructor(interp: Interpreter) {
    this.interp = interp;
  }

  now(): bigint {
    return this.interp.host.clock.monotonic();
  }

  /** Called when a thread has spent its fuel. True: leave the loop, to give others their turn. */
  periodic(thread: ThreadState): boolean {
    const { interp } = this;
    const now = this.now();
    // Compiled code spends in portions that can be greater than what the thread was given.
    const spent = thread.given - Math.min(thread.fuel, 0);
    adjustFuel(thread, now, spent);
    looked();
    // Compiled code has a depth.
    if (interp.busyness.look(now, spent, compiled.depth === 0)) {
      considerTraining(thread);
      interp.busyness.trained();
    }
    if (interp.limits !== null) {
      thread.given = 0;
      this.limited(thread, interp.limits, now, spent);
    }
    thread.given = thread.fuel;
    if (interp.estates.hasYoung && interp.estates.look(now)) interp.interruptions++;
    if (thread.asyncExc !== undefined) {
      const error = thread.asyncExc;
      thread.asyncExc = undefined;
      throw error;
    }
    if (thread === interp.mainThread) handleSignals(interp);
    if (this.eventLoopWaits && now - this.lastYield >= EVENT_LOOP_INTERVAL && thread.nesting === 0) return true;
    if (this.threads.length < 2 || Number(now - this.sliceStart) < interp.switchInterval * 1e9) return false;
    if (thread.nesting > 0 && now - this.sliceStart < NESTED_INTERVAL) return false;
    this.pollWaits(thread);
    return this.pick(thread) !== null;
  }

  /** Holds a thread to the limits. What ends another thread than the main one ends that too. */
  private limited(thread: ThreadState, limits: Limits, now: bigint, spent: number): void {
    try {
      limits.check(now);
      thread.fuel = limits.spend(spent, thread.fuel);
    } catch (error) {
      const { mainThread } = this.interp;
      if (thread !== mainThread) mainThread.asyncExc = error as PyValue;
      throw error;
    }
  }

  /** The periodic look of a built-in that works for long without running Python code. Throws what is to stop it. */
  interrupted(thread: ThreadState): void {
    const now = this.now();
    this.interp.busyness.look(now, 0, compiled.depth === 0);
    this.interp.limits?.check(now);
    if (thread === this.interp.mainThread) handleSignals(this.interp);
    else this.interp.host.process.pollSignals?.(); // for the main thread to handle, when its turn has come
  }

  /** A thread other than `except` that can run now, in turn; null when there is none. */
  private pick(except: ThreadState | null): ThreadState | null {
    const { threads } = this;
    for (let i = 0; i < threads.length; i++) {
      const thread = threads[(this.next + i) % threads.length];
      if (thread === except || thread.active || thread.status !== "runnable" || thread.top === null) continue;
      this.next = (this.next + i + 1) % threads.length;
      return thread;
    }
    return null;
  }

  /** Runs a thread from its base until its turn is over. */
  private slice(thread: ThreadState): void {
    const previous = currentThread;
    this.sliceStart = this.now();
    thread.sliceStart = this.sliceStart;
    setCurrentThread(thread);
    thread.active = true;
    const saved = suspendCompiled(previous);
    try {
      const result = runLoop(thread);
      if (result !== undefined) {
        thread.status = "finished";
        thread.result = result;
      }
    } catch (error) {
      thread.status = "finished";
      thread.failed = true;
      thread.failure = error;
    } finally {
      thread.active = false;
      resumeCompiled(saved);
      setCurrentThread(previous);
    }
    if (thread.status === "finished" && thread !== this.interp.mainThread) this.remove(thread);
  }

  private remove(thread: ThreadState): void {
    const index = this.threads.indexOf(thread);
    if (index >= 0) this.threads.splice(index, 1);
  }

  /**
   * Gives waiting threads whose answer has come their turn. Those that wait in a nested run below the `top` one could not take it, and a lock
   * that they get would be lost to all others.
   */
  private pollWaits(top: ThreadState | null): void {
    for (const thread of this.threads) if (thread.wait !== null && canGoOn(thread, top)) pollWait(thread);
  }

  /** The earliest moment at which a waiting thread wants to be polled, or null. */
  private earliest(top: ThreadState | null): bigint | null {
    let earliest: bigint | null = null;
    for (const thread of this.threads) {
      const { wait } = thread;
      if (wait === null || wait.deadline === null || !canGoOn(thread, top)) continue;
      if (earliest === null || wait.deadline < earliest) earliest = wait.deadline;
    }
    return earliest;
  }

  /** Runs `thread`, and others in their turns, until its base frame has ended. */
  runToEnd(thread: ThreadState): PyValue {
    begin(thread);
    while (!this.ended(thread)) {
      this.pollWaits(null);
      const next = this.pick(null);
      if (next !== null) this.slice(next);
      else this.idle(thread);
    }
    return this.outcome(thread);
  }

  /** As `runToEnd`, giving the JavaScript event loop its turns. */
  async runToEndAsync(thread: ThreadState): Promise<PyValue> {
    const { loop } = this.interp.host;
    begin(thread);
    this.lastYield = this.now();
    const outer = this.eventLoopWaits;
    try {
      while (!this.ended(thread)) {
        this.pollWaits(null);
        const next = this.pick(null);
        if (next === null) {
          await this.idleAsync();
        } else {
          this.eventLoopWaits = true;
          this.slice(next);
          this.eventLoopWaits = false;
          if (this.now() - this.lastYield < EVENT_LOOP_INTERVAL) continue;
          await loop.yield();
        }
        this.lastYield = this.now();
        setCurrentThread(thread);
      }
    } finally {
      this.eventLoopWaits = outer;
    }
    return this.outcome(thread);
  }

  private ended(thread: ThreadState): boolean {
    return thread.status === "finished";
  }

  private outcome(thread: ThreadState): PyValue {
    const { failed, failure, result } = thread;
    thread.status = "runnable";
    thread.failed = false;
    thread.failure = undefined;
    if (failed) throw failure;
    if (thread.asyncExc !== undefined) {
      // It came too late to be raised inside.
      const error = thread.asyncExc;
      thread.asyncExc = undefined;
      throw error;
    }
    return result as PyValue;
  }

  /** Nothing can run: blocks until a deadline, where the host can block. */
  private idle(thread: ThreadState): void {
    const { host } = this.interp;
    const deadline = this.earliest(thread);
    if (this.threads.some(({ wait }) => wait?.from === "promise")) {
      // Promises settle only when the event loop runs, which it cannot while this function is on the stack.
      if (deadline === null) return failHostWait(thread, this.threads);
    } else if (
      deadline === null &&
      this.threads.every(({ active, wait }) => wait?.from !== "outside" && (active || wait === null))
    ) {
      throw runtimeError("all threads wait for each other");
    }
    if (!host.loop.canBlock) return failHostWait(thread, this.threads);
    let duration = deadline === null ? SIGNAL_INTERVAL : deadline - this.now();
    if (duration > SIGNAL_INTERVAL) duration = SIGNAL_INTERVAL;
    if (duration > 0n) host.loop.block(duration);
    interruptMain(this.interp);
  }

  private async idleAsync(): Promise<void> {
    const { loop } = this.interp.host;
    const deadline = this.earliest(null);
    let cancel: (() => void) | null = null;
    let wake: () => void = () => {};
    await new Promise<void>((resolve) => {
      wake = resolve;
      this.wakes.add(wake);
      let duration = deadline === null ? SIGNAL_INTERVAL : deadline - this.now();
      if (duration > SIGNAL_INTERVAL) duration = SIGNAL_INTERVAL;
      cancel = loop.schedule(duration > 0n ? duration : 0n, resolve);
    });
    this.wakes.delete(wake);
    (cancel as (() => void) | null)?.();
    interruptMain(this.interp);
  }

  /** Something that a thread waits for has happened. */
  notify(): void {
    for (const wake of this.wakes) wake();
  }

  /** Makes the thread look at everything periodic at once: what that throws is raised in it, be it running or waiting. */
  interruptThread(thread: ThreadState): void {
    lookSoon(thread);
    if (thread.wait === null) return;
    try {
      this.interp.limits?.check(this.now());
    } catch (error) {
      thread.wait.cancel?.();
      resumeThread(thread, undefined, error);
    }
    this.notify();
  }

  /** In a nested run: lets others run on top until the thread can go on. */
  waitNested(thread: ThreadState): void {
    do {
      this.pollWaits(thread);
      const next = this.pick(thread);
      if (next !== null) this.slice(next);
      else if (thread.status !== "runnable") this.idle(thread);
    } while (thread.status !== "runnable");
    setCurrentThread(thread);
    this.sliceStart = this.now();
    thread.sliceStart = this.sliceStart;
  }
}

/** Whether it is not in the midst of a nested run that others run on top of. */
function canGoOn(thread: ThreadState, top: ThreadState | null): boolean {
  return !thread.active || thread === top;
}

/**
 * Aims at one look at everything periodic a millisecond. After one that took too long to come, by what was spent until then; one that came
 * before all was spent says nothing of how much may be.
 */
function adjustFuel(thread: ThreadState, now: bigint, spent: number): void {
  const elapsed = Number(now - thread.sliceStart);
  const { quantum } = thread;
  thread.sliceStart = now;
  if (elapsed > LONG_SLICE) thread.quantum = Math.max(1, Math.min(quantum, Math.trunc((spent * SLICE) / elapsed)));
  else if (elapsed < SHORT_SLICE && spent >= quantum && quantum < MOST_FUEL) thread.quantum *= 2;
  thread.fuel = thread.quantum;
}

/** A thread that is about to run; compiled code may have parked it before its frames came to the loop. */
function begin(thread: ThreadState): void {
  if (thread.wait === null) thread.status = "runnable";
}

/** Parks a thread until what it waits for is there. */
export function parkThread(thread: ThreadState, pending: PendingPromise | PendingWait): void {
  thread.status = "waiting";
  if (pending.kind === "wait") {
    const { poll, deadline, cancel, outside = false } = pending;
    thread.wait = { poll, deadline, from: outside ? "outside" : "threads", cancel };
    return;
  }
  let value: PyValue | undefined;
  let failed = false;
  let failure: unknown;
  const { scheduler } = thread.interp;
  pending.promise.then(
    (settled) => {
      value = settled;
      scheduler.notify();
    },
    (error) => {
      failed = true;
      failure = error;
      scheduler.notify();
    },
  );
  const poll = () => {
    if (failed) throw failure;
    return value !== undefined ? value : pending.poll?.();
  };
  thread.wait = {
    poll,
    deadline: null,
    from: pending.poll === undefined ? "promise" : "outside",
    cancel: pending.cancel,
    fallback: pending.fallback,
  };
}

function pollWait(thread: ThreadState): void {
  let value: PyValue | undefined;
  try {
    value = thread.wait!.poll();
  } catch (error) {
    resumeThread(thread, undefined, error);
    return;
  }
  if (value !== undefined) resumeThread(thread, value, undefined);
}

/** Takes the parked frame away and leaves the answer where the caller expects it. */
function resumeThread(thread: ThreadState, value: PyValue | undefined, error: unknown): void {
  thread.wait = null;
  thread.status = "runnable";
  thread.top = thread.top!.previous;
  if (value === undefined) thread.injected = error;
  else thread.top!.stack[thread.top!.sp++] = value;
}

/** Runs signal handlers while the main thread waits, on top of its frames; what they raise ends the wait. */
function interruptMain(interp: Interpreter): void {
  const { mainThread } = interp;
  const { wait, status } = mainThread;
  const previous = currentThread;
  setCurrentThread(mainThread);
  // What the handlers run must not be taken for the end of the wait.
  mainThread.wait = null;
  try {
    const { asyncExc } = mainThread;
    mainThread.asyncExc = undefined;
    if (asyncExc !== undefined) throw asyncExc;
    interp.limits?.check(interp.scheduler.now());
    handleSignals(interp);
    mainThread.wait = wait;
    mainThread.status = status;
  } catch (error) {
    if (wait === null) throw error;
    wait.cancel?.();
    resumeThread(mainThread, undefined, error);
  } finally {
    setCurrentThread(previous);
  }
}

/** Ends a wait that cannot be waited for here with an error in the waiting thread. */
function failHostWait(thread: ThreadState, threads: readonly ThreadState[]): void {
  const waiting = thread.wait !== null ? thread : threads.find((other) => other.wait !== null);
  const fallback = waiting?.wait?.fallback;
  if (fallback !== undefined) {
    resumeThread(waiting!, fallback(), undefined);
    return;
  }
  const error = runtimeError("cannot wait here: the program was started synchronously");
  if (waiting === undefined) throw error;
  waiting.wait!.cancel?.();
  resumeThread(waiting, undefined, error);
}

/** A nested run's thread is parked, or its turn is over. */
export function waitUntilRunnable(thread: ThreadState): void {
  thread.interp.scheduler.waitNested(thread);
}
