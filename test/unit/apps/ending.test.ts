/** What finalizers find at the end of the program, as native CPython prints it: Pyodide ends without them. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const taipan = join(dirname(fileURLToPath(import.meta.url)), "../../../dist/taipan.js");
const skip = !existsSync(taipan) && "no command line yet";

function run(program: string): { stdout: string; stderr: string; status: number | null } {
  return spawnSync(process.execPath, [taipan, "-c", program], { encoding: "utf8" });
}

test("finalizers at the end find no modules, the first streams, and an interpreter that says so", { skip }, () => {
  const { stdout, stderr, status } = run(`
import io, sys, warnings
class Last:
    def __del__(self):
        print(sys.is_finalizing(), sys.modules, sys.path, sys.meta_path, sys.stdout is sys.__stdout__)
        try:
            import sys as again
        except ImportError as error:
            print(error)
        warnings.warn("warned")
        open
last = Last()
async def coroutine(): pass
forgotten = coroutine()
sys.stdout = io.StringIO()
print("not seen")
`);
  assert.equal(stdout, "True {} None None True\nsys.meta_path is None, Python is likely shutting down\n");
  assert.match(stderr, /^<string>:10: UserWarning: warned\n/);
  assert.match(stderr, /\n {2}File "<string>", line 11, in __del__\nNameError: name 'open' is not defined\n/);
  assert.match(stderr, /<sys>:0: RuntimeWarning: coroutine 'coroutine' was never awaited\n/);
  assert.equal(status, 0);
});

test("the source of -c is there for whoever shows a traceback", { skip }, () => {
  const { stderr } = run("import traceback\ntry: 1 / 0\nexcept ArithmeticError: traceback.print_exc()");
  assert.match(stderr, / {4}try: 1 \/ 0\n {9}~~\^~~\n/);
});
