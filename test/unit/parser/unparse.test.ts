import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { strToJs } from "../../../src/kernel/str.ts";
import { parse } from "../../../src/parser/parse.ts";
import { unparse } from "../../../src/parser/unparse/unparse.ts";

test("expressions are written as CPython writes annotations", () => {
  const file = new URL("../../corpus/unparse.expected.json", import.meta.url);
  for (const [source, expected] of JSON.parse(readFileSync(file, "utf8")) as [string, string][]) {
    const tree = parse(`(${source}\n)`, { filename: "", mode: "eval" });
    assert.ok(tree.kind === "Expression");
    assert.equal(strToJs(unparse(tree.body)), expected, source);
  }
});
