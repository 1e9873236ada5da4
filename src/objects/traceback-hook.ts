/** The traceback type is the interpreter's; exceptions only need to recognise its instances. */
import type { PyValue } from "./object.ts";
import type { PyType } from "./type-object.ts";
import { typeOf } from "./typeof.ts";

let tracebackType: PyType | null = null;

/** Called once by the interpreter. */
export function registerTracebackType(type: PyType): void {
  tracebackType = type;
}

export function isTraceback(value: PyValue): boolean {
  return typeOf(value) === tracebackType;
}
