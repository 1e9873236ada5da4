/** What text functions become. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { executableOf } from "../../../src/interpreter/code.ts";
import { compile } from "../../../src/jit/compile.ts";
import { functionOf } from "./functions.ts";

function textOf(source: string): string {
  const func = functionOf(source);
  const policy = { generic: new Set<number>(), speculateCold: true, exitOften: false, shows: false };
  const code = executableOf(func.code);
  const request = { code, func, entry: 0, locals: [], stack: [], isModule: false, feeds: false, policy, piece: {} };
  return compile(request).source;
}

/** The declaration of a function's variables. */
function variablesOf(text: string): string[] {
  const declaration = text.split("\n").find((line) => line.startsWith("  let "));
  return declaration === undefined ? [] : declaration.slice("  let ".length, -1).split(", ");
}

test("no local variable with attributes has the number of a parameter with attributes", () => {
  const text = textOf(
    "def f(a, b):\n  x = a[0]\n  y = x.real\n  for z in a: y = z.imag\n  return y, b\n" +
      "for _ in range(9): f([1.5, 2.5], 1)",
  );
  assert.match(text, /^function py_f\(fn, d, _a, _b\)/);
  // `_a.items` is read, and so may be what belongs to the variables behind the third.
  const variables = variablesOf(text);
  const first = variables.findIndex((variable) => !variable.endsWith(" = 0"));
  assert.ok(first >= 3, variables.join());
});

test("parameters of which nothing is read are in nobody's way", () => {
  assert.deepEqual(variablesOf(textOf("def f(a, b): return a + b\nfor _ in range(9): f(1, 2)")), []);
});

test("a class is asked for behind None, and only there", () => {
  const text = textOf("def f(a): return a[0]\nfor _ in range(9): f([1])");
  assert.match(text, /if \(_a === null \|\| _a\.type !== listType\) return X/);
});
