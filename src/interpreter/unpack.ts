/** Unpacking and merging. Source: CPython Python/ceval.c (_PyEval_UnpackIterableStackRef, format_kwargs_error). */
import { type Str, WideStr } from "../kernel/str.ts";
import { lookupAttr } from "../objects/abstract/attributes.ts";
import { length } from "../objects/abstract/container.ts";
import { exactItems, isIterable, iter, iterNext, toArray } from "../objects/abstract/iterate.ts";
import { strJs } from "../objects/abstract/repr.ts";
import { PyDict } from "../objects/dict/dict.ts";
import { dictMerge as mergeMapping, OVERRIDE, REFUSE } from "../objects/dict/update.ts";
import { isException, typeError, valueError } from "../objects/errors.ts";
import type { PyBaseException } from "../objects/exceptions/base.ts";
import { PyExc_KeyError } from "../objects/exceptions/types.ts";
import { PyList } from "../objects/list/list.ts";
import type { PyValue } from "../objects/object.ts";
import { asStr } from "../objects/str/str-object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { typeName } from "../objects/typeof.ts";
import type { Slot } from "./inst.ts";

/** Writes the `count` items of `seq` to the stack, the first one on top. */
export function unpackSequence(stack: Slot[], at: number, seq: PyValue, count: number): void {
  const exact = exactItems(seq);
  if (exact !== undefined) {
    if (exact.length < count) throw notEnough(`${count}`, exact.length, "");
    if (exact.length > count) throw valueError(`too many values to unpack (expected ${count}, got ${exact.length})`);
    for (let i = 0; i < count; i++) stack[at + count - 1 - i] = exact[i];
    return;
  }
  const iterator = unpackIterator(seq);
  for (let i = 0; i < count; i++) {
    const item = iterNext(iterator);
    if (item === undefined) throw notEnough(`${count}`, i, "");
    stack[at + count - 1 - i] = item;
  }
  if (iterNext(iterator) !== undefined) {
    const known = seq instanceof PyList || seq instanceof PyTuple || seq instanceof PyDict;
    const got = known ? `, got ${length(seq)}` : "";
    throw valueError(`too many values to unpack (expected ${count}${got})`);
  }
}

/** `a, *b, c = seq`: `before` values, a list, `after` values; the first one on top. */
export function unpackExtended(stack: Slot[], at: number, seq: PyValue, before: number, after: number): void {
  const iterator = unpackIterator(seq);
  const top = at + before + after;
  for (let i = 0; i < before; i++) {
    const item = iterNext(iterator);
    if (item === undefined) throw notEnough(`${before + after}`, i, "at least ");
    stack[top - i] = item;
  }
  const rest: PyValue[] = toArray(iterator);
  if (rest.length < after) throw notEnough(`${before + after}`, before + rest.length, "at least ");
  const tail = rest.length - after;
  for (let i = 0; i < after; i++) stack[at + after - 1 - i] = rest[tail + i];
  rest.length = tail;
  stack[at + after] = new PyList(rest);
}

function unpackIterator(seq: PyValue): PyValue {
  if (!isIterable(seq)) throw typeError(`cannot unpack non-iterable ${typeName(seq)} object`);
  return iter(seq);
}

function notEnough(expected: string, got: number, atLeast: string): PyValue {
  return valueError(`not enough values to unpack (expected ${atLeast}${expected}, got ${got})`);
}

/** `{**update}`. */
export function dictUpdate(dict: PyDict, update: PyValue): void {
  if (!(update instanceof PyDict) && lookupAttr(update, "keys") === undefined) {
    throw typeError(`'${typeName(update)}' object is not a mapping`);
  }
  mergeMapping(dict, update, OVERRIDE);
}

/** `f(**update)`: merging, with an error for a key that is there already. */
export function dictMerge(dict: PyDict, update: PyValue, callable: PyValue): void {
  if (!(update instanceof PyDict) && lookupAttr(update, "keys") === undefined) {
    throw typeError(`${functionText(callable)} argument after ** must be a mapping, not ${typeName(update)}`);
  }
  try {
    mergeMapping(dict, update, REFUSE);
  } catch (caught) {
    if (!isException(caught, PyExc_KeyError)) throw caught;
    const { items } = (caught as PyBaseException).args;
    if (items.length !== 1) throw caught;
    throw typeError(`${functionText(callable)} got multiple values for keyword argument '${strJs(items[0])}'`);
  }
}

/** "module.qualname()" as messages name a callable (_PyObject_FunctionStr). */
export function functionText(callable: PyValue): string {
  const qualname = lookupAttr(callable, "__qualname__");
  if (qualname === undefined) return strJs(callable);
  const module = lookupAttr(callable, "__module__");
  const shown = strJs(qualname);
  if (module !== undefined && module !== null && module !== "builtins") return `${strJs(module)}.${shown}()`;
  return `${shown}()`;
}

/** Names of keyword arguments from a dict's keys; a key that is not a str is an error. */
export function keywordNames(dict: PyDict): Str[] {
  const names: Str[] = [];
  for (const key of dict.keysArray()) {
    if (typeof key === "string" || key instanceof WideStr) {
      names.push(key);
      continue;
    }
    const text = asStr(key);
    if (text === undefined) throw typeError("keywords must be strings");
    names.push(text);
  }
  return names;
}
