/**
 * Waiting for descriptors, and for raw streams written in Python. An operation that meets WouldBlock has changed nothing that a second try
 * would not find again, so it becomes an activation that waits and tries again.
 */
import { getAttr } from "../../objects/abstract/attributes.ts";
import { callMethod } from "../../objects/abstract/call.ts";
import { stopIteration } from "../../objects/errors.ts";
import { activate, type CallRequest, machine, PENDING } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { WouldBlock } from "./blocking.ts";
import { chained, type PyIOBase, throwChained } from "./iobase.ts";
import { RawCall, withAnswer } from "./raw-call.ts";

/** `run()`, or what is pending until it can be finished; undefined, for iterators, is the end. */
export function waiting<T extends PyValue | undefined>(run: () => T): T | PyValue {
  try {
    return run();
  } catch (caught) {
    if (caught instanceof WouldBlock) return activate(retry(run, caught));
    throw caught;
  }
}

/** For slots whose caller needs the value at once. */
export function finished<T extends PyValue | undefined>(result: T): T | PyValue {
  return result === PENDING ? machine.finishPending() : result;
}

/** Has `write` take `data`, as often as it has to wait: how much was taken, or null when there was no room for any of it. */
export function waitingToWrite(data: Uint8Array, write: (rest: Uint8Array) => number): PyValue {
  let done = 0;
  return waiting(() => {
    try {
      const count = write(done === 0 ? data : data.subarray(done));
      return count >= 0 ? done + count : done > 0 ? done : null;
    } catch (caught) {
      if (caught instanceof WouldBlock) done += caught.written;
      throw caught;
    }
  });
}

function* retry(run: () => PyValue | undefined, first: WouldBlock): Generator<CallRequest, PyValue, PyValue> {
  let blocked = first;
  for (;;) {
    let again = run;
    if (blocked instanceof RawCall) {
      const { stream } = blocked;
      const answer = yield* blocked.answer();
      again = () => withAnswer(stream, answer, run);
    } else {
      yield blocked.wait();
    }
    let result: PyValue | undefined;
    try {
      result = again();
    } catch (caught) {
      if (!(caught instanceof WouldBlock)) throw caught;
      blocked = caught;
      continue;
    }
    if (result === undefined) throw stopIteration(null);
    return result;
  }
}

/** The next line of a stream whose `readline` may be anything, for callers that can wait. */
export function nextByReadline(stream: PyValue, check: (line: PyValue) => PyValue | undefined): PyValue {
  return activate(readNext(stream, check));
}

function* readNext(
  stream: PyValue,
  check: (line: PyValue) => PyValue | undefined,
): Generator<CallRequest, PyValue, PyValue> {
  const line = check(yield { callable: getAttr(stream, "readline"), args: [], kwnames: null });
  if (line === undefined) throw stopIteration(null);
  return line;
}

/** Runs what works with a stream as soon as nobody else's call of the raw stream does. */
export function* whenFree<T>(run: () => T): Generator<CallRequest, T, PyValue> {
  for (;;) {
    try {
      return run();
    } catch (caught) {
      if (!(caught instanceof WouldBlock)) throw caught;
      yield caught.wait();
    }
  }
}

/** A stream of which nobody makes use while the one below is being closed. */
export interface Closing {
  enterClose(): void;
  leaveClose(): void;
}

/** `flush()` of a stream, and whatever becomes of it `close()` of the one below. */
export function flushAndClose(stream: PyIOBase, below: () => PyValue, guard: Closing | null): PyValue {
  if (stream.mayWait) return activate(flushingAndClosing(stream, below, guard));
  chained(
    () => callMethod(stream, "flush"),
    () => {
      guard?.enterClose();
      try {
        callMethod(below(), "close");
      } finally {
        guard?.leaveClose();
      }
    },
  );
  return null;
}

/** The same for a stream that may have to wait. */
export function* flushingAndClosing(
  stream: PyIOBase,
  below: () => PyValue,
  guard: Closing | null,
): Generator<CallRequest, PyValue, PyValue> {
  let flushed: unknown;
  try {
    yield { callable: getAttr(stream, "flush"), args: [], kwnames: null };
  } catch (caught) {
    flushed = caught;
  }
  yield* whenFree(() => guard?.enterClose());
  let closed: unknown;
  try {
    yield { callable: getAttr(below(), "close"), args: [], kwnames: null };
  } catch (caught) {
    closed = caught;
  } finally {
    guard?.leaveClose();
  }
  throwChained(flushed, closed);
  return null;
}
