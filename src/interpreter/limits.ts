/** Limits on what a program may spend: an exception that `except Exception` does not catch ends it. */
import type { Str } from "../kernel/str.ts";
import { defineType } from "../objects/declare.ts";
import { recursionError } from "../objects/errors.ts";
import { PyBaseException } from "../objects/exceptions/base.ts";
import { makeException, PyExc_BaseException } from "../objects/exceptions/types.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";
import type { ThreadState } from "./thread.ts";

/** Raised when a limit that the embedder has set is exceeded. */
export const limitExceededType: PyType = defineType<PyBaseException>({
  name: "taipan.LimitExceeded",
  doc: "A limit on what the program may spend is exceeded.",
  flags: ["basetype", "dict"],
  base: () => PyExc_BaseException,
  alloc: (type) => new PyBaseException(type, new PyTuple([])),
});

export function limitExceeded(message: Str): PyBaseException {
  return makeException(limitExceededType, [message]);
}

/** What a Python call raises that goes deeper than the thread may. */
export function tooDeep(thread: ThreadState, depth: number): PyBaseException {
  const limit = thread.interp.limits?.options.recursion;
  if (limit !== undefined && depth > limit) return limitExceeded("recursion limit exceeded");
  return recursionError("maximum recursion depth exceeded");
}

/** What an embedder may limit. */
export interface LimitOptions {
  /** Milliseconds that each run may take. */
  readonly time?: number;
  /** Function entries and turns of loops in each run. */
  readonly instructions?: number;
  /** Bytes by which the memory of the JavaScript program may grow, where the platform tells; and the size of any one object. */
  readonly memory?: number;
  /** How deep Python calls may be nested, whatever `sys.setrecursionlimit` says. */
  readonly recursion?: number;
  /** Bytes that each run may write to standard output and error together. */
  readonly output?: number;
}

/** Nanoseconds for a program to end itself before it is stopped again. */
const GRACE = 10_000_000n;
/** The same in looks at everything periodic, about one per millisecond. */
const GRACE_LOOKS = 10;
/** Asking for the memory takes a while. */
const LOOKS_PER_MEMORY_LOOK = 16;

export class Limits {
  readonly options: LimitOptions;
  private readonly memoryUsage: (() => number) | undefined;
  private readonly collect: (() => void) | undefined;
  /** Moment (monotonic, nanoseconds) after which the program is stopped, and why; null: none. */
  private deadline: bigint | null = null;
  private reason = "";
  private instructions = Number.POSITIVE_INFINITY;
  private output = Number.POSITIVE_INFINITY;
  private readonly memoryCeiling: number;
  private looks = 0;

  /** `memoryUsage` tells how many bytes the JavaScript program uses, `collect` frees what can be freed. */
  constructor(options: LimitOptions, memoryUsage?: () => number, collect?: () => void) {
    this.options = options;
    this.memoryUsage = memoryUsage;
    this.collect = collect;
    this.memoryCeiling = (memoryUsage?.() ?? 0) + (options.memory ?? Number.POSITIVE_INFINITY);
  }

  /** A run begins. */
  start(now: bigint): void {
    const { time, instructions, output } = this.options;
    this.deadline = time === undefined ? null : now + BigInt(Math.round(time * 1e6));
    this.reason = "time limit exceeded";
    this.instructions = instructions ?? Number.POSITIVE_INFINITY;
    this.output = output ?? Number.POSITIVE_INFINITY;
  }

  /** Stops the program at its next look at everything periodic, and again until it ends. */
  abort(reason: string): void {
    this.deadline = 0n;
    this.reason = reason;
  }

  /** Throws when a limit is exceeded. */
  check(now: bigint): void {
    if (this.deadline !== null && now >= this.deadline) {
      this.deadline = now + GRACE;
      throw limitExceeded(this.reason);
    }
    if (this.memoryUsage !== undefined && ++this.looks % LOOKS_PER_MEMORY_LOOK === 0) this.checkMemory();
  }

  private checkMemory(): void {
    const { memoryUsage, memoryCeiling } = this;
    if (memoryUsage === undefined || memoryUsage() <= memoryCeiling) return;
    this.collect?.();
    if (memoryUsage() > memoryCeiling) throw limitExceeded("memory limit exceeded");
  }

  /** Accounts for spent fuel; how much may be spent until the next call, at most `wanted`. */
  spend(fuel: number, wanted: number): number {
    this.instructions -= fuel;
    if (this.instructions >= 0) return Math.max(1, Math.min(wanted, this.instructions));
    this.instructions = GRACE_LOOKS * 1000;
    throw limitExceeded("instruction limit exceeded");
  }

  /** One object of that many bytes is about to be made. */
  reserve(bytes: number): void {
    if (bytes > (this.options.memory ?? Number.POSITIVE_INFINITY)) throw limitExceeded("memory limit exceeded");
  }

  /** That many bytes are about to be written. */
  write(bytes: number): void {
    this.output -= bytes;
    if (this.output >= 0) return;
    this.output = 0;
    throw limitExceeded("output limit exceeded");
  }
}
