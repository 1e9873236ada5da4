/** `-X importtime`: a line for every import, written when it ends. Source: CPython Python/import.c (import_find_and_load). */
import { encodeUtf8 } from "../bytecode/utf8.ts";
import { strFromJs } from "../kernel/str.ts";
import type { Interpreter } from "./interpreter.ts";

const STDERR = 2;
const HEADER = "import time: self [us] | cumulative | imported package\n";
/** `-X importtime=2`: loaded modules are reported too. */
const ALL = 2;

/** The imports under way, and how long what they imported took. */
export class ImportTimes {
  private readonly interp: Interpreter;
  private level = 0;
  /** Nanoseconds that imports have taken which the present one has asked for. */
  private inner = 0n;
  private begun = false;

  /** Null where nobody asked for the times. */
  static make(interp: Interpreter): ImportTimes | null {
    return interp.config.import_time === 0 ? null : new ImportTimes(interp);
  }

  private constructor(interp: Interpreter) {
    this.interp = interp;
  }

  /** An import begins; gives the function that reports its end. */
  begin(name: string): () => void {
    this.writeHeader();
    this.level++;
    const outer = this.inner;
    this.inner = 0n;
    const start = this.now();
    return () => {
      const taken = this.now() - start;
      this.level--;
      this.write(microseconds(taken - this.inner, 9), microseconds(taken, 10), name);
      this.inner = outer + taken;
    };
  }

  /** An import was answered from `sys.modules`. */
  cached(name: string): void {
    if (this.interp.config.import_time !== ALL) return;
    this.writeHeader();
    // As CPython has it: the name is padded to the width of its indentation.
    this.writeText(`import time: cached    | cached     | ${name.padStart(this.level * 2)}\n`);
  }

  private now(): bigint {
    return this.interp.host.clock.monotonic();
  }

  private writeHeader(): void {
    if (!this.begun) this.writeText(HEADER);
    this.begun = true;
  }

  private write(self: string, cumulative: string, name: string): void {
    this.writeText(`import time: ${self} | ${cumulative} | ${"  ".repeat(this.level)}${name}\n`);
  }

  private writeText(text: string): void {
    this.interp.host.fs.write(STDERR, encodeUtf8(strFromJs(text)));
  }
}

/** Rounded up. */
function microseconds(nanoseconds: bigint, width: number): string {
  return String((nanoseconds + 999n) / 1000n).padStart(width);
}
