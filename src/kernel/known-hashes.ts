/** CPython keeps the hash of a str in the str; here the hashes of some texts are kept, those that were hashed last. */

import { firstSlot } from "./spread.ts";

const SHIFT = 22;
const PLACES = 2 ** (32 - SHIFT);
/** How long a text may be that has a place. */
export const LONGEST_KNOWN = 64;

export class KnownHashes {
  /** The text at each place, and the halves of its hash. */
  readonly texts: string[] = new Array(PLACES).fill("");
  readonly highs: Int32Array = new Int32Array(PLACES);
  readonly lows: Int32Array = new Int32Array(PLACES);

  /** The place of a text that is neither empty nor long, by its first character and its last three: names differ there. */
  placeOf(text: string): number {
    const n = text.length;
    let code = text.charCodeAt(0) + 77 * n;
    for (let i = n > 3 ? n - 3 : 0; i < n; i++) code = Math.imul(code, 31) + text.charCodeAt(i);
    return firstSlot(code, SHIFT);
  }

  keep(at: number, text: string, high: number, low: number): void {
    this.texts[at] = text;
    this.highs[at] = high;
    this.lows[at] = low;
  }

  /** Hashes are made of another secret from now on. */
  forget(): void {
    this.texts.fill("");
  }
}
