/**
 * The value of STRING tokens and of the literal parts of f-strings and t-strings: CPython Parser/string_parser.c.
 *
 * Errors are SyntaxErrors where CPython puts them: at the literal, or, for what the decoder refuses, at the last token
 * that the parser has read.
 */
import { ConstBytes } from "../../bytecode/constants.ts";
import { type Str, strFromJs } from "../../kernel/str.ts";
import { SourceFailure, type WarningSink } from "../errors.ts";
import { errorAtLocation, errorAtToken } from "../tokenizer/errors.ts";
import type { Token, TokState } from "../tokenizer/state.ts";
import { FSTRING_END, FSTRING_MIDDLE, TSTRING_END, TSTRING_MIDDLE } from "../tokenizer/token-types.ts";
import { asciiBody, EscapeError, type NameLookup, unescapeBytes, unescapeText } from "./escapes.ts";

/** What string parsing needs of the parser. */
export interface StringParserContext {
  readonly tok: TokState;
  /** The last token read (`p->tokens[p->fill - 1]`). */
  readonly lastToken: Token;
  /** Whether this is the parser's second pass, which does not warn again. */
  readonly callInvalidRules: boolean;
  readonly warn: WarningSink;
  readonly lookupName: NameLookup;
  /** The minor version whose language is parsed; DeprecationWarning before 12. */
  readonly featureVersion: number;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
const NON_ASCII = /[^\x00-\x7f]/;

/** `_PyPegen_parse_string`: the value of a STRING token. */
export function parseString(ctx: StringParserContext, token: Token): Str | ConstBytes {
  const text = token.string;
  let i = 0;
  let bytesMode = false;
  let raw = false;
  for (; ; i++) {
    const c = text.charCodeAt(i) | 32;
    if (c === 98) bytesMode = true;
    else if (c === 114) raw = true;
    else if (c !== 117) break;
  }
  const quotes = text.length - i >= 6 && text[i] === text[i + 1] && text[i] === text[i + 2] ? 3 : 1;
  const body = text.slice(i + quotes, text.length - quotes);
  if (!bytesMode) return decodeString(ctx, raw, body, token);
  if (NON_ASCII.test(body)) {
    throw errorAtToken(ctx.tok, "SyntaxError", "bytes can only contain ASCII literal characters", token);
  }
  if (raw || !body.includes("\\")) return new ConstBytes(Uint8Array.from(body, (char) => char.charCodeAt(0)));
  const { value, firstInvalid } = wrapped(ctx, () => unescapeBytes(body));
  if (firstInvalid >= 0) warnInvalidEscape(ctx, body, firstInvalid, token);
  return new ConstBytes(value);
}

/** `_PyPegen_decode_string`: text without its quotes. `token` is where a warning about an escape is placed. */
export function decodeString(ctx: StringParserContext, raw: boolean, text: string, token: Token): Str {
  return wrapped(ctx, () => decodeUnwrapped(ctx, raw, text, token));
}

function decodeUnwrapped(ctx: StringParserContext, raw: boolean, text: string, token: Token): Str {
  if (raw || !text.includes("\\")) return strFromJs(text);
  const body = NON_ASCII.test(text) || text.endsWith("\\") ? asciiBody(text) : text;
  const { value, firstInvalid } = unescapeText(body, ctx.lookupName);
  if (firstInvalid >= 0) warnInvalidEscape(ctx, body, firstInvalid, token);
  return value;
}

/**
 * `_PyPegen_decoded_constant_from_token`: the text of a MIDDLE token in a format spec. CPython does not turn what the
 * decoder refuses into a SyntaxError here.
 */
export function decodeFormatSpec(ctx: StringParserContext, token: Token): Str {
  const raw = ctx.tok.modeIndex > 0 && ctx.tok.mode.raw;
  try {
    return decodeUnwrapped(ctx, raw, token.string, token);
  } catch (error) {
    if (!(error instanceof EscapeError)) throw error;
    throw new SourceFailure("UnicodeDecodeError", error.message);
  }
}

/** `_Pypegen_raise_decode_error`: a decoder's refusal becomes a SyntaxError at the last token. */
function wrapped<T>(ctx: StringParserContext, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof EscapeError)) throw error;
    throw errorAtToken(ctx.tok, "SyntaxError", `(${error.kind}) ${error.message}`, ctx.lastToken);
  }
}

/** `warn_invalid_escape_sequence`: once for a literal, at its first unknown escape. */
function warnInvalidEscape(ctx: StringParserContext, body: string, at: number, token: Token): void {
  if (ctx.callInvalidRules) return;
  const char = body[at];
  if ((char === "{" || char === "}") && isFormattedPart(token.type)) return; // the tokenizer has warned
  const octal = char >= "4" && char <= "7";
  const shown = octal ? body.slice(at, at + 3) : char;
  const head = `"\\${shown}" is an invalid ${octal ? "octal " : ""}escape sequence. `;
  const tail = `Did you mean "\\\\${shown}"? A raw string is also an option.`;
  const category = ctx.featureVersion >= 12 ? "SyntaxWarning" : "DeprecationWarning";
  let lineno = token.lineno;
  let column = token.colOffset;
  for (let i = 0; i < at; i++) {
    if (body.charCodeAt(i) === 10) {
      lineno++;
      column = 0;
    } else {
      column++;
    }
  }
  if (lineno === token.lineno) column += leadingQuotes(token.string);
  const message = `${head}Such sequences will not work in the future. ${tail}`;
  if (ctx.warn(category, message, ctx.tok.filename, lineno)) return;
  throw errorAtLocation(ctx.tok, "SyntaxError", head + tail, lineno, column, lineno, column + 2);
}

function isFormattedPart(type: number): boolean {
  return type === FSTRING_MIDDLE || type === FSTRING_END || type === TSTRING_MIDDLE || type === TSTRING_END;
}

/** How many quotes of the first one's kind a token starts with; none when it has a prefix. */
function leadingQuotes(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length && (text[i] === "'" || text[i] === '"'); i++) if (text[i] === text[0]) count++;
  return count;
}
