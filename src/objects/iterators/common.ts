/** What iterator types share. */
import { builtin } from "../abstract/builtin.ts";
import { PyList } from "../list/list.ts";
import type { PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";

/** `tp_iter` of an iterator. */
export function selfIter<T extends PyValue>(self: T): T {
  return self;
}

/** What an exhausted iterator reduces to: `iter([])`. */
export function reduceEmpty(): PyTuple {
  return new PyTuple([builtin("iter"), new PyTuple([new PyList([])])]);
}

/** What an exhausted iterator over a tuple-like sequence reduces to: `iter(())`. */
export function reduceEmptyTuple(): PyTuple {
  return new PyTuple([builtin("iter"), new PyTuple([new PyTuple([])])]);
}
