/**
 * Errors with positions that come from tokens: CPython Parser/pegen_errors.c.
 *
 * Byte columns become character columns by decoding the error's line up to them, as CPython does; the line shown is the
 * tokenizer's current line, with its end, when the error is there, and the source's line otherwise.
 */
import { strFromJs } from "../../kernel/str.ts";
import { SourceError, type SyntaxErrorType } from "../errors.ts";
import { E_DEDENT, E_EOF, E_LINECONT, E_TABSPACE, E_TOODEEP, type Token, type TokState } from "./state.ts";

/**
 * `_PyPegen_raise_error_known_location`: the error at 1-based byte columns (-1: none, 0 stays 0).
 */
export function errorAtLocation(
  tok: TokState,
  type: SyntaxErrorType,
  msg: string,
  lineno: number,
  column: number,
  endLineno: number,
  endColumn: number,
): SourceError {
  const text =
    tok.lineno <= lineno && tok.inp > tok.buf ? tok.src.slice(tok.lineStart, tok.inp) : sourceLine(tok.src, lineno);
  return new SourceError(type, msg, {
    filename: tok.filename,
    lineno,
    offset: byteToCharOffset(text, column),
    text: strFromJs(text),
    endLineno,
    endOffset: endColumn > 0 ? byteToCharOffset(text, endColumn) : endColumn,
  });
}

/** `_PyPegen_raise_error`: the error at `token`, which is the last token read or the one that is known to be wrong. */
export function errorAtToken(tok: TokState, type: SyntaxErrorType, msg: string, token: Token | null): SourceError {
  if (token === null) return errorAtLocation(tok, type, msg, 0, 0, 0, -1);
  const column =
    token.colOffset !== -1 ? token.colOffset + 1 : tok.cur === tok.buf ? 0 : tok.byteColumn(tok.lineStart, tok.cur);
  const endColumn = token.endColOffset !== -1 ? token.endColOffset + 1 : -1;
  return errorAtLocation(tok, type, msg, token.lineno, column, token.endLineno, endColumn);
}

/** `raise_unclosed_parentheses_error`, for the innermost open bracket. */
export function unclosedParenthesesError(tok: TokState): SourceError {
  const top = tok.level - 1;
  const lineno = tok.parenlinenostack[top];
  const char = String.fromCharCode(tok.parenstack[top]);
  return errorAtLocation(
    tok,
    "SyntaxError",
    `'${char}' was never closed`,
    lineno,
    tok.parencolstack[top] + 1,
    lineno,
    0,
  );
}

/** `_Pypegen_tokenizer_error`: the exception for an ERRORTOKEN that `next()` answered; `token` is that token. */
export function tokenizerError(tok: TokState, token: Token): SourceError {
  let type: SyntaxErrorType = "SyntaxError";
  let msg: string;
  let column = 1;
  switch (tok.done) {
    case E_EOF:
      if (tok.level > 0) return unclosedParenthesesError(tok);
      return errorAtToken(tok, type, "unexpected EOF while parsing", token);
    case E_DEDENT:
      return errorAtToken(tok, "IndentationError", "unindent does not match any outer indentation level", token);
    case E_TABSPACE:
      type = "TabError";
      msg = "inconsistent use of tabs and spaces in indentation";
      break;
    case E_TOODEEP:
      type = "IndentationError";
      msg = "too many levels of indentation";
      break;
    case E_LINECONT:
      column = tok.byteColumn(tok.buf, tok.cur);
      msg = "unexpected character after line continuation character";
      break;
    default:
      msg = "unknown parsing error";
  }
  return errorAtLocation(tok, type, msg, tok.lineno, column, tok.lineno, 0);
}

/** The text of a line without its end; the last line for a number that is too large. */
function sourceLine(text: string, lineno: number): string {
  let start = 0;
  for (let i = 1; i < lineno; i++) {
    const next = text.indexOf("\n", start);
    if (next < 0) break;
    start = next + 1;
  }
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end);
}

/** `_PyPegen_byte_offset_to_character_offset`: how many characters begin in the first `column` bytes of `line`. */
function byteToCharOffset(line: string, column: number): number {
  let bytes = 0;
  let chars = 0;
  for (let i = 0; i < line.length && bytes < column; i++) {
    const code = line.codePointAt(i)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code > 0xffff) i++;
    chars++;
  }
  return bytes < column ? chars + 1 : chars;
}
