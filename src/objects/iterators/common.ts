/** What iterator types share. */
import { attributeError } from "../errors.ts";
import { PyList } from "../list/list.ts";
import { machine } from "../machine.ts";
import type { PyValue } from "../object.ts";
import { PyTuple } from "../tuple/tuple.ts";

/** `tp_iter` of an iterator. */
export function selfIter<T extends PyValue>(self: T): T {
  return self;
}

/** A function of the builtins namespace, for `__reduce__` (_PyEval_GetBuiltin). */
export function builtin(name: string): PyValue {
  const found = machine.interp.builtins.getStr(name);
  if (found === undefined) throw attributeError(name);
  return found;
}

/** What an exhausted iterator reduces to: `iter([])`. */
export function reduceEmpty(): PyTuple {
  return new PyTuple([builtin("iter"), new PyTuple([new PyList([])])]);
}

/** What an exhausted iterator over a tuple-like sequence reduces to: `iter(())`. */
export function reduceEmptyTuple(): PyTuple {
  return new PyTuple([builtin("iter"), new PyTuple([new PyTuple([])])]);
}
