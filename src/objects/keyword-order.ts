/** Which argument each parameter of a built-in gets in a call with keywords. Calls from one place in a program all have the same order. */
import type { Str } from "../kernel/str.ts";
import type { Param } from "./declare.ts";

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

/** What is asked of a callable that takes keywords, but not any: where `*args` stands among its parameters, or -1. */
interface Parameters {
  readonly params: readonly Param<unknown>[];
  readonly positional: number;
  readonly positionalOnly: number;
  readonly varargs: number;
}

/** Null: an argument has no parameter of its own, or a parameter no argument that needs one. */
export function findOrder(callable: Parameters, given: number, kwnames: readonly Str[]): Order | null {
  const { params, positional, positionalOnly, varargs } = callable;
  if (given > positional && varargs < 0) return null;
  const bound = Math.min(given, positional);
  const from: number[] = params.map((_param, i) => (i < bound ? i : MISSING));
  if (varargs >= 0) from[varargs] = GATHERED;
  for (let k = 0; k < kwnames.length; k++) {
    let i = Math.max(bound, positionalOnly);
    while (i < params.length && params[i].name !== kwnames[k]) i++;
    if (i === params.length || from[i] !== MISSING) return null;
    from[i] = given + k;
  }
  for (let i = 0; i < params.length; i++) if (from[i] === MISSING && params[i].required) return null;
  return { given, kwnames, from };
}

/** The arguments, by index, as they could all be passed to so many parameters by position; null where they could not. */
export function byPosition({ from, given, kwnames }: Order, positional: number): readonly number[] | null {
  const count = given + kwnames.length;
  if (count > positional) return null;
  const positions = from.slice(0, count);
  return positions.includes(MISSING) ? null : positions;
}
