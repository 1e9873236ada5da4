/**
 * What is known to fail: one text file for each module of CPython's test suite that is expected to pass otherwise. A line is a
 * test's id and, after two spaces, the reason; lines that begin with "#" are comments.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a run of one module showed: `status` of each test by id. */
export interface ModuleResult {
  readonly module: string;
  readonly tests: ReadonlyMap<string, TestResult>;
  readonly seconds: number;
}

export interface TestResult {
  readonly status: "ok" | "fail" | "skip" | "crash" | "timeout";
  readonly reason: string;
}

export interface Verdict {
  /** Failures that no line expects: `id  reason`. */
  readonly regressions: readonly string[];
  /** Lines whose tests pass. */
  readonly improvements: readonly string[];
}

export class Expectations {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The modules that have a file. */
  modules(): string[] {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith(".txt"))
      .map((name) => name.slice(0, -".txt".length))
      .sort();
  }

  /** The reasons of one module's expected failures by test id; undefined without a file. */
  read(module: string): Map<string, string> | undefined {
    const path = this.#path(module);
    return existsSync(path) ? parseExpectations(readFileSync(path, "utf8")) : undefined;
  }

  /** Makes a file agree with a result: known reasons are kept, new failures get the test's message. */
  accept(result: ModuleResult): void {
    const before = this.read(result.module) ?? new Map<string, string>();
    const path = this.#path(result.module);
    const comments = existsSync(path)
      ? readFileSync(path, "utf8")
          .match(/^#.*\n/gm)
          ?.join("")
      : undefined;
    const lines = failures(result).map(([id, { status, reason }]) => {
      return `${id}  ${before.get(id) ?? (status === "fail" ? reason : `${status} ${reason}`.trim())}\n`;
    });
    writeFileSync(path, (comments ?? "") + lines.join(""));
  }

  #path(module: string): string {
    return join(this.#folder, `${module}.txt`);
  }
}

export function parseExpectations(text: string): Map<string, string> {
  const expected = new Map<string, string>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const gap = line.indexOf("  ");
    if (gap <= 0 || line.slice(gap).trim() === "") throw new Error(`an expected failure needs its reason: ${line}`);
    expected.set(line.slice(0, gap), line.slice(gap).trim());
  }
  return expected;
}

/** Compares a result with the expected failures. A skipped test is neither. */
export function judge(result: ModuleResult, expected: ReadonlyMap<string, string>): Verdict {
  const regressions: string[] = [];
  const improvements: string[] = [];
  for (const [id, { status, reason }] of failures(result)) {
    if (!expected.has(id)) regressions.push(`${id}  ${status}: ${reason}`);
  }
  for (const id of expected.keys()) {
    const test = result.tests.get(id);
    if (test === undefined) improvements.push(`${id}  is expected to fail, but there is no such test`);
    else if (test.status === "ok") improvements.push(`${id}  passes, though it is expected to fail`);
  }
  return { regressions, improvements };
}

function failures(result: ModuleResult): [string, TestResult][] {
  return [...result.tests].filter(([, { status }]) => status !== "ok" && status !== "skip");
}
