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

/**
 * Thrown through the io code when a descriptor that should block has nothing yet and the host cannot block. It never reaches
 * a program: `waiting` (wait.ts) suspends the thread and starts the operation again.
 */
export class WouldBlock {
  readonly fd: number;
  readonly writing: boolean;
  /** How much of what was given to write has been taken already: the rest is to be written later. */
  readonly written: number;
  constructor(fd: number, writing: boolean, written = 0) {
    this.fd = fd;
    this.writing = writing;
    this.written = written;
  }
}
