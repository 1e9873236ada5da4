/** Encodes character names: a lexicon of words by frequency, and for each name the words' numbers. */
import { encodeNumbers } from "./encode.ts";

/** Names that follow from the code point: the ranges are found in the data. */
function algorithmic(code: number, name: string): string | undefined {
  const hex = code.toString(16).toUpperCase();
  if (!name.endsWith(hex)) return undefined;
  const prefix = name.slice(0, name.length - hex.length);
  return prefix.endsWith("-") ? prefix : undefined;
}

const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;

export function namesModule(
  names: Record<string, string>,
  aliases: [number, string][],
  lookup: (name: string) => string,
): string {
  const ranges: { prefix: string; first: number; last: number }[] = [];
  const plain: [number, string[]][] = [];
  for (const [key, name] of Object.entries(names)) {
    const code = Number(key);
    if (code >= HANGUL_FIRST && code <= HANGUL_LAST) continue;
    const prefix = algorithmic(code, name);
    if (prefix === undefined) {
      plain.push([code, splitWords(name)]);
      continue;
    }
    const last = ranges[ranges.length - 1];
    if (last !== undefined && last.prefix === prefix && last.last === code - 1) last.last = code;
    else ranges.push({ prefix, first: code, last: code });
  }
  const extra: [number, string[]][] = [];
  for (const [code, name] of aliases) {
    if (names[code] !== name && lookup(name) === String.fromCodePoint(code)) extra.push([code, splitWords(name)]);
  }
  const counts = new Map<string, number>();
  for (const [, words] of [...plain, ...extra]) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const lexicon = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  const index = new Map(lexicon.map((word, i) => [word, i]));
  const encode = (entries: [number, string[]][]): string => {
    const out: number[] = [];
    let last = 0;
    let previous: string[] = [];
    for (const [code, words] of entries) {
      let shared = 0;
      while (shared < 15 && shared < words.length && words[shared] === previous[shared]) shared++;
      const rest = words.slice(shared);
      // Most names follow the one before directly: one number says so, what they share, and how much is new.
      const step = code - last;
      out.push((rest.length * 16 + shared) * 2 + (step === 1 ? 0 : 1));
      if (step !== 1) out.push(step);
      out.push(...rest.map((word) => index.get(word)!));
      last = code;
      previous = words;
    }
    return encodeNumbers(out);
  };
  extra.sort((a, b) => a[0] - b[0]);
  return [
    `/** The words of names, the most frequent first. A word that starts with "-" joins the one before it. */`,
    `export const LEXICON = ${JSON.stringify(lexicon.join(" "))};`,
    `/** Names: (new words * 16 + words shared with the last name) * 2 + 1 if a step other than 1 follows; step; words. */`,
    `export const NAMES = ${JSON.stringify(encode(plain))};`,
    `/** Formal aliases, likewise. */`,
    `export const ALIASES = ${JSON.stringify(encode(extra))};`,
    `/** Names made of a prefix and the code point in hexadecimal: first, last, prefix. */`,
    `export const NAME_RANGES: readonly (readonly [number, number, string])[] = ${JSON.stringify(
      ranges.map(({ first, last, prefix }) => [first, last, prefix]),
    )};`,
    "",
  ].join("\n");
}

/** Words end before a space or a hyphen; the hyphen stays with the word that follows. " -" has an empty word between. */
function splitWords(name: string): string[] {
  return name.split(" ").flatMap((part) => (part[0] === "-" ? ["", part] : part.split(/(?=-)/)));
}
