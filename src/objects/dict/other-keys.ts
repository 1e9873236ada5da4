/** OtherKeys: what a key table (key-table.ts) keeps of its keys that are no direct ones. */
import { CodeIndex } from "./code-index.ts";
import { isCheap } from "./hash-code.ts";

/** The code of an entry that is none of these keys. */
const NO_CODE = -1;

export class OtherKeys {
  index: CodeIndex = CodeIndex.withRoom(0);
  /** Hash codes (`hashCode`), parallel to the table's `keys` as far as there is one. */
  readonly codes: number[] = [];
  count = 0;
  /** How many of them may equal a direct key. */
  foreign = 0;
  /** How many have a cheap code. */
  cheap = 0;
  /** Entries that are not found by Python's hash, by it, up to entry `sideEnd`; valid while the table's epoch is `sideEpoch`. */
  side: Map<number, number[]> | null = null;
  sideEnd = 0;
  sideEpoch = -1;

  /** Takes in entry `at`. */
  add(at: number, code: number): void {
    const { codes } = this;
    while (codes.length < at) codes.push(NO_CODE);
    if (this.index.isFull) this.rebuild();
    codes[at] = code;
    this.index.add(code, at);
    this.count++;
    if (isCheap(code)) this.cheap++;
  }

  private rebuild(): void {
    const { codes, index } = this;
    this.index = CodeIndex.withRoom(this.count);
    for (let at = 0; at < codes.length; at++) if (codes[at] !== NO_CODE) this.index.add(codes[at], at);
    index.giveUp();
  }

  remove(at: number): void {
    this.count--;
    if (isCheap(this.codes[at])) this.cheap--;
    this.codes[at] = NO_CODE;
  }

  /** Whether entry `at` is one of these keys. */
  has(at: number): boolean {
    return at < this.codes.length && this.codes[at] !== NO_CODE;
  }

  copy(): OtherKeys {
    const copy = new OtherKeys();
    for (let i = 0; i < this.codes.length; i++) copy.codes.push(this.codes[i]);
    copy.count = this.count;
    copy.foreign = this.foreign;
    copy.cheap = this.cheap;
    copy.index = this.index.copy();
    return copy;
  }
}
