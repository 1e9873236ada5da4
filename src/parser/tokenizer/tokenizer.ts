/**
 * The tokenizer: source text in, tokens out, one at a time.
 *
 * `next()` throws the errors that CPython's tokenizer raises itself; where CPython only notes a reason in `tok->done`, it
 * answers ERRORTOKEN and the caller turns the reason into an exception (errors.ts), because the parser's wording and
 * positions differ from those of the `tokenize` module. CPython: `tok_get_normal_mode` in Parser/lexer/lexer.c.
 */
import { isDigit, isIdentifierChar, scanFraction, scanNumber } from "./number.ts";
import {
  E_DEDENT,
  E_EOF,
  E_LINECONT,
  E_TABSPACE,
  E_TOODEEP,
  EOF,
  MAXINDENT,
  MAXLEVEL,
  type Token,
  type TokenizerMode,
  TokState,
} from "./state.ts";
import { noteExpression, scanFormatted, scanString, startFormatted, stringPrefix } from "./string.ts";
import {
  COMMENT,
  DEDENT,
  DOT,
  ELLIPSIS,
  ENDMARKER,
  ERRORTOKEN,
  INDENT,
  NAME,
  NEWLINE,
  NL,
  OP,
  oneChar,
  TYPE_COMMENT,
  TYPE_IGNORE,
  threeChars,
  twoChars,
} from "./token-types.ts";
import { isPrintable, scanIdentifier } from "./unicode.ts";

const TAB = 9;
const LF = 10;
const FORMFEED = 12;
const CR = 13;
const SPACE = 32;
const EXCLAMATION = 33;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const PERIOD = 46;
const COLON = 58;
const EQUAL = 61;
const BACKSLASH = 92;
const LPAR = 40;
const RPAR = 41;
const LSQB = 91;
const RSQB = 93;
const LBRACE = 123;
const RBRACE = 125;

export class Tokenizer extends TokState {
  private blankline = false;

  /** The next token. ENDMARKER repeats at the end. */
  next(): Token {
    const mode = this.modes[this.modeIndex];
    return (mode.regular ? null : scanFormatted(this, mode)) ?? this.normal(mode);
  }

  private normal(mode: TokenizerMode): Token {
    while (true) {
      this.start = -1;
      this.blankline = false;
      if (this.atbol) {
        const failed = this.indentation();
        if (failed !== null) return failed;
      }
      this.start = this.cur;
      if (this.pendin !== 0) return this.indentToken();
      // Peeking here, while the token has a start, keeps the line buffer where it is.
      this.backup(this.nextc());
      const token = this.afterIndentation(mode);
      if (token !== null) return token;
    }
  }

  /** Measures a line's indentation and notes INDENTs or DEDENTs to come; returns an ERRORTOKEN or null. */
  private indentation(): Token | null {
    let col = 0;
    let altcol = 0;
    let contLineCol = 0;
    let c: number;
    this.atbol = false;
    while (true) {
      c = this.nextc();
      if (c === SPACE) {
        col++;
        altcol++;
      } else if (c === TAB) {
        col = TokState.tabStop(col);
        altcol++;
      } else if (c === FORMFEED) {
        col = altcol = 0;
      } else if (c === BACKSLASH) {
        // The first backslash decides: indentation cannot go on in the next line.
        contLineCol = contLineCol || col;
        if (!this.continuationLine()) return this.makeToken(ERRORTOKEN, -1, -1);
      } else {
        break;
      }
    }
    this.backup(c);
    if (c === HASH || c === LF || c === CR) {
      if (col === 0 && c === LF && this.interactive) {
        this.blankline = false;
      } else if (this.interactive && this.lineno === 1) {
        this.blankline = false;
        col = altcol = 0;
      } else {
        this.blankline = true;
      }
    }
    if (this.blankline || this.level > 0) return null;
    return this.compareIndentation(contLineCol || col, contLineCol || altcol);
  }

  private compareIndentation(col: number, altcol: number): Token | null {
    const { indstack, altindstack } = this;
    if (col > indstack[this.indent]) {
      if (this.indent + 1 >= MAXINDENT) return this.failLine(E_TOODEEP);
      if (altcol <= altindstack[this.indent]) return this.failLine(E_TABSPACE);
      this.pendin++;
      this.indent++;
      indstack[this.indent] = col;
      altindstack[this.indent] = altcol;
      return null;
    }
    while (this.indent > 0 && col < indstack[this.indent]) {
      this.pendin--;
      this.indent--;
    }
    if (col !== indstack[this.indent]) return this.failLine(E_DEDENT);
    if (altcol !== altindstack[this.indent]) return this.failLine(E_TABSPACE);
    return null;
  }

  private failLine(done: number): Token {
    this.cur = this.inp;
    return this.failToken(done);
  }

  private indentToken(): Token {
    if (this.pendin < 0) {
      this.pendin++;
      return this.extraTokens ? this.makeToken(DEDENT, this.cur, this.cur) : this.makeToken(DEDENT, -1, -1);
    }
    this.pendin--;
    return this.extraTokens ? this.makeToken(INDENT, this.buf, this.cur) : this.makeToken(INDENT, -1, -1);
  }

