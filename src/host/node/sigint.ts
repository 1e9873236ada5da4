/**
 * SIGINT for programs that never return to the event loop, where Node's own signal events arrive: Node's watchdog, which its REPL
 * uses too, notes the signal on another thread, and can be asked. Where a Node-like platform lacks it, events have to do.
 */
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
  return active?.isNoted() === true;
}

/** Asks for SIGINT; null when that is not possible here. */
export class SigintWatch {
  private readonly watchdog: Watchdog;
  private watching = false;

  static make(): SigintWatch | null {
    const watchdog = findWatchdog();
    return watchdog === null ? null : new SigintWatch(watchdog);
  }

  private constructor(watchdog: Watchdog) {
    this.watchdog = watchdog;
  }

  start(): void {
    if (this.watching) return;
    this.watchdog.startSigintWatchdog();
    this.watching = true;
    active = this;
  }

  stop(): void {
    if (this.watching) this.watchdog.stopSigintWatchdog();
    this.watching = false;
    active = null;
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
