/** Numbers as text: base 32 with a continuation bit, as src/kernel/unicode/decode.ts reads them. */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function encodeNumbers(numbers: number[]): string {
  const out: string[] = [];
  for (let n of numbers) {
    if (!Number.isInteger(n) || n < 0) throw new Error(`cannot encode ${n}`);
    while (n >= 32) {
      out.push(DIGITS[32 + (n % 32)]);
      n = Math.floor(n / 32);
    }
    out.push(DIGITS[n]);
  }
  return out.join("");
}

export interface Run<T> {
  length: number;
  value: T;
}

/** Joins several properties of all code points into runs over which none of them changes. */
export class RunMerger {
  private readonly columns: unknown[][] = [];

  addRuns<T>(runs: [number, T][]): void {
    const column: T[] = [];
    for (const [length, value] of runs) for (let i = 0; i < length; i++) column.push(value);
    this.columns.push(column);
  }

  addFunction(value: (code: number) => number): void {
    this.columns.push(Array.from({ length: 0x110000 }, (_, code) => value(code)));
  }

  merge(record: (values: unknown[]) => string): Run<string>[] {
    const out: Run<string>[] = [];
    for (let code = 0; code < 0x110000; code++) {
      const value = record(this.columns.map((column) => column[code]));
      const last = out[out.length - 1];
      if (last !== undefined && last.value === value) last.length++;
      else out.push({ length: 1, value });
    }
    return out;
  }
}
