/**
 * Where the cells of a 94 × 94 character set, whose keys are EUC's (both high bits set), lie in other encodings. A place of 0
 * means none. Behaviour: the arithmetic in CPython Modules/cjkcodecs/_codecs_jp.c and _codecs_kr.c.
 */

const FIRST = 0xa1;
const ROWS = 94;

export function samePlace(key: number): number {
  return key;
}

/** EUC behind 0x8f: the last byte loses its high bit. */
export function thirdPlace(key: number): number {
  return key & ~0x80;
}

/** Two rows of 94 cells in one lead byte of 188 trail bytes, which leave out 0x7f. */
function shiftJis(pair: number, cell: number): number {
  const lead = pair + (pair < 0x1f ? 0x81 : 0xc1);
  return (lead << 8) | (cell + (cell < 0x3f ? 0x40 : 0x41));
}

/** Shift_JIS, plane 1. */
export function shiftJisPlace(key: number): number {
  const row = (key >> 8) - FIRST;
  return shiftJis(row >> 1, (key & 0xff) - FIRST + (row & 1 ? ROWS : 0));
}

/** The rows that plane 2 of JIS X 0213 has, in the order in which Shift_JIS takes them. */
const PLANE2_ROWS = [0, 7, 2, 3, 4, 11, 12, 13, 14];
const PLANE2_REST = 77;

/** Shift_JIS, plane 2: the rows that exist, one after the other behind plane 1. */
export function shiftJisPlace2(key: number): number {
  const row = (key >> 8) - FIRST;
  const at = row >= PLANE2_REST ? row - PLANE2_REST + PLANE2_ROWS.length : PLANE2_ROWS.indexOf(row);
  if (at < 0) return 0;
  const line = ROWS + at;
  return shiftJis(line >> 1, (key & 0xff) - FIRST + (line & 1 ? ROWS : 0));
}

/** Rows of KS X 1001 before the syllables, and those behind. */
const JOHAB_SYMBOL_ROWS = 12;
const JOHAB_HANJA_ROW = 41;
/** The row of the single letters, which Johab composes as it does syllables, and how many of them. */
const JOHAB_LETTER_ROW = 3;
const JOHAB_LETTERS = 51;

/** Johab's part for everything but syllables and letters: two rows in one lead byte. */
export function johabPlace(key: number): number {
  const row = (key >> 8) - FIRST;
  const cell = (key & 0xff) - FIRST;
  if (row >= JOHAB_SYMBOL_ROWS && row < JOHAB_HANJA_ROW) return 0;
  if (row === JOHAB_LETTER_ROW && cell < JOHAB_LETTERS) return 0;
  const line = row + (row < JOHAB_HANJA_ROW ? 0x1b2 : 0x197);
  const trail = cell + (line & 1 ? ROWS : 0);
  return ((line >> 1) << 8) | (trail + (trail < 0x4e ? 0x31 : 0x43));
}
