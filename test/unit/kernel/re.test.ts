import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { interrupt } from "../../../src/kernel/interrupt.ts";
import * as op from "../../../src/kernel/re/opcodes.ts";
import { type ReMatch, ReProgram, ReSubject } from "../../../src/kernel/re/program.ts";
import * as steps from "../../../src/kernel/re/state.ts";
import { strFromCodes } from "../../../src/kernel/str.ts";
import { fixture } from "./support.ts";

/** Every span, group 0 first. */
function spans(match: ReMatch, groups: number): number[] {
  const out: number[] = [];
  for (let group = 0; group <= groups; group++) out.push(match.groupStart(group), match.groupEnd(group));
  return out;
}

/** `matcherOnly` forbids the translation to RegExp. */
function check(matcherOnly: boolean): number {
  let native = 0;
  for (const [pattern, flags, code, groups, isBytes, input, start, end, results, all] of fixture("re")) {
    if (start > end) continue;
    const program = new ReProgram(code, groups);
    const subject = isBytes ? ReSubject.ofBytes(Uint8Array.from(input)) : ReSubject.ofStr(strFromCodes(input));
    if (matcherOnly) program.disableNative();
    else if (subject.limit !== 0 && program.isNative(subject.limit)) native++;
    const got = (["match", "fullmatch", "search"] as const).map((mode) => {
      const match = program.run(subject, start, end, mode);
      return match === null ? null : [match.lastindex, ...spans(match, groups)];
    });
    const found: number[][] = [];
    for (let at = start, advance = false; ; ) {
      const match = program.run(subject, at, end, "search", advance);
      if (match === null) break;
      found.push([...spans(match, groups), match.lastindex]);
      advance = match.start === match.end;
      at = match.end;
    }
    const label = `${JSON.stringify(pattern)} flags ${flags} on ${JSON.stringify(input)} ${start}:${end}`;
    assert.deepEqual([got, found], [results, all], label);
  }
  return native;
}

test("the matcher agrees with CPython on random patterns", () => {
  check(true);
});

test("and so does the translation to RegExp, where there is one", () => {
  assert.ok(check(false) > 100);
});

test("the matcher's literal cases are the opcodes that their comments name", () => {
  const source = readFileSync(new URL("../../../src/kernel/re/engine.ts", import.meta.url), "utf8");
  const named: Record<string, number> = { ...(steps as object), ...(op as object) };
  const cases = [...source.matchAll(/case (\d+):(?: \{)?\s+\/\/ (\w+)/g)];
  assert.ok(cases.length > 45);
  for (const [, number, name] of cases) assert.equal(named[name], Number(number), name);
});

/** The program looks whether it is to stop when it runs on that many letters a. */
function checkInterruptible(code: readonly number[], groups: number, length: number): void {
  const stop = new Error("stop");
  interrupt.poll = () => {
    throw stop;
  };
  try {
    const program = new ReProgram(Uint32Array.from(code), groups);
    assert.throws(
      () => program.run(ReSubject.ofStr("a".repeat(length)), 0, length, "search"),
      (error) => error === stop,
    );
  } finally {
    interrupt.poll = () => {};
  }
}

test("a runaway pattern can be interrupted", () => {
  // (a+)+b, as the library compiles it.
  const code = [
    ...[op.INFO, 4, 0, 2, op.MAXREPEAT, op.REPEAT, 15, 1, op.MAXREPEAT, op.MARK, 0],
    ...[op.REPEAT_ONE, 6, 1, op.MAXREPEAT, op.LITERAL, 97, op.SUCCESS, op.MARK, 1, op.MAX_UNTIL],
    ...[op.LITERAL, 98, op.SUCCESS],
  ];
  code[6] = code.indexOf(op.MAX_UNTIL, 19) - 6;
  checkInterruptible(code, 1, 40);
});

test("and so can one that divides the text among many repeats in a row", () => {
  // a*a*a*a*b
  const repeats = Array.from({ length: 4 }, () => [op.REPEAT_ONE, 6, 0, op.MAXREPEAT, op.LITERAL, 97, op.SUCCESS]);
  checkInterruptible([op.INFO, 4, 0, 1, op.MAXREPEAT, ...repeats.flat(), op.LITERAL, 98, op.SUCCESS], 0, 80);
});

test("and so can one that a RegExp could do, but not soon", () => {
  // a*a*b
  const repeats = Array.from({ length: 2 }, () => [op.REPEAT_ONE, 6, 0, op.MAXREPEAT, op.LITERAL, 97, op.SUCCESS]);
  const code = [op.INFO, 4, 0, 1, op.MAXREPEAT, ...repeats.flat(), op.LITERAL, 98, op.SUCCESS];
  assert.ok(new ReProgram(Uint32Array.from(code), 0).isNative(128));
  checkInterruptible(code, 0, 50_000);
  // Where somebody counts on it, sooner.
  const { awaited } = interrupt;
  interrupt.awaited = () => true;
  try {
    checkInterruptible(code, 0, 1500);
  } finally {
    interrupt.awaited = awaited;
  }
});
