/**
 * The tokenizer's state: a cursor over the source, read line by line, and the stacks that span lines.
 *
 * `cur` runs to `inp`, the end of the line last read; reading past it fetches a line (`underflow`) and only then counts
 * it, so `lineno` always tells the line of the last character read. `buf` is where the first line of the current token
 * starts: errors show the text from there. `start` is -1 between tokens (CPython's NULL).
 * CPython: Parser/lexer/state.h, `tok_nextc` and `tok_backup` in Parser/lexer/lexer.c, Parser/tokenizer/helpers.c.
 */
import { type Str, strFromJs } from "../../kernel/str.ts";
import { SourceError, type WarningSink } from "../errors.ts";
import type { DecodedSource } from "../source/decoded.ts";
import { ERRORTOKEN } from "./token-types.ts";

export const EOF = -1;

/** How the tokenizer stopped: CPython's error codes in Include/errcode.h. */
export const E_OK = 10;
export const E_EOF = 11;
export const E_TABSPACE = 18;
export const E_TOODEEP = 20;
export const E_DEDENT = 21;
export const E_EOFS = 23;
export const E_EOLS = 24;
export const E_LINECONT = 25;
export const E_ERROR = 17;

export const MAXINDENT = 100;
export const MAXLEVEL = 200;
export const MAXFSTRINGLEVEL = 150;
export const MAX_EXPR_NESTING = 3;

const TABSIZE = 8;

/** A token. Columns are offsets in UTF-8 bytes, -1 where CPython has none; `string` is UTF-16 text. */
export class Token {
  readonly type: number;
  readonly string: string;
  readonly lineno: number;
  readonly colOffset: number;
  readonly endLineno: number;
  readonly endColOffset: number;
  /** How many brackets are open after this token. */
  readonly level: number;
  /** The source of a formatted expression: for `{x=}`, and for every interpolation of a t-string. */
  readonly metadata: string | null;

  constructor(
    type: number,
    string: string,
    lineno: number,
    colOffset: number,
    endLineno: number,
    endColOffset: number,
    level: number,
    metadata: string | null,
  ) {
    this.type = type;
    this.string = string;
    this.lineno = lineno;
    this.colOffset = colOffset;
    this.endLineno = endLineno;
    this.endColOffset = endColOffset;
    this.level = level;
    this.metadata = metadata;
  }
}

/** What one level of f-string or t-string nesting remembers; the bottom of the stack is plain code. */
export class TokenizerMode {
  /** Whether the next character is code, not literal text. */
  regular = true;
  quote = 0;
  quoteSize = 0;
  raw = false;
  template = false;
  start = 0;
  lineStart = 0;
  startLineno = 0;
  curlyBracketDepth = 0;
  curlyBracketExprStartDepth = -1;
  inFormatSpec = false;
  inDebug = false;
  /** Where the last expression's text starts (after its brace) and ends; -1 when unknown. */
  lastExprStart = -1;
  lastExprEnd = -1;
}

export interface TokenizerOptions {
  readonly filename: Str;
  /** Lines come from a prompt: an empty line then ends a block. */
  readonly interactive?: boolean;
  /** The `tokenize` module's mode: comments and NL are tokens, malformed numbers and names pass. */
  readonly extraTokens?: boolean;
  readonly typeComments?: boolean;
  readonly warn: WarningSink;
  /** Supplies one further line (its end included), or "" at the end; `source` is then what comes before. */
  readonly readline?: () => string;
}

export class TokState {
  src: string;
  ascii: boolean;
  readonly filename: Str;
  readonly interactive: boolean;
  readonly extraTokens: boolean;
  readonly typeComments: boolean;
  readonly encoding: string | null;
  /** The parser turns warnings off for its second pass. */
  reportWarnings = true;
  implicitNewline: boolean;

  done = E_OK;
  buf = 0;
  cur = 0;
  inp = 0;
  start = -1;
  lineStart = 0;
  lineno = 0;
  firstLineno = 0;
  multiLineStart = 0;

