/**
 * String literals: plain ones as one STRING token, f-strings and t-strings as START, MIDDLE and END tokens around code.
 *
 * While a formatted literal is open, its `TokenizerMode` is on top of the stack and says whether the next character is
 * code (`regular`) or literal text. CPython: the string sections of Parser/lexer/lexer.c, `tok_get_fstring_mode`.
 */
import {
  E_EOFS,
  E_EOLS,
  E_ERROR,
  EOF,
  MAX_EXPR_NESTING,
  MAXFSTRINGLEVEL,
  type Token,
  TokenizerMode,
  type TokState,
} from "./state.ts";
import {
  FSTRING_END,
  FSTRING_MIDDLE,
  FSTRING_START,
  STRING,
  TSTRING_END,
  TSTRING_MIDDLE,
  TSTRING_START,
} from "./token-types.ts";

const NEWLINE = 10;
const RETURN = 13;
const BACKSLASH = 92;
const COLON = 58;
const LBRACE = 123;
const RBRACE = 125;
const UPPER_N = 78;

export const stringPrefix = (mode: TokenizerMode): string => (mode.template ? "t" : "f");

/** Scans a plain string; `quote` is its first quote, just read. */
export function scanString(tok: TokState, quote: number): Token {
  let quoteSize = 1;
  let endQuoteSize = 0;
  let hasEscapedQuote = false;
  tok.firstLineno = tok.lineno;
  tok.multiLineStart = tok.lineStart;
  let c = tok.nextc();
  if (c === quote) {
    c = tok.nextc();
    if (c === quote) quoteSize = 3;
    else endQuoteSize = 1;
  }
  if (c !== quote) tok.backup(c);
  while (endQuoteSize !== quoteSize) {
    c = tok.nextc();
    if (c === EOF || (quoteSize === 1 && c === NEWLINE)) throw unterminated(tok, quote, quoteSize, hasEscapedQuote, c);
    if (c === quote) {
      endQuoteSize++;
      continue;
    }
    endQuoteSize = 0;
    if (c === BACKSLASH) {
      c = tok.nextc();
      if (c === quote) hasEscapedQuote = true;
      if (c === RETURN) tok.nextc();
    }
  }
  return tok.makeStringToken(STRING, tok.start, tok.cur);
}

/** The error for a string without end, reported at its first quote. */
function unterminated(tok: TokState, quote: number, quoteSize: number, hasEscapedQuote: boolean, c: number) {
  tok.cur = tok.start + 1;
  tok.lineStart = tok.multiLineStart;
  const detected = tok.lineno;
  tok.lineno = tok.firstLineno;
  if (tok.modeIndex > 0) {
    // A quote that matches the surrounding literal's ends that literal: a brace is missing.
    const mode = tok.mode;
    if (mode.quote === quote && mode.quoteSize === quoteSize) {
      return tok.syntaxError(`${stringPrefix(mode)}-string: expecting '}'`);
    }
  }
  const triple = quoteSize === 3 ? "triple-quoted " : "";
  const hint = quoteSize === 1 && hasEscapedQuote ? "; perhaps you escaped the end quote?" : "";
  const error = tok.syntaxError(`unterminated ${triple}string literal (detected at line ${detected})${hint}`);
  if (c !== NEWLINE) tok.done = quoteSize === 3 ? E_EOFS : E_EOLS;
  return error;
}

