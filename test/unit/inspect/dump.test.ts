/** What `--dump` prints is what CPython's own printers print; our own notations name everything they refer to. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dump, type Stage } from "../../../src/inspect/dump.ts";
import { loadOracle } from "../../../tools/parity/pyodide.ts";

const SETUP = `
import contextlib, io, re, runpy, sys
def printed(module, source):
    with open("/tmp/sample.py", "w") as f:
        f.write(source)
    sys.argv = [module, "/tmp/sample.py"]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        runpy.run_module(module, run_name="__main__", alter_sys=False)
    return re.sub(" at 0x[0-9a-f]+", "", out.getvalue())
`;

const PRINTERS: readonly (readonly [Stage, string])[] = [
  ["tokens", "tokenize"],
  ["ast", "ast"],
  ["symtable", "symtable"],
  ["dis", "dis"],
];

const SAMPLES = ["pattern_matching", "coroutine_scheduler", "typing_runtime", "exceptions_zoo"];

test("tokens, ast, symtable and dis print what CPython prints", async (t) => {
  const oracle = await loadOracle();
  oracle.run(SETUP);
  const printed = oracle.callable<[string, string], string>("printed");
  for (const name of SAMPLES) {
    const source = readFileSync(new URL(`../../programs/${name}.py`, import.meta.url), "utf8");
    for (const [stage, module] of PRINTERS) {
      await t.test(`${name} ${stage}`, () => {
        assert.equal(dump(stage, new TextEncoder().encode(source), "/tmp/sample.py"), printed(module, source));
      });
    }
  }
});

const LOOP = "def f(xs):\n    try:\n        for x in xs: g(x)\n    except E: pass\n";

test("instructions name their operands and labels", () => {
  const text = dump("instructions", LOOP, "f.py");
  assert.match(text, /^<module>:\n/);
  assert.match(text, /\nf:\n/);
  assert.match(text, /LOAD_GLOBAL +\d+ \(g\)/);
  const labels = [...text.matchAll(/ (L\d+)$/gm)].map((match) => match[1]);
  assert.ok(labels.length > 3);
  for (const label of labels) assert.ok(text.includes(` ${label}:`), label);
});

test("the graph shows blocks, guards and depths", () => {
  const text = dump("cfg", LOOP, "f.py");
  assert.match(text, /B0: depth 0/);
  assert.match(text, /guarded by B\d+/);
  assert.match(text, /handler/);
  assert.match(text, /FOR_ITER +B\d+/);
});
