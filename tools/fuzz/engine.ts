/** Engines in threads of their own, made anew when something that they run does not end. */
import { once } from "node:events";
import v8 from "node:v8";
import { Worker } from "node:worker_threads";

/** What an engine answers when a run does not end. */
export const HANGS = "does not end";
/** Runs of one engine before its thread is made anew. */
const RUNS_EACH = 3000;
/** Runs that a thread has at most before it: while one's answer is looked at, the next goes on. */
const GIVEN = 4;
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

interface Job {
  readonly source: string;
  readonly answer: (output: string) => void;
}

export class Engine {
  private readonly settings: EngineSettings;
  private worker: Worker | null = null;
  /** Sources that wait for the thread, and those that it has been given, which it answers in turn. */
  private readonly waiting: Job[] = [];
  private given: Job[] = [];
  private starting = false;
  private runs = 0;
  private timer: NodeJS.Timeout | null = null;
  /** The processor's time at which the run at the head has lasted too long. */
  private end = 0;

  constructor(settings: EngineSettings) {
    this.settings = settings;
  }

  /** What the driver's function answers. Many may be asked for at once: the thread then never waits for the next. */
  run(source: string): Promise<string> {
    return new Promise((answer) => {
      this.waiting.push({ source, answer });
      this.give();
    });
  }

  async stop(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await worker?.terminate();
  }

  private give(): void {
    if (this.starting) return;
    if (this.worker === null || (this.runs >= RUNS_EACH && this.given.length === 0)) {
      if (this.waiting.length > 0) void this.start();
      return;
    }
    while (this.waiting.length > 0 && this.given.length < GIVEN && this.runs < RUNS_EACH) {
      const job = this.waiting.shift()!;
      if (this.given.length === 0) this.end = spent() + this.settings.patience;
      this.given.push(job);
      this.runs++;
      this.worker.postMessage(job.source);
    }
  }

  /** The run at the head has ended. */
  private take(output: string): void {
    this.end = spent() + this.settings.patience;
    this.given.shift()?.answer(output);
    this.give();
  }

  /** The thread is of no use any more: the run at the head is answered for it, and those after it wait again. */
  private async abandon(output: string): Promise<void> {
    const [head, ...rest] = this.given;
    this.given = [];
    this.waiting.unshift(...rest);
    await this.stop();
    head?.answer(output);
    this.give();
  }

  private async start(): Promise<void> {
    this.starting = true;
    await this.stop();
    this.runs = 0;
    const worker = new Worker(new URL("engine.mjs", import.meta.url), { workerData: this.settings });
    this.worker = worker;
    await once(worker, "message");
    worker.on("message", (output: string) => this.take(output));
    worker.on("error", (error) => void this.abandon(`the thread ended: ${error.message}`));
    this.timer = setInterval(() => {
      if (this.given.length > 0 && spent() >= this.end) void this.abandon(HANGS);
    }, LOOK);
    this.starting = false;
    this.give();
  }
}

/** Seconds that the process has spent on processors. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
