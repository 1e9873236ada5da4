/**
 * Sites: the side table from places in compiled code to the interpreter's state there. A recipe tells how to make the value of a local
 * variable or stack slot from the variables of the compiled function that are handed over.
 */

import type { Executable } from "../interpreter/code.ts";
import type { Unwind } from "../interpreter/compiled.ts";
import type { CompiledSite } from "../interpreter/compiled-sites.ts";
import type { Slot } from "../interpreter/inst.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import type { PyFunction } from "../objects/function.ts";
import { enumerateType, PyEnumerate } from "../objects/iterators/enumerate.ts";
import { ListIter } from "../objects/list/iterators.ts";
import type { PyList } from "../objects/list/list.ts";
import type { PyValue } from "../objects/object.ts";
import { RangeIter } from "../objects/range/iterators.ts";
import { TupleIter } from "../objects/tuple/iterator.ts";
import type { PyTuple } from "../objects/tuple/tuple.ts";

export type Recipe =
  | { readonly make: "value"; readonly from: number }
  | { readonly make: "float"; readonly from: number }
  /** A float, unless the variable at `flag` is undefined: then unbound. */
  | { readonly make: "maybe_float"; readonly from: number; readonly flag: number }
  | { readonly make: "constant"; readonly value: Slot }
  /** The step is `step`, or the variable at `stepAt` when that is not -1. */
  | {
      readonly make: "range_iter";
      readonly next: number;
      readonly end: number;
      readonly step: number;
      readonly stepAt: number;
    }
  | { readonly make: "list_iter" | "tuple_iter" | "enumerate_iter"; readonly from: number; readonly index: number };

/** Sees to it that the unwound activation gets what is made of the result: by a mark on the callee's frame, or of the result itself. */
export type Finish = (unwind: Unwind, operands: readonly Slot[]) => void;

export interface FinishRecipe {
  readonly by: Finish;
  readonly from: readonly Recipe[];
}

export interface Site extends CompiledSite {
  readonly code: Executable;
  readonly func: PyFunction;
  readonly index: number;
  /** Where the interpreter goes on when the activation is unwound here. */
  readonly resume: number;
  readonly locals: readonly Recipe[];
  readonly stack: readonly Recipe[];
  /** The activation has touched none of its variables: they are in its frame. */
  readonly isUntouched: boolean;
  /** What is made of the called function's result, where that is not what the activation waits for. */
  readonly finish: FinishRecipe | null;
  /** Why this is an exit, for --trace=exits. */
  readonly reason: string;
  /** Which compiled piece it belongs to. */
  readonly piece: object;
}

export function cook(recipe: Recipe, values: readonly unknown[]): Slot {
  switch (recipe.make) {
    case "value":
      return values[recipe.from] as Slot;
    case "float":
      return new PyFloat(values[recipe.from] as number);
    case "maybe_float":
      return values[recipe.flag] === undefined ? undefined : new PyFloat(values[recipe.from] as number);
    case "constant":
      return recipe.value;
    case "range_iter": {
      const step = recipe.stepAt < 0 ? recipe.step : (values[recipe.stepAt] as number);
      return rangeIterator(values[recipe.next] as number, values[recipe.end] as number, step);
    }
    case "list_iter":
      return listIterator(values[recipe.from] as PyList, values[recipe.index] as number);
    case "tuple_iter":
      return tupleIterator(values[recipe.from] as PyTuple, values[recipe.index] as number);
    case "enumerate_iter":
      return enumerateIterator(values[recipe.from] as PyList, values[recipe.index] as number);
  }
}

/** The object for a virtual iterator over a range. */
export function rangeIterator(next: number, end: number, step: number): PyValue {
  return new RangeIter(next, step, Math.max(0, Math.ceil((end - next) / step)));
}

export function listIterator(list: PyList, index: number): PyValue {
  const iterator = new ListIter(list);
  iterator.index = index;
  return iterator;
}

export function tupleIterator(tuple: PyTuple, index: number): PyValue {
  const iterator = new TupleIter(tuple);
  iterator.index = index;
  return iterator;
}

/** Of `enumerate(list)`, which has come to an index. */
export function enumerateIterator(list: PyList, index: number): PyValue {
  const iterator = new PyEnumerate(enumerateType);
  iterator.iterator = listIterator(list, index);
  iterator.count = index;
  return iterator;
}
