/** What may have to wait: asked before a built-in chooses the way that lets it. */
import { PyObject, type PyValue } from "./object.ts";

/** An object whose methods may have to wait for others, as a stream for those at the other end of a pipe. */
export interface Waiting extends PyObject {
  readonly mayWait: boolean;
}

/** Whether it is one that may have to wait as it is now. */
export function mayWait(value: PyValue): boolean {
  return value instanceof PyObject && (value as Partial<Waiting>).mayWait === true;
}
