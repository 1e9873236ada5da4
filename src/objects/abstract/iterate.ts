/** Iteration. Source: CPython Objects/abstract.c (PyObject_GetIter, PyIter_Next), iterobject.c. */
import { checkpoint } from "../../kernel/interrupt.ts";
import { isException, overflowError, stopIteration, typeError, valueError } from "../errors.ts";
import { PyStopIteration } from "../exceptions/base.ts";
import { PyExc_StopIteration, PyExc_TypeError } from "../exceptions/types.ts";
import { SeqIter } from "../iterators/seq-iter.ts";
import { copyItems } from "../list/items.ts";
import { PyList } from "../list/list.ts";
import { listType } from "../list/type.ts";
import { type CallRequest, entering } from "../machine.ts";
import type { PyValue } from "../object.ts";
import { checkGrowth } from "../push.ts";
import { NOT_IMPLEMENTED } from "../singletons.ts";
import { PyTuple } from "../tuple/tuple.ts";
import { tupleType } from "../tuple/type.ts";
import { typeName, typeOf } from "../typeof.ts";
import { callSpecial } from "./call.ts";
import { asInt, PY_SSIZE_MAX } from "./number.ts";

/** `iter(value)`. */
export function iter(value: PyValue): PyValue {
  const type = typeOf(value);
  if (type.tp_iter === undefined) {
    if (type.sq_item !== undefined) return new SeqIter(value);
    throw typeError(`'${typeName(value)}' object is not iterable`);
  }
  return checkIterator(type.tp_iter(value));
}

/** `iter(value)`, whose TypeErrors give way to one with the caller's text (PySequence_Fast). */
export function iterOr(value: PyValue, message: string): PyValue {
  try {
    return iter(value);
  } catch (caught) {
    if (!isException(caught, PyExc_TypeError)) throw caught;
    throw typeError(message);
  }
}

/** What `__iter__` has returned. */
export function checkIterator(iterator: PyValue): PyValue {
  if (typeOf(iterator).tp_iternext === undefined) {
    throw typeError(`iter() returned non-iterator of type '${typeName(iterator)}'`);
  }
  return iterator;
}

export function isIterable(value: PyValue): boolean {
  const type = typeOf(value);
  return type.tp_iter !== undefined || type.sq_item !== undefined;
}

/** The next value of an iterator, or undefined at its end. */
export function iterNext(iterator: PyValue): PyValue | undefined {
  const next = typeOf(iterator).tp_iternext;
  // The class may have lost its __next__ since the iteration began.
  if (next === undefined) throw notAnIterator(iterator);
  checkpoint();
  return untilStop(next, iterator);
}

/** The same for callers that can wait: see `tp_iternext_waiting`. */
export function iterNextOrWait(iterator: PyValue): PyValue | undefined {
  const waiting = typeOf(iterator).tp_iternext_waiting;
  return waiting === undefined ? iterNext(iterator) : untilStop(waiting, iterator);
}

/** What the slot answers; StopIteration is the end too. */
function untilStop(slot: (iterator: PyValue) => PyValue | undefined, iterator: PyValue): PyValue | undefined {
  try {
    return slot(iterator);
  } catch (caught) {
    if (isException(caught, PyExc_StopIteration)) return undefined;
    throw caught;
  }
}

/** The request of a built-in that runs as an activation for an iterator's next value; StopIteration is raised at its end. */
export function nextRequest(iterator: PyValue): CallRequest {
  return entering(() => {
    const item = iterNextOrWait(iterator);
    if (item === undefined) throw stopIteration(null);
    return item;
  });
}

function notAnIterator(value: PyValue): unknown {
  const what = typeOf(value).spec === null ? "iterable" : "an iterator";
  return typeError(`'${typeName(value)}' object is not ${what}`);
}

/** The value that a caught StopIteration carries. */
export function stopIterationValue(caught: PyValue): PyValue {
  return caught instanceof PyStopIteration ? caught.value : null;
}

/** The items of a list or tuple whose class is that; do not write to them. */
export function exactItems(value: PyValue): readonly PyValue[] | undefined {
  if (value instanceof PyList && value.type === listType) return value.items;
  return value instanceof PyTuple && value.type === tupleType ? value.items : undefined;
}

/** All values that an iterator has yet, in an array of their own, where these can be had at once. */
export function restOf(iterator: PyValue): PyValue[] | undefined {
  return typeOf(iterator).spec?.rest?.(iterator as never);
}

/** All values of an iterable. Lists and tuples are read directly; the result is always a fresh array. */
export function toArray(value: PyValue, complaint?: string): PyValue[] {
  if (value instanceof PyList && typeOf(value).tp_iter === listType.tp_iter) return copyItems(value.items);
  if (value instanceof PyTuple && typeOf(value).tp_iter === tupleType.tp_iter) return copyItems(value.items);
  const iterator = complaint === undefined ? iter(value) : iterOr(value, complaint);
  const rest = restOf(iterator);
  if (rest !== undefined) return rest;
  const next = typeOf(iterator).tp_iternext!;
  const items: PyValue[] = [];
  try {
    for (;;) {
      checkpoint();
      const item = next(iterator);
      if (item === undefined) return items;
      checkGrowth(items.length);
      items.push(item);
    }
  } catch (caught) {
    if (isException(caught, PyExc_StopIteration)) return items;
    throw caught;
  }
}

/** Calls `visit` with each value of an iterable; stops early when it returns false. */
export function iterate(value: PyValue, visit: (item: PyValue) => boolean | undefined | undefined): void {
  const iterator = iter(value);
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined || visit(item) === false) return;
  }
}

/** `operator.length_hint(value, fallback)`. */
export function lengthHint(value: PyValue, fallback: number): number {
  const type = typeOf(value);
  const length = type.sq_length ?? type.mp_length;
  if (length !== undefined) {
    try {
      return length(value);
    } catch (caught) {
      if (!isException(caught, PyExc_TypeError)) throw caught;
    }
  }
  let hint: PyValue | undefined;
  try {
    hint = callSpecial(value, "__length_hint__", []);
  } catch (caught) {
    if (!isException(caught, PyExc_TypeError)) throw caught;
    return fallback;
  }
  if (hint === undefined || hint === NOT_IMPLEMENTED) return fallback;
  const int = asInt(hint);
  if (int === undefined) throw typeError(`__length_hint__ must be an integer, not ${typeName(hint)}`);
  if (int < 0) throw valueError("__length_hint__() should return >= 0");
  if (int > PY_SSIZE_MAX) throw overflowError("Python int too large to convert to C ssize_t");
  return Number(int);
}
