/**
 * The parser's state: the tokens read so far, the position among them, and what the parsing functions remember.
 *
 * Tokens are read when they are first looked at, so that an error of the tokenizer comes after an error of the parser
 * before it. `types` repeats the tokens' types with keywords told apart from names; the hot comparisons use it.
 * CPython: `Parser` in Parser/pegen.h, Parser/pegen.c.
 */

import { strFromJs, strToJs } from "../kernel/str.ts";
import { normalize } from "../kernel/unicode/normalize.ts";
import { RAISE_SYNTAX_ERROR } from "./actions/raise.ts";
import { SourceFailure, type WarningSink } from "./errors.ts";
import { Constant, Name, type TypeIgnore } from "./generated/ast.ts";
import { KEYWORDS, SOFT_KEYWORDS } from "./generated/keywords.ts";
import type { NameLookup } from "./strings/escapes.ts";
import { parseNumberToken } from "./strings/numbers.ts";
import type { StringParserContext } from "./strings/string-parser.ts";
import { tokenizerError } from "./tokenizer/errors.ts";
import { Token } from "./tokenizer/state.ts";
import { DEDENT, ENDMARKER, ERRORTOKEN, NAME, NEWLINE, NUMBER, TYPE_IGNORE } from "./tokenizer/token-types.ts";
import type { Tokenizer } from "./tokenizer/tokenizer.ts";

export type StartRule = "file" | "interactive" | "eval" | "func_type";

export interface ParserSettings {
  readonly startRule: StartRule;
  /** The minor version whose language is parsed; later syntax is an error. */
  readonly featureVersion: number;
  readonly barryAsFlufl: boolean;
  /** Blocks that are open at the end of interactive input stay open. */
  readonly dontImplyDedent: boolean;
  readonly maxStrDigits: number;
  readonly warn: WarningSink;
  readonly lookupName: NameLookup;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
const NON_ASCII = /[^\x00-\x7f]/;
const FORBIDDEN = new Set(["None", "True", "False"]);
/** How many rules `parser.ts` remembers results of; the generator numbers them. */
export const MEMO_RULES = 16;

export class Parser implements StringParserContext {
  readonly tok: Tokenizer;
  readonly startRule: StartRule;
  readonly featureVersion: number;
  readonly warn: WarningSink;
  readonly lookupName: NameLookup;
  readonly maxStrDigits: number;
  readonly dontImplyDedent: boolean;
  barryAsFlufl: boolean;

  readonly tokens: Token[] = [];
  readonly types: number[] = [];
  /** The position of the token to be looked at next. */
  mark = 0;
  /** How many tokens have been read. */
  fill = 0;
  /** Set in the second pass, which looks for the special syntax errors. */
  callInvalidRules = false;
  /** Interactive input ended without the parser having asked for more (`E_EOF` in `errcode`). */
  interactiveExit = false;
  /** Where the last complete statement starts, as far as the second pass has come. */
  lastStatement = { lineno: 0, col_offset: 0 };
  readonly typeIgnores: TypeIgnore[] = [];
  private parsingStarted = false;

  /** Results by (mark - memoBase) * MEMO_RULES + rule: the mark after it, plus 1, and the node. */
  memoMarks = new Int32Array(256 * MEMO_RULES);
  memoNodes: unknown[] = new Array(256 * MEMO_RULES).fill(null);
  memoBase = 0;
  /** Nested expressions and blocks in progress. */
  depth = 0;

  constructor(tok: Tokenizer, settings: ParserSettings) {
    this.tok = tok;
    this.startRule = settings.startRule;
    this.featureVersion = settings.featureVersion;
    this.warn = settings.warn;
    this.lookupName = settings.lookupName;
    this.maxStrDigits = settings.maxStrDigits;
    this.dontImplyDedent = settings.dontImplyDedent;
    this.barryAsFlufl = settings.barryAsFlufl;
  }

  /** The token read last. */
  get lastToken(): Token {
    return this.tokens[this.fill - 1];
  }

  /** `_PyPegen_fill_token`. */
  fillToken(): void {
    let token = this.nextToken();
    while (token.type === TYPE_IGNORE) {
      this.typeIgnores.push({ kind: "TypeIgnore", lineno: this.tok.lineno, tag: token.string });
      token = this.nextToken();
    }
    if (this.startRule === "interactive" && token.type === ENDMARKER && this.parsingStarted) {
      // The statement typed in ends here, whether its last line was ended or not.
      token = retyped(token, NEWLINE);
      this.parsingStarted = false;
      if (this.tok.indent > 0 && !this.dontImplyDedent) this.tok.implyDedents();
    } else {
      this.parsingStarted = true;
    }
    this.tokens.push(token);
    this.types.push(token.type === NAME ? (KEYWORDS.get(token.string) ?? NAME) : token.type);
    this.fill++;
    if (token.type === ERRORTOKEN) throw tokenizerError(this.tok, token);
  }

