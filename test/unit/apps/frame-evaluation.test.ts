/** Frames evaluated by the host (PEP 523). */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test, { beforeEach } from "node:test";
import { type HostEvaluator, Python, PythonError } from "../../../src/apps/embed/node.ts";

const skip = !existsSync("dist/lib.taipan") && "the library is not built";
let python: Python;
let seen: string[];
beforeEach(() => {
  python = new Python();
  seen = [];
});

const watch: HostEvaluator = (frame) => {
  seen.push(frame.name);
  return frame.evaluate();
};

/** Runs a program with and without an evaluator that changes nothing; the results must be the same. */
function same(source: string): unknown {
  const expected = new Python().run(source);
  python.setFrameEvaluator(watch);
  assert.deepEqual(python.run(source), expected);
  return expected;
}

test("an evaluator is asked about functions, classes and modules", { skip }, () => {
  same("class C:\n  def __init__(self, x): self.x = x\n  def get(self): return self.x\nC(1.0).get() is not None");
  assert.deepEqual(seen, ["<module>", "C", "<module>", "C.__init__", "C.get"]);
});

test("closures, callbacks of built-ins and operators are asked about too", { skip }, () => {
  same(
    "def outer(a):\n  def inner(b): return a + b\n  return inner\n" +
      "class N:\n  def __add__(self, other): return 7\n  def __eq__(self, other): return True\n" +
      "[outer(1)(2), sorted([3, 1, 2], key=lambda x: -x), N() + 1, N() in [1], list(map(outer(5), [1]))]",
  );
  const counts = new Map<string, number>();
  for (const name of seen) counts.set(name, (counts.get(name) ?? 0) + 1);
  assert.equal(counts.get("outer.<locals>.inner"), 2);
  assert.equal(counts.get("<lambda>"), 3);
  assert.equal(counts.get("N.__add__"), 1);
  assert.equal(counts.get("N.__eq__"), 1);
});

test("generators are asked about whenever they go on", { skip }, () => {
  const source =
    "def g():\n  x = yield 1\n  try: yield x\n  except KeyError: yield 'caught'\n  return 'end'\n" +
    "def d():\n  r = yield from g()\n  yield r\n" +
    "it = d()\n[next(it), it.send(5), it.throw(KeyError), next(it), list(it), [x for x in g()], sum(len(str(x)) for x in g())]";
  same(source);
  // What is thrown into d goes to g at once. Alone, g goes on three times.
  assert.equal(seen.filter((name) => name === "d").length, 4);
  assert.equal(seen.filter((name) => name === "g").length, 4 + 2 * 3);
});

test("coroutines and asynchronous generators run", { skip }, async () => {
  python.setFrameEvaluator(watch);
  const source =
    "import asyncio\nasync def numbers():\n  for i in range(3):\n    await asyncio.sleep(0)\n    yield i\n" +
    "async def main(): return [i async for i in numbers()]\nasyncio.run(main())";
  assert.deepEqual(python.run(source), [0, 1, 2]);
  assert.ok(seen.includes("numbers") && seen.includes("main"));
});

test("the answer is the result, exactly as it was or converted", { skip }, () => {
  python.run(
    "def f(): return big\nbig = [1.0]\ndef g():\n  yield 1\n  yield 2\nclass C:\n  def __init__(self): self.x = 1",
  );
  python.setFrameEvaluator(watch);
  assert.equal(python.run("f() is big and type(f()[0]) is float"), true);
  python.setFrameEvaluator((frame) => (frame.name === "f" ? 42 : frame.evaluate()));
  assert.deepEqual(python.run("[f(), list(map(lambda _: f(), [0]))]"), [42, [42]]);
  python.setFrameEvaluator((frame) => {
    if (frame.name !== "g") return frame.evaluate();
    const { value } = frame.evaluate();
    return value === null ? null : -(value as number);
  });
  assert.deepEqual(python.run("list(g())"), [-1, -2]);
  python.setFrameEvaluator((frame) => (frame.name === "C.__init__" ? 1 : frame.evaluate()));
  assert.throws(() => python.run("C()"), /__init__\(\) should return None, not 'int'/);
});

