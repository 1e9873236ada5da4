/** Runs cases recorded from CPython 3.14 (hashes from a 64-bit build) against the kernel. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { KernelError } from "../../../src/kernel/error.ts";
import { floatFromHex } from "../../../src/kernel/float-hex.ts";

// biome-ignore lint/suspicious/noExplicitAny: recorded values are of any shape
export type Any = any;

export function fixture(name: string): Any[][] {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8"));
}

/** One test for each operation in a fixture: `run` answers with what was computed and what was wanted. */
export function recorded(name: string, key: (row: Any[]) => string, run: (row: Any[]) => [Any, Any]): void {
  const groups = new Map<string, Any[][]>();
  for (const row of fixture(name)) {
    const rows = groups.get(key(row));
    if (rows) rows.push(row);
    else groups.set(key(row), [row]);
  }
  for (const [label, rows] of groups) {
    test(`${name} ${label} (${rows.length})`, () => {
      for (const row of rows) {
        const [got, want] = run(row);
        assert.deepEqual(got, want, JSON.stringify(row).slice(0, 300));
      }
    });
  }
}

/** What `work` gives, or its KernelError as `["!", type, msg]`. */
export function attempt(work: () => Any): Any {
  try {
    return work();
  } catch (error) {
    if (error instanceof KernelError) return ["!", error.type, error.msg];
    throw error;
  }
}

const HEX = /^-?(0x[0-9a-f.]+p[+-]\d+|inf|nan)$/;

/** Replaces hexadecimal floats by numbers, in arrays too. */
export function unhex(value: Any): Any {
  if (Array.isArray(value)) return value.map(unhex);
  return typeof value === "string" && HEX.test(value) ? floatFromHex(value) : value;
}