  /** The tokenizer's next token; an error that it throws counts as a token as well. */
  private nextToken(): Token {
    try {
      return this.tok.next();
    } catch (error) {
      const { lineno, level } = this.tok;
      this.tokens.push(new Token(ERRORTOKEN, "", lineno, -1, lineno, -1, level, null));
      this.types.push(ERRORTOKEN);
      this.fill++;
      throw error;
    }
  }

  /** The type of the token at the mark. */
  peek(): number {
    if (this.mark === this.fill) this.fillToken();
    return this.types[this.mark];
  }

  /** `_PyPegen_expect_token`. */
  expect(type: number): Token | null {
    return this.peek() === type ? this.tokens[this.mark++] : null;
  }

  /** `_PyPegen_name_token`. */
  nameToken(): Name | null {
    return this.peek() === NAME ? this.nameFromToken(this.tokens[this.mark++]) : null;
  }

  /** `_PyPegen_expect_soft_keyword`. */
  softKeyword(text: string): Name | null {
    return this.peek() === NAME && this.tokens[this.mark].string === text ? this.nameToken() : null;
  }

  /** `_PyPegen_soft_keyword_token`. */
  anySoftKeyword(): Name | null {
    return this.peek() === NAME && SOFT_KEYWORDS.includes(this.tokens[this.mark].string) ? this.nameToken() : null;
  }

  nameFromToken(token: Token): Name {
    return Name(identifier(token.string), "Load", token.lineno, token.colOffset, token.endLineno, token.endColOffset);
  }

  /** `_PyPegen_number_token`. */
  numberToken(): Constant | null {
    return this.peek() === NUMBER ? this.numberFromToken(this.tokens[this.mark++]) : null;
  }

  numberFromToken(token: Token): Constant {
    if (this.featureVersion < 6 && token.string.includes("_")) {
      RAISE_SYNTAX_ERROR(this, "Underscores in numeric literals are only supported in Python 3.6 and greater");
    }
    const value = parseNumberToken(this.tok, token, this.maxStrDigits);
    return Constant(value, null, token.lineno, token.colOffset, token.endLineno, token.endColOffset);
  }

  /** `_PyPegen_get_last_nonnwhitespace_token`: where a node that ends at the mark ends. */
  lastNonWhitespaceToken(): Token {
    let i = this.mark - 1;
    for (; i > 0; i--) {
      const type = this.types[i];
      if (type !== ENDMARKER && (type < NEWLINE || type > DEDENT)) break;
    }
    return this.tokens[i];
  }

  /** The name at the mark, which has been seen to be one. */
  takeName(): Name {
    const token = this.tokens[this.mark];
    this.advance();
    return this.nameFromToken(token);
  }

  /** The number at the mark, which has been seen to be one. */
  takeNumber(): Constant {
    const token = this.tokens[this.mark];
    this.advance();
    return this.numberFromToken(token);
  }

  /** Consumes the token at the mark and makes sure that there is one after it. */
  advance(): void {
    if (++this.mark === this.fill) this.fillAhead();
  }

  fillAhead(): void {
    this.fillToken();
    if ((this.fill - this.memoBase) * MEMO_RULES > this.memoMarks.length) {
      const larger = new Int32Array(this.memoMarks.length * 2);
      larger.set(this.memoMarks);
      this.memoMarks = larger;
      for (let i = this.memoNodes.length; i < larger.length; i++) this.memoNodes.push(null);
    }
  }

  /** Forgets what was remembered of statements before the mark, which no alternative can come back to. */
  startStatement(): void {
    const used = (this.fill - this.memoBase) * MEMO_RULES;
    this.memoMarks.fill(0, 0, used);
    this.memoBase = this.mark;
  }

  remember(key: number, node: unknown): void {
    this.memoMarks[key] = this.mark + 1;
    this.memoNodes[key] = node;
  }
}

function retyped(token: Token, type: number): Token {
  const { string, lineno, colOffset, endLineno, endColOffset, level, metadata } = token;
  return new Token(type, string, lineno, colOffset, endLineno, endColOffset, level, metadata);
}

/** `_PyPegen_new_identifier`: names that look alike are one. */
export function identifier(text: string): string {
  if (!NON_ASCII.test(text)) return text;
  const id = strToJs(normalize("NFKC", strFromJs(text)));
  if (FORBIDDEN.has(id)) throw new SourceFailure("ValueError", `identifier field can't represent '${id}' constant`);
  return id;
}
