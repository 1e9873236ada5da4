/** Calling the host from built-in code: what fails there becomes OSError here. */
import { HostError, strerror } from "../host/errno.ts";
import { interrupt } from "../kernel/interrupt.ts";
import { osError } from "./errors.ts";
import type { PyBaseException } from "./exceptions/base.ts";
import { machine } from "./machine.ts";
import type { PyValue } from "./object.ts";

/** The OSError for a HostError; any other caught value is given back. */
export function fromHostError(caught: unknown, filename?: PyValue, filename2?: PyValue): unknown {
  if (!(caught instanceof HostError)) return caught;
  return osErrorFor(caught.errno, filename, filename2);
}

/** An OSError with the system's text. */
export function osErrorFor(errno: number, filename?: PyValue, filename2?: PyValue): PyBaseException {
  return osError(errno, strerror(errno), filename, filename2);
}

/** Makes a system call again when a signal ended it whose handler raised nothing (PEP 475). */
export function uninterrupted<T>(call: () => T): T {
  for (;;) {
    try {
      return call();
    } catch (caught) {
      if (!(caught instanceof HostError) || caught.code !== "EINTR") throw caught;
      // The signal may become visible a moment after the call has failed.
      const { loop } = machine.interp.host;
      if (loop.canBlock) loop.block(2_000_000n);
      interrupt.poll();
    }
  }
}

/** Runs an operation of the host; its failure becomes an OSError with the file names as the program gave them. */
export function hostCall<T>(run: () => T, filename?: PyValue, filename2?: PyValue): T {
  try {
    return run();
  } catch (caught) {
    throw fromHostError(caught, filename, filename2);
  }
}
