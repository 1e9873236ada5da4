/** What a profiler counts: calls that are under way, and what the ones that have ended took. Source: CPython Modules/_lsprof.c. */
import type { PyValue } from "../../objects/object.ts";

/** Times are in the timer's units: nanoseconds, or what a program's own timer counts. */
export class Counts {
  total = 0;
  inline = 0;
  calls = 0;
  recursive = 0;
  private depth = 0;

  begin(): void {
    this.depth++;
  }

  end(total: number, inline: number): void {
    // What is called again meanwhile is part of the outermost call's time.
    if (--this.depth === 0) this.total += total;
    else this.recursive++;
    this.inline += inline;
    this.calls++;
  }
}

export class Entry extends Counts {
  /** The code object, or the text that stands for a built-in function. */
  readonly shown: PyValue;
  /** What it has called itself. */
  readonly subentries: Map<Entry, Counts> = new Map();
  constructor(shown: PyValue) {
    super();
    this.shown = shown;
  }
}

interface Context {
  readonly entry: Entry;
  readonly caller: Context | null;
  readonly start: number;
  /** What calls from here took. */
  inside: number;
}

export class Profile {
  /** By code object, or by what built-in functions are made from. */
  private readonly entries: Map<unknown, Entry> = new Map();
  private current: Context | null = null;
  subcalls = true;
  private readonly time: () => number;

  constructor(time: () => number) {
    this.time = time;
  }

  enter(key: unknown, show: () => PyValue): void {
    let entry = this.entries.get(key);
    if (entry === undefined) this.entries.set(key, (entry = new Entry(show())));
    const caller = this.current;
    entry.begin();
    if (this.subcalls && caller !== null) {
      const { subentries } = caller.entry;
      let counts = subentries.get(entry);
      if (counts === undefined) subentries.set(entry, (counts = new Counts()));
      counts.begin();
    }
    this.current = { entry, caller, start: this.time(), inside: 0 };
  }

  /** The innermost call has ended; what was under way before the profiler began is not known. */
  leave(key: unknown): void {
    const entry = this.entries.get(key);
    if (this.current === null) return;
    if (entry === undefined) this.current = this.current.caller;
    else this.stop(this.current, entry);
  }

  private stop({ caller, start, inside }: Context, entry: Entry): void {
    const total = this.time() - start;
    if (caller !== null) caller.inside += total;
    this.current = caller;
    entry.end(total, total - inside);
    if (this.subcalls && caller !== null) caller.entry.subentries.get(entry)?.end(total, total - inside);
  }

  /** All calls that are still under way end now. */
  flush(): void {
    while (this.current !== null) this.stop(this.current, this.current.entry);
  }

  clear(): void {
    this.entries.clear();
    this.current = null;
  }

  all(): Iterable<Entry> {
    return this.entries.values();
  }
}
