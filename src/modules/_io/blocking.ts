/** What leaves an operation of the io code that has to wait. */
import { Builtin } from "../../objects/binder.ts";
import { PyBuiltinFunction } from "../../objects/builtin-function.ts";
import { cint } from "../../objects/converters.ts";
import { fn, posOnly } from "../../objects/declare.ts";
import { type CallRequest, machine, suspendUntil } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";

/**
 * Thrown through the io code when a descriptor that should block has nothing yet and the host cannot block. It never reaches
 * a program: `waiting` (wait.ts) suspends the thread and starts the operation again.
 */
export class WouldBlock {
  readonly fd: number;
  readonly writing: boolean;
  /** How much of what was given to write has been taken already: the rest is to be written later. */
  readonly written: number;
  constructor(fd: number, writing: boolean, written = 0) {
    this.fd = fd;
    this.writing = writing;
    this.written = written;
  }

  /** Ends when it can go on. */
  wait(): CallRequest {
    return { callable: waiter(this.writing), args: [this.fd], kwnames: null };
  }
}

let waiters: [PyValue, PyValue] | null = null;

function waiter(writing: boolean): PyValue {
  waiters ??= [makeWaiter(false), makeWaiter(true)];
  return waiters[writing ? 1 : 0];
}

function makeWaiter(writing: boolean): PyValue {
  const wait = (fd: number): PyValue => {
    const { fs } = machine.interp.host;
    const isReady = () => (writing ? fs.isWritable(fd) : fs.isReadable(fd));
    return suspendUntil(
      () => (writing ? fs.waitWritable(fd) : fs.waitReadable(fd)),
      () => (isReady() ? null : undefined),
      fs.readyWhileBlocked(fd),
    );
  };
  const builtin = new Builtin("wait", "wait", fn([posOnly("fd", cint)], "Wait for a file.", wait));
  return new PyBuiltinFunction(builtin, undefined, "_io");
}
