/**
 * Errors at the level of plain mathematics. The object layer turns a `KernelError` into the Python exception it names;
 * here it is only a name and CPython's text. It is no JavaScript `Error`: nobody reads a JavaScript stack from it.
 */

/** The built-in exceptions that kernel code can ask for. */
export type KernelErrorType =
  | "ValueError"
  | "TypeError"
  | "OverflowError"
  | "ZeroDivisionError"
  | "MemoryError"
  | "IndexError"
  | "KeyError"
  | "LookupError"
  | "RecursionError"
  | "RuntimeError"
  | "SystemError"
  | "NotImplementedError"
  | "struct.error"
  | "binascii.Error"
  | "binascii.Incomplete";

/** A failure that Python code will see as an exception of class `type` with message `msg`. */
export class KernelError {
  readonly type: KernelErrorType;
  readonly msg: string;
  /** Given when the exception's first argument is an errno: `OverflowError(34, 'Numerical result out of range')`. */
  readonly errno: number | undefined;
  constructor(type: KernelErrorType, msg: string, errno?: number) {
    this.type = type;
    this.msg = msg;
    this.errno = errno;
  }
}

export const valueError = (msg: string): KernelError => new KernelError("ValueError", msg);
export const typeError = (msg: string): KernelError => new KernelError("TypeError", msg);
export const overflowError = (msg: string): KernelError => new KernelError("OverflowError", msg);
export const memoryError = (): KernelError => new KernelError("MemoryError", "");
export const zeroDivision = (): KernelError => new KernelError("ZeroDivisionError", "division by zero");
/** What CPython raises when the C library reports ERANGE. */
export const rangeError = (): KernelError => new KernelError("OverflowError", "Numerical result out of range", 34);