test("a frame that is not evaluated does not run", { skip }, () => {
  python.run("ran = []\ndef f(): ran.append('f')\ndef g():\n  ran.append('g')\n  yield 1");
  python.setFrameEvaluator((frame) => (frame.name === "f" || frame.name === "g" ? "instead" : frame.evaluate()));
  assert.deepEqual(
    python.run("it = g()\ntry: next(it)\nexcept StopIteration as e: v = e.value\n[f(), v, list(it), ran]"),
    ["instead", "instead", [], []],
  );
});

test("local variables can be read and set before the frame runs", { skip }, () => {
  python.run("def f(a, b=2):\n  c = lambda: a\n  return (c(), b)\nclass C: pass");
  python.setFrameEvaluator((frame) => {
    if (frame.name !== "f") return frame.evaluate();
    assert.deepEqual(frame.localNames(), ["a", "b"]);
    assert.equal(frame.hasLocal("c"), false);
    assert.equal(frame.getLocal("c"), undefined);
    assert.equal(frame.getLocal("a"), 1);
    assert.equal(frame.code.get("co_name"), "f");
    assert.equal(frame.object.get("f_lineno"), 1);
    frame.setLocal("a", 10);
    frame.setLocal("b", "x");
    return frame.evaluate();
  });
  assert.deepEqual(python.run("f(1)"), [10, "x"]);
});

test("exceptions pass through the evaluator, which may replace them", { skip }, () => {
  python.run(
    "def bad(): raise KeyError('k')\ndef safe():\n  try: bad()\n  except KeyError as e: return (str(e), e.__traceback__.tb_next.tb_frame.f_code.co_name)",
  );
  python.setFrameEvaluator(watch);
  assert.deepEqual(python.run("safe()"), ["'k'", "bad"]);
  python.setFrameEvaluator((frame) => {
    try {
      return frame.evaluate();
    } catch (error) {
      if (frame.name === "bad" && error instanceof PythonError && error.type === "KeyError") return "mended";
      throw error;
    }
  });
  assert.equal(python.run("bad()"), "mended");
  python.setFrameEvaluator((frame) => {
    if (frame.name === "bad") throw new Error("refused");
    return frame.evaluate();
  });
  assert.throws(() => python.run("bad()"), /RuntimeError: Error: refused/);
  assert.equal(python.run("try: bad()\nexcept RuntimeError: r = 1\nr"), 1);
  python.setFrameEvaluator((frame) => [frame.evaluate(), frame.evaluate()]);
  assert.throws(() => python.run("bad()"), /KeyError|evaluated already/);
});

test("iteration by __next__ ends where the evaluator lets it end", { skip }, () => {
  same(
    "class I:\n  n = 0\n  def __iter__(self): return self\n  def __next__(self):\n    self.n += 1\n    if self.n > 3: raise StopIteration\n    return self.n\n" +
      "out = []\nfor x in I(): out.append(x)\nout + [*I()]",
  );
  assert.equal(seen.filter((name) => name === "I.__next__").length, 8);
});

test("compiled code makes way, and comes back", { skip }, () => {
  python.registerModule("host", {
    on: () => python.setFrameEvaluator(watch),
    off: () => python.setFrameEvaluator(null),
  });
  const total = python.run(
    "import host\ndef inc(x): return x + 1\ndef run(n):\n  t = 0\n  for i in range(n): t = inc(t)\n  return t\n" +
      "run(50000)\nhost.on()\na = run(10)\nhost.off()\nb = run(50000)\na + b",
  );
  assert.equal(total, 50010);
  assert.deepEqual(seen, ["run", ...Array(10).fill("inc")]);
});

test("threads, also new ones, and trace functions are under it", { skip }, () => {
  python.setFrameEvaluator(watch);
  python.run(
    "import sys, threading\ndef work(): pass\ndef tracer(*args): return None\ndef traced(): pass\n" +
      "t = threading.Thread(target=work)\nt.start()\nt.join()\nsys.settrace(tracer)\ntraced()\nsys.settrace(None)",
  );
  for (const name of ["work", "tracer", "traced"]) assert.ok(seen.includes(name), name);
});
