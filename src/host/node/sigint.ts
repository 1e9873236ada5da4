/**
 * SIGINT for programs that never return to the event loop, where Node's own signal events arrive: Node's watchdog, which its REPL
 * uses too, notes the signal on another thread, and can be asked. Where a Node-like platform lacks it, events have to do.
 */
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { noteOwn } from "./inherited.ts";
import { pause } from "./pause.ts";

interface Watchdog {
  startSigintWatchdog(): void;
  /** Whether a signal had been noted. */
  stopSigintWatchdog(): boolean;
  watchdogHasPendingSigint(): boolean;
}

function findWatchdog(): Watchdog | null {
  const { binding } = process as unknown as { binding?: (name: string) => Partial<Watchdog> };
  try {
    const found = binding?.call(process, "contextify");
    return typeof found?.startSigintWatchdog === "function" ? (found as Watchdog) : null;
  } catch {
    return null;
  }
}

/** The one that watches. */
let active: SigintWatch | null = null;

/** Whether a signal has come that nobody has been told of: what is about to block is not to. */
export function sigintIsNoted(): boolean {
  if (active === null) return false;
  active.settle();
  return active.isNoted();
}

/** Bytes that a thread's number, name and state fit into. */
const STATUS_SIZE = 64;

/** Milliseconds that a thread which has been woken is waited for. */
const PATIENCE = 100;

/** The process's threads, where the system tells. */
function threads(): string[] {
  try {
    return readdirSync("/proc/self/task");
  } catch {
    return [];
  }
}

/** Asks for SIGINT; null when that is not possible here. */
export class SigintWatch {
  private readonly watchdog: Watchdog;
  private watching = false;
  /** The watchdog's thread, if that is known. */
  private thread: string | undefined;
  /** What the system tells of that thread: open from the first question on, because reads that may block ask each time; -1: not open. */
  private status = -1;
  private readonly text = Buffer.alloc(STATUS_SIZE);

  static make(): SigintWatch | null {
    const watchdog = findWatchdog();
    return watchdog === null ? null : new SigintWatch(watchdog);
  }

  private constructor(watchdog: Watchdog) {
    this.watchdog = watchdog;
  }

  start(): void {
    if (this.watching) return;
    const before = threads();
    this.watchdog.startSigintWatchdog();
    this.thread = threads().find((thread) => !before.includes(thread));
    this.watching = true;
    active = this;
  }

  stop(): void {
    if (this.watching) this.watchdog.stopSigintWatchdog();
    if (this.status >= 0) closeSync(this.status);
    this.status = -1;
    this.watching = false;
    active = null;
  }

  /** Between a signal and its note the watchdog's thread has been woken: on a busy machine it may take a while to run. */
  settle(): void {
    for (let waited = 0; waited < PATIENCE && this.isWoken(); waited++) pause(1);
  }

  private isWoken(): boolean {
    if (this.thread === undefined) return false;
    try {
      if (this.status < 0) this.status = noteOwn(openSync(`/proc/self/task/${this.thread}/stat`, "r"));
      const count = readSync(this.status, this.text, 0, STATUS_SIZE, 0);
      // NUMBER (NAME) STATE …
      return this.text.toString("latin1", 0, count).includes(") R ");
    } catch {
      return false;
    }
  }

  isNoted(): boolean {
    return this.watching && this.watchdog.watchdogHasPendingSigint();
  }

  /** Whether a signal has come since the last question. */
  take(): boolean {
    if (!this.isNoted()) return false;
    this.stop();
    this.start();
    return true;
  }
}
