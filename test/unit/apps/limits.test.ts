/** What an embedder may limit, and that programs cannot get around it. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";
import { Python, PythonError } from "../../../src/apps/embed/node.ts";
import type { LimitOptions } from "../../../src/interpreter/limits.ts";

const MIB = 2 ** 20;

/** Limits, a program that exceeds them, and which one it meets. */
const EXCEEDING: readonly (readonly [string, LimitOptions, string, string])[] = [
  ["a loop, in time", { time: 50 }, "while True: pass", "time"],
  ["a loop that catches", { time: 50 }, "while True:\n  try:\n    while True: pass\n  except Exception: pass", "time"],
  ["a runaway regular expression", { time: 50 }, "import re; re.match('(a*)*b', 'a' * 50)", "time"],
  ["an endless iterator", { time: 50 }, "import itertools; sum(itertools.count())", "time"],
  ["a drained generator", { time: 50 }, "g = (0 for _ in iter(int, 1)); dict.fromkeys(g)", "time"],
  ["a huge power", { time: 50 }, "7 ** 2 ** 27", "time"],
  ["sleep", { time: 50 }, "import time; time.sleep(60)", "time"],
  [
    "another thread",
    { time: 50 },
    "import threading; t = threading.Thread(target=lambda: [0 for _ in iter(int, 1)]); t.start(); t.join()",
    "time",
  ],
  ["a loop, in steps", { instructions: 10_000 }, "while True: pass", "instruction"],
  ["calls, in steps", { instructions: 10_000 }, "def f(): pass\nwhile True: f()", "instruction"],
  [
    "a damaged yield from, which asks an iterator that has ended again, in steps",
    { instructions: 10_000_000 },
    `import opcode
def f(): yield from ()
code = bytearray(f.__code__.co_code)
code[code[::2].index(opcode.opmap["SEND"]) * 2 + 1] -= 1
f.__code__ = f.__code__.replace(co_code=bytes(code))
next(f())`,
    "instruction",
  ],
  ["a tree of calls", { time: 50 }, "def f(n):\n  if n: f(n - 1); f(n - 1)\nf(60)", "time"],
  [
    "a tree of calls, in steps",
    { instructions: 10_000 },
    "def f(n):\n  if n: f(n - 1); f(n - 1)\nf(60)",
    "instruction",
  ],
  ["calls in loops of one round", { time: 50 }, "def f(n):\n  while n:\n    f(n - 1); f(n - 1); break\nf(60)", "time"],
  [
    "calls that are guarded",
    { time: 50 },
    "def f(n):\n  try:\n    if n: f(n - 1); f(n - 1)\n  except ValueError: pass\nf(60)",
    "time",
  ],
  [
    "calls of what called nothing when they were compiled",
    { time: 50 },
    "def f(n):\n  if n: g(n - 1); g(n - 1)\ndef g(n):\n  if deep: f(n); f(n)\n" +
      "deep = False\nfor _ in range(2000): f(1)\ndeep = True\nf(60)",
    "time",
  ],
  ["one big object", { memory: 32 * MIB }, "bytearray(10 ** 9)", "memory"],
  ["an int as many bytes", { memory: 32 * MIB }, "(1).to_bytes(2 ** 31)", "memory"],
  ["a repeated text", { memory: 32 * MIB }, "'x' * 10 ** 8", "memory"],
  ["a repeated list", { memory: 32 * MIB }, "[0] * 10 ** 7", "memory"],
  ["many small objects", { memory: 64 * MIB }, "l = []\nwhile True: l.append([1])", "memory"],
  [
    "nested calls",
    { recursion: 50 },
    "import sys\nsys.setrecursionlimit(10**6)\ndef f(): f()\ntry: f()\nexcept Exception: pass",
    "recursion",
  ],
  ["output", { output: 1000 }, "while True:\n  try: print('x' * 100, flush=True)\n  except Exception: pass", "output"],
];

test("limits", { skip: !existsSync("dist/lib.taipan") && "the library is not built" }, async (t) => {
  for (const [name, limits, program, which] of EXCEEDING) {
    await t.test(name, async () => {
      const python = new Python({ limits });
      const exceeded = (error: unknown): boolean =>
        error instanceof PythonError && error.type === "LimitExceeded" && error.text === `${which} limit exceeded`;
      assert.throws(() => python.run(program), exceeded);
      await assert.rejects(python.runAsync(program), exceeded);
      if (limits.memory === undefined) assert.equal(python.run("1 + 1"), 2);
    });
  }

  await t.test("each run has its own account", () => {
    const python = new Python({ limits: { instructions: 100_000, output: 1000 } });
    for (let i = 0; i < 5; i++) {
      assert.equal(python.run("print('x' * 500)\nsum([x for x in range(50_000)])"), 1249975000);
    }
  });
});
