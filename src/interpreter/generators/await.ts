/** What `await`, `yield from`, `async for` and `async with` operate on. Source: CPython Objects/genobject.c (_PyCoro_GetAwaitableIter), ceval.c. */
import { CO } from "../../bytecode/codeflags.ts";
import { iter } from "../../objects/abstract/iterate.ts";
import { runtimeError, typeError } from "../../objects/errors.ts";
import { PyBaseException } from "../../objects/exceptions/base.ts";
import type { PyValue } from "../../objects/object.ts";
import { typeName, typeOf } from "../../objects/typeof.ts";
import { asyncGeneratorNext, asyncGeneratorType } from "./async-generator.ts";
import { PyGenerator } from "./generator.ts";
import { coroutineType, generatorType } from "./types.ts";

/** Whether the value is a coroutine, or a generator that `types.coroutine` made one. */
function isCoroutine(value: PyValue): boolean {
  if (!(value instanceof PyGenerator)) return false;
  if (value.type === coroutineType) return true;
  return value.type === generatorType && (value.frame.code.flags & CO.ITERABLE_COROUTINE) !== 0;
}

/** The iterator over an awaitable. */
export function awaitableIterator(value: PyValue): PyValue {
  if (isCoroutine(value)) return value;
  const getter = typeOf(value).am_await;
  if (getter === undefined) {
    throw typeError(`'${typeName(value)}' object can't be awaited`);
  }
  const iterator = getter(value);
  if (isCoroutine(iterator)) throw typeError("__await__() returned a coroutine");
  if (typeOf(iterator).tp_iternext === undefined) {
    throw typeError(`__await__() returned non-iterator of type '${typeName(iterator)}'`);
  }
  return iterator;
}

/** GET_AWAITABLE: 1 and 2 are for the results of `__aenter__` and `__aexit__`. */
export function getAwaitableFor(value: PyValue, where: number): PyValue {
  if (where !== 0 && !isCoroutine(value) && typeOf(value).am_await === undefined) {
    const name = where === 1 ? "__aenter__" : "__aexit__";
    throw typeError(
      `'async with' received an object from ${name} that does not implement __await__: ${typeName(value)}`,
    );
  }
  const iterator = awaitableIterator(value);
  if (iterator instanceof PyGenerator && iterator.type === coroutineType && iterator.yieldFrom() !== undefined) {
    throw runtimeError("coroutine is being awaited already");
  }
  return iterator;
}

/** GET_YIELD_FROM_ITER in code with these flags. */
export function yieldFromIterator(iterable: PyValue, flags: number): PyValue {
  if (iterable instanceof PyGenerator) {
    if (iterable.type === generatorType) return iterable;
    if (iterable.type === coroutineType) {
      if ((flags & (CO.COROUTINE | CO.ITERABLE_COROUTINE)) !== 0) return iterable;
      throw typeError("cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
  }
  return iter(iterable);
}

/** GET_AITER. */
export function getAsyncIterator(value: PyValue): PyValue {
  const getter = typeOf(value).am_aiter;
  if (getter === undefined) {
    throw typeError(`'async for' requires an object with __aiter__ method, got ${typeName(value)}`);
  }
  const iterator = getter(value);
  if (typeOf(iterator).am_anext === undefined) {
    throw typeError(
      `'async for' received an object from __aiter__ that does not implement __anext__: ${typeName(iterator)}`,
    );
  }
  return iterator;
}

/** GET_ANEXT. */
export function getAsyncNext(aiter: PyValue): PyValue {
  if (aiter instanceof PyGenerator && aiter.type === asyncGeneratorType) return asyncGeneratorNext(aiter);
  const getter = typeOf(aiter).am_anext;
  if (getter === undefined) {
    throw typeError(`'async for' requires an iterator with __anext__ method, got ${typeName(aiter)}`);
  }
  const next = getter(aiter);
  try {
    return awaitableIterator(next);
  } catch (caught) {
    if (!(caught instanceof PyBaseException)) throw caught;
    const error = typeError(`'async for' received an invalid object from __anext__: ${typeName(next)}`);
    error.cause = caught;
    error.suppressContext = true;
    throw error;
  }
}
