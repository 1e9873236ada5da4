/** Decodes what tools/unicode/generate.ts writes: numbers in base 32, and run-length tables over all code points. */

/** The numbers in `text`: five bits a character, the sixth says that more follow. */
export function decodeNumbers(text: string): number[] {
  const out: number[] = [];
  let value = 0;
  let scale = 1;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGIT[text.charCodeAt(i)];
    value += (digit & 31) * scale;
    if (digit >= 32) {
      scale *= 32;
    } else {
      out.push(value);
      value = 0;
      scale = 1;
    }
  }
  return out;
}

const DIGIT = new Uint8Array(128);
for (let i = 0; i < 64; i++) {
  DIGIT["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".charCodeAt(i)] = i;
}

export const unzigzag = (n: number): number => (n & 1 ? -(n + 1) / 2 : n / 2);

/** A property of all code points in two stages: blocks of 128, equal blocks of one value shared. */
export class CodePointTable {
  private readonly index = new Uint16Array(0x110000 >> 7);
  private readonly blocks: Uint16Array;

  /** `runs` are pairs of length and value. */
  constructor(runs: number[]) {
    const uniform = new Map<number, number>();
    let blocks = new Uint16Array(128 * 512);
    let used = 0;
    let run = 0;
    let left = runs[0];
    for (let block = 0; block < this.index.length; block++) {
      while (left === 0) {
        run += 2;
        left = runs[run];
      }
      if (left >= 128) {
        const value = runs[run + 1];
        left -= 128;
        const shared = uniform.get(value);
        if (shared !== undefined) {
          this.index[block] = shared;
          continue;
        }
        uniform.set(value, used);
        blocks.fill(value, used * 128, used * 128 + 128);
      } else {
        for (let at = 0; at < 128; at++) {
          while (left === 0) {
            run += 2;
            left = runs[run];
          }
          blocks[used * 128 + at] = runs[run + 1];
          left--;
        }
      }
      this.index[block] = used++;
      if ((used + 1) * 128 > blocks.length) {
        const grown = new Uint16Array(blocks.length * 2);
        grown.set(blocks);
        blocks = grown;
      }
    }
    this.blocks = blocks.slice(0, used * 128);
  }

  get(code: number): number {
    return this.blocks[(this.index[code >> 7] << 7) | (code & 127)];
  }
}

/** Reads entries of step, count, items into a map from code point to the items. */
export function decodeLists(text: string): Map<number, number[]> {
  const numbers = decodeNumbers(text);
  const map = new Map<number, number[]>();
  let code = 0;
  for (let i = 0; i < numbers.length; ) {
    code += numbers[i];
    const count = numbers[i + 1];
    map.set(code, numbers.slice(i + 2, i + 2 + count));
    i += 2 + count;
  }
  return map;
}

/** Reads entries of step and value. */
export function decodePairs(text: string): Map<number, number> {
  const numbers = decodeNumbers(text);
  const map = new Map<number, number>();
  let code = 0;
  for (let i = 0; i < numbers.length; i += 2) {
    code += numbers[i];
    map.set(code, numbers[i + 1]);
  }
  return map;
}

/** Reads steps into the set of code points. */
export function decodeSet(text: string): Set<number> {
  const set = new Set<number>();
  let code = 0;
  for (const step of decodeNumbers(text)) set.add((code += step));
  return set;
}
