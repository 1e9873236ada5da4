import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { judge, parseExpectations, type TestResult } from "../../../tools/conformance/expectations.ts";
import { install } from "../../../tools/conformance/install.ts";
import { runModule } from "../../../tools/conformance/process.ts";

const folder = mkdtempSync(join(tmpdir(), "conformance-test-"));
after(() => rmSync(folder, { recursive: true }));

const MODULE = `
import os, unittest

class First(unittest.TestCase):
    def test_a(self): pass
    def test_b(self): os._exit(3)
    def test_c(self): self.assertEqual(1, 2)
    def test_d(self): self.skipTest("not today")
    def test_e(self):
        with self.subTest(1): self.skipTest("this one")
        with self.subTest(2): raise KeyError("k")

class Second(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise ValueError("no fixture")
    def test_f(self): pass
`;

test("every test of a module has a result, and a crash costs only the test that it happened in", async () => {
  mkdirSync(join(folder, "test/support"), { recursive: true });
  for (const name of ["test/__init__.py", "test/support/__init__.py"]) writeFileSync(join(folder, name), "");
  writeFileSync(join(folder, "test/test_small.py"), MODULE);
  const home = install(join(process.cwd(), "dist"), folder);
  after(() => rmSync(home, { recursive: true }));
  const python = `node ${join(home, "taipan.js")}`;
  const { tests } = await runModule({ python, tests: folder, timeout: 120, testTimeout: 60, use: "" }, "test_small");
  assert.deepEqual(Object.fromEntries(tests), {
    "test.test_small.First.test_a": { status: "ok", reason: "" },
    "test.test_small.First.test_b": { status: "crash", reason: "exit status 3: " },
    "test.test_small.First.test_c": { status: "fail", reason: "AssertionError: 1 != 2" },
    "test.test_small.First.test_d": { status: "skip", reason: "not today" },
    "test.test_small.First.test_e": { status: "fail", reason: "KeyError: 'k'" },
    "setUpClass (test.test_small.Second)": { status: "fail", reason: "ValueError: no fixture" },
  });
});

test("failures must be expected, expected failures must fail", () => {
  const fail: TestResult = { status: "fail", reason: "why" };
  const ok: TestResult = { status: "ok", reason: "" };
  const tests = new Map([
    ["a", fail],
    ["b", ok],
    ["c", fail],
    ["d", { status: "skip", reason: "" } as TestResult],
  ]);
  const expected = parseExpectations("# comment\na  known\nb  was broken\nd  elsewhere\ngone  removed\n");
  assert.deepEqual(judge({ module: "m", tests, seconds: 0 }, expected), {
    regressions: ["c  fail: why"],
    improvements: ["b  passes, though it is expected to fail", "gone  is expected to fail, but there is no such test"],
  });
  assert.throws(() => parseExpectations("a test without a reason\n"), /needs its reason/);
});
