/**
 * Waiting for descriptors. An operation that meets WouldBlock has changed nothing that a second try would not find again, so it
 * becomes an activation that waits for the descriptor and tries again.
 */
import { Builtin } from "../../objects/binder.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { cint } from "../../objects/converters.ts";
import { fn, posOnly } from "../../objects/declare.ts";
import { activate, type CallRequest, machine, PENDING, suspend } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { WouldBlock } from "./errors.ts";

/** `run()`, or what is pending until it can be finished. */
export function waiting(run: () => PyValue): PyValue {
  try {
    return run();
  } catch (caught) {
    if (caught instanceof WouldBlock) return activate(retry(run, caught));
    throw caught;
  }
}

/** For slots, whose caller needs the value at once. */
export function waited(run: () => PyValue): PyValue {
  const result = waiting(run);
  return result === PENDING ? machine.finishPending() : result;
}

function* retry(run: () => PyValue, first: WouldBlock): Generator<CallRequest, PyValue, PyValue> {
  let blocked = first;
  for (;;) {
    yield { callable: waiter(blocked.writing), args: [blocked.fd], kwnames: null };
    try {
      return run();
    } catch (caught) {
      if (!(caught instanceof WouldBlock)) throw caught;
      blocked = caught;
    }
  }
}

let waiters: [PyValue, PyValue] | null = null;

function waiter(writing: boolean): PyValue {
  if (waiters === null) {
    const make = (wait: (fd: number) => Promise<void>) =>
      new PyBuiltinFunction(
        new Builtin(
          "wait",
          "wait",
          fn([posOnly("fd", cint)], "Wait for a file.", (fd) => suspend(wait(fd).then(() => null))),
        ),
        undefined,
        "_io",
      );
    waiters = [
      make((fd) => machine.interp.host.fs.waitReadable(fd)),
      make((fd) => machine.interp.host.fs.waitWritable(fd)),
    ];
  }
  return waiters[writing ? 1 : 0];
}
