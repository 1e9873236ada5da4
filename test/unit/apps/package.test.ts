/** What the package offers under its own name, as those who have installed it import it. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { PythonError as Failure } from "../../../src/apps/embed/node.ts";

const dist = new URL("../../../dist/", import.meta.url);
const skip = !existsSync(new URL("browser.js", dist)) && "not built yet";
// Names that the compiler does not look up.
const [entry, browser, library] = ["taipan", "taipan/browser", "taipan/lib.taipan"];

const PROGRAM = `
import json, re
class Error(Exception): pass
def squares(n):
    for i in range(n): yield i * i
try:
    raise Error(sum(squares(50000)))
except Error as error:
    found = re.sub(r"(\\d)(?=(?:\\d{3})+$)", r"\\1 ", str(error))
json.dumps({"found": found, "name": Error.__name__})
`;
const ANSWER = '{"found": "41 665 416 675 000", "name": "Error"}';

test("the entry of the platform", { skip }, async () => {
  const { Python, PythonError } = await import(entry);
  assert.equal(new Python().run(PROGRAM), ANSWER);
  assert.throws(() => new Python().run("1 / 0"), PythonError);
});

test("the entry for browsers and workers, where the library comes as bytes", { skip }, async () => {
  const { Python } = await import(browser);
  const python = new Python(readFileSync(fileURLToPath(import.meta.resolve(library))));
  assert.equal(python.run(PROGRAM), ANSWER);
  assert.equal(await python.runAsync("import time\ntime.sleep(0.001)\n42"), 42);
  const traces = (error: unknown) =>
    /line 1, in f\n.*NameError: name .g. is not defined/s.test((error as Failure).traceback);
  assert.throws(() => python.run("def f(): g()\nf()"), traces);
});
