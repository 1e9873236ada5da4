import assert from "node:assert/strict";
import { test } from "node:test";
import { compile, symtableOf } from "../../../src/compiler/compile.ts";
import type { SymtableEntry } from "../../../src/compiler/symtable/entry.ts";
import { CELL, FREE, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, LOCAL } from "../../../src/compiler/symtable/flags.ts";
import { SourceError } from "../../../src/parser/errors.ts";
import { parse } from "../../../src/parser/parse.ts";

const SCOPES = ["", "local", "global explicit", "global implicit", "free", "cell"];
assert.deepEqual([LOCAL, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, FREE, CELL], [1, 2, 3, 4, 5]);

function table(source: string): SymtableEntry {
  return symtableOf(parse(source, { filename: "t", mode: "exec" }), "t", 0).top;
}

function scopes(entry: SymtableEntry): Record<string, string> {
  return Object.fromEntries([...entry.symbols.keys()].map((name) => [name, SCOPES[entry.scope(name)]]));
}

test("closures make cells in the outer function and free variables in all between", () => {
  const f = table("def f(a, b):\n def g():\n  def h(): return a, c\n b\n").children[1];
  assert.equal(f.name, "f");
  assert.deepEqual(scopes(f), { a: "cell", b: "local", g: "local" });
  const g = f.children[1];
  assert.deepEqual(scopes(g), { h: "local", a: "free" });
  assert.deepEqual(scopes(g.children[1]), { a: "free", c: "global implicit" });
});

test("class scopes are skipped by methods, and super() needs __class__", () => {
  const a = table("class A:\n x = 1\n def f(self): return x, super().f\n").children[0];
  assert.ok(a.needsClassClosure);
  const f = a.children[1];
  assert.ok(f.method);
  assert.deepEqual(scopes(f), { self: "local", x: "global implicit", super: "global implicit", __class__: "free" });
});

test("a comprehension is inlined, its children move up", () => {
  const f = table("def f(y):\n return [lambda: x for x in y]\n").children[1];
  assert.deepEqual(scopes(f), { y: "local", x: "cell" });
  assert.deepEqual(
    f.children.map((child) => child.name),
    ["lambda"],
  );
});

test("all variable annotations of a block share one entry", () => {
  const top = table("x: a\ny: b\n");
  assert.equal(top.children.length, 1);
  assert.ok(top.hasConditionalAnnotations);
  assert.deepEqual([...top.children[0].symbols.keys()], [".format", "a", "b"]);
});

test("private names are mangled, in a generic class only its type parameters", () => {
  const names = (source: string) => [...table(source).children[0].symbols.keys()];
  assert.deepEqual(names("class _A: __x = __y__ = _z = 1"), ["_A__x", "__y__", "_z"]);
  assert.ok(names("class A[__T](__B): pass").includes("_A__T"));
  assert.ok(names("class A[__T](__B): pass").includes("__B"));
});

test("errors point at the declaration", () => {
  assert.throws(
    () => table("def f():\n  x = 1\n  global x\n"),
    (error: SourceError) => {
      assert.ok(error instanceof SourceError);
      assert.equal(error.msg, "name 'x' is assigned to before global declaration");
      assert.deepEqual([error.lineno, error.offset, error.endLineno, error.endOffset], [3, 3, 3, 11]);
      return true;
    },
  );
});

test("what CPython 3.14.2 answers with SystemError and its successors compile", () => {
  for (const source of [
    "class C:\n r = [lambda: __class__ for _ in x]\n",
    "class C: [__classdict__ for x in y]\n",
    "class C: [lambda: __conditional_annotations__ for x in y]\n",
    "class C: __classdict__: int\n",
  ]) {
    compile(parse(source, { filename: "t", mode: "exec" }), { filename: "t", flags: 0, optimize: 0, warn: () => true });
  }
});