  atbol = true;
  contLine = false;
  commentNewline = false;
  pendin = 0;
  indent = 0;
  readonly indstack = new Int32Array(MAXINDENT);
  readonly altindstack = new Int32Array(MAXINDENT);

  /** Open brackets: their characters, lines and byte columns, `level` of them. */
  level = 0;
  readonly parenstack = new Uint8Array(MAXLEVEL);
  readonly parenlinenostack = new Int32Array(MAXLEVEL);
  readonly parencolstack = new Int32Array(MAXLEVEL);

  modes: TokenizerMode[] = [new TokenizerMode()];
  modeIndex = 0;
  /** Set while a token is made, then cleared: its `metadata`. */
  metadata: string | null = null;
  /** Where the last token with text starts and ends in `src`. */
  tokenStart = 0;
  tokenEnd = 0;

  protected readonly warn: WarningSink;
  private readonly readline: (() => string) | null;
  private readonly hasNull: boolean;
  private colLine = -1;
  private colPos = 0;
  private colBytes = 0;

  constructor(source: DecodedSource, options: TokenizerOptions) {
    this.src = source.text;
    this.ascii = source.ascii;
    this.encoding = source.encoding;
    this.implicitNewline = source.implicitNewline;
    this.filename = options.filename;
    this.interactive = options.interactive ?? false;
    this.extraTokens = options.extraTokens ?? false;
    this.typeComments = options.typeComments ?? false;
    this.warn = options.warn;
    this.readline = options.readline ?? null;
    this.hasNull = this.readline !== null || this.src.includes("\0");
  }

  /** `tok_nextc`: the next UTF-16 unit, or EOF. */
  nextc(): number {
    while (true) {
      if (this.cur !== this.inp) return this.src.charCodeAt(this.cur++);
      if (this.done !== E_OK) return EOF;
      if (!this.underflow()) {
        this.cur = this.inp;
        return EOF;
      }
      this.lineStart = this.cur;
      if (this.hasNull) this.checkNull();
    }
  }

  /** `tok_backup`: unreads `c`, which was the last character read. */
  backup(c: number): void {
    if (c !== EOF) this.cur--;
  }

  private checkNull(): void {
    const at = this.src.indexOf("\0", this.lineStart);
    if (at < 0 || at >= this.inp) return;
    // C strings end here, and the text of the error with them.
    throw this.errorAt("source code cannot contain null bytes", 0, 0, this.src.slice(this.lineStart, at));
  }

  private underflow(): boolean {
    if (this.readline !== null && this.inp === this.src.length) this.fetchLine(this.readline);
    let end = this.src.indexOf("\n", this.inp) + 1;
    if (end === 0) {
      end = this.src.length;
      if (end === this.inp) {
        this.done = E_EOF;
        return false;
      }
    }
    if (this.start < 0 && (this.readline === null || this.modeIndex === 0)) this.buf = this.cur;
    this.lineno++;
    this.inp = end;
    return true;
  }

