/** Has the JIT compile what becomes hot. Its policy, and all else that only runs then, is loaded when something is (tier.ts). */
import { registerJit } from "../interpreter/compiled.ts";
import type { Config } from "../interpreter/config.ts";
import { HEAT, type Heat, heatOf, NOW, SOON } from "./limits.ts";
import { startTier } from "./tier.ts";

export interface Options {
  readonly now: boolean;
  readonly exitOften: boolean;
  readonly unwindOften: boolean;
  readonly heat: Heat;
  /** What to print, by the names of --trace. */
  readonly traceCompiles: boolean;
  readonly traceExits: boolean;
  readonly dump: boolean;
  readonly log: (text: string) => void;
  /** Milliseconds. */
  readonly clock: () => number;
}

export class Statistics {
  pieces = 0;
  refused = 0;
  exits = 0;
  entered = 0;
  sourceLength = 0;
  /** Milliseconds. */
  compileTime = 0;

  /** What `--stats` prints. */
  toString(): string {
    const { pieces, refused, exits, entered, sourceLength, compileTime } = this;
    return `jit: ${pieces} pieces of code compiled (${sourceLength} characters, ${compileTime.toFixed(1)} ms), ${refused} refused; entered ${entered} times from the loop, left by ${exits} guards`;
  }
}

/** Starts the JIT for what runs from now on, if it is wanted and possible; gives what it will have done. */
export function installJit(
  { tier, stress, trace, dump }: Config,
  log: (text: string) => void,
  clock: () => number,
): Statistics | null {
  if (tier !== "jit" || !canCompile()) {
    registerJit(null);
    return null;
  }
  const statistics = new Statistics();
  const heat = stress.includes("jit-now") ? NOW : stress.includes("jit-soon") ? SOON : HEAT;
  const options: Options = {
    now: stress.includes("jit-now"),
    exitOften: stress.includes("exit-often"),
    unwindOften: stress.includes("suspend-often"),
    heat,
    traceCompiles: trace.includes("jit"),
    traceExits: trace.includes("exits"),
    dump: dump.includes("js"),
    log,
    clock,
  };
  registerJit({ heatOf: (length) => heatOf(heat, length), start: () => startTier(options, statistics) });
  return statistics;
}

/** Whether this JavaScript may make functions from text. */
function canCompile(): boolean {
  try {
    return new Function("return 7")() === 7;
  } catch {
    return false;
  }
}
