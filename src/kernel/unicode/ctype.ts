/**
 * What CPython's str methods ask of a code point (Objects/unicodectype.c), Unicode 16.0.
 *
 * ASCII is answered from a small table; the rest from the generated one, decoded when first needed.
 */
import { CodePointTable, decodeNumbers, unzigzag } from "./decode.ts";
import { CTYPE_RECORDS, CTYPE_RUNS } from "./generated/ctype.ts";

export const ALPHA = 1;
export const DECIMAL = 2;
export const DIGIT = 4;
export const LOWER = 8;
export const UPPER = 16;
export const TITLE = 32;
export const NUMERIC = 64;
export const PRINTABLE = 128;
export const SPACE = 256;
export const ID_START = 512;
export const ID_CONTINUE = 1024;
export const CASED = 2048;
export const CASE_IGNORABLE = 4096;

let table: CodePointTable | undefined;
/** Records of four: flags, differences to the simple upper, lower and title case. */
let records = new Int32Array(0);
const asciiFlags = new Uint16Array(128);

function load(): CodePointTable {
  const numbers = decodeNumbers(CTYPE_RECORDS);
  records = Int32Array.from(numbers, (n, i) => (i & 3 ? unzigzag(n) : n));
  table = new CodePointTable(decodeNumbers(CTYPE_RUNS));
  return table;
}

/** The flags of ASCII follow from the letters' places; no table is decoded for them. */
function fillAscii(): void {
  for (let c = 0; c < 128; c++) {
    let flags = c >= 32 && c < 127 ? PRINTABLE : 0;
    if (c >= 97 && c <= 122) flags |= ALPHA | LOWER | ID_START | ID_CONTINUE | CASED;
    else if (c >= 65 && c <= 90) flags |= ALPHA | UPPER | ID_START | ID_CONTINUE | CASED;
    else if (c >= 48 && c <= 57) flags |= DECIMAL | DIGIT | NUMERIC | ID_CONTINUE;
    else if (c === 95) flags |= ID_START | ID_CONTINUE;
    if (c === 32 || (c >= 9 && c <= 13) || (c >= 28 && c <= 31)) flags |= SPACE;
    // ' . : ^ ` are ignored when the context of a final sigma is judged.
    if (c === 39 || c === 46 || c === 58 || c === 94 || c === 96) flags |= CASE_IGNORABLE;
    asciiFlags[c] = flags;
  }
}
fillAscii();

/** All flags of a code point. */
export function ctype(code: number): number {
  if (code < 128) return asciiFlags[code];
  const record = (table ?? load()).get(code);
  return records[record * 4];
}

export const isAlpha = (code: number): boolean => (ctype(code) & ALPHA) !== 0;
export const isAlnum = (code: number): boolean => (ctype(code) & (ALPHA | DECIMAL | DIGIT | NUMERIC)) !== 0;
export const isDecimal = (code: number): boolean => (ctype(code) & DECIMAL) !== 0;
export const isDigit = (code: number): boolean => (ctype(code) & DIGIT) !== 0;
export const isNumeric = (code: number): boolean => (ctype(code) & NUMERIC) !== 0;
export const isLower = (code: number): boolean => (ctype(code) & LOWER) !== 0;
export const isUpper = (code: number): boolean => (ctype(code) & UPPER) !== 0;
export const isTitle = (code: number): boolean => (ctype(code) & TITLE) !== 0;
export const isPrintable = (code: number): boolean => (ctype(code) & PRINTABLE) !== 0;
export const isIdStart = (code: number): boolean => (ctype(code) & ID_START) !== 0;
export const isIdContinue = (code: number): boolean => (ctype(code) & ID_CONTINUE) !== 0;

/** Line ends as str.splitlines sees them. */
export function isLineBreak(code: number): boolean {
  if (code < 128) return (code >= 10 && code <= 13) || (code >= 28 && code <= 30);
  return code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** The simple mappings (one code point to one), which the regex engine uses. */
export function simpleUpper(code: number): number {
  if (code < 128) return code >= 97 && code <= 122 ? code - 32 : code;
  const record = (table ?? load()).get(code);
  return code + records[record * 4 + 1];
}

export function simpleLower(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  const record = (table ?? load()).get(code);
  return code + records[record * 4 + 2];
}

export function simpleTitle(code: number): number {
  if (code < 128) return code >= 97 && code <= 122 ? code - 32 : code;
  const record = (table ?? load()).get(code);
  return code + records[record * 4 + 3];
}
