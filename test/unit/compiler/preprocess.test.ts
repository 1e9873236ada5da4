import assert from "node:assert/strict";
import { test } from "node:test";
import { ConstComplex } from "../../../src/bytecode/constants.ts";
import { type PreprocessOptions, preprocess } from "../../../src/compiler/preprocess/preprocess.ts";
import { strToJs } from "../../../src/kernel/str.ts";
import { SourceError } from "../../../src/parser/errors.ts";
import type { expr, Module, stmt } from "../../../src/parser/generated/ast.ts";
import { parse } from "../../../src/parser/parse.ts";
import { unparse } from "../../../src/parser/unparse/unparse.ts";

function run(source: string, options: Partial<PreprocessOptions> = {}): stmt[] {
  const tree = parse(source, { filename: "f", mode: "exec" }) as Module;
  const rest = { filename: "f", optimize: 0, futureAnnotations: false, syntaxCheckOnly: false, warn: null };
  preprocess(tree, { ...rest, ...options });
  return tree.body;
}

function folded(source: string, options: Partial<PreprocessOptions> = {}): string {
  const [statement] = run(source, options);
  assert.ok(statement.kind === "Expr");
  return strToJs(unparse(statement.value));
}

test("formatting with a tuple becomes an f-string where one can say the same", () => {
  assert.equal(folded("'a%sb%5rc%%' % (x, y)"), "f'a{x!s}b{y!r:>5}c%'");
  assert.equal(folded("'%-5s%.3a' % (x, y)"), "f'{x!s:5}{y!a:.3}'");
  assert.equal(folded("'%05.s' % (x,)"), "f'{x!s:>5.0}'");
  assert.equal(folded("'abc' % ()"), "f'abc'");
  for (const kept of [
    "'%d' % (x,)",
    "'%s' % x",
    "'%s' % (*x,)",
    "'%1000s' % (x,)",
    "'%s %s' % (x,)",
    "'%s' % (x, y)",
  ]) {
    assert.equal(folded(kept), kept);
  }
  assert.equal(folded("'%s' % (x,)", { syntaxCheckOnly: true }), "'%s' % (x,)");
});

test("__debug__ and docstrings follow the optimization level", () => {
  assert.equal(folded("__debug__"), "True");
  assert.equal(folded("__debug__", { optimize: 1 }), "False");
  assert.equal(folded("'doc'\n'second'", { optimize: 2 }), "f'second'");
  const [def] = run("def f():\n  'doc'", { optimize: 2 });
  assert.ok(def.kind === "FunctionDef");
  assert.deepEqual(def.body, [{ kind: "Pass", lineno: 2, col_offset: 2, end_lineno: 2, end_col_offset: 6 }]);
});

test("annotations stay as written under the future import", () => {
  const annotation = (futureAnnotations: boolean): expr => {
    const [node] = run("x: __debug__", { futureAnnotations });
    assert.ok(node.kind === "AnnAssign");
    return node.annotation;
  };
  assert.equal(annotation(false).kind, "Constant");
  assert.equal(annotation(true).kind, "Name");
});

test("numbers in patterns are constants", () => {
  const value = (pattern: string): unknown => {
    const [node] = run(`match x:\n  case ${pattern}: pass`);
    assert.ok(node.kind === "Match");
    const found = node.cases[0].pattern;
    assert.ok(found.kind === "MatchValue" && found.value.kind === "Constant");
    return found.value.value;
  };
  assert.deepEqual(value("-1 + 2j"), new ConstComplex(-1, 2));
  assert.deepEqual(value("-0.0 - 0j"), new ConstComplex(-0, -0));
  assert.ok(Object.is(value("-0"), 0));
  assert.equal(value("-9007199254740992"), -9007199254740992n);
});

test("leaving a finally block warns, unless a function or loop inside it is left", () => {
  const warnings = (source: string): string[] => {
    const out: string[] = [];
    run(source, { warn: (_category, message, _file, lineno) => out.push(`${lineno}: ${message}`) > 0 });
    return out;
  };
  const inFinally = (body: string) => warnings(`for x in y:\n  try: pass\n  finally:\n    ${body}`);
  assert.deepEqual(inFinally("break"), ["4: 'break' in a 'finally' block"]);
  assert.deepEqual(inFinally("with x: continue"), ["4: 'continue' in a 'finally' block"]);
  assert.deepEqual(inFinally("for z in x: break"), []);
  assert.deepEqual(inFinally("def f(): return"), []);
  assert.throws(
    () => run("def f():\n try: pass\n finally:\n  é;return 1", { warn: () => false }),
    (error: SourceError) => {
      assert.deepEqual([error.lineno, error.offset, error.endLineno, error.endOffset], [4, 6, 4, 14]);
      return error instanceof SourceError;
    },
  );
});
