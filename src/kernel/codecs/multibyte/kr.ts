/** EUC-KR, CP949 and Johab. Behaviour: CPython Modules/cjkcodecs/_codecs_kr.c. */
import type { ByteSink } from "../protocol.ts";
import { type DecodeRun, ILLEGAL_ONE, type MultibyteCodec, TOO_FEW } from "./codec.ts";
import { tableCodec } from "./table-codec.ts";

/** Letters are 0xa4 and, from 0xa1 on, a byte each, in Unicode's order from U+3131 on. */
const LETTER_LEAD = 0xa4;
const FIRST_LETTER = 0xa1;
const FIRST_VOWEL = 0xbf;
/** Stands for a letter that is not there, and begins a syllable spelled out. */
const FILLER = 0xd4;
const SPELLED = 8;

const FIRST_SYLLABLE = 0xac00;
const VOWELS = 21;
const FINALS = 28;
const SYLLABLES = 19 * VOWELS * FINALS;

/** Which of the consonants begin a syllable, and which end one, each by its place among all. */
const INITIAL = [0, 1, 3, 6, 7, 8, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29];
const FINAL = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 25, 26, 27, 28, 29];

/** KS X 1001, annex 3: a syllable without a code of its own is spelled as filler, initial, vowel and final. */
function spell(code: number, out: ByteSink): boolean {
  const syllable = code - FIRST_SYLLABLE;
  if (syllable < 0 || syllable >= SYLLABLES) return false;
  const final = syllable % FINALS;
  const letters = [
    FILLER,
    FIRST_LETTER + INITIAL[Math.floor(syllable / (VOWELS * FINALS))],
    FIRST_VOWEL + (Math.floor(syllable / FINALS) % VOWELS),
    final === 0 ? FILLER : FIRST_LETTER + FINAL[final - 1],
  ];
  for (const letter of letters) {
    out.push(LETTER_LEAD);
    out.push(letter);
  }
  return true;
}

function readSpelled(run: DecodeRun, lead: number): number | undefined {
  const { data, at } = run;
  if (lead !== LETTER_LEAD || data.length - at < 2 || data[at + 1] !== FILLER) return undefined;
  if (data.length - at < SPELLED) return TOO_FEW;
  for (let i = 2; i < SPELLED; i += 2) if (data[at + i] !== LETTER_LEAD) return ILLEGAL_ONE;
  const initial = INITIAL.indexOf(data[at + 3] - FIRST_LETTER);
  const vowel = data[at + 5] - FIRST_VOWEL;
  const final = data[at + 7] === FILLER ? 0 : FINAL.indexOf(data[at + 7] - FIRST_LETTER) + 1;
  if (initial < 0 || vowel < 0 || vowel >= VOWELS || (final === 0 && data[at + 7] !== FILLER)) return ILLEGAL_ONE;
  run.out.push(FIRST_SYLLABLE + (initial * VOWELS + vowel) * FINALS + final);
  run.at += SPELLED;
  return 0;
}

export const CODECS_KR: readonly MultibyteCodec[] = [
  tableCodec("euc_kr", { decode: readSpelled, encode: spell }),
  tableCodec("cp949"),
  tableCodec("johab"),
];
