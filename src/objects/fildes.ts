/** File descriptors as arguments. Source: CPython Objects/fileobject.c (PyObject_AsFileDescriptor). */
import { lookupAttr } from "./abstract/attributes.ts";
import { call } from "./abstract/call.ts";
import { asInt } from "./abstract/number.ts";
import { warn } from "./abstract/warn.ts";
import { overflowError, typeError, valueError } from "./errors.ts";
import type { PyValue } from "./object.ts";

/** The descriptor of an int, or of an object with a `fileno()` method. */
export function fildes(value: PyValue): number {
  if (typeof value === "boolean") warn("RuntimeWarning", "bool is used as a file descriptor");
  let int = asInt(value);
  if (int === undefined) {
    const method = lookupAttr(value, "fileno");
    if (method === undefined) throw typeError("argument must be an int, or have a fileno() method.");
    int = asInt(call(method, []));
    if (int === undefined) throw typeError("fileno() returned a non-integer");
  }
  if (int > 0x7fffffff || int < -0x80000000) throw overflowError("Python int too large to convert to C int");
  if (int < 0) throw valueError(`file descriptor cannot be a negative integer (${int})`);
  return Number(int);
}
