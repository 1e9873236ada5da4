/** Engines in threads of their own, made anew when something that they run does not end. */
import { once } from "node:events";
import v8 from "node:v8";
import { Worker } from "node:worker_threads";

/** What an engine answers when a run does not end. */
export const HANGS = "does not end";
/** Runs of one engine before its thread is made anew. */
const RUNS_EACH = 3000;
/** Milliseconds between looks at a run that lasts. */
const LOOK = 1000;

// Code that a case brings along runs too little to be worth the optimizing compiler, which took half of all time.
v8.setFlagsFromString("--interrupt-budget=1500000");

export interface EngineSettings {
  /** Taipan's configuration; null for real CPython. */
  readonly config: Readonly<Record<string, unknown>> | null;
  /** Python source, and the function of it that takes a text and gives one. */
  readonly driver: string;
  readonly call: string;
  /** Seconds of the process's time on processors, not on the clock, that a run may take. */
  readonly patience: number;
}

export class Engine {
  private readonly settings: EngineSettings;
  private worker: Worker | null = null;
  private runs = 0;
  private answer: (output: string) => void = () => {};

  constructor(settings: EngineSettings) {
    this.settings = settings;
  }

  /** What the driver's function answers. */
  async run(source: string): Promise<string> {
    if (this.worker === null || this.runs++ >= RUNS_EACH) await this.start();
    const end = spent() + this.settings.patience;
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        if (spent() < end) return;
        clearInterval(timer);
        void this.stop();
        resolve(HANGS);
      }, LOOK);
      this.answer = (output) => {
        clearInterval(timer);
        resolve(output);
      };
      this.worker!.postMessage(source);
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
    const worker = new Worker(new URL("engine.mjs", import.meta.url), { workerData: this.settings });
    this.worker = worker;
    await once(worker, "message");
    worker.on("message", (output: string) => this.answer(output));
    worker.on("error", (error) => {
      this.worker = null;
      this.answer(`the thread ended: ${error.message}`);
    });
  }
}

/** Seconds that the process has spent on processors. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
