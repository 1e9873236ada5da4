import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { strFromJs } from "../../../src/kernel/str.ts";
import { SourceError, SourceFailure } from "../../../src/parser/errors.ts";
import { parseFast } from "../../../src/parser/fast.ts";
import type { mod } from "../../../src/parser/generated/ast.ts";
import { Machine } from "../../../src/parser/machine.ts";
import {
  type ParseOptions,
  PyCF_ALLOW_INCOMPLETE_INPUT,
  PyCF_DONT_IMPLY_DEDENT,
  PyCF_TYPE_COMMENTS,
  parse,
} from "../../../src/parser/parse.ts";
import { Parser } from "../../../src/parser/parser.ts";
import { sourceFromText } from "../../../src/parser/source/decoded.ts";
import { Tokenizer } from "../../../src/parser/tokenizer/tokenizer.ts";
import { dumpOurs, dumpTree } from "../../../tools/parity/ast.ts";
import { parserError } from "../../../tools/parity/syntax-errors.ts";

const parseText = (source: string, options: Partial<ParseOptions> = {}): mod =>
  parse(strFromJs(source), { filename: "<test>", mode: "exec", ...options });

const dump = (source: string, options: Partial<ParseOptions> = {}): string =>
  dumpOurs(source, { filename: "<test>", mode: "exec", ...options });

function newParser(source: string): Parser {
  const tok = new Tokenizer(sourceFromText(source, true), { filename: "<test>", warn: () => true });
  return new Parser(tok, {
    startRule: "file",
    featureVersion: 14,
    barryAsFlufl: false,
    dontImplyDedent: false,
    maxStrDigits: 4300,
    warn: () => true,
    lookupName: () => -1,
  });
}

test("invalid programs raise CPython's errors", () => {
  const path = new URL("../../corpus/syntax-errors.expected.json", import.meta.url);
  const rows = JSON.parse(readFileSync(path, "utf8")) as { source: string; parser: unknown[] | null }[];
  assert.ok(rows.length > 800);
  for (const { source, parser } of rows) assert.deepEqual(parserError(source), parser, JSON.stringify(source));
});

test("the generated parser and the machine build the same trees", () => {
  const path = new URL("../../corpus/valid-programs.txt", import.meta.url);
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line === "" || line.startsWith("## ")) continue;
    const source = `${line.replaceAll("¶", "\n")}\n`;
    const trees = [parseFast(newParser(source), "file"), new Machine(newParser(source)).run("file")];
    const [fast, slow] = trees.map((tree) => {
      assert.notEqual(tree, null, JSON.stringify(source));
      const out: string[] = [];
      dumpTree(tree, out);
      return out.join("");
    });
    assert.equal(fast, slow, JSON.stringify(source));
  }
});

test("nesting is limited as in CPython, whatever the JavaScript stack holds", () => {
  for (const [unit, most] of [
    ["-", 5968],
    ["not ", 5968],
    ["lambda:", 2984],
    ["1**", 2984],
  ] as const) {
    assert.equal(parseText(`${unit.repeat(most)}1`).kind, "Module");
    assert.throws(
      () => parseText(`${unit.repeat(most + 1)}1`),
      (error) => error instanceof SourceFailure && error.type === "MemoryError",
    );
  }
  const wide = 20_000;
  for (const unit of ["1+", "a.", "1<", "1,", "a=", "f()(", "1 or "].slice(0, 5)) {
    assert.equal(parseText(`${unit.repeat(wide)}a`).kind, "Module", unit);
  }
});

test("modes", () => {
  assert.match(dump("1 + 2", { mode: "eval" }), /^Expression\(body=BinOp/);
  assert.match(dump("x = 1\n", { mode: "single" }), /^Interactive\(body=\[Assign/);
  assert.match(dump("if x:\n  y\n", { mode: "single" }), /^Interactive\(body=\[If/);
  assert.match(dump("(int, *str, **Any) -> float", { mode: "func_type" }), /^FunctionType\(argtypes=\[Name/);
  assert.match(dump("x = 1\ny = 2\n", { mode: "single" }), /multiple statements found/);
  assert.match(dump("x = 1", { mode: "eval" }), /^SyntaxError: invalid syntax/);
});

test("flags", () => {
  const incomplete = (source: string): string =>
    dump(source, { mode: "single", flags: PyCF_ALLOW_INCOMPLETE_INPUT | PyCF_DONT_IMPLY_DEDENT });
  for (const source of ["if x:", "(1,", "'''a", "def f():\n", "x = \\\n", "class A:\n    x"]) {
    assert.match(incomplete(source), /^_IncompleteInputError: incomplete input/, JSON.stringify(source));
  }
  assert.match(incomplete("x )\n"), /^SyntaxError: unmatched/);
  const typed = dump("x = [] # type: int\ny = 1 # type: ignore[z]\n", { flags: PyCF_TYPE_COMMENTS });
  assert.match(typed, /type_comment="int"/);
  assert.match(typed, /TypeIgnore\(lineno=0x2 tag="\[z\]" \)/);
});

test("older versions of the language", () => {
  const message = (source: string, featureVersion: number): string => dump(source, { featureVersion });
  for (const [source, version, what] of [
    ["x: int", 6, "Variable annotation syntax is"],
    ["async def f(): pass", 5, "Async functions are"],
    ["a @ b", 5, "The '@' operator is"],
    ["def f(a, /): pass", 8, "Positional-only parameters are"],
    ["(x := 1)", 8, "Assignment expressions are"],
    ["1_0", 6, "Underscores in numeric literals are"],
    ["match x:\n case 1: pass", 10, "Pattern matching is"],
    ["try: pass\nexcept* x: pass", 11, "Exception groups are"],
    ["type x = y", 12, "Type statement is"],
    ["def f[T](): pass", 12, "Type parameter lists are"],
    ["class A[T = int]: pass", 13, "Type parameter defaults are"],
    ["t''", 14, "t-strings are"],
    ["try: pass\nexcept a, b: pass", 14, "except expressions without parentheses are"],
  ] as const) {
    assert.match(message(source, version), /^Module/);
    assert.ok(
      message(source, version - 1).includes(`${what} only supported in Python 3.${version} and greater`),
      source,
    );
  }
});

test("a warning is given once, and can become an error", () => {
  const seen: string[] = [];
  const warn = (category: string, message: string, _: unknown, lineno: number): boolean => {
    seen.push(`${category} ${lineno} ${message.slice(0, 5)}`);
    return true;
  };
  parseText('"\\d"\n"\\e" ("\\f")\n', { warn });
  assert.deepEqual(seen, ['SyntaxWarning 1 "\\d" ', 'SyntaxWarning 2 "\\e" ']);
  seen.length = 0;
  assert.throws(() => parseText('x = "\\d"\ny z\n', { warn }), SourceError);
  assert.deepEqual(seen, ['SyntaxWarning 1 "\\d" ']);
  assert.throws(() => parseText('"\\d"', { warn: () => false }), /is an invalid escape sequence. Did you mean/);
});