/** Opens an f-string or t-string; `quote` is its first quote, just read. */
export function startFormatted(tok: TokState, quote: number): Token {
  let quoteSize = 1;
  tok.firstLineno = tok.lineno;
  tok.multiLineStart = tok.lineStart;
  const afterQuote = tok.nextc();
  if (afterQuote === quote) {
    const afterAfter = tok.nextc();
    if (afterAfter === quote) {
      quoteSize = 3;
    } else {
      tok.backup(afterAfter);
      tok.backup(afterQuote);
    }
  } else {
    tok.backup(afterQuote);
  }
  if (tok.modeIndex + 1 >= MAXFSTRINGLEVEL) throw tok.syntaxError("too many nested f-strings or t-strings");
  const mode = new TokenizerMode();
  const prefix = tok.src.slice(tok.start, tok.start + 2).toLowerCase();
  mode.regular = false;
  mode.quote = quote;
  mode.quoteSize = quoteSize;
  mode.start = tok.start;
  mode.lineStart = tok.lineStart;
  mode.startLineno = tok.lineno;
  mode.raw = prefix.includes("r");
  mode.template = prefix.includes("t");
  tok.modes[++tok.modeIndex] = mode;
  return tok.makeStringToken(mode.template ? TSTRING_START : FSTRING_START, tok.start, tok.cur);
}

/** The next token of a formatted literal's text, or null where code starts. */
export function scanFormatted(tok: TokState, mode: TokenizerMode): Token | null {
  tok.start = tok.cur;
  tok.firstLineno = tok.lineno;
  const startLine = tok.lineStart;
  const first = tok.nextc();
  if (first === LBRACE) {
    const peek = tok.nextc();
    tok.backup(peek);
    tok.backup(first);
    if (peek !== LBRACE) {
      enterExpression(tok, mode);
      return null;
    }
  } else {
    tok.backup(first);
  }
  if (atEnd(tok, mode)) {
    mode.lastExprStart = mode.lastExprEnd = -1;
    tok.modeIndex--;
    tok.multiLineStart = startLine;
    return tok.makeStringToken(mode.template ? TSTRING_END : FSTRING_END, tok.start, tok.cur);
  }
  tok.multiLineStart = tok.lineStart;
  return scanMiddle(tok, mode);
}

function enterExpression(tok: TokState, mode: TokenizerMode): void {
  mode.curlyBracketExprStartDepth++;
  if (mode.curlyBracketExprStartDepth >= MAX_EXPR_NESTING) {
    throw tok.syntaxError(`${stringPrefix(mode)}-string: expressions nested too deeply`);
  }
  mode.regular = true;
}

/** Reads the closing quotes if they are next. Quotes of an incomplete closing stay read, as in CPython. */
function atEnd(tok: TokState, mode: TokenizerMode): boolean {
  for (let i = 0; i < mode.quoteSize; i++) {
    const c = tok.nextc();
    if (c !== mode.quote) {
      tok.backup(c);
      return false;
    }
  }
  return true;
}

function middle(tok: TokState, mode: TokenizerMode, end: number): Token {
  return tok.makeStringToken(mode.template ? TSTRING_MIDDLE : FSTRING_MIDDLE, tok.start, end);
}

function backToCode(mode: TokenizerMode): void {
  mode.regular = true;
  mode.inFormatSpec = false;
}

