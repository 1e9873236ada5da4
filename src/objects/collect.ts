/** Collecting what Python code yields, by the loop: the sinks of list(), tuple() and set(). */
import { machine, type Sink } from "./machine.ts";
import type { PyValue } from "./object.ts";
import { checkGrowth } from "./push.ts";
import { PySet } from "./set/set.ts";
import type { PyType } from "./type-object.ts";

/** Containers do not look at their limits before they have so many items. */
export const MOST_UNCHECKED = 1_000_000;

/**
 * So many items are collected in one array. V8 gives a longer one memory of its own, which the system has to provide page by page, each time
 * that the array grows (measured, 50,000 items: 107 ns for each where the array grew, 54 ns in slices).
 */
const SLICE = 8192;

/** Takes the items in slices. */
export abstract class Slicing implements Sink {
  /** The items of the last slice. */
  protected items: PyValue[] = [];
  /** How many items the slices before it had. */
  protected before = 0;

  take(item: PyValue): boolean {
    checkGrowth(this.before + this.items.length);
    if (this.items.length >= SLICE) this.turn();
    this.items.push(item);
    return true;
  }
  takeNow(item: PyValue): boolean {
    if (this.items.length >= SLICE) {
      if (this.before >= MOST_UNCHECKED) return false;
      this.turn();
    }
    this.items.push(item);
    return true;
  }
  private turn(): void {
    this.before += SLICE;
    this.endSlice(this.items);
    this.items = [];
  }

  /** Takes a full slice. */
  protected abstract endSlice(items: PyValue[]): void;
  abstract result(): PyValue;
}

export class Collector extends Slicing {
  private readonly slices: PyValue[][] = [];
  private readonly finish: (items: PyValue[]) => PyValue;
  readonly begin: ((source: PyValue) => void) | undefined;
  constructor(finish: (items: PyValue[]) => PyValue, begin?: (source: PyValue) => void) {
    super();
    this.finish = finish;
    this.begin = begin;
  }
  protected endSlice(items: PyValue[]): void {
    this.slices.push(items);
  }
  result(): PyValue {
    const { slices, items } = this;
    return this.finish(slices.length === 0 ? items : slices[0].concat(...slices.slice(1), items));
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
