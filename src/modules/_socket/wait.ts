/** Waiting for sockets: an operation is tried until it does not answer EAGAIN, or the time is over. */
import { HostError } from "../../host/errno.ts";
import { currentThread } from "../../interpreter/thread.ts";
import { newException } from "../../objects/errors.ts";
import { PyExc_TimeoutError } from "../../objects/exceptions/types.ts";
import { fromHostError } from "../../objects/host-call.ts";
import { machine, waitUntil } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";

const NANOSECONDS = 1e9;

/** Has the scheduler look again when something happens at the descriptor. */
export function notifyWhenReady(fd: number, writing: boolean): void {
  const { interp } = currentThread;
  const { fs } = interp.host;
  const ready = writing ? fs.waitWritable(fd) : fs.waitReadable(fd);
  ready.then(
    () => interp.scheduler.notify(),
    () => interp.scheduler.notify(),
  );
}

/** `timeout` is the socket's: null waits without end, 0 not at all, else that many seconds. */
export function tryUntilReady(fd: number, timeout: number | null, writing: boolean, attempt: () => PyValue): PyValue {
  const { clock } = machine.interp.host;
  const deadline = timeout === null ? null : clock.monotonic() + BigInt(Math.ceil(timeout * NANOSECONDS));
  let armed = false;
  const poll = (): PyValue | undefined => {
    try {
      return attempt();
    } catch (caught) {
      if (!(caught instanceof HostError) || caught.code !== "EAGAIN" || timeout === 0) throw fromHostError(caught);
    }
    if (deadline !== null && clock.monotonic() >= deadline) throw newException(PyExc_TimeoutError, "timed out");
    if (!armed) {
      armed = true;
      notifyWhenReady(fd, writing);
    }
    return undefined;
  };
  return waitUntil(poll, deadline);
}
