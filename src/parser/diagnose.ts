/**
 * Which syntax error a program that does not parse gets: CPython `_PyPegen_run_parser`, `_Pypegen_set_syntax_error` and
 * `_PyPegen_tokenize_full_source_to_check_for_errors`.
 */
import { SourceError } from "./errors.ts";
import type { Machine } from "./machine.ts";
import type { Parser, StartRule } from "./parser.ts";
import { errorAtLocation, errorAtToken, unclosedParenthesesError } from "./tokenizer/errors.ts";
import { E_EOF, E_OK, type Token } from "./tokenizer/state.ts";
import { DEDENT, ENDMARKER, ERRORTOKEN, INDENT } from "./tokenizer/token-types.ts";

/** The error after a first pass that failed, with `error` or without a reason. */
export function syntaxErrorFor(p: Parser, machine: Machine, startRule: StartRule, error: SourceError | null): unknown {
  const lastToken = p.lastToken;
  p.lastStatement = { lineno: 0, col_offset: 0 };
  let found: unknown = error;
  if (error === null) {
    p.callInvalidRules = true;
    try {
      machine.run(startRule);
    } catch (caught) {
      found = caught;
    }
  }
  const result = found === null ? genericError(p, lastToken) : overruled(p, found);
  if (result instanceof SourceError) {
    result.metadata = { lineno: p.lastStatement.lineno, colOffset: p.lastStatement.col_offset, source: p.tok.src };
  }
  return result;
}

/** An error found by the parser gives way to one that the tokenizer finds in the rest of the source. */
function overruled(p: Parser, error: unknown): unknown {
  if (!(error instanceof SourceError) || p.tok.done !== E_OK) return error;
  return tokenizerErrorInRest(p) ?? error;
}

/** The first pass failed and the second one found nothing special: the error is where the first one stopped. */
function genericError(p: Parser, lastToken: Token): SourceError {
  const { tok } = p;
  if (lastToken.type === ERRORTOKEN && tok.done === E_EOF) {
    if (tok.level > 0) return unclosedParenthesesError(tok);
    return errorAtToken(tok, "SyntaxError", "unexpected EOF while parsing", p.lastToken);
  }
  if (lastToken.type === INDENT) return errorAtToken(tok, "IndentationError", "unexpected indent", p.lastToken);
  if (lastToken.type === DEDENT) return errorAtToken(tok, "IndentationError", "unexpected unindent", p.lastToken);
  const { lineno, colOffset, endLineno, endColOffset } = lastToken;
  const error = errorAtLocation(
    tok,
    "SyntaxError",
    "invalid syntax",
    lineno,
    colOffset + 1,
    endLineno,
    endColOffset + 1,
  );
  return tokenizerErrorInRest(p) ?? error;
}

/** Reads on to the end: a bracket that is never closed, or an error of the tokenizer, may be the real cause. */
function tokenizerErrorInRest(p: Parser): SourceError | null {
  const { tok } = p;
  const errorLine = p.lastToken.lineno;
  try {
    while (true) {
      const { type } = tok.next();
      if (type === ENDMARKER) return null;
      if (type !== ERRORTOKEN) continue;
      if (tok.level > 0 && errorLine > tok.parenlinenostack[tok.level - 1])
        return insideFormatted(p, unclosedParenthesesError(tok));
      return null;
    }
  } catch (caught) {
    if (caught instanceof SourceError) return insideFormatted(p, caught);
    throw caught;
  }
}

/** In the code of an f-string the parser's error is the better one. */
const insideFormatted = (p: Parser, error: SourceError): SourceError | null => (p.tok.modeIndex > 0 ? null : error);
