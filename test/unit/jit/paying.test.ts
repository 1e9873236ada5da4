/** Which blocks of a function spend fuel for its calls. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { payingBlocks } from "../../../src/jit/paying.ts";
import { analysisOf, functionOf } from "./functions.ts";

/** Bodies of functions of `n`, which have run, and the lines (the first is 1) of those of their blocks that pay. */
const BODIES: readonly (readonly [string, readonly number[]])[] = [
  ["return n + 1", []],
  ["for i in range(n): n += i", []],
  ["return str(n)", [1]],
  ["if n < 1:\n  return n\nreturn f(n - 1)", [3]],
  ["if n < 1:\n  return n\nelif n < 2:\n  return f(n - 1)\nelse:\n  return f(n - 2)", [4, 6]],
  ["if n < 1:\n  return n\nf(n - 1)\nif n < 2:\n  return f(n - 2)", [3]],
  // Not within a loop, which spends fuel itself, nor on any way around what comes behind.
  ["if n < 1:\n  return n\nfor i in range(n):\n  f(n - 1)", [3]],
  ["if n < 1:\n  return n\nfor i in range(n):\n  if i:\n    while n < i: f(n - 1)", [3]],
  ["while n > 0:\n  n -= 1\n  f(n - 1)", [1]],
  // A handler would have to know of it.
  ["try:\n  if n > 1: return f(n - 1)\nexcept TypeError: pass", [1]],
];

for (const [body, lines] of BODIES) {
  test(body.replaceAll("\n", "; "), () => {
    const source = `def f(n):\n${body.replace(/^/gm, "  ")}\nfor _ in range(9): f(2)`;
    const { analysis, graph, code } = analysisOf(functionOf(source));
    const pays = [...payingBlocks(graph, analysis)].map((id) =>
      id === 0 ? 1 : (code.lineOf(graph.blocks[id].start) ?? 0) - 1,
    );
    assert.deepEqual(pays.sort(), lines);
  });
}
