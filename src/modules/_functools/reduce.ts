/** functools.reduce, as an activation: the program may wait inside its function. */
import { iter, iterNext } from "../../objects/abstract/iterate.ts";
import { isException, typeError } from "../../objects/errors.ts";
import { PyExc_TypeError } from "../../objects/exceptions/types.ts";
import { activate, type CallRequest } from "../../objects/machine.ts";
import type { PyValue } from "../../objects/object.ts";

export function reduce(func: PyValue, iterable: PyValue, initial: PyValue | undefined): PyValue {
  let iterator: PyValue;
  try {
    iterator = iter(iterable);
  } catch (caught) {
    if (isException(caught, PyExc_TypeError)) throw typeError("reduce() arg 2 must support iteration");
    throw caught;
  }
  return activate(steps(func, iterator, initial));
}

function* steps(
  func: PyValue,
  iterator: PyValue,
  initial: PyValue | undefined,
): Generator<CallRequest, PyValue, PyValue> {
  let result = initial;
  for (;;) {
    const item = iterNext(iterator);
    if (item === undefined) break;
    result = result === undefined ? item : yield { callable: func, args: [result, item], kwnames: null };
  }
  if (result === undefined) throw typeError("reduce() of empty iterable with no initial value");
  return result;
}
