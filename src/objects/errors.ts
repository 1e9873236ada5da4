/** Makers of exceptions: built-in code writes `throw typeError("…")`. */
import { type Str, strToJs } from "../kernel/str.ts";
import { suggestion } from "../kernel/suggestions.ts";
import type {
  PyAttributeError,
  PyBaseException,
  PyNameError,
  PyOSError,
  PyStopIteration,
  PyUnicodeError,
} from "./exceptions/base.ts";
import { exceptionTypeOf } from "./exceptions/convert.ts";
import * as exc from "./exceptions/types.ts";
import { dictOf } from "./instance-dict.ts";
import { PyList } from "./list/list.ts";
import type { PyValue } from "./object.ts";
import { PyTuple } from "./tuple/tuple.ts";
import { isSubtype, type PyType } from "./type-object.ts";
import { typeOf } from "./typeof.ts";

/** An exception of a built-in type, made as calling the type with `args` would. */
export function newException(type: PyType, ...args: PyValue[]): PyBaseException {
  return exc.makeException(type, args);
}

/** A TypeError with the message; likewise the functions below. */
export function typeError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_TypeError, [message]);
}
export function valueError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_ValueError, [message]);
}
export function indexError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_IndexError, [message]);
}
export function lookupError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_LookupError, [message]);
}
/** A KeyError whose argument is the missing key. */
export function keyError(key: PyValue): PyBaseException {
  return exc.makeException(exc.PyExc_KeyError, [key]);
}
export function overflowError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_OverflowError, [message]);
}
export function zeroDivisionError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_ZeroDivisionError, [message]);
}
export function runtimeError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_RuntimeError, [message]);
}
export function recursionError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_RecursionError, [message]);
}
export function notImplementedError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_NotImplementedError, [message]);
}
export function memoryError(): PyBaseException {
  return exc.makeException(exc.PyExc_MemoryError, []);
}
export function bufferError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_BufferError, [message]);
}
export function systemError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_SystemError, [message]);
}
export function assertionError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_AssertionError, [message]);
}
export function eofError(message: Str): PyBaseException {
  return exc.makeException(exc.PyExc_EOFError, [message]);
}

/** StopIteration carrying a value; None gives no argument. */
export function stopIteration(value: PyValue): PyBaseException {
  const error = exc.makeException(exc.PyExc_StopIteration, value === null ? [] : [value]) as PyStopIteration;
  error.value = value;
  return error;
}

/** AttributeError with `name` and `obj` set, so that suggestions work. */
export function attributeError(message: Str, object?: PyValue, name?: Str): PyBaseException {
  const error = exc.makeException(exc.PyExc_AttributeError, [message]) as PyAttributeError;
  if (object !== undefined) error.obj = object;
  if (name !== undefined) error.name = name;
  return error;
}

/** NameError with `name` set. */
export function nameError(message: Str, name: Str): PyBaseException {
  const error = exc.makeException(exc.PyExc_NameError, [message]) as PyNameError;
  error.name = name;
  return error;
}

/** OSError of the errno's subclass (FileNotFoundError …), as `OSError(errno, strerror, filename, None, filename2)` makes it. */
export function osError(errno: number, strerror: Str, filename?: PyValue, filename2?: PyValue): PyOSError {
  const args: PyValue[] = [errno, strerror];
  if (filename !== undefined) args.push(filename);
  if (filename2 !== undefined) args.push(null, filename2);
  return exc.makeException(exc.osErrorType(errno), args) as PyOSError;
}

export function unicodeDecodeError(
  encoding: Str,
  object: PyValue,
  start: number,
  end: number,
  reason: Str,
): PyBaseException {
  return fillUnicode(exc.PyExc_UnicodeDecodeError, [encoding, object, start, end, reason]);
}
export function unicodeEncodeError(
  encoding: Str,
  object: Str,
  start: number,
  end: number,
  reason: Str,
): PyBaseException {
  return fillUnicode(exc.PyExc_UnicodeEncodeError, [encoding, object, start, end, reason]);
}

function fillUnicode(type: PyType, args: [Str, PyValue, number, number, Str]): PyBaseException {
  const error = exc.makeException(type, args) as PyUnicodeError;
  [error.encoding, error.object, error.start, error.end, error.reason] = args;
  return error;
}

/** Whether a caught JavaScript value stands for a Python exception of the given type. Anything else must be rethrown. */
export function isException(caught: unknown, type: PyType): boolean {
  const actual = exceptionTypeOf(caught);
  return actual !== undefined && isSubtype(actual, type);
}

/** `isException` that rethrows what does not match: `catch (e) { swallow(e, PyExc_AttributeError); … }`. */
export function swallow(caught: unknown, type: PyType): void {
  if (!isException(caught, type)) throw caught;
}

/** Message for an operand of the wrong type: `typeMessage("an integer is required (got type %s)", v)`. */
export function withTypeName(template: string, value: PyValue): string {
  return template.replace("%s", () => strToJs(typeOf(value).tp_name));
}

export function emptyTuple(): PyTuple {
  return new PyTuple([]);
}

/** `exception.add_note(note)`. */
export function addNote(error: PyBaseException, note: Str): void {
  const dict = dictOf(error);
  const notes = dict.getStr("__notes__");
  if (notes instanceof PyList) notes.items.push(note);
  else if (notes === undefined) dict.set("__notes__", new PyList([note]));
  else throw typeError("Cannot add note: __notes__ is not a list");
}

/** A keyword argument that `callable`, whose keyword parameters are `names`, does not take; the nearest name is suggested. */
export function unexpectedKeyword(callable: string, names: readonly string[], given: Str): PyBaseException {
  const shown = strToJs(given);
  const better = suggestion(names, shown);
  const hint = better === undefined ? "" : `. Did you mean '${better}'?`;
  return typeError(`${callable}() got an unexpected keyword argument '${shown}'${hint}`);
}
