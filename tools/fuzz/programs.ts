/**
 * Whole programs whose output must be CPython's on every engine: random ones run side by side, each engine in a thread of its own, and their outputs
 * are compared as text.
 */
import { readFileSync } from "node:fs";
import { Engine, type EngineSettings, HANGS } from "./engine.ts";
import { makeProgram } from "./programs/program.ts";
import { reduce } from "./reduce.ts";

/** How each engine is set up; null is real CPython, which tells what is right. */
const CONFIGS: Readonly<Record<string, EngineSettings["config"]>> = {
  cpython: null,
  soon: { stress: ["jit-soon"] },
  jit: {},
  interpreter: { tier: "interpreter" },
  reference: { tier: "reference" },
  now: { stress: ["jit-now"] },
  stressed: { stress: ["jit-now", "exit-often", "suspend-often"] },
};
/** Which of the compiler's ways cases go: the one that compiles most for its time most often. */
const COMPILING = ["soon", "jit", "soon", "stressed", "soon", "jit", "soon", "now"];
const INTERPRETING = ["interpreter", "reference"];
/** Seconds that a program may take with all engines, far more than any needs. */
const PATIENCE = 120;
/** Guards fail at other places in each run: a failure need not show at once. */
const ATTEMPTS = 4;
/** What the driver gives for a program that has reached Taipan's limit of steps. */
const TOO_LONG = "?";
/** What first differs when a program has caught the exception of Taipan's limit itself, or needs more than the 32 bits of Pyodide's sizes. */
const LIMITED = /taipan: .*LimitExceeded|cpython: .*OverflowError.*cannot fit 'int' into an index-sized integer/;

export interface ProgramDifference {
  readonly engine: string;
  readonly taipan: string;
  readonly cpython: string;
}

export class ProgramFuzzer {
  private readonly engines: ReadonlyMap<string, Engine>;

  constructor() {
    const driver = readFileSync(new URL("programs/driver.py", import.meta.url), "utf8");
    const made = ([name, config]: [string, EngineSettings["config"]]): [string, Engine] => [
      name,
      new Engine({ config, driver, call: "run_program", patience: PATIENCE }),
    ];
    this.engines = new Map(Object.entries(CONFIGS).map(made));
  }

  source(seed: number, index: number): string {
    return makeProgram(seed * 1_000_003 + index);
  }

  /** Those that a case is run on beside CPython. */
  static enginesFor(index: number): readonly string[] {
    const interpreting = INTERPRETING[(index ^ (index >> 3)) % INTERPRETING.length];
    return [interpreting, COMPILING[index % COMPILING.length]];
  }

  /** The engines that differ on the program. Those that are asked after the first can be others for each program. */
  async compare(source: string, names: readonly string[]): Promise<ProgramDifference[]> {
    const [first, ...others] = names;
    const outputs = [await this.run(first, source)];
    // CPython has no limit that would end a program that runs on and on.
    if (outputs[0] === TOO_LONG) return [];
    const [cpython, ...more] = await Promise.all(["cpython", ...others].map((name) => this.run(name, source)));
    outputs.push(...more);
    return outputs.flatMap((taipan, i) => {
      if (taipan === cpython || taipan === TOO_LONG || cpython === HANGS) return [];
      const difference = { engine: names[i], taipan, cpython };
      return LIMITED.test(firstDifference(difference)) ? [] : [difference];
    });
  }

  /** A smaller program that shows a difference of that engine too. */
  async reduce(source: string, name: string): Promise<{ source: string; difference: ProgramDifference } | null> {
    const differs = async (program: string): Promise<ProgramDifference | null> => {
      if ((await this.run(name, program)) === TOO_LONG) return null;
      const cpython = await this.run("cpython", program);
      if (cpython === HANGS || cpython.startsWith("ended by SyntaxError")) return null;
      for (let i = name === "stressed" ? ATTEMPTS : 1; i > 0; i--) {
        const taipan = await this.run(name, program);
        if (taipan !== cpython && taipan !== TOO_LONG) return { engine: name, taipan, cpython };
      }
      return null;
    };
    const smaller = await reduce(source, async (program) => (await differs(program)) !== null);
    const difference = await differs(smaller);
    return difference === null ? null : { source: smaller, difference };
  }

  async close(): Promise<void> {
    await Promise.all([...this.engines.values()].map((engine) => engine.stop()));
  }

  private run(name: string, source: string): Promise<string> {
    return this.engines.get(name)!.run(source);
  }
}

/** The first line in which two outputs differ. */
export function firstDifference({ taipan, cpython }: ProgramDifference): string {
  const [a, b] = [taipan.split("\n"), cpython.split("\n")];
  const at = a.findIndex((line, i) => line !== b[i]);
  const line = at < 0 ? a.length : at;
  return `  line ${line + 1}\n  taipan:  ${a.slice(line, line + (taipan.startsWith("internal") ? 8 : 1)).join("\n") || "(no more)"}\n  cpython: ${b[line] ?? "(no more)"}`;
}