  /** Appends a line; between tokens the lines already read are dropped, so that a long stream costs linear time. */
  private fetchLine(readline: () => string): void {
    let line = readline();
    if (line !== "") {
      this.implicitNewline = !line.endsWith("\n");
      if (this.implicitNewline) line += "\n";
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
    if (this.ascii && !/^[\x00-\x7f]*$/.test(line)) this.ascii = false;
    if (this.start < 0 && this.modeIndex === 0) {
      this.src = line;
      this.buf = this.cur = this.inp = this.lineStart = 0;
      this.colLine = -1;
    } else {
      this.src += line;
    }
  }

  /** The offset in UTF-8 bytes of `pos` in the line that starts at `lineStart`. */
  byteColumn(lineStart: number, pos: number): number {
    if (this.ascii) return pos - lineStart;
    let i = lineStart;
    let bytes = 0;
    if (this.colLine === lineStart && this.colPos <= pos) {
      i = this.colPos;
      bytes = this.colBytes;
    }
    bytes += utf8Length(this.src, i, pos);
    this.colLine = lineStart;
    this.colPos = pos;
    this.colBytes = bytes;
    return bytes;
  }

  /** A token of the text from `start` to `end`; -1 for a token without text or place. */
  makeToken(type: number, start: number, end: number): Token {
    const metadata = this.metadata;
    this.metadata = null;
    if (start < 0) return new Token(type, "", this.lineno, -1, this.lineno, -1, this.level, metadata);
    const colOffset = this.byteColumn(this.lineStart, start);
    this.tokenStart = start;
    this.tokenEnd = end;
    return new Token(
      type,
      this.src.slice(start, end),
      this.lineno,
      colOffset,
      this.lineno,
      this.byteColumn(this.lineStart, this.cur),
      this.level,
      metadata,
    );
  }

  /** A token that began on line `firstLineno`, whose text starts at `multiLineStart`. */
  makeStringToken(type: number, start: number, end: number): Token {
    const metadata = this.metadata;
    this.metadata = null;
    this.tokenStart = start;
    this.tokenEnd = end;
    return new Token(
      type,
      this.src.slice(start, end),
      this.firstLineno,
      this.byteColumn(this.multiLineStart, start),
      this.lineno,
      this.byteColumn(this.lineStart, this.cur),
      this.level,
      metadata,
    );
  }

  /** An ERRORTOKEN whose cause is `done`; the parser makes the exception from it (`tokenizerError`). */
  failToken(done: number): Token {
    this.done = done;
    return this.makeToken(ERRORTOKEN, -1, -1);
  }

  /** `_PyTokenizer_syntaxerror`: the error ends at the cursor. */
  syntaxError(msg: string): SourceError {
    return this.errorAt(msg, -1, -1, null);
  }

  /** `_PyTokenizer_syntaxerror_known_range`; columns are 1-based. */
  syntaxErrorRange(msg: string, offset: number, endOffset: number): SourceError {
    return this.errorAt(msg, offset, endOffset, null);
  }

  private errorAt(msg: string, offset: number, endOffset: number, line: string | null): SourceError {
    this.done = E_ERROR;
    if (line === null) {
      const end = this.src.indexOf("\n", this.lineStart);
      line = this.src.slice(this.lineStart, end < 0 ? this.src.length : end);
    }
    if (offset === -1) offset = charLength(this.src, this.lineStart, this.cur);
    return new SourceError("SyntaxError", msg, {
      filename: this.filename,
      lineno: this.lineno,
      offset,
      text: strFromJs(line),
      endLineno: this.lineno,
      endOffset: endOffset === -1 ? offset : endOffset,
    });
  }

  /** `_PyTokenizer_parser_warn`: a SyntaxWarning, or the same as an error where the filter says so. */
  syntaxWarning(msg: string, errorMsg = msg): void {
    if (this.reportWarnings && !this.warn("SyntaxWarning", msg, this.filename, this.lineno)) {
      throw this.syntaxError(errorMsg);
    }
  }

  /** Ends the blocks that are still open, when input typed at a prompt ends (`_PyPegen_fill_token`). */
  implyDedents(): void {
    this.pendin = -this.indent;
    this.indent = 0;
  }

  get mode(): TokenizerMode {
    return this.modes[this.modeIndex];
  }

  /** The next tab stop. */
  static tabStop(col: number): number {
    return (((col / TABSIZE) | 0) + 1) * TABSIZE;
  }
}

/** How many bytes UTF-8 needs for the UTF-16 units from `start` to `end`. */
export function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    // Each half of a surrogate pair counts for two of the four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit & 0xf800) === 0xd800 ? 2 : 3;
  }
  return bytes;
}

/** How many characters the UTF-16 units from `start` to `end` are. */
export function charLength(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) count++;
  return count;
}
