/** iter, next, aiter, anext. */

import { AnextAwaitable } from "../../interpreter/generators/async-generator.ts";
import { PyGenerator } from "../../interpreter/generators/generator.ts";
import { generatorSend } from "../../interpreter/generators/methods.ts";
import { typeLookup } from "../../objects/abstract/attributes.ts";
import { isCallable } from "../../objects/abstract/call.ts";
import { iter, iterNextOrWait } from "../../objects/abstract/iterate.ts";
import { isException, stopIteration, typeError } from "../../objects/errors.ts";
import { PyExc_StopIteration } from "../../objects/exceptions/types.ts";
import { PyFunction } from "../../objects/function.ts";
import { CallableIter } from "../../objects/iterators/callable-iter.ts";
import { activate, type CallRequest, entering, machine } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";
import { slotNext } from "../../objects/type/dispatchers.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";

export function builtinIter(value: PyValue, sentinel: PyValue | undefined): PyValue {
  if (sentinel === undefined) return iter(value);
  if (!isCallable(value)) throw typeError("iter(v, w): v must be callable");
  return new CallableIter(value, sentinel);
}

export function builtinNext(iterator: PyValue, fallback: PyValue | undefined): PyValue {
  if (iterator instanceof PyGenerator && iterator.kind === "generator")
    return generatorSend(iterator, null, null, fallback);
  const { tp_iternext: next, tp_iternext_waiting: waiting } = typeOf(iterator);
  if (next === slotNext && fallback === undefined) {
    const method = typeLookup(typeOf(iterator), "__next__");
    if (method instanceof PyFunction) return machine.tailCall(method, [iterator], null);
  }
  if (next === undefined) throw typeError(`'${typeName(iterator)}' object is not an iterator`);
  if (waiting !== undefined && fallback !== undefined) return activate(nextOr(fallback, iterator));
  if (fallback === undefined) {
    const value = (waiting ?? next)(iterator);
    if (value === undefined) throw stopIteration(null);
    return value;
  }
  try {
    const value = next(iterator);
    return value === undefined ? fallback : value;
  } catch (caught) {
    if (isException(caught, PyExc_StopIteration)) return fallback;
    throw caught;
  }
}

/** `next(iterator, fallback)` for an iterator that may have to wait. */
function* nextOr(fallback: PyValue, iterator: PyValue): Generator<CallRequest, PyValue, PyValue> {
  try {
    return yield entering(() => {
      const item = iterNextOrWait(iterator);
      return item === undefined ? fallback : item;
    });
  } catch (caught) {
    if (isException(caught, PyExc_StopIteration)) return fallback;
    throw caught;
  }
}

export function builtinAiter(value: PyValue): PyValue {
  const slot = typeOf(value).am_aiter;
  if (slot === undefined) throw typeError(`'${typeName(value)}' object is not an async iterable`);
  const iterator = slot(value);
  if (typeOf(iterator).am_anext === undefined) {
    throw typeError(`aiter() returned not an async iterator of type '${typeName(iterator)}'`);
  }
  return iterator;
}

export function builtinAnext(iterator: PyValue, fallback: PyValue | undefined): PyValue {
  const slot = typeOf(iterator).am_anext;
  if (slot === undefined) throw typeError(`'${typeName(iterator)}' object is not an async iterator`);
  const awaitable = slot(iterator);
  return fallback === undefined ? awaitable : new AnextAwaitable(awaitable, fallback);
}
