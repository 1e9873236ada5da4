import assert from "node:assert/strict";
import { test } from "node:test";
import { ConstBytes, ConstComplex, ConstFloat } from "../../../src/bytecode/constants.ts";
import { strToJs, WideStr } from "../../../src/kernel/str.ts";
import { SourceError } from "../../../src/parser/errors.ts";
import { decodeSource } from "../../../src/parser/source/decode.ts";
import { sourceFromText } from "../../../src/parser/source/decoded.ts";
import { parseNumber } from "../../../src/parser/strings/numbers.ts";
import { parseString } from "../../../src/parser/strings/string-parser.ts";
import { Tokenizer } from "../../../src/parser/tokenizer/tokenizer.ts";

function parse(literal: string, warnings: string[] | null = []) {
  const warn = (_category: string, message: string, _file: unknown, lineno: number) =>
    warnings !== null && warnings.push(`${lineno}: ${message}`) > 0;
  const tok = new Tokenizer(sourceFromText(literal, true), { filename: "", warn });
  const token = tok.next();
  const lookupName = (name: string) => (name === "DIGIT ONE" ? 49 : -1);
  return parseString({ tok, lastToken: token, callInvalidRules: false, warn, lookupName, featureVersion: 14 }, token);
}

function error(literal: string, warnings: string[] | null = []): (string | number | null)[] {
  try {
    parse(literal, warnings);
  } catch (thrown) {
    if (thrown instanceof SourceError)
      return [thrown.msg, thrown.lineno, thrown.offset, thrown.endLineno, thrown.endOffset];
    throw thrown;
  }
  return [];
}

test("escapes", () => {
  assert.equal(parse(String.raw`'\x41B\U00000043\t\101\0\N{DIGIT ONE}'`), "ABC\tA\x001");
  assert.equal(parse("'''a\\\nb'''"), "ab");
  assert.deepEqual(parse(String.raw`'\ud83d\ude00'`), new WideStr(Uint32Array.of(0xd83d, 0xde00)));
  assert.equal(strToJs(parse(String.raw`'é\U0001f600'`) as WideStr), "é😀");
  assert.deepEqual(parse(String.raw`b'\xff\400\q'`), new ConstBytes(Uint8Array.of(255, 0, 92, 113)));
  assert.equal(parse(String.raw`r'\d'`), "\\d");
});

test("what cannot be decoded, with CPython's positions", () => {
  const codec = "(unicode error) 'unicodeescape' codec can't decode bytes in position";
  assert.deepEqual(error(String.raw`'é\x4'`), [`${codec} 10-12: truncated \\xXX escape`, 1, 1, 1, 7]);
  assert.deepEqual(error(String.raw`'\N{foo}'`), [`${codec} 0-6: unknown Unicode character name`, 1, 1, 1, 10]);
  assert.deepEqual(error(String.raw`b'\x4'`), ["(value error) invalid \\x escape at position 0", 1, 1, 1, 7]);
  assert.deepEqual(error("b'é'"), ["bytes can only contain ASCII literal characters", 1, 1, 1, 5]);
});

test("unknown escapes warn once, or are errors where the filter says so", () => {
  const warnings: string[] = [];
  parse("'''a\n b\\d\\q'''", warnings);
  const text = `"\\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\\\d"? A raw string is also an option.`;
  assert.deepEqual(warnings, [`2: ${text}`]);
  const octal = String.raw`"\400" is an invalid octal escape sequence. Did you mean "\\400"? A raw string is also an option.`;
  assert.deepEqual(error(String.raw`'\400'`, null), [octal, 1, 2, 1, 4]);
});

test("numbers", () => {
  assert.equal(parseNumber("1_000", 0), 1000);
  assert.equal(parseNumber("0x1F", 0), 31);
  assert.equal(parseNumber("9007199254740993", 0), 9007199254740993n);
  assert.deepEqual(parseNumber("1e400", 0), new ConstFloat(Number.POSITIVE_INFINITY));
  assert.deepEqual(parseNumber("0_1.5J", 0), new ConstComplex(0, 1.5));
  assert.deepEqual(parseNumber("1".repeat(11), 10), { digits: 11 });
});

test("source bytes", () => {
  const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
  const decode = (text: string) => decodeSource(bytes(text), { filename: "ff", execInput: true });
  assert.equal(decode("\xef\xbb\xbfx='\xc3\xa9'").text, "x='é'\n");
  assert.equal(decode("#\r# coding: latin-1\r\n'\xe9'").text, "#\n# coding: latin-1\n'é'\n");
  const fails = (text: string, msg: string, ...place: unknown[]) =>
    assert.throws(
      () => decode(text),
      (e: SourceError) => {
        assert.deepEqual([e.msg, e.lineno, e.offset, e.text, e.endLineno, e.endOffset], [msg, ...place]);
        return true;
      },
    );
  const undeclared =
    "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details";
  fails("y=1\nxx=1;\xe9=1\n", undeclared, 2, 6, "xx=1;\ufffd=1", 2, 6);
  fails("# coding: foo", "unknown encoding: foo", 0, -1, null, null, null);
  const problem = "encoding problem: iso-8859-1 with BOM";
  fails("\xef\xbb\xbf\n# coding: latin-1\n", problem, 2, 0, "# coding: latin-1", 2, 18);
});
