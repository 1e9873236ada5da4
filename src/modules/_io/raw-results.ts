/** What the methods of raw streams that are Python objects answer. Source: CPython Modules/_io/bufferedio.c. */
import { ssizeIndex } from "../../objects/abstract/number.ts";
import { isException, newException, valueError } from "../../objects/errors.ts";
import { toPyException } from "../../objects/exceptions/convert.ts";
import { PyExc_OSError, PyExc_TypeError } from "../../objects/exceptions/types.ts";
import type { PyObject, PyValue } from "../../objects/object.ts";

/** Of `tell` and `seek`. */
export function offsetResult(result: PyValue): number {
  const at = ssizeIndex(result, valueError);
  if (at < 0) throw newException(PyExc_OSError, `Raw stream returned invalid position ${at}`);
  return at;
}

/** Of `readinto`. */
export function readResult(result: PyValue): number {
  try {
    return ssizeIndex(result, valueError);
  } catch (caught) {
    if (!isException(caught, PyExc_TypeError)) throw caught;
    const error = newException(PyExc_OSError, "raw readinto() failed");
    error.cause = toPyException(caught)!;
    error.context = error.cause;
    error.suppressContext = true;
    throw error;
  }
}

/** More than was asked for, or less than nothing. */
export function invalidLength(what: string, count: number, limit: number): PyObject {
  return newException(
    PyExc_OSError,
    `raw ${what}() returned invalid length ${count} (should have been between 0 and ${limit})`,
  );
}
