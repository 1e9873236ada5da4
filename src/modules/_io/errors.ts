/** Exceptions of the io module. Source: CPython Modules/_io/_iomodule.c. */

import type { Str } from "../../kernel/str.ts";
import { defineType } from "../../objects/declare.ts";
import { newException, valueError } from "../../objects/errors.ts";
import type { PyBaseException } from "../../objects/exceptions/base.ts";
import { PyExc_BlockingIOError, PyExc_OSError, PyExc_ValueError } from "../../objects/exceptions/types.ts";
import type { PyType } from "../../objects/type-object.ts";

export const unsupportedOperationType: PyType = defineType({
  name: "io.UnsupportedOperation",
  basicsize: 112,
  doc: null,
  flags: ["basetype", "dict", "heaptype"],
  bases: () => [PyExc_OSError, PyExc_ValueError],
});

export function unsupported(message: Str): PyBaseException {
  return newException(unsupportedOperationType, message);
}

export function closedFile(message = "I/O operation on closed file."): PyBaseException {
  return valueError(message);
}

const EAGAIN = 11;

/** A BlockingIOError that says how much was written. */
export function blockingError(message: Str, written: number): PyBaseException {
  return newException(PyExc_BlockingIOError, EAGAIN, message, written);
}
