/** Matching exceptions against `except` and `except*` clauses. Source: CPython Python/ceval.c. */
import { call, callMethod } from "../objects/abstract/call.ts";
import { typeError } from "../objects/errors.ts";
import { type PyBaseException, PyBaseExceptionGroup } from "../objects/exceptions/base.ts";
import { PyExc_ExceptionGroup, splitGroup } from "../objects/exceptions/group.ts";
import { PyExc_BaseException, PyExc_BaseExceptionGroup, PyExc_Exception } from "../objects/exceptions/types.ts";
import { PyList } from "../objects/list/list.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { isSubtype, PyType } from "../objects/type-object.ts";
import { typeName } from "../objects/typeof.ts";
import type { Frame } from "./frame.ts";
import { addTraceback } from "./traceback.ts";

function isExceptionClass(value: PyValue): value is PyType {
  return value instanceof PyType && isSubtype(value, PyExc_BaseException);
}

/** Whether `error` matches the class or tuple of classes of an `except` clause. */
export function checkExceptionMatch(error: PyBaseException, wanted: PyValue): boolean {
  if (wanted instanceof PyTuple) {
    for (const item of wanted.items) if (!isExceptionClass(item)) throw notException();
  } else if (!isExceptionClass(wanted)) {
    throw notException();
  }
  return exceptionMatches(error, wanted);
}

function exceptionMatches(error: PyBaseException, wanted: PyValue): boolean {
  if (wanted instanceof PyTuple) return wanted.items.some((item) => exceptionMatches(error, item));
  return isExceptionClass(wanted) && isSubtype(error.type, wanted);
}

function notException(): PyBaseException {
  return typeError("catching classes that do not inherit from BaseException is not allowed");
}

/** Splits the exception of an `except*` clause into what the clause takes and the rest. */
export function checkExceptionGroupMatch(
  frame: Frame,
  error: PyBaseException | null,
  wanted: PyValue,
): { rest: PyValue; match: PyValue } {
  checkGroupClasses(wanted);
  if (error === null) return { rest: null, match: null };
  if (exceptionMatches(error, wanted)) {
    if (error instanceof PyBaseExceptionGroup) return { rest: null, match: error };
    const type = isSubtype(error.type, PyExc_Exception) ? PyExc_ExceptionGroup : PyExc_BaseExceptionGroup;
    const wrapped = makeGroup(type, new PyTuple([error]));
    addTraceback(frame, wrapped);
    return { rest: null, match: wrapped };
  }
  if (!(error instanceof PyBaseExceptionGroup)) return { rest: error, match: null };
  const pair = callMethod(error, "split", [wanted]);
  if (!(pair instanceof PyTuple)) {
    throw typeError(`${typeName(error)}.split must return a tuple, not ${typeName(pair)}`);
  }
  if (pair.items.length < 2) {
    throw typeError(`${typeName(error)}.split must return a 2-tuple, got tuple of size ${pair.items.length}`);
  }
  return { match: pair.items[0], rest: pair.items[1] };
}

function checkGroupClasses(wanted: PyValue): void {
  const items = wanted instanceof PyTuple ? wanted.items : [wanted];
  for (const item of items) if (!isExceptionClass(item)) throw notException();
  for (const item of items) {
    if (isSubtype(item as PyType, PyExc_BaseExceptionGroup)) {
      throw typeError("catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
  }
}

function makeGroup(type: PyType, errors: PyValue): PyBaseException {
  return call(type, ["", errors]) as PyBaseException;
}

/** What is left to raise after all `except*` clauses (_PyExc_PrepReraiseStar). */
export function prepareReraiseStar(original: PyValue, raised: PyValue): PyValue {
  const list = (raised as PyList).items;
  if (list.length === 0) return null;
  if (!(original instanceof PyBaseExceptionGroup)) return list[0];
  const fresh: PyValue[] = [];
  const reraised: PyValue[] = [];
  for (const item of list) {
    if (item === null) continue;
    (sameMetadata(item as PyBaseException, original) ? reraised : fresh).push(item);
  }
  const rest = reraised.length === 0 ? null : projection(original, reraised);
  if (fresh.length === 0) return rest;
  if (rest !== null) fresh.push(rest);
  if (fresh.length === 1) return fresh[0];
  const type = fresh.every((item) => isSubtype((item as PyBaseException).type, PyExc_Exception))
    ? PyExc_ExceptionGroup
    : PyExc_BaseExceptionGroup;
  return makeGroup(type, new PyList(fresh));
}

function sameMetadata(a: PyBaseException, b: PyBaseException): boolean {
  return a.traceback === b.traceback && a.context === b.context && a.cause === b.cause;
}

/** The part of `original` that consists of the leaves of `kept` (exception_group_projection). */
function projection(original: PyBaseExceptionGroup, kept: readonly PyValue[]): PyValue {
  const leaves = new Set<PyValue>();
  for (const item of kept) collectLeaves(item, leaves);
  return splitGroup(original, (error) => leaves.has(error), false).match;
}

function collectLeaves(error: PyValue, into: Set<PyValue>): void {
  if (error instanceof PyBaseExceptionGroup) for (const item of error.excs.items) collectLeaves(item, into);
  else into.add(error);
}
