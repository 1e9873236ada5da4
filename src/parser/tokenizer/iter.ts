/**
 * The token stream of the `_tokenize` module: tokens as 5-tuples with character columns and source lines.
 *
 * Matches `tokenizeriter_next` and `_tokenizer_error` in Python/Python-tokenize.c. Lines come from a readline function;
 * their ends are kept as they are.
 */
import { type Str, strFromJs } from "../../kernel/str.ts";
import { SourceError, type SyntaxErrorType, type WarningSink } from "../errors.ts";
import { charLength, E_DEDENT, E_EOF, E_LINECONT, E_OK, E_TABSPACE, E_TOODEEP, utf8Length } from "./state.ts";
import { DEDENT, ENDMARKER, ERRORTOKEN, FSTRING_START, NEWLINE, NL, OP, STRING, TSTRING_END } from "./token-types.ts";
import { Tokenizer } from "./tokenizer.ts";

export interface TokenTuple {
  readonly type: number;
  readonly string: Str;
  readonly lineno: number;
  readonly column: number;
  readonly endLineno: number;
  readonly endColumn: number;
  readonly line: Str;
}

const isStringLiteral = (type: number): boolean => type === STRING || (type >= FSTRING_START && type <= TSTRING_END);

export class TokenizerIter {
  private readonly tok: Tokenizer;
  private finished = false;
  private lastLineno = -1;
  private lastLine = "";
  private columnLine = -1;
  private columnPos = 0;
  private columnChars = 0;

  /** `readline` answers a line with its end, or "" when there are no more. */
  constructor(readline: () => string, extraTokens: boolean, warn: WarningSink) {
    const source = { text: "", ascii: true, encoding: null, implicitNewline: false };
    this.tok = new Tokenizer(source, { filename: "<string>", extraTokens, warn, readline });
  }

  /** The next token, or null after ENDMARKER. */
  next(): TokenTuple | null {
    if (this.finished) return null;
    const { tok } = this;
    const token = tok.next();
    let { type, lineno, endLineno } = token;
    if (type === ERRORTOKEN) throw this.error();
    if (type === ENDMARKER) {
      this.finished = true;
      // Without any line there is no buffer to show one from, and CPython's iterator just ends.
      if (!tok.extraTokens && tok.lineno === 0) return null;
    }
    const isString = isStringLiteral(type);
    const trailing = type === ENDMARKER || (type === DEDENT && tok.done === E_EOF);
    const lineStart = isString ? tok.multiLineStart : tok.lineStart;
    let string = token.string;
    let line = "";
    if (!(tok.extraTokens && trailing)) {
      if (tok.lineno !== this.lastLineno) {
        const size = tok.inp - lineStart;
        this.lastLine = tok.src.slice(lineStart, tok.inp - (size >= 1 && tok.implicitNewline ? 1 : 0));
      }
      line = this.lastLine;
    }
    this.lastLineno = lineno;
    let column = -1;
    let endColumn = -1;
    if (token.colOffset >= 0) {
      column = this.charColumn(token.lineno, lineStart, tok.tokenStart);
      endColumn = this.charColumn(endLineno, tok.lineStart, tok.tokenEnd);
    }
    if (tok.extraTokens) {
      if (trailing) {
        lineno = endLineno = lineno + 1;
        column = endColumn = 0;
      }
      if (type > DEDENT && type < OP) {
        type = OP;
      } else if (type === NEWLINE) {
        string = tok.implicitNewline ? string : tok.src[tok.start] === "\r" ? "\r\n" : "\n";
        endColumn++;
      } else if (type === NL && tok.implicitNewline) {
        string = "";
      }
    }
    return { type, string: strFromJs(string), lineno, column, endLineno, endColumn, line: strFromJs(line) };
  }

  /** The character column of `pos`; goes on from the last one asked for in the same line. */
  private charColumn(lineno: number, lineStart: number, pos: number): number {
    const { tok } = this;
    if (tok.ascii) return pos - lineStart;
    if (lineno !== this.columnLine || pos < this.columnPos) {
      this.columnLine = lineno;
      this.columnPos = lineStart;
      this.columnChars = 0;
    }
    this.columnChars += charLength(tok.src, this.columnPos, pos);
    this.columnPos = pos;
    return this.columnChars;
  }

  private error(): SourceError {
    const { tok } = this;
    if (tok.done === E_EOF || tok.done === E_OK) {
      const offset = utf8Length(tok.src, tok.buf, tok.inp);
      return this.errorAt("SyntaxError", "unexpected EOF in multi-line statement", offset, null);
    }
    let type: SyntaxErrorType = "SyntaxError";
    let msg: string;
    if (tok.done === E_DEDENT) {
      type = "IndentationError";
      msg = "unindent does not match any outer indentation level";
    } else if (tok.done === E_TABSPACE) {
      type = "TabError";
      msg = "inconsistent use of tabs and spaces in indentation";
    } else if (tok.done === E_TOODEEP) {
      type = "IndentationError";
      msg = "too many levels of indentation";
    } else if (tok.done === E_LINECONT) {
      msg = "unexpected character after line continuation character";
    } else {
      msg = "unknown tokenization error";
    }
    const text = tok.src.slice(tok.buf, tok.inp - 1);
    return this.errorAt(type, msg, charLength(tok.src, tok.buf, tok.inp), strFromJs(text));
  }

  private errorAt(type: SyntaxErrorType, msg: string, offset: number, text: Str | null): SourceError {
    const { filename, lineno } = this.tok;
    return new SourceError(type, msg, { filename, lineno, offset, text, endLineno: null, endOffset: null });
  }
}
