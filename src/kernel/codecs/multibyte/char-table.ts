/**
 * A table between keys and code points: what a character set, or a codec of one- and two-byte sequences, comes to.
 *
 * A key is a sequence as a number: one byte as it is, two bytes high byte first, and the three bytes of EUC's 0x8f sets as the
 * last two, the last without its high bit. A value is a code point, a pair of them as one number, or ILLEGAL. Tables are
 * built when first asked for: from the tables they rest on, whose keys are translated, then from the generated text of
 * what they add, then from the generated deviations.
 */
import { decodeNumbers, unzigzag } from "../../unicode/decode.ts";

/** Code points from here on are in no table. */
export const TABLE_LIMIT = 0x30000;
/** A byte that no sequence begins with, or a sequence that is wrong as a whole; numbers above are pairs of code points. */
export const ILLEGAL = 0x110000;
/** A pair's number is its first code point times this, plus its second. */
export const PAIR = 0x10000;
/** Tokens of the text: so many next code points follow one another; so many keys have no value; others are steps. */
export const TOKEN_RUN = 0;
export const TOKEN_GAP = 1;
export const TOKEN_STEP = 2;
const ASCII = 0x80;

/** Generated text of a table, each part behind a function so that nothing is read before it is needed. */
export interface TableText {
  /** First lead byte, first and last trail byte; then tokens for the keys in order. */
  readonly added: () => string;
  /** Keys whose values are others, with these: step, value (0 for none). */
  readonly decode: () => string;
  /** Code points whose keys are not the first with that value, with theirs: step, key (0 for none). */
  readonly encode: () => string;
}

/** A table that another rests on, with its keys translated; 0 leaves one out. */
export interface Layer {
  readonly table: CharTable;
  readonly place: (key: number) => number;
}

export class CharTable {
  readonly toCode = new Int32Array(0x10000);
  /** 0 where a code point has none. */
  readonly toKey = new Uint16Array(TABLE_LIMIT);
  /** Keys of pairs. */
  readonly pairs = new Map<number, number>();
  /** Code points that begin a pair. */
  readonly pairFirsts = new Set<number>();

  /** The `fallback` serves keys and code points that have nothing else. */
  constructor(text: TableText | undefined, layers: readonly Layer[], fallback?: Layer) {
    for (let code = 1; code < ASCII; code++) this.toCode[code] = code;
    for (const layer of layers) this.addLayer(layer);
    if (text !== undefined) {
      this.addText(decodeNumbers(text.added()));
      eachPair(text.decode(), (key, value) => {
        this.toCode[key] = value;
      });
    }
    this.fillKeys();
    if (fallback !== undefined) this.addFallback(fallback);
    if (text !== undefined) {
      eachPair(text.encode(), (code, key) => {
        this.toKey[code] = key;
      });
    }
  }

  private addLayer({ table, place }: Layer): void {
    for (let key = ASCII; key < 0x10000; key++) {
      const value = table.toCode[key];
      const target = value === 0 ? 0 : place(key);
      if (target === 0) continue;
      this.toCode[target] = value;
      // Marked as taken: steps over what is there already keep the text short.
      if (value < TABLE_LIMIT) this.toKey[value] = target;
    }
  }

  private addText(numbers: readonly number[]): void {
    const [firstLead, firstTrail, lastTrail] = numbers;
    const width = lastTrail - firstTrail + 1;
    let cell = 0;
    let code = 0;
    const put = (): void => {
      const lead = firstLead + Math.floor(cell / width);
      this.toCode[(lead << 8) | (firstTrail + (cell % width))] = code;
      cell++;
    };
    for (let i = 3; i < numbers.length; i++) {
      const token = numbers[i];
      if (token === TOKEN_GAP) {
        cell += numbers[++i];
      } else if (token === TOKEN_RUN) {
        for (let left = numbers[++i]; left > 0; left--) {
          code = this.nextFree(code);
          put();
        }
      } else {
        code += unzigzag(token - TOKEN_STEP);
        put();
      }
    }
  }

  /** The next code point that no layer has. */
  nextFree(code: number): number {
    do code++;
    while (code < TABLE_LIMIT && this.toKey[code] !== 0);
    return code;
  }

  /** Of several keys with one value the first is taken. */
  private fillKeys(): void {
    const { toCode, toKey } = this;
    toKey.fill(0);
    for (let key = 1; key < 0x10000; key++) {
      const value = toCode[key];
      if (value > ILLEGAL) {
        this.pairs.set(value, key);
        this.pairFirsts.add(Math.floor(value / PAIR));
      } else if (value !== 0 && value < TABLE_LIMIT && toKey[value] === 0) {
        toKey[value] = key;
      }
    }
  }

  private addFallback({ table, place }: Layer): void {
    for (let key = ASCII; key < 0x10000; key++) {
      const value = table.toCode[key];
      const target = value === 0 ? 0 : place(key);
      if (target === 0 || this.toCode[target] !== 0) continue;
      this.toCode[target] = value;
      if (this.toKey[value] === 0) this.toKey[value] = target;
    }
  }
}

function eachPair(text: string, take: (key: number, value: number) => void): void {
  const numbers = decodeNumbers(text);
  for (let i = 0, key = 0; i < numbers.length; i += 2) take((key += numbers[i]), numbers[i + 1]);
}
