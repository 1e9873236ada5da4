/** Characters that some tables write together with the one that follows (か + U+309A). */
import { type CharTable, PAIR, TABLE_LIMIT } from "./char-table.ts";
import type { EncodeRun } from "./codec.ts";

export interface PairMatch {
  /** 0 if there is none. */
  key: number;
  /** How many characters it stands for. */
  size: number;
}

/** Looks for the key of the next characters; false if that depends on one that has not come yet. */
export function matchPair(table: CharTable, { codes, at, flush }: EncodeRun, match: PairMatch): boolean {
  const code = codes[at];
  match.size = 1;
  match.key = code < TABLE_LIMIT ? table.toKey[code] : 0;
  if (!table.pairFirsts.has(code)) return true;
  if (at + 1 === codes.length) return flush;
  // As in C, only the low half of the second character is looked at.
  const pair = table.pairs.get(code * PAIR + (codes[at + 1] & 0xffff));
  if (pair !== undefined) {
    match.key = pair;
    match.size = 2;
  }
  return true;
}
