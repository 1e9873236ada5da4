/**
 * Clocks, waiting and entropy from what every JavaScript platform offers: pages, workers, Deno, Bun and Node alike.
 *
 * The globals are declared here, as narrowly as they are used, so that nothing else of the platform leaks into the types.
 */
import type { Clock, EventLoop, LocalZone } from "../host.ts";
import type { Platform } from "../sandbox/host.ts";

declare const performance: { now(): number; readonly timeOrigin: number };
declare const crypto: { getRandomValues(array: Uint8Array): Uint8Array };
declare function setTimeout(callback: () => void, delay: number): unknown;
declare function clearTimeout(handle: unknown): void;
declare const MessageChannel: new () => { port1: Port; port2: Port };
interface Port {
  onmessage: (() => void) | null;
  postMessage(message: null): void;
  close(): void;
}

const LONGEST = 2_147_483_647;
/** `crypto` gives no more at once. */
const ENTROPY_CHUNK = 65536;

class WebClock implements Clock {
  time(): bigint {
    const estimate = performance.timeOrigin + performance.now();
    const truth = Date.now();
    const milliseconds = Math.abs(estimate - truth) < 2 ? estimate : truth;
    return BigInt(Math.round(milliseconds * 1000)) * 1000n;
  }

  monotonic(): bigint {
    return BigInt(Math.round(performance.now() * 1e6));
  }

  /** Pages cannot ask for processor time; the time since the start is its upper bound. */
  process(): bigint {
    return this.monotonic();
  }

  localZone(): LocalZone {
    return { offset: 0, name: "UTC", isDst: false };
  }
}

class WebLoop implements EventLoop {
  readonly canBlock = tryToBlock();

  block(duration: bigint): void {
    if (duration > 0n) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(duration) / 1e6);
  }

  sleep(duration: bigint): Promise<void> {
    return new Promise((resolve) => void this.schedule(duration, resolve));
  }

  schedule(duration: bigint, callback: () => void): () => void {
    const end = performance.now() + Number(duration) / 1e6;
    let handle: unknown;
    const next = (): void => {
      const left = end - performance.now();
      if (left <= 0) callback();
      else handle = setTimeout(next, Math.min(Math.ceil(left), LONGEST));
    };
    handle = setTimeout(next, Math.max(0, Math.min(Math.ceil(Number(duration) / 1e6), LONGEST)));
    return () => clearTimeout(handle);
  }

  /** Not by a timer: browsers delay nested ones by 4 ms. */
  yield(): Promise<void> {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }
}

/** Pages forbid blocking by an exception; platforms without shared memory do so by its absence. */
function tryToBlock(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}

/** What a sandbox borrows from the JavaScript platform. */
export function webPlatform(): Platform {
  return {
    clock: new WebClock(),
    loop: new WebLoop(),
    getrandom(count: number): Uint8Array {
      const bytes = new Uint8Array(count);
      for (let at = 0; at < count; at += ENTROPY_CHUNK) crypto.getRandomValues(bytes.subarray(at, at + ENTROPY_CHUNK));
      return bytes;
    },
  };
}
