/** The type analysis: functions that have run in, what is known where their blocks begin out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { analysisOf, analyze, emitterOf, find, functionOf, loopKey, OP, runBlock } from "./functions.ts";

/** What a body makes of `x`, in a function that is called with 0 and 1, where all ways through it have met: at a loop behind it. */
function typeBehind(body: string): string {
  const lines = `${body}\nfor _ in (): pass`.split("\n").map((line) => `  ${line}`);
  const source = `def f(c):\n${lines.join("\n")}\nfor c in (0, 1) * 9: f(c)`;
  const { analysis, graph, code } = analysisOf(functionOf(source));
  const loops = graph.blocks.filter(({ instructions }) => instructions[0].generic === OP.FOR_ITER);
  const last = loops.reduce((a, b) => (a.start > b.start ? a : b));
  return analysis.states[last.id]!.locals[code.unit.localsplusnames.indexOf("x")].kind;
}

/** Bodies, and the kind of `x` where their paths have met. */
const JOINS: readonly (readonly [string, string])[] = [
  ["if c: x = 1\nelse: x = 2", "int"],
  ["if c: x = 'a'\nelse: x = 'b'", "str"],
  ["if c: x = 1\nelse: x = 'b'", "any"],
  ["if c: x = 1.5\nelse: x = 2.5", "float"],
  ["if c: x = 1.5\nelse: x = 2", "any"],
  ["if c: x = None\nelse: x = None", "none"],
  ["if c: x = []\nelse: x = [c]", "list"],
  ["if c: x = 0.5", "maybe_float"],
  ["if c: x = 1", "maybe"],
  ["x = 0\nfor i in range(3): x += i", "int"],
  ["x = 0.0\nfor i in range(3):\n  for k in range(2): x += 0.5", "float"],
  ["x = 1\nwhile c:\n  x = 'text'\n  c = 0", "any"],
  // An exception may come before the assignment and after it.
  ["x = 1\ntry:\n  x = c()\n  x = 'text'\nexcept TypeError: pass", "any"],
  ["x = 1\ntry: c()\nexcept TypeError: x = 2", "int"],
];

for (const [body, kind] of JOINS) test(body.replaceAll("\n", "; "), () => assert.equal(typeBehind(body), kind));

test("a variable that one way has not bound is a float or unbound", () => {
  const { analysis, graph, code } = analysisOf(
    functionOf("def f(c):\n  for i in range(c):\n    x = i * 0.5\n  return x\nfor c in range(1, 9): f(c)"),
  );
  const header = graph.blocks.findIndex(({ start }) => start === find(code, "FOR_ITER"));
  const at = code.unit.localsplusnames.indexOf("x");
  assert.equal(analysis.states[header]!.locals[at].kind, "maybe_float");
});

test("a branch whose condition is known has one edge", () => {
  const { analysis, graph } = analysisOf(
    functionOf("def f(c):\n  x = None\n  if x is None: return 1\n  return 2\nf(0)"),
  );
  assert.equal(graph.blocks[0].successors.length, 2);
  assert.equal(analysis.edges[0].length, 1);
  assert.equal(analysis.states.filter((state) => state === undefined).length, 1);
});

test("an iterator over a range that begins here is virtual; one that an entry finds is an object", () => {
  const func = functionOf("def f(c):\n  for i in range(c): pass\nfor c in range(9): f(c)");
  const { analysis, graph, code } = analysisOf(func);
  const header = graph.blocks.findIndex(({ start }) => start === find(code, "FOR_ITER"));
  assert.deepEqual(
    analysis.states[header]!.stack.map((val) => val.type.kind),
    ["range_iter"],
  );
});

test("both edges of a branch are taken at the branch, whatever is written in between", () => {
  const func = functionOf("def f(c):\n  if c: x = 1\n  else: x = 2\n  for _ in (): pass\nf(0); f(1)");
  const { graph, code } = analysisOf(func);
  const { e, entry } = emitterOf(func);
  const takenAt: number[] = [];
  e.start(entry);
  runBlock(e, graph.blocks[0], new Set(), (k) => {
    takenAt.push(e.instruction.index);
    if (k === 0) runBlock(e, graph.blocks[graph.blocks[0].successors[0]], new Set(), () => {});
  });
  const branch = find(code, "POP_JUMP_IF_FALSE");
  assert.deepEqual(takenAt, [branch, branch]);
});

test("what every iteration tests of a variable that the loop leaves alone is tested before the loop", () => {
  const source = `def f(rows, at, other):
  total = 0
  for row in rows:
    for k in range(2):
      total += row[k] + at[k]
      if k > 5: total += other[k]
  return total
for _ in range(9): f([[1, 2]], [3, 4], [])`;
  const { analysis, graph, code } = analysisOf(functionOf(source));
  const names = code.unit.localsplusnames;
  const loops = graph.blocks.filter(({ instructions }) => instructions[0].generic === OP.FOR_ITER);
  const hoisted = loops.map(({ id }) => [...(analysis.hoists.get(id) ?? [])].map(([i, type]) => [names[i], type.kind]));
  assert.deepEqual(hoisted, [
    [["at", "list"]],
    [
      ["row", "list"],
      ["at", "list"],
    ],
  ]);
  const kinds = analysis.states[loops[1].id]!.locals.map((type, i) => `${String(names[i])}: ${type.kind}`);
  assert.deepEqual(kinds.slice(0, 3), ["rows: list", "at: list", "other: any"]);
});

test("where guards before a loop have failed, they stay in it", () => {
  const func = functionOf("def f(row):\n  for k in range(2): row[k]\nfor _ in range(9): f([1, 2])");
  const { graph, code } = analysisOf(func);
  const generic = new Set([loopKey(find(code, "FOR_ITER"))]);
  const { e, entry } = emitterOf(func, generic);
  assert.equal(analyze(graph, e, entry, new Set()).hoists.size, 0);
});
