/** Token numbers and operator tables: CPython Include/internal/pycore_token.h and Parser/token.c. */

export const ENDMARKER = 0;
export const NAME = 1;
export const NUMBER = 2;
export const STRING = 3;
export const NEWLINE = 4;
export const INDENT = 5;
export const DEDENT = 6;
export const LPAR = 7;
export const RPAR = 8;
export const LSQB = 9;
export const RSQB = 10;
export const COLON = 11;
export const COMMA = 12;
export const SEMI = 13;
export const PLUS = 14;
export const MINUS = 15;
export const STAR = 16;
export const SLASH = 17;
export const VBAR = 18;
export const AMPER = 19;
export const LESS = 20;
export const GREATER = 21;
export const EQUAL = 22;
export const DOT = 23;
export const PERCENT = 24;
export const LBRACE = 25;
export const RBRACE = 26;
export const EQEQUAL = 27;
export const NOTEQUAL = 28;
export const LESSEQUAL = 29;
export const GREATEREQUAL = 30;
export const TILDE = 31;
export const CIRCUMFLEX = 32;
export const LEFTSHIFT = 33;
export const RIGHTSHIFT = 34;
export const DOUBLESTAR = 35;
export const PLUSEQUAL = 36;
export const MINEQUAL = 37;
export const STAREQUAL = 38;
export const SLASHEQUAL = 39;
export const PERCENTEQUAL = 40;
export const AMPEREQUAL = 41;
export const VBAREQUAL = 42;
export const CIRCUMFLEXEQUAL = 43;
export const LEFTSHIFTEQUAL = 44;
export const RIGHTSHIFTEQUAL = 45;
export const DOUBLESTAREQUAL = 46;
export const DOUBLESLASH = 47;
export const DOUBLESLASHEQUAL = 48;
export const AT = 49;
export const ATEQUAL = 50;
export const RARROW = 51;
export const ELLIPSIS = 52;
export const COLONEQUAL = 53;
export const EXCLAMATION = 54;
export const OP = 55;
export const TYPE_IGNORE = 56;
export const TYPE_COMMENT = 57;
export const SOFT_KEYWORD = 58;
export const FSTRING_START = 59;
export const FSTRING_MIDDLE = 60;
export const FSTRING_END = 61;
export const TSTRING_START = 62;
export const TSTRING_MIDDLE = 63;
export const TSTRING_END = 64;
export const COMMENT = 65;
export const NL = 66;
export const ERRORTOKEN = 67;
export const ENCODING = 68;
export const N_TOKENS = 69;
export const NT_OFFSET = 256;

/** Every operator's text and its token number. */
export const EXACT_TOKEN_TYPES: Readonly<Record<string, number>> = {
  "!": EXCLAMATION,
  "!=": NOTEQUAL,
  "%": PERCENT,
  "%=": PERCENTEQUAL,
  "&": AMPER,
  "&=": AMPEREQUAL,
  "(": LPAR,
  ")": RPAR,
  "*": STAR,
  "**": DOUBLESTAR,
  "**=": DOUBLESTAREQUAL,
  "*=": STAREQUAL,
  "+": PLUS,
  "+=": PLUSEQUAL,
  ",": COMMA,
  "-": MINUS,
  "-=": MINEQUAL,
  "->": RARROW,
  ".": DOT,
  "...": ELLIPSIS,
  "/": SLASH,
  "//": DOUBLESLASH,
  "//=": DOUBLESLASHEQUAL,
  "/=": SLASHEQUAL,
  ":": COLON,
  ":=": COLONEQUAL,
  ";": SEMI,
  "<": LESS,
  "<<": LEFTSHIFT,
  "<<=": LEFTSHIFTEQUAL,
  "<=": LESSEQUAL,
  "=": EQUAL,
  "==": EQEQUAL,
  ">": GREATER,
  ">=": GREATEREQUAL,
  ">>": RIGHTSHIFT,
  ">>=": RIGHTSHIFTEQUAL,
  "@": AT,
  "@=": ATEQUAL,
  "[": LSQB,
  "]": RSQB,
  "^": CIRCUMFLEX,
  "^=": CIRCUMFLEXEQUAL,
  "{": LBRACE,
  "|": VBAR,
  "|=": VBAREQUAL,
  "}": RBRACE,
  "~": TILDE,
};

const ONE = new Uint8Array(128).fill(OP);
const TWO = new Uint8Array(128 * 128).fill(OP);
const THREE = new Map<number, number>();
for (const [text, type] of [...Object.entries(EXACT_TOKEN_TYPES), ["<>", NOTEQUAL] as const]) {
  const [a, b, c] = [text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2)];
  if (text.length === 1) ONE[a] = type;
  else if (text.length === 2) TWO[(a << 7) | b] = type;
  else THREE.set((a << 14) | (b << 7) | c, type);
}

/** `_PyToken_OneChar`: the operator spelled by one character, or OP. */
export function oneChar(c: number): number {
  return c < 128 ? ONE[c] : OP;
}

/** `_PyToken_TwoChars`. Either character may be the end-of-file mark. */
export function twoChars(a: number, b: number): number {
  return a >= 0 && a < 128 && b >= 0 && b < 128 ? TWO[(a << 7) | b] : OP;
}

/** `_PyToken_ThreeChars`, for a pair that `twoChars` knows; `...` is recognised by the lexer itself. */
export function threeChars(a: number, b: number, c: number): number {
  return c >= 0 && c < 128 ? (THREE.get((a << 14) | (b << 7) | c) ?? OP) : OP;
}
