import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeUnit } from "../../../src/bytecode/codeunit.ts";
import { ConstTuple } from "../../../src/bytecode/constants.ts";
import { compile } from "../../../src/compiler/compile.ts";
import { ConstCache } from "../../../src/compiler/const-cache.ts";
import { parse } from "../../../src/parser/parse.ts";

function compiled(source: string): CodeUnit {
  const tree = parse(source, { filename: "f.py", mode: "exec" });
  return compile(tree, { filename: "f.py", flags: 0, optimize: 0, warn: () => true });
}

test("deeply nested functions that look alike take no longer for each other's sake", () => {
  let unit = compiled(`${"lambda: ".repeat(90)}1`);
  let depth = 0;
  for (; typeof unit.consts[0] === "object"; depth++) unit = unit.consts[0] as CodeUnit;
  assert.equal(depth, 90);
});

test("tuples within tuples take no longer for each level", () => {
  const { consts } = compiled(
    `a = ${"(1, ".repeat(150)}${")".repeat(150)}\nb = ${"(1, ".repeat(149)}${")".repeat(149)}`,
  );
  const [inner, outer] = consts.filter((item) => item instanceof ConstTuple);
  assert.equal(outer.items[1], inner);
});

test("equal tables of code units are one array", () => {
  const [first, second] = compiled("f = lambda a: a.b\ng = lambda x: x.y").consts as CodeUnit[];
  assert.equal(first.linetable, second.linetable);
  assert.equal(first.code, second.code);
  assert.notEqual(first.names, second.names);
  const cache = new ConstCache();
  assert.equal(cache.mergeItems(["a", 1]), cache.mergeItems(["a", 1]));
  assert.notEqual(cache.mergeItems(["a", 1]), cache.mergeItems(["a", true]));
});
