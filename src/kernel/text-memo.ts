/**
 * What was made of short texts, remembered: formats, specifiers, spellings of names. A program uses few of them, often; one that makes them
 * up without end costs no more than a table that is emptied whenever it is full.
 */
export class TextMemo<V> {
  private readonly known = new Map<unknown, V>();
  private readonly most: number;
  readonly longest: number;

  /** `most` texts are remembered, of at most `longest` UTF-16 units each. */
  constructor(most: number, longest: number) {
    this.most = most;
    this.longest = longest;
  }

  /** What was kept for the text; undefined when nothing was. */
  find(text: unknown): V | undefined {
    return this.known.get(text);
  }

  /** Keeps a value, which is never undefined, for a text, and gives it back. */
  keep(text: unknown, value: V): V {
    if (typeof text !== "string" || text.length > this.longest) return value;
    if (this.known.size >= this.most) this.known.clear();
    this.known.set(text, value);
    return value;
  }

  clear(): void {
    this.known.clear();
  }
}
