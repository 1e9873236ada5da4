/**
 * Number literals, as far as they are spelled: CPython's number section of `tok_get_normal_mode`, `tok_decimal_tail` and
 * `verify_end_of_number` in Parser/lexer/lexer.c. The value is computed in ../strings/numbers.ts.
 */
import { EOF, type Token, type TokState } from "./state.ts";
import { NUMBER } from "./token-types.ts";

export const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isOctal = (c: number): boolean => c >= 48 && c <= 55;
const isBinary = (c: number): boolean => c === 48 || c === 49;
const isHex = (c: number): boolean => isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
const isE = (c: number): boolean => c === 101 || c === 69;
const isJ = (c: number): boolean => c === 106 || c === 74;
const DOT = 46;
const UNDERSCORE = 95;

export const isIdentifierChar = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === UNDERSCORE || c >= 128;

/** Scans a number whose first digit `c` has been read. */
export function scanNumber(tok: TokState, c: number): Token {
  if (c !== 48) return afterDecimal(tok, decimalTail(tok));
  c = tok.nextc();
  if (c === 120 || c === 88) return radix(tok, isHex, "hexadecimal", false);
  if (c === 111 || c === 79) return radix(tok, isOctal, "octal", true);
  if (c === 98 || c === 66) return radix(tok, isBinary, "binary", true);
  return leadingZero(tok, c);
}

/** Scans what follows a point; `c` is the character after it. */
export function scanFraction(tok: TokState, c: number): Token {
  if (isDigit(c)) c = decimalTail(tok);
  return exponentOrEnd(tok, c);
}

function finish(tok: TokState, c: number): Token {
  tok.backup(c);
  return tok.makeToken(NUMBER, tok.start, tok.cur);
}

function radix(tok: TokState, belongs: (c: number) => boolean, kind: string, checkDigit: boolean): Token {
  const wrongDigit = (c: number) => tok.syntaxError(`invalid digit '${String.fromCharCode(c)}' in ${kind} literal`);
  let c = tok.nextc();
  do {
    if (c === UNDERSCORE) c = tok.nextc();
    if (!belongs(c)) {
      if (checkDigit && isDigit(c)) throw wrongDigit(c);
      tok.backup(c);
      throw tok.syntaxError(`invalid ${kind} literal`);
    }
    do {
      c = tok.nextc();
    } while (belongs(c));
  } while (c === UNDERSCORE);
  if (checkDigit && isDigit(c)) throw wrongDigit(c);
  verifyEnd(tok, c, kind);
  return finish(tok, c);
}

/** `c` follows a leading zero: zeros may follow, other digits only in what turns out to be a float or imaginary. */
function leadingZero(tok: TokState, c: number): Token {
  while (true) {
    if (c === UNDERSCORE) {
      c = tok.nextc();
      if (!isDigit(c)) {
        tok.backup(c);
        throw tok.syntaxError("invalid decimal literal");
      }
    }
    if (c !== 48) break;
    c = tok.nextc();
  }
  const zerosEnd = tok.cur;
  let nonzero = false;
  if (isDigit(c)) {
    nonzero = true;
    c = decimalTail(tok);
  }
  if (c === DOT) return scanFraction(tok, tok.nextc());
  if (isE(c)) return exponent(tok, c);
  if (isJ(c)) return imaginary(tok);
  if (nonzero && !tok.extraTokens) {
    tok.backup(c);
    throw tok.syntaxErrorRange(
      "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
      tok.byteColumn(tok.lineStart, tok.start) + 1,
      tok.byteColumn(tok.lineStart, zerosEnd),
    );
  }
  verifyEnd(tok, c, "decimal");
  return finish(tok, c);
}

function afterDecimal(tok: TokState, c: number): Token {
  if (c === DOT) return scanFraction(tok, tok.nextc());
  return exponentOrEnd(tok, c);
}

function exponentOrEnd(tok: TokState, c: number): Token {
  if (isE(c)) return exponent(tok, c);
  if (isJ(c)) return imaginary(tok);
  verifyEnd(tok, c, "decimal");
  return finish(tok, c);
}

function exponent(tok: TokState, e: number): Token {
  let c = tok.nextc();
  if (c === 43 || c === 45) {
    c = tok.nextc();
    if (!isDigit(c)) {
      tok.backup(c);
      throw tok.syntaxError("invalid decimal literal");
    }
  } else if (!isDigit(c)) {
    tok.backup(c);
    verifyEnd(tok, e, "decimal");
    tok.backup(e);
    return tok.makeToken(NUMBER, tok.start, tok.cur);
  }
  c = decimalTail(tok);
  if (isJ(c)) return imaginary(tok);
  verifyEnd(tok, c, "decimal");
  return finish(tok, c);
}

function imaginary(tok: TokState): Token {
  const c = tok.nextc();
  verifyEnd(tok, c, "imaginary");
  return finish(tok, c);
}

/** `tok_decimal_tail`: the rest of a run of digits; returns the character that ends it. */
function decimalTail(tok: TokState): number {
  while (true) {
    let c: number;
    do {
      c = tok.nextc();
    } while (isDigit(c));
    if (c !== UNDERSCORE) return c;
    c = tok.nextc();
    if (!isDigit(c)) {
      tok.backup(c);
      throw tok.syntaxError("invalid decimal literal");
    }
  }
}

/** For the first letter of a keyword that may follow a number in old code: the rest of the keyword. */
const KEYWORD_TAILS: Readonly<Record<number, string>> = { 97: "nd", 101: "lse", 102: "or", 111: "r", 110: "ot" };

/** `verify_end_of_number`: a keyword right after a number is a warning, any other name an error. */
function verifyEnd(tok: TokState, c: number, kind: string): void {
  if (tok.extraTokens || c === EOF || !isIdentifierChar(c)) return;
  let keyword = false;
  if (c === 105) {
    const c2 = tok.nextc();
    keyword = c2 === 102 || c2 === 110 || c2 === 115;
    tok.backup(c2);
  } else if (c in KEYWORD_TAILS) {
    const tail = KEYWORD_TAILS[c];
    keyword = tok.src.startsWith(tail, tok.cur) && !isIdentifierChar(tok.src.charCodeAt(tok.cur + tail.length));
  }
  if (keyword) {
    tok.backup(c);
    tok.syntaxWarning(`invalid ${kind} literal`);
    tok.nextc();
  } else if (c < 128) {
    tok.backup(c);
    throw tok.syntaxError(`invalid ${kind} literal`);
  }
}