  /** `tok_continuation_line`: after a backslash, the rest of its line must be empty and another line must follow. */
  private continuationLine(): boolean {
    let c = this.nextc();
    if (c === CR) c = this.nextc();
    if (c !== LF) {
      this.done = E_LINECONT;
      return false;
    }
    c = this.nextc();
    if (c === EOF) {
      this.done = E_EOF;
      this.cur = this.inp;
      return false;
    }
    this.backup(c);
    return true;
  }

  /** The next token of the line, or null when the line has no more. */
  private afterIndentation(mode: TokenizerMode): Token | null {
    while (true) {
      this.start = -1;
      let c: number;
      do {
        c = this.nextc();
      } while (c === SPACE || c === TAB || c === FORMFEED);
      this.start = c === EOF ? this.cur : this.cur - 1;
      if (c === HASH) {
        const token = this.comment();
        if (token !== null) return token;
        c = this.lastOfComment;
      }
      if (c === EOF) {
        if (this.level > 0) return this.makeToken(ERRORTOKEN, -1, -1);
        return this.makeToken(this.done === E_EOF ? ENDMARKER : ERRORTOKEN, -1, -1);
      }
      if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c >= 128) return this.nameOrString(c);
      if (c === CR) c = this.nextc();
      if (c === LF) {
        this.atbol = true;
        if (this.blankline || this.level > 0) {
          if (!this.extraTokens) return null;
          this.commentNewline = false;
          return this.makeToken(NL, this.start, this.cur);
        }
        if (this.commentNewline && this.extraTokens) {
          this.commentNewline = false;
          return this.makeToken(NL, this.start, this.cur);
        }
        this.contLine = false;
        return this.makeToken(NEWLINE, this.start, this.cur - 1);
      }
      if (c === PERIOD) return this.period();
      if (isDigit(c)) return scanNumber(this, c);
      if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) return scanString(this, c);
      if (c !== BACKSLASH) return this.operator(mode, c);
      if (!this.continuationLine()) return this.makeToken(ERRORTOKEN, -1, -1);
      this.contLine = true;
    }
  }

  /** The character that ended the last comment. */
  private lastOfComment = EOF;

  /** Skips a comment, or makes a token of it where one is wanted. */
  private comment(): Token | null {
    let c: number;
    do {
      c = this.nextc();
    } while (c !== EOF && c !== LF && c !== CR);
    this.lastOfComment = c;
    if (this.typeComments) {
      const end = c === EOF ? this.cur : this.cur - 1;
      const prefix = /^#[ \t]*type:[ \t]*/.exec(this.src.slice(this.start, end));
      if (prefix !== null) {
        this.backup(c);
        return this.typeComment(this.start + prefix[0].length, end);
      }
    }
    if (!this.extraTokens) return null;
    this.backup(c);
    this.commentNewline = this.blankline;
    return this.makeToken(COMMENT, this.start, this.cur);
  }

  private typeComment(from: number, end: number): Token {
    const after = this.src.charCodeAt(from + 6);
    const isIgnore =
      this.src.startsWith("ignore", from) &&
      end >= from + 6 &&
      !(end > from + 6 && isIdentifierChar(after) && after !== 95);
    if (!isIgnore) return this.makeToken(TYPE_COMMENT, from, end);
    // A `type: ignore` that has its line for itself takes the line's end too, in its text as well.
    if (this.blankline) {
      this.nextc();
      this.atbol = true;
    }
    return this.makeToken(TYPE_IGNORE, from + 6, this.cur);
  }

  private nameOrString(c: number): Token {
    let sawB = false;
    let sawR = false;
    let sawU = false;
    let sawF = false;
    let sawT = false;
    while (true) {
      const lower = c | 32;
      if (!sawB && lower === 98) sawB = true;
      else if (!sawU && lower === 117) sawU = true;
      else if (!sawR && lower === 114) sawR = true;
      else if (!sawF && lower === 102) sawF = true;
      else if (!sawT && lower === 116) sawT = true;
      else break;
      c = this.nextc();
      if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) {
        this.checkPrefixes(sawB, sawR, sawU, sawF, sawT);
        return sawF || sawT ? startFormatted(this, c) : scanString(this, c);
      }
    }
    let nonascii = false;
    while (isIdentifierChar(c)) {
      if (c >= 128) nonascii = true;
      c = this.nextc();
    }
    this.backup(c);
    if (nonascii && !this.extraTokens) this.verifyIdentifier();
    return this.makeToken(NAME, this.start, this.cur);
  }

  private checkPrefixes(b: boolean, r: boolean, u: boolean, f: boolean, t: boolean): void {
    const pair =
      u && b
        ? "ub"
        : u && r
          ? "ur"
          : u && f
            ? "uf"
            : u && t
              ? "ut"
              : b && f
                ? "bf"
                : b && t
                  ? "bt"
                  : f && t
                    ? "ft"
                    : "";
    if (pair === "") return;
    throw this.syntaxErrorRange(
      `'${pair[0]}' and '${pair[1]}' prefixes are incompatible`,
      this.byteColumn(this.lineStart, this.start) + 1,
      this.byteColumn(this.lineStart, this.cur),
    );
  }

  /** `verify_identifier` (PEP 3131). */
  private verifyIdentifier(): void {
    const name = this.src.slice(this.start, this.cur);
    const invalid = scanIdentifier(name);
    if (invalid === name.length) return;
    const code = name.codePointAt(invalid)!;
    const char = String.fromCodePoint(code);
    this.cur = this.start + invalid + char.length;
    const hex = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    throw this.syntaxError(
      isPrintable(code) ? `invalid character '${char}' (${hex})` : `invalid non-printable character ${hex}`,
    );
  }

  private period(): Token {
    let c = this.nextc();
    if (isDigit(c)) return scanFraction(this, c);
    if (c === PERIOD) {
      c = this.nextc();
      if (c === PERIOD) return this.makeToken(ELLIPSIS, this.start, this.cur);
      this.backup(c);
      this.backup(PERIOD);
    } else {
      this.backup(c);
    }
    return this.makeToken(DOT, this.start, this.cur);
  }

  private operator(mode: TokenizerMode, c: number): Token {
    const inString = this.modeIndex > 0;
    const inExpression = inString && mode.curlyBracketExprStartDepth >= 0;
    if (inExpression && (c === COLON || c === RBRACE || c === EXCLAMATION || c === LBRACE)) {
      // The depth has not been counted up yet for an opening brace.
      const cursor = mode.curlyBracketDepth - (c !== LBRACE ? 1 : 0);
      if (cursor === 0 || (cursor === 1 && (mode.inDebug || mode.inFormatSpec))) noteExpression(this, mode, c);
      if (c === COLON && cursor === mode.curlyBracketExprStartDepth) {
        mode.regular = false;
        mode.inFormatSpec = true;
        return this.makeToken(oneChar(c), this.start, this.cur);
      }
    }
    const c2 = this.nextc();
    const pair = twoChars(c, c2);
    if (pair !== OP) {
      const c3 = this.nextc();
      const triple = threeChars(c, c2, c3);
      if (triple === OP) this.backup(c3);
      return this.makeToken(triple === OP ? pair : triple, this.start, this.cur);
    }
    this.backup(c2);
    if (c === LPAR || c === LSQB || c === LBRACE) this.open(mode, c, inString);
    else if (c === RPAR || c === RSQB || c === RBRACE) this.close(mode, c, inString);
    if (c < SPACE || c === 127) {
      throw this.syntaxError(`invalid non-printable character U+${c.toString(16).toUpperCase().padStart(4, "0")}`);
    }
    if (c === EQUAL && mode.curlyBracketDepth - mode.curlyBracketExprStartDepth === 1) mode.inDebug = true;
    return this.makeToken(oneChar(c), this.start, this.cur);
  }

  private open(mode: TokenizerMode, c: number, inString: boolean): void {
    if (this.level >= MAXLEVEL) throw this.syntaxError("too many nested parentheses");
    this.parenstack[this.level] = c;
    this.parenlinenostack[this.level] = this.lineno;
    this.parencolstack[this.level] = this.byteColumn(this.lineStart, this.start);
    this.level++;
    if (inString) mode.curlyBracketDepth++;
  }

  private close(mode: TokenizerMode, c: number, inString: boolean): void {
    const char = String.fromCharCode(c);
    const prefix = stringPrefix(mode);
    if (inString && mode.curlyBracketDepth === 0 && c === RBRACE) {
      throw this.syntaxError(`${prefix}-string: single '}' is not allowed`);
    }
    if (!this.extraTokens && this.level === 0) throw this.syntaxError(`unmatched '${char}'`);
    if (this.level > 0) {
      this.level--;
      const opening = this.parenstack[this.level];
      if (!this.extraTokens && c !== (opening === LPAR ? RPAR : opening + 2)) {
        // A bracket that would close the replacement field's brace closes nothing.
        if (inString && opening === LBRACE && mode.curlyBracketDepth - 1 === mode.curlyBracketExprStartDepth) {
          throw this.syntaxError(`${prefix}-string: unmatched '${char}'`);
        }
        const line = this.parenlinenostack[this.level];
        const where = line !== this.lineno ? ` on line ${line}` : "";
        throw this.syntaxError(
          `closing parenthesis '${char}' does not match opening parenthesis '${String.fromCharCode(opening)}'${where}`,
        );
      }
    }
    if (!inString) return;
    mode.curlyBracketDepth--;
    if (mode.curlyBracketDepth < 0) throw this.syntaxError(`${prefix}-string: unmatched '${char}'`);
    if (c === RBRACE && mode.curlyBracketDepth === mode.curlyBracketExprStartDepth) {
      mode.curlyBracketExprStartDepth--;
      mode.regular = false;
      mode.inFormatSpec = false;
      mode.inDebug = false;
    }
  }
}
