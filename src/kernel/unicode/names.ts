/**
 * Character names: from code point to name, and back (`\N{…}`, unicodedata.lookup), aliases included.
 *
 * The names are decoded when first asked for: an array of word numbers for each, and an index by name that is built only
 * by the first lookup. Behaviour: CPython Modules/unicodedata.c (_getucname, _getcode).
 */
import { decodeNumbers } from "./decode.ts";
import { ALIASES, LEXICON, NAME_RANGES, NAMES } from "./generated/names.ts";

const L_NAMES = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
const V_NAMES = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
const T_NAMES = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");
const HANGUL = "HANGUL SYLLABLE ";

let lexicon: string[] = [];
/** The words' numbers of all names end to end, and for each named code point where its own begin and how many. */
let words: Uint16Array = new Uint16Array(0);
let places: Map<number, number> | undefined;
let byName: Map<string, number> | undefined;

/** Calls `entry` with each code point and the numbers of its name's words, which lie in one growing array. */
function decodeNames(text: string, entry: (code: number, start: number, count: number) => void): Uint16Array {
  const numbers = decodeNumbers(text);
  let out = new Uint16Array(numbers.length * 2);
  let code = 0;
  let size = 0;
  let previous = 0;
  for (let i = 0; i < numbers.length; ) {
    const head = numbers[i++];
    code += head & 1 ? numbers[i++] : 1;
    const shared = (head >> 1) & 15;
    const fresh = head >> 5;
    if (size + shared + fresh > out.length) {
      const grown = new Uint16Array(out.length * 2);
      grown.set(out);
      out = grown;
    }
    const start = size;
    for (let k = 0; k < shared; k++) out[size++] = out[previous + k];
    for (let k = 0; k < fresh; k++) out[size++] = numbers[i++];
    entry(code, start, size - start);
    previous = start;
  }
  return out;
}

function load(): Map<number, number> {
  const map = new Map<number, number>();
  lexicon = LEXICON.split(" ");
  // Names have fewer than 32 words.
  words = decodeNames(NAMES, (code, start, count) => map.set(code, start * 32 + count));
  places = map;
  return map;
}

function assemble(numbers: Uint16Array, start: number, count: number): string {
  let name = lexicon[numbers[start]];
  for (let i = start + 1; i < start + count; i++) {
    const word = lexicon[numbers[i]];
    name += word[0] === "-" ? word : ` ${word}`;
  }
  return name;
}

/** The name of a code point, or `undefined`. */
export function unicodeName(code: number): string | undefined {
  if (code >= 0xac00 && code <= 0xd7a3) {
    const index = code - 0xac00;
    return HANGUL + L_NAMES[Math.floor(index / 588)] + V_NAMES[Math.floor((index % 588) / 28)] + T_NAMES[index % 28];
  }
  for (const [first, last, prefix] of NAME_RANGES) {
    if (code >= first && code <= last) return prefix + code.toString(16).toUpperCase();
  }
  const place = (places ?? load()).get(code);
  return place === undefined ? undefined : assemble(words, place >> 5, place & 31);
}

function index(): Map<string, number> {
  if (byName !== undefined) return byName;
  const map = new Map<string, number>();
  for (const [code, place] of places ?? load()) map.set(assemble(words, place >> 5, place & 31), code);
  const found: number[] = [];
  const aliases = decodeNames(ALIASES, (code, start, count) => found.push(code, start, count));
  for (let i = 0; i < found.length; i += 3) map.set(assemble(aliases, found[i + 1], found[i + 2]), found[i]);
  byName = map;
  return byName;
}

/** The code point of a name or alias in any case, or -1. */
export function unicodeLookup(name: string): number {
  const upper = name.toUpperCase();
  if (upper.startsWith(HANGUL)) {
    const match = /^(GG?|N|DD?|R|M|BB?|SS?|JJ?|C|K|T|P|H|)([AEIOUWY]+)([B-DG-HJ-NPR-T]*)$/.exec(
      upper.slice(HANGUL.length),
    );
    if (match === null) return -1;
    const [l, v, t] = [L_NAMES.indexOf(match[1]), V_NAMES.indexOf(match[2]), T_NAMES.indexOf(match[3])];
    return l < 0 || v < 0 || t < 0 ? -1 : 0xac00 + (l * 21 + v) * 28 + t;
  }
  for (const [first, last, prefix] of NAME_RANGES) {
    if (!upper.startsWith(prefix)) continue;
    const hex = upper.slice(prefix.length);
    if (!/^[0-9A-F]{4,5}$/.test(hex)) continue;
    const code = Number.parseInt(hex, 16);
    if (code >= first && code <= last && code.toString(16).length === hex.length) return code;
  }
  return index().get(upper) ?? -1;
}
