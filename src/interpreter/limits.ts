/** Limits on what a program may spend: an exception that `except Exception` does not catch ends it. */
import { defineType } from "../objects/declare.ts";
import { PyBaseException } from "../objects/exceptions/base.ts";
import { makeException, PyExc_BaseException } from "../objects/exceptions/types.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";

/** Raised when a limit that the embedder has set is exceeded. */
export const limitExceededType: PyType = defineType<PyBaseException>({
  name: "taipan.LimitExceeded",
  doc: "A limit on the program's time or instructions is exceeded.",
  flags: ["basetype", "dict"],
  base: () => PyExc_BaseException,
  alloc: (type) => new PyBaseException(type, new PyTuple([])),
});

export class Limits {
  /** Moment (monotonic, nanoseconds) after which the program is stopped; null: none. */
  deadline: bigint | null = null;
  /** Looks at everything periodic that remain; Infinity: no limit. About one per millisecond. */
  ticks: number = Number.POSITIVE_INFINITY;

  /** Throws when a limit is exceeded. The program gets a little time to end itself, then it is stopped again. */
  check(now: bigint): void {
    if (this.deadline !== null && now >= this.deadline) {
      this.deadline = now + 10_000_000n;
      throw makeException(limitExceededType, ["time limit exceeded"]);
    }
    if (--this.ticks < 0) {
      this.ticks = 10;
      throw makeException(limitExceededType, ["instruction limit exceeded"]);
    }
  }
}
