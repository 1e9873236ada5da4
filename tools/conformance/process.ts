/** One module of CPython's test suite in processes of its own: after a crash or a hang another one goes on with the rest. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ModuleResult, TestResult } from "./expectations.ts";

export interface RunOptions {
  /** A shell command line that behaves like `python3`. */
  readonly python: string;
  /** The folder that holds the package `test`. */
  readonly tests: string;
  /** Seconds for one process and for one test. */
  readonly timeout: number;
  readonly testTimeout: number;
  /** Resources of regrtest, separated by commas. */
  readonly use: string;
}

const DRIVER = join(dirname(fileURLToPath(import.meta.url)), "driver.py");
const MAX_RESTARTS = 10;

/** A line that the driver writes. */
interface Line {
  start?: string;
  end?: string;
  module?: "ok" | "fail" | "skip";
  status?: "ok" | "fail" | "skip";
  reason?: string;
}

export async function runModule(options: RunOptions, module: string): Promise<ModuleResult> {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  const report = join(folder, "results.jsonl");
  const tests = new Map<string, TestResult>();
  for (let run = 0; run <= MAX_RESTARTS; run++) {
    const ending = await runProcess(options, module, folder, report);
    const { running, whole } = readReport(report, tests);
    if (whole !== undefined) {
      if (whole.status !== "ok") tests.set(module, whole);
      break;
    }
    tests.set(running ?? module, ending);
    if (running === undefined) break;
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  return { module, tests, seconds: (performance.now() - began) / 1000 };
}

/** Runs the driver once. The answer says how it ended, should it have ended too early. */
function runProcess(options: RunOptions, module: string, folder: string, report: string): Promise<TestResult> {
  const words = [DRIVER, report, ...(options.use ? [`--use=${options.use}`] : []), `test.${module}`];
  // A process group of its own, so that its children can be ended with it.
  const child = spawn(`exec ${options.python} ${words.map(quote).join(" ")}`, {
    shell: true,
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...cleanEnvironment(), PYTHONPATH: options.tests, LC_ALL: "C.UTF-8" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output = (output + text).slice(-4000)));
  }
  let stopped = "";
  const stop = (reason: string): void => {
    stopped ||= reason;
    try {
      process.kill(-child.pid!, "SIGKILL");
    } catch {
      // It has ended.
    }
  };
  const moduleTimer = setTimeout(() => stop(`more than ${options.timeout} s for the module`), options.timeout * 1000);
  let size = -1;
  let since = Date.now();
  const watch = setInterval(() => {
    const now = existsSync(report) ? readFileSync(report).length : 0;
    if (now !== size) {
      size = now;
      since = Date.now();
    } else if (Date.now() - since > options.testTimeout * 1000) stop(`more than ${options.testTimeout} s`);
  }, 500);
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      clearTimeout(moduleTimer);
      clearInterval(watch);
      const reason = stopped || `${signal ?? `exit status ${code}`}: ${lastLine(output)}`;
      resolve({ status: stopped === "" ? "crash" : "timeout", reason });
      stop("");
    });
  });
}

/** Adds the finished tests of the driver's file to `tests`; `running` is the one that had no end. */
function readReport(path: string, tests: Map<string, TestResult>): { running?: string; whole?: TestResult } {
  let running: string | undefined;
  let whole: TestResult | undefined;
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  for (const json of text.split("\n").filter(Boolean)) {
    const line = JSON.parse(json) as Line;
    const { status = "ok", reason = "" } = line;
    if (line.module !== undefined) whole = { status: line.module, reason };
    if (line.start !== undefined) running = line.start;
    if (line.end !== undefined) {
      running = undefined;
      // Of tests with the same id the one that fails counts.
      if (!tests.has(line.end) || status === "fail") tests.set(line.end, { status, reason });
    }
  }
  return { running: running !== undefined && tests.has(running) ? undefined : running, whole };
}

/** The caller's environment without variables that would change what tests see. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("PYTHON")));
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The line of the output that most likely tells why the process ended. */
function lastLine(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "" && !/^\s+(at|File) /.test(line));
  return (lines.findLast((line) => /error|fatal/i.test(line)) ?? lines.at(-1) ?? "").trim().slice(0, 200);
}
