/** The traceback type is the interpreter's; exceptions only need to recognise its instances. */
import type { PyBaseException } from "./exceptions/base.ts";
import type { PyValue } from "./object.ts";
import type { PyType } from "./type-object.ts";
import { typeOf } from "./typeof.ts";

let tracebackType: PyType | null = null;
let addHere: (error: PyBaseException) => void = () => {};

/** Called once by the interpreter: the type, and what adds the running frame to an exception's traceback. */
export function registerTracebackType(type: PyType, here: (error: PyBaseException) => void): void {
  tracebackType = type;
  addHere = here;
}

/** Adds the running frame to the exception's traceback (PyTraceBack_Here). */
export function tracebackHere(error: PyBaseException): void {
  addHere(error);
}

export function isTraceback(value: PyValue): boolean {
  return typeOf(value) === tracebackType;
}
