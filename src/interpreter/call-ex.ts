/** Arguments of `f(*args, **kwargs)`. */
import type { Str } from "../kernel/str.ts";
import { isSequence } from "../objects/abstract/container.ts";
import { isIterable, toArray } from "../objects/abstract/iterate.ts";
import type { PyDict } from "../objects/dict/dict.ts";
import { typeError } from "../objects/errors.ts";
import type { PyValue } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import { typeName } from "../objects/typeof.ts";
import { functionText, keywordNames } from "./unpack.ts";

/** Positional arguments followed by the values of the keyword arguments, in a fresh array. */
export function callExArguments(func: PyValue, callargs: PyValue, kwargs: PyDict | undefined): PyValue[] {
  let args: PyValue[];
  if (callargs instanceof PyTuple) {
    args = callargs.items.slice();
  } else {
    if (!isIterable(callargs) && !isSequence(callargs)) {
      throw typeError(`${functionText(func)} argument after * must be an iterable, not ${typeName(callargs)}`);
    }
    args = toArray(callargs);
  }
  if (kwargs !== undefined && kwargs.size > 0) for (const value of kwargs.valuesArray()) args.push(value);
  return args;
}

/** Names of the keyword arguments, or null. */
export function callExKeywords(kwargs: PyDict | undefined): readonly Str[] | null {
  return kwargs === undefined || kwargs.size === 0 ? null : keywordNames(kwargs);
}
