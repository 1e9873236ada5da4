/** Which argument each parameter of a built-in gets in a call with keywords. Calls from one place in a program all have the same order. */
import type { Str } from "../kernel/str.ts";

/** For calls with so many positional arguments, and behind them those of these names. */
export interface Order {
  readonly given: number;
  readonly kwnames: readonly Str[];
  /** The argument of each parameter: its index, or one of the following. */
  readonly from: readonly number[];
}

/** The parameter's default. */
export const MISSING = -1;
/** What `*args` gathers. */
export const GATHERED = -2;

/** Parameters of a callable, all of which can be named but for the positional-only ones and `*args`. */
interface Parameters {
  /** Names of the parameters; there may be others behind `count`. */
  readonly names: readonly Str[];
  readonly count: number;
  /** How many take positions, and how many of them nothing else. */
  readonly positional: number;
  readonly positionalOnly: number;
  /** Where `*args` stands among the parameters, or -1. */
  readonly varargs: number;
}

/** Null: an argument has no parameter of its own. Whether a parameter may be MISSING is for the caller to say. */
export function findOrder(parameters: Parameters, given: number, kwnames: readonly Str[]): Order | null {
  const { names, count, positional, positionalOnly, varargs } = parameters;
  if (given > positional && varargs < 0) return null;
  const bound = Math.min(given, positional);
  const from: number[] = [];
  for (let i = 0; i < count; i++) from.push(i < bound ? i : MISSING);
  if (varargs >= 0) from[varargs] = GATHERED;
  for (let k = 0; k < kwnames.length; k++) {
    let i = positionalOnly;
    while (i < count && names[i] !== kwnames[k]) i++;
    if (i === count || from[i] !== MISSING) return null;
    from[i] = given + k;
  }
  return { given, kwnames, from };
}

/** As many ways to call one thing are remembered. */
const MOST_ORDERS = 8;

/** The orders in which something is called. Each place in a program has names of its own; those of `**mapping` are new for each call. */
export class Orders {
  private last: Order | null = null;
  private readonly all: Order[] = [];
  private next = 0;

  get(given: number, kwnames: readonly Str[]): Order | null {
    const { last, all } = this;
    if (last !== null && last.kwnames === kwnames && last.given === given) return last;
    for (let i = 0; i < all.length; i++) {
      if (all[i].given === given && sameNames(all[i].kwnames, kwnames)) return (this.last = all[i]);
    }
    return null;
  }

  /** Remembers an order in place of the oldest. */
  add(order: Order): void {
    this.last = order;
    this.all[this.next] = order;
    this.next = (this.next + 1) % MOST_ORDERS;
  }
}

function sameNames(one: readonly Str[], other: readonly Str[]): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** The arguments, by index, as they could all be passed to so many parameters by position; null where they could not. */
export function byPosition({ from, given, kwnames }: Order, positional: number): readonly number[] | null {
  const count = given + kwnames.length;
  if (count > positional) return null;
  const positions = from.slice(0, count);
  return positions.includes(MISSING) ? null : positions;
}
