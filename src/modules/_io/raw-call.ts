/**
 * Calls of a raw stream that is written in Python, such as the one over a socket: not made in the midst of an operation, but by the loop, so
 * that other threads can go on while it waits. The operation is left by RawCall, as by WouldBlock when it has to wait for a descriptor, and
 * starts again when there is an answer (`waiting` in wait.ts).
 */
import { getAttr } from "../../objects/abstract/attributes.ts";
import { simpleBuffer } from "../../objects/bytes/bytes-like.ts";
import { viewOfBuffer } from "../../objects/bytes/memoryview-object.ts";
import { type CallRequest, entering, machine, type ThreadView, waitUntil } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { WouldBlock } from "./blocking.ts";

/** What the method has returned, and the memory that it was given to read into. */
export interface Answer {
  readonly result: PyValue;
  readonly memory: Uint8Array | null;
}

/** A stream over a raw stream. */
export interface Asking {
  readonly raw: PyValue;
  /** The thread for which the raw stream's method runs: nobody else may use the stream meanwhile, and the method must not come back into it. */
  asker: ThreadView | null;
  /** For the operation that starts again now. */
  answer: Answer | null;
}

export class RawCall extends WouldBlock {
  readonly stream: Asking;
  private readonly name: string;
  private readonly memory: Uint8Array | null;

  constructor(stream: Asking, name: string, memory: Uint8Array | null) {
    super(-1, false);
    this.stream = stream;
    this.name = name;
    this.memory = memory;
  }

  /** Makes the call. */
  *answer(): Generator<CallRequest, Answer, PyValue> {
    const { stream, memory } = this;
    const view = memory === null ? null : viewOfBuffer(simpleBuffer(null, memory, false, 0));
    stream.asker = machine.thread;
    try {
      const callable = getAttr(stream.raw, this.name);
      const result = yield { callable, args: view === null ? [] : [view], kwnames: null };
      if (view !== null && !view.released && view.exports === 0) view.release();
      return { result, memory };
    } finally {
      stream.asker = null;
    }
  }
}

/** Runs an operation again that has asked for the answer. */
export function withAnswer<T>(stream: Asking, answer: Answer, run: () => T): T {
  stream.answer = answer;
  try {
    return run();
  } finally {
    stream.answer = null;
  }
}

/** The raw stream's method runs for another thread. */
export class InUse extends WouldBlock {
  private readonly stream: Asking;

  constructor(stream: Asking) {
    super(-1, false);
    this.stream = stream;
  }

  override wait(): CallRequest {
    return entering(() => waitUntil(() => (this.stream.asker === null ? null : undefined)));
  }
}
