/** Interpreters that nobody refers to any more are given back, whatever ran in them. In a process of its own: tests keep what they await. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { test } from "node:test";

const bundle = new URL("../../../dist/index.js", import.meta.url);
const skip = !existsSync(bundle) && "not built yet";

/** Programs that hand something to the collector, which outlives interpreters, or to the tables of compiled code. */
const PROGRAMS: Readonly<Record<string, string>> = {
  // The interpreter that first has much to do is kept with what the loop was trained on.
  "something long": "for i in range(300000): pass",
  "nothing special": "1",
  "references to built-in types":
    "from collections.abc import Sequence\nisinstance([], Sequence)\nSequence.register(range)",
  "objects with __del__": "class C:\n  def __del__(self): pass\nc = C()",
  "a generator in a try": "def g():\n  try: yield\n  finally: pass\nheld = g()\nnext(held)",
  "hot code": "def f(n):\n  s = 0\n  for i in range(n): s += i\n  return s\nf(60000)",
  "a coroutine": "import asyncio\nasync def main():\n  await asyncio.sleep(0)\nawait main()",
  "a thread": "import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()",
};

const script = `
import { setTimeout } from "node:timers/promises";
const { Python } = await import(${JSON.stringify(bundle.href)});
const programs = ${JSON.stringify(PROGRAMS)};

/** Something that only the interpreter of the program refers to. */
async function run(program, closes) {
  const mark = () => null;
  const python = new Python({ modules: { host: { mark } } });
  await python.runAsync("import host\\n" + program);
  // Long enough for what has something to do at its end to be handed to the collector.
  await setTimeout(120);
  python.run("for i in range(1000): pass");
  if (closes) await python.close();
  return new WeakRef(mark);
}

const marks = [];
for (const [name, program] of Object.entries(programs)) {
  for (const closes of [true, false]) marks.push([closes ? name + ", closed" : name, await run(program, closes)]);
}
await run("import time; time.sleep(0.01)", false); // the thread that waited last is kept
new Python();
for (let i = 0; i < 10; i++) {
  await setTimeout(10);
  gc();
}
console.log(JSON.stringify(marks.filter(([, mark]) => mark.deref() !== undefined).map(([name]) => name)));
`;

test("interpreters that nobody refers to any more are collected", { skip }, () => {
  const { stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", "--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  assert.equal(stderr, "");
  assert.deepEqual(JSON.parse(stdout), ["something long, closed"]);
});
