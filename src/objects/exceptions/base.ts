/**
 * BaseException and the layouts of its built-in subclasses. Exceptions are thrown as themselves (`throw exc`): they are not
 * JavaScript errors, so no JavaScript stack is captured. Behaviour: CPython Objects/exceptions.c.
 */
import type { PyDict } from "../dict/dict.ts";
import { inheritPyObject, type PyObject, type PyValue } from "../object.ts";
import type { PyTuple } from "../tuple/tuple.ts";
import type { PyType } from "../type-object.ts";

export class PyBaseException implements PyObject {
  static {
    inheritPyObject(PyBaseException);
  }
  type: PyType;
  args: PyTuple;
  /** The traceback object, or null. */
  traceback: PyObject | null;
  context: PyBaseException | null;
  cause: PyBaseException | null;
  suppressContext: boolean;
  dict: PyDict | null;
  constructor(type: PyType, args: PyTuple) {
    this.type = type;
    this.traceback = null;
    this.context = null;
    this.cause = null;
    this.suppressContext = false;
    this.dict = null;
    this.args = args;
  }
}

export class PyStopIteration extends PyBaseException {
  value: PyValue = null;
}

export class PySystemExit extends PyBaseException {
  code: PyValue = null;
}

export class PyImportError extends PyBaseException {
  msg: PyValue = null;
  name: PyValue = null;
  path: PyValue = null;
  name_from: PyValue = null;
}

export class PyNameError extends PyBaseException {
  name: PyValue = null;
}

export class PyAttributeError extends PyBaseException {
  name: PyValue = null;
  obj: PyValue = null;
}

export class PyOSError extends PyBaseException {
  errno: PyValue | undefined = undefined;
  strerror: PyValue | undefined = undefined;
  filename: PyValue | undefined = undefined;
  filename2: PyValue | undefined = undefined;
  /** BlockingIOError's `characters_written`; -1 when absent. */
  written = -1;
}

export class PySyntaxError extends PyBaseException {
  msg: PyValue = null;
  filename: PyValue = null;
  lineno: PyValue = null;
  offset: PyValue = null;
  end_lineno: PyValue = null;
  end_offset: PyValue = null;
  text: PyValue = null;
  print_file_and_line: PyValue = null;
  metadata: PyValue = null;
}

export class PyUnicodeError extends PyBaseException {
  encoding: PyValue | undefined = undefined;
  /** The object of the codec call: bytes for decoding errors, str for the others. */
  object: PyValue | undefined = undefined;
  start = 0;
  end = 0;
  reason: PyValue | undefined = undefined;
}

export class PyBaseExceptionGroup extends PyBaseException {
  message: PyValue = null;
  /** The tuple of exceptions. */
  excs: PyTuple = null!;
  /** The sequence passed by the caller, for repr. */
  excsRepr: PyValue = null;
}
