/** The character sets that ISO-2022 codecs designate. */
import type { CharTable } from "./char-table.ts";
import type { EncodeRun } from "./codec.ts";
import { matchPair, type PairMatch } from "./pairs.ts";
import type { TableName } from "./plans.ts";
import { charTable } from "./tables.ts";

/** Marks of sets with two bytes a character have this bit; the rest is the final byte of their escape sequences. */
export const DOUBLE = 0x80;

const final = (letter: string): number => letter.charCodeAt(0);

export const MARK = {
  ISO8859_1: final("A"),
  ASCII: final("B"),
  ISO8859_7: final("F"),
  JISX0201_K: final("I"),
  JISX0201_R: final("J"),
  JISX0208_1978: final("@") | DOUBLE,
  GB2312: final("A") | DOUBLE,
  JISX0208: final("B") | DOUBLE,
  KSX1001: final("C") | DOUBLE,
  JISX0212: final("D") | DOUBLE,
  JISX0213_1_2000: final("O") | DOUBLE,
  JISX0213_2: final("P") | DOUBLE,
  JISX0213_1_2004: final("Q") | DOUBLE,
} as const;

export interface CharSet {
  readonly mark: number;
  /** Which of G0 … G2 it is designated to when encoding. */
  readonly place: number;
  readonly width: 1 | 2;
  /** The value of a character's bytes, 0 for none. */
  decode(first: number, second: number): number;
  /** Finds the bytes of the next characters; false if that depends on one that has not come yet. */
  match(run: EncodeRun, match: PairMatch): boolean;
}

const HIGH_BITS = 0x8080;

/** A set of 94 × 94 characters. */
export function doubleSet(mark: number, name: TableName, place = 0): CharSet {
  let known: CharTable | undefined;
  const table = (): CharTable => {
    known ??= charTable(name);
    return known;
  };
  return {
    mark,
    place,
    width: 2,
    decode: (first, second) => (second < 0x80 ? table().toCode[((first << 8) | second) ^ HIGH_BITS] : 0),
    match(run, match) {
      if (!matchPair(table(), run, match)) return false;
      if (match.key < HIGH_BITS) match.key = 0;
      match.key &= ~HIGH_BITS;
      return true;
    },
  };
}

/** Of such a set only the pairs are encoded. */
export function pairsOf(set: CharSet): CharSet {
  return {
    ...set,
    match(run, match) {
      if (!set.match(run, match)) return false;
      if (match.size === 1) match.key = 0;
      return true;
    },
  };
}

/** A set of single bytes given by what each stands for; only those beyond ASCII are encoded. */
function singleSet(mark: number, decode: (byte: number) => number, encode: (code: number) => number): CharSet {
  return {
    mark,
    place: 0,
    width: 1,
    decode,
    match({ codes, at }, match) {
      match.size = 1;
      match.key = encode(codes[at]);
      return true;
    },
  };
}

const YEN = 0xa5;
const OVERLINE = 0x203e;
const BACKSLASH = 0x5c;
const TILDE = 0x7e;

export const jisx0201Roman: CharSet = singleSet(
  MARK.JISX0201_R,
  (byte) => (byte === BACKSLASH ? YEN : byte === TILDE ? OVERLINE : byte),
  (code) => (code === YEN ? BACKSLASH : code === OVERLINE ? TILDE : 0),
);

const FIRST_KATAKANA = 0xff61;
const LAST_KATAKANA = 0xff9f;
const KATAKANA_BYTE = 0x21;

export const jisx0201Katakana: CharSet = singleSet(
  MARK.JISX0201_K,
  (byte) => {
    const code = byte - KATAKANA_BYTE + FIRST_KATAKANA;
    return code >= FIRST_KATAKANA && code <= LAST_KATAKANA ? code : 0;
  },
  (code) => (code >= FIRST_KATAKANA && code <= LAST_KATAKANA ? code - FIRST_KATAKANA + KATAKANA_BYTE : 0),
);

const none = (): number => 0;

/** Sets of G2, which are decoded after ESC N only. */
export const iso8859_1: CharSet = singleSet(MARK.ISO8859_1, none, none);
export const iso8859_7: CharSet = singleSet(MARK.ISO8859_7, none, none);

/** Bytes of ISO 8859-7 that mean what they mean in ISO 8859-1, and those that mean nothing. */
const GREEK_SAME = [0xa0, 0xa3, 0xa6, 0xa7, 0xa8, 0xa9, 0xab, 0xac, 0xad, 0xb0, 0xb1, 0xb2, 0xb3, 0xb7, 0xbb, 0xbd];
const GREEK_NONE = [0xa4, 0xa5, 0xaa, 0xae, 0xd2, 0xff];
const GREEK_PUNCTUATION: Readonly<Record<number, number>> = { 161: 0x2018, 162: 0x2019, 175: 0x2015 };
const GREEK_STEP = 0x2d0;

/** The code point of a byte of ISO 8859-7 behind ESC N, where its high bit is turned over; 0 for none. */
export function greekCode(byte: number): number {
  const code = byte ^ 0x80;
  if (code < 0xa0 || GREEK_SAME.includes(code)) return code;
  if (GREEK_NONE.includes(code)) return 0;
  return GREEK_PUNCTUATION[code] ?? code + GREEK_STEP;
}
