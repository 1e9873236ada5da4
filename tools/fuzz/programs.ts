/**
 * Whole programs whose output must be CPython's on every engine: random ones run side by side, each engine in a thread of its own, and their outputs
 * are compared as text.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { makeProgram } from "./programs/program.ts";
import { reduce } from "./reduce.ts";

/** How each engine is set up; null is real CPython, which tells what is right. */
const CONFIGS: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> = {
  cpython: null,
  soon: { stress: ["jit-soon"] },
  jit: {},
  interpreter: { tier: "interpreter" },
  reference: { tier: "reference" },
  now: { stress: ["jit-now"] },
  stressed: { stress: ["jit-now", "exit-often", "suspend-often"] },
};
export const ENGINES: readonly string[] = Object.keys(CONFIGS).slice(1);
/** Milliseconds that a program may take, far more than any needs. */
const PATIENCE = 120_000;
/** Programs of one engine before its thread is made anew. */
const RUNS_EACH = 3000;
/** Guards fail at other places in each run: a failure need not show at once. */
const ATTEMPTS = 4;
const HANGS = "does not end";
/** What the driver gives for a program that has reached Taipan's limit of steps. */
const TOO_LONG = "?";

class Engine {
  readonly name: string;
  private worker: Worker | null = null;
  private runs = 0;
  private answer: (output: string) => void = () => {};

  constructor(name: string) {
    this.name = name;
  }

  /** The output of a program. */
  async run(source: string): Promise<string> {
    if (this.worker === null || this.runs++ >= RUNS_EACH) await this.start();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        void this.stop();
        resolve(HANGS);
      }, PATIENCE);
      this.answer = (output) => {
        clearTimeout(timer);
        resolve(output);
      };
      this.worker!.postMessage({ id: this.runs, source });
    });
  }

  async stop(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private async start(): Promise<void> {
    await this.stop();
    this.runs = 0;
    const worker = new Worker(new URL("programs/engine.mjs", import.meta.url), {
      workerData: { config: CONFIGS[this.name] },
    });
    this.worker = worker;
    await once(worker, "message");
    worker.on("message", ({ output }: { output: string }) => this.answer(output));
    worker.on("error", (error) => {
      this.worker = null;
      this.answer(`the thread ended: ${error.message}`);
    });
  }
}

export interface ProgramDifference {
  readonly engine: string;
  readonly taipan: string;
  readonly cpython: string;
}

export class ProgramFuzzer {
  private readonly cpython = new Engine("cpython");
  private readonly engines: readonly Engine[];

  constructor() {
    this.engines = ENGINES.map((name) => new Engine(name));
  }

  source(seed: number, index: number): string {
    return makeProgram(seed * 1_000_003 + index);
  }

  /** The engines that differ on the program. Those that are asked after the first can be others for each program. */
  async compare(source: string, names: readonly string[]): Promise<ProgramDifference[]> {
    const [first, ...others] = this.engines.filter(({ name }) => names.includes(name));
    const outputs = [await first.run(source)];
    // CPython has no limit that would end a program that runs on and on.
    if (outputs[0] === TOO_LONG) return [];
    const [cpython, ...more] = await Promise.all([this.cpython, ...others].map((engine) => engine.run(source)));
    outputs.push(...more);
    return outputs.flatMap((taipan, i) => {
      if (taipan === cpython || taipan === TOO_LONG || cpython === HANGS) return [];
      return [{ engine: names[i], taipan, cpython }];
    });
  }

  /** A smaller program that shows a difference of that engine too. */
  async reduce(source: string, name: string): Promise<{ source: string; difference: ProgramDifference } | null> {
    const engine = this.engines.find((known) => known.name === name)!;
    const differs = async (program: string): Promise<ProgramDifference | null> => {
      if ((await engine.run(program)) === TOO_LONG) return null;
      const cpython = await this.cpython.run(program);
      if (cpython === HANGS || cpython.startsWith("ended by SyntaxError")) return null;
      for (let i = name === "stressed" ? ATTEMPTS : 1; i > 0; i--) {
        const taipan = await engine.run(program);
        if (taipan !== cpython && taipan !== TOO_LONG) return { engine: name, taipan, cpython };
      }
      return null;
    };
    const smaller = await reduce(source, async (program) => (await differs(program)) !== null);
    const difference = await differs(smaller);
    return difference === null ? null : { source: smaller, difference };
  }

  async close(): Promise<void> {
    await Promise.all([this.cpython, ...this.engines].map((engine) => engine.stop()));
  }
}

/** The first line in which two outputs differ. */
export function firstDifference({ taipan, cpython }: ProgramDifference): string {
  const [a, b] = [taipan.split("\n"), cpython.split("\n")];
  const at = a.findIndex((line, i) => line !== b[i]);
  const line = at < 0 ? a.length : at;
  return `  line ${line + 1}\n  taipan:  ${a.slice(line, line + (taipan.startsWith("internal") ? 8 : 1)).join("\n") || "(no more)"}\n  cpython: ${b[line] ?? "(no more)"}`;
}
