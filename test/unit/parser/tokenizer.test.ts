import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { sourceFromText } from "../../../src/parser/source/decoded.ts";
import { ENDMARKER } from "../../../src/parser/tokenizer/token-types.ts";
import { Tokenizer } from "../../../src/parser/tokenizer/tokenizer.ts";
import { tokenizeError } from "../../../tools/parity/token-errors.ts";

interface Recorded {
  readonly source: string;
  readonly error: (string | number | null)[] | null;
}

/** Errors of the parser: tokenizing alone does not find them, or finds a later one. */
const PARSER =
  /^(invalid syntax|unexpected indent|.-string: (lambda|expecting '}', or)|\(unicode error\)|'unicodeescape')/;

test("malformed tokens give CPython's errors, every field", () => {
  const file = new URL("../../corpus/token-errors.expected.json", import.meta.url);
  const rows: Recorded[] = JSON.parse(readFileSync(file, "utf8"));
  let compared = 0;
  for (const { source, error } of rows) {
    if (PARSER.test(String(error?.[1]))) continue;
    assert.deepEqual(tokenizeError(source), error, JSON.stringify(source));
    compared++;
  }
  assert.ok(compared > 500);
});

function tokens(text: string): string[] {
  const tok = new Tokenizer(sourceFromText(text, true), { filename: "", warn: () => true });
  const out: string[] = [];
  for (let token = tok.next(); token.type !== ENDMARKER; token = tok.next()) {
    const metadata = token.metadata === null ? "" : ` <${token.metadata}>`;
    out.push(`${token.type} ${token.string} ${token.colOffset}-${token.endColOffset}${metadata}`);
  }
  return out;
}

test("columns count UTF-8 bytes", () => {
  assert.deepEqual(tokens("é = '😀' + x"), [
    "1 é 0-2",
    "22 = 3-4",
    "3 '😀' 5-11",
    "14 + 12-13",
    "1 x 14-15",
    "4  15-16",
  ]);
});

test("interpolations carry their source where it is wanted", () => {
  const first = (text: string) => tokens(text).find((line) => line.includes("<"));
  assert.equal(first("f'''{x = # c\n}'''"), "26 } 0-1 <x = \n>");
  assert.equal(first(`t'{ a["#"] !r:{w}}'`), '54 ! 11-12 < a["#"] >');
  assert.equal(first("f'{x!r:{w}}'"), undefined);
});