function scanMiddle(tok: TokState, mode: TokenizerMode): Token {
  let endQuoteSize = 0;
  let unicodeEscape = false;
  while (endQuoteSize !== mode.quoteSize) {
    const c = tok.nextc();
    const inFormatSpec = mode.inFormatSpec && mode.curlyBracketExprStartDepth >= 0;
    if (c === EOF || (mode.quoteSize === 1 && c === NEWLINE)) {
      if (inFormatSpec && c === NEWLINE) {
        const p = stringPrefix(mode);
        throw tok.syntaxError(
          `${p}-string: newlines are not allowed in format specifiers for single quoted ${p}-strings`,
        );
      }
      throw unterminatedFormatted(tok, mode, c);
    }
    if (c === mode.quote) {
      endQuoteSize++;
      continue;
    }
    endQuoteSize = 0;
    if (c === LBRACE) {
      mode.lastExprStart = tok.cur;
      mode.lastExprEnd = -1;
      const peek = tok.nextc();
      if (peek === LBRACE && !inFormatSpec) return middle(tok, mode, tok.cur - 1);
      tok.backup(peek);
      tok.backup(c);
      enterExpression(tok, mode);
      mode.inFormatSpec = false;
      return middle(tok, mode, tok.cur);
    }
    if (c === RBRACE) {
      if (unicodeEscape) return middle(tok, mode, tok.cur);
      const peek = tok.nextc();
      if (peek === RBRACE && !inFormatSpec && mode.curlyBracketDepth === 0) return middle(tok, mode, tok.cur - 1);
      tok.backup(peek);
      tok.backup(c);
      backToCode(mode);
      return middle(tok, mode, tok.cur);
    }
    if (c === BACKSLASH) {
      let peek = tok.nextc();
      if (peek === RETURN) peek = tok.nextc();
      if (peek === LBRACE || peek === RBRACE) {
        // The brace counts for itself; the backslash before it is an invalid escape.
        if (!mode.raw) warnInvalidEscape(tok, peek);
        tok.backup(peek);
        continue;
      }
      if (!mode.raw && peek === UPPER_N) {
        peek = tok.nextc();
        if (peek === LBRACE) unicodeEscape = true;
        else tok.backup(peek);
      }
    }
  }
  // The quotes belong to the END token.
  tok.cur -= mode.quoteSize;
  return middle(tok, mode, tok.cur);
}

function unterminatedFormatted(tok: TokState, mode: TokenizerMode, c: number) {
  tok.cur = mode.start + 1;
  tok.lineStart = mode.lineStart;
  const detected = tok.lineno;
  tok.lineno = mode.startLineno;
  const triple = mode.quoteSize === 3 ? "triple-quoted " : "";
  const error = tok.syntaxError(
    `unterminated ${triple}${stringPrefix(mode)}-string literal (detected at line ${detected})`,
  );
  if (mode.quoteSize === 3 && c !== NEWLINE) tok.done = E_EOFS;
  else tok.done = E_ERROR;
  return error;
}

/** `_PyTokenizer_warn_invalid_escape_sequence`. */
function warnInvalidEscape(tok: TokState, c: number): void {
  const char = String.fromCharCode(c);
  const head = `"\\${char}" is an invalid escape sequence. `;
  const tail = `Did you mean "\\\\${char}"? A raw string is also an option.`;
  tok.syntaxWarning(`${head}Such sequences will not work in the future. ${tail}`, head + tail);
}

/** `_PyLexer_update_fstring_expr` and `set_fstring_expr`, at a `{`, `}`, `:` or `!` that bounds an expression. */
export function noteExpression(tok: TokState, mode: TokenizerMode, c: number): void {
  if (c === LBRACE) {
    mode.lastExprStart = tok.cur;
    mode.lastExprEnd = -1;
    return;
  }
  // A `!=` leaves its position behind: only a later `!` or `}` replaces it.
  if (c !== COLON || mode.lastExprEnd === -1) mode.lastExprEnd = tok.start;
  if ((mode.inDebug || mode.template) && mode.lastExprStart >= 0) {
    tok.metadata = withoutComments(tok.src.slice(mode.lastExprStart, mode.lastExprEnd));
  }
}

/** An expression's text without its comments; what stands in a string literal is no comment. */
function withoutComments(text: string): string {
  if (!text.includes("#")) return text;
  if (!hasComment(text)) return text;
  let out = "";
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"' || char === "'") {
      if (quote === "") quote = char;
      else if (char === quote) quote = "";
      out += char;
    } else if (char === "#" && quote === "") {
      while (i < text.length && text[i] !== "\n") i++;
      if (i < text.length) out += "\n";
    } else {
      out += char;
    }
  }
  return out;
}

function hasComment(text: string): boolean {
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === "\\") {
      i++;
    } else if (char === '"' || char === "'") {
      // Quotes come in odd numbers at both ends of a literal, so toggling works for triple quotes too.
      if (quote === "") quote = char;
      else if (char === quote) quote = "";
    } else if (char === "#" && quote === "") {
      return true;
    }
  }
  return false;
}
