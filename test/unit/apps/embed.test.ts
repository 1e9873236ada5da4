/** The embedding interface, as a JavaScript program uses it. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";
import { Python, PythonError } from "../../../src/apps/embed/node.ts";

const failure = (type: string, message: string) => (error: unknown) =>
  error instanceof PythonError && error.type === type && error.message === message;

test("an embedded Python", { skip: !existsSync("dist/lib.taipan") && "the library is not built" }, async (t) => {
  let said = "";
  const python = new Python({
    stdout: (text) => (said += text),
    files: { "notes/a.txt": "from the file\n" },
    env: { WHO: "me" },
    args: ["prog", "x"],
  });

  await t.test("runs statements and gives the last expression's value", () => {
    assert.equal(python.run("def double(x): return x * 2\nprint('hi', double(4))"), null);
    assert.equal(said, "hi 8\n");
    assert.equal(python.run("a = 1\ndouble(21)"), 42);
    const plain = [1, 2.5, "x🐍", null, true, 2n ** 70n, [1], new TextEncoder().encode("xy"), new Set([1])];
    assert.deepEqual(python.run("[1, 2.5, 'x🐍', None, True, 2**70, (1,), b'xy', {1}]"), plain);
    assert.deepEqual(python.run("{'a': 1, 'b': {2: 3}}"), { a: 1, b: new Map([[2, 3]]) });
  });

  await t.test("shares its namespace", () => {
    python.globals.set("data", { a: [1, 2.5, null], b: "é", big: 2n ** 60n });
    assert.equal(python.run("data['a'][1] + len(data['b']) + data['big'] % 7"), 2.5 + 1 + Number(2n ** 60n % 7n));
    assert.deepEqual(python.globals.get("data"), { a: [1, 2.5, null], b: "é", big: 2n ** 60n });
    assert.equal(python.globals.get("nothing"), undefined);
  });

  await t.test("hands out objects and calls functions both ways", async () => {
    python.registerModule("host", {
      add: (a: number, b: number) => a + b,
      later: (x: number) => new Promise((resolve) => setTimeout(() => resolve(x + 1), 5)),
      broken: () => {
        throw new Error("no");
      },
      limit: 7,
    });
    assert.equal(python.run("import host\nhost.add(2, 3) * host.limit"), 35);
    assert.equal(await python.runAsync("host.later(1) + host.later(2)"), 5);
    assert.throws(() => python.run("host.broken()"), failure("RuntimeError", "RuntimeError: Error: no"));
    const double = python.run("double") as unknown as { call(x: number): unknown; type: string };
    assert.equal(double.type, "function");
    assert.equal(double.call(8), 16);
    assert.throws(() => python.run("host.later(1)"), /cannot wait here/);
  });

  await t.test("fails with what Python says", async () => {
    assert.throws(() => python.run("1 / 0"), failure("ZeroDivisionError", "ZeroDivisionError: division by zero"));
    await assert.rejects(python.runAsync("raise KeyError('k')"), failure("KeyError", "KeyError: 'k'"));
    assert.throws(
      () => python.run("1 +"),
      (error) => error instanceof PythonError && error.type === "SyntaxError",
    );
    assert.throws(
      () => python.run("raise SystemExit(3)"),
      (error) => error instanceof PythonError && error.exitStatus === 3,
    );
    assert.equal(python.run("'still alive'"), "still alive");
  });

  await t.test("sees only what it was given", () => {
    const result = python.run(
      "import os, sys\n[open('notes/a.txt').read(), dict(os.environ)['WHO'], sys.argv, os.path.exists('/etc/passwd')]",
    );
    assert.deepEqual(result, ["from the file\n", "me", ["prog", "x"], false]);
  });

  await t.test("stops when it is told to", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error("enough")), 30);
    await assert.rejects(python.runAsync("while True: pass", { signal: stop.signal }), /enough/);
    const short = new Python({ limits: { time: 50 } });
    assert.throws(
      () => short.run("try:\n  while True: pass\nexcept Exception: pass"),
      failure("LimitExceeded", "LimitExceeded: time limit exceeded"),
    );
    // Nothing looks at the clock while the compiler is at work, and nothing in code without loops and calls does.
    assert.throws(
      () => short.run("compile('x = 1\\n' * 200_000, 'long', 'exec')\nreached = True"),
      failure("LimitExceeded", "LimitExceeded: time limit exceeded"),
    );
    assert.equal(short.run("'reached' in globals()"), false);
    assert.equal(python.run("1 + 1"), 2);
  });

  await t.test("knows nothing of other instances", async () => {
    const other = new Python();
    assert.throws(
      () => other.run("double(1)"),
      (error) => error instanceof PythonError && error.type === "NameError",
    );
    assert.equal(python.run("double(1)"), 2);
    const both = await Promise.all([
      other.runAsync("import time\nfor i in range(5): time.sleep(0.002)\ni"),
      python.runAsync("import time\nfor i in range(3): time.sleep(0.003)\ni"),
    ]);
    assert.deepEqual(both, [4, 2]);
  });
});
