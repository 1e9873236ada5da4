/** Collecting what Python code yields, by the loop: the sinks of list(), tuple(), set() and str.join(). */
import { machine, type Sink } from "./machine.ts";
import type { PyValue } from "./object.ts";
import { checkGrowth } from "./push.ts";
import { PySet } from "./set/set.ts";
import type { PyType } from "./type-object.ts";

/** Containers do not look at their limits before they have so many items. */
export const MOST_UNCHECKED = 1_000_000;

export class Collector implements Sink {
  private readonly items: PyValue[] = [];
  private readonly finish: (items: PyValue[]) => PyValue;
  readonly begin: ((source: PyValue) => void) | undefined;
  constructor(finish: (items: PyValue[]) => PyValue, begin?: (source: PyValue) => void) {
    this.finish = finish;
    this.begin = begin;
  }
  take(item: PyValue): boolean {
    checkGrowth(this.items.length);
    this.items.push(item);
    return true;
  }
  takeNow(item: PyValue): boolean {
    if (this.items.length >= MOST_UNCHECKED) return false;
    this.items.push(item);
    return true;
  }
  result(): PyValue {
    return this.finish(this.items);
  }
}

/** The members of a set or frozenset. */
export class SetSink implements Sink {
  private readonly set: PySet;
  constructor(type: PyType) {
    this.set = new PySet(type);
  }
  take(item: PyValue): boolean {
    this.set.add(item);
    return true;
  }
  takeNow(item: PyValue): boolean {
    const { set } = this;
    const isPlain = typeof item === "number" || typeof item === "string";
    if (!isPlain || set.others !== null || set.used >= MOST_UNCHECKED) return false;
    set.add(item);
    return true;
  }
  result(): PyValue {
    return this.set;
  }
}

/** What `finish` makes of all values of an iterator for which `machine.runsPython` is true. */
export function collect(iterator: PyValue, finish: (items: PyValue[]) => PyValue): PyValue {
  return machine.drain(iterator, new Collector(finish));
}
